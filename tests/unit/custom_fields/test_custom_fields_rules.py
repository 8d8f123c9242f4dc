"""Custom fields: names, lists, places, and what each kind takes."""

import pytest

from smbcrm.core.i18n import Text, Translator
from smbcrm.membership.custom_fields import rules, types
from smbcrm.membership.custom_fields.types import CustomField, FieldChanges, FieldKind, NewField
from smbcrm.membership.occasions.reading import DayOrder

ENGLISH = Translator("en")
SIZE = CustomField(1, "Shoe size", FieldKind.NUMBER, (), 1)
SKIN = CustomField(2, "Skin", FieldKind.CHOICE, ("dry", "Oily"), 2)
TEA = CustomField(3, "Tea", FieldKind.TEXT, (), 3)
KNOWN = (SIZE, SKIN, TEA)


def of(kind: FieldKind) -> CustomField:
    choices = ("dry", "Oily") if kind is FieldKind.CHOICE else ()
    return CustomField(1, "Field", kind, choices, 1)


def test_a_name_is_one_line_of_its_own() -> None:
    made = rules.checked(NewField("  Hair \n colour "), KNOWN)
    assert made == NewField("Hair colour", FieldKind.TEXT)
    for name in ("", " ", "n" * 41, "a\x07b"):
        with pytest.raises(types.BadFieldName):
            rules.checked(NewField(name), ())
    with pytest.raises(types.FieldNameTaken) as told:
        rules.checked(NewField("SHOE  size"), KNOWN)
    assert told.value.params == {"name": "Shoe size"}


def test_a_list_has_two_entries_at_least_and_each_once() -> None:
    def listed(*choices: str) -> tuple[str, ...]:
        return rules.checked(NewField("X", FieldKind.CHOICE, choices), ()).choices

    assert listed(" red ", "blue  green") == ("red", "blue green")
    for wrong in (
        (),
        ("a",),
        ("a", "A"),
        ("a", ""),
        ("a", "b" * 61),
        ("a", "b\x07"),
        tuple(map(str, range(101))),
    ):
        with pytest.raises(types.BadChoices):
            listed(*wrong)
    with pytest.raises(types.NoListHere):
        rules.checked(NewField("X", FieldKind.DATE, ("a", "b")), ())


def test_so_many_fields_are_shown_and_no_more() -> None:
    many = tuple(CustomField(n, f"F{n}", FieldKind.TEXT, (), n) for n in range(1, 51))
    rules.check_room(many[1:])
    with pytest.raises(types.TooManyFields):
        rules.check_room(many)
    retired = CustomField(51, "Old", FieldKind.TEXT, (), 51, active=False)
    with pytest.raises(types.TooManyFields):
        rules.changed(retired, FieldChanges(active=True), (*many, retired), {})
    assert rules.changed(retired, FieldChanges(name="Older"), (*many, retired), {}).name == "Older"


def test_what_is_not_given_stays() -> None:
    assert rules.changed(SKIN, FieldChanges(), KNOWN, {"dry": 2}) == SKIN
    assert rules.changed(SKIN, FieldChanges(name="SKIN"), KNOWN, {}).name == "SKIN"
    with pytest.raises(types.FieldNameTaken):
        rules.changed(SKIN, FieldChanges(name="tea"), KNOWN, {})
    changes = FieldChanges("Eyes", FieldKind.TEXT, None, 1, active=False)
    after = rules.changed(SKIN, changes, KNOWN, {"dry": 2})
    assert after == CustomField(2, "Eyes", FieldKind.TEXT, (), 1, active=False)
    assert set(FieldChanges(place=2, active=False).given()) == {"place", "active"}


def test_a_field_moves_among_the_others() -> None:
    def order(field: CustomField, place: int) -> list[tuple[str, int]]:
        after = rules.changed(field, FieldChanges(place=place), KNOWN, {})
        return [(one.name, one.place) for one in rules.in_order(KNOWN, after)]

    assert order(TEA, 1) == [("Tea", 1), ("Shoe size", 2), ("Skin", 3)]
    assert order(SIZE, 2) == [("Skin", 1), ("Shoe size", 2), ("Tea", 3)]
    assert order(SIZE, 1) == [("Shoe size", 1), ("Skin", 2), ("Tea", 3)]
    for place in (0, 4):
        with pytest.raises(types.BadPlace):
            order(TEA, place)


