"""A Hypothesis state machine that does everything at the till to a shop and to the oracle."""

import datetime as dt
from collections.abc import Callable
from typing import ClassVar, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.services import Services
from tests.helpers.oracle import UNDOABLE
from tests.helpers.oracle_types import Operation
from tests.helpers.twin import Twin

WHO = st.integers(0, 1)
AMOUNTS = st.one_of(
    st.integers(1, 300), st.integers(1, 120_000), st.sampled_from([20_000, 50_000, 40_000, 100])
)
OFFERED = st.sampled_from([19_999, 20_000, 40_000, 50_000, 70_000, 100_000])
TILLS = st.sampled_from(["Till 1", "Till 1", "Till 1", "Till 2"])
TENDERS = st.sampled_from(["cash", "card", "wechat", "alipay", "transfer", "other"])
DAYS = st.integers(0, 450)
BACK = st.one_of(st.none(), st.none(), st.none(), st.just(-1), DAYS, DAYS)
STEPS = st.one_of(
    st.sampled_from([1, 10, 15, 30, 31]).map(lambda n: dt.timedelta(minutes=n)),
    st.integers(1, 45).map(lambda n: dt.timedelta(minutes=n)),
    st.integers(1, 20).map(lambda n: dt.timedelta(hours=n)),
    st.integers(1, 40).map(lambda n: dt.timedelta(days=n)),
    st.integers(350, 400).map(lambda n: dt.timedelta(days=n)),
    st.sampled_from([364, 365, 366, 367]).map(lambda n: dt.timedelta(days=n)),
)
SHARES = st.sampled_from([0, 37, 50, 99, 100, 101])
MINUTES = st.sampled_from([0, 30, 59])
START = dt.datetime(2024, 2, 20, 15, tzinfo=dt.UTC)


