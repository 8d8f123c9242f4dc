"""Make tests/data/sample_vN.smbcrm: a shop of this version, which every later one must open.

    python tools/build_sample_database.py 1

N counts the schemas that were released, not the migrations. The shop is made through the use cases
and has a row in every table, but few: its people and what they do stand here, so it does not grow
with the demo shop. Pages are of 1 KiB. Beside it lies what it holds (.json). It is made anew while
a version is in the making and never after that version was released.
"""

import argparse
import datetime as dt
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.bootstrap import create_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import job_id
from smbcrm.membership.customers.kinds import ConsentChannel as Channel
from smbcrm.membership.customers.kinds import ConsentState, CustomerKind
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.imports.types import ImportRequest
from smbcrm.membership.items.types import ItemChanges, ItemKind, NewItem
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.offers.types import NewOffer
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means, VoidReason
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.membership.tiers.types import TierChanges
from smbcrm.models.tables.base import table_of
from smbcrm.models.tables.catalogue import TABLES

DATA = Path(__file__).parents[1] / "tests" / "data"
LAST_YEAR = dt.datetime(2025, 3, 10, 2, 0, tzinfo=dt.UTC)
TODAY = dt.datetime(2026, 5, 20, 8, 30, tzinfo=dt.UTC)
SHOP = NewShop("青禾茶铺", "CNY", "CN", "Asia/Shanghai", "zh_CN")
ITEMS = (
    NewItem("DC", "凤凰单丛 150 克", 26_800, ItemKind.PRODUCT, barcode="6901234567892"),
    NewItem("PC", "茶席品茗", 6_800, ItemKind.SERVICE, points_factor=200),
    NewItem("OLD", "旧茶点", 1_200, ItemKind.PRODUCT),
)
BIRTHDAY, WEDDING = OccasionKind.BIRTHDAY, OccasionKind.WEDDING_ANNIVERSARY
YES, NO = ConsentState.GIVEN, ConsentState.REFUSED
PEOPLE = (
    Details(
        code="T1",
        full_name="陈雨桐",
        phones=("13800138000", "0592-2345678"),
        tags=("常客", "茶会"),
        occasions=(Occasion(BIRTHDAY, Calendar.LUNAR, 1990, 5, 3, is_leap_month=True),),
        consents=(ConsentSaid(Channel.SMS, YES, "柜台"), ConsentSaid(Channel.CALL, NO, "电话")),
        alert="对坚果过敏",
        looked_after_by="周佳怡",
    ),
    Details(
        full_name="Mary O'Brien",
        email="mary@example.com",
        language="en",
        occasions=(Occasion(WEDDING, Calendar.SOLAR, None, 2, 29),),
        referrer="T1",
    ),
    Details(full_name="厦门市和风设计有限公司", kind=CustomerKind.COMPANY, city="厦门"),
    Details(full_name="欧阳龑", phones=("+852 9123 4567",), wechat="ouyang_yan"),
)
LIST = "姓名,手机,储值余额,积分\n曾小燕,13912345678,¥68.50,12\n解敏,13600136000,,\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """The shop in the making; its request ids are the same each time."""

    shop: Services
    clock: SetClock
    numbers: Iterator[int] = field(default_factory=count)

    def act(self, note: str = "", staff: str | None = None) -> Act:
        """Return the next request, five minutes later."""
        self.clock.instant += dt.timedelta(minutes=5)
        return Act(job_id("sample", next(self.numbers)), note=note, staff=staff)

    def sell(self, customer: int | None, *codes: str, **payments: int) -> str:
        """Sell items by code, or 25.00 of nothing in particular; return the operation."""
        paid = {Means(means): amount for means, amount in payments.items()} or None
        amount = None if codes else 2_500
        items = tuple(ItemQuantity(code) for code in codes)
        request = SaleRequest(self.act(), customer, amount, items, paid)
        return self.shop.till.sale(request).operation


def fit_out(sample: Sample) -> None:
    """Set the shop up: settings, staff, a second till, items, an offer; some given up again."""
    shop = sample.shop
    shop.shop.set("shop.address", "厦门市思明区中山路 128 号", sample.act())
    shop.shop.set("shop.tax_rate", "6", sample.act())
    shop.staff.add_staff("周佳怡", sample.act())
    shop.staff.add_staff("吴雅静", sample.act())
    shop.staff.set_staff_active("吴雅静", active=False, act=sample.act())
    shop.staff.add_terminal("收银台 2", sample.act())
    for item in ITEMS:
        shop.items.add(item, sample.act())
    shop.items.set_active("OLD", active=False, act=sample.act())
    shop.offers.add(NewOffer(88_800, 8_800), sample.act())


def last_year(sample: Sample, people: tuple[int, ...]) -> None:
    """Let the first year go by: value paid in, gifts and points of it end later."""
    first, second, company, _ = people
    till = sample.shop.till
    sample.shop.cards.issue(first, sample.act(), None)
    till.top_up(TopUpRequest(sample.act("给女儿的", "周佳怡"), first, 50_000))
    till.top_up(TopUpRequest(sample.act(), second, 10_000, {Means.WECHAT: 10_000}))
    till.top_up(TopUpRequest(sample.act(), company, 88_800, {Means.TRANSFER: 88_800}))
    sample.sell(first, "DC", stored=26_800)
    sample.sell(second, "PC", stored=3_000, cash=3_800)
    for _ in range(6):  # a few weeks, into the second tier
        sample.clock.instant += dt.timedelta(weeks=1)
        sample.sell(company, "DC", "PC", card=33_600)
        sample.sell(None)


def this_year(sample: Sample, people: tuple[int, ...]) -> None:
    """Do the rest: what ended is booked, a rule changes, points are turned, mistakes taken back."""
    first, second, company, last = people
    shop = sample.shop
    shop.ledger.expire(sample.act())
    shop.tiers.edit("silver", TierChanges(spend_from=60_000, discount=500), sample.act())
    shop.items.edit("PC", ItemChanges(price=7_800), sample.act())
    for customer in (first, second, company, last):
        sample.sell(customer, "DC", "DC", cash=53_600 if customer != company else 50_920)
    shop.till.redeem(RedeemRequest(sample.act(), company, 200))
    sample.sell(company, credit=200, points=100, alipay=2_075)
    undone, wrong = sample.sell(last), sample.sell(last, "PC")
    shop.till.reverse(ReverseRequest(sample.act(), undone))
    shop.till.reverse(ReverseRequest(sample.act(), wrong, VoidReason.WRONG_AMOUNT))
    card = shop.cards.of_customer(first)[0]
    shop.cards.replace(card.number, sample.act())
    shop.customers.edit(first, Details(notes="喜欢靠窗", tags=("常客",)), sample.act())
    shop.notes.add(second, "asked about white tea", sample.act())


def bring_in(sample: Sample, folder: Path) -> None:
    """Import a list of two, one with a balance and an end to it."""
    source = folder / "list.csv"
    source.write_text(LIST, "utf-8")
    sample.shop.imports.run(ImportRequest(source, sample.act()))


def make(file: Path) -> dict[str, object]:
    """Make the shop and return what it holds."""
    clock = SetClock(LAST_YEAR)
    shop = create_shop(str(file), SHOP, clock=clock)
    sample = Sample(shop, clock)
    fit_out(sample)
    people = tuple(shop.customers.add(details, sample.act()).id for details in PEOPLE)
    last_year(sample, people)
    clock.instant = TODAY
    this_year(sample, people)
    bring_in(sample, file.parent)
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
    """Make a file small and complete in itself; stop where a table of it is empty."""
    connection = sqlcipher.connect(str(file), isolation_level=None)
    for statement in ("journal_mode = delete", "page_size = 1024"):
        connection.execute(f"PRAGMA {statement}")
    connection.execute("VACUUM")
    tables = map(table_of, TABLES)
    empty = [t for t in tables if not connection.execute(f"SELECT 1 FROM {t}").fetchone()]
    connection.close()
    if empty:
        raise SystemExit(f"The sample has nothing of: {', '.join(empty)}")


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
