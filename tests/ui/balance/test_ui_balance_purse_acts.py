"""What can be done with a purse: buttons beside it that begin at the counter."""

from smbcrm.membership.balance.types import Purse
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.ui.balance.words import title_of
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.desk import Desk
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import PutUp, act, click

GIVEN = NewDefinition("THANKS", "Thank you", "amount_off", value=500)


def begun(page: CustomerPage, room: RecordingRoom, purse: Purse) -> list[str]:
    """Look at a purse, press each of its buttons, and return what each began."""
    assert page.parts.balance.choice.purses is not None
    words = title_of(page.desk, purse)
    click(next(one for one in page.parts.balance.choice.purses.buttons() if one.text() == words))
    room.asked.clear()
    for button in page.parts.balance.purse_acts.buttons.values():
        click(button)
    return [str(one[-1]) for one in room.asked]


def test_each_purse_has_its_own(
    services: Services, desk: Desk, room: RecordingRoom, put_up: PutUp, hannah: int
) -> None:
    page = put_up(desk, hannah)
    stored = ["withdraw", "hand_over", "put_right/stored"]
    assert begun(page, room, Purse.STORED) == [*stored, "give_voucher"]
    assert begun(page, room, Purse.POINTS) == ["redeem", "put_right/points"]
    services.vouchers.add(GIVEN)
    services.benefits.issue(IssueRequest(act(services), GIVEN.code, (hannah,)))
    page.arrive()
    assert begun(page, room, Purse.VOUCHERS) == ["give_voucher", "void_voucher"]
    assert begun(page, room, Purse.STORED) == stored


def test_visits_are_those_of_the_package_in_sight(
    services: Services, desk: Desk, room: RecordingRoom, put_up: PutUp, hannah: int
) -> None:
    services.packages.add(NewPackage("DRY", "Blow-dry 10", 9000, Terms(10, 6)), act(services))
    services.till.sale(SaleRequest(act(services), hannah, items=(ItemQuantity("DRY"),)))
    page = put_up(desk, hannah)
    unit = services.packages.get("DRY").unit
    assert begun(page, room, Purse.VISITS) == ["visit", f"put_right/visits:{unit}"]
