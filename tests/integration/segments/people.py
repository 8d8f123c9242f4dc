"""Customers of all sorts, and an oracle in plain Python that says whom a filter finds.

It knows what was typed and done, and nothing of how the program keeps or asks for it.
"""

import datetime as dt
import random
from dataclasses import dataclass, field

from smbcrm.membership.customers.kinds import (
    ConsentChannel,
    ConsentState,
    CustomerKind,
    Gender,
    Status,
)
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.occasions.rules import occurrences
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.segments.types import Where
from smbcrm.membership.tiers.types import HoldRequest
from tests.helpers.shops import MORNING, StillShop

TODAY = dt.date(2026, 3, 10)
CITIES = ("", "Taipei", "taipei", "上海", "O'Fallon")
SOURCES = ("", "Walk-in", "walk-in", "friends, family", "50 %?")
TAGS = ("vip", "VIP", "it's")
STAFF = ("Owner", "Mia")
_BORN, _WED = OccasionKind.BIRTHDAY, OccasionKind.WEDDING_ANNIVERSARY
OCCASIONS: tuple[tuple[Occasion, ...], ...] = (
    (),
    (Occasion(_BORN, Calendar.LUNAR, None, 8, 15),),
    (Occasion(_BORN, Calendar.SOLAR, 1990, 3, 10), Occasion(_WED, Calendar.SOLAR, 2027, 3, 12)),
    (Occasion(_BORN, Calendar.SOLAR, None, 3, 17), Occasion(_WED, Calendar.SOLAR, 2020, 3, 11)),
    (Occasion(_BORN, Calendar.LUNAR, 1984, 1, 23), Occasion(_WED, Calendar.SOLAR, None, 4, None)),
    (Occasion(_WED, Calendar.LUNAR, None, 2, 30),),
    (Occasion(_BORN, Calendar.SOLAR, 1988, 2, 29),),
    (Occasion(_BORN, Calendar.LUNAR, None, 4, 1, is_leap_month=True),),
)
_HAND = "invitation"


@dataclass(slots=True)
class Person:
    """A customer: what was typed, and what was done with them by days before today."""

    id: int
    code: str
    details: Details
    added: int
    tier: str = "regular"
    card: bool = False
    stored: int = 0
    points: int = 0
    came: list[int] = field(default_factory=list)
    """The days of standing sales, as days before today."""
    spent: list[tuple[int, int]] = field(default_factory=list)
    """What was bought and given back, by days before today."""


def people(shop: StillShop, count: int = 16) -> list[Person]:
    """Fill a shop and return its customers."""
    rng = random.Random(6)  # noqa: S311 - the same people each time
    shop.services.staff.add_staff("Mia")
    made: list[Person] = []
    for number in range(count):
        person = _added(shop, rng, made, number)
        _dealt_with(shop, rng, person)
        made.append(person)
    shop.clock.instant = MORNING
    for person in made:
        person.points = shop.services.ledger.standing(person.id).points
    return made


def _added(shop: StillShop, rng: random.Random, made: list[Person], number: int) -> Person:
    ago = rng.choice((0, 1, 30, 60, 400))
    shop.clock.instant = MORNING - dt.timedelta(days=ago, hours=rng.choice((0, 12)))
    said = tuple(
        ConsentSaid(channel, rng.choice(tuple(ConsentState)), "asked")
        for channel in rng.choices((ConsentChannel.SMS, ConsentChannel.EMAIL), k=rng.randint(0, 3))
    )
    details = Details(
        full_name=f"Person {number}",
        kind=rng.choice(tuple(CustomerKind)),
        gender=rng.choice(tuple(Gender)),
        status=rng.choice(tuple(Status)),
        email=rng.choice(("", f"p{number}@example.com")),
        phones=rng.choice(((), (f"138001380{number:02}",), ("12",))),
        address=rng.choice(("", "1 Main St")),
        city=rng.choice(CITIES),
        postcode=rng.choice(("", "200000")),
        language=rng.choice(("", "en", "zh_TW")),
        source=rng.choice(SOURCES),
        tags=tuple(rng.sample(TAGS, rng.randint(0, 2))),
        looked_after_by=rng.choice((None, *STAFF)),
        referrer=rng.choice((None, *(one.code for one in made[:3]))),
        occasions=OCCASIONS[number % len(OCCASIONS)],
        consents=said,
    )
    saved = shop.services.customers.add(details)
    day = shop.services.shop.shop().day.date(shop.clock.instant)
    return Person(saved.id, saved.code, details, (TODAY - day).days)


