"""What a sale, a top-up or a redemption would change, as lines of figures."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from smbcrm.core.i18n import N_, NN_
from smbcrm.core.percentages import percent_off
from smbcrm.membership.bills.types import Balances, Bill, BillVisits
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.shop.types import money_of_points
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.value.types import TransferQuote
from smbcrm.membership.vouchers.types import effect_of
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.summary import SummaryRow
from smbcrm.ui.desk import Desk
from smbcrm.ui.wording import called

if TYPE_CHECKING:
    from smbcrm.membership.counter.recorded import Recorded

ARROW = " → "
_HUNDRED = 100


def sale_rows(desk: Desk, bill: Bill, tiers: Sequence[Tier]) -> tuple[SummaryRow, ...]:
    """Return the lines of a sale."""
    tier = _tier(bill, tiers)
    return tuple(_sale_rows(desk, bill, tier))


def top_up_rows(desk: Desk, bill: Bill) -> tuple[SummaryRow, ...]:
    """Return the lines of a top-up: both parts before and after, and their sum."""
    before, after, words = bill.before, bill.after, desk.words
    return (
        SummaryRow(
            desk.say(N_("Paid part")),
            _change(words.sum(before.principal), words.sum(after.principal)),
        ),
        SummaryRow(
            desk.say(N_("Gift part")), _change(words.sum(before.gift), words.sum(after.gift))
        ),
        SummaryRow(desk.say(N_("Stored value after")), words.sum(after.stored), tone="big"),
    )


def redeem_rows(desk: Desk, bill: Bill, worth: Fraction) -> tuple[SummaryRow, ...]:
    """Return the lines of points turned into store credit; `worth` is that of one point."""
    before, after, words = bill.before, bill.after, desk.words
    left = desk.say(N_("worth {amount}"), amount=words.sum(money_of_points(after.points, worth)))
    return (
        SummaryRow(
            desk.say(N_("Store credit")), _change(words.sum(before.credit), words.sum(after.credit))
        ),
        SummaryRow(
            desk.say(N_("Points left")),
            _change(words.number(before.points), words.number(after.points)),
            left,
            "big",
        ),
    )


def reward_rows(desk: Desk, bill: Bill, worth: Fraction) -> tuple[SummaryRow, ...]:
    """Return the lines of a reward; `worth` is that of one point."""
    before, after, words = bill.before, bill.after, desk.words
    left = desk.say(N_("worth {amount}"), amount=words.sum(money_of_points(after.points, worth)))
    points = _change(words.number(before.points), words.number(after.points))
    given = (SummaryRow(title, figure) for title, figure in _given(desk, bill))
    return (*given, SummaryRow(desk.say(N_("Points left")), points, left, "big"))


def withdraw_rows(desk: Desk, bill: Bill) -> tuple[SummaryRow, ...]:
    """Return the lines of a withdrawal: what is paid out, void, and was spent of the gift."""
    before, after, words = bill.before, bill.after, desk.words
    rows = [
        SummaryRow(desk.say(N_("To pay out")), words.sum(bill.amount), tone="big"),
        SummaryRow(
            desk.say(N_("Paid part")),
            _change(words.sum(before.principal), words.sum(after.principal)),
        ),
        SummaryRow(
            desk.say(N_("Gift part")), _change(words.sum(before.gift), words.sum(after.gift))
        ),
    ]
    if bill.gift:
        rows.append(
            SummaryRow(desk.say(N_("Gift that becomes void")), words.sum(bill.gift), tone="warn")
        )
    spent = desk.say(N_("Gift of these top-ups spent before"))
    rows.append(SummaryRow(spent, words.sum(bill.gift_spent)))
    if bill.points:
        rows.append(_points_back(desk, bill))
    return tuple(rows)


def hand_over_rows(
    desk: Desk, quote: TransferQuote, giver: str, taker: str
) -> tuple[SummaryRow, ...]:
    """Return the lines of a transfer: both parts that go over, and what both have afterwards."""
    bill, words = quote.bill, desk.words
    over = Balances(bill.amount - bill.gift, bill.gift)
    return (
        SummaryRow(
            desk.say(N_("Handed over")), words.sum(bill.amount), both_parts(desk, over), "big"
        ),
        _stored_row(desk, giver, bill.before, bill.after),
        _stored_row(desk, taker, quote.taker_before, quote.taker_after),
    )


def _stored_row(desk: Desk, name: str, before: Balances, after: Balances) -> SummaryRow:
    words = desk.words
    return SummaryRow(
        name, _change(words.sum(before.stored), words.sum(after.stored)), both_parts(desk, after)
    )


def adjust_rows(desk: Desk, bill: Bill, title: str, account: AccountKind) -> tuple[SummaryRow, ...]:
    """Return the lines of an account that is put right; of stored value also the whole of it."""
    before, after, words = bill.before, bill.after, desk.words
    if account is AccountKind.VISITS:
        return (SummaryRow(title, visits_change(desk, bill.visits[0]), tone="big"),)
    told = words.number if account is AccountKind.POINTS else words.sum
    old, new = (getattr(owned, account.value) for owned in (before, after))
    rows = [SummaryRow(title, _change(told(old), told(new)), tone="big")]
    if account in {AccountKind.PRINCIPAL, AccountKind.GIFT}:
        whole = desk.say(N_("Stored value after"))
        rows.append(SummaryRow(whole, words.sum(after.stored), both_parts(desk, after)))
    return tuple(rows)


def put_right_by(desk: Desk, bill: Bill) -> str:
    """Return by how much an account was put right: +5.00, −12, or so many visits."""
    if bill.visits:
        return desk.words.signed_number(bill.visits[0].moved)
    if bill.points:
        return desk.say(N_("{points} pts"), points=desk.words.signed_number(bill.points))
    return desk.words.signed_sum(bill.amount)


def voucher_rows(desk: Desk, bill: Bill) -> tuple[SummaryRow, ...]:
    """Return the lines of a voucher that is given or made void: which, what it does, its price."""
    words, rows = desk.words, []
    for one in bill.vouchers:
        effect = desk.tell(effect_of(one.kind, one.value, one.item, desk.shop.currency))
        rows.append(SummaryRow(one.name, effect, tone="warn" if one.moved < 0 else "big"))
        last = desk.say(N_("no end"))
        if one.until is not None:
            last = words.date(dt.date.fromisoformat(one.until), today=desk.today())
        rows.append(SummaryRow(desk.say(N_("Valid until")), last))
    if bill.points:
        points = _change(words.number(bill.before.points), words.number(bill.after.points))
        rows.append(SummaryRow(desk.say(N_("Points")), points))
    return tuple(rows)


def _points_back(desk: Desk, bill: Bill) -> SummaryRow:
    """Return the points that what is paid out had earned; where some are spent, that they lack."""
    change = _change(desk.words.number(bill.before.points), desk.words.number(bill.after.points))
    if bill.after.points >= 0:
        return SummaryRow(desk.say(N_("Points")), change)
    below = desk.say(N_("below zero: to be earned back first"))
    return SummaryRow(desk.say(N_("Points")), change, below, "warn")


def changed_figures(desk: Desk, bill: Bill) -> tuple[tuple[str, str], ...]:
    """Return title and change of every balance that a bill changed, and what was given."""
    before, after, words = bill.before, bill.after, desk.words
    pairs = (
        (N_("Stored value"), words.sum(before.stored), words.sum(after.stored)),
        (N_("Points"), words.number(before.points), words.number(after.points)),
        (N_("Store credit"), words.sum(before.credit), words.sum(after.credit)),
    )
    moved = tuple((one.name, visits_change(desk, one)) for one in bill.visits)
    return (
        *((desk.say(title), _change(old, new)) for title, old, new in pairs if old != new),
        *moved,
        *_given(desk, bill),
    )


def recorded_figures(desk: Desk, bill: Bill, known: "Recorded") -> tuple[tuple[str, str], ...]:
    """Return title and figure of what a bill itself does not know: another tier, who got it."""
    figures, taker = [], known.taker
    if known.tier and bill.customer is not None:
        figures.append((desk.say(N_("Tier")), _change(bill.customer.tier, known.tier)))
    if taker is not None:
        stored = _change(*map(desk.words.sum, (taker.stored - bill.amount, taker.stored)))
        moved = sum(one.moved for one in bill.visits)
        count = desk.count(
            NN_("{signed} visit", "{signed} visits"),
            abs(moved),
            signed=desk.words.signed_number(-moved),
        )
        name = called(taker.name, taker.code)
        figures.append((desk.say(N_("To {name}"), name=name), count if bill.visits else stored))
    return tuple(figures)


def _given(desk: Desk, bill: Bill) -> Iterator[tuple[str, str]]:
    """Yield the reward and the vouchers that came or went."""
    if reward := bill.reward:
        count = desk.words.number(reward.quantity)
        figure = reward.name if reward.quantity == 1 else f"{count} × {reward.name}"
        yield desk.say(N_("Reward")), figure
    for one in bill.vouchers:
        if one.moved:
            gone = N_("Voucher used") if one.amount else N_("Voucher made void")
            back = bill.kind == OperationKind.REFUND
            came = N_("Voucher back") if back else N_("New voucher")
            yield desk.say(came if one.moved > 0 else gone), one.name


def visits_change(desk: Desk, visits: BillVisits) -> str:
    """Return how many visits of a package there were and are; of a pass, until when it lasts."""
    if visits.counted:
        before = desk.words.number(visits.left - visits.moved)
        return _change(before, desk.words.number(visits.left))
    if not visits.left:
        return desk.say(N_("none"))
    if visits.until is None:
        return desk.say(N_("no end"))
    until = desk.words.date(dt.date.fromisoformat(visits.until), today=desk.today())
    return desk.say(N_("until {date}"), date=until)


def both_parts(desk: Desk, owned: Balances) -> str:
    """Return both parts of stored value: paid 139.99 + gift 31.31."""
    words = desk.words
    return desk.say(
        N_("paid {paid} + gift {gift}"), paid=words.sum(owned.principal), gift=words.sum(owned.gift)
    )


def _sale_rows(desk: Desk, bill: Bill, tier: Tier | None) -> Iterator[SummaryRow]:
    say, words = desk.say, desk.words
    yield SummaryRow(say(N_("Amount")), words.sum(bill.gross))
    vouchers = [one for one in bill.vouchers if one.moved < 0]
    if rest := bill.discount - sum(one.amount for one in vouchers):
        yield SummaryRow(_discount_title(desk, bill, tier), words.sum(-rest))
    for one in vouchers:
        title = say(N_("Voucher {name}"), name=one.name)
        yield SummaryRow(title, words.sum(-one.amount))
    paid = {payment.means: payment for payment in bill.payments}
    if Means.STORED in paid:
        after = words.sum(bill.after.stored)
        yield SummaryRow(say(N_("Stored value after")), after, both_parts(desk, bill.after))
    if Means.CREDIT in paid:
        yield SummaryRow(
            say(N_("Store credit")),
            _change(words.sum(bill.before.credit), words.sum(bill.after.credit)),
        )
    if points := paid.get(Means.POINTS):
        worth = desk.say(N_("worth {amount}"), amount=words.sum(points.amount))
        used = words.number(-(points.points or 0))
        yield SummaryRow(say(N_("Points used")), used, worth)
    for visits in bill.visits:
        yield SummaryRow(visits.name, visits_change(desk, visits))
    if bill.customer is not None:
        earned = words.signed_number(bill.points)
        figure = _change(earned, words.number(bill.after.points))
        tone = "in" if bill.points else "ink"
        yield SummaryRow(_points_title(desk, bill, tier), figure, tone=tone)


def _discount_title(desk: Desk, bill: Bill, tier: Tier | None) -> str:
    name = bill.customer.tier if bill.customer else ""
    if tier is None:
        return desk.say(N_("Discount {tier}"), tier=name)
    return desk.say(
        N_("{tier} {discount}"), tier=name, discount=desk.tell(percent_off(tier.discount))
    )


def _points_title(desk: Desk, bill: Bill, tier: Tier | None) -> str:
    name = bill.customer.tier if bill.customer else ""
    if tier is not None and tier.points_factor != _HUNDRED:
        times = desk.words.share(Fraction(tier.points_factor, _HUNDRED * _HUNDRED))
        name = desk.say(N_("{tier} ×{factor}"), tier=name, factor=times)
    return DOT.join((desk.say(N_("Points")), name))


def _tier(bill: Bill, tiers: Sequence[Tier]) -> Tier | None:
    name = bill.customer.tier if bill.customer else ""
    return next((tier for tier in tiers if tier.name == name), None)


def _change(before: str, after: str) -> str:
    return f"{before}{ARROW}{after}"
