"""Operations that somebody should read, as the rows of a table."""

import datetime as dt

from smbcrm.core.clock import instant_text
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.membership.ledger.words import kind_words, reason_words
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import Coded, Column, Value
from smbcrm.membership.reports.till_deeds import TillDeed
from smbcrm.membership.reports.values import numbered
from smbcrm.membership.shop.types import Shop

_UNDONE, _VOID = N_("{what} undone"), N_("{what} void")


def deed_words(deed: TillDeed) -> Text:
    """Return what was done: a reversal by what it took back, and whether it had to say why."""
    if deed.of is None:
        return kind_words(deed.kind)
    return Text(_UNDONE if deed.reason is None else _VOID, {"what": kind_words(deed.of)})


def deed_columns() -> tuple[Column, ...]:
    """Return the columns of `deed_row`."""
    return (
        Column("business_date", N_("Date"), Kind.DATE),
        Column("recorded_at", N_("Recorded at"), short=True),
        Column("kind", N_("What happened")),
        Column("of", N_("Taken back"), on_paper=False),
        Column("operation", N_("Operation"), on_paper=False),
        Column("bill_number", N_("Bill"), short=True),
        Column("customer", N_("Customer")),
        Column("staff", N_("Staff")),
        Column("terminal", N_("Till")),
        Column("money", N_("Money"), Kind.MONEY, if_any=True),
        Column("points", N_("Points"), Kind.COUNT, if_any=True),
        Column("visits", N_("Package visits"), Kind.COUNT, if_any=True),
        Column("reason", N_("Why")),
    )


def moment_value(at: dt.datetime, shop: Shop) -> Coded:
    """Return an instant as the shop's clocks show it."""
    local = shop.day.local(at)
    return Coded(instant_text(at), Text(local.strftime("%Y-%m-%d %H:%M")))


def deed_row(deed: TillDeed, shop: Shop) -> tuple[Value, ...]:
    """Return an operation as a row; its time as the shop's clocks show it."""
    return (
        deed.business_date,
        moment_value(deed.recorded_at, shop),
        Coded(deed.kind, deed_words(deed)),
        deed.of,
        deed.id,
        None if deed.bill is None else numbered(deed.bill),
        deed.customer or None,
        deed.staff_name,
        deed.terminal_name,
        Money(deed.amount, shop.currency) if deed.amount else None,
        deed.points or None,
        deed.visits or None,
        None if deed.reason is None else Coded(deed.reason, reason_words(deed.reason)),
    )
