"""Cards, tiles, notes, rows, badges, labels, steps and progress: what they say and never cut."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.theme.tokens import Theme
from smbcrm.ui.widgets import own_words
from smbcrm.ui.widgets.badges import TONES, Avatar, StateBadge, TierBadge
from smbcrm.ui.widgets.buttons import Button, Chip
from smbcrm.ui.widgets.cards import (
    Badge,
    Card,
    EmptyState,
    Heading,
    Note,
    PersonRow,
    RowButton,
    Rows,
    Tile,
)
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import (
    ElideLabel,
    FitLabel,
    IconLabel,
    KeyCap,
    fitting,
    hairline,
    label,
    set_kind,
)
from tests.helpers.keyboard import press
from tests.ui.widgets.hands import DOWN, ENTER, EVIL, UP, InColumn, Put


def test_labels_show_names_as_they_stand(put: Put) -> None:
    plain, cut, fit = label(EVIL, "name", wrap=True), ElideLabel(EVIL), FitLabel(EVIL, "kpi")
    cap = KeyCap(EVIL)
    put(plain, cut, fit, cap)
    for one in (plain, cut, fit, cap):
        assert one.textFormat() == Qt.TextFormat.PlainText
        assert one.text() == EVIL


def test_a_label_that_is_cut_has_its_text_in_the_tooltip(put: Put) -> None:
    words = ElideLabel("Sale $84.00 · stored value <b>", "caption")
    panel = put(words)
    panel.resize(400, 60)
    QApplication.processEvents()
    assert (words.is_cut(), words.toolTip()) == (False, "")
    panel.resize(90, 60)
    QApplication.processEvents()
    assert words.is_cut()
    assert "stored value &lt;b&gt;" in words.toolTip()
    words.setText("Sale")
    assert words.toolTip() == ""


def test_a_tooltip_of_its_own_stays(put: Put) -> None:
    words = ElideLabel("29 Oct")
    put(words)
    words.setToolTip("Thursday, 29 October 2026")
    words.setText("3 Oct " * 40)
    assert words.toolTip() == "Thursday, 29 October 2026"


def test_an_amount_is_drawn_smaller_before_it_is_cut(in_column: InColumn) -> None:
    amount = FitLabel("$1,234,567.89", "kpi")
    in_column(110, amount)
    font = fitting(amount.font(), amount.text(), amount.width())
    assert QFontMetrics(font).horizontalAdvance(amount.text()) <= amount.width()
    assert font.pixelSize() >= 12
    assert fitting(amount.font(), "$1", amount.width()) == amount.font()


def test_figures_stand_in_columns() -> None:
    for kind in ("kpi", "money", "caption"):
        metrics = QFontMetrics(label("", kind).font())
        assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_icons_follow_the_theme_and_can_be_changed(put: Put, qapp: QApplication) -> None:
    icon, mark = IconLabel("check", 24, "ink"), IconLabel("shopbell", 28)
    put(icon, mark)
    light = icon.grab().toImage()
    look.wear(qapp, Theme.DARK, "en")
    assert icon.grab().toImage() != light
    icon.set_icon("", "ink")
    empty = icon.grab().toImage()
    icon.set_icon("x", "ink")
    assert icon.grab().toImage() != empty
    assert not mark.grab().isNull()


def test_kinds_and_properties_are_for_the_sheet(put: Put) -> None:
    words, line = label("Paid"), hairline()
    put(words, line)
    set_kind(words, "error")
    dress(words, tone="warn")
    assert (words.property("kind"), words.property("tone")) == ("error", "warn")
    assert line.height() == 1


def test_a_tooltip_is_plain_text() -> None:
    assert own_words.plain_tip("Mia & Jo < 3") == "Mia & Jo < 3"
    assert own_words.plain_tip(EVIL) == (
        "<p>&lt;b&gt;x&lt;/b&gt;&lt;img src=1&gt;&amp;amp; A &amp; B</p>"
    )
    assert own_words.plain_tip("") == ""


@pytest.mark.parametrize(("code", "known"), [("gold", True), ("silver", True), ("vip", False)])
def test_a_tier_is_said_in_words(put: Put, code: str, known: bool) -> None:  # noqa: FBT001
    badge, small = TierBadge(code, EVIL), TierBadge(code, "Gold", small=True)
    put(badge, small)
    assert badge.accessibleName() == f"Tier: {EVIL}"
    assert (badge.sizeHint().height(), small.sizeHint().height()) == (26, 20)
    width = QFontMetrics(look.font("bodyStrong")).horizontalAdvance(EVIL)
    assert badge.width() >= width + 16
    ground = badge.grab().toImage().pixelColor(badge.width() // 2, 3).name()
    assert (ground == look.color("regularSoft").name()) != known


def test_a_customer_without_a_tier_has_no_badge(put: Put) -> None:
    badge = TierBadge()
    put(badge)
    assert (badge.sizeHint().width(), badge.accessibleName()) == (0, "")
    badge.show_tier("gold", "Gold")
    assert badge.sizeHint().width() > 40


@pytest.mark.parametrize("tone", TONES)
def test_a_state_is_said_in_words(put: Put, tone: str) -> None:
    badge = StateBadge("check", "Failed, phone is off", tone)
    put(badge)
    assert badge.accessibleName() == "State: Failed, phone is off"
    assert not badge.grab().isNull()
    badge.show_state("", "Sent", "ok")
    assert badge.accessibleName() == "State: Sent"


def test_a_picture_shows_initials_of_whoever_it_is(put: Put) -> None:
    picture = Avatar("HB", "gold", 56)
    put(picture)
    before = picture.grab().toImage()
    picture.show_person("陈雨桐", "silver")
    assert picture.grab().toImage() != before
    assert picture.width() == 56


def test_a_picture_shows_the_middle_of_a_photo(put: Put) -> None:
    picture = Avatar("HB", "gold", 56)
    put(picture)
    initials = picture.grab().toImage()
    photo = QImage(80, 200, QImage.Format.Format_RGB32)
    photo.fill(QColor("red"))
    for y in (*range(60), *range(140, 200)):
        for x in range(80):
            photo.setPixelColor(x, y, QColor("blue"))
    picture.show_photo(photo)
    shown = picture.grab().toImage()
    middle, ratio = shown.width() // 2, shown.devicePixelRatio()
    assert [shown.pixelColor(middle, round(y * ratio)).name() for y in (2, 28, 53)] == [
        "#ff0000"
    ] * 3
    assert shown.pixelColor(0, 0) == initials.pixelColor(0, 0), "it is round"
    picture.show_photo(QImage())
    assert picture.grab().toImage() == initials


@pytest.mark.parametrize("width", [150, 177, 300])
def test_money_on_a_tile_is_never_cut(in_column: InColumn, width: int) -> None:
    tile = Tile("wallet", "Stored value")
    tile.show_value("$1,234,567.89", "paid 1,234,190.00 + gift 377.89")
    in_column(width, tile)
    sub = tile.findChildren(QLabel)[-1]
    assert sub.text() == "paid 1,234,190.00 + gift 377.89"
    assert sub.height() >= sub.heightForWidth(sub.width())
    assert tile.accessibleDescription() == "$1,234,567.89, paid 1,234,190.00 + gift 377.89"
    tile.set_touched(True)
    assert tile.property("touched") == "true"
    assert tile.accessibleName() == "Stored value"


def test_other_second_lines_may_end_in_dots(in_column: InColumn) -> None:
    tile = Tile("gift", "Vouchers", elide=True)
    tile.show_value("2", "Birthday −10 % · Free fringe trim · and one more")
    in_column(150, tile)
    assert tile.findChildren(ElideLabel)[-1].toolTip().endswith("one more")


@pytest.mark.parametrize("width", [220, 400, 900])
def test_a_note_says_everything_in_any_width(in_column: InColumn, qtbot: QtBot, width: int) -> None:
    note = Note("info")
    note.show_text("The gift comes in 5 parts:", "today, then each 21st until March. " * 3)
    in_column(width, note)
    words = note._words
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert note.accessibleName() == note.text()


def test_a_note_offers_a_way_out_beside_or_below(put: Put) -> None:
    beside, below = Note("warn", "hard-drive"), Note("danger", below=True)
    for note in (beside, below):
        note.show_text("The disk has 180 MB left.", "Backups stop below 100.")
        note.add_button(Button("Make room", kind="quiet", small=True))
    put(beside, below)
    button = below.findChildren(Button)[0]
    assert button.y() >= below._words.geometry().bottom()
    assert beside.findChildren(Button)[0].x() > beside._words.geometry().right()
    below.set_tone("ok")
    assert below.property("tone") == "ok"


def test_an_empty_page_says_why_and_what_ends_it(put: Put) -> None:
    button = Button("Show the 132", kind="soft")
    empty = EmptyState("cake", "No birthdays this week.", EVIL, [button])
    card = Card(padding=8)
    card.body.addWidget(empty)
    put(card)
    texts = [one.text() for one in empty.findChildren(QLabel)]
    assert texts == ["No birthdays this week.", EVIL]
    empty.show_words("All is sent.", "Tomorrow 3 wait for you.")
    assert next(one.text() for one in empty.findChildren(QLabel)) == "All is sent."
    assert button.isVisible()


def test_a_heading_has_room_for_the_way_back(put: Put) -> None:
    heading = Heading("receipt-text", "Record sale", "for Hannah Brooks")
    heading.side.addWidget(Button("Back", icon="arrow-left", key="Esc", small=True))
    panel = put(heading)
    panel.resize(700, 80)
    QApplication.processEvents()
    assert heading.height() == 50
    heading.show_title("Top up", f"for {EVIL}")
    assert [one.text() for one in heading.findChildren(ElideLabel)] == ["Top up", f"for {EVIL}"]


def served() -> Rows:
    rows = Rows()
    rows.show_rows(
        [
            PersonRow("Sofia Marchetti", "gold", "SM", "Sale $84.00", "10:12"),
            PersonRow(EVIL, "", "X", "Visit used", badge=Badge("cake", "Voucher", "rose")),
            RowButton("file-up", "会员资料2026.xlsx", "412 KB"),
        ]
    )
    return rows


def test_rows_open_by_click_enter_and_space(put: Put) -> None:
    rows = served()
    put(rows)
    opened: list[int] = []
    for number, row in enumerate(rows.rows()):
        row.clicked.connect(lambda _=False, number=number: opened.append(number))
    rows.rows()[0].setFocus()
    press(ENTER)
    press(DOWN)
    press(ENTER)
    press(DOWN)
    press(DOWN)
    press(Qt.Key.Key_Space)
    press(UP)
    press(ENTER)
    QTest.mouseClick(rows.rows()[2], Qt.MouseButton.LeftButton)
    assert opened == [0, 1, 2, 1, 2]


def test_a_row_is_read_out_as_a_whole(put: Put) -> None:
    rows = served()
    put(rows)
    said = [(row.accessibleName(), row.accessibleDescription()) for row in rows.rows()]
    assert said[:2] == [("Sofia Marchetti", "Sale $84.00, 10:12"), (EVIL, "Visit used, Voucher")]
    assert rows.rows()[1].text() == EVIL


def test_new_rows_keep_the_place_of_the_focus(put: Put) -> None:
    rows = served()
    put(rows)
    rows.rows()[2].setFocus()
    rows.show_rows([PersonRow("Ben Keller", "", "BK", "Sale $28.00")])
    assert QApplication.focusWidget() is rows.rows()[0]
    rows.show_rows([])
    assert rows.rows() == ()


def test_a_long_name_takes_another_line(in_column: InColumn) -> None:
    short = PersonRow("Ben Keller", "", "BK", "Sale $28.00", "9:14")
    long = PersonRow("Maria del Carmen Fernández y García de la Torre", "", "MF", "Sale", "9:14")
    rows = Rows()
    rows.show_rows([short, long])
    in_column(260, rows)
    assert short.height() == 52
    assert long.height() > 60
    assert not rows.grab().isNull()


def test_chips_go_on_in_the_next_line(in_column: InColumn) -> None:
    flow = Flow()
    chips = [Chip(f"Segment {number}", number) for number in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    column = in_column(320, flow)
    assert chips[0].y() == 0
    assert chips[-1].y() > 0
    assert all(chip.geometry().right() < 320 for chip in chips)
    column.setFixedWidth(1200)
    QApplication.processEvents()
    assert {chip.y() for chip in chips} == {0}
    chips[0].hide()
    QApplication.processEvents()
    assert chips[1].x() == 0
    flow.removeWidget(chips[1])
    QApplication.processEvents()
    assert chips[2].x() == 0
    flow.addWidget(chips[2])
    QApplication.processEvents()
    assert chips[3].x() == 0 < chips[5].x() < chips[2].x()


def test_widgets_speak_the_language_that_is_worn(put: Put, qapp: QApplication) -> None:
    look.wear(qapp, Theme.LIGHT, "zh_CN")
    assert own_words.say("Tier") == "会员级别"
    badge = StateBadge("check", "已发送", "ok")
    put(badge)
    assert badge.accessibleName()


def test_a_row_under_the_mouse_is_painted_so(put: Put) -> None:
    rows = served()
    put(rows)
    row = rows.rows()[0]
    before = row.grab().toImage()
    QApplication.sendEvent(row, QEvent(QEvent.Type.HoverEnter))
    row.setDown(True)
    assert row.grab().toImage() != before
    row.setDown(False)
    row.setEnabled(False)
    assert row.grab().toImage() != before


def test_what_was_shown_on_a_hidden_page_has_its_place_once_that_is_opened(qtbot: QtBot) -> None:
    book, flow = QStackedWidget(), Flow()
    qtbot.addWidget(book)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(flow)
    chips = [QPushButton(text) for text in ("Points", "Birthday", "Benefit")]
    for chip in chips:
        flow.addWidget(chip)
    chips[0].hide()
    book.addWidget(page)
    book.addWidget(QWidget())
    book.resize(600, 100)
    book.show()
    qtbot.waitExposed(book)
    book.setCurrentIndex(1)
    chips[0].show()
    qtbot.wait(10)
    book.setCurrentIndex(0)
    qtbot.waitUntil(lambda: chips[1].x() > chips[0].geometry().right())
    assert chips[0].x() == 0
    assert chips[2].x() > chips[1].geometry().right()
