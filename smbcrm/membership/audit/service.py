"""Verify: the use case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smbcrm.core.work import UnitOfWork
from smbcrm.membership.audit.ports import AuditWork
from smbcrm.membership.audit.types import KnownHead, Verdict
from smbcrm.membership.audit.verify import Verification


def _no_heads() -> Sequence[KnownHead]:
    return ()


@dataclass(frozen=True, slots=True)
class AuditService:
    """Proves the books from the append-only tables.

    `known_heads` tells where the chain ended in earlier copies: only so a tail that was cut off
    together with its traces is found.
    """

    uow: UnitOfWork[AuditWork]
    known_heads: Callable[[], Sequence[KnownHead]] = _no_heads

    def verify(self) -> Verdict:
        """Return what was looked at and everything that does not add up."""
        heads = self.known_heads()
        return self.uow.snapshot(lambda work: Verification(work.books, heads).verdict())