def test_what_customers_have_stays_possible() -> None:
    with pytest.raises(types.ChoiceInUse) as told:
        rules.changed(SKIN, FieldChanges(choices=("dry", "normal")), KNOWN, {"Oily": 3, "dry": 1})
    assert told.value.params == {"name": "Skin", "choice": "Oily", "count": 3}
    with pytest.raises(types.KindCannotHold) as refused:
        rules.changed(TEA, FieldChanges(kind=FieldKind.NUMBER), KNOWN, {"7": 1, "x" * 60: 1})
    assert refused.value.params == {"name": "Tea", "value": f"{'x' * 40}…"}
    with pytest.raises(types.KindCannotHold):  # 7.50 would be another text than the 7.5 it becomes
        rules.changed(TEA, FieldChanges(kind=FieldKind.NUMBER), KNOWN, {"7.50": 1})
    after = rules.changed(TEA, FieldChanges(kind=FieldKind.NUMBER), KNOWN, {"7.5": 1})
    assert after.kind is FieldKind.NUMBER


def test_a_field_is_found_by_its_name() -> None:
    assert rules.called(" tea ", KNOWN) is TEA
    with pytest.raises(types.UnknownField) as told:
        rules.called("x" * 50, KNOWN)
    assert told.value.params == {"name": f"{'x' * 40}…", "known": ["Shoe size", "Skin", "Tea"]}
    with pytest.raises(types.NoFieldsYet):
        rules.called("Tea", ())
    retired = CustomField(4, "Old", FieldKind.TEXT, (), 4, active=False)
    assert rules.called("old", (retired,)) is retired
    with pytest.raises(types.FieldRetired):
        rules.shown_one("old", (retired,))
    assert rules.shown_one("tea", KNOWN) is TEA


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", " green tea\n", "green tea"),
        ("text", "\x00 ", ""),
        ("number", "38,5", "38.5"),
        ("number", "−0.250", "-0.25"),
        ("number", "-0", "0"),
        ("number", "1 200", "1200"),
        ("number", "１２", "12"),
        ("number", "1000000000", "1000000000"),
        ("date", "2026-03-05", "2026-03-05"),
        ("date", "5/3/2026", "2026-03-05"),
        ("date", "2099年3月5日", "2099-03-05"),
        ("yes_no", "Y", "yes"),
        ("yes_no", "是", "yes"),
        ("yes_no", "否", "no"),
        ("choice", "DRY", "dry"),
        ("choice", "oily", "Oily"),
    ],
)
def test_a_value_has_one_form(kind: str, typed: str, kept: str) -> None:
    field = of(FieldKind(kind))
    assert rules.read_value(field, typed, DayOrder.DAY_FIRST) == kept
    assert not kept or rules.holds(field, kept)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("text", "x" * 501, "at most 500 signs"),
        ("number", "big", "“big” is not a number"),
        ("number", "--1", "is not a number"),
        ("number", "0.0005", "is not a number"),
        ("number", "1,234", "can be 1.234 or 1234"),
        ("number", "1000000001", "go up to 1000000000"),
        ("date", "31/02/2026", "has 28 days. Correct the date."),
        ("date", "03/05", "is no full date"),
        ("date", "农历1990年八月十五", "is no full date"),
        ("yes_no", "maybe", "neither yes nor no"),
        ("choice", "green", "Choose one of these: dry, Oily."),
    ],
)
def test_what_a_field_cannot_hold_is_refused(kind: str, typed: str, said: str) -> None:
    with pytest.raises(types.BadFieldValue) as told:
        rules.read_value(of(FieldKind(kind)), typed, DayOrder.DAY_FIRST)
    words = ENGLISH.render(Text(told.value.msgid, told.value.params))
    assert words.startswith("Field: ")
    assert said in words
    assert not rules.holds(of(FieldKind(kind)), typed)


def test_a_value_in_words() -> None:
    assert ENGLISH.value(of(FieldKind.YES_NO).shown("no")) == "no"
    assert of(FieldKind.NUMBER).shown("1.5") == "1.5"
