"""What a customer bought at the till before, for people and as data."""

from collections.abc import Iterator, Sequence

from smbcrm.cli.command import Facts, Part, Table
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.past_sales.types import PastLine, PastSale, PastSums
from smbcrm.membership.past_sales.words import quantity_text, sold_text


def past_data(sums: PastSums, sales: Sequence[PastSale], currency: Currency) -> dict[str, object]:
    """Return past sales as data."""
    return {
        "currency": currency.code,
        "count": sums.sales,
        "returns": sums.returns,
        "total": Money(sums.total, currency),
        "first": sums.first,
        "last": sums.last,
        "sales": [
            {
                "date": one.day,
                "time": one.at or None,
                "bill_number": one.bill or None,
                "sold_by": one.sold_by or None,
                "total": Money(one.total, currency),
                "lines": [_line_data(line, currency) for line in one.lines],
            }
            for one in sales
        ],
    }


def _line_data(line: PastLine, currency: Currency) -> dict[str, object]:
    return {
        "item": line.item or None,
        "quantity": None if line.quantity is None else quantity_text(line.quantity),
        "amount": None if line.amount is None else Money(line.amount, currency),
    }


def past_parts(sums: PastSums, sales: Sequence[PastSale], currency: Currency) -> Iterator[Part]:
    """Yield past sales for people; nothing where there are none."""
    if not sums.sales:
        return
    yield ""
    yield Text(N_("From the till before, no part of balances, points or tiers:"))
    yield Facts(
        [
            (N_("Past sales"), sums.sales),
            (N_("Of these returns"), sums.returns or None),
            (N_("They come to"), Money(sums.total, currency)),
            (N_("First day"), sums.first),
            (N_("Last day"), sums.last),
        ]
    )
    yield Table(
        (N_("Date"), N_("Time"), N_("Bill number"), N_("What"), N_("Total"), N_("Sold by")),
        [
            (one.day, one.at, one.bill, sold_text(one), Money(one.total, currency), one.sold_by)
            for one in sales
        ],
    )
