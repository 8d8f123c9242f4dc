"""The insider report as the sections of a document: each reason with its bound and its rows."""

from collections.abc import Iterator, Mapping, Sequence

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.membership.ledger.clocks import BEHIND
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports import insider
from smbcrm.membership.reports.document import Column, Section, Table
from smbcrm.membership.reports.insider import Difference, Suspect, Suspicion
from smbcrm.membership.reports.till_rows import deed_columns, deed_row
from smbcrm.membership.shop.types import Shop

_TITLES: Mapping[Suspicion, str] = {
    Suspicion.OWN: N_("Staff served themselves"),
    Suspicion.RELATIVE: N_("Staff served somebody they are related to"),
    Suspicion.LATE_VOID: N_("Taken back late"),
    Suspicion.AFTER_HOURS: N_("Taken back after hours"),
    Suspicion.TAKEN_BACK: N_("Sales in cash often taken back"),
    Suspicion.ADJUSTMENTS: N_("Many adjustments"),
    Suspicion.GIFTS: N_("Much given away"),
    Suspicion.CASH_REFUNDS: N_("Refunds in cash to nobody"),
    Suspicion.CASH_OUT: N_("Cash taken out without an everyday reason"),
    Suspicion.BACK_DATED: N_("Back-dated"),
    Suspicion.LATER: N_("Changed after closing"),
    Suspicion.CLOCK: N_("The clock stood wrong"),
    Suspicion.SHORT: N_("Differences at the day close"),
}
_WHEN: Mapping[Suspicion, str] = {
    Suspicion.OWN: N_("On an account that is linked to who acts or serves."),
    Suspicion.RELATIVE: N_("On an account of somebody related to who acts or serves."),
    Suspicion.LATE_VOID: N_("More than {hours} hours after it was recorded."),
    Suspicion.AFTER_HOURS: N_("More than {hours} hour after the last sale or top-up of the day."),
    Suspicion.TAKEN_BACK: N_("More than {most} within {days} days by one of the staff."),
    Suspicion.ADJUSTMENTS: N_("More than {most} within {days} days by one of the staff."),
    Suspicion.GIFTS: N_("Adjustments that give: more than {most} within {days} days by one."),
    Suspicion.CASH_REFUNDS: N_("Without a customer: more than {most} within {days} days by one."),
    Suspicion.CASH_OUT: N_("For other reasons than float, bank and purchase."),
    Suspicion.BACK_DATED: N_("Recorded on another day than the one it counts for."),
    Suspicion.LATER: N_("On a day that its till had closed."),
    Suspicion.CLOCK: N_(
        "More than {minutes} minutes behind what was recorded before, or far ahead."
    ),
    Suspicion.SHORT: N_("Further off than {limit}."),
}
NOTHING = N_("Nothing stands out.")
NO_PROOF = N_("None of this proves anything: it says where to look.")


def insider_sections(found: Sequence[Suspect], shop: Shop) -> Iterator[Section]:
    """Yield a section for each reason."""
    for one in found:
        table = _deeds(one, shop) if one.deeds else _differences(one.differences, shop)
        yield Section(
            one.why.value, Text(_TITLES[one.why]), (table,), notes=(_when(one.why, shop),)
        )


def _when(why: Suspicion, shop: Shop) -> Text:
    """Return from which bound on something is told."""
    many = {
        Suspicion.TAKEN_BACK: (insider.MOST_TAKEN_BACK, insider.TAKEN_BACK_WINDOW),
        Suspicion.ADJUSTMENTS: (insider.MOST_ADJUSTMENTS, insider.WINDOW),
        Suspicion.GIFTS: (insider.MOST_GIFTS, insider.WINDOW),
        Suspicion.CASH_REFUNDS: (insider.MOST_CASH_REFUNDS, insider.WINDOW),
    }
    told: dict[str, object] = {}
    match why:
        case Suspicion.LATE_VOID:
            told = {"hours": insider.LATE.seconds // 3600}
        case Suspicion.AFTER_HOURS:
            told = {"hours": insider.AFTER_HOURS.seconds // 3600}
        case Suspicion.CLOCK:
            told = {"minutes": BEHIND.seconds // 60}
        case Suspicion.SHORT:
            told = {"limit": Money(shop.difference_limit, shop.currency)}
        case _ if why in many:
            most, window = many[why]
            told = {"most": most, "days": window.days}
    return Text(_WHEN[why], told)


def _deeds(one: Suspect, shop: Shop) -> Table:
    rows = tuple(deed_row(deed, shop) for deed in one.deeds)
    return Table("operations", "", deed_columns(), rows)


def _differences(differences: Sequence[Difference], shop: Shop) -> Table:
    columns = (
        Column("business_date", N_("Date"), Kind.DATE),
        Column("terminal", N_("Till")),
        Column("staff", N_("Closed by")),
        Column("expected", N_("Should be there"), Kind.MONEY),
        Column("counted", N_("Counted"), Kind.MONEY),
        Column("difference", N_("Difference"), Kind.MONEY, summed=True),
        Column("word", N_("Why it differs")),
    )
    rows = tuple(
        (
            one.date,
            one.terminal,
            one.staff,
            Money(one.expected, shop.currency),
            Money(one.counted, shop.currency),
            Money(one.counted - one.expected, shop.currency),
            one.word or None,
        )
        for one in differences
    )
    return Table("closings", "", columns, rows, N_("In all"))
