"""Privacy: the use cases."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.privacy import erasing, keeping
from smbcrm.membership.privacy.ports import ErasedList, PrivacyWork
from smbcrm.membership.privacy.types import Erased, Erasing, Retention
from smbcrm.membership.requests.types import Act


@dataclass(frozen=True, slots=True)
class PrivacyService:
    """Takes people out of the shop, once for each request id.

    `erased` is the list that is kept beside the copies of the shop, so that a restore erases again.
    `sweep` clears what the database gave free; it tells whether nothing is left there.
    """

    uow: UnitOfWork[PrivacyWork]
    clock: Clock
    erased: ErasedList
    sweep: Callable[[], bool]

    def look(self, customer: int) -> Erasing:
        """Return what an erase would meet; raise UnknownCustomer."""
        return self.uow.read(erasing.look, self.clock, customer)

    def erase(
        self, customer: int, reason: str, act: Act | None = None, *, give_up: bool = False
    ) -> Erased:
        """Take a customer out of the shop; what is owed is booked out only with `give_up`.

        Raises UnknownCustomer, BadEraseReason, StillOwed, VoucherHeld, DayClosed.
        """
        made = self._act(act)
        gone = self.uow.run(erasing.erase, self.clock, customer, reason, made, give_up=give_up)
        return Erased(gone, self._swept())

    def away(self, months: int | None = None) -> Retention:
        """Return who did not come for so many months, else for as many as the shop has set.

        Raises NoRetention, BadMonths.
        """
        return self.uow.snapshot(keeping.away, self.clock, months)

    def erase_away(self, months: int | None = None, act: Act | None = None) -> Retention:
        """Take those out who did not come for so long and are owed nothing; the others stay.

        Each is an erase of its own: what was done stays done. Raises as `away`.
        """
        made = self._act(act)
        found = self.away(months)
        erased = sum(self._gone(one.customer, found, made) for one in found.free)
        swept = self._swept() if erased else True
        return replace(found, erased=erased, swept=swept)

    def _gone(self, customer: int, found: Retention, act: Act) -> bool:
        return self.uow.run(keeping.erase_if_away, self.clock, customer, found.since, act)

    def _swept(self) -> bool:
        """Keep who was erased beside the copies, and clear what is left of them in the file."""
        self.erased.add(self.uow.read(lambda work: work.erasures.all()))
        return self.sweep()

    def _act(self, act: Act | None) -> Act:
        return act or Act(uuid7(self.clock))
