"""What holds in the oracle after any history of every kind of operation."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.oracle import UNDOABLE, OracleShop
from tests.helpers.oracle_acts import START, Act, passings
from tests.helpers.oracle_outcomes import accepted
from tests.helpers.oracle_types import (
    Accepted,
    OfferRule,
    Outcome,
    PackageRule,
    Rules,
    State,
    TierRule,
)

RULES = Rules(
    earn_minor=10,
    tiers=(TierRule("regular", 0, 100, 0), TierRule("silver", 900, 120, 5)),
    offers=(OfferRule(300, 30), OfferRule(700, 150)),
    points_months=1,
    gift_months=1,
    packages=(PackageRule("short", 200, 4, days=9), PackageRule("ever", 300, 5)),
)
WHO = st.integers(1, 2)
AMOUNTS = st.one_of(st.integers(1, 60), st.integers(1, 900))
SIGNED = st.one_of(AMOUNTS, AMOUNTS.map(lambda amount: -amount))
PACKAGES = st.sampled_from(["short", "ever"])
ACCOUNTS = st.sampled_from(["principal", "gift", "credit", "points", "visits:short", "visits:ever"])


def valid(shop: OracleShop, who: int, kind: str) -> int:
    """Return what may be spent, whether or not what has ended is booked yet."""
    return shop._book.available(who, kind, shop.today)


@st.composite
def sales(draw: st.DrawFn) -> Act:
    """Sell to a customer without a tier or to one with a discount, by one means or two."""
    who, gross, means = draw(WHO), draw(AMOUNTS), draw(st.sampled_from(["card", "cash"]))
    value = draw(st.sampled_from(["stored", "credit", "points"]))
    packages = draw(st.dictionaries(PACKAGES, st.just(1), max_size=1))

    def act(shop: OracleShop, request_id: str) -> Outcome:
        full = gross + sum(200 if code == "short" else 300 for code in packages)
        net = full if shop.state(who).tier == "regular" else full - (full * 10 + 100) // 200
        have = {
            "stored": valid(shop, who, "principal") + valid(shop, who, "gift"),
            "credit": valid(shop, who, "credit"),
            "points": valid(shop, who, "points"),
        }
        part = max(0, min(have[value], net))
        payments = {value: part, means: net - part}
        payments = {each: amount for each, amount in payments.items() if amount}
        return shop.sale(request_id, who, gross, payments, packages=packages)

    return act


@st.composite
def refunds(draw: st.DrawFn) -> Act:
    """Refund the whole or a part of one of the last sales."""
    part, back = draw(st.one_of(st.none(), AMOUNTS)), draw(st.integers(1, 3))

    def act(shop: OracleShop, request_id: str) -> Outcome:
        done = [each.request_id for each in shop.operations if each.kind == "sale"]
        return shop.refund(request_id, done[-back] if back <= len(done) else "none", part)

    return act


@st.composite
def moves(draw: st.DrawFn) -> Act:
    """Top up, redeem, withdraw, transfer, adjust or move cash."""
    who, amount, signed = draw(WHO), draw(AMOUNTS), draw(SIGNED)
    account, taker = draw(ACCOUNTS), draw(WHO)
    given = draw(st.sampled_from(["stored", "points", "visits:short", "visits:ever"]))
    acts: list[Act] = [
        lambda shop, rid: shop.top_up(rid, who, amount),
        lambda shop, rid: shop.redeem(rid, who, max(1, valid(shop, who, "points"))),
        lambda shop, rid: shop.withdraw(rid, who, min(amount, valid(shop, who, "principal"))),
        lambda shop, rid: shop.transfer(rid, who, taker, given, amount % 40),
        lambda shop, rid: shop.adjust(rid, who, account, signed),
        lambda shop, rid: shop.cash(rid, signed),
    ]
    return draw(st.sampled_from(acts))


@st.composite
def package_acts(draw: st.DrawFn) -> Act:
    """Use, pause, resume or extend a package."""
    who, package, count = draw(WHO), draw(PACKAGES), draw(st.integers(1, 3))
    acts: list[Act] = [
        lambda shop, rid: shop.use_visit(rid, who, package, count),
        lambda shop, rid: shop.pause(rid, who, package),
        lambda shop, rid: shop.resume(rid, who, package),
        lambda shop, rid: shop.extend(rid, who, package, shop.today + dt.timedelta(days=count)),
    ]
    return draw(st.sampled_from(acts))


DEEDS = st.one_of(sales(), refunds(), moves(), package_acts())
HISTORIES = st.lists(
    st.one_of(sales(), refunds(), moves(), package_acts(), passings()), max_size=16
)


def shop_after(history: list[Act]) -> OracleShop:
    shop = OracleShop(RULES, ZoneInfo("UTC"))
    shop.set_now(START)
    shop.new_customer()
    shop.new_customer()
    for index, act in enumerate(history):
        act(shop, f"history-{index}")
    return shop


def states(shop: OracleShop) -> list[State]:
    return [shop.state(1), shop.state(2)]


@given(HISTORIES)
def test_balance_is_what_the_lots_hold_and_only_points_are_owed(history: list[Act]) -> None:
    for state in states(shop_after(history)):
        held: Counter[str] = Counter()
        for kind, remaining, ends, _since in state.lots + state.visits:
            assert remaining > 0 or (kind == "points" and ends is None)
            held[kind] += remaining
        balances = (state.principal, state.gift, state.credit, state.points)
        assert balances == (held["principal"], held["gift"], held["credit"], held["points"])


@given(HISTORIES)
def test_what_the_shop_owes_and_the_house_sum_to_zero(history: list[Act]) -> None:
    shop = shop_after(history)
    sums: Counter[str] = Counter()
    for (_account, unit), amount in shop.house().items():
        sums[unit] += amount
    for state in states(shop):
        sums["money"] += state.principal + state.gift + state.credit
        sums["point"] += state.points
        for package in RULES.packages:
            sums[f"visit:{package.code}"] += state.visits_left(package.code)
    assert not any(sums.values())


@given(HISTORIES)
def test_no_sale_gives_back_more_than_it_took(history: list[Act]) -> None:
    shop = shop_after(history)
    for sale in (each for each in shop.operations if each.kind == "sale"):
        refunds = [each for each in shop.operations if each.refunds == sale.request_id]
        left = Counter({"sales": 0})
        for operation in (sale, *refunds):
            for entry in operation.entries:
                if entry.account == "sales" or entry.account.startswith("tender:"):
                    left[entry.account] += entry.amount
        assert left.pop("sales") >= 0
        assert all(amount <= 0 for amount in left.values())


@given(HISTORIES, DEEDS, st.booleans())
def test_after_a_reversal_the_shop_is_as_if_it_never_happened(
    history: list[Act],
    act: Act,
    void: bool,  # noqa: FBT001 - Hypothesis passes by position
) -> None:
    shop, untouched = shop_after(history), shop_after(history)
    for each in (shop, untouched):
        accepted(each.expire(each.today))
    outcome = act(shop, "last")
    if isinstance(outcome, Accepted) and outcome.kind in UNDOABLE:
        accepted(shop.reverse("reversal", "last", void=void))
        assert states(shop) == states(untouched)
        assert shop.house() == untouched.house()
        assert shop.tender_totals(shop.today) == untouched.tender_totals(shop.today)


@given(HISTORIES)
def test_when_expiries_are_booked_makes_no_difference(history: list[Act]) -> None:
    late, early = shop_after(history), shop_after([])
    for index, act in enumerate(history):
        accepted(early.expire(early.today))
        act(early, f"history-{index}")
    for each in (late, early):
        accepted(each.expire(each.today))
    assert states(late) == states(early)
    assert late.house() == early.house()


@given(HISTORIES)
def test_no_lot_ever_ends_sooner_than_it_was_opened_for(history: list[Act]) -> None:
    shop = shop_after(history)
    ends: dict[int, dt.date] = {}
    for operation in shop.operations:
        ends |= {lot.number: lot.expires_on for lot in operation.opened if lot.expires_on}
        for number, until in operation.terms:
            assert until >= ends[number]
            ends[number] = until
