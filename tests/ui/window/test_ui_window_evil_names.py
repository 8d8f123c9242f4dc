"""A name full of markup, of a formula and of a turned line is plain text wherever it is shown."""

from collections.abc import Callable, Iterator
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
from tests.helpers.house import House
from tests.helpers.salon import EVIL

_LIST = 'Name,Phone,Balance\n"{evil}",2075550123,see book\n"{evil}",2075550124,12\n'
_PRINTABLE = EVIL.replace("\u202e", "")
"""What a shop may be called: a sign that turns the line is refused there."""
_MARKUP = ("<b>", "<img")
_TIP = Qt.ItemDataRole.ToolTipRole


def _markup(widget: QWidget) -> Iterator[str]:
    """Yield what would be read as markup or as a mnemonic."""
    tips = [widget.toolTip()]
    if isinstance(widget, QLabel):
        plain = widget.textFormat() == Qt.TextFormat.PlainText
        if not plain and Qt.mightBeRichText(widget.text()):
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


def check(house: House) -> None:
    """Look at everything that is there, in sight or not, and paint it once."""
    found = [fault for one in house.window.findChildren(QWidget) for fault in _markup(one)]
    assert found == []
    assert not house.window.grab().isNull()


def screens(house: House, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield every screen that can show a name, and how to get there from the counter."""
    yield "search", lambda: house.type("0199")
    yield "customer", lambda: house.press("Enter")
    yield "sale", lambda: (house.press("F5"), house.type("12"))
    yield "done", lambda: house.press("Enter")
    yield "toast", lambda: house.press("Ctrl+Z")
    yield "top-up", lambda: house.press("F6")
    yield "redeem", lambda: house.press("Esc", "F7")
    yield "board", lambda: house.press("Esc", "Esc", "Esc")
    yield "new customer", lambda: (house.press("F3"), house.type(EVIL))
    yield "alike", lambda: (house.tab_to("Mobile"), house.type("2075550199"), house.press("Tab"))
    yield "palette", lambda: (house.press("Esc", "Esc", "Ctrl+K"), house.type("bob"))
    yield "customers", lambda: house.press("Esc", "Ctrl+2")
    for part in ("shop", "items", "staff", "tiers", "look", "backup"):
        yield part, lambda part=part: (house.shop.go(f"settings/{part}"), house.settle())
    path = folder / "a <b>list<i> & more.csv"
    path.write_text(_LIST.format(evil=EVIL.replace('"', '""')), "utf-8")
    yield "columns", lambda: (house.shop.go(f"import/{path}"), house.settle())
    yield "check", lambda: house.press("Enter")
    yield "done import", lambda: house.press("Enter")


@pytest.fixture
def evil_house(open_house: House) -> House:
    """Return a window whose shop, staff, items and tiers bear the name too."""
    with open_house.books() as books:
        books.shop.set("shop.name", _PRINTABLE)
        books.staff.rename_staff("Owner", _PRINTABLE)
        books.staff.rename_terminal("Till 1", _PRINTABLE)
        books.items.edit("CUT", ItemChanges(name=_PRINTABLE))
        books.tiers.edit("gold", TierChanges(name=_PRINTABLE))
    open_house.shop.wear()
    open_house.settle()
    return open_house


def test_names_are_plain_text_on_every_screen(evil_house: House, tmp_path: Path) -> None:
    seen = []
    for name, go in screens(evil_house, tmp_path):
        go()
        check(evil_house)
        seen.append(name)
    assert len(seen) > 18


def test_the_name_is_shown_as_it_is_written(evil_house: House) -> None:
    evil_house.type("0199")
    evil_house.press("Enter")
    assert evil_house.shows(EVIL)
    assert _PRINTABLE in evil_house.window.windowTitle()
