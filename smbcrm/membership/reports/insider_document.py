"""The insider report as the sections of a document: each reason with its bound and its rows."""

from collections.abc import Iterator, Mapping, Sequence

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.membership.ledger.clocks import BEHIND
from smbcrm.membership.ledger.words import reason_words
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports import insider, insider_ways
from smbcrm.membership.reports.document import Coded, Column, Section, Table
from smbcrm.membership.reports.insider import ResetPin, Suspect, Suspicion
from smbcrm.membership.reports.insider_rows import noted_table, turned_table
from smbcrm.membership.reports.till_rows import deed_columns, deed_row, moment_value
from smbcrm.membership.shop.types import Shop

_TITLES: Mapping[Suspicion, str] = {
    Suspicion.OWN: N_("Staff served themselves"),
    Suspicion.RELATIVE: N_("Staff served somebody they are related to"),
    Suspicion.LATE_VOID: N_("Taken back late"),
    Suspicion.AFTER_HOURS: N_("Taken back after hours"),
    Suspicion.TAKEN_BACK: N_("Sales in cash often taken back"),
    Suspicion.ADJUSTMENTS: N_("Many adjustments"),
    Suspicion.GIFTS: N_("Much given away"),
    Suspicion.ONE_CARD: N_("Many sales on one customer's card"),
    Suspicion.FRIENDS: N_("Vouchers for friends who bought next to nothing"),
    Suspicion.ENTRIES: N_("Vouchers of a tier used, the sale that led there given back"),
    Suspicion.CASH_REFUNDS: N_("Refunds in cash to nobody"),
    Suspicion.CASH_BACK: N_("Many refunds in cash"),
    Suspicion.MOVED_OUT: N_("Stored value often paid out or handed on"),
    Suspicion.GIVEN: N_("Given to staff or their relatives"),
    Suspicion.LARGE: N_("Large adjustments"),
    Suspicion.PAID_OUT: N_("Brought in without cash, paid out in cash"),
    Suspicion.PARTS: N_("Stored value taken in parts below the PIN"),
    Suspicion.EXTENDED: N_("Packages extended by more than their own term"),
    Suspicion.CASH_OUT: N_("Cash taken out without an everyday reason"),
    Suspicion.BEYOND: N_("More cash taken out than should have been there"),
    Suspicion.BACK_DATED: N_("Back-dated"),
    Suspicion.LATER: N_("Changed after closing"),
    Suspicion.CLOCK: N_("The clock stood wrong"),
    Suspicion.PIN_RESET: N_("Spending PINs reset"),
    Suspicion.WRONG_PINS: N_("Wrong spending PINs after a lock"),
    Suspicion.VOID_CARDS: N_("Cards made void"),
    Suspicion.TIERS_HELD: N_("Tiers held for staff or their relatives"),
    Suspicion.TURNED: N_("Rules changed and changed back"),
    Suspicion.SHORT: N_("Differences at the day close"),
    Suspicion.RECOUNTED: N_("Counted again after what should be there was told"),
}
_WHEN: Mapping[Suspicion, str] = {
    Suspicion.OWN: N_("On an account that is or was linked to who acts or serves."),
    Suspicion.RELATIVE: N_(
        "On an account of somebody who is or was related to who acts or serves."
    ),
    Suspicion.LATE_VOID: N_("More than {hours} hours after it was recorded."),
    Suspicion.AFTER_HOURS: N_("More than {hours} hour after the last sale or top-up of the day."),
    Suspicion.TAKEN_BACK: N_("More than {most} within {days} days by one of the staff."),
    Suspicion.ADJUSTMENTS: N_("More than {most} within {days} days by one of the staff."),
    Suspicion.GIFTS: N_(
        "More than {most} adjustments that give by one within {days} days, or more than {vouchers} "
        "vouchers by hand to one customer."
    ),
    Suspicion.ONE_CARD: N_("{most} or more sales and top-ups in one day by one of the staff."),
    Suspicion.FRIENDS: N_(
        "First bought for less than the voucher is worth: brought by staff or their relatives, or "
        "more than {most} within {days} days by one customer."
    ),
    Suspicion.ENTRIES: N_("Half or more of that sale was given back."),
    Suspicion.CASH_REFUNDS: N_("Without a customer: more than {most} within {days} days by one."),
    Suspicion.CASH_BACK: N_("More than {most} within {days} days by one of the staff."),
    Suspicion.MOVED_OUT: N_("More than {most} within {days} days by one of the staff."),
    Suspicion.GIVEN: N_("Adjustments, vouchers by hand and transfers, also on the way to them."),
    Suspicion.LARGE: N_("One that gives more than the largest top-up offer is for."),
    Suspicion.PAID_OUT: N_(
        "Topped up without cash or adjusted, within {days} days, also where it was handed on first."
    ),
    Suspicion.PARTS: N_("{parts} or more within one hour, together at least the PIN's amount."),
    Suspicion.EXTENDED: N_("All extensions of one package are added up."),
    Suspicion.CASH_OUT: N_("For other reasons than float, bank and purchase."),
    Suspicion.BEYOND: N_("By the day's float, else by all since the till was closed last."),
    Suspicion.BACK_DATED: N_("Recorded on another day than the one it counts for."),
    Suspicion.LATER: N_("On a day that its till had closed."),
    Suspicion.CLOCK: N_(
        "More than {minutes} minutes behind what was recorded before, or far ahead."
    ),
    Suspicion.PIN_RESET: N_("Changed or taken away without the customer's PIN until then."),
    Suspicion.WRONG_PINS: N_("Typed after the PIN had been locked for the first time."),
    Suspicion.VOID_CARDS: N_("By hand. A void card stays void: its customer needs another one."),
    Suspicion.TIERS_HELD: N_("A tier by hand is not earned. Also where it was released."),
    Suspicion.TURNED: N_("Within {days} days, with sales or top-ups in between."),
    Suspicion.SHORT: N_("Further off than {limit}."),
    Suspicion.RECOUNTED: N_("A count before it was further off than {limit}."),
}
NOTHING = N_("Nothing stands out.")
NO_PROOF = N_("None of this proves anything: it says where to look.")


