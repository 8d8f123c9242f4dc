"""Consent: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.consents import rules
from smbcrm.membership.consents.ports import ConsentWork
from smbcrm.membership.consents.types import ConsentShown, Purpose
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.kinds import ConsentState, Status
from smbcrm.membership.customers.typed import known
from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once


@dataclass(frozen=True, slots=True)
class ConsentService:
    """Notes what customers allow; the same request counts once."""

    uow: UnitOfWork[ConsentWork]
    clock: Clock

    def show(self, customer: int) -> ConsentShown:
        """Return what a customer allows, with its history; raise UnknownCustomer."""
        return self.uow.read(shown, customer)

    def say(
        self, customer: int, about: str, state: ConsentState, how: str, act: Act | None = None
    ) -> ConsentShown:
        """Note what a customer said about a channel or a purpose, and how it can be proven.

        Raises UnknownCustomer, UnknownSubject, ProofMissing, TextTooLong.
        """
        return self.uow.run(self._say, customer, about, state, how, self._act(act))

    def purposes(self) -> tuple[Purpose, ...]:
        """Return the purposes that the shop asks about, by code."""
        return self.uow.read(lambda work: work.consents.purposes())

    def define(self, code: str, name: str, act: Act | None = None) -> Purpose:
        """Ask customers for a purpose from now on; a known code gets the name.

        Raises BadPurpose, BadPurposeName.
        """
        return self.uow.run(self._define, code, name, self._act(act))

    def _act(self, act: Act | None) -> Act:
        return act or Act(uuid7(self.clock))

    def _say(  # noqa: PLR0913 - the parts of one request
        self, work: ConsentWork, customer: int, text: str, state: ConsentState, how: str, act: Act
    ) -> ConsentShown:
        def step(at: Moment) -> Done:
            about = rules.subject(text, work.consents.purposes())
            kept = rules.proof(how)
            if not work.customers.lock(customer):
                raise UnknownCustomer
            work.consents.add(customer, about, state, at.now, kept, at.staff.id)
            work.record(CustomerChanged(frozenset({customer})))
            return Done(str(customer), customer)

        asked = {"customer": customer, "about": text, "state": state, "how": how}
        once(work, self.clock, act, "consent", asked, step)
        return shown(work, customer)

    def _define(self, work: ConsentWork, code: str, name: str, act: Act) -> Purpose:
        purpose = rules.checked_purpose(code, name)

        def step(_: Moment) -> Done:
            work.consents.define(purpose)
            work.record(SetUpChanged(SetUp.SHOP))
            return Done(purpose.code)

        asked = {"code": code, "name": name}
        once(work, self.clock, act, "consent_purpose", asked, step)
        return purpose


def shown(work: ConsentWork, customer: int) -> ConsentShown:
    """Return what a customer allows; raise UnknownCustomer."""
    who = known(work, customer)
    return ConsentShown(
        customer,
        who.code,
        who.profile.full_name,
        who.profile.status is Status.DO_NOT_CONTACT,
        work.consents.purposes(),
        work.consents.of_customer(customer),
    )
