"""The counter: what its two pages show. Money in minor units, points as counts."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.occasions.types import Calendar, Occasion
from smbcrm.membership.sales.codes import Means

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Balances
    from smbcrm.membership.cards.types import Card
    from smbcrm.membership.customers.types import Shown
    from smbcrm.membership.history.types import HistoryRow
    from smbcrm.membership.packages.types import PackageStanding
    from smbcrm.membership.vouchers.types import Voucher


@dataclass(frozen=True, slots=True)
class NextTier:
    """The next tier that is reached by spend, and the spend that is missing for it."""

    name: str
    missing: int


@dataclass(frozen=True, slots=True)
class NextOccasion:
    """An occasion that comes soon; `age` is what the person turns, None where no year is known.

    `days_left` is 0 on the day itself, and all through the month where only that is known
    (`whole_month`; `date` is its first day then).
    """

    occasion: Occasion
    date: dt.date
    days_left: int
    age: int | None
    whole_month: bool

    @property
    def calendar(self) -> Calendar:
        """The calendar in which it is kept."""
        return self.occasion.calendar


@dataclass(frozen=True, slots=True)
class RecentRow:
    """An operation of a customer with what the list says of it.

    `amount` is the net sale, the top-up as paid, what was paid out (below zero, without the
    gift that became void), the store credit made of points; of a reversal
    what it took back (`takes_back` says of what); else the money that came or went. `gift` is the
    gift of a top-up, `earned` the points of a sale, `items` the names of what was sold, empty for
    a sale of an amount only, or of the reward, vouchers or packages of which something came or
    went. `means` say how it was paid, the largest part first, `served` who served a sale or a
    visit.
    """

    row: "HistoryRow"
    amount: int
    items: tuple[str, ...] = ()
    means: tuple[Means, ...] = ()
    gift: int = 0
    earned: int = 0
    takes_back: OperationKind | None = None
    served: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a list says of an operation beside its sums; of a reversal: of what it took back.

    `served` is who served, the largest share first.
    """

    items: tuple[str, ...] = ()
    means: tuple[Means, ...] = ()
    earned: int = 0
    takes_back: OperationKind | None = None
    served: str = ""


@dataclass(frozen=True, slots=True)
class CustomerView:
    """Everything that the page of an open customer shows, as of `today`.

    `card` is the newest living one, else the newest of all. `owned` leaves out what has ended;
    points may be below zero. `points_money` is what the points that may be redeemed are worth,
    floored to whole minor units. `visits` counts business dates with a standing sale; `since` is
    the first day that is known of them, `spend` that of the last 12 months as tiers count it.
    `last_means` paid the largest part of the newest standing sale that was paid at all. `packages`
    are the customer's own of which something is left, `vouchers` those that are not over, soonest
    end first. `photo` is the number of their photo: another one has another.
    """

    shown: "Shown"
    today: dt.date
    tier_code: str
    card: "Card | None"
    owned: "Balances"
    points_money: int
    visits: int
    first_visit: dt.date | None
    since: dt.date
    spend: int
    next_tier: NextTier | None
    occasion: NextOccasion | None
    last_means: Means | None
    recent: tuple[RecentRow, ...]
    packages: tuple["PackageStanding", ...] = ()
    vouchers: tuple["Voucher", ...] = ()
    photo: int | None = None
