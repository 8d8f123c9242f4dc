"""Everything that is known of somebody as a file, and somebody taken out of the shop for good."""

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.types import Details
from smbcrm.membership.privacy.types import Erased, EraseReason
from smbcrm.membership.sales.types import TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.ui.customer.erase_form import EraseForm
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Ended
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL, EVIL_SHOWN
from tests.ui.balance.conftest import act, click, named, press, seen
from tests.ui.customer.conftest import PutUp, settle

BECKER = "Hanna Becker"


@pytest.fixture
def becker(services: Services) -> int:
    """Return somebody to whom nothing is owed."""
    return named(services, BECKER)


def form_of(page: CustomerPage) -> EraseForm:
    """Open the question and return it."""
    page.parts.choose(Tab.CONSENT)
    click(page.parts.privacy.erase_button)
    form = page.body.form
    assert isinstance(form, EraseForm)
    return form


def answer(form: EraseForm, name: str, reason: EraseReason = EraseReason.ASKED) -> None:
    """Choose a reason and type a name."""
    form.reason.choose(reason)
    QTest.keyClicks(form.name.edit, name)


def save_to(page: CustomerPage, monkeypatch: pytest.MonkeyPatch, chosen: str) -> list[str]:
    """Answer the dialog, and ask for the file; return what was proposed."""
    proposed: list[str] = []

    def ask(_title: str, name: str) -> str:
        proposed.append(Path(name).name)
        return chosen

    page.parts.choose(Tab.CONSENT)
    monkeypatch.setattr(page.parts.privacy.files, "_ask", ask)
    page.parts.privacy.save_row.setFocus()
    press(Qt.Key.Key_Return)
    return proposed