def insider_sections(found: Sequence[Suspect], shop: Shop) -> Iterator[Section]:
    """Yield a section for each reason."""
    for one in found:
        notes = (_when(one.why, shop),)
        yield Section(one.why.value, Text(_TITLES[one.why]), (_table(one, shop),), notes=notes)


def _table(one: Suspect, shop: Shop) -> Table:
    if one.deeds:
        return _deeds(one, shop)
    if one.noted:
        return noted_table(one.noted, shop)
    if one.turned:
        return turned_table(one.turned, shop)
    return _resets(one.resets, shop) if one.resets else _differences(one, shop)


def _when(why: Suspicion, shop: Shop) -> Text:
    """Return from which bound on something is told."""
    many = {
        Suspicion.TAKEN_BACK: (insider.MOST_TAKEN_BACK, insider.TAKEN_BACK_WINDOW),
        Suspicion.ADJUSTMENTS: (insider.MOST_ADJUSTMENTS, insider.WINDOW),
        Suspicion.GIFTS: (insider.MOST_GIFTS, insider.WINDOW),
        Suspicion.FRIENDS: (insider.MOST_FRIENDS, insider.WINDOW),
        Suspicion.CASH_REFUNDS: (insider.MOST_CASH_REFUNDS, insider.WINDOW),
        Suspicion.CASH_BACK: (insider.MOST_CASH_BACK, insider.WINDOW),
        Suspicion.MOVED_OUT: (insider.MOST_MOVED_OUT, insider.WINDOW),
    }
    told: dict[str, object] = {}
    match why:
        case Suspicion.LATE_VOID:
            told = {"hours": insider.LATE.seconds // 3600}
        case Suspicion.AFTER_HOURS:
            told = {"hours": insider.AFTER_HOURS.seconds // 3600}
        case Suspicion.CLOCK:
            told = {"minutes": BEHIND.seconds // 60}
        case Suspicion.PAID_OUT:
            told = {"days": insider_ways.PAID_OUT_WITHIN.days}
        case Suspicion.PARTS:
            told = {"parts": insider_ways.PARTS}
        case Suspicion.ONE_CARD:
            told = {"most": insider_ways.MANY_ON_A_CARD}
        case Suspicion.TURNED:
            told = {"days": insider_ways.TURNED_WITHIN.days}
        case Suspicion.SHORT | Suspicion.RECOUNTED:
            told = {"limit": Money(shop.difference_limit, shop.currency)}
        case _ if why in many:
            most, window = many[why]
            told = {"most": most, "days": window.days, "vouchers": insider.MOST_VOUCHERS}
    return Text(_WHEN[why], told)


def _deeds(one: Suspect, shop: Shop) -> Table:
    rows = tuple(deed_row(deed, shop) for deed in one.deeds)
    return Table("operations", "", deed_columns(), rows)


def _resets(resets: Sequence[ResetPin], shop: Shop) -> Table:
    columns = (
        Column("recorded_at", N_("Recorded at"), short=True),
        Column("customer", N_("Customer")),
        Column("staff", N_("Staff")),
        Column("terminal", N_("Till")),
        Column("reason", N_("Why")),
    )
    rows = tuple(
        (
            moment_value(one.recorded_at, shop),
            one.name or one.code or None,
            one.staff,
            one.terminal,
            Coded(one.reason, reason_words(one.reason)),
        )
        for one in resets
    )
    return Table("resets", "", columns, rows)


def _differences(suspect: Suspect, shop: Shop) -> Table:
    by = N_("Closed by") if suspect.why is Suspicion.SHORT else N_("Staff")
    columns = (
        Column("business_date", N_("Date"), Kind.DATE),
        Column("terminal", N_("Till")),
        Column("staff", by),
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
        for one in suspect.differences
    )
    return Table("closings", "", columns, rows, N_("In all"))
