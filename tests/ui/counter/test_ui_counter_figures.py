"""The numbers of an open customer: packages and vouchers stand there, and no money gives way."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Balances
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import RedeemRequest
from smbcrm.membership.services import Services
from smbcrm.membership.visits.types import PauseRequest
from smbcrm.ui.counter.figures import FEW, Kind, figures, kinds_of
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import view_of
from tests.helpers.package_hands import HANNAH, add_packages, sold, use
from tests.helpers.screen_check import faults
from tests.helpers.voucher_hands import issue, set_up_vouchers
from tests.ui.counter.conftest import put_up

if TYPE_CHECKING:
    from smbcrm.membership.counter.types import CustomerView

ALWAYS = {Kind.STORED, Kind.POINTS}


@pytest.fixture
def packaged(services: Services) -> Services:
    """Return a shop that sells packages and gives vouchers."""
    add_packages(services)
    set_up_vouchers(services)
    return services


def tiles(page: CounterPage) -> dict[str, str]:
    """Return what the tiles of the card say, by their titles."""
    shown = page.body.customer.card.tiles
    return {tile.accessibleName(): tile.accessibleDescription() for tile in shown}


def package_line(desk: Desk, *, short: bool = False) -> tuple[str, str, str]:
    shown = figures(desk, view_of(desk, HANNAH), short=short)
    found = next(one for one in shown if one.kind is Kind.PACKAGES)
    return found.title, found.value, found.sub


def test_the_card_says_how_many_visits_are_left_and_until_when(
    page: CounterPage, desk: Desk, who: dict[str, int], packaged: Services
) -> None:
    use(desk, sold(desk, HANNAH, "BLOW10"), "BLOW10", 7)
    issue(packaged, "birthday", who[HANNAH])
    page.open_customer(who[HANNAH])
    assert list(tiles(page)) == ["Stored value", "Points", "Blow-dry, 10 visits", "Vouchers"]
    assert tiles(page)["Blow-dry, 10 visits"] == "3 of 10 left, until 21 Nov 2027"
    assert faults(page) == []


def test_what_never_ends_stands_still_or_is_a_pass_is_said(desk: Desk, packaged: Services) -> None:
    view = sold(desk, HANNAH, "ARGAN5")
    assert package_line(desk) == ("Argan treatment, 5 visits", "5 of 5 left", "no end")
    act = Act(uuid7(packaged.clock))
    packaged.visits.pause(PauseRequest(act, view.shown.customer.id, "ARGAN5"))
    assert package_line(desk, short=True)[1:] == ("5 of 5", "paused since 21 Nov")


@pytest.mark.usefixtures("packaged")
def test_a_pass_and_a_package_bought_twice(desk: Desk) -> None:
    sold(desk, HANNAH, "PASS")
    assert package_line(desk)[1] == "Pass"
    sold(desk, HANNAH, "BLOW10")
    assert package_line(desk) == ("Visit packages", "2", "Blow-dry, 10 visits · Fringe pass")


@pytest.mark.usefixtures("packaged")
def test_two_of_one_package_are_one_sum(desk: Desk) -> None:
    sold(desk, HANNAH, "BLOW10")
    sold(desk, HANNAH, "BLOW10")
    assert package_line(desk)[1] == "20 left"


def test_the_strip_has_four_numbers_and_store_credit_before_vouchers(
    desk: Desk, qtbot: QtBot, who: dict[str, int], packaged: Services
) -> None:
    page = put_up(desk, qtbot, (911, 452))
    page.open_customer(who[HANNAH])
    strip = page.body.customer.strip
    before = strip.height()
    sold(desk, HANNAH, "BLOW10")
    for one in ("birthday", "trim", "ten"):
        issue(packaged, one, who[HANNAH])
    page.open_customer(who[HANNAH])
    assert [one.kind for one in strip.numbers] == list(Kind)[:4]
    assert strip.height() <= before + 20, "long names push the allergy into a narrow column"
    act = Act(uuid7(packaged.clock))
    packaged.till.redeem(RedeemRequest(act, who[HANNAH], 500))
    page.open_customer(who[HANNAH])
    assert [one.kind for one in strip.numbers] == [*list(Kind)[:3], Kind.CREDIT]
    assert faults(page) == []


@pytest.mark.usefixtures("packaged")
def test_what_a_visit_changed_is_marked(page: CounterPage, desk: Desk, who: dict[str, int]) -> None:
    view = sold(desk, HANNAH, "BLOW10")
    page.open_customer(who[HANNAH])
    page.body.customer.touch(use(desk, view, "BLOW10"))
    shown = page.body.customer.card.tiles
    marked = [one.accessibleName() for one in shown if one.property("touched") == "true"]
    assert marked == ["Blow-dry, 10 visits"]


@given(st.booleans(), st.booleans(), st.integers(0, 3), st.sampled_from([None, FEW]))
def test_no_tile_stands_alone_and_no_money_is_left_out(
    packages: bool,  # noqa: FBT001 - drawn
    vouchers: bool,  # noqa: FBT001 - drawn
    credit: int,
    most: int | None,
) -> None:
    owned = Balances(credit=credit)
    view = SimpleNamespace(packages=packages, vouchers=vouchers, owned=owned)
    kinds = kinds_of(cast("CustomerView", view), most)
    assert set(kinds) >= ALWAYS
    assert len(kinds) % 2 == 0
    assert len(kinds) >= FEW
    assert len(kinds) <= (most or len(Kind))
    assert not credit or Kind.CREDIT in kinds
    if most is None:
        assert (Kind.PACKAGES in kinds, Kind.VOUCHERS in kinds) == (packages, vouchers)
