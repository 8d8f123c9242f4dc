"""What if the rules were others: the use case. It reads one moment, and writes nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from smbcrm.core.clock import Clock
from smbcrm.core.money import Currency
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.occasions.types import OccasionSettings
from smbcrm.membership.reports.document import Document
from smbcrm.membership.shop.types import Rates
from smbcrm.membership.tiers import rules as tier_rules
from smbcrm.membership.tiers.keeping import held_of
from smbcrm.membership.tiers.steps import tiers_of, wanted
from smbcrm.membership.tiers.types import Membership, Tier
from smbcrm.membership.tiers.window import window_start
from smbcrm.membership.what_if.around import ended, entered, entry_voucher
from smbcrm.membership.what_if.document import what_if_document
from smbcrm.membership.what_if.ports import ReplayWork
from smbcrm.membership.what_if.reading import Known, read_trial
from smbcrm.membership.what_if.replaying import Given, Period, decided_by, lived, stands
from smbcrm.membership.what_if.trying import ranked_as, tried
from smbcrm.membership.what_if.types import (
    MONTHS,
    Cost,
    Costs,
    EntryVoucher,
    Life,
    Mover,
    Outcome,
    RuleSet,
    Trial,
)

_CHUNK = 500
_USUAL = 100
_UP, _DOWN, _OTHERS = range(3)
Told = Callable[[int, int], None]
"""Is told how many of how many customers are done."""


def _nobody_listens(_done: int, _of: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class WhatIfService:
    """Replays the last twelve months under other rules."""

    uow: UnitOfWork[ReplayWork]
    clock: Clock

    def read(self, content: bytes) -> Trial:
        """Return the rules to be tried that a TOML file holds.

        Raises NotATrial, NotToml, NothingTried, UnknownRule, BadRule and RefusedRule.
        """
        return self.uow.read(self._read, content)

    def replay(self, trial: Trial, progress: Told = _nobody_listens) -> Outcome:
        """Return who would be where, and what it would have cost.

        Both the rules of today and those of the trial are replayed, so that the difference is due
        to the rules alone. Raises what editing a tier or an offer raises.
        """
        return self.uow.snapshot(self._replay, trial, progress)

    def document(self, outcome: Outcome) -> Document:
        """Return a replay as a report."""
        shop = self.uow.read(lambda work: work.settings.shop())
        return what_if_document(outcome, shop, self.clock.now())

    def current(self) -> tuple[RuleSet, Currency]:
        """Return the rules of today, and the currency that their amounts are in."""
        return self.uow.read(self._current)

    def _current(self, work: ReplayWork) -> tuple[RuleSet, Currency]:
        shop = work.settings.shop()
        return _rules(work, shop.day.date(self.clock.now())), shop.currency

    def _read(self, work: ReplayWork, content: bytes) -> Trial:
        codes = [tier.code for tier in work.tiers.all()]
        vouchers = [one.code for one in work.vouchers.definitions() if one.active]
        return read_trial(content, work.settings.shop().currency, Known(codes, vouchers))

    def _replay(self, work: ReplayWork, trial: Trial, progress: Told) -> Outcome:
        shop = work.settings.shop()
        today = shop.day.date(self.clock.now())
        before = _rules(work, today)
        after = tried(work, before, trial)
        first = window_start(today, MONTHS)
        now, then = (
            Period(first, today, _review_dates(rules.review_dates, first, today))
            for rules in (before, after)
        )
        replay = _Replay(now, then, ranked_as(before, after), after, settings_of(shop))
        customers = work.replay.customers()
        for done in range(0, len(customers), _CHUNK):
            part = customers[done : done + _CHUNK]
            for life in _lives(work, replay, part):
                replay.add(life)
            progress(done + len(part), len(customers))
        return replay.outcome(len(customers), work.replay.points_out())


@dataclass(slots=True)
class _Replay:
    """Adds up the replays of customers, one after the other."""

    period: Period
    then_period: Period
    before: RuleSet
    after: RuleSet
    settings: OccasionSettings
    now: Counter[str] = field(default_factory=Counter)
    then: Counter[str] = field(default_factory=Counter)
    movers: list[Mover] = field(default_factory=list)
    waiting: int = 0
    costs: list[Costs] = field(default_factory=lambda: [Costs(), Costs(), Costs()])

    def add(self, life: Life) -> None:
        """Replay a customer under both."""
        memberships = lived(life, self.before.tiers, self.period)
        ruled_alike = (self.before.tiers, self.period) == (self.after.tiers, self.then_period)
        others = memberships if ruled_alike else lived(life, self.after.tiers, self.then_period)
        given = Given(life, memberships, self.before, self.settings)
        under_others = Given(life, others, self.after, self.settings, given.paid)
        place = self._move(life)
        self.costs[place] += Costs(
            given.cost + self._around(life, memberships, self.before),
            under_others.cost + self._around(life, others, self.after),
        )

    def _around(self, life: Life, memberships: Sequence[Membership], rules: RuleSet) -> Cost:
        """Return what rules give beside sales and top-ups."""
        return entered(memberships, rules, self.period.first) + ended(
            life.lots, rules.rates, self.period
        )

    def _move(self, life: Life) -> int:
        """Note where somebody is and would be; return their place among the costs."""
        today = self.period.last
        now, then = (stands(life, rules.tiers, today) for rules in (self.before, self.after))
        self.waiting += held_of(self.before.tiers, life.memberships).rank != now.rank
        self.now[now.code] += 1
        self.then[then.code] += 1
        if now.rank == then.rank:
            return _OTHERS
        window = max(now, then, key=lambda tier: tier.rank)
        aimed = next(tier for tier in self.after.tiers if tier.id == window.id)
        there = decided_by(life, aimed, today)
        self.movers.append(Mover(life.customer, life.code, life.name, now, then, there))
        return _UP if then.rank > now.rank else _DOWN

    @property
    def rates(self) -> tuple[Rates, Rates]:
        """The rates of now and those of the trial."""
        return self.before.rates, self.after.rates

    def outcome(self, people: int, points_out: int) -> Outcome:
        """Return what was found."""
        self.movers.sort(key=lambda one: (-one.after.rank, -one.figures.spend, one.customer))
        up, down, others = self.costs
        return Outcome(
            self.period.first,
            self.period.last,
            self.before,
            self.after,
            people,
            dict(self.now),
            dict(self.then),
            tuple(self.movers),
            up,
            down,
            others,
            points_out,
            self.waiting,
        )


def _lives(work: ReplayWork, replay: _Replay, customers: Sequence[int]) -> Iterator[Life]:
    tiers = (*replay.before.tiers, *replay.after.tiers)
    first = replay.period.first
    spends = work.tier_standing.spends(customers, wanted(tiers, first, reviewed=True))
    memberships = work.tier_standing.memberships(customers)
    names = work.tier_standing.named(customers)
    sales = work.replay.sales(customers, first)
    top_ups = work.replay.top_ups(customers, first)
    terms = {(one.points_months, one.gift_months) for one in replay.rates}
    lots = work.replay.lots(customers) if len(terms) > 1 else {}
    on_birthdays = any(tier.birthday_factor != _USUAL for tier in tiers)
    for customer in customers:
        yield Life(
            customer,
            *names[customer],
            memberships[customer],
            spends[customer],
            sales[customer],
            top_ups[customer],
            work.customers.birthdays(customer) if on_birthdays else (),
            lots.get(customer, ()),
        )


def _rules(work: ReplayWork, today: dt.date) -> RuleSet:
    """Return the rules of today."""
    shop, tiers = work.settings.shop(), tiers_of(work, today)
    offers = tuple(one for one in work.offers.all() if one.active)
    return RuleSet(tiers, shop.rates, offers, _brought(work, tiers), shop.review_dates)


def _brought(work: ReplayWork, tiers: Sequence[Tier]) -> Mapping[str, tuple[EntryVoucher, ...]]:
    """Return the vouchers that the entry of each tier brings today."""
    given = [one for one in work.vouchers.for_entries() if one.active]
    return {
        tier.code: tuple(entry_voucher(one) for one in given if one.on_entry == tier.code)
        for tier in tiers
    }


def _review_dates(
    days: Sequence[tuple[int, int]], first: dt.date, last: dt.date
) -> tuple[dt.date, ...]:
    """Return the review dates from a day to another one."""
    found: list[dt.date] = []
    day = tier_rules.review_after(days, first - dt.timedelta(days=1))
    while day <= last:
        found.append(day)
        day = tier_rules.review_after(days, day)
    return tuple(found)
