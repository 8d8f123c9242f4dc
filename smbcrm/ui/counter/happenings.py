"""What happened at the till, in words: one line for “Just served”, one or two for “Recent”."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.counter.board import Served, ServedKind
from smbcrm.membership.ledger.types import BILLED, OperationKind
from smbcrm.membership.ledger.words import kind_words, reason_words
from smbcrm.membership.sales.codes import Means
from smbcrm.ui.desk import Desk
from smbcrm.ui.till_words import means_words
from smbcrm.ui.wording import called

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill
    from smbcrm.membership.counter.types import CustomerView, RecentRow

DOT = " · "

_OWN = frozenset({Means.STORED, Means.CREDIT, Means.POINTS})
"""Means by which a sale is paid out of what the customer owns."""

_TAKEN_BACK = {
    OperationKind.SALE: N_("Undone: sale"),
    OperationKind.TOP_UP: N_("Undone: top-up"),
    OperationKind.REDEMPTION: N_("Undone: points to store credit"),
    OperationKind.VISIT_USE: N_("Undone: visit used"),
    OperationKind.REFUND: N_("Undone: refund"),
    OperationKind.WITHDRAWAL: N_("Undone: withdrawal"),
}


class Tone(Enum):
    """How an amount is painted: value that came in, went out or passed by, or was taken back."""

    IN = "okText"
    PLAIN = "ink"
    BACK = "warnText"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of “Recent”."""

    day: str
    title: str
    who: str
    amount: str
    tone: Tone
    struck: bool = False
    """It was taken back later."""
    bill: str = field(default="", compare=False)  # not what it shows
    """The operation whose bill it stands on; "" for what was not done at the till."""


def served_line(desk: Desk, served: Served) -> str:
    """Return the second line of a row of “Just served”."""
    words, kind = desk.words, served.kind
    if kind is ServedKind.NEW:
        if not served.card_end:
            return desk.say(N_("New customer"))
        return desk.say(N_("New customer, card {end}"), end=served.card_end)
    if kind is ServedKind.TOP_UP:
        return _top_up(desk, served.amount, served.gift)
    if kind is ServedKind.REDEMPTION:
        points = words.number(served.points)
        return desk.say(N_("Redeemed {points} points"), points=points)
    if kind is ServedKind.VISIT_USE:
        return visits_used(desk, max(served.visits, 1))
    what = undo_words(desk, kind, served.amount)
    return DOT.join(filter(None, (what, means_words(desk, served.means))))


def visits_used(desk: Desk, count: int) -> str:
    """Return how many visits were used: 1 visit used."""
    return desk.count(NN_("{count} visit used", "{count} visits used"), count)


def undo_words(desk: Desk, kind: str, amount: int) -> str:
    """Return what an undo takes back: Sale $61.20."""
    money = desk.words.money(amount)
    match kind:
        case OperationKind.TOP_UP:
            return desk.say(N_("Top up {amount}"), amount=money)
        case OperationKind.REDEMPTION:
            words = N_("Points to store credit, {amount}") if amount else N_("Points redeemed")
            return desk.say(words, amount=money)
        case OperationKind.REFUND:
            return desk.say(N_("Refund {amount}"), amount=money)
        case OperationKind.WITHDRAWAL:
            return desk.say(N_("Withdrawal {amount}"), amount=money)
        case OperationKind.SALE:
            return desk.say(N_("Sale {amount}"), amount=money)
        case _:
            return desk.tell(kind_words(kind))


def taken_back_words(desk: Desk, bill: "Bill", first: "Bill | None" = None) -> str:
    """Return what is said after an undo; of a refund that is known, what cash comes back too."""
    if first is not None and first.kind == OperationKind.REFUND:
        return _refund_undone(desk, first)
    amount = desk.words.money(bill.amount)
    if bill.customer is None:
        return desk.say(N_("{amount} taken back."), amount=amount)
    name = called(bill.customer.name, bill.customer.code)
    if not bill.amount:
        return desk.say(N_("Taken back, {name}."), name=name)
    return desk.say(N_("{amount} taken back, {name}."), amount=amount, name=name)


def _refund_undone(desk: Desk, refund: "Bill") -> str:
    money = desk.words.money
    to = refund.customer
    undone = desk.say(
        N_("Refund of {amount} undone, {name}.") if to else N_("Refund of {amount} undone."),
        amount=money(refund.amount),
        name=called(to.name, to.code) if to else "",
    )
    cash = sum(paid.amount for paid in refund.payments if paid.means == Means.CASH)
    if not cash:
        return undone
    back = desk.say(N_("Take {amount} in cash back."), amount=money(cash))
    return f"{undone} {back}"


def recent_lines(desk: Desk, view: "CustomerView") -> tuple[Line, ...]:
    """Return the lines of “Recent”, newest first; a sale that earned points has two."""
    return tuple(line for row in view.recent for line in lines_of(desk, row, view.today))


def lines_of(desk: Desk, row: "RecentRow", today: dt.date) -> tuple[Line, ...]:
    """Return the lines of one operation."""
    return tuple(replace(line, bill=_bill_of(row)) for line in _lines(desk, row, today))


def _bill_of(recent: "RecentRow") -> str:
    """Return the operation that has the bill: an undo stands on that of what it took back."""
    if recent.row.kind in BILLED:
        return recent.row.id
    return (recent.row.reverses or "") if recent.takes_back in BILLED else ""


