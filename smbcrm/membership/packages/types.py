"""Visit packages: the facts, and what is refused."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.items.types import Item
from smbcrm.membership.items.wrong import WrongPart

NO_TERM = 0
"""Months that are typed for a package whose visits never end."""


def unit_of(code: str) -> str:
    """Return the unit in which the ledger counts the visits of a package."""
    return f"visit:{code}"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a package gives: so many visits, for so many months, of a service; one is given.

    Without `visits` it is a pass: come as often as you like until it ends. Without `months` its
    visits never end. `service` is the code of an item.
    """

    visits: int | None = None
    months: int | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class NewPackage:
    """A package to add. Price in minor units, points factor in percent."""

    code: str
    name: str
    price: int
    terms: Terms
    barcode: str | None = None
    points_factor: int = 100


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it is sold: the item, and what one of it gives."""

    item: Item
    terms: Terms

    @property
    def unit(self) -> str:
        """The unit of its visits."""
        return unit_of(self.item.code)

    @property
    def counted(self) -> bool:
        """Whether its visits become fewer; a pass does not."""
        return self.terms.visits is not None

    @property
    def opens(self) -> int:
        """How much one of it brings: its visits, or the one pass."""
        return self.terms.visits or 1


@dataclass(frozen=True, slots=True)
class PackageChanges:
    """What changes of a package; None: it stays. Months of `NO_TERM`, an empty service: none."""

    name: str | None = None
    price: int | None = None
    visits: int | None = None
    months: int | None = None
    service: str | None = None
    barcode: str | None = None
    points_factor: int | None = None

    def back_to(self, before: Package) -> "PackageChanges":
        """Return what sets the same fields back to what they were."""
        item, terms = before.item, before.terms
        return PackageChanges(
            None if self.name is None else item.name,
            None if self.price is None else item.price,
            None if self.visits is None else terms.visits,
            None if self.months is None else terms.months or NO_TERM,
            None if self.service is None else terms.service or "",
            None if self.barcode is None else item.barcode or "",
            None if self.points_factor is None else item.points_factor,
        )


@dataclass(frozen=True, slots=True)
class PackageStanding:
    """What a customer has of a package today.

    `until` is the last day of what ends first, `last` of what ends last; None: never.
    """

    package: Package
    left: int
    until: dt.date | None
    last: dt.date | None
    paused: dt.date | None


class UnknownPackage(UserError):
    """No visit package has that code or barcode."""

    msgid = N_("No visit package has the code {code}.")
    command = N_("See: smbcrm package list")


class BadPackage(WrongPart):
    """What a package gives cannot be."""


class KindOfPackageStays(UserError):
    """A package that was counted would become a pass, or the other way round."""

    msgid = N_("{code} was sold as it is: visits that are counted stay so. Add another package.")


class WholePackages(UserError):
    """A part of a package."""

    msgid = N_("{code} is a visit package: sell whole ones only.")


class PackageNeedsCustomer(UserError):
    """Visits belong to somebody."""

    msgid = N_("The visits of a package belong to a customer. Find the customer first.")


class BadCount(UserError):
    """A count of visits that is zero or absurd."""

    msgid = N_("The number of visits must be from 1 to {largest}.")


class PackagePaused(UserError):
    """The package stands still."""

    msgid = N_("{package} has been paused since {since}. Let it go on first.")
    command = N_("Let it go on with: smbcrm package resume CODE PACKAGE")


class NoVisits(UserError):
    """Nothing is left."""

    msgid = N_("There is nothing left of {package}. Sell a new one.")


class ShortVisits(UserError):
    """Fewer visits are left than asked for."""

    msgid = N_("{package} has {left} left, not {asked}. Take at most {left}.")


class ShortVisitsUntil(ShortVisits):
    """Fewer visits are left than asked for, and they end."""

    msgid = N_("{package} has {left} left until {until}, not {asked}. Take at most {left}.")
