"""Makes the demo shop by calling the use cases as a clerk would, with the clock set to each day."""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from smbcrm.core.clock import BusinessDay, SetClock, add_months
from smbcrm.membership.demo.catalogues import CATALOGUES, Catalogue
from smbcrm.membership.demo.clerk import Clerk, Guest
from smbcrm.membership.demo.errands import Errand, Errands, errands
from smbcrm.membership.demo.evenings import duties, vouchers_to_many, vouchers_used
from smbcrm.membership.demo.people import Person, person
from smbcrm.membership.demo.regulars import MORNING, Habit, Scene
from smbcrm.membership.demo.rhythms import habitual, open_before, visits
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.services import Services

MONTHS = 24
# How many visits in a hundred end in each of these.
_TOP_UP, _SECOND_ITEM, _REDEEM, _UNDO, _WALK_IN = 9, 35, 4, 1, 6
_REDEEM_FROM = 500
# Points are redeemed by the hundred, which makes whole minor units in every currency.
_POINTS_STEP = 100
_FITTED_OUT = dt.time(8)
_CHOOSING = 9
"""The regular whose voucher lies at the second till when the shop is opened."""
_A_MOMENT = dt.timedelta(minutes=2)
_MEANS = (Means.CASH, Means.CARD, Means.WECHAT, Means.ALIPAY, Means.TRANSFER)
_MEANS_SHARES = {"en": (25, 70, 0, 0, 5), "zh_CN": (10, 10, 50, 28, 2), "zh_TW": (45, 45, 0, 0, 10)}


class Step(NamedTuple):
    """Something that happens at a local moment, for the customer of that number; 0: the shop."""

    at: dt.datetime
    customer: int
    run: Callable[[], None]


