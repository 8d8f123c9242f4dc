"""What went off the lines of a sale, found again from the sale alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.money import Currency
from smbcrm.membership.ledger.postings import SaleLine
from smbcrm.membership.refunds.discounts import by_cause
from smbcrm.membership.sales.rules import discounted
from smbcrm.membership.vouchers.rules import priced
from smbcrm.membership.vouchers.types import Off, Voucher
from tests.unit.vouchers.samples import voucher

DOLLAR = Currency("USD", 2)
TEN = voucher("amount_off", 1_000)
FIFTH = voucher("percent_off", 2_000)
LINES = st.lists(st.integers(1, 10**7), min_size=1, max_size=5)


def line(gross: int) -> SaleLine:
    return SaleLine(None, 1_000, gross, gross, 0, 100, 1)


def sold(
    grosses: list[int], tier: int, vouchers: list[Voucher]
) -> tuple[tuple[SaleLine, ...], tuple[Off, ...]]:
    return priced(discounted([line(gross) for gross in grosses], tier), vouchers, DOLLAR)


def test_tier_and_vouchers_are_told_apart_line_by_line() -> None:
    """10 % of 100.00 and 50.00; a fifth of 90.00 and 45.00; 10.00 by 72 to 36."""
    lines, offs = sold([10_000, 5_000], 1_000, [FIFTH, TEN])
    assert by_cause(lines, offs) == [[1_000, 1_800, 667], [500, 900, 333]]


@given(LINES, st.integers(0, 5_000), st.permutations([TEN, FIFTH]))
def test_the_causes_are_those_of_the_sale(
    grosses: list[int], tier: int, vouchers: list[Voucher]
) -> None:
    lines, offs = sold([gross + 2_000 for gross in grosses], tier, vouchers)
    found = by_cause(lines, offs)
    assert [sum(parts) for parts in found] == [one.discount for one in lines]
    assert [sum(parts) for parts in zip(*found, strict=True)][1:] == [one.amount for one in offs]
    assert all(part >= 0 for parts in found for part in parts)


@pytest.mark.parametrize("off", [1, 500])
def test_where_a_voucher_works_otherwise_by_now_every_line_still_adds_up(off: int) -> None:
    lines, offs = sold([10_000, 5_000], 1_000, [FIFTH])
    other = [replace(one, discount=one.discount + off) for one in lines[:1]] + [*lines[1:]]
    found = by_cause(other, offs)
    assert [sum(parts) for parts in found] == [one.discount for one in other]
