"""From a parser's values to plain ones."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.exports.reading.cells import plain_row, plain_text, plain_value
from smbcrm.exports.reading.limits import Limits
from smbcrm.exports.reading.wire import Refusal

DAY = dt.date(2024, 2, 29)


def moment(*parts: int) -> dt.datetime:
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - a wall clock


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (13800138000.0, 13800138000),
        (4.0, 4),
        (-0.0, 0),
        (1e15, 10**15),
        (68.5, 68.5),
        (float("nan"), None),
        (float("inf"), None),
        (7, 7),
        (True, True),
        (DAY, DAY),
        (moment(2024, 2, 29), DAY),
        (moment(2024, 2, 29, 13, 5), moment(2024, 2, 29, 13, 5)),
        (moment(2024, 2, 29, 13, 4, 59, 999_000), moment(2024, 2, 29, 13, 5)),
        (moment(2024, 2, 28, 23, 59, 59, 700_000), DAY),
        (moment(9999, 12, 31, 23, 59, 59, 700_000), moment(9999, 12, 31, 23, 59, 59)),
        (moment(2024, 2, 29, 1).replace(tzinfo=dt.UTC), moment(2024, 2, 29, 1)),
        (dt.time(13, 5), "13:05"),
        (dt.time(13, 4, 59, 999_000), "13:05"),
        (dt.time(0, 0, 7), "00:00:07"),
        (dt.timedelta(hours=30), "30:00"),
        (dt.timedelta(minutes=-90), "-01:30"),
        ("", None),
        (None, None),
        (b"bytes", None),
    ],
)
def test_one_value(value: object, plain: object) -> None:
    found = plain_value(value)
    assert (found, type(found)) == (plain, type(plain))


@pytest.mark.parametrize("text", ["", " ", "\t", "\u3000\xa0", "\x00", " \x00 ", "\x1a"])
def test_blank_text_is_nothing(text: str) -> None:
    assert plain_text(text) is None


@given(st.text(st.characters(exclude_categories=())))
def test_text_is_kept_but_for_nul(text: str) -> None:
    assert (plain_text(text) or "").strip() == text.replace("\x00", "").strip("\x1a").strip() or (
        plain_text(text) == text.replace("\x00", "")
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_left_only_where_it_has_a_fraction(value: float) -> None:
    found = plain_value(value)
    assert found == value
    assert isinstance(found, float) != value.is_integer()


@given(st.lists(st.none() | st.integers(), max_size=8))
def test_empty_cells_at_the_end_are_dropped(values: list[int | None]) -> None:
    row = plain_row(1, iter(values), Limits())
    assert not row or row[-1] is not None
    assert row == values[: len(row)]
    assert not any(cell is not None for cell in values[len(row) :])


def test_a_row_that_is_too_wide_or_too_long_is_refused_by_number() -> None:
    limits = Limits(columns=3, text=5)
    assert plain_row(9, [1, "12345", 3, None, None], limits) == [1, "12345", 3]
    with pytest.raises(Refusal) as wide:
        plain_row(9, [1, 2, 3, 4], limits)
    assert (wide.value.code, wide.value.params) == ("TooManyColumns", {"row": 9, "limit": 3})
    with pytest.raises(Refusal) as long:
        plain_row(9, ["123456"], limits)
    assert (long.value.code, long.value.params) == ("TextTooLong", {"row": 9, "limit": 5})
