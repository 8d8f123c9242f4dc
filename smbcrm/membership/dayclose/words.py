"""The close of a day in words: what the lines, columns and reasons are called."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.dayclose.rules import Column, Line
from smbcrm.membership.dayclose.types import Why

LINES: Mapping[Line, str] = {
    Line.FLOAT: N_("Float in the morning"),
    Line.SALES: N_("Sales in cash"),
    Line.TOP_UPS: N_("Top-ups in cash"),
    Line.BACK: N_("Given back"),
    Line.IN: N_("Cash put in"),
    Line.OUT: N_("Cash taken out"),
}
COLUMNS: Mapping[Column, str] = {
    Column.SALES: N_("Sales"),
    Column.TOP_UPS: N_("Top-ups"),
    Column.BACK: N_("Given back"),
    Column.CASH: N_("Cash in and out"),
}
WHYS: Mapping[Why, str] = {
    Why.TAKEN_BACK: N_("Undone or void"),
    Why.GIVEN_BACK: N_("Refunds and withdrawals"),
    Why.ADJUSTED: N_("Adjustments"),
    Why.HANDED_OVER: N_("Handed over to other customers"),
    Why.CASH: N_("Cash without a sale"),
    Why.BEYOND: N_("More cash taken out than should have been there"),
    Why.BACK_DATED: N_("Back-dated"),
    Why.CLOCK: N_("The clock stood wrong"),
    Why.LATER: N_("Changed after closing"),
}
