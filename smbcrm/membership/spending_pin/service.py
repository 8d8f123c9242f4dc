"""Spending PINs: the use cases."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.requests.steps import identify, recorded
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.spending_pin import rules
from smbcrm.membership.spending_pin.ports import SpendingPinDesk
from smbcrm.membership.spending_pin.steps import refused
from smbcrm.membership.spending_pin.types import (
    CurrentPinNeeded,
    PinReset,
    SpendingPin,
)
from smbcrm.membership.staff.steps import Moment, moment, once

_SALT_BYTES = 16
_CHANGED, _RESET = "spending_pin", "spending_pin_reset"


@dataclass(frozen=True, slots=True)
class SpendingPinService:
    """Sets, changes, removes and resets the PIN of a customer; spending asks for it.

    It is kept salted and stretched, and nobody can read it again. A request that is sent again
    changes nothing; what is kept of it to know it by is stretched too. `salt` makes so many bytes
    that nobody can guess. A PIN that there is already is changed and removed by whoever types it:
    raises CurrentPinNeeded without it, WrongPin and PinLocked as spending does. Where it is
    forgotten it is reset, which the owner is told of.
    """

    uow: UnitOfWork[SpendingPinDesk]
    clock: Clock
    salt: Callable[[int], bytes] = secrets.token_bytes

    def has(self, customer: int) -> bool:
        """Tell whether a customer has a PIN."""
        return self.uow.read(lambda work: work.spending_pins.get(customer) is not None)

    def set(
        self, customer: int, pin: str, act: Act | None = None, *, current: str | None = None
    ) -> None:
        """Give a customer a PIN, or another one for the `current` one; it is unlocked.

        Raises BadPin, UnknownCustomer.
        """
        self._change(self._asked(customer, pin, act), current)

    def remove(self, customer: int, act: Act | None = None, *, current: str | None = None) -> None:
        """Take a customer's PIN away, whether there was one or not. Raises UnknownCustomer."""
        self._change(self._asked(customer, None, act), current)

    def reset(
        self, customer: int, reason: str, pin: str | None = None, act: Act | None = None
    ) -> None:
        """Give a customer who forgot the PIN another one, or none; it is unlocked.

        It is kept who did so and why, for the insider report. Raises BadResetReason, BadPin,
        UnknownCustomer.
        """
        why = rules.check_reset_reason(reason)
        self.uow.run(_reset, self.clock, self._asked(customer, pin, act), why)

    def _asked(self, customer: int, pin: str | None, act: Act | None) -> "_Change":
        """Return what is asked for; stretched here, where no transaction waits for it."""
        act = act or Act(uuid7(self.clock))
        if pin is None:
            return _Change(act, customer, None, {"customer": customer})
        meant = rules.check_form(pin)
        kept = SpendingPin(customer, rules.stretched(meant, self.salt(_SALT_BYTES)))
        known_by = rules.stretched(meant, act.request_id.lower().encode())
        return _Change(act, customer, kept, {"customer": customer, "pin": known_by})

    def _change(self, change: "_Change", current: str | None) -> None:
        refusal = self.uow.run(_changed, self.clock, change, current)
        if refusal is not None:
            raise refusal


@dataclass(frozen=True, slots=True)
class _Change:
    """What becomes of a customer's PIN, by which request; without `kept` it is taken away."""

    act: Act
    customer: int
    kept: SpendingPin | None
    arguments: Mapping[str, object]

    def carry_out(self, work: SpendingPinDesk) -> Done:
        """Write it, and return the answer."""
        if self.kept is None:
            work.spending_pins.remove(self.customer)
        else:
            work.spending_pins.put(self.kept)
        return Done(str(self.customer), self.customer)


def _changed(
    work: SpendingPinDesk, clock: Clock, change: _Change, current: str | None
) -> UserError | None:
    """Change a PIN; a wrong one that was typed for it is counted, so its refusal is returned."""
    if recorded(work, *identify(change.act, _CHANGED, change.arguments)) is None:
        at = moment(work, clock, change.act)
        _hold(work, change.customer)
        kept = work.spending_pins.get(change.customer, hold=True)
        if kept is not None:
            wrong = refused(work, kept, current, at, CurrentPinNeeded())
            if wrong is not None:
                return wrong
    once(work, clock, change.act, _CHANGED, change.arguments, lambda _: change.carry_out(work))
    return None


def _reset(work: SpendingPinDesk, clock: Clock, change: _Change, reason: str) -> None:
    arguments = {**change.arguments, "reason": reason}
    known = recorded(work, *identify(change.act, _RESET, arguments)) is not None

    def step(_: Moment) -> Done:
        _hold(work, change.customer)
        return change.carry_out(work)

    once(work, clock, change.act, _RESET, arguments, step)
    if not known:
        work.spending_pins.note_reset(PinReset(change.act.request_id.lower(), reason))


def _hold(work: SpendingPinDesk, customer: int) -> None:
    if not work.customers.lock(customer):
        raise work.customers.gone(customer)
