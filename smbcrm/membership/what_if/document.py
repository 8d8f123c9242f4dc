"""A replay as a document: who would be where, who moves, what it would have cost."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import (
    Coded,
    Column,
    Document,
    Fact,
    Letterhead,
    Section,
    Table,
    Value,
)
from smbcrm.membership.reports.values import tier_named
from smbcrm.membership.shop.types import Shop, money_of_points
from smbcrm.membership.what_if.types import Costs, Mover, Outcome

NET = N_("Together")
WAITING = N_("People who move at the next review in any case are counted there: {count}.")

UNCOUNTED = N_("Vouchers whose amount depends on the sale are counted: {now} now, {then} then.")


def what_if_document(outcome: Outcome, shop: Shop, now: dt.datetime) -> Document:
    """Return the report of a replay."""
    return Document(
        "what_if",
        Text(N_("What if the rules were others")),
        Letterhead(shop.name, shop.address, shop.phone),
        shop.currency,
        outcome.last,
        now,
        (
            Fact("from", N_("First day replayed"), outcome.first),
            Fact("to", N_("Last day replayed"), outcome.last),
            Fact("people", N_("People"), outcome.people),
            Fact("up", N_("Move up"), len(outcome.ups)),
            Fact("down", N_("Move down"), len(outcome.downs)),
        ),
        tuple(_sections(outcome, shop)),
        tuple(_notes(outcome, shop)),
    )


def benefits(outcome: Outcome) -> Iterator[tuple[str, str, tuple[int, int, int]]]:
    """Yield by benefit what more it would have cost: for who moves up, who moves down, the others.

    Its name for programs, its name (a message id), amounts in minor units.
    """
    groups = outcome.up, outcome.down, outcome.others
    yield (
        "discount",
        N_("Discount"),
        _each(groups, lambda one: one.then.discount - one.now.discount),
    )
    yield "points", N_("Points, in money"), _each(groups, lambda one: points_cost(outcome, one))
    yield (
        "gift",
        N_("Gifts for topping up"),
        _each(groups, lambda one: one.then.gift - one.now.gift),
    )
    yield (
        "vouchers",
        N_("Vouchers for coming up"),
        _each(groups, lambda one: one.then.vouchers - one.now.vouchers),
    )
    before, after = outcome.before.rates, outcome.after.rates
    if before.points_months != after.points_months:
        yield (
            "points_ended",
            N_("Points that did not end"),
            _each(groups, lambda one: _worth_less(outcome, one)),
        )
    if before.gift_months != after.gift_months:
        yield (
            "gift_ended",
            N_("Gift that did not end"),
            _each(groups, lambda one: one.now.gift_ended - one.then.gift_ended),
        )


def points_cost(outcome: Outcome, group: Costs) -> int:
    """Return what more the points of a group would have been worth, each side floored."""
    now = money_of_points(group.now.points, outcome.before.rates.worth)
    return money_of_points(group.then.points, outcome.after.rates.worth) - now


def uncounted(outcome: Outcome) -> tuple[int, int]:
    """Return how many vouchers came whose amount nobody knows: by the rules of now and others."""
    groups = outcome.up + outcome.down + outcome.others
    return groups.now.uncounted, groups.then.uncounted


def _worth_less(outcome: Outcome, group: Costs) -> int:
    """Return what less of points came to its end, in money."""
    now = money_of_points(group.now.points_ended, outcome.before.rates.worth)
    return now - money_of_points(group.then.points_ended, outcome.after.rates.worth)


def _each(groups: Sequence[Costs], of: Callable[[Costs], int]) -> tuple[int, int, int]:
    up, down, others = map(of, groups)
    return up, down, others


def _sections(outcome: Outcome, shop: Shop) -> Iterator[Section]:
    yield Section("where", Text(N_("Who would be where")), (_where(outcome),))
    if outcome.ups:
        yield Section(
            "up",
            Text(N_("Who moves up")),
            (_movers("up", outcome.ups, outcome, shop),),
            notes=(Text(N_("With their next sale, at the latest at the review.")),),
        )
    if outcome.downs:
        yield Section(
            "down",
            Text(N_("Who moves down")),
            (_movers("down", outcome.downs, outcome, shop),),
            notes=(Text(N_("Only at the review; the list is shown first.")),),
        )
    yield Section(
        "cost",
        Text(N_("What it would have cost more")),
        (_cost(outcome, shop),),
        tuple(_worth(outcome, shop)),
    )


def _where(outcome: Outcome) -> Table:
    columns = (
        Column("tier", N_("Tier")),
        Column("now", N_("Now"), Kind.COUNT, summed=True),
        Column("then", N_("Then"), Kind.COUNT, summed=True),
        Column("change", N_("Change in number"), Kind.COUNT),
    )
    rows: list[tuple[Value, ...]] = []
    for tier in reversed(outcome.after.tiers):
        now, then = outcome.now.get(tier.code, 0), outcome.then.get(tier.code, 0)
        rows.append((tier_named(tier), now, then, then - now))
    return Table("tiers", "", columns, tuple(rows), N_("In all"))


def _movers(name: str, movers: Sequence[Mover], outcome: Outcome, shop: Shop) -> Table:
    tiers = (*outcome.before.tiers, *outcome.after.tiers)
    columns = (
        Column("code", N_("Code"), short=True),
        Column("name", N_("Name")),
        Column("spend", N_("Spent"), Kind.MONEY),
        Column("visits", N_("Visits"), Kind.COUNT),
        Column("points", N_("Points earned"), Kind.COUNT),
        Column("from", N_("Old tier")),
        Column("to", N_("New tier")),
    )
    counted = [
        *(True, True, True),
        any(tier.visits_from is not None for tier in tiers),
        any(tier.points_from is not None for tier in tiers),
        *(True, True),
    ]
    rows: list[tuple[Value, ...]] = [
        (
            one.code,
            one.name,
            Money(one.figures.spend, shop.currency),
            one.figures.visits,
            one.figures.points,
            tier_named(one.before),
            tier_named(one.after),
        )
        for one in movers
    ]
    kept = [place for place, there in enumerate(counted) if there]
    return Table(
        name,
        "",
        tuple(columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
    )


def _cost(outcome: Outcome, shop: Shop) -> Table:
    columns = (
        Column("benefit", N_("Benefit")),
        Column("up", N_("Move up"), Kind.MONEY, summed=True),
        Column("down", N_("Move down"), Kind.MONEY, summed=True),
        Column("others", N_("Everybody else"), Kind.MONEY, summed=True),
        Column("net", N_("Net cost"), Kind.MONEY, summed=True),
    )
    rows: list[tuple[Value, ...]] = [
        (
            Coded(code, Text(label)),
            *(Money(amount, shop.currency) for amount in (*amounts, sum(amounts))),
        )
        for code, label, amounts in benefits(outcome)
    ]
    return Table("benefits", "", columns, tuple(rows), NET)


def _worth(outcome: Outcome, shop: Shop) -> Iterator[Fact]:
    """Yield what the points that are out would be worth, where that changes."""
    before, after = outcome.before.rates.worth, outcome.after.rates.worth
    if before != after:
        out = outcome.points_out
        now, then = money_of_points(out, before), money_of_points(out, after)
        yield Fact("points_out", N_("Points that people own today"), out)
        yield Fact("worth_now", N_("are worth now"), Money(now, shop.currency))
        yield Fact("worth_then", N_("would be worth"), Money(then, shop.currency))


def _notes(outcome: Outcome, shop: Shop) -> Iterator[Text]:
    yield Text(N_("Nothing is changed. People are taken to buy as before."))
    if outcome.waiting:
        yield Text(WAITING, {"count": outcome.waiting})
    now, then = uncounted(outcome)
    if now or then:
        yield Text(UNCOUNTED, {"now": now, "then": then})
    for group, says in (
        (outcome.ups, N_("Who moves up spent {amount}.")),
        (outcome.downs, N_("Who moves down spent {amount}.")),
    ):
        if group:
            spent = Money(sum(one.figures.spend for one in group), shop.currency)
            yield Text(says, {"amount": spent})
