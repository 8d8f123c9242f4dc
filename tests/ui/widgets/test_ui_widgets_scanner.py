"""A scanner types faster than anybody: its codes are caught, and what people type is left alone."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smbcrm.ui.scanner import ScanFilter

CARD = "681000427715"
ENTER = Qt.Key.Key_Return


class KeyListener(QWidget):
    """A page that does things at single keys, as the payment panel does at 1 to 4."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self.heard.append(event.text())


@dataclass
class Counter:
    """A window with everything that can have the focus, a scanner, and a clock of its own."""

    window: QWidget
    field: QLineEdit
    notes: QPlainTextEdit
    button: QPushButton
    keys: KeyListener
    combo: QComboBox
    codes: list[str]
    now: int = 1000

    def key(self, key: str | Qt.Key, after: int = 10) -> None:
        """Press a key so many milliseconds after the one before."""
        self.now += after
        target = QApplication.focusWidget()
        if target is None:
            self.through_window(key)
        elif isinstance(key, Qt.Key):
            QTest.keyClick(target, key)
        elif key.isascii():
            QTest.keyClicks(target, key)
        else:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)
            QApplication.sendEvent(target, event)

    def through_window(self, key: str | Qt.Key) -> None:
        """Press a key as the system does: it goes to the window first."""
        window = self.window.windowHandle()
        assert window is not None
        QTest.keyClick(window, Qt.Key(ord(key)) if isinstance(key, str) else key)

    def scan(self, code: str = CARD, end: Qt.Key | None = ENTER, gap: int = 2) -> None:
        """Let the scanner type, long after whatever was before."""
        for number, sign in enumerate(code):
            self.key(sign, gap if number else 500)
        if end is not None:
            self.key(end, gap)

    def type(self, text: str) -> None:
        """Type as people do."""
        for sign in text:
            self.key(sign, 120)


@pytest.fixture
def prefix() -> str:
    """Return what the scanner sends before every code."""
    return ""


@pytest.fixture
def counter(qtbot: QtBot, prefix: str) -> Counter:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    field, notes, button = QLineEdit(), QPlainTextEdit(), QPushButton("Take")
    keys, combo = KeyListener(), QComboBox()
    combo.addItems(["6 items", "8 items", "7 items"])
    for widget in (field, notes, button, keys, combo):
        row.addWidget(widget)
    codes: list[str] = []
    scanner = ScanFilter(window, prefix=prefix, clock=lambda _: made.now)
    scanner.scanned.connect(codes.append)
    made = Counter(window, field, notes, button, keys, combo, codes)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    field.setFocus()
    return made


def test_a_scan_over_a_half_typed_amount_leaves_it_as_it_was(counter: Counter) -> None:
    submitted: list[int] = []
    counter.field.returnPressed.connect(lambda: submitted.append(1))
    counter.type("68")
    counter.scan()
    assert counter.codes == [CARD]
    assert counter.field.text() == "68"
    assert counter.field.cursorPosition() == 2
    assert submitted == []


@pytest.mark.parametrize("backwards", [False, True])
def test_the_selection_comes_back_too(counter: Counter, backwards: bool) -> None:  # noqa: FBT001
    counter.field.setText("68.50")
    counter.field.setSelection(*((4, -3) if backwards else (1, 3)))
    cursor = counter.field.cursorPosition()
    counter.scan()
    assert counter.field.text() == "68.50"
    assert counter.field.selectedText() == "8.5"
    assert counter.field.cursorPosition() == cursor


def test_a_cursor_in_the_middle_comes_back(counter: Counter) -> None:
    counter.field.setText("0142")
    counter.field.setCursorPosition(1)
    counter.scan()
    assert (counter.field.text(), counter.field.cursorPosition()) == ("0142", 1)
    assert not counter.field.hasSelectedText()


def test_what_people_type_is_no_scan_however_long(counter: Counter) -> None:
    entered: list[int] = []
    counter.field.returnPressed.connect(lambda: entered.append(1))
    counter.type(CARD)
    counter.key(ENTER, 120)
    assert (counter.codes, counter.field.text(), entered) == ([], CARD, [1])


@pytest.mark.parametrize(("gap", "codes"), [(35, [CARD]), (36, [])])
def test_the_gap_is_35_milliseconds(counter: Counter, gap: int, codes: list[str]) -> None:
    counter.scan(gap=gap)
    assert counter.codes == codes


