"""A refund in words: what goes back where, what is left of points, what somebody has afterwards."""

import datetime as dt
from collections.abc import Iterator
from operator import attrgetter

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import BillVoucher
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.planning import GoesBack, RefundQuote, SaleLeft
from smbcrm.membership.sales.codes import MEANS_NAMES, TENDERS, Means
from smbcrm.ui.counter.goes_back import BackRow
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.desk import Desk
from smbcrm.ui.till_words import means_words

_TITLES = {
    AccountKind.PRINCIPAL: ("wallet", N_("Stored value, paid part")),
    AccountKind.GIFT: ("gift", N_("Stored value, gift part")),
    AccountKind.CREDIT: ("tag", N_("Store credit")),
    AccountKind.POINTS: ("sparkles", N_("Points that paid")),
}
_ICONS = {
    Means.CASH: "banknote",
    Means.CARD: "credit-card",
    Means.WECHAT: "smartphone",
    Means.ALIPAY: "smartphone",
    Means.TRANSFER: "landmark",
    Means.OTHER: "coins",
}


def sale_words(desk: Desk, sale: SaleLeft) -> str:
    """Return which sale it is: Sale 10466 · 14 Nov · 165.00."""
    number = desk.say(N_("Sale {number}"), number=sale.bill_number)
    day = desk.words.date(sale.business_date, today=desk.today())
    return DOT.join((number, day, desk.words.sum(sale.net)))


def order_words(desk: Desk, sale: SaleLeft) -> str:
    """Return in which order it goes back: 1 stored value, 2 cash: never more than each one paid."""
    means = list(sale.paid)
    if len(means) <= 1:
        return ""
    order = desk.say(N_(", ")).join(
        f"{place} {means_words(desk, [one])}" for place, one in enumerate(means, 1)
    )
    return desk.say(N_("{order}: never more than each one paid"), order=order)


def back_rows(desk: Desk, sale: SaleLeft, quote: RefundQuote) -> Iterator[BackRow]:
    """Yield what goes back in its order, then points taken back, visits, and vouchers.

    Those that become void stand last, with whose they are where it is somebody else.
    """
    places = {means: place for place, means in enumerate(sale.paid, 1)}
    for part in quote.parts:
        yield _part(desk, sale, part, places.get(part.means, 0))
    points = _points_taken(quote, sale)
    if points:
        why = _why_points(desk, sale, quote, sale.points - points)
        yield BackRow(0, "sparkles", desk.say(N_("Points")), why, desk.words.number(-points))
    for one in filter(attrgetter("moved"), quote.bill.visits):
        rest = desk.say(N_("what was not used"))
        yield BackRow(0, "ticket", one.name, rest, desk.words.signed_number(one.moved))
    for voucher in quote.vouchers:
        yield _voucher(desk, voucher)
    for ended in quote.ended:
        title = desk.say(N_("Voucher of {name}"), name=ended.owner)
        title = title if ended.owner else desk.say(N_("Voucher"))
        yield BackRow(0, "ticket", title, ended.voucher.name, desk.say(N_("becomes void")))


def afterwards(desk: Desk, quote: RefundQuote) -> tuple[tuple[str, str], ...]:
    """Return what somebody has afterwards; credit and vouchers only where they change."""
    bill = quote.bill
    if bill.customer is None:
        return ()
    say, words, before, after = desk.say, desk.words, bill.before, bill.after
    rows = [
        (say(N_("Paid part")), words.sum(after.principal)),
        (say(N_("Gift part")), words.sum(after.gift)),
        (say(N_("Stored value")), words.sum(after.stored)),
        (say(N_("Points")), words.number(after.points)),
    ]
    if before.credit != after.credit:
        rows.append((say(N_("Store credit")), words.sum(after.credit)))
    moved = sum(one.moved for one in quote.vouchers)
    if moved:
        rows.append((say(N_("Vouchers")), words.signed_number(moved)))
    return tuple(rows)


def handed_over(desk: Desk, quote: RefundQuote) -> tuple[str, str, str]:
    """Return what leaves the till: in cash, else in another way, else nothing does; how much."""
    say, words = desk.say, desk.words
    money = {part.means: part.amount for part in quote.parts if part.means in TENDERS}
    if not money:
        nothing = say(N_("Nothing is handed over"))
        why = N_("It goes back to the accounts.") if quote.bill.amount else N_("Nothing was paid.")
        return nothing, "", say(why)
    first = Means.CASH if Means.CASH in money else next(iter(money))
    title = (
        say(N_("Hand over in cash"))
        if first is Means.CASH
        else say(N_("Give back by {means}"), means=means_words(desk, [first]))
    )
    others = [one for one in money if one is not first]
    about = say(N_(", ")).join(f"{say(MEANS_NAMES[one])} {words.sum(money[one])}" for one in others)
    return title, words.money(money[first]), about


def _points_taken(quote: RefundQuote, sale: SaleLeft) -> int:
    """Return how many points given are taken back; a void takes all of them."""
    return sale.points if quote.bill.reverses is not None else -quote.bill.points


def _why_points(desk: Desk, sale: SaleLeft, quote: RefundQuote, due: int) -> str:
    given, stays = desk.words.number(sale.points), sale.net - sale.gone - quote.bill.amount
    if not stays:
        return desk.say(N_("given {given}, nothing stays"), given=given)
    return desk.say(
        N_("given {given}, due on the {stays} that stay: {due}"),
        given=given,
        stays=desk.words.sum(stays),
        due=desk.words.number(due),
    )


def _part(desk: Desk, sale: SaleLeft, part: GoesBack, place: int) -> BackRow:
    say, words = desk.say, desk.words
    if part.kind is None:
        paid = say(N_("of the {amount} paid"), amount=words.sum(sale.paid[part.means]))
        title = say(MEANS_NAMES[part.means])
        return BackRow(place, _ICONS[part.means], title, paid, words.sum(part.amount))
    icon, title = _TITLES[part.kind]
    if part.kind is AccountKind.POINTS:
        amount = words.signed_number(part.amount)
        return BackRow(place, icon, say(title), "", amount)
    rest, again = _lot(desk, part)
    return BackRow(place, icon, say(title), rest, f"+{words.sum(part.amount)}", again)


def _voucher(desk: Desk, voucher: BillVoucher) -> BackRow:
    """Return a voucher that somebody has again."""
    say, rest = desk.say, voucher.name
    if voucher.until is not None:
        day = desk.words.date(dt.date.fromisoformat(voucher.until), today=desk.today())
        rest = DOT.join((rest, say(N_("until {date}"), date=day)))
    return BackRow(0, "ticket", say(N_("Voucher")), rest, say(N_("comes back")))


def _lot(desk: Desk, part: GoesBack) -> tuple[str, str]:
    """Return to which lot it goes back; of one that has ended, until when it is valid again."""
    say, words, today = desk.say, desk.words, desk.today()
    if part.again_until is not None and part.ends is not None:
        ended = say(N_("lot ended {date}:"), date=words.date(part.ends, today=today))
        until = words.date(part.again_until, today=today)
        return ended, say(N_("lives again until {date}"), date=until)
    if part.ends is not None:
        return say(N_("to the lot ending {date}"), date=words.date(part.ends)), ""
    if part.opened_on is None:
        return "", ""
    return say(N_("to the lot of {date}, no end date"), date=words.date(part.opened_on)), ""