@dataclass(slots=True)
class DemoShop:
    """One demo shop in the making: the same seed, language and moment make the same shop."""

    clerk: Clerk
    clock: SetClock
    day: BusinessDay
    catalogue: Catalogue
    rng: random.Random
    customers: int

    @classmethod
    def of(cls, services: Services, clock: SetClock, customers: int, seed: int) -> "DemoShop":
        """Return the demo shop of a seed, in the language of the shop's documents.

        The regulars are the first of its customers.
        """
        shop = services.shop.shop()
        catalogue = CATALOGUES[shop.language]
        rng = random.Random(f"{seed}/{shop.language}")  # noqa: S311 - a demo, and it must repeat
        clerk = Clerk(services, clock, catalogue, shop.currency.unit)
        return cls(clerk, clock, shop.day, catalogue, rng, customers)

    def make(self, progress: Callable[[int, int], None]) -> None:
        """Fill the shop: staff, items, two years of visits, and this morning up to now."""
        now = self.clock.instant
        today = self.day.date(now)
        first = add_months(today, -MONTHS)
        guests, plan = self._planned(first, today)
        self.clock.instant = self._instant(dt.datetime.combine(first, _FITTED_OUT))
        self.clerk.fit_out()
        month = self.clock.instant.month
        for done, step in enumerate(plan):
            at = self._instant(step.at)
            if at >= now - MORNING:
                break
            # A customer may come in while the one before is still being served.
            self.clock.go_on_to(at)
            if at.month != month:
                # Points end with the month.
                month = at.month
                self.clerk.expire()
            step.run()
            if done % 100 == 0:
                progress(done, len(plan))
        self._this_morning(guests, now)
        progress(len(plan), len(plan))

    def _planned(self, first: dt.date, today: dt.date) -> tuple[dict[int, Guest], list[Step]]:
        """Return the customers by number and what happens in two years, in order."""
        regulars = self.catalogue.cast.regulars
        guests: dict[int, Guest] = {}
        plan: list[Step] = []
        for number in range(1, self.customers + 1):
            if number <= len(regulars):
                regular = regulars[number - 1]
                told = regular.told(
                    today,
                    self.catalogue.shop.language,
                    self.catalogue.cities[0],
                    self.catalogue.asked,
                )
                guest = Guest(Person(told))
                came = habitual(self.rng, number, regular, first, today)
            else:
                guest = Guest(self._somebody(number, len(regulars), today))
                guest.saver = self._chance(2 * _TOP_UP)
                came = visits(self.rng, number, first, today)
            guests[number] = guest
            plan += [Step(one.at, number, partial(self._visit, guest, one.habit)) for one in came]
        plan += self._special(guests, first, today)
        return guests, sorted(plan, key=lambda step: step[:2])

    def _somebody(self, number: int, regulars: int, today: dt.date) -> Person:
        """Return who is no regular; the first of them is the company."""
        drawn = person(self.rng, self.catalogue, number, today)
        if number > regulars + 1:
            return drawn
        city, postcode = self.catalogue.cities[0]
        company = replace(self.catalogue.keeps.company, city=city, postcode=postcode)
        return Person(company, wants_card=False)

    def _special(
        self, guests: Mapping[int, Guest], first: dt.date, today: dt.date
    ) -> Iterator[Step]:
        """Yield what happens beside the usual visits."""
        done_by = Errands(self.clerk, guests)
        for errand in (*errands(done_by), *vouchers_used(done_by)):
            needed = {errand.customer, errand.needs or errand.customer}
            if needed <= guests.keys():
                date = open_before(today - dt.timedelta(days=errand.days))
                at = dt.datetime.combine(date, dt.time(errand.hour))
                run = partial(self._run, errand, guests[errand.customer])
                yield Step(at, errand.customer, run)
        yesterday = open_before(today - dt.timedelta(days=1))
        for duty in (
            *duties(self.clerk, today, first, yesterday),
            *vouchers_to_many(done_by, today),
        ):
            yield Step(dt.datetime.combine(duty.date, duty.time), 0, duty.run)

    def _run(self, errand: Errand, guest: Guest) -> None:
        """Run an errand for somebody who has been here before."""
        if guest.id:
            errand.run(guest)

    def _instant(self, local: dt.datetime) -> dt.datetime:
        return local.replace(tzinfo=self.day.zone).astimezone(dt.UTC)

    def _chance(self, percent: int) -> bool:
        return self.rng.randrange(100) < percent

    def _visit(self, guest: Guest, habit: Habit | None) -> None:
        if not guest.id:
            self.clerk.take_in(guest)
        elif guest.saver or habit:
            self.clerk.look_up(guest)
        if habit:
            self._as_usual(guest, habit)
        else:
            self._by_chance(guest)

    def _as_usual(self, guest: Guest, habit: Habit) -> None:
        cast, act = self.catalogue.cast, self.clerk.act
        due = self.clerk.price(habit.items)
        if habit.means is Means.STORED and guest.stored < due + cast.kept * self.clerk.unit:
            self.clerk.top_up(act(habit.staff), guest, cast.top_up, cast.tender)
            self.clerk.wait(1)
        self.clerk.sell(act(habit.staff), guest, habit.items, (habit.means,))

    def _by_chance(self, guest: Guest) -> None:
        clerk = self.clerk
        staff = self.rng.choice(self.catalogue.staff)
        if guest.saver and self._chance(_TOP_UP * 3):
            amount = self.rng.choice(self.catalogue.top_ups)
            clerk.top_up(clerk.act(staff), guest, amount, self._tender())
            clerk.wait(1)
        means = (Means.STORED, self._tender())
        bill = clerk.sell(clerk.act(staff), guest, self._basket(), means)
        dice = self.rng.randrange(100)
        if dice < _UNDO:
            clerk.wait(2)
            clerk.undo(clerk.act(staff), guest, bill)
        elif dice < _UNDO + _REDEEM and guest.balances.points >= _REDEEM_FROM:
            clerk.wait(1)
            points = guest.balances.points // _POINTS_STEP * _POINTS_STEP
            clerk.redeem(clerk.act(staff), guest, points)
        elif dice < _UNDO + _REDEEM + _WALK_IN:
            clerk.wait(5)
            clerk.sell(clerk.act(staff), None, self._basket(), (self._tender(),))

    def _basket(self) -> tuple[str, ...]:
        chosen = self.rng.sample(self.catalogue.items, 1 + self._chance(_SECOND_ITEM))
        return tuple(code for code, _, _, _ in chosen)

    def _tender(self) -> Means:
        shares = _MEANS_SHARES[self.catalogue.shop.language]
        return self.rng.choices(_MEANS, weights=shares)[0]

    def _this_morning(self, guests: dict[int, Guest], now: dt.datetime) -> None:
        """Play the scenes that fall on today's business date, and leave the clock at now."""
        cast, today = self.catalogue.cast, self.day.date(now)
        present = cast.regulars[: self.customers]
        names = {regular.name: number for number, regular in enumerate(present, 1)}
        scenes = [
            (at, scene)
            for scene in cast.morning
            if self.day.date(at := now - dt.timedelta(minutes=scene.minutes)) == today
            and (scene.who in names or not scene.who)
        ]
        self.clock.go_on_to(scenes[0][0] if scenes else now)
        self.clerk.expire()
        for at, scene in scenes:
            self.clock.go_on_to(at)
            self._play(scene, guests[names[scene.who]] if scene.who else None)
        if _CHOOSING in guests and guests[_CHOOSING].id:
            self.clock.go_on_to(now - _A_MOMENT)
            Errands(self.clerk, guests).lay_voucher("BIRTHDAY", guests[_CHOOSING])
        self.clock.instant = now

    def _play(self, scene: Scene, guest: Guest | None) -> None:
        clerk = self.clerk
        act = clerk.act(scene.staff, self.catalogue.terminal if scene.second_till else None)
        if guest is None:
            clerk.sell(act, None, scene.items, (scene.means,))
        elif not guest.id:
            clerk.take_in(guest, scene.staff)
        else:
            clerk.look_up(guest)
            if scene.top_up:
                clerk.top_up(act, guest, scene.top_up, scene.means)
            elif scene.redeem:
                clerk.redeem(act, guest, scene.redeem)
            else:
                clerk.sell(act, guest, scene.items, (scene.means,))
