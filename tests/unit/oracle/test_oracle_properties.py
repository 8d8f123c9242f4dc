"""What holds in the oracle after any history, and that it stands apart from the program."""

import ast
import datetime as dt
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import oracle
from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_acts import START, Act, passings
from tests.helpers.oracle_outcomes import accepted
from tests.helpers.oracle_types import Accepted, OfferRule, Rules, TierRule

RULES = Rules(
    tiers=(
        TierRule("regular", 0, 100, 0),
        TierRule("silver", 900, 120, 5),
        TierRule("gold", 2_500, 150, 11),
    ),
    offers=(OfferRule(300, 30), OfferRule(700, 150)),
    points_months=1,
    gift_months=1,
)

CUSTOMERS = st.integers(1, 2)
AMOUNTS = st.integers(1, 900)
DATES = st.one_of(st.none(), st.dates(dt.date(2026, 2, 20), dt.date(2026, 3, 10)))
ENDS = [dt.date(2026, 3, day) for day in (9, 10, 11, 18)]


@st.composite
def sales(draw: st.DrawFn) -> Act:
    """Make a sale whose payments meet the net sale wherever there is no discount."""
    customer, gross, on = draw(CUSTOMERS), draw(AMOUNTS), draw(DATES)
    means = draw(st.sampled_from([None, "cash", "card", "stored", "credit", "points"]))
    payments = None if means is None else {means: gross}
    return lambda shop, rid: shop.sale(rid, customer, gross, payments, date=on)


@st.composite
def credits_and_redemptions(draw: st.DrawFn) -> Act:
    """Make a top-up, an opening or a redemption."""
    customer, amount, on = draw(CUSTOMERS), draw(AMOUNTS), draw(DATES)
    ends = draw(st.sampled_from([None, *ENDS]))
    acts: list[Act] = [
        lambda shop, rid: shop.top_up(rid, customer, amount, date=on),
        lambda shop, rid: shop.opening(rid, customer, gift=amount, points=amount, ends=ends),
        lambda shop, rid: shop.redeem(rid, customer, amount // 4 + 1, date=on),
    ]
    return draw(st.sampled_from(acts))


HISTORIES = st.lists(
    st.one_of(sales(), credits_and_redemptions(), passings()), min_size=3, max_size=14
)
REVERSIBLE = st.one_of(sales(), credits_and_redemptions())


def shop_after(history: list[Act]) -> OracleShop:
    shop = OracleShop(RULES, ZoneInfo("UTC"))
    shop.set_now(START)
    shop.new_customer()
    shop.new_customer()
    for index, act in enumerate(history):
        act(shop, f"history-{index}")
    return shop


@given(HISTORIES)
def test_balance_is_entries_is_what_the_lots_hold(history: list[Act]) -> None:
    shop = shop_after(history)
    for customer in (1, 2):
        state = shop.state(customer)
        held: Counter[str] = Counter()
        for kind, remaining, _ends, _since in state.lots:
            assert remaining > 0
            held[kind] += remaining
        balances = (state.principal, state.gift, state.credit, state.points)
        assert balances == (held["principal"], held["gift"], held["credit"], held["points"])


@given(HISTORIES)
def test_what_the_shop_owes_and_the_house_sum_to_zero(history: list[Act]) -> None:
    shop = shop_after(history)
    states = [shop.state(1), shop.state(2)]
    sums: Counter[str] = Counter()
    for (_account, unit), amount in shop.house().items():
        sums[unit] += amount
    assert sums["money"] == -sum(each.principal + each.gift + each.credit for each in states)
    assert sums["point"] == -sum(each.points for each in states)


@given(HISTORIES, REVERSIBLE, st.booleans())
def test_after_a_reversal_the_shop_is_as_if_it_never_happened(
    history: list[Act],
    act: Act,
    void: bool,  # noqa: FBT001 - Hypothesis passes by position
) -> None:
    shop, untouched = shop_after(history), shop_after(history)
    for each in (shop, untouched):
        accepted(each.expire(each.today))
    outcome = act(shop, "last")
    if isinstance(outcome, Accepted) and outcome.kind != "opening":
        accepted(shop.reverse("reversal", "last", void=void))
        assert [shop.state(c) for c in (1, 2)] == [untouched.state(c) for c in (1, 2)]
        assert shop.house() == untouched.house()
        assert shop.tender_totals(shop.today) == untouched.tender_totals(shop.today)


@given(HISTORIES, REVERSIBLE)
def test_a_request_sent_three_times_is_done_once(history: list[Act], act: Act) -> None:
    shop = shop_after(history)
    first = act(shop, "last")
    state, count = [shop.state(1), shop.state(2)], len(shop.operations)
    assert act(shop, "last") == first
    assert act(shop, "last") == first
    assert ([shop.state(1), shop.state(2)], len(shop.operations)) == (state, count)


@given(HISTORIES)
def test_when_expiries_are_booked_makes_no_difference(history: list[Act]) -> None:
    late, early = shop_after(history), shop_after([])
    for index, act in enumerate(history):
        accepted(early.expire(early.today))
        act(early, f"history-{index}")
    for each in (late, early):
        accepted(each.expire(each.today))
    assert [late.state(c) for c in (1, 2)] == [early.state(c) for c in (1, 2)]
    assert late.house() == early.house()


def test_the_oracle_imports_nothing_from_the_program() -> None:
    files = sorted(Path(oracle.__file__).parent.glob("oracle*.py"))
    assert len(files) >= 4
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] == "smbcrm"], file.name
