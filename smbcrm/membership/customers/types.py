"""Customers: the facts."""

import datetime as dt
from dataclasses import dataclass, field

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.custom_fields.types import FieldValue
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.kinds import (
    ConsentChannel,
    ConsentState,
    CustomerKind,
    Gender,
    Sameness,
    Status,
)
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.occasions.types import Occasion, OccasionKind


@dataclass(frozen=True, slots=True)
class Consent:
    """One entry of the consent history: state, when, how, by whom."""

    channel: ConsentChannel
    state: ConsentState
    at: dt.datetime
    how: str
    staff: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a customer, as it is typed or imported. Texts are kept raw."""

    full_name: str = ""
    family_name: str = ""
    given_name: str = ""
    kind: CustomerKind = CustomerKind.PERSON
    gender: Gender = Gender.UNKNOWN
    email: str = ""
    wechat: str = ""
    whatsapp: str = ""
    line: str = ""
    address: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    postcode: str = ""
    country: str = ""
    language: str = ""
    preferences: str = ""
    looked_after_by: int | None = None
    referrer: int | None = None
    source: str = ""
    alert: str = ""
    notes: str = ""
    status: Status = Status.ACTIVE
    tax_id: str = ""
    bank: str = ""
    bank_account: str = ""
    currency: str = ""
    """In which a company is dealt with; empty: that of the shop."""
    payment_days: int | None = None
    credit_limit: int | None = None
    """In minor units of that currency."""
    phones: tuple[Phone, ...] = ()
    tags: tuple[str, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    contacts: tuple[Contact, ...] = ()
    deliveries: tuple[DeliveryAddress, ...] = ()
    custom: tuple[FieldValue, ...] = ()
    """What fields of the shop hold, each once and by the id of the field; retired ones too."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names under which the customer may be looked for."""
        return tuple(n for n in (self.full_name, self.family_name, self.given_name) if n)


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer of the shop."""

    id: int
    code: str
    profile: Profile
    last_visit: dt.date | None
    created_at: dt.datetime
    changed_at: dt.datetime
    cards: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer to add. Without a code the shop gives one."""

    profile: Profile
    code: str | None = None
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True)
class Addressee:
    """What a bill says of its customer."""

    id: int
    code: str
    full_name: str
    phone: str
    address: str
    card: str
    language: str
    given_name: str


@dataclass(frozen=True, slots=True)
class CustomerChanged:
    """Published after a customer was added or changed."""

    customers: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class ConsentSaid:
    """What a customer said about a channel; who noted it and when follows from the act."""

    channel: ConsentChannel
    state: ConsentState
    how: str


@dataclass(frozen=True, slots=True)
class Details:
    """What somebody typed about a customer. None was not given, an empty text empties the field.

    Phones are as typed, `looked_after_by` is a staff member's name, `referrer` a customer's code;
    `payment_days` and `credit_limit` are as typed, too. `consents` are added to the history.
    `occasions` take the place of those of the same kind and name, but children and pets without a
    name are several; `without_occasions` takes those of a kind and name away first; the others
    stay. `contacts` and `deliveries` are those that a company had before, as they were. `custom`
    are fields of the shop by name or id, each with what was typed; fields that are not named stay.
    """

    code: str | None = None
    full_name: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    kind: CustomerKind | None = None
    gender: Gender | None = None
    email: str | None = None
    wechat: str | None = None
    whatsapp: str | None = None
    line: str | None = None
    address: str | None = None
    province: str | None = None
    city: str | None = None
    district: str | None = None
    postcode: str | None = None
    country: str | None = None
    language: str | None = None
    preferences: str | None = None
    looked_after_by: str | None = None
    referrer: str | None = None
    source: str | None = None
    alert: str | None = None
    notes: str | None = None
    status: Status | None = None
    tax_id: str | None = None
    bank: str | None = None
    bank_account: str | None = None
    currency: str | None = None
    payment_days: str | None = None
    credit_limit: str | None = None
    phones: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    occasions: tuple[Occasion, ...] | None = None
    without_occasions: tuple[tuple[OccasionKind, str], ...] | None = None
    contacts: tuple[Contact, ...] | None = None
    deliveries: tuple[DeliveryAddress, ...] | None = None
    consents: tuple[ConsentSaid, ...] | None = None
    custom: tuple[tuple[str | int, str], ...] | None = None


_SAME = {
    Sameness.PHONE: N_("{name} ({code}) has the same phone."),
    Sameness.EMAIL: N_("{name} ({code}) has the same e-mail."),
    Sameness.MESSENGER: N_("{name} ({code}) has the same WeChat, WhatsApp or LINE id."),
    Sameness.NAME_AND_BIRTHDAY: N_("{name} ({code}) has a similar name and the same birthday."),
}


@dataclass(frozen=True, slots=True)
class Alike:
    """Another customer who may be the same one, and why; a household may share a phone."""

    id: int
    code: str
    full_name: str
    why: Sameness

    @property
    def text(self) -> Text:
        """The warning to show."""
        return Text(_SAME[self.why], {"name": self.full_name or self.code, "code": self.code})


@dataclass(frozen=True, slots=True)
class Saved:
    """A customer who was added or edited, and what to look at; warnings never block."""

    id: int
    code: str
    alike: tuple[Alike, ...] = ()
    unreachable: tuple[str, ...] = ()
    """Phones that are no numbers here: kept as typed, found by their digits, never messaged."""
    doubts: tuple[Text, ...] = ()
    """Numbers of a company that do not add up: kept as typed."""

    @property
    def warnings(self) -> tuple[Text, ...]:
        """What to look at, in words."""
        odd = N_("{phone} is no phone number in this region. It was kept as typed.")
        return (
            *(alike.text for alike in self.alike),
            *(Text(odd, {"phone": phone}) for phone in self.unreachable),
            *self.doubts,
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """A customer as a screen shows one: the names behind the ids."""

    customer: Customer
    tier: str
    referrer: str
    """Code of the customer who brought this one, or empty."""
    looked_after_by: str
