"""What stands on every bill: the tax number at its head, and a line at its foot."""

import pytest
from PySide6.QtWidgets import QLineEdit

from smbcrm.core.settings import Setting
from smbcrm.membership.bills.types import Paper
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.shop import settings as s
from smbcrm.ui.desk import Desk
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import Open


@pytest.mark.parametrize(
    ("setting", "text"),
    [(s.TAX_NUMBER, "GB 123 4567 89"), (s.BILL_NOTE, "Thank you. Exchanges within 14 days.")],
)
def test_it_is_saved_at_once_with_a_way_back(
    open_part: Open, desk: Desk, room: RecordingRoom, setting: Setting[object], text: str
) -> None:
    person = open_part("shop")
    assert person.text(setting.key) == ""
    person.write(setting.key, text)
    stored = {one.setting.key: one.value for one in desk.services.shop.all()}
    assert stored[setting.key] == text
    assert room.toasts == [f"Saved: {setting.label}"]
    assert room.undo is not None
    room.undo.take_back()
    stored = {one.setting.key: one.value for one in desk.services.shop.all()}
    assert stored[setting.key] == ""


def test_the_next_bill_has_both(open_part: Open, desk: Desk) -> None:
    person = open_part("shop")
    person.write(s.TAX_NUMBER.key, "GB 123 4567 89")
    person.write(s.BILL_NOTE.key, "Thank you.")
    sale = desk.services.till.sale(SaleRequest(desk.act(), None, 900))
    shop = desk.services.bills.draft(sale.operation, Paper()).found.bill.shop
    assert (shop.tax_number, shop.note) == ("GB 123 4567 89", "Thank you.")


def test_a_novel_is_refused_in_its_field(open_part: Open, desk: Desk) -> None:
    person = open_part("shop")
    person.write(s.BILL_NOTE.key, "x" * 501)
    assert person.find(QLineEdit, s.BILL_NOTE.key).text() == "x" * 501
    assert desk.services.shop.shop().bill_note == ""
