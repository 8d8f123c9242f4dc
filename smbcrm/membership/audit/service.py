"""Verify: the use case."""

from dataclasses import dataclass

from smbcrm.core.work import UnitOfWork
from smbcrm.membership.audit.ports import AuditWork
from smbcrm.membership.audit.types import Verdict
from smbcrm.membership.audit.verify import Verification


@dataclass(frozen=True, slots=True)
class AuditService:
    """Proves the books from the append-only tables."""

    uow: UnitOfWork[AuditWork]

    def verify(self) -> Verdict:
        """Return what was looked at and everything that does not add up."""
        return self.uow.snapshot(lambda work: Verification(work.books).verdict())
