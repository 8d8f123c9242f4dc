"""The old book beside what came in: part by part, and nothing offsets anything."""

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.imports.old_book import OldBook, compare
from smbcrm.membership.imports.types import Sums

SUMS = st.integers(0, 10**9)
TYPED = st.none() | SUMS


@given(TYPED, TYPED, SUMS, SUMS)
def test_they_agree_when_each_typed_part_is_the_same(
    paid: int | None, gift: int | None, principal: int, present: int
) -> None:
    compared = compare(OldBook(paid, gift), Sums(principal, present))
    assert compared.agrees == (paid in {None, principal} and gift in {None, present})
    assert compared.typed == (paid is not None or gift is not None)
    assert compared.both.ours == principal + present


@given(SUMS, SUMS, SUMS, SUMS)
def test_the_difference_of_both_is_that_of_the_parts_together(
    paid: int, gift: int, principal: int, present: int
) -> None:
    compared = compare(OldBook(paid, gift), Sums(principal, present))
    parts = compared.principal.difference + compared.gift.difference
    assert compared.both.difference == parts


def test_a_part_that_was_not_typed_has_no_difference_and_no_sum() -> None:
    compared = compare(OldBook(principal=70), Sums(100, 5))
    assert (compared.principal.difference, compared.gift.difference) == (30, 0)
    assert (compared.both.theirs, compared.both.difference) == (None, 0)