def _dealt_with(shop: StillShop, rng: random.Random, person: Person) -> None:
    shop.clock.instant = MORNING
    services = shop.services
    if rng.random() < 0.5:
        services.cards.issue(person.id)
        person.card = True
        if rng.random() < 0.4:
            (card,) = services.customers.get(person.id).cards
            services.cards.report_lost(card)
            person.card = False
    if rng.random() < 0.6:
        person.stored = rng.choice((5000, 10_000, 12_345))
        act = _act(shop, person, 0)
        services.till.top_up(TopUpRequest(act, person.id, person.stored, with_offer=False))
    for number in range(1, rng.randint(1, 4)):
        _bought(shop, rng, person, number)
    if rng.random() < 0.4:
        person.tier = rng.choice(("silver", "gold"))
        services.tiers.hold(HoldRequest(person.id, person.tier, reason=_HAND))


def _bought(shop: StillShop, rng: random.Random, person: Person, number: int) -> None:
    """Sell something on a day of the past, and now and then take it back or refund a part."""
    ago, amount = rng.choice((0, 1, 30, 59, 60, 61, 364, 365, 366)), rng.choice((1000, 5000))
    act = _act(shop, person, number, TODAY - dt.timedelta(days=ago))
    bill = shop.services.till.sale(SaleRequest(act, person.id, amount))
    what = rng.random()
    if what < 0.2:
        back = _act(shop, person, 10 + number)
        shop.services.till.reverse(ReverseRequest(back, bill.operation, "wrong_amount"))
        return
    person.came.append(ago)
    person.spent.append((ago, amount))
    if what < 0.4:
        back = _act(shop, person, 20 + number)
        shop.services.refunds.refund(RefundRequest(back, bill.operation, 400))
        person.spent.append((0, -400))


def _act(shop: StillShop, person: Person, number: int, day: dt.date | None = None) -> Act:
    return Act(shop.act(100 * person.id + number).request_id, date=day)


def expected(people: list[Person], where: Where) -> list[str]:
    """Return the codes, by id, of those for whom any value of each kind holds."""
    return [
        one.code
        for one in people
        if all(any(_holds(one, kind, value) for value in values) for kind, values in where)
    ]


def _holds(one: Person, kind: str, value: str) -> bool:
    details = one.details
    match kind:
        case "tier":
            holds = one.tier == value
        case "status" | "kind" | "gender" | "language":
            holds = (getattr(details, kind) or "unknown") == value
        case "city" | "source" | "postcode":
            holds = _small(getattr(details, kind)) == _small(value)
        case "tag":
            holds = value in (details.tags or ())
        case "staff":
            holds = details.looked_after_by == value
        case "referrer":
            holds = details.referrer == value
        case "has" | "lacks":
            holds = _owns(one, value) is (kind == "has")
        case "consent":
            channel, state = value.split(":")
            said = [who.state.value for who in details.consents or () if who.channel == channel]
            holds = (said or ["unasked"])[-1] == state
        case "birthday" | "occasion":
            holds = _comes(one, kind, int(value.removesuffix("d")))
        case _:
            holds = _inside(one, kind, value)
    return holds


def _comes(one: Person, kind: str, days: int) -> bool:
    last = TODAY + dt.timedelta(days=days)
    return any(
        bool(occurrences(date, TODAY, last))
        for date in one.details.occasions or ()
        if kind == "occasion" or date.kind is _BORN
    )


def _owns(one: Person, what: str) -> bool:
    details = one.details
    return {
        "phone": bool(details.phones),
        "email": bool(details.email),
        "address": bool(details.address),
        "birthday": any(two.kind is _BORN for two in details.occasions or ()),
        "card": one.card,
    }[what]


def _inside(one: Person, kind: str, value: str) -> bool:
    low, _, high = value.partition("..")
    if kind in {"last_visit", "added"}:
        ago = min(one.came, default=None) if kind == "last_visit" else one.added
        if ago is None or value == "never":
            return ago is None and value == "never"
        return (not low or ago <= _ago(low)) and (not high or ago >= _ago(high))
    year = [spent for ago, spent in one.spent if ago <= (TODAY - dt.date(2025, 3, 11)).days]
    number = {
        "stored": one.stored / 100,
        "points": one.points,
        "visits": len(set(one.came)),
        "spend": sum(year) / 100,
        "spend_ever": sum(spent for _, spent in one.spent) / 100,
    }[kind]
    return (not low or number >= float(low)) and (not high or number <= float(high))


def _ago(bound: str) -> int:
    if bound.endswith("d"):
        return int(bound[:-1])
    return (TODAY - dt.date.fromisoformat(bound)).days


def _small(text: str | None) -> str:
    return "".join(chr(ord(sign) + 32) if "A" <= sign <= "Z" else sign for sign in text or "")
