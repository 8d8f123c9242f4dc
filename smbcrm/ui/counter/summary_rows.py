"""What a sale, a top-up or a redemption would change, as lines of figures."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Balances, Bill, BillVisits
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.shop.types import money_of_points
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.summary import SummaryRow
from smbcrm.ui.desk import Desk

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
        SummaryRow(desk.say(N_("Paid out")), words.sum(bill.amount), tone="big"),
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
            SummaryRow(desk.say(N_("Gift that is void")), words.sum(bill.gift), tone="warn")
        )
    spent = desk.say(N_("Gift of these top-ups spent before"))
    rows.append(SummaryRow(spent, words.sum(bill.gift_spent)))
    return tuple(rows)


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


def _given(desk: Desk, bill: Bill) -> Iterator[tuple[str, str]]:
    """Yield the reward and the vouchers that came or went."""
    if reward := bill.reward:
        count = desk.words.number(reward.quantity)
        figure = reward.name if reward.quantity == 1 else f"{count} × {reward.name}"
        yield desk.say(N_("Reward")), figure
    for one in bill.vouchers:
        yield desk.say(N_("New voucher") if one.moved > 0 else N_("Voucher used")), one.name


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


def percent(desk: Desk, share: Fraction) -> str:
    """Return a share in percent, with as many decimals as it needs, two at most.

    A share such as 1/3 is shown rounded down: 33.33.
    """
    hundredths = int(share * _HUNDRED * _HUNDRED)
    whole, rest = divmod(hundredths, _HUNDRED)
    decimals = f".{rest:02d}".rstrip("0") if rest else ""
    return f"{desk.words.number(whole)}{decimals}"


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
    share = percent(desk, Fraction(tier.discount, _HUNDRED * _HUNDRED))
    return desk.say(N_("{tier} −{percent} %"), tier=name, percent=share)


def _points_title(desk: Desk, bill: Bill, tier: Tier | None) -> str:
    name = bill.customer.tier if bill.customer else ""
    if tier is not None and tier.points_factor != _HUNDRED:
        times = percent(desk, Fraction(tier.points_factor, _HUNDRED * _HUNDRED))
        name = desk.say(N_("{tier} ×{factor}"), tier=name, factor=times)
    return DOT.join((desk.say(N_("Points")), name))


def _tier(bill: Bill, tiers: Sequence[Tier]) -> Tier | None:
    name = bill.customer.tier if bill.customer else ""
    return next((tier for tier in tiers if tier.name == name), None)


def _change(before: str, after: str) -> str:
    return f"{before}{ARROW}{after}"
