"""Which occasion is meant, and what each is called."""

import pytest

from smbcrm.membership.occasions.keeping import Meant, NoSuchOccasion, SeveralOccasions, without
from smbcrm.membership.occasions.lunar import LunarDate
from smbcrm.membership.occasions.types import Calendar, DateParts, Occasion, OccasionKind
from smbcrm.membership.occasions.words import lunar_words, occasion_words
from tests.helpers.reports import words

CHILD = OccasionKind.CHILD_BIRTHDAY
TOM = Occasion(CHILD, Calendar.SOLAR, 2015, 3, 5, label="Tom")
EVA = Occasion(CHILD, Calendar.LUNAR, None, 4, 1, is_leap_month=True, label="Eva")
SECOND_EVA = Occasion(CHILD, Calendar.LUNAR, None, 4, 1, label="Eva")
BORN = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 3, None)
ALL = (BORN, TOM, EVA, SECOND_EVA)


@pytest.mark.parametrize(
    ("meant", "gone"),
    [
        (Meant(OccasionKind.BIRTHDAY), BORN),
        (Meant(OccasionKind.BIRTHDAY, ""), BORN),
        (Meant(CHILD, "Tom"), TOM),
        (Meant(CHILD, None, DateParts(Calendar.SOLAR, 2015, 3, 5)), TOM),
        (Meant(CHILD, "Eva", DateParts(Calendar.LUNAR, None, 4, 1, is_leap_month=True)), EVA),
    ],
)
def test_one_is_meant_by_kind_name_or_date(meant: Meant, gone: Occasion) -> None:
    assert without(ALL, meant) == tuple(one for one in ALL if one != gone)


@pytest.mark.parametrize(
    "meant",
    [
        Meant(OccasionKind.CUSTOM),
        Meant(CHILD, ""),
        Meant(CHILD, "tom"),
        Meant(CHILD, "Tom", DateParts(Calendar.SOLAR, 2015, 3, 6)),
        Meant(CHILD, "Tom", DateParts(Calendar.LUNAR, 2015, 3, 5)),
    ],
)
def test_what_is_not_there_is_not_taken_away(meant: Meant) -> None:
    with pytest.raises(NoSuchOccasion):
        without(ALL, meant)


def test_of_several_the_one_is_asked_for() -> None:
    with pytest.raises(SeveralOccasions) as caught:
        without(ALL, Meant(CHILD, "Eva"))
    told = words().render(caught.value)
    assert "Child's birthday of Eva, Child's birthday of Eva" in told


def test_each_is_called_by_its_name() -> None:
    ours = Occasion(OccasionKind.CUSTOM, Calendar.SOLAR, None, 7, 1, label="{odd} 开业")
    told = [words().render(occasion_words(one)) for one in (BORN, TOM, ours)]
    assert told == ["Birthday", "Child's birthday of Tom", "{odd} 开业"]


def test_a_lunar_date_is_read_in_figures_and_in_chinese() -> None:
    leap = LunarDate(2020, 4, 1, is_leap_month=True)
    said = [words().render(lunar_words(leap, whole_month=whole)) for whole in (False, True)]
    assert said == ["4/1 leap 四月初一", "4 leap 四月"]
    assert words().render(lunar_words(LunarDate(2026, 8, 15))) == "8/15 八月十五"
