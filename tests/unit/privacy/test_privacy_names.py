"""The name that is typed before somebody is erased."""

import pytest

from smbcrm.core.money import Currency
from smbcrm.membership.privacy.types import Erasing, NameDiffers, Owed


def erasing(name: str) -> Erasing:
    return Erasing(7, "C000007", name, Owed(Currency("USD", 2)), ())


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Hannah Brooks", " Hannah  Brooks\n"),
        ("陈雨桐", "陈雨桐"),
        ("Bob \u202etxt", "Bob txt"),
        ("", "C000007"),
    ],
)
def test_it_is_typed_as_it_is_shown(name: str, typed: str) -> None:
    erasing(name).check_name(typed)


@pytest.mark.parametrize("typed", ["", "hannah brooks", "Hannah", "Hannah Brooks II"])
def test_another_name_is_refused(typed: str) -> None:
    with pytest.raises(NameDiffers):
        erasing("Hannah Brooks").check_name(typed)
