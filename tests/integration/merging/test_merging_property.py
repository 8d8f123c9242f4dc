"""Any sequence of merges, undos and operations: value is conserved, and the books add up.

Whoever is merged and parted again at once has the very same rows, whatever was done before.
"""

import contextlib
import datetime as dt
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm import bootstrap
from smbcrm.core.clock import SetClock
from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Details
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.models.uow import PeeweeUnitOfWork
from tests.integration.merging.conftest import Rows, differences, every_row

EXAMPLES = 30
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
AMOUNTS = st.sampled_from((1_000, 4_550, 30_000, 70_000))
WHO, OLD = st.integers(0, 3), st.integers(0, 30)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("top_up"), WHO, AMOUNTS),
        st.tuples(st.just("sell"), WHO, AMOUNTS),
        st.tuples(st.just("spend"), WHO, AMOUNTS),
        st.tuples(st.just("redeem"), WHO, st.sampled_from((100, 300))),
        st.tuples(st.just("merge"), WHO, WHO),
        st.tuples(st.just("undo"), OLD, st.just(0)),
        st.tuples(st.just("refund"), OLD, AMOUNTS),
        st.tuples(st.just("void"), OLD, st.just(0)),
        st.tuples(st.just("day"), st.just(0), st.integers(1, 3)),
    ),
    min_size=4,
    max_size=14,
)


@dataclass
class Till:
    """A shop with four customers, and what was recorded in it."""

    services: Services
    clock: SetClock
    uow: PeeweeUnitOfWork
    done: list[str] = field(default_factory=list)
    value: Counter[str] = field(default_factory=Counter)

    def act(self) -> Act:
        return Act(uuid7(self.clock))

    def rows(self) -> Rows:
        return self.uow.read(lambda work: every_row(work.session))

    def held(self) -> Counter[str]:
        """Return what all customers have together, by unit."""
        found = self.uow.read(
            lambda work: work.session.rows(
                "SELECT unit, SUM(balance) FROM account WHERE holder IN (SELECT id FROM customer) "
                "GROUP BY unit"
            )
        )
        return Counter({unit: int(amount) for unit, amount in found})

    def step(self, what: str, one: int, two: int) -> None:
        """Do something that may be refused."""
        who, till = one + 1, self.services.till
        match what:
            case "top_up":
                self.done.append(till.top_up(TopUpRequest(self.act(), who, two)).operation)
            case "sell" | "spend":
                paid = {Means.STORED if what == "spend" else Means.CASH: two}
                asked = SaleRequest(self.act(), who, two, payments=paid)
                self.done.append(till.sale(asked).operation)
            case "redeem":
                self.done.append(till.redeem(RedeemRequest(self.act(), who, two)).operation)
            case "merge":
                self.merged(who, two + 1)
            case "undo":
                merges = self.services.merging.all()
                before = self.held()
                self.services.merging.undo(merges[one % len(merges)].id if merges else 0)
                assert self.held() == before
            case "refund":
                asked_back = RefundRequest(self.act(), self.old(one), two)
                self.done.append(self.services.refunds.refund(asked_back).operation)
            case "void":
                till.reverse(ReverseRequest(self.act(), self.old(one), "test"))
            case _:
                self.clock.instant += dt.timedelta(days=two)

    def old(self, number: int) -> str:
        return self.done[number % len(self.done)] if self.done else "0"

    def merged(self, keep: int, other: int) -> None:
        """Merge two, part them again, and merge them."""
        before, value = self.rows(), self.held()
        merge = self.services.merging.merge(keep, other)
        assert self.held() == value
        self.services.merging.undo(merge.id)
        assert differences(before, self.rows()) == {}
        self.services.merging.merge(keep, other)


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    """Yield the file of a shop with four customers, of whom one brought another."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shop.db"
        new = NewShop("Shop", currency="USD", region="US")
        made = bootstrap.create_shop(str(file), new, clock=SetClock(NOON), durable=False)
        for number, name in enumerate(("Ann", "Anna", "Bo", "Cy"), 1):
            referrer = "C000001" if number == 4 else None
            phones = (f"415-555-267{number}",)
            made.customers.add(Details(full_name=name, phones=phones, referrer=referrer))
        made.close()
        yield file


def run(template: Path, steps: list[tuple[str, int, int]]) -> None:
    """Do the steps in a copy of the shop, and look at what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(template, Path(folder) / "shop.db")
        clock = SetClock(NOON)
        services = bootstrap.open_shop(str(file), clock=clock)
        uow = PeeweeUnitOfWork(str(file), services.events, durable=False)
        till = Till(services, clock, uow)
        try:
            for what, one, two in steps:
                with contextlib.suppress(UserError):
                    till.step(what, one, two)
            assert services.audit.verify().findings == ()
            unwound(till)
        finally:
            uow.close()
            services.close()


def unwound(till: Till) -> None:
    """Undo every merge that can be undone, the last one first; the books still add up."""
    value = till.held()
    for merge in till.services.merging.all():
        if merge.undone_at is None and merge.until >= till.clock.now():
            till.services.merging.undo(merge.id)
    assert till.held() == value
    assert till.services.customers.count() == 4
    assert till.services.audit.verify().findings == ()


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_value_is_conserved_whatever_is_merged(
    template: Path, steps: list[tuple[str, int, int]]
) -> None:
    run(template, steps)


@pytest.mark.soak
@given(steps=STEPS)
def test_value_is_conserved_over_many_runs(
    template: Path, steps: list[tuple[str, int, int]]
) -> None:
    run(template, steps)
