"""The step by which whatever takes stored value away asks for the customer's PIN first."""

from collections.abc import Callable
from typing import NamedTuple

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.desk import Asked
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.spending_pin.steps import asks_pin, refused_pin
from smbcrm.membership.staff.steps import moment


class Leaving(NamedTuple):
    """Stored value that leaves a customer, in minor units, and the PIN that was typed for it.

    `also` is who else takes part: all are held before the PIN is, in the order of their ids.
    """

    customer: int
    stored: int
    pin: str | None
    act: Act
    also: int | None = None


def pin_refused(
    work: TillWork, clock: Clock, leaving: Leaving, asked: Callable[[], Asked]
) -> UserError | None:
    """Return why stored value may not leave; None: the PIN is right, or the shop asks for none.

    It is looked at before anything else is done, and not for a request that was carried out before.
    A wrong one is counted: then its refusal is returned and not raised, so that this is committed.
    Raises PinNeeded, NoPinYet and PinLocked, and what `moment` raises.
    """
    shop = work.settings.shop()
    if leaving.stored <= 0 or not asks_pin(shop, leaving.stored) or asked().first is not None:
        return None
    people = {leaving.customer, leaving.customer if leaving.also is None else leaving.also}
    work.ledger.lock(sorted(people))
    return refused_pin(work, shop, leaving.customer, leaving.pin, moment(work, clock, leaving.act))
