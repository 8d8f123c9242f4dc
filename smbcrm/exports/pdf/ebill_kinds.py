"""What a bill says of what happened, by kind: one function for each kind that is put on paper."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from smbcrm.core.i18n import N_, NN_
from smbcrm.exports.pdf.ebill_words import BillWords
from smbcrm.membership.bills.types import Bill, BillVisits
from smbcrm.membership.ledger.types import OperationKind


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    name: str
    sum: str
    pieces: str = ""
    price: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A line under the total: how a part of it was paid, and the amount where there are several."""

    text: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A balance afterwards."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What happened: the table, what it comes to, and the balances afterwards."""

    title: str
    head: Row
    rows: tuple[Row, ...]
    total_label: str
    total: str
    parts: tuple[Part, ...]
    tiles: tuple[Tile, ...]


def statement(bill: Bill, words: BillWords, name: str) -> Statement:
    """Return what a bill says, spoken to a customer of that name; no name for a walk-in.

    Raises ValueError for a kind of operation that is not put on paper.
    """
    write = _KINDS.get(bill.kind)
    if write is None:
        raise ValueError(f"no e-bill is written for a {bill.kind}")
    return write(bill, words, name)


def _sale(bill: Bill, words: BillWords, name: str) -> Statement:
    return Statement(
        title=_title(words, name, N_("Your bill, {name}"), N_("Your bill")),
        head=_sold_head(words),
        rows=_sold(bill, words, words.say(N_("Sale"))),
        total_label=words.say(N_("Paid")),
        total=words.money(bill.amount),
        parts=(*_parts(bill, words), *_vouchers_given(bill, words)),
        tiles=_tiles(bill, words),
    )


def _sold_head(words: BillWords) -> Row:
    return Row(*map(words.say, (N_("What"), N_("Sum"), N_("Pieces"), N_("Price"))))


def _sold(bill: Bill, words: BillWords, unnamed: str) -> tuple[Row, ...]:
    """Return the lines with the discount; `unnamed` stands for those of an amount alone."""
    rows = [
        Row(
            line.name or unnamed,
            words.sum(line.gross),
            # Where only an amount was typed, one piece at that price says nothing.
            words.quantity(line.quantity) if line.name else "",
            words.sum(line.price) if line.name else "",
        )
        for line in bill.lines
    ]
    if not rows:
        rows.append(Row(unnamed, words.sum(bill.gross)))
    used = [one for one in bill.vouchers if one.amount]
    if discount := bill.discount - sum(one.amount for one in used):
        tier = bill.discount_tier
        if not tier and bill.customer is not None and bill.kind != OperationKind.REFUND:
            tier = bill.customer.tier
        label = words.say(N_("Discount {tier}"), tier=tier) if tier else words.say(N_("Discount"))
        rows.append(Row(label, words.sum(-discount)))
    rows += [Row(words.voucher(one), words.sum(-one.amount)) for one in used]
    return tuple(rows)


def _vouchers_given(bill: Bill, words: BillWords) -> tuple[Part, ...]:
    """Return a line for each voucher that came with a bill, new or back, or went without use."""
    return tuple(
        Part(words.say(N_("Your voucher: {voucher}"), voucher=words.voucher(one, until=True)))
        if one.moved > 0
        else Part(words.say(N_("No longer valid: {voucher}"), voucher=words.voucher(one)))
        for one in bill.vouchers
        if one.moved > 0 or not one.amount
    )


def _refund(bill: Bill, words: BillWords, name: str) -> Statement:
    parts = (*_parts(bill, words, back=True), *_vouchers_given(bill, words))
    if bill.again_until:
        until = words.date(dt.date.fromisoformat(bill.again_until))
        parts += (Part(words.say(N_("A part had ended: valid again until {date}"), date=until)),)
    return Statement(
        title=_title(words, name, N_("Your refund, {name}"), N_("Your refund")),
        head=_sold_head(words),
        rows=_sold(bill, words, words.say(N_("From bill {number}"), number=bill.refunds_bill)),
        total_label=words.say(N_("Given back")),
        total=words.money(bill.amount),
        parts=parts,
        tiles=_tiles(bill, words),
    )


def _withdrawal(bill: Bill, words: BillWords, name: str) -> Statement:
    rows = [Row(words.say(N_("Paid part")), words.sum(bill.amount))]
    if bill.gift:
        rows.append(Row(words.say(N_("Gift part, void")), words.sum(bill.gift)))
    return Statement(
        title=_title(words, name, N_("Your withdrawal, {name}"), N_("Your withdrawal")),
        head=Row(words.say(N_("Withdrawal")), words.say(N_("Sum"))),
        rows=tuple(rows),
        total_label=words.say(N_("Paid out")),
        total=words.money(bill.amount),
        parts=_parts(bill, words),
        tiles=_tiles(bill, words),
    )


def _top_up(bill: Bill, words: BillWords, name: str) -> Statement:
    rows = [Row(words.say(N_("Paid part")), words.sum(bill.amount))]
    if bill.gift:
        rows.append(Row(words.say(N_("Gift part")), words.sum(bill.gift)))
    return Statement(
        title=_title(words, name, N_("Your top-up, {name}"), N_("Your top-up")),
        head=Row(words.say(N_("Top up")), words.say(N_("Sum"))),
        rows=tuple(rows),
        total_label=words.say(N_("Paid")),
        total=words.money(bill.amount),
        parts=_parts(bill, words),
        tiles=_tiles(bill, words),
    )


