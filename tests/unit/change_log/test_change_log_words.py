"""Changes in words: every field that is written has a name, and every value is one for people."""

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.core.money import Currency
from smbcrm.membership.cards.types import CardAct
from smbcrm.membership.change_log.acts import act_words
from smbcrm.membership.change_log.types import Change
from smbcrm.membership.change_log.words import Names, field_words, referred, value_words
from smbcrm.membership.custom_fields.types import CustomField, FieldKind

OPTED_OUT = "opted out before, under the same phone or e-mail"
ENGLISH = Translator("en")
NAMES = Names(
    {1: "Mia"},
    {1: "Till 1"},
    {3: "Gold"},
    "Regular",
    {5: ("C5", "Bo"), 6: ("C6", "")},
    {2: CustomField(2, "Glasses", FieldKind.YES_NO, (), 1)},
    Currency("USD", 2),
    {"colour": "Colour formula"},
)


def said(field: str, part: str, value: str | None) -> tuple[str, str]:
    change = Change(7, field, part, None, value)
    words = value_words(change, value, NAMES)
    return ENGLISH.value(field_words(change, NAMES)), "" if words is None else ENGLISH.value(words)


@pytest.mark.parametrize(
    ("field", "part", "value", "expected"),
    [
        ("email", "", None, ("E-mail", "")),
        ("email", "", "a@example.com", ("E-mail", "a@example.com")),
        ("kind", "", "company", ("Person or company", "company")),
        ("custom", "2", "yes", ("Custom field: Glasses", "yes")),
        ("custom", "2", "of before", ("Custom field: Glasses", "of before")),
        ("custom", "9", "x", ("Custom field: ?", "x")),
        ("field_name", "2", "Lenses", ("Name of a custom field: Glasses", "Lenses")),
        ("field_kind", "2", "yes_no", ("Kind of a custom field: Glasses", "Yes or no")),
        ("field_choices", "2", "a\nb", ("List of a custom field: Glasses", "a, b")),
        ("field_active", "2", "off", ("Custom field is shown: Glasses", "off")),
        ("field_order", "", "9\n2", ("Order of custom fields", "?, Glasses")),
        ("status", "", "gone", ("Status", "gone")),
        ("looked_after_by", "", "1", ("Looked after by", "Mia")),
        ("looked_after_by", "", "9", ("Looked after by", "?")),
        ("referrer", "", "5", ("Referrer", "Bo (C5)")),
        ("referrer", "", "6", ("Referrer", "C6")),
        ("referrer", "", "9", ("Referrer", "?")),
        ("phones", "", "1\n2", ("Phone", "1, 2")),
        ("language", "", "zh_TW", ("Language", "繁體中文")),
        (
            "record",
            "colour",
            "2026-01-02 6/0",
            ("Service record: Colour formula", "2026-01-02 6/0"),
        ),
        ("record", "gone", "x", ("Service record: gone", "x")),
        ("occasion", "birthday:", "solar 1990 3 5 0", ("Occasion: Birthday", "1990-03-05")),
        (
            *("occasion", "pet_birthday:Rex", "lunar - 8 15 0"),
            ("Occasion: Pet's birthday, Rex", "农历八月十五"),
        ),
        ("occasion", "custom:Moved", None, ("Occasion: Moved", "")),
        ("consent", "sms", "given form 7", ("Consent: SMS", "given, form 7")),
        ("consent", "sms", "refused", ("Consent: SMS", "refused")),
        ("consent", "sms", "refused opted_out_before", ("Consent: SMS", f"refused, {OPTED_OUT}")),
        ("consent", "purpose:photos", "given", ("Consent: photos", "given")),
        ("card", "68", "active 2027-01-31", ("Card: 68", "active, until 2027-01-31")),
        ("card", "68", "frozen", ("Card: 68", "frozen")),
        ("tier", "", None, ("Tier", "Regular")),
        ("tier", "", "3 2027-01-31", ("Tier", "Gold, until 2027-01-31")),
        ("relationship", "5", "spouse", ("Relationship: Bo (C5)", "spouse")),
        ("pin", "", "set", ("Spending PIN", "a PIN, which is never shown")),
        ("setting", "shop.name", "Wren", ("Setting: Name of the shop", "Wren")),
        (
            *("setting", "stored_value.pin_from", "5000"),
            ("Setting: Spending PIN from an amount on", "$50.00"),
        ),
        (
            *("setting", "stored_value.pin_from", "off"),
            ("Setting: Spending PIN from an amount on", "off"),
        ),
        ("setting", "of.later", "7", ("Setting: of.later", "7")),
        ("staff_name", "1", "Mia", ("Staff: Mia", "Mia")),
        ("staff_active", "1", "off", ("Works here: Mia", "off")),
        ("staff_customer", "1", "5", ("Staff as a customer: Mia", "Bo (C5)")),
        ("till_name", "9", "Till 9", ("Till: ?", "Till 9")),
        ("till_active", "1", "on", ("Till in use: Till 1", "on")),
        ("of_later", "", "x", ("of_later", "x")),
    ],
)
def test_a_change_in_words(
    field: str, part: str, value: str | None, expected: tuple[str, str]
) -> None:
    assert said(field, part, value) == expected


def test_who_else_is_named_is_looked_up() -> None:
    changes = (
        Change(7, "referrer", "", None, "5"),
        Change(None, "staff_customer", "1", "5", "6"),
        Change(7, "relationship", "8", None, "spouse"),
        Change(7, "email", "", "5", "6"),
    )
    assert [list(referred(change)) for change in changes] == [[5], [5, 6], [8], []]


def test_by_what_it_was_changed() -> None:
    assert str(act_words("import")) == "import"
    assert str(act_words("card_freeze")) == "card frozen"
    assert str(act_words("card_of_later")) == "card_of_later"
    assert {str(act_words(f"card_{act}")) for act in CardAct} >= {"card issued", "card replaced"}
