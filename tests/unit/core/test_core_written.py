"""Figures as people read them, without a window: any language, any currency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.i18n import Translator
from smbcrm.core.money import Currency
from smbcrm.core.paths import localedir
from smbcrm.core.written import MINUS, Written

WORDS = Written(Translator("en", localedir()), Currency("USD", 2))


@pytest.mark.parametrize(
    ("thousandths", "quantity"),
    [
        (0, "0"),
        (1000, "1"),
        (500, "0.5"),
        (1255, "1.255"),
        (10_000, "10"),
        (1_250_000, "1,250"),
        (-500, "−0.5"),
        (-1_250_500, "−1,250.5"),
    ],
)
def test_a_quantity_is_grouped_and_keeps_its_sign(thousandths: int, quantity: str) -> None:
    assert WORDS.quantity(thousandths) == quantity


@given(st.integers(-(10**15), 10**15))
def test_a_quantity_is_exact_and_no_longer_than_it_must_be(thousandths: int) -> None:
    shown = WORDS.quantity(thousandths)
    sign = -1 if shown.startswith(MINUS) else 1
    whole, _, part = shown.removeprefix(MINUS).replace(",", "").partition(".")
    assert sign * (int(whole) * 1000 + int(f"{part:0<3}")) == thousandths
    assert not part.endswith("0")


def test_figures_need_neither_a_zone_nor_a_window() -> None:
    assert (WORDS.money(-5800), WORDS.signed(220), WORDS.number(-40)) == (
        "−$58.00",
        "+$2.20",
        "−40",
    )
