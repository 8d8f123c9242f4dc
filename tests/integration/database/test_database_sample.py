"""Every shop that a released version made is opened by this one, and still adds up."""

import datetime as dt
import json
from pathlib import Path

import pytest

from smbcrm.bootstrap import backups, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.membership.services import Services
from smbcrm.models.guards import missing_guards
from smbcrm.models.upgrade import shipped_migrations
from tests.helpers.contents import contents
from tests.helpers.small_shop import sell

DATA = Path(__file__).parents[2] / "data"
SAMPLES = sorted(DATA.glob("sample_v*.smbcrm"))
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


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
    sell(shop, 100, shop.customers.ids()[0])
    assert shop.audit.verify().clean


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
    assert len(shipped_migrations()) == 1 or shop.backups.copies(), "upgraded, so copied first"
    shop.close()


def test_it_is_restored_on_either_database(sample: Path, shop_address: str) -> None:
    backups(shop_address, clock=SetClock(NOW)).restore(str(sample))
    open_shop(str(sample), clock=SetClock(NOW)).close()
    assert contents(shop_address) == contents(sample), "as if it had been opened"
    shop = open_shop(shop_address, clock=SetClock(NOW))
    check(shop, sample.name)
    shop.close()
