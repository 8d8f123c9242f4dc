"""The list of likely pairs on either database: complete, as the warning on entry says, in order."""

import random
from collections.abc import Mapping
from unittest.mock import patch

import pytest

from smbcrm.core.i18n import LANGUAGES, Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.customers import steps
from smbcrm.membership.customers.alike import Mark, MarkKind
from smbcrm.membership.customers.kinds import Sameness
from smbcrm.membership.customers.likeness import Naming, Reason
from smbcrm.membership.customers.types import Details, Profile
from smbcrm.membership.duplicates import blocks
from smbcrm.membership.duplicates.types import Crowd, Duplicates
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.relationships.types import LinkKind
from tests.helpers.duplicate_oracle import likely
from tests.helpers.shops import StillShop

_FULL = "王丽", "汪麗", "Wang Li", "Ann Smith", "SMITH, Ann", "Anne Smith", "Bo", "李伟", "…"
_PHONES = "13800138000", "+86 139 0013 8000", "0000 000", "０００００００", "12345", "07700 900108"
_EMAILS = "", "", "ann@example.com", "Ann@Example.com", "bo@example.com"
_IDS = "", "", "grace88", " Grace88", "\u3000grace88\t", "-", "%", "13800138000"
_MOST, _MOST_BORN = 4, 8


def born(year: int | None, day: int = 5, calendar: Calendar = Calendar.SOLAR) -> Occasion:
    return Occasion(OccasionKind.BIRTHDAY, calendar, year, 3, day)


_BORN = (born(1990), born(None), born(1991), born(None, 6), born(1990, 5, Calendar.LUNAR))


def filled(shop: StillShop, seed: int) -> Mapping[int, Profile]:
    """Add some customers who have much in common, and return what is known of them."""
    rng = random.Random(seed)  # noqa: S311 - test data, and it must repeat
    customers = shop.services.customers
    for _ in range(24):
        customers.add(
            Details(
                full_name=rng.choice(_FULL),
                phones=tuple(rng.sample(_PHONES, rng.randrange(3))),
                email=rng.choice(_EMAILS),
                wechat=rng.choice(_IDS),
                whatsapp=rng.choice(_IDS),
                line=rng.choice(_IDS),
                occasions=tuple(rng.sample(_BORN, rng.randrange(3))),
            )
        )
    return {one: customers.get(one).profile for one in customers.ids()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_everybody_compared_with_everybody_comes_to_the_same_list(
    shop: StillShop, seed: int
) -> None:
    people = filled(shop, seed)
    linked = ((1, 2), (9, 3), (4, 5))
    for one, other in linked:
        shop.services.relationships.link(one, other, LinkKind.SPOUSE)
    with patch.multiple(blocks, MOST_SHARING=_MOST, MOST_BORN=_MOST_BORN):
        found = shop.services.duplicates.find()
    told = [
        (pair.one.id, pair.other.id, pair.reasons, pair.naming, pair.score) for pair in found.pairs
    ]
    assert told == likely(people, linked, most=_MOST, most_born=_MOST_BORN)
    assert told
    assert found.crowds


@pytest.mark.parametrize("seed", [4, 5])
def test_the_warning_on_entry_names_whom_the_list_names(shop: StillShop, seed: int) -> None:
    people = filled(shop, seed)
    with patch.multiple(blocks, MOST_SHARING=99, MOST_BORN=99):
        listed = {
            frozenset((pair.one.id, pair.other.id)): _said(pair.reasons)
            for pair in shop.services.duplicates.find().pairs
        }
    warned: dict[frozenset[int], set[Sameness]] = {}
    with patch.object(steps, "_MOST_ALIKE", 99):
        for customer, profile in people.items():
            for one in shop.uow.read(steps.alike, customer, profile):
                warned.setdefault(frozenset((customer, one.id)), set()).add(one.why)
    assert set(warned) == set(listed)
    assert all(why <= listed[pair] for pair, why in warned.items())


def _said(reasons: frozenset[Reason]) -> set[Sameness]:
    birthdays = {Reason.BIRTHDAY, Reason.BIRTH_DAY}
    found = {Sameness(one.value) for one in reasons - birthdays}
    return found | ({Sameness.NAME_AND_BIRTHDAY} if reasons & birthdays else set())


def test_a_placeholder_is_told_once(shop: StillShop) -> None:
    for number in range(12):
        shop.services.customers.add(
            Details(full_name=f"P{number}", phones=("0000000000",), email="none@none.example")
        )
    found = shop.services.duplicates.find()
    phone, email = Mark(MarkKind.PHONE, "0000000000"), Mark(MarkKind.EMAIL, "none@none.example")
    assert found == Duplicates((), (Crowd(email, 12), Crowd(phone, 12)))
    (section,) = shop.services.duplicates.document(found).sections
    (table,) = section.tables
    assert [row[1:] for row in table.rows] == [
        ("none@none.example", "", 12),
        ("0000000000", "", 12),
    ]


def test_crowds_are_told_in_words(shop: StillShop) -> None:
    known = {
        born(1900): [f"{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(101)],
        born(None, 7): ["Walk In"] * 11,
        born(1990, 5, Calendar.LUNAR): ["王丽"] * 11,
    }
    for day, names in known.items():
        for name in names:
            shop.services.customers.add(Details(full_name=name, occasions=(day,)))
    found = shop.services.duplicates.find()
    assert [one.customers for one in found.crowds] == [101, 11, 11]
    document = shop.services.duplicates.document(found)
    (section,) = document.sections
    rows = [row[1:] for table in section.tables for row in table.rows]
    assert rows[0] == ("1900-03-05", "", 101)
    assert {row[1] for row in rows[1:]} == {"Walk In", "王丽"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_as_a_document(shop: StillShop, language: str) -> None:
    add = shop.services.customers.add
    for name in ("=cmd|' /C calc'!A0", "<b>{name}\u202e"):
        add(Details(full_name=name, phones=("13800138000",)))
    add(Details(full_name="<B>{name}", email="a@example.com"))
    add(Details(phones=("13800138000",)))
    duplicates = shop.services.duplicates
    found = duplicates.find()
    assert [(pair.score, pair.naming) for pair in found.pairs] == [
        *((45, Naming.MISSING), (45, Naming.MISSING)),
        (35, Naming.DIFFERENT),
    ]
    document = duplicates.document(found, 2)
    words = Translator(language, localedir())
    assert [fact.value for fact in document.facts] == [3, 0]
    assert len(document.notes) == 2
    (table,) = document.sections[0].tables
    assert table.rows[0][2] == "=cmd|' /C calc'!A0"
    for ending in (".xlsx", ".csv", ".pdf"):
        made = shop.services.reports.writers[ending].make(document, words, {})
        assert made.content
    assert len(duplicates.document(found).sections[0].tables[0].rows) == 3


def test_an_empty_shop_has_nobody_alike(shop: StillShop) -> None:
    duplicates = shop.services.duplicates
    document = duplicates.document(duplicates.find())
    assert (document.sections, len(document.notes)) == ((), 1)
