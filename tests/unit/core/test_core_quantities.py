"""Quantities as JSON and tables have them."""

import pytest

from smbcrm.core.written import quantity_text


@pytest.mark.parametrize(
    ("thousandths", "text"),
    [(2000, "2"), (500, "0.5"), (1_250_000, "1250"), (0, "0"), (-500, "-0.5"), (-1500, "-1.5")],
)
def test_a_quantity_is_plain_and_keeps_its_sign(thousandths: int, text: str) -> None:
    assert quantity_text(thousandths) == text
