"""The state machine and verify see the faults they are there for: each is built in and found."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from peewee import IntegrityError

from smbcrm.core.clock import SetClock
from smbcrm.core.errors import ShopbellError
from smbcrm.membership.services import Services
from tests.helpers.ledger_machine import START, LedgerMachine, bound
from tests.helpers.machine_moves import MovingMachine
from tests.helpers.machine_packages import PackageMachine
from tests.helpers.twin import new_shop
from tests.helpers.twin_moves import MovingTwin
from tests.helpers.twin_packages import define_packages
from tests.integration.ledger.mutants import SEEN_BY_THE_MACHINE, SEEN_BY_VERIFY, Mutant
from tests.integration.ledger.mutants_moves import SEEN_BY_AN_EXAMPLE, SEEN_WITH_MOVES
from tests.integration.ledger.mutants_packages import SEEN_WITH_PACKAGES

# The same examples again and again, so that a mutant that is caught once stays caught. They are
# others where other modules are loaded, whose numbers Hypothesis tries: so each fault has to be
# likely, not lucky.
FIXED = settings(
    max_examples=500,
    stateful_step_count=30,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
)
FEW = settings(FIXED, max_examples=20)
CLOCK = SetClock(START)

pytestmark = pytest.mark.soak
"""Many minutes in all: not with every change."""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Services]:
    CLOCK.instant = START
    services = new_shop(str(tmp_path / "shop.db"), CLOCK)
    yield services
    services.close()


def test_without_a_fault_nothing_is_found(shop: Services) -> None:
    run_state_machine_as_test(bound(MovingMachine, shop, CLOCK), settings=FIXED)
    assert shop.audit.verify().findings == ()


@pytest.mark.parametrize("mutant", SEEN_BY_THE_MACHINE, ids=lambda mutant: mutant.name)
def test_a_fault_is_seen_by_the_machine(
    mutant: Mutant, shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant.build_in(monkeypatch)
    with pytest.raises((AssertionError, ShopbellError, ValueError, IntegrityError)):
        run_state_machine_as_test(bound(LedgerMachine, shop, CLOCK), settings=FIXED)


@pytest.mark.parametrize("mutant", SEEN_WITH_MOVES, ids=lambda mutant: mutant.name)
def test_a_fault_in_what_moves_is_seen_by_the_machine(
    mutant: Mutant, shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant.build_in(monkeypatch)
    with pytest.raises((AssertionError, ShopbellError, ValueError, IntegrityError)):
        run_state_machine_as_test(bound(MovingMachine, shop, CLOCK), settings=FIXED)


@pytest.mark.parametrize(
    ("mutant", "example"), SEEN_BY_AN_EXAMPLE, ids=[one.name for one, _ in SEEN_BY_AN_EXAMPLE]
)
def test_a_fault_is_seen_by_its_example(
    mutant: Mutant,
    example: Callable[[MovingTwin], None],
    shop: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    example(MovingTwin(shop, CLOCK, 2))
    assert shop.audit.verify().findings == ()
    mutant.build_in(monkeypatch)
    with pytest.raises(AssertionError):
        example(MovingTwin(shop, CLOCK, 2))


@pytest.mark.parametrize("mutant", SEEN_WITH_PACKAGES, ids=lambda mutant: mutant.name)
def test_a_fault_in_packages_is_seen_by_the_machine(
    mutant: Mutant, shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    define_packages(shop)
    mutant.build_in(monkeypatch)
    with pytest.raises((AssertionError, ShopbellError, ValueError, IntegrityError)):
        run_state_machine_as_test(bound(PackageMachine, shop, CLOCK), settings=FIXED)


@pytest.mark.parametrize("mutant", SEEN_BY_VERIFY, ids=lambda mutant: mutant.name)
def test_a_fault_is_seen_by_verify(
    mutant: Mutant, shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant.build_in(monkeypatch)
    run_state_machine_as_test(bound(LedgerMachine, shop, CLOCK), settings=FEW)
    monkeypatch.undo()
    assert mutant.finding in {finding.msgid for finding in shop.audit.verify().findings}
