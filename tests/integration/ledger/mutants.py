"""Faults that somebody could build into the ledger; each is a change of the real code."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest

from smbcrm.core.clock import end_of_month
from smbcrm.core.money import half_up
from smbcrm.membership.ledger.chain import Row, chained_fields
from smbcrm.membership.ledger.posting import post
from smbcrm.membership.ledger.postings import Posting, SaleLine
from smbcrm.membership.ledger.rules import digest
from smbcrm.membership.ledger.types import POINT, Lot, Operation, Wallet
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.requests.types import Recorded
from smbcrm.membership.sales import rules as sales
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.tiers.steps import tier_on
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.tiers.window import window_start
from smbcrm.models.session import Session, SqlRow


@dataclass(frozen=True)
class Mutant:
    """A fault: where in the code, and what stands there instead.

    `finding` is what verify says of it; without one the state machine sees it.
    """

    name: str
    place: str
    change: object
    finding: str = ""

    def build_in(self, patch: pytest.MonkeyPatch) -> None:
        """Change the code until the test is over."""
        for place in self.place.split():
            patch.setattr(f"smbcrm.{place}", self.change)


_DAY = dt.timedelta(days=1)
_points_earned, _many = sales.points_earned, Session.many


def _pro_rata_up(amount: int, principal: int, gift: int) -> tuple[int, int]:
    part = min(principal, -(-amount * principal // (principal + gift))) if amount else 0
    return part, amount - part


def _gift_first(amount: int, _principal: int, gift: int) -> tuple[int, int]:
    return max(0, amount - gift), min(amount, gift)


def _principal_first(amount: int, principal: int, _gift: int) -> tuple[int, int]:
    return min(amount, principal), max(0, amount - principal)


def _due_on_the_last_day(wallet: Wallet, today: dt.date) -> tuple[Lot, ...]:
    return tuple(lot for lot in wallet.lots if lot.expires_on and lot.expires_on <= today)


def _due_a_day_late(wallet: Wallet, today: dt.date) -> tuple[Lot, ...]:
    return tuple(lot for lot in wallet.lots if lot.expires_on and lot.expires_on + _DAY < today)


def _wallet_as_it_stands(work: TillWork, customer: int, *_: object) -> Wallet:
    return work.ledger.wallet(customer)


def _points_on_all(lines: Sequence[SaleLine], net: int, _base: int, rate: Fraction) -> int:
    return _points_earned(lines, net, net, rate)


def _points_half_up(_lines: Sequence[SaleLine], net: int, base: int, rate: Fraction) -> int:
    return half_up((base * rate).numerator, (base * rate).denominator) if net else 0


def _discount_down(lines: Sequence[SaleLine], discount: int) -> tuple[SaleLine, ...]:
    (line,) = lines
    return (replace(line, discount=line.gross * discount // 10_000),)


def _offer_each_time(offers: Sequence[Offer], amount: int) -> int:
    best = max((o for o in offers if amount >= o.amount), key=lambda o: o.amount, default=None)
    return best.gift * (amount // best.amount) if best else 0


def _all_offers(offers: Sequence[Offer], amount: int) -> int:
    return sum(offer.gift for offer in offers if amount >= offer.amount)


def _post_without_points(work: TillWork, posting: Posting) -> Operation:
    entries = tuple(entry for entry in posting.entries if entry.unit != POINT)
    return post(work, replace(posting, entries=entries))


def _post_of_another_day(work: TillWork, posting: Posting) -> Operation:
    return post(work, replace(posting, business_date=posting.business_date - _DAY))


def _tier_of_today(work: TillWork, customer: int | None, _day: dt.date) -> Tier:
    return tier_on(work, customer, dt.date.max)


def _tier_of_the_day_before(work: TillWork, customer: int | None, day: dt.date) -> Tier:
    return tier_on(work, customer, day - _DAY)


def _hash_ignored(work: TillWork, request_id: str, _asked: str) -> Recorded | None:
    return work.requests.find(request_id)


def _future_taken(asked: dt.date | None, today: dt.date) -> dt.date:
    return asked or today


def _payments_left_out(*rows: Row) -> object:
    return chained_fields(*rows[:5])  # type: ignore[arg-type]


def _chain_cut(_prev: str, fields: Sequence[object]) -> str:
    return digest("", fields)


def _nothing(*_: object) -> None:
    return None


def _without(start: str) -> Callable[[Session, str, Sequence[SqlRow]], None]:
    """Leave out a statement of the writer."""

    def many(self: Session, statement: str, rows: Sequence[SqlRow]) -> None:
        if not statement.startswith(start):
            _many(self, statement, rows)

    return many


_ORDER, _MANY = "models.stores.ledger.LOT_ORDER", "models.session.Session.many"
_LEDGER, _SALES = "membership.ledger.rules", "membership.sales.rules"
_DESK, _SELLING = "membership.sales.desk", "membership.sales.selling"
_EARNING, _FILLING = "membership.sales.earning", "membership.sales.filling"
_REVERSING = "membership.sales.reversing"
_WRITER = "models.stores.ledger_writer"
_CHANGED = "Operation {seq} ({operation}) was changed: its hash does not fit"

SEEN_BY_THE_MACHINE = (
    Mutant("the newest lot first", _ORDER, " ORDER BY l.opened_on DESC, l.id DESC"),
    Mutant("the latest end first", _ORDER, " ORDER BY l.expires_on DESC, l.opened_on, l.id"),
    Mutant("lots as they came in", _ORDER, " ORDER BY l.id"),
    Mutant("pro rata rounded up", f"{_LEDGER}.pro_rata", _pro_rata_up),
    Mutant("gift first", f"{_LEDGER}.pro_rata", _gift_first),
    Mutant("principal first", f"{_LEDGER}.pro_rata", _principal_first),
    Mutant("over on its last day", f"{_LEDGER}.due", _due_on_the_last_day),
    Mutant("over a day late", f"{_LEDGER}.due", _due_a_day_late),
    Mutant(
        "expiries not booked first",
        f"{_DESK}.wallet_today {_FILLING}.wallet_today",
        _wallet_as_it_stands,
    ),
    Mutant("points on gift money", f"{_SALES}.points_earned", _points_on_all),
    Mutant("points not floored", f"{_SALES}.points_earned", _points_half_up),
    Mutant("discount not rounded half up", f"{_SALES}.discounted", _discount_down),
    Mutant("an offer more than once", f"{_FILLING}.gift_for", _offer_each_time),
    Mutant("every offer reached", f"{_FILLING}.gift_for", _all_offers),
    Mutant("gift ends after 365 days", f"{_FILLING}.add_months", lambda day, _: day + 365 * _DAY),
    Mutant("points end on the day", f"{_EARNING}.end_of_month", lambda day: day),
    Mutant(
        "points end a month late",
        f"{_EARNING}.end_of_month",
        lambda day: end_of_month(end_of_month(day) + _DAY),
    ),
    Mutant("the tier of today", f"{_SELLING}.tier_on", _tier_of_today),
    Mutant("the tier of the day before", f"{_SELLING}.tier_on", _tier_of_the_day_before),
    Mutant(
        "a window of a year and a day",
        "membership.tiers.reaching.window_start",
        lambda day, months: window_start(day, months) - _DAY,
    ),
    Mutant("a date in the future", "membership.staff.steps.business_date", _future_taken),
    Mutant("the request's hash ignored", f"{_DESK}.recorded", _hash_ignored),
    Mutant("a reversal leaves points", f"{_REVERSING}.post", _post_without_points),
    Mutant("a reversal of what was used", f"{_REVERSING}._check_untouched", _nothing),
    Mutant("a lot filled after its end", "membership.ledger.touched.has_ended", lambda *_: False),
    Mutant("undo within 31 minutes", f"{_REVERSING}.UNDO_WINDOW", dt.timedelta(minutes=31)),
    Mutant("undo and void at any time", f"{_REVERSING}._check_window", _nothing),
    Mutant("the tier not restored", f"{_REVERSING}.review_upgrades", _tier_of_today),
    Mutant("the last visit not restored", f"{_REVERSING}.recount_visits", _nothing),
    Mutant("no balance written", _MANY, _without("UPDATE account")),
    Mutant("balance from the cache only", _MANY, _without("UPDATE lot")),
)
SEEN_BY_VERIFY = (
    Mutant(
        "a reversal of another day",
        f"{_REVERSING}.post",
        _post_of_another_day,
        "Operation {seq} does not mirror operation {target}",
    ),
    Mutant(
        "no term of a lot written",
        _MANY,
        _without("INSERT INTO lot_term"),
        _CHANGED,
    ),
    Mutant(
        "no payment written",
        _MANY,
        _without("INSERT INTO sale_payment"),
        "The sale of operation {seq} does not add up",
    ),
    Mutant("payments not hashed", f"{_WRITER}.chained_fields", _payments_left_out, _CHANGED),
    Mutant("the chain cut", f"{_WRITER}.digest", _chain_cut, _CHANGED),
)
