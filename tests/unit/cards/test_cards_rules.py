import datetime as dt
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.check_digits import luhn_digit
from smbcrm.membership.cards import rules
from smbcrm.membership.cards.types import LIVING, Card, CardState

PREFIXES = st.integers(1000, 9999).map(str)
DIGITS = st.text("0123456789", min_size=1, max_size=20)
AT = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)


def card(
    number: str, state: CardState = CardState.ACTIVE, day: int = 1, by: str | None = None
) -> Card:
    return Card(number, 1, state, dt.date(2026, 3, day), None, by, AT)


@pytest.mark.parametrize("number", ["79927398713", "4539578763621486", "0"])
def test_known_luhn_numbers(number: str) -> None:
    assert luhn_digit(number[:-1]) == number[-1]


@given(DIGITS, st.data())
def test_luhn_sees_any_digit_typed_wrong(digits: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(digits) - 1))
    wrong = data.draw(st.sampled_from("0123456789").filter(lambda sign: sign != digits[place]))
    typed = digits[:place] + wrong + digits[place + 1 :]
    assert luhn_digit(typed) != luhn_digit(digits)


@pytest.mark.parametrize("number", ["036000291452", "012345678905", "042100005264"])
def test_known_upc_numbers(number: str) -> None:
    assert rules.is_product_number(number)
    assert not rules.is_product_number(number[:-1] + str((int(number[-1]) + 1) % 10))


@given(PREFIXES, st.integers(0, rules.LAST_SERIAL - 200))
def test_candidates_rise_and_are_ours_and_no_product_code(prefix: str, after: int) -> None:
    numbers = list(islice(rules.candidates(prefix, after), 20))
    assert numbers == sorted(numbers)
    for number in numbers:
        assert rules.is_ours(number, prefix)
        assert not rules.is_product_number(number)
        assert len(number) == 12
        assert rules.serial_of(number) > after
        assert rules.card_number(prefix, rules.serial_of(number)) == number


def test_the_range_ends() -> None:
    assert list(rules.candidates("6810", rules.LAST_SERIAL)) == []


@pytest.mark.parametrize("number", ["", "68100000001", "6810000000171", "６８１０00000017", "abc"])
def test_what_is_not_ours(number: str) -> None:
    assert not rules.is_ours(number, "6810")


def test_a_wrong_check_digit_or_prefix_or_a_product_code_is_not_ours() -> None:
    number = next(rules.candidates("6810", 0))
    assert rules.is_ours(number, "6810")
    assert not rules.is_ours(number[:-1] + str((int(number[-1]) + 1) % 10), "6810")
    assert not rules.is_ours(number, "6811")
    skipped = [rules.card_number("6810", serial) for serial in range(1, 200)]
    products = [number for number in skipped if rules.is_product_number(number)]
    assert products
    assert not any(rules.is_ours(number, "6810") for number in products)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (" 6810 0000 0017 ", "681000000017"),
        ("６８１０", "6810"),
        ("A-12-b", "A-12-b"),
        ("123", None),
        ("x" * 33, None),
        ("----", None),
        ("card 8!", None),
        ("会员1234", None),
        ("", None),
    ],
)
def test_numbers_of_other_printers(typed: str, number: str | None) -> None:
    assert rules.read_number(typed) == number


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = rules.read_number(text)
    assert number is None or (4 <= len(number) <= 32 and number.isascii())


def test_the_active_card_is_replaced_before_a_lost_one_and_never_a_dead_one() -> None:
    lost = card("1", CardState.LOST, 9)
    assert rules.to_replace([lost, card("2", day=2), card("3", day=3)]) == card("3", day=3)
    assert rules.to_replace([card("4", CardState.VOID), lost]) == lost
    assert rules.to_replace([card("4", CardState.VOID), card("5", CardState.REPLACED)]) is None
    assert rules.to_replace([]) is None


def test_the_living_card_is_found_along_the_chain() -> None:
    first, second, third = (
        card("1", CardState.REPLACED, 1, "2"),
        card("2", CardState.REPLACED, 2, "3"),
        card("3", day=3),
    )
    other = card("9", day=9)
    assert rules.living_one([first, second, third, other], first) == third
    assert rules.living_one([first, second, other], first) == other
    assert rules.living_one([first], first) is None
    assert rules.living_one([card("1", CardState.LOST), third, other], card("1")) == card("1")


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = card("1", CardState.REPLACED, 1, "2"), card("2", CardState.REPLACED, 2, "1")
    assert rules.living_one([first, second], first) is None


@pytest.mark.parametrize("state", CardState)
def test_every_dead_state_says_why(state: CardState) -> None:
    shown = card("6810", state)
    assert shown.living == (state in LIVING) == (shown.why is None)
    if shown.why is not None:
        assert shown.why.params["number"] == "6810"
