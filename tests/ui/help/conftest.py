"""The cards that cover the window: opened over a page, as the window opens them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.ui.actions import Action
from smbcrm.ui.catalogue import actions_of
from smbcrm.ui.widgets.overlay import Overlay


@dataclass
class Told:
    """A window that notes what it was told to do."""

    what: list[str] = field(default_factory=list)

    def find_customer(self) -> None:
        self.what.append("find")

    def new_customer(self) -> None:
        self.what.append("new")

    def begin(self, action: str) -> None:
        self.what.append(f"begin {action}")

    def go(self, place: str) -> None:
        self.what.append(f"go {place}")

    def show_page(self) -> None:
        self.what.append("page")

    def show_keys(self) -> None:
        self.what.append("keys")

    def show_palette(self) -> None:
        self.what.append("palette")

    def take_back(self) -> None:
        self.what.append("undo")

    def step_back(self) -> None:
        self.what.append("back")


Cover = Callable[..., Overlay]


@pytest.fixture
def told() -> Told:
    """Return a window without a screen."""
    return Told()


@pytest.fixture
def actions(told: Told) -> tuple[Action, ...]:
    """Return everything that can be done in it."""
    return actions_of(told)


@pytest.fixture
def cover(qtbot: QtBot) -> Cover:
    """Return a function that shows a card over a window of a size."""

    def show(card: QWidget, size: tuple[int, int] = (1366, 696)) -> Overlay:
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(*size)
        QPushButton("behind", window).setFocus()
        window.show()
        window.activateWindow()
        overlay = Overlay(window)
        overlay.cover(card)
        QApplication.processEvents()
        return overlay

    return show
