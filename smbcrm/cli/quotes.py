"""What would go back and what would become void, before a sale is given back or taken out."""

from collections.abc import Iterator

from smbcrm.cli.bills import bill_reply
from smbcrm.cli.command import Argument, Part, Reply, Table
from smbcrm.cli.wording import named, worded
from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.ledger.words import account_words
from smbcrm.membership.refunds.planning import EndedVoucher, GoesBack, RefundQuote
from smbcrm.membership.sales.codes import MEANS_NAMES

DRY_RUN = Argument("--dry-run", N_("only show what would go where"), flag=True)
NOT_RECORDED = N_("Nothing is recorded. It would be:")


def quote_reply(quote: RefundQuote, day: BusinessDay) -> Reply:
    """Return the bill that would be, and what of it no bill tells: other people's vouchers, too."""
    reply, bill = bill_reply(quote.bill, day), quote.bill
    data = {
        **reply.data,
        "dry_run": True,
        "parts": [_part_data(one, bill.currency) for one in quote.parts],
        "returned": [{"voucher": one.code, "name": one.name} for one in quote.vouchers],
        "ended": [_ended_data(one) for one in quote.ended],
    }
    first, *rest = reply.parts
    more = list(_more(quote)) if bill.reverses is not None else []
    ended = (_ended(one) for one in quote.ended)
    return Reply(data, (Text(NOT_RECORDED), first, *more, *ended, *rest))


def _more(quote: RefundQuote) -> Iterator[Part]:
    """Yield what goes back with a reversal: its bill repeats nothing of what it takes out."""
    currency = quote.bill.currency
    if quote.parts:
        rows = [(_name(one), _amount(one, currency), one.ends) for one in quote.parts]
        yield Table((N_("What goes back"), N_("Amount"), N_("Valid until")), rows)
    for voucher in quote.vouchers:
        params: dict[str, object] = {"code": voucher.code, "name": voucher.name}
        yield Text(N_("The voucher {code} comes back: {name}."), params)


def _ended(one: EndedVoucher) -> Text:
    params: dict[str, object] = {"code": one.voucher.code, "name": one.voucher.name}
    if not one.owner_code:
        return Text(N_("The voucher {code} becomes void: {name}."), params)
    owner = named(one.owner, one.owner_code)
    params |= {"owner": owner}
    return Text(N_("The voucher {code} of {owner} becomes void: {name}."), params)


def _name(part: GoesBack) -> Text:
    if part.kind in {AccountKind.PRINCIPAL, AccountKind.GIFT}:
        return account_words(part.kind)
    return worded(MEANS_NAMES, part.means)


def _amount(part: GoesBack, currency: Currency) -> Money | int:
    """Return how much goes back; of points a count."""
    return part.amount if part.kind is AccountKind.POINTS else Money(part.amount, currency)


def _part_data(part: GoesBack, currency: Currency) -> dict[str, object]:
    points = part.kind is AccountKind.POINTS
    data: dict[str, object] = {"means": part.means, "account": part.kind, "currency": currency.code}
    return data | {"points" if points else "amount": _amount(part, currency)}


def _ended_data(one: EndedVoucher) -> dict[str, object]:
    return {
        "voucher": one.voucher.code,
        "name": one.voucher.name,
        "customer": one.owner_code or None,
        "full_name": one.owner or None,
    }
