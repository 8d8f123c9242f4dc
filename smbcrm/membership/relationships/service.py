"""Relationships: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.relationships import types
from smbcrm.membership.relationships.ports import RelationshipWork
from smbcrm.membership.relationships.types import HOUSEHOLD, INVERSE, Link, LinkKind, StaffCustomer
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.called import staff_called
from smbcrm.membership.staff.steps import Moment, once


@dataclass(frozen=True, slots=True)
class RelationshipService:
    """Links customers with each other, and staff with customers; the same request counts once."""

    uow: UnitOfWork[RelationshipWork]
    clock: Clock

    def link(self, customer: int, other: int, kind: LinkKind, act: Act | None = None) -> None:
        """Note that `other` is the `kind` of a customer; what stood between the two goes.

        Raises LinkedToSelf, UnknownCustomer.
        """
        self.uow.run(_link, self.clock, (customer, other), kind, self._act(act))

    def unlink(self, customer: int, other: int, act: Act | None = None) -> None:
        """Take away what stands between two customers. Raises UnknownCustomer, NotLinked."""
        self.uow.run(_unlink, self.clock, (customer, other), self._act(act))

    def of(self, customer: int) -> tuple[Link, ...]:
        """Return what others are to a customer."""
        return self.uow.read(lambda work: work.relationships.of(customer))

    def link_staff(self, who: str, customer: int | None, act: Act | None = None) -> None:
        """Note which customer somebody of the staff is; None: nobody.

        Raises UnknownStaff, UnknownCustomer, StaffIsOther.
        """
        self.uow.run(_link_staff, self.clock, who, customer, self._act(act))

    def staff_customers(self) -> tuple[StaffCustomer, ...]:
        """Return who of the staff is a customer."""
        return self.uow.read(lambda work: work.relationships.staff_customers())

    def _act(self, act: Act | None) -> Act:
        return act or Act(uuid7(self.clock))


def of_one_household(work: RelationshipWork, customer: int, other: int) -> bool:
    """Tell whether two customers share what is the household's."""
    return any(
        link.customer == other and link.kind in HOUSEHOLD
        for link in work.relationships.of(customer)
    )


def _link(
    work: RelationshipWork, clock: Clock, pair: tuple[int, int], kind: LinkKind, act: Act
) -> None:
    customer, other = pair

    def step(_: Moment) -> Done:
        if customer == other:
            raise types.LinkedToSelf
        _hold(work, pair)
        inverse = INVERSE[kind]
        work.relationships.put(((customer, other, kind), (other, customer, inverse)))
        return Done(str(other), customer)  # who the other was, also once they are linked no more

    asked = {"customer": customer, "other": other, "kind": kind}
    once(work, clock, act, "customer_link", asked, step)


def _unlink(work: RelationshipWork, clock: Clock, pair: tuple[int, int], act: Act) -> None:
    customer, other = pair

    def step(_: Moment) -> Done:
        _hold(work, pair)
        if not work.relationships.remove(customer, other):
            codes = work.customers.codes(pair)
            raise types.NotLinked(first=codes[customer][0], second=codes[other][0])
        # The log is where the insider report finds that they were linked until now.
        return Done(str(other), customer)

    once(work, clock, act, "customer_unlink", {"customer": customer, "other": other}, step)


def _hold(work: RelationshipWork, pair: tuple[int, int]) -> None:
    """Hold both to the end of the step, in the order of their ids; raise UnknownCustomer."""
    for customer in sorted(pair):
        if not work.customers.lock(customer):
            raise work.customers.gone(customer)
    work.record(CustomerChanged(frozenset(pair)))


def _link_staff(
    work: RelationshipWork, clock: Clock, who: str, customer: int | None, act: Act
) -> None:
    def step(_: Moment) -> Done:
        staff = staff_called(work, who)
        if customer is not None and not work.customers.lock(customer):
            raise work.customers.gone(customer)
        names = {one.id: one.name for one in work.staff.all_staff(hold=True)}
        for known in work.relationships.staff_customers():
            if known.customer == customer and known.staff != staff.id:
                raise types.StaffIsOther(name=names[known.staff])
        work.relationships.put_staff(staff.id, customer)
        work.record(SetUpChanged(SetUp.STAFF))
        return Done(str(staff.id), customer)

    asked = {"staff": who, "customer": customer}
    once(work, clock, act, "staff_link", asked, step)
