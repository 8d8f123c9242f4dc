"""A shop with a long ledger: 22 entries a customer over 14 months, written as an import writes.

Each customer tops up once, buys twice in cash and twice from stored value; what has ended since is
not booked. The postings go through the ledger's only writer, so that the books prove themselves;
there are no bills and no search keys.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.data import NOW, TODAY, people
from bench.shops import CURRENCY, new_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import job_id
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.customers.came import Visits
from smbcrm.membership.customers.types import NewCustomer, Profile
from smbcrm.membership.ledger import rules
from smbcrm.membership.ledger.posting import post_many
from smbcrm.membership.ledger.postings import (
    NewEntry,
    Posting,
    Request,
    SaleLine,
    SalePayment,
    SaleRecord,
)
from smbcrm.membership.ledger.types import POINT, AccountKind, House, OperationKind, Wallet

ENTRIES = 22
"""Entries of one customer."""
_BATCH = 500
_DAYS = 430
_PAID, _GIFT, _PRICE = 100_000, 10_000, 6_800
_VISITS = (2, 40, 90, 150)
"""Days after the top-up on which something is bought: twice in cash, twice from stored value."""


def books_shop(path: Path, count: int) -> Path:
    """Make a shop with so many customers and 22 entries each."""
    services = new_shop(path, SetClock(NOW))
    coming = enumerate(people(count))
    while names := [(number, person.full_name) for number, person in islice(coming, _BATCH)]:
        services.cards.uow.run(_add, names)
    services.close()
    return path


def _add(work: CardWork, names: list[tuple[int, str]]) -> None:
    ids = work.customers.add([NewCustomer(Profile(full_name=name)) for _, name in names], NOW)
    work.ledger.open_accounts(ids, CURRENCY)
    begun = {
        customer: TODAY - dt.timedelta(days=_VISITS[-1] + number * 7 % (_DAYS - _VISITS[-1]))
        for customer, (number, _) in zip(ids, names, strict=True)
    }
    wallets = [work.ledger.wallet(customer) for customer in ids]
    post_many(work, [one for wallet in wallets for one in _paid_in(wallet, begun[wallet.holder])])
    wallets = [work.ledger.wallet(customer) for customer in ids]
    post_many(work, [one for wallet in wallets for one in _spent(wallet, begun[wallet.holder])])
    for customer, first in begun.items():
        last = first + dt.timedelta(days=_VISITS[-1])
        work.customers.set_visits(customer, Visits(len(_VISITS), last))
    work.requests.begin()


def _paid_in(wallet: Wallet, first: dt.date) -> Iterator[Posting]:
    """Yield the top-up and what was bought in cash."""
    ends = first + dt.timedelta(days=365)
    entries = (
        rules.house(House.CASH, CURRENCY, -_PAID),
        rules.credit(wallet, AccountKind.PRINCIPAL, CURRENCY, _PAID),
        rules.house(House.BONUS, CURRENCY, -_GIFT),
        rules.credit(wallet, AccountKind.GIFT, CURRENCY, _GIFT, ends),
    )
    yield _posting(wallet, OperationKind.TOP_UP, first, entries)
    for days in _VISITS[:2]:
        yield _sale(wallet, first, days, (rules.house(House.CASH, CURRENCY, -_PRICE),), "cash")


def _spent(wallet: Wallet, first: dt.date) -> Iterator[Posting]:
    """Yield what was bought from stored value."""
    principal, gift = rules.pro_rata(_PRICE, _PAID, _GIFT)
    drawn = (
        *rules.draw(wallet.lots_of(AccountKind.PRINCIPAL), principal),
        *rules.draw(wallet.lots_of(AccountKind.GIFT), gift),
    )
    for days in _VISITS[2:]:
        yield _sale(wallet, first, days, drawn, "stored")


def _sale(
    wallet: Wallet, first: dt.date, days: int, paid: tuple[NewEntry, ...], means: str
) -> Posting:
    day, points = first + dt.timedelta(days=days), _PRICE // 100
    entries = (
        *paid,
        rules.house(House.SALES, CURRENCY, _PRICE),
        rules.house(House.POINTS, POINT, -points),
        rules.credit(wallet, AccountKind.POINTS, POINT, points, day + dt.timedelta(days=365)),
    )
    record = SaleRecord(
        gross=_PRICE,
        discount=0,
        net=_PRICE,
        tier=None,
        rate="1/100",
        points=points,
        spend=_PRICE,
        lines=(SaleLine(None, 1000, _PRICE, _PRICE, 0, 100, 1),),
        payments=(SalePayment(means, _PRICE),),
    )
    return _posting(wallet, OperationKind.SALE, day, entries, record)


def _posting(
    wallet: Wallet,
    kind: OperationKind,
    day: dt.date,
    entries: tuple[NewEntry, ...],
    sale: SaleRecord | None = None,
) -> Posting:
    name = job_id("bench", "books", wallet.holder, day, kind)
    request = Request(name, "", 1, 1, NOW)
    return Posting(kind, request, day, entries, wallet.holder, wallet.party, sale)
