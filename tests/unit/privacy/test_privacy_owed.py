from dataclasses import replace

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.core.money import Currency
from smbcrm.membership.privacy.erasing import check_reason
from smbcrm.membership.privacy.types import BadEraseReason, EraseReason, Owed, VisitsOwed

NOTHING = Owed(Currency("USD", 2))
WORDS = Translator("en")


def said(owed: Owed) -> list[str]:
    return [WORDS.render(one) for one in owed.words]


@pytest.mark.parametrize(
    ("owed", "words"),
    [
        (replace(NOTHING, principal=1250), ["paid part $12.50"]),
        (replace(NOTHING, gift=1), ["gift part $0.01"]),
        (replace(NOTHING, credit=100), ["store credit $1.00"]),
        (replace(NOTHING, points=7), ["points 7"]),
        (replace(NOTHING, visits=(VisitsOwed("Cuts", 3),)), ["Cuts: visits 3"]),
        (replace(NOTHING, vouchers=2), ["vouchers 2"]),
    ],
)
def test_whatever_is_owed_is_said(owed: Owed, words: list[str]) -> None:
    assert not owed.nothing
    assert said(owed) == words


def test_points_that_are_owed_to_the_shop_hold_nobody() -> None:
    short = replace(NOTHING, points=-5)
    assert short.nothing
    assert said(short) == []


def test_reasons() -> None:
    for reason in EraseReason:
        check_reason(reason)
    with pytest.raises(BadEraseReason):
        check_reason("")
