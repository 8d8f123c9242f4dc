"""The steps of the state machine in which the owner changes the rules of points and value."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.helpers.ledger_machine import AMOUNTS, BACK, OFFERED, WHO
from tests.helpers.machine_moves import MovingMachine
from tests.helpers.twin_spending import BIRTHDAYS, CHOICES, OFFER_DAYS, SpendingTwin

CHOSEN = st.sampled_from([(key, value) for key in CHOICES for value in CHOICES[key]])
PARTS = st.sampled_from([37, 50, 100])


class SpendingMachine(MovingMachine):
    """Everything at the till, while the rules of points and stored value change."""

    twin_of = SpendingTwin
    twin: SpendingTwin

    @rule(chosen=CHOSEN)
    def change_a_rule(self, chosen: tuple[str, str]) -> None:
        self.twin.choose(*chosen)

    @rule(place=st.integers(0, 3), active=st.booleans())
    def switch_an_offer(self, place: int, active: bool) -> None:  # noqa: FBT001 - by name
        self.twin.switch_offer(place, active=active)

    @rule(who=WHO, back=st.sampled_from([0, 0, 1, 30, 364]), gross=AMOUNTS)
    def sale_about_a_birthday(self, who: int, back: int, gross: int) -> None:
        """Sell on the next birthday, or dated that many days before it."""
        month, day = BIRTHDAYS[who]
        today = self.twin.oracle.today
        coming = today + dt.timedelta(days=1)
        while (coming.month, coming.day) != (month, min(day, 28) if month == 2 else day):
            coming += dt.timedelta(days=1)
        self.twin.set_now(dt.datetime.combine(coming, dt.time(15), dt.UTC))
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.sale(request, who, gross, None, date, "Till 1"))

    @rule(
        who=WHO,
        gross=AMOUNTS,
        back=st.integers(0, 6),
        chosen=st.sampled_from(sorted(CHOICES["points.weekdays"])),
    )
    def sale_by_weekday(self, who: int, gross: int, back: int, chosen: str) -> None:
        self.twin.choose("points.weekdays", chosen)
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.sale(request, who, gross, None, date, "Till 1"))

    @rule(who=WHO, amount=OFFERED, chosen=st.sampled_from(sorted(CHOICES["points.earned_at"])))
    def top_up_by_a_rule(self, who: int, amount: int, chosen: str) -> None:
        self.twin.choose("points.earned_at", chosen)
        request = self.request()
        self.do(lambda: self.twin.top_up(request, who, amount, "cash", offer=True, date=None))

    @rule(who=WHO, amount=OFFERED, day=st.sampled_from(OFFER_DAYS))
    def top_up_about_an_offer(self, who: int, amount: int, day: dt.date) -> None:
        """Top up, dated back to the first or the last day of an offer, or just beyond it."""
        noon = dt.datetime.combine(OFFER_DAYS[-1], dt.time(12), dt.UTC)
        self.twin.set_now(max(self.clock.instant, noon))
        for place in range(4):
            self.twin.switch_offer(place, active=True)
        request = self.request()
        self.do(lambda: self.twin.top_up(request, who, amount, "cash", offer=True, date=day))

    @rule(
        who=WHO,
        amount=st.integers(150, 999),
        spent=st.integers(0, 9),
        parts=st.lists(st.integers(1, 400), max_size=3),
    )
    def withdraw_what_has_earned(self, who: int, amount: int, spent: int, parts: list[int]) -> None:
        self.twin.choose("points.earned_at", "top_up")
        self.twin.top_up(self.request(), who, amount, "cash", offer=True, date=None)
        if spent:
            self.twin.redeem(self.request(), who, spent, None)
        for part in parts:
            self.twin.withdraw(self.request(), who, part, "cash", None)

    @rule(who=WHO, order=st.sampled_from(sorted(CHOICES["stored_value.order"])), paid=PARTS)
    def spend_by_an_order(self, who: int, order: str, paid: int) -> None:
        self.twin.choose("stored_value.order", order)
        self.twin.top_up(self.request(), who, 20_000, "cash", offer=True, date=None)
        state = self.twin.oracle.state(self.twin.customers[who][0])
        gross = (state.principal + state.gift) * paid // 100
        stored = {"stored": self.twin.net(who, gross, None)}
        self.twin.sale(self.request(), who, gross, stored, None, "Till 1")

    @rule(who=WHO, back=BACK, paid=PARTS, part=PARTS, chosen=CHOSEN)
    def spend_change_a_rule_and_refund(
        self, who: int, back: int | None, paid: int, part: int, chosen: tuple[str, str]
    ) -> None:
        """Pay mostly with stored value, and give some of it back by other rules."""
        sale, refund, date = self.request(), self.request(), self.date(back)
        state = self.twin.oracle.state(self.twin.customers[who][0])
        stored = (state.principal + state.gift) * paid // 100
        net = self.twin.net(who, stored + 500, date)
        payments = {"stored": min(stored, net), "cash": net - min(stored, net)}
        paid_by = {means: amount for means, amount in payments.items() if amount}
        self.twin.sale(sale, who, stored + 500, paid_by, date, "Till 1")
        self.twin.choose(*chosen)
        self.twin.refund(refund, sale, net * part // 100, "Till 1")
