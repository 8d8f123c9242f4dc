"""What goes back in all after refunds of one sale: F(R) of product.md section 3. All pure.

A refund of r after refunds of R in all gives back F(R + r) - F(R), so that any way of
splitting ends as one refund of the sum.
"""

from collections import Counter
from dataclasses import dataclass

from tests.helpers.oracle_arithmetic import earned_points
from tests.helpers.oracle_types import TENDERS, Entry, Operation

CASH_LAST = (*TENDERS[1:], "cash")
ORDERS = {
    "money": (*CASH_LAST, "stored", "credit", "points"),
    "stored": ("stored", *CASH_LAST, "credit", "points"),
}
"""What goes back first, by the shop's setting."""

Draws = list[tuple[int, int]]
"""Lots by number and what was taken from each, in the order of drawing."""


@dataclass(frozen=True)
class GoneBack:
    """What has gone back in all. `means` are minor units, points among them by their worth.

    `principal` and `gift` are the two parts of what went back by stored value; `points` are
    those that had paid; `earned` are the points that the rest of the sale still earns.
    """

    means: dict[str, int]
    principal: int
    gift: int
    points: int
    earned: int

    @property
    def spend(self) -> int:
        """Return what went back of money and principal together."""
        return sum(self.means[tender] for tender in TENDERS) + self.principal


class Paid:
    """How a sale was paid, read from its entries."""

    def __init__(self, sale: Operation) -> None:
        self._sale = sale
        self.net = sum(e.amount for e in sale.entries if e.account == "sales")

    def draws(self, kind: str) -> Draws:
        """Return what the sale took from the customer's lots of a kind."""
        return [
            (e.lot, -e.amount)
            for e in self._sale.entries
            if e.lot is not None and e.account == kind and e.amount < 0
        ]

    def drawn(self, kind: str) -> int:
        """Return what the sale took from the customer's accounts of a kind."""
        return sum(amount for _lot, amount in self.draws(kind))

    def by(self, means: str) -> int:
        """Return what a means of payment paid in minor units."""
        if means == "stored":
            return self.drawn("principal") + self.drawn("gift")
        if means == "credit":
            return self.drawn("credit")
        return -_house(self._sale.entries, "bonus" if means == "points" else f"tender:{means}")

    def gone_back(self, order: str, refunded: int) -> GoneBack:
        """Return F(refunded): what has gone back in all when so much of the net sale has."""
        means: Counter[str] = Counter()
        for each in ORDERS[order]:
            means[each] = min(self.by(each), refunded - means.total())
        stored, worth = means["stored"], means["points"]
        principal = _part(stored, self.drawn("principal"), self.by("stored"))
        money = sum(means[tender] for tender in TENDERS)
        paid_in_money = sum(self.by(tender) for tender in TENDERS)
        earning = _part(stored, self._sale.base - paid_in_money, self.by("stored"))
        return GoneBack(
            means=dict(means),
            principal=principal,
            gift=stored - principal,
            points=_part(worth, self.drawn("points"), self.by("points")),
            earned=earned_points(self._sale.rate, self._sale.base - money - earning),
        )


def refilled(draws: Draws, before: int, after: int) -> Draws:
    """Return which lots get how much when, of what they gave, so much was and is back.

    Lots are refilled in reverse order of drawing.
    """
    slices, lower = [], 0
    for lot, amount in reversed(draws):
        upper = lower + amount
        slices.append((lot, min(upper, after) - max(lower, before)))
        lower = upper
    return [(lot, amount) for lot, amount in slices if amount > 0]


def _house(entries: tuple[Entry, ...], account: str) -> int:
    return sum(e.amount for e in entries if e.lot is None and e.account == account)


def _part(amount: int, share: int, whole: int) -> int:
    """Return the share of an amount as a share of a whole, floored; 0 of nothing."""
    return amount * share // whole if whole else 0
