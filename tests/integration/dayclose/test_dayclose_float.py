"""However the float came into the drawer, it counts once. The figures are worked out by hand."""

import datetime as dt

import pytest

from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.rules import Line
from smbcrm.membership.dayclose.types import CloseRequest, Day, FloatTooSmall
from smbcrm.membership.value.types import FloatIsThere
from tests.integration.dayclose.conftest import TODAY, TwoTills

SOLD = 6_800


def tomorrow(shop: TwoTills, kept: int) -> None:
    """Let the first day end with so much in the drawer, and go to the next."""
    if kept:
        shop.sell(kept)
    shop.services.dayclose.close(CloseRequest(shop.act(), kept, kept=kept))
    shop.go_on(days=1)


def said(shop: TwoTills, opening: int | None, counted: int | None = None) -> Day:
    return shop.services.dayclose.look(CloseRequest(shop.act(), counted, opening_float=opening))


@pytest.mark.parametrize(
    ("kept", "put_in", "typed", "float_", "why"),
    [
        (15_000, 0, None, 15_000, "it stayed over night"),
        (0, 15_000, None, 15_000, "it was put in from the safe"),
        (10_000, 5_000, None, 15_000, "100.00 stayed, 50.00 were added"),
        (10_000, 5_000, 15_000, 15_000, "and both are typed as one"),
        (0, 15_000, 15_000, 15_000, "put in, and typed again"),
        (0, 0, 15_000, 15_000, "typed alone"),
        (15_000, 0, 12_000, 12_000, "30.00 less than was said to stay"),
        (15_000, 0, 0, 0, "there was nothing"),
        (10_000, 10_000, None, 20_000, "100.00 stayed, 100.00 more were put in"),
        (10_000, 10_000, 20_000, 20_000, "and both are typed as one"),
        (10_000, 10_000, 10_000, 10_000, "it was the same money after all"),
        (0, 0, None, 0, "a drawer without a float"),
    ],
)
def test_the_float_counts_once(
    shop: TwoTills, kept: int, put_in: int, typed: int | None, float_: int, why: str
) -> None:
    tomorrow(shop, kept)
    if put_in:
        shop.cash(put_in, "float", again=put_in == kept)
    shop.sell(SOLD)
    day = said(shop, typed)
    assert day.counting.expected == float_ + SOLD, why
    lines = rules.drawer(day.counting, day.takings.sums)
    assert lines == {Line.FLOAT: float_, Line.SALES: SOLD}
    closed = shop.services.dayclose.close(
        CloseRequest(shop.act(), float_ + SOLD, opening_float=typed)
    )
    assert closed.closing is not None
    assert (closed.closing.difference, closed.counting.morning) == (0, float_)
    assert rules.drawer(closed.counting, closed.takings.sums) == lines


def test_as_much_again_as_stayed_is_asked_about(shop: TwoTills) -> None:
    """It may be the money that stayed, noted once more: only whoever put it in knows."""
    tomorrow(shop, 10_000)
    for opening in (None, 20_000):
        act = shop.act()
        with pytest.raises(FloatIsThere, match=r"left \$100.00 .* If as much again was put in"):
            shop.cash(10_000, "float", act)
        first = shop.cash(10_000, "float", act, again=True)
        assert shop.cash(10_000, "float", act, again=True) == first
        assert said(shop, opening).counting.expected == 20_000
        shop.undo(first)
    shop.cash(9_999, "float")
    assert said(shop, None).counting.expected == 19_999, "another sum is other money"


def test_a_float_taken_back_out_or_undone_is_none(shop: TwoTills) -> None:
    shop.undo(shop.cash(20_000, "float"))
    shop.cash(15_000, "float")
    shop.cash(-15_000, "float")  # in the evening, to the safe
    assert shop.look().counting.expected == 0
    assert said(shop, 15_000).counting.expected == 0


def test_less_than_was_put_in_cannot_have_been_there(shop: TwoTills) -> None:
    shop.cash(15_000, "float")
    with pytest.raises(FloatTooSmall, match=r"\$150.00 was put in as float, so \$100.00 cannot"):
        said(shop, 10_000)


def test_what_the_owner_puts_in_after_closing_changes_no_closed_day(shop: TwoTills) -> None:
    shop.cash(15_000, "float")
    shop.close(15_000)
    shop.go_on(days=1)
    shop.cash(1_000, "float", shop.act(date=TODAY))
    assert shop.look(shop.act(date=TODAY)).counting.morning == 15_000


def test_as_it_was_kept_it_is_kept_again(shop: TwoTills) -> None:
    """Who leaves 150.00 leaves it again; who brings it from the safe takes it back there."""
    tomorrow(shop, 15_000)
    shop.sell(SOLD)
    left = shop.close(15_000 + SOLD)
    shop.go_on(days=1)
    brought = shop.cash(5_000, "float")
    assert left.closing is not None
    assert brought.amount == 5_000
    assert left.closing.kept == 15_000
    again = shop.close(20_000)
    assert again.closing is not None
    assert again.closing.kept == 15_000
    assert dt.timedelta() == again.closing.recorded_at - shop.clock.instant
