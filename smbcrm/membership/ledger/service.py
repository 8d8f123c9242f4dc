"""The ledger: what a customer owns, what happened, and what is over."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.ledger import rules
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.posting import expiry, post_many
from smbcrm.membership.ledger.postings import Request
from smbcrm.membership.ledger.stored import BothParts
from smbcrm.membership.ledger.types import Lot
from smbcrm.membership.requests.steps import identify, recorded
from smbcrm.membership.requests.types import Act, DateFollows, Done
from smbcrm.membership.staff.steps import moment, once

_BATCH = 500
_KIND = "expire"


class NothingEndsEarly(UserError):
    """What is due on a day to come is asked to be booked."""

    msgid = N_("{date} is still to come, and nothing ends early. Today's business date is {today}.")


@dataclass(frozen=True, slots=True)
class Standing(BothParts):
    """What a customer may spend today, with the lots it lies in (soonest expiry first)."""

    principal: int
    gift: int
    credit: int
    points: int
    lots: tuple[Lot, ...]


@dataclass(frozen=True, slots=True)
class LedgerService:
    """Reads balances, and books what has expired."""

    uow: UnitOfWork[LedgerWork]
    clock: Clock

    def standing(self, customer: int) -> Standing:
        """Return what a customer may spend today; lots that are over do not count any more."""
        return self.uow.read(self._standing, customer)

    def expire(self, act: Act | None = None, as_of: dt.date | None = None) -> int:
        """Book every expiry that is due on a business date, today's by default; return how many.

        Expiries are dated the day after the lot's last day, whenever they are booked; a date of
        the act's own raises DateFollows, a day to come NothingEndsEarly. The same request again
        returns the first count. Raises what `once` raises.
        """
        act = act or Act(uuid7(self.clock))
        total, answer = 0, None
        while answer is None:
            count, answer = self.uow.run(self._expire, act, as_of, total)
            total += count
        return answer

    def _standing(self, work: LedgerWork, customer: int) -> Standing:
        today = work.settings.shop().day.date(self.clock.now())
        wallet = work.ledger.wallet(customer)
        over = {lot.id for lot in rules.due(wallet, today)}
        lots = tuple(lot for lot in wallet.lots if lot.id not in over)
        sums = {
            kind: sum(lot.remaining for lot in lots if lot.kind == kind)
            for kind in ("principal", "gift", "credit", "points")
        }
        return Standing(sums["principal"], sums["gift"], sums["credit"], sums["points"], lots)

    def _expire(
        self, work: LedgerWork, act: Act, as_of: dt.date | None, before: int
    ) -> tuple[int, int | None]:
        """Book one batch: return its count, or once nothing is due any more the answer."""
        arguments = {"as_of": as_of}
        request_id, asked = identify(act, _KIND, arguments)
        first = recorded(work, request_id, asked)
        if first is not None:
            return 0, int(first.result)
        if act.date is not None:
            raise DateFollows
        at = moment(work, self.clock, act)
        day = as_of or at.today
        if day > at.today:
            raise NothingEndsEarly(date=day, today=at.today)
        customers = work.ledger.with_expired_lots(day, _BATCH)
        work.ledger.lock(customers)
        wallets = [work.ledger.wallet(customer) for customer in customers]
        due = [(wallet, lot) for wallet in wallets for lot in rules.due(wallet, day)]
        if not due:
            done = once(work, self.clock, act, _KIND, arguments, lambda _: Done(str(before)))
            return 0, int(done)
        request = Request(request_id, asked, at.staff.id, at.terminal.id, at.now)
        post_many(work, [expiry(wallet.holder, wallet.party, lot, request) for wallet, lot in due])
        return len(due), None

    def today(self) -> dt.date:
        """Return today's business date."""
        return self.uow.read(lambda work: work.settings.shop()).day.date(self.clock.now())
