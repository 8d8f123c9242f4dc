"""Rules of vouchers: examples a shop owner can read, and properties."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.errors import UserError
from smbcrm.membership.ledger.postings import HouseAccount, NewLot, PartyAccount, SaleLine
from smbcrm.membership.ledger.rules import check_balanced
from smbcrm.membership.ledger.types import Account, AccountKind, House, OperationKind, Wallet
from smbcrm.membership.vouchers import errors, rules
from smbcrm.membership.vouchers.types import Hold, Voucher, VoucherState
from tests.helpers.oracle_types import Refusal, VoucherRule
from tests.helpers.oracle_voucher_sums import Line, off_by, take_off
from tests.unit.vouchers.samples import (
    HERE,
    NOON,
    TODAY,
    TRIM,
    USD,
    definition,
    line,
    out,
    voucher,
)

DAY = dt.timedelta(days=1)


def nets(lines: Sequence[SaleLine], *vouchers: Voucher) -> list[int]:
    return [one.net for one in rules.priced(lines, vouchers, USD)[0]]


def offs(lines: Sequence[SaleLine], *vouchers: Voucher) -> list[int]:
    return [one.amount for one in rules.priced(lines, vouchers, USD)[1]]


# ------------------------------------------------------------------------------ what is taken off


def test_a_tenner_off_68() -> None:
    assert nets([line(6_800)], voucher()) == [5_800]


def test_what_is_left_of_an_amount_is_lost() -> None:
    assert offs([line(640)], voucher()) == [640]


def test_each_voucher_works_on_what_the_one_before_left() -> None:
    ten, tenth = voucher(), voucher("percent_off", 1_000)
    assert offs([line(9_300)], tenth, ten) == [930, 1_000]
    assert offs([line(9_300)], ten, tenth) == [1_000, 830]


def test_the_tier_discount_stays_and_vouchers_come_on_top() -> None:
    (after,), _ = rules.priced([line(9_300, discount=700)], [voucher()], USD)
    assert (after.gross, after.discount, after.net) == (10_000, 1_700, 8_300)


def test_a_percentage_is_rounded_half_up_once_over_all_lines() -> None:
    """10 % of 0.25 are 2.5 cents: 3, of which the two larger lines get one each, then another."""
    assert nets([line(10), line(10), line(5)], voucher("percent_off", 1_000)) == [9, 9, 4]


def test_a_discount_is_split_by_largest_remainder() -> None:
    assert nets([line(100), line(200), line(300)], voucher(value=100)) == [83, 167, 250]


def test_a_free_item_lies_on_its_line_and_the_next_one_on_the_next_piece() -> None:
    free = voucher("free_item", None, item=TRIM)
    lines = [line(500), line(601, 2_000, TRIM.id)]
    assert nets(lines, free) == [500, 300]
    assert nets(lines, free, free) == [500, 0]
    with pytest.raises(errors.VoucherNeedsItem):
        rules.priced(lines, [free, free, free], USD)
    assert nets([line(500, 400, TRIM.id)], free) == [0], "less than a piece is all free"


def test_without_the_item_it_says_which() -> None:
    with pytest.raises(errors.VoucherNeedsItem, match="makes Fringe trim free"):
        rules.priced([line(500)], [voucher("free_item", None, item=TRIM)], USD)


def test_nothing_off_uses_nothing_up() -> None:
    with pytest.raises(errors.NothingOff):
        rules.priced([line(900)], [voucher(), voucher()], USD)
    with pytest.raises(errors.NothingOff):
        rules.priced([line(0, item=TRIM.id)], [voucher("free_item", None, item=TRIM)], USD)


def test_the_minimum_is_that_of_all_lines_before_any_voucher() -> None:
    asks = voucher(minimum=5_000)
    assert offs([line(3_000), line(2_000)], voucher(value=500), asks) == [500, 1_000]
    with pytest.raises(errors.MinimumSpend, match=r"at least \$50.00: \$0.01 is missing"):
        rules.priced([line(4_999)], [asks], USD)


REASONS: dict[type[UserError], str] = {
    errors.MinimumSpend: "short_spend",
    errors.VoucherNeedsItem: "needs_item",
    errors.NothingOff: "no_effect",
}
KINDS = st.sampled_from(["amount_off", "percent_off", "free_item"])


@st.composite
def sales(draw: st.DrawFn) -> tuple[list[SaleLine], list[Voucher]]:
    """Draw a sale and vouchers chosen for it."""
    made = []
    for _ in range(draw(st.integers(1, 4))):
        item = draw(st.sampled_from([None, TRIM.id, 8]))
        pieces = draw(st.sampled_from([1_000, 1_000, 2_000, 3_000, 500, 2_500]))
        gross = draw(st.integers(0, 20_000))
        made.append(line(gross, pieces, item, draw(st.integers(0, 50))))
    chosen = []
    for kind in draw(st.lists(KINDS, max_size=4)):
        free = TRIM if kind == "free_item" else None
        value = draw(st.integers(1, 10_000))
        minimum = draw(st.sampled_from([0, 0, 100, 5_000]))
        chosen.append(voucher(kind, None if free else value, item=free, minimum=minimum))
    return made, chosen


@given(sales())
def test_it_is_what_the_oracle_says(drawn: tuple[list[SaleLine], list[Voucher]]) -> None:
    lines, vouchers = drawn
    reason, left, expected = by_oracle(lines, vouchers)
    refused, priced, taken = by_rules(lines, vouchers)
    assert refused == reason
    if not reason:
        assert ([one.net for one in priced], taken) == (left, expected)
        assert all(0 <= one.net <= was.net for one, was in zip(priced, lines, strict=True))


def by_oracle(
    lines: Sequence[SaleLine], vouchers: Sequence[Voucher]
) -> tuple[str, list[int], list[int]]:
    """Return why the oracle refuses, what is left of each line, what each voucher took off."""
    left = [Line(one.net, str(one.item), one.quantity) for one in lines]
    spend, taken = sum(one.net for one in left), []
    for one in vouchers:
        rule = VoucherRule("", one.kind_code, one.value or 0, str(TRIM.id), minimum=one.minimum)
        try:
            after = take_off(rule, left, spend=spend)
        except Refusal as refusal:
            return refusal.reason, [], []
        taken.append(off_by(left, after))
        left = after
    return "", [one.net for one in left], taken


def by_rules(
    lines: Sequence[SaleLine], vouchers: Sequence[Voucher]
) -> tuple[str, Sequence[SaleLine], list[int]]:
    """Return the same as the rules have it."""
    try:
        priced, taken = rules.priced(lines, vouchers, USD)
    except UserError as refused:
        return REASONS[type(refused)], (), []
    return "", priced, [one.amount for one in taken]


# ------------------------------------------------------------------------------- when it may be


def test_it_lasts_so_many_days_or_through_a_day_or_for_ever() -> None:
    assert rules.last_day(definition(days=30), TODAY) == dt.date(2026, 4, 9)
    assert rules.last_day(definition(last_day=TODAY), TODAY) == TODAY
    assert rules.last_day(definition(), TODAY) is None


def test_the_next_visit_is_another_day() -> None:
    assert rules.first_day(definition(), TODAY) is None
    assert rules.first_day(definition(first_day=TODAY), TODAY) == TODAY
    assert rules.first_day(definition("next_visit"), TODAY) == TODAY + DAY
    later = definition("next_visit", first_day=TODAY + 9 * DAY)
    assert rules.first_day(later, TODAY) == TODAY + 9 * DAY


@pytest.mark.parametrize(
    ("one", "state", "refused"),
    [
        (voucher(), VoucherState.ISSUED, None),
        (voucher(ends=TODAY), VoucherState.ISSUED, None),
        (voucher(ends=TODAY - DAY), VoucherState.EXPIRED, errors.VoucherExpired),
        (voucher(remaining=0), VoucherState.EXPIRED, errors.VoucherExpired),
        (
            voucher(remaining=0, went_out=out(OperationKind.EXPIRY)),
            VoucherState.EXPIRED,
            errors.VoucherExpired,
        ),
        (
            voucher(remaining=0, went_out=out(OperationKind.SALE)),
            VoucherState.USED,
            errors.VoucherUsed,
        ),
        (
            voucher(remaining=0, went_out=out(OperationKind.VOUCHER_VOID)),
            VoucherState.VOID,
            errors.VoucherIsVoid,
        ),
        (
            voucher(remaining=0, went_out=out(OperationKind.REVERSAL)),
            VoucherState.VOID,
            errors.VoucherIsVoid,
        ),
        (voucher(went_out=out(OperationKind.SALE)), VoucherState.RETURNED, None),
        (voucher(first_day=TODAY), VoucherState.ISSUED, None),
        (voucher(first_day=TODAY + DAY), VoucherState.ISSUED, errors.VoucherNotYet),
    ],
)
def test_where_a_voucher_stands(
    one: Voucher, state: VoucherState, refused: type[UserError] | None
) -> None:
    assert rules.state_of(one, HERE) is state
    why = rules.why_not(one, HERE)
    assert type(why) is (refused or type(None))


def test_used_says_with_which_bill() -> None:
    used = rules.dead(voucher(remaining=0, went_out=out(OperationKind.SALE)), TODAY)
    assert str(used) == "The voucher V00000091 was used on 2026-03-10: Bill 3. Leave it out."
    assert rules.was_used(voucher(remaining=0, went_out=out(OperationKind.SALE)))
    assert not rules.was_used(voucher(remaining=0, went_out=out(OperationKind.EXPIRY)))
    assert not rules.was_used(voucher())


def test_what_was_issued_by_mistake_was_taken_back() -> None:
    undone = voucher(remaining=0, went_out=out(OperationKind.REVERSAL))
    assert rules.taken_back(undone)
    assert not rules.taken_back(voucher(remaining=0, went_out=out(OperationKind.SALE)))
    assert not rules.taken_back(voucher(remaining=0))
    assert not rules.taken_back(voucher(went_out=out(OperationKind.REVERSAL)))


@pytest.mark.parametrize(
    ("terminal", "minutes", "held"),
    [
        (2, 1, True),
        (2, 15, True),
        (2, 30, True),
        (2, 31, False),
        (2, 0, False),
        (2, -1, False),
        (1, 5, False),
    ],
)
def test_a_voucher_in_a_sale_at_another_till(terminal: int, minutes: int, *, held: bool) -> None:
    """It is released by time; one that reaches too far was made by a clock set back since."""
    until = NOON + dt.timedelta(minutes=minutes)
    one = voucher(hold=Hold(terminal, "Till 2", until))
    assert (rules.state_of(one, HERE) is VoucherState.HELD) is held
    assert isinstance(rules.why_not(one, HERE), errors.VoucherHeld) is held


# -------------------------------------------------------------------------------- what is booked


@given(st.none() | st.dates(TODAY), st.booleans())
def test_what_is_issued_adds_up(ends: dt.date | None, known: bool) -> None:  # noqa: FBT001
    accounts = (Account(4, AccountKind.VOUCHERS, "voucher", 0),) if known else ()
    entries = rules.issued(Wallet(5, 6, accounts, ()), ends)
    check_balanced(entries)
    given = entries[1]
    assert given.account == (4 if known else PartyAccount(AccountKind.VOUCHERS))
    assert (given.amount, given.lot) == (1, NewLot(ends))


def test_used_and_void_leave_by_different_doors() -> None:
    lot = voucher().lot
    for house in (House.VOUCHERS, House.ADJUSTMENT):
        entries = rules.drawn(lot, house)
        check_balanced(entries)
        assert [entry.account for entry in entries] == [lot.account, HouseAccount(house)]


def test_what_comes_back_goes_to_its_lot_or_to_a_new_one() -> None:
    lot, until = voucher().lot, TODAY + 30 * DAY
    entries = tuple(rules.returned([(lot, False), (lot, True)], until))
    check_balanced(entries)
    assert [entry.lot for entry in entries] == [None, lot.id, None, NewLot(until, lot.id)]
