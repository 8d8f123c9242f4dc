"""Make tests/data/sample_vN.smbcrm: a shop of this version, which every later one must open.

    python tools/build_sample_database.py 1

It is made through the use cases, with something of everything, and is small: a few customers, pages
of 1 KiB. Beside it lies what it holds (.json). It is made anew while a version is in the making
and never after that version was released.
"""

import argparse
import datetime as dt
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.bootstrap import make_demo, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import job_id
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports.types import ImportRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.reversing import VoidReason
from smbcrm.membership.sales.types import Means, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services

DATA = Path(__file__).parents[1] / "tests" / "data"
NOW = dt.datetime(2026, 5, 20, 8, 30, tzinfo=dt.UTC)
CUSTOMERS, SEED = 8, 7
LIST = "姓名,手机,储值余额,积分\n曾小燕,13912345678,¥68.50,12\n解敏,13600136000,,\n"


def act(number: int, note: str = "") -> Act:
    """Return the request of a number, the same each time."""
    return Act(job_id("sample", number), note=note)


def add_the_rest(shop: Services, clock: SetClock) -> None:
    """Do what the demo shop does not: notes, a walk-in, a void, a replaced card, an edit."""
    somebody = shop.customers.ids()[0]
    shop.till.top_up(TopUpRequest(act(1, "给女儿的"), somebody, 50_000))
    mixed = {Means.STORED: 3_000, Means.CASH: 5_000}
    sale = SaleRequest(act(2, "靠窗"), somebody, 6_800, payments=mixed)
    shop.till.sale(sale)
    shop.till.sale(SaleRequest(act(3), None, 2_500))
    wrong = shop.till.sale(SaleRequest(act(4), somebody, 9_900))
    clock.instant += dt.timedelta(hours=1)
    shop.till.reverse(ReverseRequest(act(5), wrong.operation, VoidReason.WRONG_AMOUNT))
    card = shop.cards.issue(somebody, act(6))
    shop.cards.replace(card.number, act(7))
    shop.customers.edit(somebody, Details(notes="敏感肌", tags=("常客",)), act(8))
    shop.customers.add(Details(full_name="欧阳龑", phones=("+852 9123 4567",)), act(9))


def bring_in(shop: Services, folder: Path) -> None:
    """Import a list of two, one with a balance and an end to it."""
    source = folder / "list.csv"
    source.write_text(LIST, "utf-8")
    shop.imports.run(ImportRequest(source, act(10)))


def make(file: Path) -> dict[str, object]:
    """Make the shop and return what it holds."""
    make_demo(str(file), customers=CUSTOMERS, seed=SEED, language="zh_CN", now=NOW).close()
    clock = SetClock(NOW)
    shop = open_shop(str(file), clock=clock)
    add_the_rest(shop, clock)
    bring_in(shop, file.parent)
    verdict = shop.audit.verify()
    if not verdict.clean:
        raise SystemExit(f"The sample does not add up: {verdict.findings}")
    held = {
        **asdict(verdict.figures),
        "customers": shop.customers.count(),
        "found": [
            shop.customers.get(row.id).profile.full_name for row in shop.customers.find("欧阳")
        ],
    }
    shop.close()
    return held


def shrink(file: Path) -> None:
    """Make a file small and complete in itself."""
    connection = sqlcipher.connect(str(file), isolation_level=None)
    for statement in ("journal_mode = delete", "page_size = 1024"):
        connection.execute(f"PRAGMA {statement}")
    connection.execute("VACUUM")
    connection.close()


def main() -> int:
    """Write the sample of a version and what it holds."""
    parser = argparse.ArgumentParser(description="Make the sample database of a version.")
    parser.add_argument("version", type=int)
    target = DATA / f"sample_v{parser.parse_args().version}.smbcrm"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "sample.db"
        held = make(made)
        shrink(made)
        target.write_bytes(made.read_bytes())
    text = json.dumps(held, ensure_ascii=False, indent=1) + "\n"
    target.with_suffix(".json").write_text(text, "utf-8")
    print(f"{target}: {target.stat().st_size} bytes, {held['operations']} operations")
    return 0


if __name__ == "__main__":
    sys.exit(main())
