"""The state machine of vouchers sees the faults it is there for: each is built in and found."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis.stateful import run_state_machine_as_test
from peewee import IntegrityError

from smbcrm.core.clock import SetClock
from smbcrm.core.errors import ShopbellError
from smbcrm.membership.services import Services
from tests.helpers.ledger_machine import START, bound
from tests.helpers.machine_vouchers import VoucherMachine
from tests.helpers.twin import new_shop
from tests.helpers.twin_vouchers import VoucherTwin, define_vouchers
from tests.integration.ledger.mutants import Mutant
from tests.integration.ledger.test_ledger_mutants import FIXED
from tests.integration.vouchers.mutants_vouchers import SEEN_BY_AN_EXAMPLE, SEEN_WITH_VOUCHERS

pytestmark = pytest.mark.soak
"""Many minutes in all: not with every change."""

CLOCK = SetClock(START)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Services]:
    CLOCK.instant = START
    services = new_shop(str(tmp_path / "shop.db"), CLOCK)
    define_vouchers(services)
    yield services
    services.close()


@pytest.mark.parametrize("mutant", SEEN_WITH_VOUCHERS, ids=lambda mutant: mutant.name)
def test_a_fault_in_vouchers_is_seen_by_the_machine(
    mutant: Mutant, shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant.build_in(monkeypatch)
    with pytest.raises((AssertionError, ShopbellError, ValueError, IntegrityError)):
        run_state_machine_as_test(bound(VoucherMachine, shop, CLOCK), settings=FIXED)


@pytest.mark.parametrize(
    ("mutant", "example"), SEEN_BY_AN_EXAMPLE, ids=[one.name for one, _ in SEEN_BY_AN_EXAMPLE]
)
def test_a_fault_is_seen_by_its_example(
    mutant: Mutant,
    example: Callable[[VoucherTwin], None],
    shop: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    example(VoucherTwin(shop, CLOCK, 2))
    assert shop.audit.verify().findings == ()
    mutant.build_in(monkeypatch)
    with pytest.raises(AssertionError):
        example(VoucherTwin(shop, CLOCK, 2))
