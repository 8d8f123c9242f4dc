"""What vouchers take off a sale, in the oracle. All pure; slow and obvious on purpose.

Product.md section 3: each voucher works on what remains after the one before it, each discount is
rounded half up to the minor unit once, one tied to an item lies on its line, others are split to
the lines by largest remainder, and what is left of an amount is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from tests.helpers.oracle_types import Refusal, VoucherRule

WHOLE_PIECE = 1000
HUNDRED_PERCENT = 10_000


@dataclass(frozen=True)
class Line:
    """A line of a sale: what is left to pay of it, and how many pieces are not free yet.

    `net` in minor units, `pieces` in thousandths. `item` None: an amount without an item.
    """

    net: int
    item: str | None = None
    pieces: int = WHOLE_PIECE


def half_up(value: Fraction) -> int:
    """Round to the nearest whole number, a half upwards."""
    return floor(value + Fraction(1, 2))


def shared(amount: int, weights: Sequence[int]) -> list[int]:
    """Share an amount by weight: each share floored, the rest one by one to the largest remainder.

    Among equal remainders the earlier line comes first.
    """
    if amount == 0:
        return [0] * len(weights)
    exact = [Fraction(amount * weight, sum(weights)) for weight in weights]
    shares = [floor(part) for part in exact]
    by_rest = sorted(range(len(weights)), key=lambda n: (shares[n] - exact[n], n))
    for place in by_rest[: amount - sum(shares)]:
        shares[place] += 1
    return shares


def after_tier(lines: Sequence[Line], discount: int) -> list[Line]:
    """Return the lines with so much tier discount."""
    shares = shared(discount, [line.net for line in lines])
    return [replace(line, net=line.net - share) for line, share in zip(lines, shares, strict=True)]


def take_off(rule: VoucherRule, lines: Sequence[Line], *, spend: int) -> list[Line]:
    """Return the lines after one voucher; `spend` is what they came to before any voucher.

    Refusals: short_spend, needs_item, no_effect (nothing would be taken off), in this order.
    """
    if spend < rule.minimum:
        raise Refusal("short_spend")
    if rule.does == "free_item":
        after = _one_free(rule, lines)
    else:
        left = sum(line.net for line in lines)
        amount = min(rule.value, left)
        if rule.does == "percent_off":
            amount = half_up(Fraction(left * rule.value, HUNDRED_PERCENT))
        after = after_tier(lines, amount)
    if off_by(lines, after) == 0:
        raise Refusal("no_effect")
    return after


def off_by(before: Sequence[Line], after: Sequence[Line]) -> int:
    """Return what was taken off between two states of the same lines."""
    return sum(line.net for line in before) - sum(line.net for line in after)


def _one_free(rule: VoucherRule, lines: Sequence[Line]) -> list[Line]:
    """Take what one more piece of the item costs off its first line that has one left to pay."""
    after = list(lines)
    for place, line in enumerate(lines):
        if line.item == rule.item and line.pieces > 0:
            price = line.net
            if line.pieces > WHOLE_PIECE:
                price = half_up(Fraction(line.net * WHOLE_PIECE, line.pieces))
            pieces = max(line.pieces - WHOLE_PIECE, 0)
            after[place] = replace(line, net=line.net - price, pieces=pieces)
            return after
    raise Refusal("needs_item")
