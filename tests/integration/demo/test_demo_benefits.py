"""What the demo shop gives and takes back: packages, vouchers, rewards, cards, tiers, a PIN."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from smbcrm.bootstrap import make_demo, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.cards.types import CardState
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.demo.catalogues import CATALOGUES
from smbcrm.membership.demo.errands import PIN
from smbcrm.membership.demo.rhythms import open_before
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.spending_pin.types import PinNeeded, WrongPin
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE
from smbcrm.membership.vouchers.types import VoucherState
from smbcrm.models.connect import connect
from smbcrm.models.session import Session

NOW = {
    "en": dt.datetime(2026, 11, 21, 15, 24, tzinfo=dt.UTC),
    "zh_CN": dt.datetime(2026, 11, 21, 2, 24, tzinfo=dt.UTC),
    "zh_TW": dt.datetime(2026, 11, 21, 2, 24, tzinfo=dt.UTC),
}
VALUE_MOVES = {
    *("sale", "top_up", "redemption", "reversal", "refund", "withdrawal", "transfer"),
    *("adjustment", "cash", "visit_use", "pause", "extension", "voucher_issue", "voucher_void"),
    "expiry",
}
CUSTOMERS = 150


@dataclass(frozen=True)
class Demo:
    """A demo shop, open at its moment."""

    shop: Services
    address: str
    language: str

    def regular(self, number: int) -> int:
        """Return the regular of that number in the cast, counted from 1."""
        told = CATALOGUES[self.language].cast.regulars[number - 1]
        (phone,) = told.details.phones or ()
        found = self.shop.customers.find(phone[-8:])
        return next(one.id for one in found if one.full_name == told.name)

    def rows(self, sql: str) -> list[str]:
        """Return the first column of what a query finds."""
        db = connect(self.address)
        db.connect()
        found = [str(row[0]) for row in Session(db).rows(sql)]
        db.close()
        return found

    def act(self) -> Act:
        """Return an act of the first till."""
        return Act(uuid7(self.shop.clock))


@pytest.fixture(scope="module")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Demo]]:
    """Yield what makes the demo shop of a language once, whatever the order of the tests."""
    made: dict[str, Demo] = {}

    def get(language: str) -> Demo:
        if language not in made:
            address = str(Path(tmp_path_factory.mktemp("benefits")) / "demo.db")
            make_demo(address, customers=CUSTOMERS, language=language, now=NOW[language]).close()
            shop = open_shop(address, clock=SetClock(NOW[language]))
            made[language] = Demo(shop, address, language)
        return made[language]

    yield get
    for one in made.values():
        one.shop.close()


@pytest.fixture(params=sorted(NOW))
def demo(request: pytest.FixtureRequest, demos: Callable[[str], Demo]) -> Demo:
    return demos(request.param)


def test_every_kind_of_operation_is_there_and_the_books_are_proved(demo: Demo) -> None:
    assert set(demo.rows("SELECT DISTINCT kind FROM operation")) == VALUE_MOVES
    assert demo.shop.audit.verify().findings == ()


def test_the_star_has_three_of_ten_visits_left_and_two_vouchers(demo: Demo) -> None:
    view = demo.shop.counter.customer(demo.regular(1))
    (package,) = view.packages
    assert (package.left, package.package.terms.visits) == (3, 10)
    assert package.until == dt.date(2027, 3, 31)
    assert len(view.vouchers) == 2
    assert sum(row.row.kind == "visit_use" for row in view.recent) >= 1


def test_packages_are_of_each_sort_and_one_stands_still_and_one_is_shared(demo: Demo) -> None:
    terms = [one.terms for one in demo.shop.packages.all()]
    assert {(one.visits is None, one.months is None) for one in terms} == {
        (False, False),
        (False, True),
        (True, False),
    }
    (paused,) = demo.shop.visits.of_customer(demo.regular(14))
    assert paused.paused is not None
    shared = demo.shop.visits.owned(demo.regular(5))
    assert [one.owner for one in shared] == [demo.regular(6)]
    assert {used.customer for used in shared[0].used} == {demo.regular(5), demo.regular(6)}


def test_vouchers_of_every_kind_stand_in_every_state_but_one(demo: Demo) -> None:
    benefits = demo.shop.benefits
    assert {one.kind_code for one in demo.shop.vouchers.all()} == set(BY_CODE)
    codes = demo.rows("SELECT code FROM voucher")
    states = [benefits.show(code, demo.act()).state for code in codes]
    assert len(codes) > CUSTOMERS / 4
    assert set(states) == set(VoucherState) - {VoucherState.RETURNED}
    assert states.count(VoucherState.HELD) == 1


def test_rewards_have_a_stock_and_some_were_handed_over(demo: Demo) -> None:
    there = {one.code: one.stock for one in demo.shop.rewards.all()}
    asked = {one.code: one.stock for one in CATALOGUES[demo.language].gives.rewards}
    assert {0, None} < set(there.values())
    assert sum(there[code] != asked[code] for code in asked) >= 2


def test_cards_were_frozen_lost_and_replaced(demo: Demo) -> None:
    states = {
        card.state
        for number in (1, 4, 8, 10)
        for card in demo.shop.cards.of_customer(demo.regular(number))
    }
    assert states == {CardState.ACTIVE, CardState.FROZEN, CardState.LOST, CardState.REPLACED}


def test_a_review_is_due_and_somebody_holds_a_tier_by_hand(demo: Demo) -> None:
    review = demo.shop.tiers.review()
    assert review.of == dt.date(2026, 10, 1)
    assert review.applied is None
    assert len(review.moves) >= 3
    assert len(demo.shop.tiers.by_hand()) == 1
    assert any(one.tiers == ("gold",) for one in demo.shop.offers.all())


def test_the_last_day_was_closed_a_little_short_and_it_is_said_why(demo: Demo) -> None:
    yesterday = open_before(dt.date(2026, 11, 20))
    act = Act(uuid7(demo.shop.clock), date=yesterday)
    day = demo.shop.dayclose.look(CloseRequest(act))
    assert day.closing is not None
    assert day.closing.difference < 0
    assert day.word == CATALOGUES[demo.language].gives.word


def test_stored_value_of_the_second_regular_is_spent_with_the_pin_of_the_note(demo: Demo) -> None:
    customer = demo.regular(2)
    profile = demo.shop.customers.get(customer).profile
    assert PIN in profile.notes
    amount = int(demo.shop.shop.get("stored_value.pin_from").value)
    payments = {Means.STORED: amount}

    def sell(pin: str | None) -> None:
        request = SaleRequest(demo.act(), customer, amount, payments=payments, pin=pin)
        demo.shop.till.sale(request)

    with pytest.raises(PinNeeded):
        sell(None)
    with pytest.raises(WrongPin):
        sell("0000")
    sell(PIN)