def _lines(desk: Desk, recent: "RecentRow", today: dt.date) -> Iterator[Line]:
    row = recent.row
    day = desk.words.date(row.business_date, today=today)
    struck = row.reversed_by is not None
    match row.kind:
        case OperationKind.SALE:
            yield _sale(desk, recent, day, struck=struck)
            if recent.earned and not struck:
                bill = desk.say(N_("Sale {number}"), number=row.bill_number)
                yield _points(desk, day, desk.say(N_("Points earned")), bill, recent.earned)
        case OperationKind.TOP_UP:
            title = _top_up(desk, recent.amount, recent.gift)
            money = desk.words.signed(recent.amount + recent.gift)
            tone = Tone.PLAIN if struck else Tone.IN
            yield Line(day, title, _who(desk, recent), money, tone, struck)
        case OperationKind.REDEMPTION if not recent.amount:
            title = desk.say(N_(", ")).join(recent.items) or desk.say(N_("Points redeemed"))
            yield replace(_points(desk, day, title, row.staff, row.points), struck=struck)
        case OperationKind.REDEMPTION:
            points = desk.words.number(abs(row.points))
            title = desk.say(N_("{points} points to store credit"), points=points)
            tone = Tone.PLAIN if struck else Tone.IN
            yield Line(day, title, row.staff, desk.words.signed(recent.amount), tone, struck)
        case OperationKind.REVERSAL:
            yield _reversal(desk, recent, day)
        case OperationKind.OPENING | OperationKind.EXPIRY:
            yield from _other(desk, recent, day)
        case _:
            yield from _moved(desk, recent, day)


def _sale(desk: Desk, recent: "RecentRow", day: str, *, struck: bool) -> Line:
    title = desk.say(N_(", ")).join(recent.items) or desk.say(N_("Sale"))
    amount = desk.words.money(-recent.amount if _is_own(recent) else recent.amount)
    return Line(day, title, _who(desk, recent), amount, Tone.PLAIN, struck)


def _reversal(desk: Desk, recent: "RecentRow", day: str) -> Line:
    of = recent.takes_back
    title = desk.say(_TAKEN_BACK.get(of, N_("Undone")) if of else N_("Undone"))
    if of is OperationKind.REDEMPTION and not recent.amount:
        title = desk.say(N_("Undone: points redeemed"))
    if of is OperationKind.VISIT_USE:
        title = DOT.join((title, *recent.items))
    code = recent.row.reason_code
    why = desk.tell(reason_words(code)) if code else ""
    who = DOT.join(filter(None, (recent.row.staff, why)))
    amount = desk.words.money(recent.amount) if recent.amount else ""
    return Line(day, title, who, amount, Tone.BACK)


def _other(desk: Desk, recent: "RecentRow", day: str) -> Iterator[Line]:
    """Give the lines of an opening balance or an expiry: a line for each unit that it moved.

    What expires does so by itself, whoever was at the till when that was written down.
    """
    row = recent.row
    gone = row.kind == OperationKind.EXPIRY
    who = "" if gone else row.staff
    if recent.amount:
        title = desk.say(N_("Gift ended") if gone else N_("Opening balance"))
        money = desk.words.signed(-abs(recent.amount) if gone else recent.amount)
        tone = Tone.PLAIN if gone else Tone.IN
        yield Line(day, title, who, money, tone, row.reversed_by is not None)
    if row.points:
        title = desk.say(N_("Points ended") if gone else N_("Opening points"))
        yield _points(desk, day, title, who, row.points)
    if row.visits:
        title = desk.say(N_("Visits ended") if gone else N_("Opening visits"))
        whole = DOT.join((title, *recent.items))
        yield Line(day, whole, who, _visits(desk, row.visits), Tone.PLAIN)
    if row.vouchers:
        yield Line(
            day, DOT.join((desk.say(N_("Voucher ended")), *recent.items)), who, "", Tone.PLAIN
        )


def _moved(desk: Desk, recent: "RecentRow", day: str) -> Iterator[Line]:
    """Give the lines of what moves value without a sale: money, points, visits, or none of them."""
    row, words = recent.row, desk.words
    said, struck = desk.say(kind_words(row.kind).msgid), row.reversed_by is not None
    whole = DOT.join((said, *recent.items))
    # The money of a refund is not that of its packages alone.
    title = said if row.kind == OperationKind.REFUND else whole
    amount = recent.amount if row.net is None else row.net
    if row.kind == OperationKind.REFUND and _is_own(recent):
        amount = -amount
    sums = [(title, words.signed(amount))] if amount else []
    if row.visits:
        sums.append((whole, _visits(desk, row.visits)))
    if not sums and not row.points:
        sums.append((title, ""))
    tone = Tone.BACK if row.kind == OperationKind.REFUND else Tone.PLAIN
    for what, moved in sums:
        yield Line(day, what, _who(desk, recent), moved, tone, struck)
    if row.points:
        yield replace(_points(desk, day, title, row.staff, row.points), struck=struck)


def _is_own(recent: "RecentRow") -> bool:
    """Whether a sale was paid, or given back, only by what the customer owns: that moved then."""
    return bool(recent.means) and _OWN.issuperset(recent.means)


def _points(desk: Desk, day: str, title: str, who: str, points: int) -> Line:
    amount = desk.say(N_("{points} pts"), points=desk.words.signed_number(points))
    return Line(day, title, who, amount, Tone.IN if points > 0 else Tone.PLAIN)


def _visits(desk: Desk, visits: int) -> str:
    signed = desk.words.signed_number(visits)
    return desk.count(NN_("{signed} visit", "{signed} visits"), abs(visits), signed=signed)


def _top_up(desk: Desk, amount: int, gift: int) -> str:
    paid = desk.words.round_sum(amount)
    if not gift:
        return desk.say(N_("Top up {amount}"), amount=paid)
    return desk.say(
        N_("Top up {amount}, gift {gift}"), amount=paid, gift=desk.words.round_sum(gift)
    )


def _who(desk: Desk, recent: "RecentRow") -> str:
    who = recent.served or recent.row.staff
    return DOT.join(filter(None, (who, means_words(desk, recent.means))))
