"""What is asked of the shop's books only when a sale is taken."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.membership.sales.service import TillService


@dataclass(frozen=True, slots=True)
class Usual:
    """The shop's usual net sale in minor units; None while there are too few."""

    net: int | None


@dataclass(frozen=True, slots=True)
class LastLook:
    """The answer. `same_at`: when the same customer paid the same sum within minutes."""

    usual: Usual
    same_at: dt.datetime | None


def look_at_sale(
    till: TillService, customer: int | None, net: int, usual: Usual | None
) -> LastLook:
    """Ask the till; the usual sale only where it is not known yet."""
    return LastLook(usual or Usual(till.usual_sale()), till.same_lately(customer, net))
