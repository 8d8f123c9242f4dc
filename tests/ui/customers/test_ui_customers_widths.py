"""How wide the columns are in small windows, and that no half of a figure is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from smbcrm.core.i18n import LANGUAGES
from smbcrm.membership.services import Services
from smbcrm.ui import sidebar, sizes
from smbcrm.ui.customers.page import CustomersPage
from smbcrm.ui.customers.table import fitted
from smbcrm.ui.customers.titles import title_width
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from smbcrm.ui.widgets.labels import fitting as fitting_font
from tests.helpers.room import RecordingRoom, sit_down
from tests.ui.customers.conftest import Crowd, PutUp, crowded

WIDTHS = (1000, 1093, 1100, 1200, 1280, 1366, 1000)
PHONE, POINTS = 2, 7


def in_window(page: CustomersPage, width: int) -> None:
    """Make the page as wide as it is in a window of that width."""
    side = sidebar.WIDE if width >= sizes.WIDE else sidebar.SLIM
    page.resize(width - side, 600)
    QApplication.processEvents()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_columns_of_the_beginning_fit_from_1000_on(
    qapp: QApplication, services: Services, room: RecordingRoom, put_up: PutUp, language: str
) -> None:
    look.wear(qapp, Theme.LIGHT, language)
    page = put_up(sit_down(services, room, language))
    header = page.table.horizontalHeader()
    for width in WIDTHS:
        in_window(page, width)
        assert header.length() == page.table.viewport().width(), width
        for number, one in enumerate(page.model.columns):
            shown = not page.table.isColumnHidden(number)
            assert not shown or header.sectionSize(number) >= title_width(one.title)
    in_window(page, 1366)
    assert header.sectionSize(PHONE) == page.model.columns[PHONE].width  # what gave has it back


def test_a_column_stays_as_it_was_dragged(desk: Desk, put_up: PutUp) -> None:
    page = put_up(desk)
    header = page.table.horizontalHeader()
    header.resizeSection(PHONE, 160)
    for width in (911, 1366):
        in_window(page, width)
        assert header.sectionSize(PHONE) == 160


def figures(page: CustomersPage, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return what the columns of figures write."""
    written: set[str] = set()

    def fitting(font: QFont, text: str, width: int) -> QFont:
        written.add(text)
        return fitting_font(font, text, width)

    with monkeypatch.context() as patch:
        patch.setattr("smbcrm.ui.widgets.table.fitting", fitting)
        page.table.viewport().grab()
    return written


def test_a_figure_that_is_half_in_sight_is_left_out(
    desk: Desk, put_up: PutUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = put_up(crowded(desk, Crowd(8)))
    stored = {f"$0.0{number}" for number in range(8)}
    points = {str(number) for number in range(8)}
    assert figures(page, monkeypatch) == {"0", "$0.00"} | stored | points
    in_window(page, 911)
    view, header = page.table, page.table.horizontalHeader()
    end = header.sectionViewportPosition(POINTS) + header.sectionSize(POINTS)
    view.resize(view.width() - (view.viewport().width() - end) - 15, view.height())
    QApplication.processEvents()
    assert figures(page, monkeypatch) == {"0", "$0.00", "…"} | stored
    bar = view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert figures(page, monkeypatch) >= stored | points


def test_a_figure_that_is_half_under_the_names_is_left_out(
    desk: Desk, put_up: PutUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = put_up(crowded(desk, Crowd(8)), (911, 452))
    view, header = page.table, page.table.horizontalHeader()
    visits = next(n for n, one in enumerate(page.model.columns) if one.title == "Visits")
    for number in range(visits + 1, len(page.model.columns)):
        header.resizeSection(number, 300)
    QApplication.processEvents()
    view.horizontalScrollBar().setValue(header.sectionPosition(visits) - header.sectionSize(0) + 20)
    assert header.sectionViewportPosition(visits) == header.sectionSize(0) - 20
    written = figures(page, monkeypatch)
    assert "…" in written
    assert "0" not in written


@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 300)), max_size=9),
    st.integers(-50, 1500),
)
def test_columns_fill_a_room_that_is_neither_too_small_nor_too_large(
    parts: list[tuple[int, int]], room: int
) -> None:
    widths = [(least + gives, least) for gives, least in parts]
    found = fitted(widths, room)
    wanted, least = (sum(one[at] for one in widths) for at in (0, 1))
    assert sum(found) == max(least, min(wanted, room))
    for width, (widest, narrowest) in zip(found, widths, strict=True):
        assert narrowest <= width <= widest
