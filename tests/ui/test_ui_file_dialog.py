"""The dialog for files, as Qt draws it where the system has none of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHeaderView,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smbcrm.ui.file_dialog import ask_open, ask_save
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme

KINDS = "Excel (*.xlsx);;CSV (*.csv)"
Look = Callable[[QFileDialog], bool]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """Return what the dialog is asked for by."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def sits_at_it(monkeypatch: pytest.MonkeyPatch, look_at: Look) -> None:
    """Let somebody look at the dialog and close it, by its button if they say so."""
    monkeypatch.setattr(QFileDialog, "exec", look_at)


def said(text: str) -> str:
    return f"<{text}>"


def test_it_speaks_as_the_screen_does(parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    labels: list[str] = []

    def look_at(dialog: QFileDialog) -> bool:
        part = QFileDialog.DialogLabel
        labels.extend(dialog.labelText(one) for one in (part.LookIn, part.FileType))
        return False

    sits_at_it(monkeypatch, look_at)
    assert ask_open(parent, said, "Choose") == ""
    assert labels == ["<&Look in:>", "<Files of &type:>"]


def test_its_arrows_are_seen_in_the_dark_and_its_dates_are_whole(
    qapp: QApplication, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    look.wear(qapp, Theme.DARK, "en")
    brightest: dict[str, int] = {}
    modes: list[QHeaderView.ResizeMode] = []

    def look_at(dialog: QFileDialog) -> bool:
        for button in dialog.findChildren(QToolButton):
            drawn = button.icon().pixmap(18, 18).toImage()
            places = ((x, y) for x in range(drawn.width()) for y in range(drawn.height()))
            seen = (drawn.pixelColor(x, y) for x, y in places)
            brightest[button.objectName()] = max(one.value() for one in seen if one.alpha() > 200)
        header = dialog.findChildren(QTreeView)[0].header()
        modes.extend(header.sectionResizeMode(at) for at in range(header.count()))
        return False

    sits_at_it(monkeypatch, look_at)
    ask_open(parent, said, "Choose")
    assert {name for name, value in brightest.items() if value < 128} == set()
    assert {"backButton", "forwardButton", "toParentButton"} <= brightest.keys()
    mode = QHeaderView.ResizeMode
    assert modes == [mode.Stretch, *[mode.ResizeToContents] * 3]


def test_what_is_chosen_is_told(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, QFileDialog.AcceptMode, list[str]]] = []

    def look_at(dialog: QFileDialog) -> bool:
        asked.append((dialog.windowTitle(), dialog.acceptMode(), dialog.nameFilters()))
        dialog.selectNameFilter("CSV (*.csv)")
        return True

    sits_at_it(monkeypatch, look_at)
    proposed, chosen = (str(tmp_path / f"list.{ending}") for ending in ("xlsx", "csv"))
    assert ask_save(parent, said, "Save", proposed, KINDS) == (chosen, "CSV (*.csv)")
    saves = QFileDialog.AcceptMode.AcceptSave
    assert asked == [("Save", saves, KINDS.split(";;"))]


def test_it_lives_no_longer_than_it_asks(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    sits_at_it(monkeypatch, lambda _: False)
    assert ask_save(parent, said, "Save", "", KINDS) == ("", "")
    there = Qt.FindChildOption.FindDirectChildrenOnly
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog, options=there))
