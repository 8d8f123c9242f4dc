"""Fields of a form: checked when they are left, and what is wrong is said below them."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import AreaField, Chooser, ErrorBar, TextField
from tests.helpers.keyboard import press, type_text
from tests.ui.widgets.hands import DOWN, EVIL, TAB, Put


def languages() -> Chooser:
    return Chooser("Speaks", [("en", "English", ""), ("zh", "中文", "sun"), ("x", EVIL, "")])


def test_a_field_is_named_by_its_title(put: Put) -> None:
    field, area, chooser = TextField("Mobile", icon="phone"), AreaField("Note"), languages()
    put(field, area, chooser)
    assert field.edit.accessibleName() == "Mobile"
    assert area.edit.accessibleName() == "Note"
    assert chooser.combo.accessibleName() == "Speaks"
    assert field.title() == "Mobile"


def test_leaving_is_told_and_typing_is_told_as_typing(put: Put) -> None:
    first, second = TextField("Name"), TextField("Mobile")
    put(first, second)
    told: list[str] = []
    first.left.connect(lambda: told.append("left"))
    first.edited.connect(lambda: told.append(first.text()))
    first.setFocus()
    type_text("Li ")
    assert told == ["L", "Li", "Li"]
    press(TAB)
    assert told[-1] == "left"
    assert QApplication.focusWidget() is second.edit


def test_a_menu_over_a_field_is_not_leaving_it(put: Put) -> None:
    field = TextField("Name")
    put(field, TextField("Mobile"))
    told: list[str] = []
    field.left.connect(lambda: told.append("left"))
    field.setFocus()
    field.edit.clearFocus()
    assert told == ["left"]
    field.edit.setFocus(Qt.FocusReason.PopupFocusReason)
    assert told == ["left"]


def test_putting_a_text_in_is_told_to_nobody(put: Put) -> None:
    field, area = TextField("Name"), AreaField("Note")
    put(field, area)
    told: list[str] = []
    field.edited.connect(lambda: told.append("field"))
    area.edited.connect(lambda: told.append("area"))
    field.set_text(EVIL)
    area.set_text(EVIL)
    assert (field.text(), area.text(), told) == (EVIL, EVIL, [])
    field.clear()
    area.clear()
    assert (field.text(), area.text(), told) == ("", "", [])


def test_what_is_wrong_and_what_to_do_stand_below_until_it_is_changed(put: Put) -> None:
    field = TextField("Mobile")
    put(field)
    field.set_text("0142 55")
    field.show_error("4 digits are missing.", "Or leave it empty.")
    assert field.has_error()
    assert field.message() == "4 digits are missing. Or leave it empty."
    assert field.edit.accessibleDescription() == field.message()
    assert field.edit.property("wrong") == "true"
    field.setFocus()
    type_text("0142 5512")
    assert (field.has_error(), field.message()) == (False, "")
    assert not field.edit.property("wrong")


def test_a_warning_stops_nothing(put: Put) -> None:
    field = TextField("Mobile")
    put(field)
    field.show_warning("Grace Lin has this phone too.", "See right.")
    assert not field.has_error()
    assert field.edit.property("warned") == "true"
    field.show_fine()
    assert not field.edit.property("warned")


def test_tab_leaves_an_area(put: Put) -> None:
    area, after = AreaField("Note"), TextField("Name")
    put(area, after)
    area.setFocus()
    type_text("wheelchair")
    press(TAB)
    assert (area.text(), QApplication.focusWidget()) == ("wheelchair", after.edit)
    area.show_error("Too long.", "Leave something out.")
    assert area.has_error()


def test_a_choice_by_key_is_told_once(put: Put) -> None:
    chooser = languages()
    put(chooser)
    chosen: list[object] = []
    chooser.changed.connect(chosen.append)
    chooser.choose("en")
    chooser.setFocus()
    press(DOWN)
    press(DOWN)
    press(DOWN)
    assert (chosen, chooser.value()) == (["zh", "x"], "x")
    assert chooser.combo.currentText() == EVIL


def test_other_options_keep_what_was_chosen_if_they_have_it(put: Put) -> None:
    chooser = languages()
    put(chooser)
    chooser.choose("zh")
    chooser.set_options([("zh", "中文", ""), ("fr", "Français", "")])
    assert chooser.value() == "zh"
    chooser.set_options([("fr", "Français", "")])
    assert chooser.value() == "fr"
    chooser.choose("nobody")
    assert chooser.value() is None
    chooser.set_options([])
    assert chooser.value() is None


def test_the_wheel_over_a_choice_scrolls_the_page(put: Put) -> None:
    chooser, other = languages(), TextField("Name")
    put(chooser, other)
    other.setFocus()
    turn(chooser.combo)
    assert chooser.value() == "en"
    chooser.setFocus()
    turn(chooser.combo)
    assert chooser.value() == "zh"


def turn(widget: QWidget) -> None:
    """Turn the wheel by one notch over the middle of a widget."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - not inverted
    )
    QApplication.sendEvent(widget, event)


def test_long_words_do_not_force_a_choice_to_be_wide(put: Put) -> None:
    chooser = Chooser("Served by", [(1, "Mia " * 60, "")])
    panel = put(chooser)
    panel.resize(200, 100)
    QApplication.processEvents()
    assert panel.width() == 200
    assert not chooser.grab().isNull()


def test_a_choice_whose_words_are_cut_tells_them_all(put: Put) -> None:
    chooser = Chooser("Voucher", [(1, "Ten off", "ticket"), (2, "Ten off for everybody", "ticket")])
    panel = put(chooser)
    chooser.choose(2)
    assert chooser.combo.toolTip() == ""
    panel.setFixedWidth(140)
    QApplication.processEvents()
    assert chooser.combo.toolTip() == "Ten off for everybody"
    panel.setFixedWidth(400)
    QApplication.processEvents()
    assert chooser.combo.toolTip() == ""


def test_the_bar_counts_and_leads_to_the_first(put: Put) -> None:
    fields = [TextField("Name"), TextField("Mobile"), TextField("Birthday")]
    bar = ErrorBar(fields)
    put(bar, *fields)
    assert bar.count()
    assert not bar.isVisible()
    fields[1].show_error("3 digits are missing.")
    fields[2].show_error("February has no 30th.", "Was it 28 or 29?")
    assert not bar.count()
    assert bar.isVisible()
    assert QApplication.focusWidget() is fields[1].edit
    words = {one.text() for one in bar.findChildren(type(fields[0]._title))}
    assert "2 fields need a look" in words
    fields[2].setFocus()
    bar.findChildren(Button)[0].click()
    assert QApplication.focusWidget() is fields[1].edit
    fields[1].show_fine()
    fields[2].show_fine()
    assert bar.count()
    assert not bar.isVisible()


@pytest.mark.parametrize("width", [160, 240, 400])
def test_what_is_wrong_is_never_cut(qtbot: QtBot, width: int) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    field = TextField("Mobile")
    column.addWidget(field)
    column.addStretch(1)
    form.setFixedWidth(width)
    form.show()
    field.show_error("This is no number of a telephone in this country.", "Type it with +44.")
    qtbot.waitUntil(lambda: field._below.height() >= field._below.heightForWidth(field.width()))


def test_a_field_beside_a_taller_one_stays_on_top(qtbot: QtBot, put: Put) -> None:
    short, tall = TextField("Name"), TextField("Mobile")
    put(short, tall)
    tall.show_error("4 digits are missing.", "Or leave it empty.")
    qtbot.waitUntil(lambda: short.edit.y() == tall.edit.y())
