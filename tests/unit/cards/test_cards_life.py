"""What may be done with a card, and until when it is valid."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.clock import add_months
from smbcrm.core.i18n import Translator
from smbcrm.membership.cards import errors, rules
from smbcrm.membership.cards.types import LIVING, Card, CardAct, CardState

TODAY = dt.date(2026, 3, 10)
AT = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
A, S = CardAct, CardState
ENGLISH = Translator("en")
STATES = st.sampled_from(CardState)
ACTS = st.sampled_from([act for act in CardAct if act not in {CardAct.ISSUE, CardAct.UNDO}])
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
MONTHS = st.integers(0, 240)


def card(state: CardState = S.ACTIVE, until: dt.date | None = None) -> Card:
    by = "6820" if state is S.REPLACED else None
    return Card("6810", 1, state, dt.date(2025, 1, 1), until, by, AT)


# One row for each state, one column for each act: what becomes of the card, or what is said.
TABLE = {
    S.ISSUED: {
        A.HAND_OVER: S.ACTIVE,
        A.FREEZE: S.FROZEN,
        A.UNFREEZE: "The card 6810 waits to be handed over. There is nothing to do.",
        A.REPORT_LOST: S.LOST,
        A.REPLACE: S.REPLACED,
        A.RENEW: S.ISSUED,
        A.VOID: S.VOID,
    },
    S.ACTIVE: {
        A.HAND_OVER: "The card 6810 is in use. There is nothing to do.",
        A.FREEZE: S.FROZEN,
        A.UNFREEZE: "The card 6810 is in use. There is nothing to do.",
        A.REPORT_LOST: S.LOST,
        A.REPLACE: S.REPLACED,
        A.RENEW: S.ACTIVE,
        A.VOID: S.VOID,
    },
    S.FROZEN: {
        A.HAND_OVER: "The card 6810 is frozen. Unfreeze it first.",
        A.FREEZE: "The card 6810 is frozen. There is nothing to do.",
        A.UNFREEZE: S.ACTIVE,
        A.REPORT_LOST: S.LOST,
        A.REPLACE: S.REPLACED,
        A.RENEW: "The card 6810 is frozen. Unfreeze it first.",
        A.VOID: S.VOID,
    },
    S.LOST: {
        A.HAND_OVER: "The card 6810 was reported lost. Unfreeze it if it was found, else replace "
        "it.",
        A.FREEZE: "The card 6810 was reported lost. There is nothing to do.",
        A.UNFREEZE: S.ACTIVE,
        A.REPORT_LOST: "The card 6810 was reported lost. There is nothing to do.",
        A.REPLACE: S.REPLACED,
        A.RENEW: "The card 6810 was reported lost. Unfreeze it if it was found, else replace it.",
        A.VOID: S.VOID,
    },
    S.EXPIRED: {
        A.HAND_OVER: "The card 6810 has expired. Renew it, or replace it.",
        A.FREEZE: "The card 6810 has expired. There is nothing to do.",
        A.UNFREEZE: "The card 6810 has expired. Renew it, or replace it.",
        A.REPORT_LOST: S.LOST,
        A.REPLACE: S.REPLACED,
        A.RENEW: S.ACTIVE,
        A.VOID: S.VOID,
    },
}
FINAL = {
    S.REPLACED: "The card 6810 was replaced by 6820. That is final: take the one that followed.",
    S.VOID: "The card 6810 is void. That is final: issue a new card.",
}
CELLS = [(state, act, cell) for state, row in TABLE.items() for act, cell in row.items()]


@pytest.mark.parametrize(("state", "act", "cell"), CELLS)
def test_what_becomes_of_a_card_or_what_is_said(
    state: CardState, act: CardAct, cell: CardState | str
) -> None:
    becomes = rules.becomes(card(state), act)
    if isinstance(cell, CardState):
        assert becomes is cell
    else:
        assert becomes is None
        assert ENGLISH.render(rules.refusal(card(state), act, "C1")) == cell


@given(st.sampled_from(list(FINAL)), ACTS)
def test_what_is_final_stays(state: CardState, act: CardAct) -> None:
    assert rules.becomes(card(state), act) is None
    refused = rules.refusal(card(state), act, "C1")
    assert ENGLISH.render(refused) == FINAL[state]
    assert state is not S.VOID or "card issue C1" in ENGLISH.with_command(refused)


def test_the_table_is_whole() -> None:
    assert set(TABLE) | set(FINAL) == set(CardState)
    assert {act for row in TABLE.values() for act in row} == set(CardAct) - {A.ISSUE, A.UNDO}
    assert len(CELLS) == len(TABLE) * 7


@given(STATES)
def test_only_a_card_that_may_be_replaced_says_so(state: CardState) -> None:
    assert card(state).replaceable == (rules.becomes(card(state), A.REPLACE) is not None)


@given(STATES, st.one_of(st.none(), DAYS), DAYS)
def test_a_living_card_lives_through_its_last_day(
    state: CardState, until: dt.date | None, today: dt.date
) -> None:
    counted = rules.as_of(card(state, until), today)
    over = until is not None and until < today
    assert counted.living == (state in LIVING and not over)
    if state in LIVING and over:
        assert counted.state is S.EXPIRED
        assert counted.why is not None
    else:
        assert counted == card(state, until)
    assert rules.as_of(counted, today) == counted


def test_the_last_day_is_the_same_day_so_many_months_on() -> None:
    assert rules.last_day(dt.date(2026, 3, 10), 12) == dt.date(2027, 3, 10)
    assert rules.last_day(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert rules.last_day(dt.date(2026, 3, 10), 0) is None, "for ever"
    assert rules.last_day(dt.date(9990, 3, 10), 240) is None, "later than the calendar"


@given(st.dates(), MONTHS)
def test_a_new_card_is_never_expired(day: dt.date, months: int) -> None:
    until = rules.last_day(day, months)
    assert rules.as_of(card(until=until), day).living


@pytest.mark.parametrize(
    ("old", "months", "until"),
    [
        (None, 12, None),
        (TODAY, 12, TODAY),
        (dt.date(2026, 5, 1), 0, dt.date(2026, 5, 1)),
        (dt.date(2026, 3, 9), 12, dt.date(2027, 3, 10)),
        (dt.date(2026, 3, 9), 0, None),
    ],
)
def test_the_next_card_is_valid_as_long_as_the_old_one(
    old: dt.date | None, months: int, until: dt.date | None
) -> None:
    assert rules.kept_until(card(until=old), TODAY, months) == until


@pytest.mark.parametrize(
    ("old", "months", "asked", "until"),
    [
        (dt.date(2026, 5, 1), 12, None, dt.date(2027, 5, 1)),
        (dt.date(2026, 1, 1), 12, None, dt.date(2027, 3, 10)),
        (dt.date(2026, 5, 1), 0, None, None),
        (None, 12, dt.date(2026, 4, 1), dt.date(2026, 4, 1)),
        (dt.date(2026, 5, 1), 12, TODAY, TODAY),
    ],
)
def test_a_renewed_card_is_valid_longer_or_until_the_day_that_is_said(
    old: dt.date | None, months: int, asked: dt.date | None, until: dt.date | None
) -> None:
    assert rules.renewed_until(card(until=old), TODAY, months, asked) == until


def test_a_card_without_an_end_or_until_yesterday_is_not_renewed() -> None:
    with pytest.raises(errors.CardNeedsNothing) as refused:
        rules.renewed_until(card(), TODAY, 12, None)
    assert ENGLISH.render(refused.value) == "The card 6810 never ends. There is nothing to do."
    with pytest.raises(errors.LastDayOver, match="2026-03-09"):
        rules.renewed_until(card(), TODAY, 12, dt.date(2026, 3, 9))


@given(DAYS, DAYS, MONTHS)
def test_who_renews_never_gets_less(old: dt.date, today: dt.date, months: int) -> None:
    before = card(until=old)
    until = rules.renewed_until(before, today, months, None)
    assert until is None or until >= add_months(max(old, today), months)
    assert rules.as_of(card(until=until), today).living


# ------------------------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    "number", ["036000291452", "4006381333931", "0036000291452", "96385074", "6901234567892"]
)
def test_numbers_of_products(number: str) -> None:
    assert rules.is_product_number(number)
    assert not rules.is_product_number(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize(
    "number", ["", "0", "1001", "A4006381333931", "４００６３８１３３３９３１"]
)
def test_what_is_no_number_of_a_product(number: str) -> None:
    assert not rules.is_product_number(number)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_a_upc_is_an_ean_with_a_nought(number: str) -> None:
    assert rules.is_product_number(number) == rules.is_product_number(f"0{number}")


@given(st.text("0123456789", min_size=12, max_size=12))
def test_what_stays_in_shops_does_so_with_a_nought(number: str) -> None:
    assert rules.stays_in_shops(number) == rules.stays_in_shops(f"0{number}")


@pytest.mark.parametrize("number", ["2012345678903", "200000000011", "0200000000011", "21234569"])
def test_a_number_that_stays_in_shops_is_right_for_a_card(number: str) -> None:
    assert rules.is_product_number(number)
    assert rules.stays_in_shops(number)
    assert rules.why_not(number, "6810") is None


@pytest.mark.parametrize("number", ["2012345678900", "4006381333931", "96385074", "1001"])
def test_what_may_stand_on_a_product_or_is_no_such_number(number: str) -> None:
    assert not rules.stays_in_shops(number)


def test_a_misread_number_of_ours_still_looks_like_one() -> None:
    number = next(rules.candidates("6810", 0))
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert rules.looks_like_ours(number, "6810")
    assert rules.looks_like_ours(wrong, "6810")
    assert not rules.is_ours(wrong, "6810")
    assert not rules.looks_like_ours(wrong[:-1], "6810")
    assert not rules.looks_like_ours(wrong, "6811")
