"""Every shop that a released version made is opened by this one, and still adds up."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from smbcrm.bootstrap import backups, create_shop, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.membership.bills.types import Paper
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.models import upgrade
from smbcrm.models.connect import connect
from smbcrm.models.guards import missing_guards
from smbcrm.models.session import Session
from tests.helpers.contents import contents
from tests.helpers.small_shop import sell

DATA = Path(__file__).parents[2] / "data"
SAMPLES = sorted(DATA.glob("sample_v*.smbcrm"))
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
NEXT_STEP = """
from smbcrm.models.schema import create
def up(_migrator, db):
    create(db, ("ALTER TABLE sale ADD COLUMN tip {int}",))
"""


@pytest.fixture(params=SAMPLES, ids=[path.stem for path in SAMPLES])
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a copy of a sample, to be opened and changed."""
    source: Path = request.param
    file = tmp_path / source.name
    file.write_bytes(source.read_bytes())
    return file


def check(shop: Services, name: str) -> None:
    held = json.loads((DATA / name).with_suffix(".json").read_text("utf-8"))
    verdict = shop.audit.verify()
    assert verdict.findings == ()
    assert verdict.figures.operations == held["operations"] > 20
    assert verdict.figures.entries == held["entries"]
    assert verdict.figures.head_hash == held["head_hash"]
    assert shop.customers.count() == held["customers"]
    found = [shop.customers.get(row.id).profile.full_name for row in shop.customers.find("欧阳")]
    assert found == held["found"] == ["欧阳龑"]
    assert bills_drawn(shop) > 5
    sell(shop, 100, shop.customers.ids()[0])
    assert shop.audit.verify().clean


def bills_drawn(shop: Services) -> int:
    """Put every bill of the customers on paper, whatever its version knew; return how many."""
    rows = [row for who in shop.customers.ids() for row in shop.history.of_customer(who)]
    drafts = [shop.bills.draft(row.id, Paper()) for row in rows if row.bill_number]
    assert all(draft.pdf.startswith(b"%PDF") for draft in drafts)
    return len(drafts)


def schema(file: Path) -> list[tuple[str, str]]:
    """Return every table, index and trigger of a file, as the database notes it."""
    db = connect(str(file))
    db.connect()
    try:
        return Session(db).rows("SELECT name, sql FROM sqlite_master ORDER BY name")
    finally:
        db.close()


def test_there_is_one_of_each_version() -> None:
    assert [path.stem for path in SAMPLES] == [
        f"sample_v{number}" for number in range(1, len(SAMPLES) + 1)
    ]
    assert SAMPLES
    assert all(path.stat().st_size < 300_000 for path in SAMPLES)


def test_it_is_opened_and_goes_on(sample: Path) -> None:
    shop = open_shop(str(sample), clock=SetClock(NOW))
    check(shop, sample.name)
    uow = shop.till.uow
    assert uow.read(lambda work: missing_guards(work.session.db)) == []  # type: ignore[attr-defined]
    assert len(upgrade.shipped_migrations()) == 1 or shop.backups.copies(), "copied first"
    shop.close()


def test_it_becomes_what_a_new_shop_is(sample: Path, tmp_path: Path) -> None:
    """A step that was changed after it was released would make two kinds of shop."""
    open_shop(str(sample), clock=SetClock(NOW)).close()
    new = tmp_path / "new.smbcrm"
    create_shop(str(new), NewShop("New"), clock=SetClock(NOW), durable=False).close()
    assert schema(sample) == schema(new)


def test_the_next_version_copies_and_upgrades_it(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = tmp_path / "steps"
    shutil.copytree(upgrade.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / "9999_next.py").write_text(NEXT_STEP, "utf-8")
    monkeypatch.setattr(upgrade, "MIGRATIONS", steps)
    shop = open_shop(str(sample), clock=SetClock(NOW))
    check(shop, sample.name)
    (copy,) = shop.backups.copies()
    assert copy.verified
    assert any("tip INTEGER" in text for _, text in schema(sample) if text)
    shop.close()


def test_it_is_restored_on_either_database(sample: Path, shop_address: str) -> None:
    backups(shop_address, clock=SetClock(NOW)).restore(str(sample))
    open_shop(str(sample), clock=SetClock(NOW)).close()
    assert contents(shop_address) == contents(sample), "as if it had been opened"
    shop = open_shop(shop_address, clock=SetClock(NOW))
    check(shop, sample.name)
    shop.close()
