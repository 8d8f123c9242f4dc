"""What points are earned on, and how many: at a sale, or with a top-up."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from smbcrm.core.clock import add_months, end_of_month
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.posting import check_lasting
from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import POINT, AccountKind, House, Wallet
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.sales import rules
from smbcrm.membership.sales.desk import Desk
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.tiers.birthdays import is_birthday
from smbcrm.membership.tiers.types import Tier

_NO_FACTOR = 100


def rate_on(work: TillWork, shop: Shop, customer: int | None, tier: Tier, day: dt.date) -> Fraction:
    """Return the points that a customer gets for one minor unit on a business date.

    A walk-in gets none. The birthday is looked up only where the tier gives something for it.
    """
    if customer is None:
        return Fraction(0)
    birthday = tier.birthday_factor != _NO_FACTOR and any(
        is_birthday(one, day, tier.birthday_span, settings_of(shop))
        for one in work.customers.birthdays(customer)
    )
    return rules.earning_rate(shop.rates, tier, day, birthday=birthday)


def earning(work: TillWork, drawn: Sequence[NewEntry]) -> int:
    """Return how much of what is drawn still earns points, in minor units.

    What comes from a lot whose top-up earned points earns no more.
    """
    earned = work.ledger.earned([entry.lot for entry in drawn if isinstance(entry.lot, int)])
    return sum(-entry.amount for entry in drawn if entry.lot not in earned)


def credited_points(desk: Desk, wallet: Wallet | None, points: int) -> tuple[NewEntry, ...]:
    """Return the entries that credit points; they end with a month. Raises AlreadyExpired."""
    if wallet is None or not points:
        return ()
    expires_on = end_of_month(add_months(desk.date, desk.shop.rates.points_months))
    check_lasting(expires_on, desk.today)
    return (
        ledger.house(House.POINTS, POINT, -points),
        *ledger.credited(wallet, AccountKind.POINTS, POINT, points, expires_on),
    )
