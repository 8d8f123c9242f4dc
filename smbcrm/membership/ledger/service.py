"""The ledger: what a customer owns, what happened, and what is over."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.ledger import rules
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.posting import expiry, post_many
from smbcrm.membership.ledger.types import Lot, OperationKind, Request
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.staff.ports import StaffWork
from smbcrm.membership.staff.service import staff_called, terminal_called

_BATCH = 500


class StaffedLedgerWork(LedgerWork, StaffWork, Protocol):
    """The slice of a unit of work that posts in somebody's name."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a customer may spend today, with the lots it lies in (soonest expiry first)."""

    principal: int
    gift: int
    credit: int
    points: int
    lots: tuple[Lot, ...]


@dataclass(frozen=True, slots=True)
class LedgerService:
    """Reads balances, and books what has expired."""

    uow: UnitOfWork[StaffedLedgerWork]
    clock: Clock

    def standing(self, customer: int) -> Standing:
        """Return what a customer may spend today; lots that are over do not count any more."""
        return self.uow.read(self._standing, customer)

    def expire(self, staff: str | None = None, terminal: str | None = None) -> int:
        """Book every expiry that is due; return how many lots have ended.

        Expiries are dated the day after the lot's last day, whenever they are booked.
        """
        total = 0
        while count := self.uow.run(self._expire, staff, terminal):
            total += count
        return total

    def _standing(self, work: StaffedLedgerWork, customer: int) -> Standing:
        today = work.settings.shop().day.date(self.clock.now())
        wallet = work.ledger.wallet(customer)
        over = {lot.id for lot in rules.due(wallet, today)}
        lots = tuple(lot for lot in wallet.lots if lot.id not in over)
        sums = {
            kind: sum(lot.remaining for lot in lots if lot.kind == kind)
            for kind in ("principal", "gift", "credit", "points")
        }
        return Standing(sums["principal"], sums["gift"], sums["credit"], sums["points"], lots)

    def _expire(self, work: StaffedLedgerWork, staff: str | None, terminal: str | None) -> int:
        now = self.clock.now()
        today = work.settings.shop().day.date(now)
        request = Request(
            uuid7(self.clock),
            request_hash(OperationKind.EXPIRY, {}),
            staff_called(work, staff).id,
            terminal_called(work, terminal).id,
            now,
        )
        wallets = [work.ledger.wallet(c) for c in work.ledger.with_expired_lots(today, _BATCH)]
        due = [(wallet, lot) for wallet in wallets for lot in rules.due(wallet, today)]
        post_many(work, [expiry(wallet.holder, wallet.party, lot, request) for wallet, lot in due])
        return len(due)

    def today(self) -> dt.date:
        """Return today's business date."""
        return self.uow.read(lambda work: work.settings.shop()).day.date(self.clock.now())
