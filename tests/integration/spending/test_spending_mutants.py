"""The state machine sees faults in how value is spent and points are earned: each is built in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from peewee import IntegrityError

from smbcrm.core.clock import SetClock
from smbcrm.core.errors import ShopbellError
from smbcrm.membership.services import Services
from tests.helpers.ledger_machine import START, bound
from tests.helpers.machine_spending import SpendingMachine
from tests.helpers.twin import new_shop
from tests.helpers.twin_spending import prepare
from tests.integration.ledger.mutants import Mutant
from tests.integration.spending.mutants_spending import SEEN_BY_ITS_RULES

# Always the same examples: a mutant that is caught once stays caught.
FIXED = settings(
    max_examples=500,
    stateful_step_count=30,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
)
CLOCK = SetClock(START)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Services]:
    CLOCK.instant = START
    services = new_shop(str(tmp_path / "shop.db"), CLOCK)
    prepare(services)
    yield services
    services.close()


@pytest.mark.parametrize("mutant", SEEN_BY_ITS_RULES, ids=lambda mutant: mutant.name)
def test_a_fault_in_spending_is_seen_by_the_machine(
    mutant: Mutant, shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant.build_in(monkeypatch)
    with pytest.raises((AssertionError, ShopbellError, ValueError, IntegrityError)):
        run_state_machine_as_test(bound(SpendingMachine, shop, CLOCK), settings=FIXED)
