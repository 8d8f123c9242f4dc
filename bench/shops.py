"""The shops that are measured, made through the product's own stores."""

import datetime as dt
import shutil
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from bench.data import NOW, TODAY, Person, people
from smbcrm.bootstrap import create_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import job_id
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.cards.types import Card, CardState
from smbcrm.membership.customers.came import Visits
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import NewCustomer, Profile
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop

CURRENCY = "CNY"
ITEMS = (("CUT", "剪发", 6_800), ("CARE", "护理", 3_600))
TOP_UP, FIRST_SALE = 100_000, 5_800
_BATCH = 500


def new_shop(path: Path, clock: SetClock) -> Services:
    """Make an empty shop in China; while it is filled nobody waits for the disk."""
    shop = NewShop("美丽人生", CURRENCY, "CN", "Asia/Shanghai", "zh_CN")
    return create_shop(str(path), shop, clock=clock, durable=False)


def customer_shop(path: Path, count: int) -> Path:
    """Make a shop with so many customers, each with a phone, a card and search keys."""
    services = new_shop(path, SetClock(NOW))
    _add_customers(services.cards.uow, people(count))
    services.close()
    return path


def ledger_shop(path: Path, count: int) -> Path:
    """Make a shop whose customers have topped up once and bought once, the month before."""
    clock = SetClock(NOW - dt.timedelta(days=30))
    services = new_shop(path, clock)
    for code, name, price in ITEMS:
        services.items.add(NewItem(code, name, price, ItemKind.SERVICE))
    customers = _add_customers(services.cards.uow, people(count), visited=False)
    for customer in customers:
        paid_in = TopUpRequest(Act(job_id("bench", "top-up", customer)), customer, TOP_UP)
        services.till.top_up(paid_in)
        bought = SaleRequest(Act(job_id("bench", "first sale", customer)), customer, FIRST_SALE)
        services.till.sale(bought)
    services.close()
    return path


def copy_of(path: Path, name: str) -> Path:
    """Return a copy of a closed shop, beside it."""
    target = path.with_name(name)
    shutil.copyfile(path, target)
    return target


def _add_customers(
    uow: UnitOfWork[CardWork], persons: Iterable[Person], *, visited: bool = True
) -> list[int]:
    coming = iter(persons)
    ids: list[int] = []
    while group := tuple(islice(coming, _BATCH)):
        ids += uow.run(_add_group, group, visited)
    return ids


def _add_group(work: CardWork, group: Sequence[Person], visited: bool) -> list[int]:  # noqa: FBT001 - handed on by the unit of work
    ids = work.customers.add([_new_customer(person) for person in group], NOW)
    work.ledger.open_accounts(ids, CURRENCY)
    pairs = tuple(zip(ids, group, strict=True))
    work.cards.add([_card(customer, person) for customer, person in pairs])
    for customer, person in pairs:
        if visited and person.last_visit is not None:
            work.customers.set_visits(customer, Visits(1, person.last_visit))
    work.search.index(ids)
    work.requests.begin()
    return ids


def _new_customer(person: Person) -> NewCustomer:
    return NewCustomer(
        Profile(
            full_name=person.full_name,
            family_name=person.family_name,
            given_name=person.given_name,
            phones=(Phone(person.typed, person.phone),),
        )
    )


def _card(customer: int, person: Person) -> Card:
    return Card(person.card, customer, CardState.ACTIVE, TODAY, None, None, NOW)
