"""Consents in words: the channels and purposes, since when, and what is asked when one changes."""

from smbcrm.core.i18n import N_
from smbcrm.core.text import unturned
from smbcrm.membership.consents.types import PURPOSE, ConsentShown, Word
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, how_words
from smbcrm.ui.desk import Desk

_CHANNELS: dict[str, str] = {
    ConsentChannel.SMS: N_("SMS"),
    ConsentChannel.EMAIL: N_("E-mail"),
    ConsentChannel.LETTER: N_("Letters"),
    ConsentChannel.CALL: N_("Calls"),
    ConsentChannel.MESSENGER: N_("WeChat, WhatsApp, LINE"),
}
_ICONS: dict[str, str] = {
    ConsentChannel.SMS: "message-square-text",
    ConsentChannel.EMAIL: "at-sign",
    ConsentChannel.LETTER: "mail",
    ConsentChannel.CALL: "phone",
    ConsentChannel.MESSENGER: "message-circle",
}
_PURPOSE_ICON = "list-checks"
_ASKED = {
    ConsentState.GIVEN: N_("{channel}: yes, advertising may be sent."),
    ConsentState.REFUSED: N_("{channel}: no, nothing but bills."),
}
_ASKED_FOR = {
    ConsentState.GIVEN: N_("{purpose}: yes, they allow it."),
    ConsentState.REFUSED: N_("{purpose}: no, they do not allow it."),
}
_SHORT = {ConsentState.GIVEN: N_("yes, {date}"), ConsentState.REFUSED: N_("no, {date}")}


def called(desk: Desk, consent: ConsentShown, about: str) -> str:
    """Return a channel in words, or what the shop calls a purpose."""
    if about in _CHANNELS:
        return desk.say(_CHANNELS[about])
    return unturned(desk.words.translator.value(consent.called(about)))


def icon_of(about: str) -> str:
    """Return the icon of a channel or a purpose."""
    return _ICONS.get(about, _PURPOSE_ICON)


def since_words(desk: Desk, known: Word) -> str:
    """Return since when it is so: 12 Mar 2021."""
    return desk.words.date(desk.shop.day.date(known.at))


def short_words(desk: Desk, known: Word | None) -> str:
    """Return an answer and its day: yes, 12 Mar 2021."""
    if known is None:
        return desk.say(N_("never asked"))
    return desk.say(_SHORT[known.state], date=since_words(desk, known))


def told_how(desk: Desk, known: Word) -> str:
    """Return how it was said."""
    words = how_words(known.how)
    return words if isinstance(words, str) else desk.tell(words)


def ask_words(desk: Desk, consent: ConsentShown, about: str, state: ConsentState) -> str:
    """Return what is about to be written down."""
    name = called(desk, consent, about)
    if about.startswith(PURPOSE):
        return desk.say(_ASKED_FOR[state], purpose=name)
    return desk.say(_ASKED[state], channel=name)
