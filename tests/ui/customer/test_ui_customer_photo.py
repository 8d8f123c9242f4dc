"""The photo of a customer in the head of their page: chosen, dropped, replaced, taken away."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from smbcrm.core.errors import EnvironmentFault
from smbcrm.membership.photos.service import PhotoService
from smbcrm.membership.photos.types import NoPicture
from smbcrm.membership.services import Services
from smbcrm.ui.customer import picture as part
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.picture import PictureButton
from tests.helpers.pictures import picture
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import click, named
from tests.ui.customer.conftest import settle
from tests.ui.customer.test_ui_customer_files import drop

RED, BLUE = "#fe0000", "#0000fe"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return drawn(tmp_path, "red")


@pytest.fixture
def button(page: CustomerPage) -> PictureButton:
    return page.head.picture


def drawn(folder: Path, colour: str) -> Path:
    file = folder / f"{colour}.png"
    file.write_bytes(picture(Image.new("RGB", (60, 90), colour), "PNG"))
    return file


def face(button: PictureButton) -> str:
    """Return the colour of the picture beside its initials."""
    (avatar,) = (one for one in button.avatars if one.isVisible())
    image = avatar.grab().toImage()
    return QColor(image.pixel(image.width() // 2, image.height() // 8)).name()


def test_a_photo_is_chosen_replaced_and_taken_away(
    page: CustomerPage,
    button: PictureButton,
    services: Services,
    hannah: int,
    room: RecordingRoom,
    photo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = ["", str(photo), str(drawn(tmp_path, "blue"))]
    monkeypatch.setattr(part, "ask_open", lambda *_: answers.pop(0))
    initials = face(button)
    assert button.accessibleName() == "Add a photo of Hannah Brooks"
    click(button)
    assert room.toasts == []
    click(button)
    settle(page)
    assert (face(button), button.accessibleName()) == (RED, "Photo of Hannah Brooks")
    assert room.toasts == ["Saved: photo"]
    click(button)
    assert button.menu.isVisible()
    button.menu.close()
    button.choose.trigger()
    settle(page)
    assert face(button) == BLUE
    assert room.undo is not None
    room.undo.take_back()
    settle(page)
    assert face(button) == RED
    button.remove.trigger()
    settle(page)
    assert (face(button), services.photos.of(hannah)) == (initials, None)
    room.undo.take_back()
    settle(page)
    assert face(button) == RED
    page.arrive(str(named(services, "Hanna Becker")))
    assert face(button) not in {RED, BLUE}


def test_a_picture_is_dropped_on_the_head(
    page: CustomerPage, button: PictureButton, photo: Path
) -> None:
    assert not drop(page.head, photo, photo)
    for place in (page.head, page.head.sale_button):
        assert drop(place, photo)
        settle(page)
        assert face(button) == RED


def test_what_is_no_picture_is_said(
    page: CustomerPage, button: PictureButton, room: RecordingRoom, photo: Path
) -> None:
    photo.write_bytes(b"%PDF-1.7")
    drop(page.head, photo)
    (error,) = room.troubles
    assert isinstance(error, NoPicture)
    assert button.accessibleName() == "Add a photo of Hannah Brooks"


def test_a_photo_that_could_not_be_fetched_is_asked_for_again(
    page: CustomerPage,
    button: PictureButton,
    services: Services,
    hannah: int,
    photo: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object) -> None:
        raise EnvironmentFault

    with monkeypatch.context() as patch:
        patch.setattr(PhotoService, "of", away)
        services.photos.put(hannah, photo)
        settle(page)
    assert face(button) != RED
    settle(page)
    assert face(button) == RED


def test_only_a_photo_of_ours_is_shown(
    page: CustomerPage,
    button: PictureButton,
    services: Services,
    hannah: int,
    photo: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A restored shop may hold anything: no other reader of pictures is given it."""
    monkeypatch.setattr(PhotoService, "of", lambda *_: photo.read_bytes())
    initials = face(button)
    services.photos.put(hannah, photo)
    settle(page)
    assert face(button) == initials


def test_the_keyboard_reaches_it(
    page: CustomerPage,
    button: PictureButton,
    services: Services,
    hannah: int,
    photo: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(part, "ask_open", lambda *_: str(photo))
    before = button.grab().toImage()
    button.setFocus()
    assert button.hasFocus()
    assert button.grab().toImage() != before, "a ring shows where the keyboard is"
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle(page)
    assert services.photos.of(hannah) is not None
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert button.menu.isVisible()
    button.menu.close()
    page.narrow(1093, 543)
    assert [one.isVisible() for one in button.avatars] == [False, True]
