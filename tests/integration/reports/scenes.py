"""Two years of a shop: what the till records, and what other features post beside it."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import cast

from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Details
from smbcrm.membership.ledger import rules
from smbcrm.membership.ledger.posting import post, wallet_today
from smbcrm.membership.ledger.postings import (
    NewEntry,
    Posting,
    Request,
    SaleLine,
    SalePayment,
    SaleRecord,
)
from smbcrm.membership.ledger.types import (
    POINT,
    AccountKind,
    House,
    Operation,
    OperationKind,
    Wallet,
)
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.models.work import Work
from tests.helpers.shops import MORNING, StillShop

CUT, DRY, VOUCHER = "visit:CUT", "visit:DRY", "voucher"
YUAN = "CNY"
Entries = Callable[[Wallet], Sequence[NewEntry]]


class Later(StrEnum):
    """Kinds of operations that other features post."""

    REFUND = "refund"
    VISIT_USE = "visit_use"
    ISSUE = "voucher_issue"
    EXTENSION = "package_extend"


def act(shop: StillShop, date: dt.date | None = None) -> Act:
    """Return a new request."""
    return Act(uuid7(shop.clock), date=date)


def customer(shop: StillShop, name: str, language: str = "") -> int:
    """Add a customer."""
    return shop.services.customers.add(Details(full_name=name, language=language)).id


def open_house(shop: StillShop) -> None:
    """Make the house accounts of visits and vouchers that are not there yet."""
    wanted = [(house, unit) for unit in (CUT, DRY) for house in (House.VISITS, House.EXPIRED)]
    wanted += [(house, VOUCHER) for house in (House.VOUCHERS, House.EXPIRED)]

    def step(work: Work) -> None:
        known = set(work.session.rows("SELECT kind, unit FROM account WHERE balance IS NULL"))
        work.ledger.open_house([one for one in wanted if (one[0].value, one[1]) not in known])

    shop.uow.run(step)


def posted(
    shop: StillShop,
    who: int,
    kind: StrEnum,
    entries: Entries,
    sale: SaleRecord | None = None,
) -> Operation:
    """Post an operation of any kind on what a customer has today."""

    def step(work: Work) -> Operation:
        now = shop.clock.now()
        today = work.settings.shop().day.date(now)
        request = Request(uuid7(shop.clock), "", 1, 1, now)
        wallet = wallet_today(work, who, request, today)
        made, known = tuple(entries(wallet)), cast("OperationKind", kind)
        return post(work, Posting(known, request, today, made, who, wallet.party, sale))

    return shop.uow.run(step)


def package(
    shop: StillShop,
    who: int,
    unit: str,
    visits: int,
    price: int,
    lines: int = 1,
    ends: dt.date | None = None,
) -> Operation:
    """Sell a visit package in cash, in a sale of so many lines of the same price."""
    total = price * lines
    line = SaleLine(None, 1000, price, price, 0, 100, 1)
    payment = SalePayment("cash", total)
    record = SaleRecord(total, 0, total, None, "0", 0, total, (line,) * lines, (payment,))

    def entries(wallet: Wallet) -> Sequence[NewEntry]:
        return (
            rules.house(House.CASH, YUAN, -total),
            rules.house(House.SALES, YUAN, total),
            rules.house(House.VISITS, unit, -visits),
            rules.credit(wallet, AccountKind.VISITS, unit, visits, ends),
        )

    return posted(shop, who, OperationKind.SALE, entries, record)


def used(shop: StillShop, who: int, unit: str, visits: int = 1) -> Operation:
    """Use visits of a package."""

    def entries(wallet: Wallet) -> Sequence[NewEntry]:
        lots = [lot for lot in wallet.lots_of(AccountKind.VISITS) if lot.unit == unit]
        return (*rules.draw(lots, visits), rules.house(House.VISITS, unit, visits))

    return posted(shop, who, Later.VISIT_USE, entries)


def voucher(shop: StillShop, who: int, ends: dt.date | None = None) -> Operation:
    """Issue a voucher."""

    def entries(wallet: Wallet) -> Sequence[NewEntry]:
        return (
            rules.house(House.VOUCHERS, VOUCHER, -1),
            rules.credit(wallet, AccountKind.VOUCHERS, VOUCHER, 1, ends),
        )

    return posted(shop, who, Later.ISSUE, entries)


def short_of_points(shop: StillShop, who: int, missing: int) -> Operation:
    """Take so many points that are not there: a refund of what was spent already."""

    def entries(wallet: Wallet) -> Sequence[NewEntry]:
        return (
            rules.house(House.POINTS, POINT, missing),
            rules.credit(wallet, AccountKind.POINTS, POINT, -missing),
        )

    return posted(shop, who, Later.REFUND, entries)


def earned_back(shop: StillShop, who: int, points: int) -> Operation:
    """Fill up a lot that is below zero."""

    def entries(wallet: Wallet) -> Sequence[NewEntry]:
        lot = next(lot for lot in wallet.lots_of(AccountKind.POINTS) if lot.remaining < 0)
        return (
            rules.house(House.POINTS, POINT, -points),
            NewEntry(lot.account, POINT, points, lot.id),
        )

    return posted(shop, who, OperationKind.SALE, entries)


def two_years(shop: StillShop, seed: int) -> list[int]:
    """Let two customers come and go for two years until this morning; return them."""
    chance = random.Random(seed)  # noqa: S311 - test data, and it must repeat
    shop.clock.instant = MORNING - dt.timedelta(days=730)
    open_house(shop)
    people = [customer(shop, "陈雨桐"), customer(shop, "Mary O'Brien")]
    while shop.clock.instant < MORNING - dt.timedelta(days=20):
        shop.clock.instant += dt.timedelta(days=chance.randrange(1, 20))
        who = chance.choice(people)
        try:
            _something(shop, who, chance)
        except (UserError, ValueError):
            continue  # nothing left to spend, or too late: as at any till
    shop.clock.instant = MORNING
    return people


def _something(shop: StillShop, who: int, chance: random.Random) -> None:
    till = shop.services.till
    today = shop.services.ledger.today()
    back = today - dt.timedelta(days=chance.choice((0, 0, 0, 40)))
    ends = today + dt.timedelta(days=chance.randrange(30, 500))
    amount = chance.randrange(100, 60_000)
    match chance.randrange(10):
        case 0 | 1:
            till.top_up(TopUpRequest(act(shop, back), who, amount))
        case 2 | 3:
            till.sale(SaleRequest(act(shop, back), who, amount))
        case 4:
            paid = {Means.STORED: amount // 9}
            till.sale(SaleRequest(act(shop), who, amount // 9, payments=paid))
        case 5:
            till.redeem(RedeemRequest(act(shop), who, 100))
        case 6:
            sale = till.sale(SaleRequest(act(shop, back), who, amount))
            till.reverse(ReverseRequest(act(shop), sale.operation))
        case 7:
            package(
                shop, who, chance.choice((CUT, DRY)), 10, amount, chance.choice((1, 1, 2)), ends
            )
        case 8:
            used(shop, who, chance.choice((CUT, DRY)), 2)
        case _:
            voucher(shop, who, chance.choice((None, ends)))
            short_of_points(shop, who, chance.randrange(1, 50))
