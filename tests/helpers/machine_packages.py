"""The steps of the state machine in which visits are paid ahead, used, paused and extended."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.helpers.ledger_machine import TILLS, WHO
from tests.helpers.machine_moves import MovingMachine
from tests.helpers.oracle_types import VISITS, Operation
from tests.helpers.twin_packages import PACKAGES, PackageTwin

CODES = st.sampled_from([package.code for package in PACKAGES if package.code != "spa"])
COUNTS = st.sampled_from([1, 1, 1, 2, 3, 5, 10, 0])
BACK = st.sampled_from([None, None, None, None, 0, 3, 80, 100, 400, -1])


class PackageMachine(MovingMachine):
    """Everything at the till, with visit packages."""

    twin_of = PackageTwin
    twin: PackageTwin

    def sales_of_packages(self) -> list[Operation]:
        """Return the sales that brought visits."""
        return [
            one
            for one in self.twin.oracle.operations
            if one.kind == "sale" and any(lot.kind.startswith(VISITS) for lot in one.opened)
        ]

    @rule(who=st.one_of(WHO, WHO, WHO, st.none()), code=CODES, count=st.integers(1, 2), back=BACK)
    def sell_package(self, who: int | None, code: str, count: int, back: int | None) -> None:
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.sell_packages(request, who, {code: count}, date))

    @rule(who=WHO)
    def sell_several(self, who: int) -> None:
        request, sold = self.request(), {"cut5": 1, "wash": 2}
        self.do(lambda: self.twin.sell_packages(request, who, sold, None))

    @precondition(lambda self: self.sales_of_packages())
    @rule(who=WHO, code=CODES, count=COUNTS, back=BACK)
    def use_visit(self, who: int, code: str, count: int, back: int | None) -> None:
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.use_visit(request, who, code, count, date))

    @precondition(lambda self: self.sales_of_packages())
    @rule(who=WHO, code=CODES)
    def pause(self, who: int, code: str) -> None:
        request = self.request()
        self.do(lambda: self.twin.pause(request, who, code))

    @precondition(lambda self: self.sales_of_packages())
    @rule(who=WHO, code=CODES)
    def resume(self, who: int, code: str) -> None:
        request = self.request()
        self.do(lambda: self.twin.resume(request, who, code))

    @precondition(lambda self: self.sales_of_packages())
    @rule(who=WHO, code=CODES, days=st.sampled_from([1, 10, 60, 100, 200]))
    def pause_for_days(self, who: int, code: str, days: int) -> None:
        """Let a package stand still for a while, often beyond its end."""
        self.twin.pause(self.request(), who, code)
        self.twin.set_now(self.twin.clock.instant + dt.timedelta(days=days))
        self.twin.expire()
        self.twin.check_visits()
        self.twin.resume(self.request(), who, code)

    @precondition(lambda self: self.sales_of_packages())
    @rule(who=WHO, code=CODES, days=st.sampled_from([-1, 0, 1, 30, 100, 400]))
    def extend(self, who: int, code: str, days: int) -> None:
        request, until = self.request(), self.twin.oracle.today + dt.timedelta(days=days)
        self.do(lambda: self.twin.extend(request, who, code, until))

    @precondition(lambda self: self.sales_of_packages())
    @rule(pair=st.sampled_from([(0, 1), (1, 0), (0, 0)]), code=CODES, count=COUNTS)
    def hand_visits_over(self, pair: tuple[int, int], code: str, count: int) -> None:
        request = self.request()
        self.do(lambda: self.twin.transfer_visits(request, pair, code, count))

    @rule(who=WHO, code=CODES, count=st.sampled_from([1, 2, 5, -1, -2, 0]))
    def put_visits_right(self, who: int, code: str, count: int) -> None:
        request = self.request()
        self.do(lambda: self.twin.adjust_visits(request, who, code, count))

    @precondition(lambda self: self.sales_of_packages())
    @rule(data=st.data(), amount=st.sampled_from([None, None, 1, 3_000]), till=TILLS)
    def give_package_back(self, data: st.DataObject, amount: int | None, till: str) -> None:
        sale = data.draw(st.sampled_from(self.sales_of_packages())).request_id
        request = self.request()
        self.do(lambda: self.twin.refund(request, sale, amount, till))

    @precondition(lambda self: self.sales_of_packages())
    @rule(
        data=st.data(),
        number=st.sampled_from([1, 1, 1, 2]),
        quantity=st.sampled_from([1000, 1000, 2000, 700, 400, 334, 333, 1]),
    )
    def give_line_back(self, data: st.DataObject, number: int, quantity: int) -> None:
        sale = data.draw(st.sampled_from(self.sales_of_packages())).request_id
        request = self.request()
        self.do(lambda: self.twin.refund(request, sale, None, "Till 1", {number: quantity}))

    @rule(who=WHO, used=st.integers(0, 3), more=st.booleans())
    def use_some_and_give_the_rest_back(self, who: int, used: int, more: bool) -> None:  # noqa: FBT001 - by name
        """Give back what was not used of what ends first, or a little more, and then the rest."""
        sale = self.request()
        self.twin.sell_packages(sale, who, {"cut10": 2}, self.date(300))
        if used:
            self.twin.use_visit(self.request(), who, "cut10", used, None)
        most = 2000 - 100 * used
        self.twin.refund(self.request(), sale, None, "Till 1", {1: most + more})
        self.twin.refund(self.request(), sale, None, "Till 1")

    @rule(pair=st.sampled_from([(0, 1), (1, 0)]), back=st.booleans(), by_line=st.booleans())
    def hand_on_and_give_back(
        self,
        pair: tuple[int, int],
        back: bool,  # noqa: FBT001 - by name
        by_line: bool,  # noqa: FBT001 - by name
    ) -> None:
        """Give a package back of which another customer has a part, or had one."""
        sale, code, net = self.request(), "cut5", self.twin.net(pair[0], 11_000, None)
        self.twin.sell_packages(sale, pair[0], {code: 1}, None)
        self.twin.transfer_visits(self.request(), pair, code, 2)
        if back:
            self.twin.transfer_visits(self.request(), (pair[1], pair[0]), code, 2)
        lines = {1: 800} if by_line else None
        self.twin.refund(self.request(), sale, None if by_line else net, "Till 1", lines)
        self.twin.refund(self.request(), sale, None, "Till 1")

    @rule(
        who=WHO,
        code=st.sampled_from(["cut5", "cut5", "cut10"]),
        days=st.tuples(st.sampled_from([0, 10, 20]), st.sampled_from([1, 30, 100])),
        how=st.sampled_from(["buy", "buy back-dated", "receive", "extend", "extend", "put right"]),
        longer=st.sampled_from([85, 200, 500]),
    )
    def something_comes_during_a_pause(
        self, who: int, code: str, days: tuple[int, int], how: str, longer: int
    ) -> None:
        """Let something wait with the rest, from the day on which it came."""
        for customer in (who, 1 - who):
            self.twin.sell_packages(self.request(), customer, {code: 1}, None)
        self.twin.pause(self.request(), who, code)
        self.twin.set_now(self.twin.clock.instant + dt.timedelta(days=days[0]))
        self.bring(who, code, how, longer)
        self.twin.set_now(self.twin.clock.instant + dt.timedelta(days=days[1]))
        self.twin.resume(self.request(), who, code)

    @rule(
        who=WHO,
        void=st.booleans(),
        how=st.sampled_from(["buy", "buy back-dated", "receive", "extend", "put right"]),
        days=st.sampled_from([0, 1, 100]),
    )
    def a_pause_loses_what_it_held(self, who: int, void: bool, how: str, days: int) -> None:  # noqa: FBT001 - by name
        """Pause a package, take its sale back, and let something new of it come.

        It is one that no other step sells, so that often nothing is left of it.
        """
        sale, code, other = self.request(), "spa", 1 - who
        if how == "extend":  # which brings back what has ended
            self.twin.sell_packages(self.request(), who, {code: 1}, self.date(80))
            self.twin.set_now(self.twin.clock.instant + dt.timedelta(days=20))
        self.twin.sell_packages(self.request(), other, {code: 1}, None)
        self.twin.sell_packages(sale, who, {code: 1}, None)
        self.twin.pause(self.request(), who, code)
        if void:
            self.twin.reverse(self.request(), sale, void=True, terminal="Till 1")
        refund = self.request()
        self.twin.refund(refund, sale, None, "Till 1")
        self.twin.set_now(self.twin.clock.instant + dt.timedelta(days=days))
        self.bring(who, code, how)
        self.twin.use_visit(self.request(), who, code, 1, None)
        self.twin.reverse(self.request(), refund, void=True, terminal="Till 1")

    def bring(self, who: int, code: str, how: str, longer: int = 200) -> None:
        """Let visits of a package come, or last longer."""
        request, today = self.request(), self.twin.oracle.today
        match how:
            case "extend":
                self.twin.extend(request, who, code, today + dt.timedelta(days=longer))
            case "receive":
                self.twin.transfer_visits(request, (1 - who, who), code, 1)
            case "put right":
                self.twin.adjust_visits(request, who, code, 1)
            case _:
                date = None if how == "buy" else today - dt.timedelta(days=2)
                self.twin.sell_packages(request, who, {code: 1}, date)

    @invariant()
    def same_visits(self) -> None:
        self.twin.check_visits()

    def teardown(self) -> None:
        expected = {
            (house, "USD" if unit == "money" else unit): amount
            for (house, unit), amount in self.twin.oracle.house().items()
        }
        assert self.twin.house() == expected
