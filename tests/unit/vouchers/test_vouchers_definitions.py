"""What may be said of a voucher that the shop gives, and what it is called."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.i18n import Translator
from smbcrm.membership.tiers.limits import NotForTier, check_tier
from smbcrm.membership.tiers.types import UnknownTier
from smbcrm.membership.vouchers import codes, definitions, errors
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE, KINDS
from smbcrm.membership.vouchers.kinds.kind import Payable, VoucherKind, Worth
from smbcrm.membership.vouchers.types import (
    NO_DAY,
    DefinitionChanges,
    NewDefinition,
    effect_of,
)
from tests.unit.vouchers.samples import TIERS, TODAY, TRIM, USD, definition

TEN = NewDefinition("TEN", "Tenner", "amount_off", 1_000)
TENTH = NewDefinition("TENTH", "A tenth", "percent_off", 1_000)
FREE = NewDefinition("TRIM", "Free trim", "free_item", item="TRIM")


def checked(new: NewDefinition) -> NewDefinition:
    return definitions.check_definition(new, TIERS, USD)


def test_each_kind_keeps_what_it_needs() -> None:
    assert checked(replace(TEN, code=" TEN ", name=" Tenner ", item="TRIM")) == TEN
    assert checked(replace(FREE, value=5)) == FREE
    assert checked(replace(TENTH, value=10_000)).value == 10_000
    said = replace(TEN, tiers=("gold", "gold", "silver"), on_entry="gold", points=5, days=1)
    assert checked(said).tiers == ("gold", "silver")
    assert checked(replace(TEN, first_day=TODAY, last_day=TODAY)).last_day == TODAY


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (replace(TEN, kind="magic"), errors.UnknownVoucherKind),
        (replace(TEN, value=0), errors.BadVoucherAmount),
        (replace(TEN, value=None), errors.BadVoucherAmount),
        (replace(TEN, value=10**13), errors.BadVoucherAmount),
        (replace(TENTH, value=10_001), errors.BadPercentage),
        (replace(TENTH, value=0), errors.BadPercentage),
        (replace(FREE, item=None), errors.VoucherWithoutItem),
        (replace(TEN, code="TEN OFF"), errors.BadDefinition),
        (replace(TEN, name=" "), errors.BadDefinition),
        (replace(TEN, name="x" * 201), errors.BadDefinition),
        (replace(TEN, minimum=-1), errors.BadDefinition),
        (replace(TEN, points=0), errors.BadDefinition),
        (replace(TEN, days=0), errors.BadDefinition),
        (replace(TEN, days=36_501), errors.BadDefinition),
        (replace(TEN, days=5, last_day=TODAY), errors.BadDefinition),
        (replace(TEN, first_day=TODAY, last_day=dt.date(2026, 3, 9)), errors.BadDefinition),
        (replace(TEN, tiers=("bronze",)), UnknownTier),
        (replace(TEN, on_entry="bronze"), UnknownTier),
        (replace(TEN, on_entry="regular"), errors.NobodyEnters),
    ],
)
def test_what_cannot_be_is_refused(wrong: NewDefinition, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        checked(wrong)


def test_changes_keep_code_and_kind_and_can_take_away() -> None:
    before = definition(
        days=None, first_day=TODAY, last_day=TODAY, on_entry="gold", points=5, minimum=100
    )
    same = definitions.changed(before, DefinitionChanges(), TIERS, USD)
    assert same == definitions.as_new(before)
    none = DefinitionChanges(
        name="Ten off", days=0, first_day=NO_DAY, last_day=NO_DAY, on_entry="", points=0
    )
    after = definitions.changed(before, none, TIERS, USD)
    assert after == NewDefinition("TEN", "Ten off", "amount_off", 1_000, minimum=100)
    assert none.back_to(before) == DefinitionChanges(
        "Tenner", days=0, first_day=TODAY, last_day=TODAY, on_entry="gold", points=5
    )
    assert DefinitionChanges(active=False).back_to(before) == DefinitionChanges(active=True)
    free = definition("free_item", None, item=TRIM)
    assert definitions.as_new(free).item == "TRIM"
    assert DefinitionChanges(item="CUT").back_to(free) == DefinitionChanges(item="TRIM")
    later = definitions.changed(before, DefinitionChanges(last_day=dt.date.max), TIERS, USD)
    assert later.last_day == dt.date.max


def test_who_may_have_it() -> None:
    definitions.check_active(definition())
    with pytest.raises(errors.DefinitionOff):
        definitions.check_active(definition(active=False))
    check_tier("Tenner", (), TIERS[0], TIERS)
    check_tier("Tenner", ("gold",), TIERS[2], TIERS)
    with pytest.raises(NotForTier) as refused:
        check_tier("Tenner", ("gold", "silver"), TIERS[0], TIERS[::-1])
    assert refused.value.params == {
        "name": "Tenner",
        "tiers": ["Gold", "Silver"],
        "tier": "Regular",
    }


def test_every_kind_says_what_it_is() -> None:
    english = Translator("en")
    said = {
        kind.code: english.render(effect_of(kind.code, 1_250, "Fringe trim", USD)) for kind in KINDS
    }
    assert said == {
        "amount_off": "$12.50 off",
        "percent_off": "−12.5 %",
        "free_item": "Fringe trim free",
        "next_visit": "$12.50 off the next visit",
        "bring_a_friend": "$12.50 off, for friends",
    }
    assert effect_of("of_a_later_version", None, "", USD).msgid == "of_a_later_version"
    assert len(BY_CODE) == len(KINDS)
    assert len({kind.title for kind in KINDS}) == len(KINDS)
    assert english.render(definition(value=500).effect(USD)) == "$5.00 off"
    assert (definition(value=500).worth, definition("free_item", None).worth) == (500, 0)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_no_kind_takes_more_than_there_is(kind: VoucherKind) -> None:
    lines = (Payable(TRIM.id, 300, 1_000), Payable(None, 5, 1_000))
    after = kind.take(TRIM.id if kind.worth is Worth.ITEM else 10_000, lines)
    assert all(0 <= left.net <= line.net for left, line in zip(after, lines, strict=True))


def test_codes_are_a_letter_and_digits_of_which_the_last_one_checks() -> None:
    made = list(codes.candidates(4_900))
    assert made[:2] == ["V00049007", "B00049007"]
    assert len(set(made)) == len(made)
    assert all(codes.is_voucher_code(code) for code in made)
    assert next(codes.candidates(123_456_789)).startswith("V123456789")


@given(st.integers(1, 10**9))
def test_whatever_code_a_voucher_gets_is_kept_from_cards(lot: int) -> None:
    for code in codes.candidates(lot):
        assert codes.may_be_issued(code)
        assert codes.may_be_issued(code.lower())
        assert not codes.may_be_issued(f"{code[:-1]}{(int(code[-1]) + 1) % 10}")


@pytest.mark.parametrize("number", ["V123", "A1001", "A10010012", "I00049007", "00049007", "VIP-1"])
def test_other_letters_and_digits_are_cards_from_elsewhere(number: str) -> None:
    assert not codes.may_be_issued(number)


@pytest.mark.parametrize(
    ("number", "is_one"),
    [("V123", True), ("k0001", True), ("V-123", False), ("123", False), ("AB12", False)],
)
def test_voucher_codes_are_a_letter_and_digits(number: str, *, is_one: bool) -> None:
    assert codes.is_voucher_code(number) is is_one
    assert (codes.read_code(number) is not None) is is_one


def test_a_code_is_read_however_it_is_typed() -> None:
    for text in (" v0004 9007 ", "V00049007", "\uff3600049007"):
        assert codes.read_code(text) == "V00049007"
    assert codes.read_code("") is None
