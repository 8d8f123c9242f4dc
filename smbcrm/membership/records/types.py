"""Service records: the facts, and what is refused."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_


class RecordKind(NamedTuple):
    """What the shop writes down of a service, such as a colour formula: a code and a name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """What was noted of a service: `kind` is a code, `day` the business date it belongs to.

    `at` is when it was written down, `staff` the id of who did. It belongs to a visit where the
    customer has one on that day.
    """

    id: int
    kind: str
    day: dt.date
    at: dt.datetime
    staff: int
    text: str
    at_visit: bool


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a customer, newest day first, and every kind that the shop has."""

    kinds: tuple[RecordKind, ...]
    records: tuple[ServiceRecord, ...]

    def called(self, code: str) -> str:
        """Return the name of a kind."""
        return next(one.name for one in self.kinds if one.code == code)


class BadRecordKind(UserError):
    """A code that cannot be typed."""

    msgid = N_(
        "The code of a kind of record has 1 to 30 small letters, digits or hyphens. Change it."
    )


class BadRecordKindName(UserError):
    """A kind without words for people, or with too many."""

    msgid = N_("The name of a kind of record has 1 to 60 signs. Change it.")


class RecordKindExists(UserError):
    """The code is taken."""

    msgid = N_("There is a kind of record {code} already. Use another code.")
    command = N_("To rename it: smbcrm record kind edit CODE NAME")


class UnknownRecordKind(UserError):
    """The shop defined no such kind."""

    msgid = N_("“{code}” is no kind of record of this shop. Known: {known}.")
    command = N_("To define one: smbcrm record kind add CODE NAME")


class NoRecordKinds(UserError):
    """The shop defined none yet."""

    msgid = N_("No kind of record is defined yet. Define one first, in Settings, Records.")
    command = N_("Define one with: smbcrm record kind add CODE NAME")


class RecordBlank(UserError):
    """A record that says nothing."""

    msgid = N_("A record needs a text. Write what was done.")
    command = N_("Give the text, or --same to copy the last one.")


class NothingSame(UserError):
    """There is nothing to be the same as."""

    msgid = N_("There is no earlier record of this kind to copy. Write what was done.")


class NoSuchRecord(UserError):
    """The record is gone: taken away at another till, or never this customer's."""

    msgid = N_("This record is not there any more.")
    command = N_("See: smbcrm record list CODE")