@pytest.mark.parametrize(("code", "codes"), [("B4900", []), ("B49001", ["B49001"])])
def test_six_signs_are_the_least(counter: Counter, code: str, codes: list[str]) -> None:
    counter.scan(code)
    assert counter.codes == codes
    assert counter.field.text() == ("" if codes else code)


def test_enter_has_to_come_as_quickly(counter: Counter) -> None:
    counter.scan(end=None)
    counter.key(ENTER, 400)
    assert (counter.codes, counter.field.text()) == ([], CARD)


def test_a_burst_without_enter_is_typing(counter: Counter, qtbot: QtBot) -> None:
    counter.scan(end=None)
    qtbot.wait(80)
    assert (counter.codes, counter.field.text()) == ([], CARD)


def test_tab_ends_a_scan_and_does_not_move_the_focus(counter: Counter) -> None:
    counter.scan(end=Qt.Key.Key_Tab)
    assert counter.codes == [CARD]
    assert QApplication.focusWidget() is counter.field


def test_a_scanner_may_send_line_feed_after_return(counter: Counter) -> None:
    entered: list[int] = []
    counter.field.returnPressed.connect(lambda: entered.append(1))
    counter.scan()
    counter.key(ENTER, 3)
    assert entered == []
    counter.key(ENTER, 500)
    assert entered == [1]


def test_letters_hyphens_and_capitals_belong_to_codes(counter: Counter) -> None:
    counter.scan("AB-49001042z")
    assert counter.codes == ["AB-49001042z"]


def test_shift_between_the_letters_does_not_break_the_burst(counter: Counter) -> None:
    for sign in "B49001":
        counter.key(Qt.Key.Key_Shift, 1)
        counter.key(sign, 1)
    counter.key(ENTER, 1)
    assert counter.codes == ["B49001"]


def test_full_width_digits_are_read_as_plain_ones(counter: Counter) -> None:
    counter.scan("６８１０００４２７７１５")
    assert (counter.codes, counter.field.text()) == ([CARD], "")


def test_other_signs_end_a_burst(counter: Counter) -> None:
    counter.scan("68+10+5")
    assert (counter.codes, counter.field.text()) == ([], "68+10+5")


def test_a_held_key_is_no_scan(counter: Counter) -> None:
    for _ in range(12):
        counter.now += 30
        no = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, no, "0", True, 1)  # noqa: FBT003
        QApplication.sendEvent(counter.field, event)
    counter.key(ENTER, 5)
    assert (counter.codes, counter.field.text()) == ([], "0" * 12)


def test_a_command_is_no_sign(counter: Counter) -> None:
    for sign in "12345":
        counter.key(sign, 2)
    counter.now += 2
    QTest.keyClick(counter.field, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    counter.key(ENTER, 2)
    assert counter.codes == []


@pytest.mark.parametrize("prefix", ["~"])
def test_a_half_typed_composition_is_given_up(counter: Counter) -> None:
    def cursor() -> int:
        place = counter.field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        return int(place.x())

    empty = cursor()
    behind = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, 4, 1, None)
    QApplication.sendEvent(counter.field, QInputMethodEvent("chen", [behind]))
    assert cursor() > empty
    counter.scan("~" + CARD)
    assert (counter.codes, counter.field.text(), cursor()) == ([CARD], "", empty)


def test_notes_get_back_text_selection_and_their_own_undo(counter: Counter) -> None:
    counter.notes.setFocus()
    counter.type("oat milk")
    cursor = counter.notes.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(3, cursor.MoveMode.KeepAnchor)
    counter.notes.setTextCursor(cursor)
    counter.scan()
    assert counter.codes == [CARD]
    assert counter.notes.toPlainText() == "oat milk"
    assert counter.notes.textCursor().selectedText() == "oat"


def test_keys_of_a_scan_do_nothing_on_a_page_that_listens_to_digits(counter: Counter) -> None:
    counter.keys.setFocus()
    counter.scan()
    assert (counter.codes, counter.keys.heard) == ([CARD], [])


def test_a_key_that_was_no_scan_reaches_the_page_a_moment_later(
    counter: Counter, qtbot: QtBot
) -> None:
    counter.keys.setFocus()
    counter.key("2", 500)
    assert counter.keys.heard == []
    qtbot.waitUntil(lambda: counter.keys.heard == ["2"])


