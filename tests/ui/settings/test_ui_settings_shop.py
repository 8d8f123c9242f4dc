"""The shop: what is typed is saved when the field is left, and can be taken back."""

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from smbcrm.membership.shop import settings as s
from smbcrm.membership.shop.types import Shop
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.settings.shop import ShopPart
from tests.helpers.room import RecordingRoom
from tests.helpers.salon import EVIL
from tests.ui.settings.conftest import ENTER, Open


def shop_of(desk: Desk) -> Shop:
    return desk.services.shop.shop()


def test_the_settings_stand_as_they_are(open_part: Open) -> None:
    person = open_part("shop")
    assert person.text(s.NAME.key) == "Willow & Wren Salon"
    assert person.text(s.REGION.key) == "United States (US)"
    assert person.text(s.CURRENCY.key) == "USD"
    assert person.find(QLineEdit, s.CURRENCY.key).isReadOnly()
    assert person.text(s.TIME_ZONE.key) == "America/New_York"
    assert person.text(s.DAY_BEGINS.key) == "04:00"
    assert person.text(s.TAX.key) == ""
    assert person.text(s.CARD_PREFIX.key) == "6810"


def test_leaving_a_field_saves_it_and_says_so(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    open_part("shop").write(s.NAME.key, "Wren")
    assert shop_of(desk).name == "Wren"
    assert room.toasts == ["Saved: Name of the shop"]
    assert room.undo is not None
    assert room.undo.what == "Name of the shop"


def test_leaving_a_field_as_it_was_asks_nobody(
    open_part: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(type(desk.services.shop), "set", lambda *args: asked.append(args))
    open_part("shop").write(s.NAME.key, "Willow & Wren Salon")
    assert asked == []


def test_enter_saves_once(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("shop")
    person.write(s.PHONE.key, "0207 946", ENTER)
    assert shop_of(desk).phone == "0207 946"
    person.find(QLineEdit, s.NAME.key).setFocus()
    assert len(room.toasts) == 1


def test_undo_sets_the_former_value_back(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("shop")
    person.write(s.ADDRESS.key, "1 High Street")
    assert shop_of(desk).address == "1 High Street"
    assert room.undo is not None
    room.undo.take_back()
    assert shop_of(desk).address == ""
    assert person.text(s.ADDRESS.key) == ""
    assert room.toasts[-1] == "Taken back: Address of the shop"


def test_undo_works_when_the_page_is_gone(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("shop")
    person.write(s.NAME.key, "Wren")
    person.leave()
    assert room.undo is not None
    room.undo.take_back()
    assert shop_of(desk).name == "Willow & Wren Salon"
    assert room.asked[-1] == ("wear",)


def test_names_are_kept_and_shown_as_they_stand(open_part: Open, desk: Desk) -> None:
    evil = EVIL.replace("\u202e", "")
    person = open_part("shop")
    person.write(s.NAME.key, evil)
    assert shop_of(desk).name == evil
    assert person.text(s.NAME.key) == evil


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        (s.NAME.key, "", "It is empty. It takes a text of at most 500 characters."),
        (
            s.TAX.key,
            "lots",
            "“lots” does not fit here. It takes a percentage such as 20 or 7.5, or none.",
        ),
        (s.CARD_PREFIX.key, "68", "“68” does not fit here. It takes four digits."),
        (
            s.REGION.key,
            "Atlantis",
            "“Atlantis” does not fit here. It takes a country code of two letters, such as US.",
        ),
        (
            s.TIME_ZONE.key,
            "Mars/Olympus",
            "“Mars/Olympus” does not fit here. It takes a time zone such as Asia/Taipei.",
        ),
    ],
)
def test_a_refusal_stands_below_the_field_and_the_text_stays(
    open_part: Open, desk: Desk, room: RecordingRoom, key: str, typed: str, said: str
) -> None:
    before = shop_of(desk)
    person = open_part("shop")
    person.write(key, typed)
    assert person.said(key) == said
    assert person.text(key) == typed
    assert shop_of(desk) == before
    assert (room.toasts, room.troubles) == ([], [])


def test_a_refused_value_can_be_mended(open_part: Open, desk: Desk) -> None:
    person = open_part("shop")
    person.write(s.TAX.key, "lots")
    person.write(s.TAX.key, "7.5")
    assert person.said(s.TAX.key) == ""
    assert str(shop_of(desk).tax) == "3/40"
    person.write(s.TAX.key, "")
    assert shop_of(desk).tax is None


def test_a_time_zone_is_found_by_a_part_of_its_name(open_part: Open, desk: Desk) -> None:
    person = open_part("shop")
    person.write(s.TIME_ZONE.key, "shangh")
    assert desk.services.shop.get(s.TIME_ZONE.key).value == "Asia/Shanghai"
    assert person.text(s.TIME_ZONE.key) == "Asia/Shanghai"


def test_the_list_of_zones_offers_what_holds_the_text(open_part: Open) -> None:
    box = open_part("shop").find(QComboBox, s.TIME_ZONE.key)
    finder = box.completer()
    assert finder is not None
    finder.setCompletionPrefix("taip")
    assert finder.currentCompletion() == "Asia/Taipei"


def test_a_region_can_be_typed_as_its_code_or_by_its_name(open_part: Open, desk: Desk) -> None:
    person = open_part("shop")
    person.write(s.REGION.key, "SE")
    assert shop_of(desk).region == "SE"
    person.write(s.REGION.key, "united king")
    assert shop_of(desk).region == "GB"


def test_a_choice_is_saved_at_once(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    box = open_part("shop").find(QComboBox, s.DAY_BEGINS.key)
    box.setFocus()
    box.setCurrentIndex(6)
    box.activated.emit(6)
    assert desk.services.shop.get(s.DAY_BEGINS.key).value == "06:00"
    assert room.toasts == ["Saved: Hour at which the day begins"]


def test_what_another_till_changes_is_shown_but_not_over_what_is_typed(
    open_part: Open, desk: Desk
) -> None:
    person = open_part("shop")
    name = person.find(QLineEdit, s.NAME.key)
    name.setFocus()
    person.type(" II")
    desk.services.shop.set(s.PHONE.key, "0207")
    desk.bridge.happened.emit(Elsewhere())
    assert person.text(s.PHONE.key) == "0207"
    assert person.text(s.NAME.key) == "Willow & Wren Salon II"


def test_a_fault_of_the_machine_leaves_the_text_and_offers_again(
    open_part: Open, desk: Desk, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smbcrm.membership.backups.types import CopyFolderFull  # noqa: PLC0415 - any fault will do

    def full(*_args: object) -> None:
        raise CopyFolderFull(folder="/")

    person = open_part("shop")
    monkeypatch.setattr(type(desk.services.shop), "set", full)
    person.write(s.NAME.key, "Wren")
    assert len(room.troubles) == 1
    assert person.text(s.NAME.key) == "Wren"
    assert person.said(s.NAME.key) == ""
    monkeypatch.undo()
    person.write(s.NAME.key, "Wren")
    assert shop_of(desk).name == "Wren"


def test_fields_stand_under_each_other_in_a_narrow_window(open_part: Open) -> None:
    page = open_part("shop").page
    part = page.part
    assert isinstance(part, ShopPart)
    part.narrow(500, 400)
    page.resize(560, 600)
    name, phone = (page.findChild(QLineEdit, one.key) for one in (s.NAME, s.PHONE))
    assert name is not None
    assert phone is not None
    page.ensurePolished()
    part.adjustSize()
    assert (
        phone.mapTo(page, phone.rect().topLeft()).y()
        > name.mapTo(page, name.rect().bottomLeft()).y()
    )
