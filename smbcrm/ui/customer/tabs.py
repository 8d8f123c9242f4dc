"""The tabs of the page: each part is made with the page, and shown when its tab is chosen."""

from enum import StrEnum

from smbcrm.core.i18n import N_


class Tab(StrEnum):
    """Which part is looked at; `customer/7/balance` is that of customer 7."""

    TIMELINE = "timeline"
    SALES = "sales"
    BALANCE = "balance"
    NOTES = "notes"
    CONSENT = "consent"


TITLES = {
    Tab.TIMELINE: N_("Timeline"),
    Tab.SALES: N_("Sales"),
    Tab.BALANCE: N_("Card and balance"),
    Tab.NOTES: N_("Notes and files"),
    Tab.CONSENT: N_("Consent"),
}
