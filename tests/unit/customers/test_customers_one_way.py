"""Surnames whose characters are read otherwise only in old or rare words."""

import pytest

from smbcrm.membership.customers.folding import RunKind
from smbcrm.membership.customers.name_search import name_form
from smbcrm.membership.customers.pinyin import syllables


@pytest.mark.parametrize(("name", "typed"), [("游佩君", "lp"), ("葉怡君", "xy"), ("沈美玲", "cm")])
def test_a_surname_is_not_found_by_a_reading_it_never_has(name: str, typed: str) -> None:
    assert not name_form(name).has(RunKind.LETTERS, typed)


def test_the_same_character_later_in_a_name_keeps_its_readings() -> None:
    assert syllables("李叶", "李叶")[1] == ("ye", "xie")
    assert name_form("游佩君").has(RunKind.LETTERS, "yp")
