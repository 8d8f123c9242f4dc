"""Consent: the facts, and what is refused."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.customers.kinds import CHANNELS, ConsentChannel, ConsentState

PURPOSE = "purpose:"
"""Before the code of a purpose, where it stands in one history with the channels."""


class Purpose(NamedTuple):
    """What else the shop asks its customers for: a code, and what people read."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the history: about what, what was said, when, how, and who noted it.

    `about` is a channel, or a purpose behind `PURPOSE`; `staff` is a name, empty for nobody.
    """

    about: str
    state: ConsentState
    at: dt.datetime
    how: str
    staff: str


@dataclass(frozen=True, slots=True)
class ConsentShown:
    """What a customer allows: `words` is the whole history, oldest first.

    With `silent` nothing may be sent, whatever was allowed: they are not to be contacted.
    """

    customer: int
    code: str
    full_name: str
    silent: bool
    purposes: tuple[Purpose, ...]
    words: tuple[Word, ...]

    @property
    def standing(self) -> dict[str, Word]:
        """What holds, by channel or purpose: the last word of each."""
        return {word.about: word for word in self.words}

    @property
    def asked(self) -> tuple[str, ...]:
        """What the shop asks about: every channel, and every purpose of its own."""
        return (*map(str, ConsentChannel), *(PURPOSE + one.code for one in self.purposes))

    def called(self, about: str) -> Text | str:
        """Return a channel in words, or what the shop calls a purpose."""
        if not about.startswith(PURPOSE):
            return Text(CHANNELS.get(about, about))
        code = about.removeprefix(PURPOSE)
        return {one.code: one.name for one in self.purposes}.get(code, code)


class UnknownSubject(UserError):
    """Neither a channel nor a purpose of the shop."""

    msgid = N_("“{text}” is neither a channel nor a purpose of this shop. Known: {known}.")
    command = N_("To define a purpose: smbcrm consent define CODE NAME")


class BadPurpose(UserError):
    """A code that cannot be typed, or that means a channel."""

    msgid = N_(
        "The code of a purpose has 1 to 30 small letters, digits or hyphens, and is no channel. "
        "Change it."
    )


class BadPurposeName(UserError):
    """A purpose without words for people, or with too many."""

    msgid = N_("The name of a purpose has 1 to 100 signs. Change it.")


class ProofMissing(UserError):
    """Consent that nobody could prove later."""

    msgid = N_("Say how the customer told it, so that it can be proven later.")
    command = N_("Say it with --how TEXT.")