def test_keys_reach_the_page_in_the_order_they_were_pressed(counter: Counter) -> None:
    counter.keys.setFocus()
    counter.key("1", 500)
    counter.key("2", 10)
    counter.key("+", 10)
    counter.key("3", 10)
    counter.key(ENTER, 10)
    assert counter.keys.heard == ["1", "2", "+", "3", "\r"]


def test_a_window_that_was_busy_still_reads_the_whole_code(counter: Counter, qtbot: QtBot) -> None:
    counter.keys.setFocus()
    counter.key(CARD[0], 500)
    qtbot.waitUntil(lambda: counter.keys.heard == [CARD[0]])  # its keys came late
    for sign in CARD[1:]:
        counter.key(sign, 2)
    counter.key(ENTER, 2)
    assert counter.codes == [CARD]


def test_a_scan_presses_no_button(counter: Counter) -> None:
    pressed: list[int] = []
    counter.button.setAutoDefault(True)
    counter.button.clicked.connect(lambda: pressed.append(1))
    counter.button.setFocus()
    counter.scan()
    assert (counter.codes, pressed) == ([CARD], [])


def test_a_scan_does_not_change_a_choice(counter: Counter) -> None:
    counter.combo.setFocus()
    counter.combo.setCurrentIndex(2)
    counter.scan()
    assert (counter.codes, counter.combo.currentIndex()) == ([CARD], 2)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_scan_into_an_open_list_changes_nothing(counter: Counter, qtbot: QtBot) -> None:
    counter.combo.setFocus()
    counter.combo.setCurrentIndex(2)
    counter.combo.showPopup()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QListView))
    for number, sign in enumerate(CARD):
        counter.now += 2 if number else 500
        counter.through_window(sign)
    counter.now += 2
    counter.through_window(ENTER)
    counter.combo.hidePopup()
    assert (counter.codes, counter.combo.currentIndex()) == ([CARD], 2)


def test_a_scan_is_heard_without_any_focus(counter: Counter) -> None:
    counter.field.clearFocus()
    assert QApplication.focusWidget() is None
    counter.scan()
    assert counter.codes == [CARD]


def test_a_read_only_field_is_no_place_to_type(counter: Counter) -> None:
    counter.field.setReadOnly(True)
    counter.scan()
    assert counter.codes == [CARD]


def test_the_way_through_the_window_counts_each_key_once(counter: Counter) -> None:
    for number, sign in enumerate(CARD):
        counter.now += 2 if number else 500
        counter.through_window(sign)
    counter.now += 2
    counter.through_window(ENTER)
    assert (counter.codes, counter.field.text()) == ([CARD], "")


def test_typing_in_a_field_is_never_held_back(counter: Counter) -> None:
    counter.now += 500
    counter.through_window("6")
    assert counter.field.text() == "6"


@pytest.mark.parametrize("prefix", ["~"])
def test_with_a_prefix_nothing_of_a_scan_is_ever_seen(counter: Counter) -> None:
    seen: list[str] = []
    counter.field.textChanged.connect(seen.append)
    counter.scan("~" + CARD)
    assert (counter.codes, seen) == ([CARD], [])


@pytest.mark.parametrize("prefix", ["~"])
def test_with_a_prefix_a_burst_without_it_is_typing(counter: Counter) -> None:
    counter.scan()
    assert (counter.codes, counter.field.text()) == ([], CARD)


@pytest.mark.parametrize("prefix", ["~"])
def test_somebody_may_type_the_prefix(counter: Counter, qtbot: QtBot) -> None:
    counter.key("~", 500)
    qtbot.waitUntil(lambda: counter.field.text() == "~")
    counter.type("1")
    assert (counter.codes, counter.field.text()) == ([], "~1")


def test_a_field_that_is_gone_meanwhile_is_no_matter(counter: Counter) -> None:
    counter.scan(end=None)
    counter.window.setFocus()
    counter.field.setParent(None)
    counter.field.deleteLater()
    counter.window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    counter.window.setFocus()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    counter.key(ENTER, 2)
    assert counter.codes == [CARD]


def test_two_scans_in_a_row_are_two(counter: Counter) -> None:
    counter.scan()
    counter.scan("B49001042")
    assert counter.codes == [CARD, "B49001042"]
