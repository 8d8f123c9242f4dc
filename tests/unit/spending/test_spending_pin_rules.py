"""A spending PIN is kept so that nobody reads it, and locks after five wrong tries."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smbcrm.membership.spending_pin import rules
from smbcrm.membership.spending_pin.types import BadPin, SpendingPin

NOW = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize("pin", ["1234", "00000", "987654", " 1234 ", "１２３４"])
def test_four_to_six_digits_are_a_pin(pin: str) -> None:
    assert rules.check_form(pin) in {"1234", "00000", "987654"}


@pytest.mark.parametrize("pin", ["", "123", "1234567", "12a4", "12 34", "-123", "一二三四"])
def test_anything_else_is_none(pin: str) -> None:
    with pytest.raises(BadPin):
        rules.check_form(pin)


@given(st.text("0123456789", min_size=4, max_size=6), st.text("0123456789", min_size=4, max_size=6))
@settings(max_examples=15)
def test_only_the_pin_itself_fits(pin: str, other: str) -> None:
    secret = rules.stretched(pin, b"salt")
    assert pin not in secret.split("$")[-1]
    assert rules.fits(pin, secret)
    assert rules.fits(other, secret) == (other == pin)


def test_the_same_pin_is_kept_in_two_ways() -> None:
    assert rules.stretched("1234", b"a") != rules.stretched("1234", b"b")
    assert not rules.fits("\ud800", rules.stretched("1234", b"a"))


def locked_again(kept: SpendingPin, at: dt.datetime) -> SpendingPin:
    """Return a PIN after five more wrong tries."""
    for wrong in range(1, 5):
        kept = rules.after_wrong(kept, at)
        assert (kept.wrong, kept.locked_until) == (wrong, None)
    return rules.after_wrong(kept, at)


def test_a_pin_that_was_never_locked_may_be_typed() -> None:
    assert not rules.is_locked(SpendingPin(1, "x"), NOW, None)
    assert not rules.is_locked(SpendingPin(1, "x", wrong=4, locks=2), NOW, None)


def test_the_fifth_wrong_try_locks_it_for_one_minute() -> None:
    kept = locked_again(SpendingPin(1, "x"), NOW)
    assert rules.is_locked(kept, NOW, None)
    assert rules.is_locked(kept, NOW + 59 * SECOND, None)
    assert not rules.is_locked(kept, NOW + 60 * SECOND, None)
    assert rules.after_wrong(kept, NOW + 60 * SECOND).wrong == 1, "five tries again"


def test_each_lock_lasts_longer_than_the_one_before() -> None:
    kept, lengths = SpendingPin(1, "x"), []
    for _ in range(7):
        kept = locked_again(kept, NOW)
        assert kept.locked_until is not None
        lengths.append((kept.locked_until - NOW) // (60 * SECOND))
    assert lengths == [1, 5, 15, 60, 1440, 1440, 1440]


def test_only_what_is_recorded_ends_a_longer_lock() -> None:
    kept = locked_again(locked_again(SpendingPin(1, "x"), NOW), NOW)
    ends = NOW + 300 * SECOND
    assert rules.is_locked(kept, ends, ends - SECOND), "the clock alone was put forward"
    assert rules.is_locked(kept, ends, None)
    assert rules.is_locked(kept, ends - SECOND, ends)
    assert not rules.is_locked(kept, ends, ends)


def test_the_right_pin_forgets_the_wrong_ones() -> None:
    kept = replace(SpendingPin(1, "x"), wrong=4, locked_until=NOW, locks=3)
    assert rules.after_right(kept) == SpendingPin(1, "x")


def test_a_clock_that_was_set_back_frees_nobody() -> None:
    kept = SpendingPin(1, "x", 0, NOW + dt.timedelta(days=1), 1)
    assert rules.is_locked(kept, NOW, NOW)
