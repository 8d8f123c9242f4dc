"""Customers: what they are told apart by."""

from collections.abc import Mapping
from enum import StrEnum

from smbcrm.core.i18n import N_, Text

ADD = "customer_add"
"""The kind of the request that adds a customer."""


class CustomerKind(StrEnum):
    """A person or a company."""

    PERSON = "person"
    COMPANY = "company"


CUSTOMER_KINDS: Mapping[str, str] = {
    CustomerKind.PERSON: N_("person"),
    CustomerKind.COMPANY: N_("company"),
}


class Gender(StrEnum):
    """As the customer told it; never guessed."""

    UNKNOWN = ""
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


GENDERS: Mapping[str, str] = {
    Gender.UNKNOWN: "",
    Gender.FEMALE: N_("female"),
    Gender.MALE: N_("male"),
    Gender.OTHER: N_("other"),
}


class Status(StrEnum):
    """Whether the shop still deals with a customer."""

    ACTIVE = "active"
    MOVED = "moved"
    DECEASED = "deceased"
    DO_NOT_CONTACT = "do_not_contact"


STATUSES: Mapping[str, str] = {
    Status.ACTIVE: N_("active"),
    Status.MOVED: N_("moved away"),
    Status.DECEASED: N_("deceased"),
    Status.DO_NOT_CONTACT: N_("do not contact"),
}
"""How people say it; the import reads these words in every language."""


class ConsentChannel(StrEnum):
    """A means of contact that needs consent for anything but a bill."""

    SMS = "sms"
    EMAIL = "email"
    LETTER = "letter"
    CALL = "call"
    MESSENGER = "messenger"


CHANNELS: Mapping[str, str] = {
    ConsentChannel.SMS: N_("SMS"),
    ConsentChannel.EMAIL: N_("E-mail"),
    ConsentChannel.LETTER: N_("Letter"),
    ConsentChannel.CALL: N_("Call"),
    ConsentChannel.MESSENGER: N_("Messenger"),
}


class ConsentState(StrEnum):
    """What the customer said."""

    GIVEN = "given"
    REFUSED = "refused"


CONSENT_STATES: Mapping[str, str] = {
    ConsentState.GIVEN: N_("given"),
    ConsentState.REFUSED: N_("refused"),
}


OPTED_OUT_BEFORE = "opted_out_before"
"""How a refusal came that was kept from before an erase: a code, put into words by `HOWS`."""
HOWS: Mapping[str, str] = {OPTED_OUT_BEFORE: N_("opted out before, under the same phone or e-mail")}


def how_words(how: str) -> Text | str:
    """Return how consent came: as it was typed, or in words where the program wrote it."""
    return Text(HOWS[how]) if how in HOWS else how


class Sameness(StrEnum):
    """Why two customers may be one."""

    PHONE = "phone"
    EMAIL = "email"
    MESSENGER = "messenger"
    NAME_AND_BIRTHDAY = "name_and_birthday"
