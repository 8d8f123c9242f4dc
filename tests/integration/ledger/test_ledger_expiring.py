"""What is due is booked as of a day: never early, once, and dated after its own last day."""

import datetime as dt
from collections.abc import Iterator

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.ledger.service import NothingEndsEarly
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.membership.sales.errors import MadeByProgram
from smbcrm.membership.sales.types import ReverseRequest, TopUpRequest
from smbcrm.membership.services import Services
from tests.helpers.twin import database, new_customer, new_shop

MAY = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
LAST, NEXT_LAST = dt.date(2027, 5, 4), dt.date(2027, 5, 14)
DAY = dt.timedelta(days=1)


@pytest.fixture
def shop(shop_address: str) -> Iterator[tuple[Services, SetClock, int]]:
    """Yield a shop in which a gift ends on 4 May and another on 14 May of the next year."""
    clock = SetClock(MAY)
    services = new_shop(shop_address, clock)
    who = new_customer(services)
    for _ in range(2):
        services.till.top_up(TopUpRequest(Act(uuid7(clock)), who, 20_000))
        clock.instant += 10 * DAY
    clock.instant = MAY + 400 * DAY
    yield services, clock, who
    assert services.audit.verify().findings == ()
    services.close()


def gifts(services: Services, who: int) -> list[int]:
    wallet = database(services).run(lambda work: work.ledger.wallet(who))
    return [lot.remaining for lot in wallet.lots_of(AccountKind.GIFT)]


def test_only_what_was_due_on_that_day_is_booked(shop: tuple[Services, SetClock, int]) -> None:
    services, _, who = shop
    assert services.ledger.expire(as_of=LAST) == 0, "it is good through its last day"
    assert services.ledger.expire(as_of=LAST + DAY) == 1
    assert gifts(services, who) == [2_000]
    assert services.ledger.expire(as_of=NEXT_LAST) == 0
    assert services.ledger.expire() == 1
    assert gifts(services, who) == []
    dates = [row.business_date for row in services.history.of_customer(who)][:2]
    assert dates == [NEXT_LAST + DAY, LAST + DAY]


def test_nothing_ends_early(shop: tuple[Services, SetClock, int]) -> None:
    services, clock, who = shop
    clock.instant = MAY + 20 * DAY
    today = services.ledger.today()
    assert services.ledger.expire(as_of=today) == 0
    with pytest.raises(NothingEndsEarly, match="2026-05-25 is still to come, and nothing ends"):
        services.ledger.expire(as_of=today + DAY)
    assert gifts(services, who) == [2_000, 2_000]


def test_the_day_is_a_part_of_the_request(shop: tuple[Services, SetClock, int]) -> None:
    services, clock, _ = shop
    act = Act(uuid7(clock))
    assert services.ledger.expire(act, LAST + DAY) == services.ledger.expire(act, LAST + DAY) == 1
    with pytest.raises(RequestReused):
        services.ledger.expire(act)


@pytest.mark.parametrize("reason", [None, "twice"])
def test_what_ended_by_itself_has_no_undo(
    reason: str | None, shop: tuple[Services, SetClock, int]
) -> None:
    services, clock, who = shop
    services.ledger.expire()
    ended, *_ = services.history.of_customer(who)
    with pytest.raises(MadeByProgram, match=r"^Expiry of 2027-05-15 .* by an adjustment instead"):
        services.till.reverse(ReverseRequest(Act(uuid7(clock)), ended.id, reason))
    assert gifts(services, who) == []
