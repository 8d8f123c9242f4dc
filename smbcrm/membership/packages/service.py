"""Visit packages: the use cases of defining them."""

from dataclasses import dataclass, fields, replace

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.text import clean
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.items.rules import changed, check_item
from smbcrm.membership.items.steps import refuse_taken
from smbcrm.membership.items.types import ItemChanges, ItemKind, NewItem, UnknownItem
from smbcrm.membership.ledger.types import House
from smbcrm.membership.packages import rules
from smbcrm.membership.packages.ports import PackageDesk
from smbcrm.membership.packages.steps import package_called
from smbcrm.membership.packages.types import NewPackage, Package, PackageChanges, Terms, unit_of
from smbcrm.membership.requests.steps import note_rules
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once

_HOUSE = (House.VISITS, House.EXPIRED, House.ADJUSTMENT, House.OPENING)


@dataclass(frozen=True, slots=True)
class PackageService:
    """Defines, lists and edits visit packages; the same request again changes nothing.

    A package is an item, sold like any other. What was sold keeps the visits and the end it had.
    """

    uow: UnitOfWork[PackageDesk]
    clock: Clock

    def add(self, new: NewPackage, act: Act | None = None) -> Package:
        """Add a package, and open the house accounts of its visits.

        Raises BadItem, BadPackage, ItemCodeTaken, and UnknownItem for its service.
        """
        return self.uow.run(_add, self.clock, new, self._act(act))

    def edit(self, code: str, changes: PackageChanges, act: Act | None = None) -> Changed[Package]:
        """Change a package, for what is sold from now on; its code stays.

        Raises UnknownPackage, BadItem, BadPackage, KindOfPackageStays, ItemCodeTaken, UnknownItem.
        """
        return self.uow.run(_edit, self.clock, code, changes, self._act(act))

    def all(self) -> tuple[Package, ...]:
        """Return every package by code."""
        return self.uow.read(lambda work: work.packages.all())

    def get(self, code: str) -> Package:
        """Return the package with that code or barcode; raise UnknownPackage."""
        return self.uow.read(package_called, code)

    def _act(self, act: Act | None) -> Act:
        return act or Act(uuid7(self.clock))


def _add(work: PackageDesk, clock: Clock, new: NewPackage, act: Act) -> Package:
    def step(_: Moment) -> Done:
        terms = _checked(work, rules.check_terms(new.terms))
        item = check_item(
            NewItem(new.code, new.name, new.price, ItemKind.PACKAGE, new.barcode, new.points_factor)
        )
        for code in filter(None, (item.code, item.barcode)):
            refuse_taken(work, code)
        package = Package(work.items.add(item), terms)
        work.packages.put(package)
        work.ledger.open_house([(house, unit_of(item.code)) for house in _HOUSE])
        work.record(SetUpChanged(SetUp.ITEMS))
        return Done(item.code)

    asked = {field.name: getattr(new, field.name) for field in fields(new)}
    return package_called(work, once(work, clock, act, "package_add", asked, step))


def _edit(
    work: PackageDesk, clock: Clock, code: str, changes: PackageChanges, act: Act
) -> Changed[Package]:
    former: list[Package] = []

    def step(_: Moment) -> Done:
        work.items.find(clean(code), hold=True)
        package = package_called(work, code)
        terms = _checked(work, rules.changed_terms(package, changes))
        item = changed(package.item, _of_item(changes))
        if item.barcode is not None and item.barcode != package.item.barcode:
            refuse_taken(work, item.barcode, package.item)
        work.items.put(item)
        work.packages.put(Package(item, terms))
        work.record(SetUpChanged(SetUp.ITEMS))
        former.append(package)
        return Done(item.code)

    given = {field.name: getattr(changes, field.name) for field in fields(changes)}
    kept = once(work, clock, act, "package_edit", {"code": code, **given}, step)
    package = package_called(work, kept)
    for before in former:
        note_rules(work, act, f"package {kept}", _rule(before), _rule(package))
    return Changed(package, *former)


def _rule(package: Package) -> dict[str, object]:
    """Return what of a package makes a difference in money."""
    return {
        "price": package.item.price,
        "visits": package.terms.visits,
        "months": package.terms.months,
        "points_factor": package.item.points_factor,
    }


def _of_item(changes: PackageChanges) -> ItemChanges:
    return ItemChanges(
        changes.name,
        changes.price,
        barcode=changes.barcode,
        points_factor=changes.points_factor,
    )


def _checked(work: PackageDesk, terms: Terms) -> Terms:
    """Return the terms with the service by its own code; raise UnknownItem."""
    if terms.service is None:
        return terms
    service = work.items.find(clean(terms.service))
    if service is None or service.kind is ItemKind.PACKAGE:
        raise UnknownItem(code=terms.service)
    return replace(terms, service=service.code)
