"""Merging: the facts, and what is refused."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.occasions.types import Occasion

UNDO_DAYS = 30
"""So many days a merge can be undone."""


class Side(StrEnum):
    """Whose value stays."""

    KEEP = "keep"
    OTHER = "other"
    BOTH = "both"


SIDES: Mapping[str, str] = {
    Side.KEEP: N_("of the customer who stays"),
    Side.OTHER: N_("of the other one"),
    Side.BOTH: N_("both"),
}


class MergeField(StrEnum):
    """What is chosen of two customers; the value is what is typed after --field."""

    NAME = "name"
    KIND = "kind"
    GENDER = "gender"
    PHONES = "phones"
    EMAIL = "email"
    WECHAT = "wechat"
    WHATSAPP = "whatsapp"
    LINE = "line"
    ADDRESS = "address"
    LANGUAGE = "language"
    LOOKED_AFTER_BY = "looked_after_by"
    REFERRER = "referrer"
    SOURCE = "source"
    STATUS = "status"
    BIRTHDAY = "birthday"
    OCCASIONS = "occasions"
    TAGS = "tags"
    PREFERENCES = "preferences"
    ALERT = "alert"
    NOTES = "notes"
    TAX_ID = "tax_id"
    BANK = "bank"
    TERMS = "terms"
    CONTACTS = "contacts"
    DELIVERIES = "deliveries"


FIELDS: Mapping[str, str] = {
    MergeField.NAME: N_("Full name"),
    MergeField.KIND: N_("Person or company"),
    MergeField.GENDER: N_("Gender"),
    MergeField.PHONES: N_("Phones"),
    MergeField.EMAIL: N_("E-mail"),
    MergeField.WECHAT: N_("WeChat id"),
    MergeField.WHATSAPP: N_("WhatsApp id"),
    MergeField.LINE: N_("LINE id"),
    MergeField.ADDRESS: N_("Address"),
    MergeField.LANGUAGE: N_("Language"),
    MergeField.LOOKED_AFTER_BY: N_("Looked after by"),
    MergeField.REFERRER: N_("Brought by"),
    MergeField.SOURCE: N_("Source"),
    MergeField.STATUS: N_("Status"),
    MergeField.BIRTHDAY: N_("Birthday"),
    MergeField.OCCASIONS: N_("Occasions"),
    MergeField.TAGS: N_("Tags"),
    MergeField.PREFERENCES: N_("Preferences"),
    MergeField.ALERT: N_("Alert note"),
    MergeField.NOTES: N_("Notes"),
    MergeField.TAX_ID: N_("Tax id"),
    MergeField.BANK: N_("Bank account"),
    MergeField.TERMS: N_("Currency and terms"),
    MergeField.CONTACTS: N_("Contacts"),
    MergeField.DELIVERIES: N_("Delivery addresses"),
}
"""What each is called on screen."""

LISTS = frozenset(
    {
        *(MergeField.OCCASIONS, MergeField.TAGS, MergeField.PREFERENCES),
        *(MergeField.ALERT, MergeField.NOTES, MergeField.CONTACTS, MergeField.DELIVERIES),
    }
)
"""Of these both stay unless somebody chooses a side."""

MergeKey = MergeField | int
"""A field of every shop, or the id of one of the shop's own."""

CUSTOM = "custom:"
"""Before the name of a field of the shop's own, where it is typed or written."""

Choices = Mapping[MergeKey, Side]


class Who(NamedTuple):
    """A customer, as a merge names one."""

    id: int
    code: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge as it is kept: who stayed, who went, when, and until when it can be undone.

    `kept` is who has it all now: where they were merged in turn, whom they were merged into.
    """

    id: int
    kept: Who
    other: Who
    at: dt.datetime
    staff: str
    terminal: str
    until: dt.datetime
    undone_at: dt.datetime | None = None


class Compared(NamedTuple):
    """One field of two customers in words, and whose stays; `name` is what programs call it."""

    field: MergeKey
    name: str
    called: Text
    keep: Text | str
    other: Text | str
    side: Side
    result: Text | str


class Held(NamedTuple):
    """What both have of one kind and unit of account; `name` is that of a package."""

    kind: AccountKind
    unit: str
    keep: int
    other: int
    name: str = ""

    @property
    def together(self) -> int:
        """What the one customer has then."""
        return self.keep + self.other


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do: nothing of it is written."""

    keep: Who
    other: Who
    fields: tuple[Compared, ...]
    held: tuple[Held, ...]
    cards: tuple[str, ...]
    """Cards of the other that become cards of who stays."""
    stricter: Mapping[str, Text | str]
    """Channels and purposes that who stays had not refused, and the other had, in words."""
    occasions: tuple[Occasion, ...]
    """Occasions that come from the other."""
    links: int
    """People whom only the other is related to."""
    brought: int
    """Customers whom the other brought."""
    visits: int
    tiers: tuple[str, str, str]
    """The tier of who stays, of the other, and of the one customer then."""


class MergedWithSelf(UserError):
    """Both are the same customer."""

    msgid = N_("Both are the same customer: there is nothing to merge. Choose another one.")


class KindsDiffer(UserError):
    """A person and a company."""

    msgid = N_("One of the two is a person, the other a company. Say what stays, or leave them.")
    command = N_("Say it with: --field kind=keep or --field kind=other")


class BothStaff(UserError):
    """Both are somebody of the staff."""

    msgid = N_("{one} and {other} of the staff are these two customers. Unlink one of them first.")
    command = N_("Do it with: smbcrm staff unlink NAME")


class PausedApart(UserError):
    """A package stands still with one of them and not with the other."""

    msgid = N_(
        "The package {package} is paused for one of the two only. End the pause first, then merge."
    )
    command = N_("Do it with: smbcrm package resume CUSTOMER {code}")


class ImportStandsOpen(UserError):
    """An import is not at its end."""

    msgid = N_("An import is not at its end. Finish it or undo it first.")
    command = N_("See: smbcrm import list")


class UnknownMerge(UserError):
    """There is no merge of that number."""

    msgid = N_("There is no merge {merge}.")
    command = N_("See: smbcrm merge list")


class MergeUndone(UserError):
    """The merge was undone already."""

    msgid = N_("The merge {merge} was undone already, on {at}.")


class MergeTooOld(UserError):
    """More than the days in which a merge can be undone have gone by."""

    msgid = N_(
        "The merge {merge} was on {at}, more than {days} days ago. It cannot be undone any more: "
        "add the other customer anew, and hand over what is theirs."
    )


class LaterMerge(UserError):
    """Another merge was done on top of it."""

    msgid = N_("The merge {later} came after the merge {merge}. Undo {later} first.")
    command = N_("Do it with: smbcrm merge undo {later}")


class OldCodeTaken(UserError):
    """The code of the other is that of another customer by now."""

    msgid = N_("{code} is the code of another customer by now. Give that one another code first.")


class BadSide(UserError):
    """A field of which both cannot stay."""

    msgid = N_("Of {field} one side stays: keep or other.")
