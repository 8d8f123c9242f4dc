"""Check digits of numbers that others gave; examples of their standards and of known companies."""

import pytest

from smbcrm.core.check_digits import (
    credit_code_adds_up,
    iban_adds_up,
    uniform_number_adds_up,
)


@pytest.mark.parametrize(
    "iban", ["GB82 WEST 1234 5698 7654 32", "de89370400440532013000", "NO93-8601-1117-947"]
)
def test_an_iban_leaves_one(iban: str) -> None:
    assert iban_adds_up(iban) is True
    last = "1" if iban[-1] != "1" else "2"
    assert iban_adds_up(iban[:-1] + last) is False


@pytest.mark.parametrize("local", ["6222021234567890123", "GB82", "808-123456-001", "", "Ann"])
def test_a_local_account_is_no_iban(local: str) -> None:
    assert iban_adds_up(local) is None


@pytest.mark.parametrize(
    "code", ["91110000101623741K", "9111 0106 6976 9418 72", "91350100m000100y43"]
)
def test_a_credit_code_has_its_sign(code: str) -> None:
    assert credit_code_adds_up(code) is True
    assert credit_code_adds_up(code.replace("1", "2", 1)) is False


def test_a_sole_trader_has_the_number_of_a_resident() -> None:
    assert credit_code_adds_up("11010519491231002X") is True
    assert credit_code_adds_up("110105194912310021") is False
    assert credit_code_adds_up("9111000010162374IK") is False  # an I is in none of them
    assert credit_code_adds_up("911100001016237") is None


@pytest.mark.parametrize("number", ["22099131", "04595257", "10458575"])
def test_a_uniform_number_makes_a_multiple_of_five(number: str) -> None:
    assert uniform_number_adds_up(number) is True
    last = str((int(number[-1]) + 1) % 10)
    assert uniform_number_adds_up(number[:-1] + last) is False


def test_a_seven_at_the_seventh_place_counts_ten_or_nothing() -> None:
    assert [uniform_number_adds_up(f"0000007{last}") for last in range(10)] == [
        last % 5 in (4, 0) for last in range(10)
    ]
    assert uniform_number_adds_up("2209913") is None
