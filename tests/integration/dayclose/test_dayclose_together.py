"""A till closes its day while another process books on it: one of both wins, never half."""

import datetime as dt
from collections.abc import Iterator

import pytest

from smbcrm.core.clock import SystemClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from tests.helpers import closing_process as closing
from tests.helpers.till_process import together
from tests.helpers.twin import new_shop

CLOCK = SystemClock()
ROUNDS = 15


@pytest.fixture
def shop(shop_address: str) -> Iterator[Services]:
    services = new_shop(shop_address, CLOCK, durable=True)
    services.staff.add_staff(closing.MIA)
    services.close()
    yield services
    services.close()


def days(shop: Services, count: int = ROUNDS) -> list[dt.date]:
    today = shop.ledger.today()
    return [today - dt.timedelta(days=back) for back in range(1, count + 1)]


def accounted(answers: list[list[tuple[str, int]]]) -> list[bool]:
    """Tell of each day whether the close saw exactly what was sold on it."""
    found = []
    for one_day in zip(*answers, strict=True):
        sums = dict.fromkeys(("closed", "sold", "refused"), 0)
        for what, amount in one_day:
            sums[what] += amount
        found.append(sums["closed"] == sums["sold"])
    return found


def test_what_is_booked_while_a_till_closes_is_counted_or_refused(shop: Services) -> None:
    answers = together(shop.address, closing.close_or_sell, days(shop), 2)
    assert all(accounted(answers))
    assert shop.audit.verify().clean


def test_without_holding_the_chain_a_sale_would_slip_through(postgres_url: str) -> None:
    services = new_shop(postgres_url, CLOCK)
    services.staff.add_staff(closing.MIA)
    services.close()
    asked = days(services, 40)
    answers = together(postgres_url, closing.close_or_sell_without_holding, asked, 4)
    assert not all(accounted(answers))
    services.close()


def test_the_same_request_from_three_tills_closes_once(shop: Services) -> None:
    requests = [CloseRequest(Act(uuid7(CLOCK), date=day), 0) for day in days(shop)]
    answers = together(shop.address, closing.close_the_same, requests, 3)
    assert answers[0] == answers[1] == answers[2]
    assert shop.audit.verify().clean


def test_of_two_that_close_one_does(shop: Services) -> None:
    done = together(shop.address, closing.close_each_for_itself, days(shop), 2)
    assert [sorted(pair) for pair in zip(*done, strict=True)] == [[False, True]] * ROUNDS
