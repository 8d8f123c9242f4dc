"""A name full of markup, of a formula and of a turned line is plain text wherever it is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QTableView,
    QWidget,
)

from smbcrm.membership.items.types import ItemChanges
from smbcrm.membership.tiers.types import TierChanges
from smbcrm.ui.settings.parts import MAKERS
from smbcrm.ui.widgets.own_words import plain_tip
from tests.helpers.house import House
from tests.helpers.salon import EVIL, EVIL_SHOWN

_LIST = 'Name,Phone,Balance\n"{evil}",2075550123,see book\n"{evil}",2075550124,12\n'
_STEPS = (
    ("search", "0199", "F2"),
    ("customer", "", "Enter"),
    ("sale", "12", "F5"),
    ("done", "", "Enter"),
    ("toast", "", "Ctrl+Z"),
    ("top-up", "", "F6"),
    ("redeem", "", "Esc", "F7"),
    ("board", "", "Esc", "Esc", "Esc"),
    ("new customer", EVIL, "F3"),
)
"""From one screen of the counter to the next: its name, what is typed, and the keys before it."""
_MARKUP = ("<b>", "<img")
_TIP = Qt.ItemDataRole.ToolTipRole


def _markup(widget: QWidget) -> Iterator[str]:
    """Yield what would be read as markup or as a mnemonic."""
    tips = [widget.toolTip()]
    if isinstance(widget, QLabel):
        plain = widget.textFormat() == Qt.TextFormat.PlainText
        if not plain and plain_tip(widget.text()) != widget.text():
            yield f"label: {widget.text()}"
    elif isinstance(widget, QAbstractButton):
        raw = QAbstractButton.text(widget).replace("&&", "")
        if "&" in raw:
            yield f"mnemonic: {raw}"
    elif isinstance(widget, QComboBox):
        tips += [str(widget.itemData(at, _TIP) or "") for at in range(widget.count())]
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        tips += _tips_of(widget)
    yield from (f"tooltip: {tip}" for tip in tips if any(one in tip for one in _MARKUP))


def _tips_of(view: QAbstractItemView) -> list[str]:
    model, root = view.model(), QModelIndex()
    columns = model.columnCount(root) if isinstance(view, QTableView) else 1
    places = (
        model.index(row, column)
        for row in range(min(50, model.rowCount(root)))
        for column in range(columns)
    )
    return [str(place.data(_TIP) or "") for place in places]


def check(house: House) -> list[str]:
    """Look at everything that is there, in sight or not, and paint it once."""
    assert not house.window.grab().isNull()
    return [fault for one in house.window.findChildren(QWidget) for fault in _markup(one)]


def screens(house: House, folder: Path) -> Iterator[str]:
    """Go to every screen that can show a name, one after the other, and say where it is."""
    for name, typed, *keys in _STEPS:
        house.press(*keys)
        house.type(typed)
        yield name
    house.tab_to("Mobile")
    house.type("2075550199")
    house.press("Tab")
    yield "alike"
    house.press("Esc", "Esc", "Ctrl+K")
    house.type("bob")
    yield "palette"
    path = folder / "a <b>list<i> & more.csv"
    path.write_text(_LIST.format(evil=EVIL.replace('"', '""')), "utf-8")
    settings = [f"settings/{part}" for part in MAKERS]
    for place in ("customers", "duplicates", *settings, f"import/{path}"):
        house.shop.go(place)
        house.settle()
        yield place
    for name in ("check", "import done"):
        house.press("Enter")
        yield name


@pytest.fixture
def evil_house(open_house: House) -> House:
    """Return a window whose shop, staff, items and tiers bear the name too."""
    with open_house.books() as books:
        books.shop.set("shop.name", EVIL_SHOWN)
        books.staff.rename_staff("Owner", EVIL_SHOWN)
        books.staff.rename_terminal("Till 1", EVIL_SHOWN)
        books.items.edit("CUT", ItemChanges(name=EVIL_SHOWN))
        books.tiers.edit("gold", TierChanges(name=EVIL_SHOWN))
    open_house.shop.wear()
    open_house.settle()
    return open_house


def test_names_are_plain_text_on_every_screen(evil_house: House, tmp_path: Path) -> None:
    seen = []
    for name in screens(evil_house, tmp_path):
        assert check(evil_house) == [], name
        seen.append(name)
    assert len(seen) > 18


def test_the_name_is_shown_as_it_is_written(evil_house: House) -> None:
    evil_house.type("0199")
    evil_house.press("Enter")
    assert evil_house.shows(EVIL)
    assert EVIL_SHOWN in evil_house.window.windowTitle()
