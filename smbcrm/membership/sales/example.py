"""What the rules of tiers and points come to, told by a sale that nobody made."""

from dataclasses import dataclass
from fractions import Fraction

from smbcrm.core.money import Currency
from smbcrm.membership.sales import rules
from smbcrm.membership.shop.types import Rates, money_of_points
from smbcrm.membership.tiers.types import Tier

_PERCENT = 100
_NOBODY = 0
_ROUND_SUM, _ROUND_SUM_WITHOUT_CENTS = 100, 1000


@dataclass(frozen=True, slots=True)
class Example:
    """A sale paid with money: what it is before and after the discount of the tier, what it earns.

    Money in minor units. `worth` is what the points take off a later sale, floored, because only
    whole minor units can be taken off.
    """

    amount: int
    net: int
    points: int
    worth: int

    @property
    def discount(self) -> int:
        """What the tier takes off."""
        return self.amount - self.net


def round_amount(currency: Currency) -> int:
    """Return the sum that examples are told with, in minor units: $100.00, NT$1,000."""
    major = _ROUND_SUM if currency.exponent else _ROUND_SUM_WITHOUT_CENTS
    return major * currency.unit


def example(amount: int, tier: Tier, rates: Rates) -> Example:
    """Return what a customer of a tier pays and earns for an amount, by the rules of every sale."""
    lines = rules.discounted((rules.amount_line(amount, _NOBODY),), tier.discount)
    net = sum(line.net for line in lines)
    rate = rates.earn * Fraction(tier.points_factor, _PERCENT)
    points = rules.points_earned(lines, net, net, rate)
    return Example(amount, net, points, money_of_points(points, rates.worth))
