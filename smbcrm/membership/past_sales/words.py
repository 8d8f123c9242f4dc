"""Past sales as people read them."""

from decimal import Decimal

from smbcrm.membership.past_sales.types import PastSale

_THOUSAND = 1000


def quantity_text(thousandths: int) -> str:
    """Return a quantity as it is written.

    >>> quantity_text(2000), quantity_text(1500), quantity_text(-1000)
    ('2', '1.5', '-1')
    """
    return f"{(Decimal(thousandths) / _THOUSAND).normalize():f}"


def sold_text(sale: PastSale) -> str:
    """Return what was sold in one line, with how many where it was not one.

    >>> import datetime as dt
    >>> from smbcrm.membership.past_sales.types import PastLine
    >>> lines = (PastLine("Tea", 2000, 600), PastLine("Cup", None, 400))
    >>> sold_text(PastSale(1, dt.date(2025, 1, 1), "", "", "", 1000, lines))
    'Tea ×2, Cup'
    """
    said = (
        line.item
        if line.quantity in {None, _THOUSAND}
        else f"{line.item} ×{quantity_text(line.quantity or 0)}"
        for line in sale.lines
        if line.item
    )
    return ", ".join(said)
