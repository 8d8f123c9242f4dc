"""Controls have the heights of the design, and a focus ring moves nothing."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.theme.tokens import Theme

BUTTONS: list[tuple[dict[str, str | bool], int]] = [
    ({}, 36),
    ({"kind": "primary"}, 36),
    ({"kind": "primary", "small": True}, 28),
    ({"kind": "quiet"}, 36),
    ({"kind": "quiet", "small": True}, 28),
    ({"kind": "soft"}, 36),
    ({"kind": "danger"}, 36),
    ({"kind": "danger", "main": True}, 36),
    ({"kind": "small"}, 28),
    ({"big": True}, 44),
    ({"big": "search"}, 52),
    ({"kind": "primary", "big": True}, 44),
    ({"kind": "nav"}, 36),
    ({"kind": "act"}, 76),
    ({"kind": "act", "compact": True}, 58),
    ({"kind": "take"}, 76),
    ({"kind": "choice"}, 60),
    ({"kind": "chip"}, 30),
    ({"kind": "chip", "big": True}, 36),
    ({"kind": "segment", "place": "middle"}, 36),
    ({"kind": "key"}, 46),
]


Stage = Callable[..., QWidget]


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Show widgets in a row in a window of their own; another field there has the focus."""
    windows: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        row = QHBoxLayout(window)
        other = QLineEdit()
        for widget in (other, *widgets):
            row.addWidget(widget)
        window.show()
        window.activateWindow()
        other.setFocus()
        QApplication.processEvents()
        return window

    yield show
    for window in windows:
        window.close()
        window.deleteLater()


def test_every_button_has_its_height_in_either_language(qapp: QApplication, stage: Stage) -> None:
    for language, word in (("en", "Take"), ("zh_CN", "收款记账")):
        look.wear(qapp, Theme.LIGHT, language)
        buttons = [QPushButton(word) for _ in BUTTONS]
        for button, (properties, _) in zip(buttons, BUTTONS, strict=True):
            dress(button, **properties)
        stage(*buttons)
        assert [button.height() for button in buttons] == [height for _, height in BUTTONS]


@pytest.mark.parametrize("properties", [properties for properties, _ in BUTTONS], ids=str)
def test_a_focus_ring_moves_nothing(stage: Stage, properties: dict[str, str | bool]) -> None:
    button = QPushButton("Take")
    dress(button, **properties)
    after = QLabel("after")
    window = stage(button, after)
    before = (button.geometry(), button.sizeHint().width(), after.pos())
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert button.hasFocus()
    layout = window.layout()
    assert layout is not None
    button.updateGeometry()  # as a change of its text would
    layout.activate()
    assert (button.geometry(), button.sizeHint().width(), after.pos()) == before


def test_fields_have_their_heights_and_keep_their_text_in_place(stage: Stage) -> None:
    plain, small, big = QLineEdit("68"), QLineEdit("68"), QLineEdit("68")
    pick, money = QComboBox(), QComboBox()
    dress(small, small=True)
    dress(big, big=True)
    dress(money, big="money")
    fields = (plain, small, big, pick, money)
    stage(*fields)
    assert [field.height() for field in fields] == [36, 28, 44, 36, 60]
    before = [field.geometry() for field in fields], plain.cursorRect()
    for word in ("warned", "wrong"):
        for field in fields:
            field.setFocus()
            dress(field, **{word: True})
        assert ([field.geometry() for field in fields], plain.cursorRect()) == before


@pytest.mark.parametrize(
    ("properties", "height"),
    [
        ({"kind": "searchBox"}, 52),
        ({"kind": "searchBox", "compact": True}, 44),
        ({"kind": "searchBox", "idle": True}, 64),
        ({"kind": "moneyBox"}, 60),
    ],
    ids=str,
)
def test_frames_have_their_heights(
    stage: Stage, properties: dict[str, str | bool], height: int
) -> None:
    frame, field = QFrame(), QLineEdit()
    dress(frame, **properties)
    row = QVBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(field)
    stage(frame)
    before = field.mapTo(frame, QPoint()), frame.geometry()
    assert frame.height() == height
    dress(frame, focused=True)
    QApplication.processEvents()
    assert (field.mapTo(frame, QPoint()), frame.geometry()) == before


def test_a_property_is_written_as_the_sheet_reads_it_and_taken_away_again(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    dress(button, kind="primary", small=True)
    assert (button.property("kind"), button.property("small")) == ("primary", "true")
    dress(button, kind="", small=False)
    assert (button.property("kind"), button.property("small")) == (None, None)


def test_the_ring_is_two_pixels_of_the_focus_colour(stage: Stage) -> None:
    button = QPushButton("Take")
    window = stage(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    place = QRect(button.mapTo(window, QPoint()), button.size())
    image = window.grab().toImage()
    column = [image.pixelColor(place.center().x(), place.top() + row) for row in range(4)]
    ring = look.color("focus")
    assert [pixel == ring for pixel in column] == [True, True, False, False]
