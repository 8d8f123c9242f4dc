"""Consents in words: the channels, since when, and what is asked when one changes."""

from smbcrm.core.i18n import N_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.types import Consent
from smbcrm.ui.desk import Desk

CHANNELS = {
    ConsentChannel.SMS: N_("SMS"),
    ConsentChannel.EMAIL: N_("E-mail"),
    ConsentChannel.LETTER: N_("Letters"),
    ConsentChannel.CALL: N_("Calls"),
    ConsentChannel.MESSENGER: N_("WeChat, WhatsApp, LINE"),
}
ICONS = {
    ConsentChannel.SMS: "message-square-text",
    ConsentChannel.EMAIL: "at-sign",
    ConsentChannel.LETTER: "mail",
    ConsentChannel.CALL: "phone",
    ConsentChannel.MESSENGER: "message-circle",
}
_ASKED = {
    ConsentState.GIVEN: N_("{channel}: yes, advertising may be sent."),
    ConsentState.REFUSED: N_("{channel}: no, nothing but bills."),
}
_SHORT = {ConsentState.GIVEN: N_("yes, {date}"), ConsentState.REFUSED: N_("no, {date}")}


def latest(page: CustomerPage) -> dict[ConsentChannel, Consent]:
    """Return the last word on each channel that was ever asked."""
    said = sorted(page.view.shown.customer.consents, key=lambda one: one.at)
    return {one.channel: one for one in said}


def since_words(desk: Desk, known: Consent) -> str:
    """Return since when it is so: 12 Mar 2021."""
    return desk.words.date(desk.shop.day.date(known.at))


def short_words(desk: Desk, known: Consent | None) -> str:
    """Return an answer and its day: yes, 12 Mar 2021."""
    if known is None:
        return desk.say(N_("never asked"))
    return desk.say(_SHORT[known.state], date=since_words(desk, known))


def ask_words(desk: Desk, channel: ConsentChannel, state: ConsentState) -> str:
    """Return what is about to be written down."""
    return desk.say(_ASKED[state], channel=desk.say(CHANNELS[channel]))
