"""Spending PINs: the use cases."""

import secrets
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.spending_pin import rules
from smbcrm.membership.spending_pin.ports import SpendingPinDesk
from smbcrm.membership.spending_pin.types import SpendingPin
from smbcrm.membership.staff.steps import Moment, once

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class SpendingPinService:
    """Sets, changes and removes the PIN of a customer; a sale asks for it (`TillService.sale`).

    It is kept salted and stretched, and nobody can read it again. A request that is sent again
    changes nothing; what is kept of it to know it by is stretched too.
    """

    uow: UnitOfWork[SpendingPinDesk]
    clock: Clock

    def has(self, customer: int) -> bool:
        """Tell whether a customer has a PIN."""
        return self.uow.read(lambda work: work.spending_pins.get(customer) is not None)

    def set(self, customer: int, pin: str, act: Act | None = None) -> None:
        """Give a customer a PIN, or another one; it is unlocked. Raises BadPin, UnknownCustomer."""
        act = act or Act(uuid7(self.clock))
        meant = rules.check_form(pin)
        secret = rules.stretched(meant, secrets.token_bytes(_SALT_BYTES))
        known_by = rules.stretched(meant, act.request_id.lower().encode())
        self.uow.run(_put, self.clock, SpendingPin(customer, secret), known_by, act)

    def remove(self, customer: int, act: Act | None = None) -> None:
        """Take a customer's PIN away, whether there was one or not. Raises UnknownCustomer."""
        self.uow.run(_remove, self.clock, customer, act or Act(uuid7(self.clock)))


def _put(work: SpendingPinDesk, clock: Clock, kept: SpendingPin, known_by: str, act: Act) -> None:
    def step(_: Moment) -> Done:
        _hold(work, kept.customer)
        work.spending_pins.put(kept)
        return Done(str(kept.customer), kept.customer)

    asked = {"customer": kept.customer, "pin": known_by}
    once(work, clock, act, "spending_pin", asked, step)


def _remove(work: SpendingPinDesk, clock: Clock, customer: int, act: Act) -> None:
    def step(_: Moment) -> Done:
        _hold(work, customer)
        work.spending_pins.remove(customer)
        return Done(str(customer), customer)

    once(work, clock, act, "spending_pin", {"customer": customer}, step)


def _hold(work: SpendingPinDesk, customer: int) -> None:
    if not work.customers.lock(customer):
        raise UnknownCustomer
