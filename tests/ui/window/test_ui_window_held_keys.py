"""Enter that is held down acts once, whether the system marks its repeats or not."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from smbcrm.ui.customers.page import CustomersPage
from smbcrm.ui.imports.columns_step import FieldCombo
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Step
from tests.helpers.house import House

REPEATS, FIRST_MS, APART_MS = 6, 660, 40
ENDS = (QEvent.Type.KeyRelease, QEvent.Type.KeyPress)


class HeldKey:
    """Enter as X11 tells it while it is down: a release and a press of the same moment."""

    def __init__(self, house: House, *, marked: bool) -> None:
        self._house = house
        self._marked = marked
        self._moment = 50_000

    def press(self) -> None:
        self._moment += 10_000
        self._send(QEvent.Type.KeyPress, again=False)
        self._moment += FIRST_MS

    def go_on(self) -> None:
        for _ in range(REPEATS):
            for kind in ENDS:
                self._send(kind, again=self._marked)
            self._moment += APART_MS
            self._house.settle()

    def let_go(self) -> None:
        self._send(QEvent.Type.KeyRelease, again=False)
        self._house.settle()

    def _send(self, kind: QEvent.Type, *, again: bool) -> None:
        plain = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(kind, Qt.Key.Key_Return, plain, "\r", again)
        event.setTimestamp(self._moment)
        QApplication.sendEvent(self._house.window.windowHandle(), event)


@pytest.fixture(params=[True, False], ids=["marked", "unmarked"])
def held(request: pytest.FixtureRequest, open_house: House) -> HeldKey:
    return HeldKey(open_house, marked=request.param)


@pytest.fixture
def page(open_house: House, tmp_path: Path) -> ImportPage:
    """Return the import page with a list that goes straight to its columns."""
    file = tmp_path / "few.csv"
    file.write_text("name,phone\nGuest A,12075560001\nGuest B,12075560002\n", "utf-8")
    open_house.shop.go(f"import/{file}")
    open_house.settle()
    found = open_house.shop.here
    assert isinstance(found, ImportPage)
    assert step_of(found) is Step.COLUMNS
    return found


def step_of(page: ImportPage) -> Step:
    return page.course.step


def test_enter_held_since_the_question_for_the_file_goes_no_step_on(
    page: ImportPage, held: HeldKey
) -> None:
    """The question closes at the press: what repeats comes to the step behind it."""
    assert page.foot.main.hasFocus()
    held.go_on()
    assert step_of(page) is Step.COLUMNS


def test_each_step_of_an_import_needs_an_enter_of_its_own(
    open_house: House, page: ImportPage, held: HeldKey
) -> None:
    for step in (Step.CHECK, Step.DONE):
        held.press()
        open_house.settle()
        assert step_of(page) is step
        held.go_on()
        assert step_of(page) is step
        held.let_go()
    held.press()
    open_house.settle()
    assert open_house.shop.place == "customers"
    customers = open_house.shop.here
    assert isinstance(customers, CustomersPage)
    customers.table.setFocus()
    customers.table.go_to(0)
    held.go_on()
    assert open_house.shop.place == "customers"
    held.let_go()
    open_house.press("Enter")
    assert open_house.shop.place == "customer"


def test_enter_held_on_a_chooser_of_the_columns_does_not_go_on(
    open_house: House, page: ImportPage, held: HeldKey
) -> None:
    page.findChildren(FieldCombo)[0].setFocus()
    held.go_on()
    assert step_of(page) is Step.COLUMNS
    held.let_go()
    held.press()
    open_house.settle()
    assert step_of(page) is Step.CHECK


@pytest.mark.parametrize(
    ("key", "modifier", "held"),
    [
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, True),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.NoModifier, False),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier, False),
    ],
)
def test_a_shortcut_does_not_get_the_press_that_goes_with_a_release(
    open_house: House, key: Qt.Key, modifier: Qt.KeyboardModifier, *, held: bool
) -> None:
    """A ShortcutOverride asks whether a shortcut may have a key; letters go on repeating."""

    def kept(moment: int) -> bool:
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
        asked.setTimestamp(moment)
        asked.ignore()
        QApplication.sendEvent(open_house.window.windowHandle(), asked)
        return asked.isAccepted()

    let_go = QKeyEvent(QEvent.Type.KeyRelease, key, modifier)
    let_go.setTimestamp(70_000)
    open_house.shop.setFocus()
    QApplication.sendEvent(open_house.window.windowHandle(), let_go)
    assert kept(70_000) is held
    assert not kept(70_090)