class LedgerMachine(RuleBasedStateMachine):
    """Everything that can happen; `machine` binds it to an open shop."""

    services: ClassVar[Services]
    clock: ClassVar[SetClock]
    twin_of: ClassVar[type[Twin]] = Twin
    twin: Twin

    def __init__(self) -> None:
        super().__init__()
        self.clock.instant = START
        self.twin = self.twin_of(self.services, self.clock, 2)
        self.twin.set_now(START)
        self.requests: list[str] = []
        self.again: list[Callable[[], None]] = []

    def request(self) -> str:
        self.requests.append(uuid7(self.clock))
        return self.requests[-1]

    def done(self) -> list[Operation]:
        """Return what may be taken back, if it is not too late."""
        return [one for one in self.twin.oracle.operations if one.kind in UNDOABLE]

    def date(self, back: int | None) -> dt.date | None:
        return None if back is None else self.twin.oracle.today - dt.timedelta(days=back)

    def do(self, act: Callable[[], None]) -> None:
        self.again.append(act)
        act()

    @initialize(hour=st.integers(0, 23))
    def time_of_day(self, hour: int) -> None:
        self.twin.set_now(START.replace(hour=hour))

    @rule(step=STEPS)
    def time_passes(self, step: dt.timedelta) -> None:
        self.twin.set_now(self.clock.instant + step)

    @precondition(lambda self: self.twin.ends())
    @rule(data=st.data(), hours=st.sampled_from([4, 12, 27, 27, 28, 40]), minute=MINUTES)
    def to_an_end(self, data: st.DataObject, hours: int, minute: int) -> None:
        """Go to the last day of something, which lasts until 4 in the morning, or beyond it."""
        day = data.draw(st.sampled_from(self.twin.ends()[:3]))
        then = dt.datetime.combine(day, dt.time(), dt.UTC)
        then += dt.timedelta(hours=hours, minutes=minute)
        self.twin.set_now(max(self.clock.instant, then))

    @rule(who=st.one_of(WHO, st.none()), gross=AMOUNTS, back=BACK, till=TILLS)
    def cash_sale(self, who: int | None, gross: int, back: int | None, till: str) -> None:
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.sale(request, who, gross, None, date, till))

    @rule(who=WHO, gross=AMOUNTS, data=st.data(), back=BACK, tender=TENDERS, till=TILLS)
    def mixed_sale(
        self,
        who: int,
        gross: int,
        data: st.DataObject,
        back: int | None,
        tender: str,
        till: str,
    ) -> None:
        state = self.twin.oracle.state(self.twin.customers[who][0])
        date = self.date(back)
        left, payments = self.twin.net(who, gross, date), {}
        have = {
            "stored": state.principal + state.gift,
            "credit": state.credit,
            "points": state.points,
        }
        for means, most in have.items():
            part = min(left, most * data.draw(SHARES, label=means) // 100)
            if part > 0:
                payments[means] = part
                left -= part
        if left or data.draw(st.integers(0, 9)) == 0:
            payments[tender] = left + data.draw(st.sampled_from([0, 0, 0, 0, 500, -1]))
        request = self.request()
        self.do(lambda: self.twin.sale(request, who, gross, payments, date, till))

    @rule(who=WHO, amount=AMOUNTS, means=TENDERS, offer=st.booleans(), back=BACK)
    def top_up(
        self,
        who: int,
        amount: int,
        means: str,
        offer: bool,  # noqa: FBT001 - by name
        back: int | None,
    ) -> None:
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.top_up(request, who, amount, means, offer=offer, date=date))

    @rule(who=WHO, amount=OFFERED, means=TENDERS)
    def top_up_for_its_gift(self, who: int, amount: int, means: str) -> None:
        request = self.request()
        self.do(lambda: self.twin.top_up(request, who, amount, means, offer=True, date=None))

    @rule(who=WHO, data=st.data(), back=BACK)
    def redeem(self, who: int, data: st.DataObject, back: int | None) -> None:
        have = self.twin.oracle.state(self.twin.customers[who][0]).points
        points = data.draw(st.integers(1, max(1, have + 1)), label="points")
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.redeem(request, who, points, date))

    @rule(
        who=WHO,
        amounts=st.tuples(st.integers(1, 9_000), st.integers(0, 2_000), st.integers(0, 500)),
        ends=st.one_of(st.none(), st.integers(-5, 500)),
        back=BACK,
    )
    def opening(
        self, who: int, amounts: tuple[int, int, int], ends: int | None, back: int | None
    ) -> None:
        until = None if ends is None else self.twin.oracle.today + dt.timedelta(days=ends)
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.opening(request, who, amounts, until, date))

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), void=st.booleans(), till=TILLS)
    def reverse(self, data: st.DataObject, void: bool, till: str) -> None:  # noqa: FBT001 - by name
        """Take something back: mostly what was done just now, at times what was refused."""
        done = [one.request_id for one in self.done()]
        target = data.draw(st.sampled_from(done[-4:] * 3 + self.requests[-4:]))
        request = self.request()
        self.do(lambda: self.twin.reverse(request, target, void=void, terminal=till))

    @precondition(lambda self: self.done())
    @rule(minutes=st.sampled_from([0, 30, 31]), void=st.booleans())
    def think_better(self, minutes: int, void: bool) -> None:  # noqa: FBT001 - by name
        """Take the last one back at its till, at the very minute at which undo ends."""
        last, request = self.done()[-1], self.request()
        until = last.recorded_at + dt.timedelta(minutes=minutes)
        self.twin.set_now(max(self.clock.instant, until))
        target, till = last.request_id, last.terminal
        self.do(lambda: self.twin.reverse(request, target, void=void, terminal=till))

    @precondition(lambda self: self.twin.ends())
    @rule(who=WHO, minutes=st.sampled_from([5, 10, 20]))
    def undo_at_the_end(self, who: int, minutes: int) -> None:
        """Spend all ten minutes before something ends, and think better of it about then."""
        end = dt.datetime.combine(self.twin.ends()[0], dt.time(3, 50), dt.UTC)
        self.twin.set_now(max(self.clock.instant, end + dt.timedelta(days=1)))
        state = self.twin.oracle.state(self.twin.customers[who][0])
        have = {"stored": state.principal + state.gift, "points": state.points}
        payments = {means: most for means, most in have.items() if most > 0}
        gross, request = 100 + 2 * sum(payments.values()), self.request()
        payments["cash"] = self.twin.net(who, gross, None) - sum(payments.values())
        self.twin.sale(request, who, gross, payments, None, "Till 1")
        self.twin.set_now(self.clock.instant + dt.timedelta(minutes=minutes))
        self.twin.reverse(self.request(), request, void=False, terminal="Till 1")

    @rule(who=WHO, seconds=st.sampled_from([-1, 0, 1, 60]))
    def undo_when_time_is_up(self, who: int, seconds: int) -> None:
        """Undo a sale at the very second at which that ends, before it or after it."""
        request = self.request()
        self.twin.sale(request, who, 100, None, None, "Till 1")
        self.twin.set_now(self.clock.instant + dt.timedelta(minutes=30, seconds=seconds))
        self.twin.reverse(self.request(), request, void=False, terminal="Till 1")

    @rule(who=WHO, days=st.sampled_from([364, 365, 366]), gross=st.sampled_from([20_000, 50_000]))
    def come_back_after_a_year(self, who: int, days: int, gross: int) -> None:
        """Reach a tier by two sales that lie in one window, or just not."""
        for back in (days, 0):
            self.twin.sale(self.request(), who, gross, None, self.date(back), "Till 1")

    @precondition(lambda self: self.again)
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.again))()

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), who=WHO, gross=AMOUNTS)
    def send_other(self, data: st.DataObject, who: int, gross: int) -> None:
        request = data.draw(st.sampled_from(self.requests))
        self.twin.sale(request, who, gross, None, None, "Till 1")

    @rule()
    def expire(self) -> None:
        self.twin.expire()

    @invariant()
    def same(self) -> None:
        self.twin.check()

    def teardown(self) -> None:
        expected = {
            (house, "point" if unit == "point" else "USD"): amount
            for (house, unit), amount in self.twin.oracle.house().items()
        }
        assert self.twin.house() == expected


Machine = TypeVar("Machine", bound=LedgerMachine)


def bound(kind: type[Machine], services: Services, clock: SetClock) -> type[Machine]:
    """Return a machine for one open shop; each example has customers of its own."""
    return type(f"Bound{kind.__name__}", (kind,), {"services": services, "clock": clock})