def test_everything_is_saved_in_the_customers_language(
    desk: Desk,
    put_up: PutUp,
    services: Services,
    hannah: int,
    room: RecordingRoom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services.customers.edit(hannah, Details(language="zh_TW"))
    page = put_up(desk, hannah)
    file = tmp_path / "for hannah"
    code = services.customers.get(hannah).code
    assert save_to(page, monkeypatch, str(file)) == [f"{code}-2026-11-21.zip"]
    assert room.toasts[-1] == "Written to for hannah.zip"
    assert room.folder == tmp_path
    with zipfile.ZipFile(tmp_path / "for hannah.zip") as made:
        assert sorted(Path(one).suffix for one in made.namelist()) == [".json", ".pdf"]
        told = json.loads(made.read(f"{code}-2026-11-21.json"))
    assert (told["language"], told["profile"][0]["value"]) == ("zh_TW", "Hannah Brooks")
    assert page.parts.privacy.save_row.isEnabled()


def test_nothing_is_saved_where_nobody_chose_a_file(
    page: CustomerPage, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(page, monkeypatch, "")
    assert room.toasts == []


def test_a_name_that_is_taken_is_refused_in_place(
    page: CustomerPage, room: RecordingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "x.zip"
    folder.mkdir()
    save_to(page, monkeypatch, str(folder))
    refused = page.parts.privacy.refused
    assert refused.text().endswith("is not a file that can be replaced. Choose another name.")
    assert refused.isVisible()
    assert room.troubles == []
    save_to(page, monkeypatch, "")
    assert not refused.isVisible()


def test_a_disk_that_refuses_is_told_and_tried_again(
    page: CustomerPage, room: RecordingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(page, monkeypatch, str(tmp_path / "not there" / "x.zip"))
    assert len(room.troubles) == 1
    (tmp_path / "not there").mkdir()
    room.try_again()
    assert (tmp_path / "not there" / "x.zip").exists()


def test_while_it_is_written_it_says_so(
    services: Services,
    put_up: PutUp,
    hannah: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jobs = HeldJobs()
    page = put_up(sit_down(services, jobs=jobs), hannah)
    jobs.do_all()
    save_to(page, monkeypatch, str(tmp_path / "all.zip"))
    row = page.parts.privacy.save_row
    assert (row.isEnabled(), row.accessibleDescription()) == (False, "Writing…")
    jobs.do_all()
    assert (row.isEnabled(), (tmp_path / "all.zip").exists()) == (True, True)


def test_what_is_owed_stands_beside_the_button(page: CustomerPage) -> None:
    page.parts.choose(Tab.CONSENT)
    owed = page.parts.privacy.owed
    assert owed.isVisible()
    assert owed.text().startswith("Still owed: paid part $147.28, gift part $14.72, points ")


def test_somebody_is_erased_and_the_list_is_shown(
    desk: Desk, put_up: PutUp, services: Services, becker: int, room: RecordingRoom
) -> None:
    page = put_up(desk, becker)
    form = form_of(page)
    assert form.name.isVisible()
    assert not form.give_up.isVisible()
    assert "Type the name Hanna Becker to erase them." in seen(form)
    answer(form, "Hanna  Becker ")
    click(form.go)
    with pytest.raises(UnknownCustomer):
        services.customers.get(becker)
    assert room.asked[-1] == ("go", "customers")
    assert room.toasts[-1] == "The person is erased. The ledger is whole."
    assert (room.undo, room.troubles) == (None, [])
    assert page.subject() is None
    assert page.memory() is None


def test_the_reason_and_the_name_are_asked_for(
    desk: Desk, put_up: PutUp, services: Services, becker: int
) -> None:
    form = form_of(put_up(desk, becker))
    click(form.go)
    assert form.reason.message() == "Choose a reason."
    form.reason.choose(EraseReason.STAYED_AWAY)
    QTest.keyClicks(form.name.edit, "Hannah Becker")
    click(form.go)
    assert form.name.message() == "That is not their name. Nothing was erased."
    assert services.customers.get(becker).profile.full_name == BECKER


def test_what_is_owed_has_to_be_given_up_first(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    form = form_of(page)
    assert form.owed.text().startswith("Still owed: paid part $147.28")
    answer(form, "Hannah Brooks")
    assert not form.go.isEnabled()
    click(form.give_up)
    assert form.go.isEnabled()
    click(form.give_up)
    assert not form.go.isEnabled()
    click(form.give_up)
    click(form.go)
    with pytest.raises(UnknownCustomer):
        services.customers.get(hannah)


def test_what_becomes_owed_meanwhile_is_asked_about(
    desk: Desk, put_up: PutUp, services: Services, becker: int
) -> None:
    page = put_up(desk, becker)
    form = form_of(page)
    answer(form, BECKER)
    services.till.top_up(TopUpRequest(act(services), becker, 5000))
    click(form.go)
    assert form.trouble.text().startswith("The shop still owes Hanna Becker: paid part $50.00")
    settle(page)
    assert form.give_up.isVisible()
    assert not form.go.isEnabled()


def test_a_refusal_leaves_the_question(
    desk: Desk,
    put_up: PutUp,
    services: Services,
    becker: int,
) -> None:
    form = form_of(put_up(desk, becker))
    answer(form, BECKER)
    services.privacy.erase(becker, EraseReason.ASKED)
    click(form.go)
    assert form.trouble.isVisible()
    assert form.go.isEnabled()


def test_an_evil_name_is_typed_as_it_is_shown(
    desk: Desk, put_up: PutUp, services: Services
) -> None:
    evil = named(services, EVIL)
    form = form_of(put_up(desk, evil))
    form.reason.choose(EraseReason.ASKED)
    form.name.edit.setText(EVIL_SHOWN)
    click(form.go)
    with pytest.raises(UnknownCustomer):
        services.customers.get(evil)


def test_while_somebody_is_erased_nothing_else_can_be_done(
    services: Services, put_up: PutUp, becker: int, room: RecordingRoom
) -> None:
    jobs = HeldJobs()
    page = put_up(sit_down(services, room, jobs=jobs), becker)
    jobs.do_all()
    form = form_of(page)
    jobs.do_all()
    answer(form, BECKER)
    click(form.go)
    assert (form.go.isEnabled(), form.go.text()) == (False, "Erasing…")
    assert page.escape()
    assert page.body.form is form
    assert page.unfinished() == ("",)
    page.desk.bridge.changed.emit()  # as the event of it, before the file is swept
    jobs.do_all()
    assert room.troubles == []
    assert room.asked[-1] == ("go", "customers")


def test_who_went_elsewhere_meanwhile_is_told_there(
    services: Services, put_up: PutUp, becker: int, room: RecordingRoom
) -> None:
    jobs = HeldJobs()
    page = put_up(sit_down(services, room, jobs=jobs), becker)
    jobs.do_all()
    form = form_of(page)
    jobs.do_all()
    answer(form, BECKER)
    told: list[object] = []
    page.desk.bridge.happened.connect(told.append)
    click(form.go)
    page.hide()
    jobs.do_all()
    assert Ended("The person is erased. The ledger is whole.") in told
    assert ("go", "customers") not in room.asked
    assert page.subject() is None


def test_what_another_program_keeps_open_is_said(
    desk: Desk,
    put_up: PutUp,
    becker: int,
    room: RecordingRoom,
) -> None:
    form = form_of(put_up(desk, becker))
    answer(form, BECKER)
    form._done(Erased(becker, swept=False))
    assert room.toasts[-1].startswith("The person is erased. The ledger is whole. Another program")


def test_a_half_answered_question_outlives_a_change_of_language(
    desk: Desk, put_up: PutUp, page: CustomerPage
) -> None:
    form = form_of(page)
    answer(form, "Hannah")
    click(form.give_up)
    memory = page.memory()
    again = put_up(desk, 0)
    again.recall(memory)
    again.arrive()
    settle(again)
    recalled = again.body.form
    assert isinstance(recalled, EraseForm)
    assert recalled.memory() == form.memory()
    assert recalled.memory().give_up
