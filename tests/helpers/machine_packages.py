"""The steps of the state machine in which visits are paid ahead, used, paused and extended."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.helpers.ledger_machine import TILLS, WHO
from tests.helpers.machine_moves import MovingMachine
from tests.helpers.oracle_types import VISITS, Operation
from tests.helpers.twin_packages import PACKAGES, PackageTwin

CODES = st.sampled_from([package.code for package in PACKAGES])
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

    @invariant()
    def same_visits(self) -> None:
        self.twin.check_visits()

    def teardown(self) -> None:
        expected = {
            (house, "USD" if unit == "money" else unit): amount
            for (house, unit), amount in self.twin.oracle.house().items()
        }
        assert self.twin.house() == expected