def _redemption(bill: Bill, words: BillWords, name: str) -> Statement:
    points = words.count(NN_("{count} point", "{count} points"), abs(bill.points))
    title = _title(words, name, N_("Your redemption, {name}"), N_("Your redemption"))
    if bill.reward is not None or bill.vouchers:
        return Statement(
            title=title,
            head=Row(words.say(N_("Redemption")), words.say(N_("Pieces"))),
            rows=tuple(_handed_over(bill, words)),
            total_label=words.say(N_("Points")),
            total=words.signed_number(bill.points),
            parts=(),
            tiles=_tiles(bill, words),
        )
    return Statement(
        title=title,
        head=Row(words.say(N_("Redemption")), words.say(N_("Sum"))),
        rows=(Row(points, words.sum(bill.amount)),),
        total_label=words.say(N_("Store credit")),
        total=words.signed(bill.amount),
        parts=(),
        tiles=_tiles(bill, words),
    )


def _handed_over(bill: Bill, words: BillWords) -> Iterator[Row]:
    """Yield what points went for: a reward, or a voucher."""
    if bill.reward is not None:
        yield Row(bill.reward.name, words.number(bill.reward.quantity))
    for one in bill.vouchers:
        yield Row(words.voucher(one, until=True), words.number(1))


def _visit_use(bill: Bill, words: BillWords, name: str) -> Statement:
    rows, total = [], ""
    for one in bill.visits:
        rows.append(Row(one.name, words.number(-one.moved)))
        total = words.number(one.left) if one.counted else _visits_left(one, words)
    shared = any(one.owner is not None for one in bill.visits)
    parts = (Part(words.say(N_("From a package of the household"))),) if shared else ()
    return Statement(
        title=_title(words, name, N_("Your visit, {name}"), N_("Your visit")),
        head=Row(words.say(N_("Visit package")), words.say(N_("Used"))),
        rows=tuple(rows),
        total_label=words.say(N_("Left")),
        total=total,
        parts=parts,
        tiles=_tiles(bill, words),
    )


def _visits_left(one: BillVisits, words: BillWords) -> str:
    """Return how many visits are left; of a pass, that it is valid."""
    if one.counted:
        return words.say(N_("{count} left"), count=words.number(one.left))
    return words.say(N_("valid")) if one.left else words.say(N_("ended"))


def _visits_note(one: BillVisits, words: BillWords) -> str:
    """Return until when visits are valid; where not all of them end at once, the first day."""
    if not one.left or one.until is None:
        return "" if not one.left else words.say(N_("without an end"))
    date = words.date(dt.date.fromisoformat(one.until))
    said = N_("valid until {date}") if one.until == one.last else N_("the first end on {date}")
    return words.say(said, date=date)


_KINDS: Mapping[str, Callable[[Bill, BillWords, str], Statement]] = {
    OperationKind.SALE: _sale,
    OperationKind.TOP_UP: _top_up,
    OperationKind.REDEMPTION: _redemption,
    OperationKind.REFUND: _refund,
    OperationKind.WITHDRAWAL: _withdrawal,
    OperationKind.VISIT_USE: _visit_use,
}


def _title(words: BillWords, name: str, spoken: str, plain: str) -> str:
    return words.say(spoken, name=name) if name else words.say(plain)


def _parts(bill: Bill, words: BillWords, *, back: bool = False) -> tuple[Part, ...]:
    """Return how it was paid; one means alone paid the total, so its amount is not said again."""
    alone = len(bill.payments) == 1
    return tuple(
        Part(words.paid(payment, back=back), "" if alone else words.sum(payment.amount))
        for payment in bill.payments
    )


def _tiles(bill: Bill, words: BillWords) -> tuple[Tile, ...]:
    """Return what the customer owns afterwards; a walk-in owns nothing here."""
    if bill.customer is None:
        return ()
    before, after = bill.before, bill.after
    tiles = [
        *(
            Tile(one.name, _visits_left(one, words), _visits_note(one, words))
            for one in bill.visits
        ),
        _money_tile(words, N_("Stored value"), before.stored, after.stored),
        Tile(words.say(N_("Points")), words.number(after.points), _points_note(bill, words)),
    ]
    if before.credit or after.credit:
        tiles.append(_money_tile(words, N_("Store credit"), before.credit, after.credit))
    return tuple(tiles)


def _money_tile(words: BillWords, label: str, before: int, after: int) -> Tile:
    note = words.say(N_("before {amount}"), amount=words.sum(before))
    return Tile(words.say(label), words.money(after), note)


def _points_note(bill: Bill, words: BillWords) -> str:
    """Return how the points changed and what they are worth, as far as there is either.

    Where it was recorded on another day, dated back or after midnight, "today" would be wrong.
    """
    change = words.signed_number(bill.after.points - bill.before.points)
    worth = "" if bill.points_worth is None else words.money(bill.points_worth)
    if bill.after.points == bill.before.points:
        return words.say(N_("worth {worth}"), worth=worth) if worth else ""
    today = bill.local_time.startswith(bill.business_date) or not bill.local_time
    if not worth:
        said = N_("{change} today") if today else N_("{change} with this bill")
        return words.say(said, change=change)
    said = N_("{change} with this bill, worth {worth}")
    if today:
        said = N_("{change} today, worth {worth}")
    return words.say(said, change=change, worth=worth)
