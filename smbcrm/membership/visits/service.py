"""What is done with visits that were paid ahead: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.packages.steps import standings
from smbcrm.membership.packages.types import PackageStanding
from smbcrm.membership.visits.lasting import extend, pause, resume
from smbcrm.membership.visits.owning import OwnedPackage, owned
from smbcrm.membership.visits.ports import VisitWork
from smbcrm.membership.visits.types import ExtendRequest, PauseRequest, UseRequest
from smbcrm.membership.visits.using import use


@dataclass(frozen=True, slots=True)
class VisitService:
    """Uses visits and says how long they last, once for each request id however often it is sent.

    Every method returns what it did as a bill; its `visits` say what is left and until when.
    """

    uow: UnitOfWork[VisitWork]
    clock: Clock

    def use(self, request: UseRequest) -> Bill:
        """Use visits of a package.

        Raises UnknownPackage, BadCount, NotOfHousehold, PackagePaused, NoVisits, ShortVisits.
        """
        return self.uow.run(use, self.clock, request)

    def quote_use(self, request: UseRequest) -> Bill:
        """Return the bill that `use` would write; raise what it would raise."""
        return self.uow.rehearse(use, self.clock, request)

    def pause(self, request: PauseRequest) -> Bill:
        """Let a package stand still. Raises UnknownPackage, PackagePaused, NoVisits."""
        return self.uow.run(pause, self.clock, request)

    def resume(self, request: PauseRequest) -> Bill:
        """Let a package go on. Raises UnknownPackage, NotPaused."""
        return self.uow.run(resume, self.clock, request)

    def extend(self, request: ExtendRequest) -> Bill:
        """Let visits last longer.

        Raises UnknownPackage, BadReason, AlreadyExpired, NoVisits, Shortens, NeverEnds.
        """
        return self.uow.run(extend, self.clock, request)

    def quote_pause(self, request: PauseRequest) -> Bill:
        """Return the bill that `pause` would write; raise what it would raise."""
        return self.uow.rehearse(pause, self.clock, request)

    def quote_resume(self, request: PauseRequest) -> Bill:
        """Return the bill that `resume` would write; raise what it would raise."""
        return self.uow.rehearse(resume, self.clock, request)

    def quote_extend(self, request: ExtendRequest) -> Bill:
        """Return the bill that `extend` would write; raise what it would raise."""
        return self.uow.rehearse(extend, self.clock, request)

    def of_customer(self, customer: int) -> tuple[PackageStanding, ...]:
        """Return what a customer has of each package today; what is used up is left out."""
        return self.uow.read(self._of, customer)

    def owned(self, customer: int) -> tuple[OwnedPackage, ...]:
        """Return the packages of a customer, and those of the household that they may use."""
        return self.uow.read(owned, self.clock, customer)

    def _of(self, work: VisitWork, customer: int) -> tuple[PackageStanding, ...]:
        today = work.settings.shop().day.date(self.clock.now())
        found = standings(work, work.ledger.wallet(customer), today)
        return tuple(one for one in found if one.left or one.paused)
