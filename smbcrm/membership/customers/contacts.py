"""Who is reached at a company, and where it has things brought: the facts."""

from dataclasses import dataclass

from smbcrm.membership.customers.phones import Phone


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at a company, and what they do there; the first of a company is the main one.

    Just a name, or a customer of the shop by id: then name, phone and e-mail are that customer's
    and stand nowhere else, so that they change and go with them.
    """

    name: str = ""
    role: str = ""
    phone: Phone | None = None
    email: str = ""
    person: int | None = None


@dataclass(frozen=True, slots=True)
class DeliveryAddress:
    """Where things are brought to, and what it is called."""

    label: str = ""
    address: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    postcode: str = ""
    country: str = ""
