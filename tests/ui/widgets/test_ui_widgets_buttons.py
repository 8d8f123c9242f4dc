"""Buttons, tiles, choices, chips and switches, by mouse, by key and for screen readers."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.ui.theme import look
from smbcrm.ui.widgets import tiles
from smbcrm.ui.widgets.buttons import (
    ActionTile,
    Button,
    Chip,
    ChoiceGroup,
    ChoiceTile,
    Segmented,
    Switch,
)
from smbcrm.ui.widgets.flow import Flow
from tests.helpers.keyboard import press
from tests.ui.widgets.hands import (
    BACKTAB,
    DOWN,
    ENTER,
    EVIL,
    LEFT,
    RIGHT,
    SPACE,
    TAB,
    InColumn,
    Put,
    role,
)


def heard(button: QAbstractButton) -> list[str]:
    presses: list[str] = []
    button.clicked.connect(lambda: presses.append("pressed"))
    return presses


def payments() -> ChoiceGroup:
    return ChoiceGroup(
        [
            ("stored", ChoiceTile("Stored value", "232.50 available", "wallet", "1")),
            ("cash", ChoiceTile("Cash", "counts change", "banknote", "2")),
            ("card", ChoiceTile("Card or QR", "on your terminal", "credit-card", "3")),
            ("mixed", ChoiceTile("Mixed", "stored value + cash", "split", "4")),
        ],
        2,
    )


def test_a_button_shows_its_words_as_they_stand(put: Put) -> None:
    button = Button(EVIL)
    put(button)
    assert button.text() == EVIL
    assert button.accessibleName() == EVIL
    assert button.shortcut().isEmpty()  # the & is no mnemonic
    button.set_text("Q & A")
    assert (button.text(), button.accessibleName()) == ("Q & A", "Q & A")


def test_enter_and_space_press_a_button_once_however_long_they_are_held(put: Put) -> None:
    button = Button("Take", kind="primary")
    put(button)
    presses = heard(button)
    button.setFocus()
    press(ENTER)
    press(SPACE)
    assert len(presses) == 2
    no = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        button,
        QKeyEvent(QEvent.Type.KeyPress, ENTER, no, "\r", True),  # noqa: FBT003 - repeated
    )
    assert len(presses) == 2


def test_icon_and_key_cap_have_room_of_their_own(put: Put) -> None:
    plain, full = Button("Save"), Button("Save", icon="check", key="Ctrl S")
    put(plain, full)
    assert full.sizeHint().width() > plain.sizeHint().width() + 18 + 30
    assert full.accessibleDescription() == "Ctrl S"
    full.set_key("")
    full.set_icon("")
    assert full.sizeHint() == plain.sizeHint()


def test_a_button_without_words_says_what_it_is(put: Put) -> None:
    button = Button("", icon="x", name="Close", key="Esc")
    put(button)
    assert button.accessibleName() == "Close"
    assert button.toolTip() == "Close (Esc)"


def test_a_button_is_large_enough_for_a_finger(put: Put) -> None:
    sizes = {
        "": Button("1"),
        "small": Button("1", small=True),
        "big": Button("1", big=True),
        "take": Button("Take", kind="take", key="Enter"),
        "key": Button("7", kind="key"),
        "chip": Chip("All"),
        "switch": Switch("On"),
    }
    put(*sizes.values())
    QApplication.processEvents()
    heights = {name: button.height() for name, button in sizes.items()}
    assert all(height >= 28 for height in heights.values()), heights
    assert heights["big"] >= 44
    assert heights["key"] >= 44
    assert heights["take"] == 76


def test_the_sum_on_take_is_drawn_smaller_before_it_is_cut(put: Put) -> None:
    button = Button("Take $1,234,567.89", kind="take", key="Enter")
    button.setFixedWidth(180)
    put(button)
    assert button.minimumSizeHint().width() <= 180
    assert not button.grab().isNull()


def test_action_tiles_say_title_sub_and_key(put: Put) -> None:
    tile = ActionTile("Top up", "Pay 500, get 50", "wallet", "F6")
    put(tile)
    assert (tile.accessibleName(), tile.accessibleDescription()) == (
        "Top up",
        "Pay 500, get 50, F6",
    )
    tile.set_sub("no offer today")
    assert tile.accessibleDescription() == "no offer today, F6"
    assert role(tile) == QAccessible.Role.Button


def test_action_tiles_get_lower_in_small_windows(put: Put) -> None:
    tile = ActionTile("Record sale", "", "receipt-text", "F5", main=True)
    put(tile)
    QApplication.processEvents()
    assert tile.height() == 76
    tile.set_compact(True)
    QApplication.processEvents()
    assert tile.height() == 58


def test_a_second_line_that_is_cut_is_in_the_tooltip(put: Put) -> None:
    tile = ActionTile("Redeem points", "<i>1,240</i> available and much more", "sparkles", "F7")
    panel = put(tile)
    panel.resize(2000, 100)
    QApplication.processEvents()
    assert tile.toolTip() == ""
    panel.resize(tile.minimumSizeHint().width() + 20, 100)
    QApplication.processEvents()
    assert "&lt;i&gt;1,240" in tile.toolTip()


def test_arrows_choose_and_tab_goes_on(put: Put) -> None:
    group, after = payments(), Button("Take")
    put(group, after)
    chosen: list[object] = []
    group.changed.connect(chosen.append)
    group.choose("stored")
    assert chosen == []
    group.tile("stored").setFocus()
    press(RIGHT)
    press(DOWN)
    assert chosen == ["cash", "mixed"]
    assert group.value() == "mixed"
    assert QApplication.focusWidget() is group.tile("mixed")
    press(TAB)
    assert QApplication.focusWidget() is after
    QTest.keyClick(after, BACKTAB)
    assert QApplication.focusWidget() is group.tile("mixed")


@pytest.mark.parametrize(("width", "keys"), [(480, "1234"), (390, ""), (300, "")])
def test_keys_stand_on_all_tiles_or_on_none(
    in_column: InColumn, monkeypatch: pytest.MonkeyPatch, width: int, keys: str
) -> None:
    column = in_column(width, payments())
    painted: set[str] = set()
    monkeypatch.setattr(tiles, "paint_cap", lambda _p, _r, key, _i: painted.add(key))
    column.grab()
    assert sorted(painted) == list(keys)


def test_keys_come_and_go_with_the_room_and_are_not_measured_while_painting(
    in_column: InColumn, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = payments()
    column = in_column(480, group)
    tile = group.tile("card")

    def keys() -> str:
        painted: set[str] = set()
        with monkeypatch.context() as patch:
            patch.setattr(tiles, "paint_cap", lambda _p, _r, key, _i: painted.add(key))
            patch.setattr(ChoiceTile, "has_room_for_key", never)
            column.grab()
        return "".join(sorted(painted))

    def never(_: ChoiceTile) -> bool:
        raise AssertionError

    assert keys() == "1234"
    tile.set_sub("on the terminal beside the window")
    assert keys() == ""
    tile.hide()
    assert keys() == "124"
    tile.show()
    assert keys() == ""
    tile.set_sub("")
    assert keys() == "1234"
    column.setFixedWidth(390)
    QApplication.processEvents()
    assert keys() == ""


def test_a_click_chooses_once(put: Put) -> None:
    group = payments()
    put(group)
    chosen: list[object] = []
    group.changed.connect(chosen.append)
    QTest.mouseClick(group.tile("card"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(group.tile("card"), Qt.MouseButton.LeftButton)
    assert (chosen, group.value()) == (["card"], "card")


def test_a_step_passes_by_what_cannot_be_chosen_and_stops_at_the_ends(put: Put) -> None:
    group = payments()
    put(group)
    chosen: list[object] = []
    group.changed.connect(chosen.append)
    group.tile("cash").setEnabled(False)
    group.tile("mixed").hide()
    group.step(1)
    group.step(1)
    group.step(1)
    group.step(-1)
    group.step(-1)
    assert chosen == ["stored", "card", "stored"]


def test_nothing_may_be_chosen_yet(put: Put) -> None:
    group = payments()
    put(group)
    assert group.value() is None
    group.choose("cash")
    group.choose(None)
    assert group.value() is None
    group.step(-1)
    assert group.value() == "mixed"


def test_one_of_several_is_what_screen_readers_hear(put: Put) -> None:
    group = payments()
    put(group)
    assert role(group.tile("cash")) == QAccessible.Role.RadioButton
    assert group.tile("cash").accessibleDescription() == "counts change, 2"


def test_a_segment_is_chosen_by_arrow(put: Put) -> None:
    segmented = Segmented([("solar", "Solar", "sun"), ("lunar", "Lunar", "moon")])
    put(segmented)
    chosen: list[str] = []
    segmented.changed.connect(chosen.append)
    assert segmented.value() == ""
    segmented.choose("solar")
    segmented.buttons()[0].setFocus()
    press(RIGHT)
    assert (chosen, segmented.value()) == (["lunar"], "lunar")


def test_chips_are_ticked_by_space_and_passed_by_arrows(put: Put) -> None:
    inner = flow = Flow()
    chips = [Chip("All", 1284), Chip("Gold", 96), Chip(EVIL)]
    for chip in chips:
        flow.addWidget(chip)
    panel = put(inner)
    chips[0].setFocus()
    press(RIGHT)
    press(SPACE)
    press(ENTER)
    assert [chip.isChecked() for chip in chips] == [False, True, False]
    assert panel.heard == [ENTER]  # the panel's own
    press(RIGHT)
    press(RIGHT)
    assert QApplication.focusWidget() is chips[2]
    press(LEFT)
    assert QApplication.focusWidget() is chips[1]
    assert chips[1].accessibleDescription() == "96"
    assert chips[2].text() == EVIL
    assert role(chips[1]) == QAccessible.Role.CheckBox


def test_a_chip_makes_room_for_its_tick(put: Put) -> None:
    chip = Chip("Gold", 96)
    put(chip)
    before = chip.sizeHint().width()
    chip.setChecked(True)
    assert chip.sizeHint().width() >= before + 18
    chip.set_count(1096)
    assert chip.accessibleDescription() == "1,096"


def test_a_switch_says_on_and_off(put: Put) -> None:
    switch = Switch("Send e-bills")
    put(switch)
    switch.setFocus()
    assert (switch.accessibleName(), switch.accessibleDescription()) == ("Send e-bills", "off")
    press(SPACE)
    assert (switch.isChecked(), switch.accessibleDescription()) == (True, "on")
    assert role(switch) == QAccessible.Role.CheckBox
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert not switch.isChecked()


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_no_words_of_buttons_are_cut(qtbot: QtBot, language: str, qapp: QApplication) -> None:
    look.wear(qapp, None, language)
    words = "Save and open" if language == "en" else "保存并打开顾客页面"
    column = QWidget()
    qtbot.addWidget(column)
    stack = QVBoxLayout(column)
    kinds = ("", "primary", "quiet", "danger", "soft", "chip", "segment", "key")
    buttons = [Button(words, icon="check", kind=kind, key="Ctrl S") for kind in kinds]
    for button in buttons:
        stack.addWidget(button)
    column.show()
    column.adjustSize()
    for button in buttons:
        metrics = button.fontMetrics()
        icon, gaps, cap = 18, 2 * 8, 30
        assert button.width() >= metrics.horizontalAdvance(words) + icon + gaps + cap
        assert button.height() >= metrics.height()
