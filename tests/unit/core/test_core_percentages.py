"""Percentages as people read them, and discounts as shops of each language say them."""

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.core.percentages import WHOLE, percent_off, percent_text


def test_percentages_are_written_without_noughts() -> None:
    assert [percent_text(value) for value in (1_000, 1_250, 5, WHOLE)] == [
        *("10", "12.5", "0.05", "100")
    ]


@pytest.mark.parametrize(
    ("hundredths", "english", "mainland", "taiwan"),
    [
        (1_000, "−10 %", "9 折", "9 折"),
        (1_500, "−15 %", "8.5 折", "85 折"),
        (1_250, "−12.5 %", "8.75 折", "8.75 折"),
        (9_000, "−90 %", "1 折", "1 折"),
        (9_500, "−95 %", "0.5 折", "0.5 折"),
        (5, "−0.05 %", "9.995 折", "9.995 折"),
        (WHOLE, "−100 %", "免费", "免費"),
    ],
)
def test_a_discount_is_said_as_shops_say_it(
    hundredths: int, english: str, mainland: str, taiwan: str
) -> None:
    said = percent_off(hundredths)
    assert Translator("en").render(said) == english
    spoken = [Translator(one, localedir()) for one in ("zh_CN", "zh_TW")]
    assert [one.render(said) for one in spoken] == [mainland, taiwan]
