"""Companies: what is typed of a contact, and what is refused."""

from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.customers.phones import Phone


@dataclass(frozen=True, slots=True)
class ContactSaid:
    """What somebody typed of a contact; `person` is a customer by id. None was not given.

    An empty text empties a field; `person` 0 lets go of the customer; `main` puts them first.
    """

    name: str | None = None
    role: str | None = None
    phone: str | None = None
    email: str | None = None
    person: int | None = None
    main: bool = False


@dataclass(frozen=True, slots=True)
class DeliverySaid:
    """What somebody typed of a delivery address. None was not given."""

    label: str | None = None
    address: str | None = None
    province: str | None = None
    city: str | None = None
    district: str | None = None
    postcode: str | None = None
    country: str | None = None


class Reached(NamedTuple):
    """A contact who is a customer: how they are called and reached now."""

    code: str
    full_name: str
    phone: Phone | None
    email: str


class NoCompany(UserError):
    """A person has no contacts and no delivery addresses."""

    msgid = N_("{code} is a person. Contacts and delivery addresses are of companies.")
    command = N_("Make it a company with: smbcrm customer edit {code} --kind company")


class ContactNameMissing(UserError):
    """A contact without a name that is no customer either."""

    msgid = N_("A contact needs a name, or is a customer of the shop. Give one of them.")


class ContactIsCustomer(UserError):
    """A name, phone or e-mail beside those that the customer has."""

    msgid = N_("Name, phone and e-mail of a contact who is a customer are kept with the customer.")
    command = N_("Change them with: smbcrm customer edit")


class ContactOfSelf(UserError):
    """The company itself as its contact."""

    msgid = N_("This customer is the company itself. Choose somebody who is reached there.")


class AddressMissing(UserError):
    """A delivery address that says nothing."""

    msgid = N_("The delivery address is empty. Type at least a street or a city.")


class ContactKnown(UserError):
    """The very same contact, or one of the same name."""

    msgid = N_("The company has this contact already. Change that one.")


class LabelKnown(UserError):
    """An address of the same name."""

    msgid = N_("There is a delivery address “{label}” already. Change that one, or choose a name.")


class NoSuchContact(UserError):
    """The contact is gone: taken away at another till, or never there."""

    msgid = N_("This contact is not there any more.")


class UnknownContact(UserError):
    """No contact of the company is called so."""

    msgid = N_("“{name}” is no contact of this company. Contacts: {known}.")


class UnknownDelivery(UserError):
    """No delivery address of the company is called so."""

    msgid = N_("“{label}” is no delivery address of this company. Addresses: {known}.")


class NoSuchDelivery(UserError):
    """The address is gone: taken away at another till, or never there."""

    msgid = N_("This delivery address is not there any more.")
