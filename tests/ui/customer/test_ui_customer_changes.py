"""Who changed what of a customer, in the place of the tabs."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smbcrm.core.clock import SetClock
from smbcrm.membership.customers.types import Details
from smbcrm.membership.services import Services
from smbcrm.ui.customer.changes_form import ChangesForm
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.fields import TextField
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import click, press, seen
from tests.ui.customer.conftest import PutUp, settle


def form_of(page: CustomerPage) -> ChangesForm:
    """Show who changed what."""
    page.parts.choose(Tab.CONSENT)
    click(page.parts.privacy.changes_row)
    form = page.body.form
    assert isinstance(form, ChangesForm)
    return form


def rows(form: ChangesForm) -> list[list[str]]:
    """Return the rows as they are shown."""
    model = form.list.model
    shown = Qt.ItemDataRole.DisplayRole
    return [
        [str(model.data(model.index(row, column), shown)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def write(field: TextField, text: str) -> None:
    """Type a date and press Enter."""
    field.setFocus()
    field.edit.selectAll()
    press(Qt.Key.Key_Delete)
    QTest.keyClicks(field.edit, text)
    press(Qt.Key.Key_Return)


@pytest.fixture
def tuesday(services: Services, hannah: int) -> int:
    """Let something of Hannah be changed on the 24th."""
    assert isinstance(services.clock, SetClock)
    services.clock.instant += dt.timedelta(days=3)
    services.customers.edit(hannah, Details(email="h@new.example.com"))
    return hannah


def test_every_change_is_told_newest_first(desk: Desk, put_up: PutUp, tuesday: int) -> None:
    form = form_of(put_up(desk, tuesday))
    assert rows(form)[0] == [
        *("today 10:24", "Owner", "E-mail", "hannah.b@example.com", "h@new.example.com"),
        "customer edited",
    ]
    assert rows(form)[-1][2:5] == ["Customer", "", "C000001"]
    assert f"Changes: {len(rows(form))}" in seen(form)
    assert form.list.table.hasFocus()


def test_it_is_filtered_by_day_staff_and_field(desk: Desk, put_up: PutUp, tuesday: int) -> None:
    form = form_of(put_up(desk, tuesday))
    write(form.list.first, "2026-11-24")
    assert [row[2] for row in rows(form)] == ["E-mail"]
    form.list.field.choose("phones")
    form.list.field.changed.emit("phones")
    assert form.list.nothing.isVisible()
    assert not form.list.excel.isEnabled()
    write(form.list.first, "")
    assert [row[2] for row in rows(form)] == ["Phone"]
    form.list.staff.choose("Owner")
    form.list.load()
    assert [row[2] for row in rows(form)] == ["Phone"]


def test_a_date_that_is_none_is_said_at_its_field(page: CustomerPage) -> None:
    form = form_of(page)
    write(form.list.last, "31/12")
    assert form.list.last.message().startswith("“31/12” is not a date.")
    click(form.list.excel)  # asks for no file
    form.list.last.edit.setText("2026-01-01")
    write(form.list.first, "2026-02-01")
    assert form.list.last.has_error()
    write(form.list.first, "")
    assert not form.list.last.has_error()


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".pdf"])
def test_all_of_it_goes_to_a_file(
    page: CustomerPage,
    room: RecordingRoom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    form = form_of(page)
    proposed: list[str] = []

    def ask(_title: str, name: str) -> str:
        proposed.append(Path(name).name)
        return str(tmp_path / f"log{ending}")

    monkeypatch.setattr(form.list.file.question, "_ask", ask)
    click(form.list.excel)
    assert proposed == ["Change log C000001 2026-11-21.xlsx"]
    assert (room.toasts[-1], room.folder) == (f"Written to log{ending}", tmp_path)
    assert (tmp_path / f"log{ending}").stat().st_size > 100


def test_another_change_comes_by_itself_and_esc_goes_back(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    form = form_of(page)
    before = len(rows(form))
    services.customers.edit(hannah, Details(notes="never on Monday"))
    settle(page)
    assert len(rows(form)) == before + 1
    assert page.escape()
    assert page.body.form is None
    assert page.parts.tab is Tab.CONSENT


def test_the_filters_outlive_a_change_of_language(
    desk: Desk, put_up: PutUp, page: CustomerPage
) -> None:
    form = form_of(page)
    form.list.field.choose("phones")
    form.list.staff.choose("Owner")
    memory = page.memory()
    again = put_up(desk, 0)
    again.recall(memory)
    again.arrive()
    recalled = again.body.form
    assert isinstance(recalled, ChangesForm)
    assert recalled.memory() == form.memory()
    assert [row[2] for row in rows(recalled)] == ["Phone"]
