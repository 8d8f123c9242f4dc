"""A new customer is saved once, however often it is tried after a fault."""

from collections.abc import Callable

import pytest
from shiboken6 import delete

from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_
from smbcrm.membership.customers.service import CustomerService
from smbcrm.membership.customers.types import Saved
from smbcrm.membership.notes.service import NoteService
from smbcrm.ui.counter.card_choice import CardWish, Giving
from smbcrm.ui.counter.new_customer_panel import NewCustomerPanel
from smbcrm.ui.desk import Desk
from tests.helpers.room import RecordingRoom
from tests.ui.counter.conftest import Open, finished


class LockedError(EnvironmentFault):
    msgid = N_("The shop is locked by another program. Close it, then try again.")


def test_the_same_save_again_adds_nobody(
    open_panel: Open, desk: Desk, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = open_panel()
    panel.form.name.set_text("Linda")
    panel.form.card.show_wish(CardWish(Giving.NONE))
    add = CustomerService.add

    def lost(service: CustomerService, *told: object) -> Saved:
        add(service, *told)  # type: ignore[arg-type]
        raise LockedError

    monkeypatch.setattr(CustomerService, "add", lost)
    done = finished(panel)
    panel.save_and_open()
    assert isinstance(room.troubles[0], LockedError)
    assert panel.form.name.text() == "Linda"
    monkeypatch.undo()
    panel.save_and_open()
    assert len(done) == 1
    assert len(desk.services.customers.find("Linda")) == 1


FaultOf = Callable[..., None]


@pytest.fixture
def fault_after(monkeypatch: pytest.MonkeyPatch) -> FaultOf:
    """Return a function that lets a service's next call fail once everything is written."""

    def arm(name: str, of: type = CustomerService) -> None:
        real, faults = getattr(of, name), [LockedError()]

        def lost(service: object, *told: object) -> object:
            saved: object = real(service, *told)
            if faults:
                raise faults.pop()
            return saved

        monkeypatch.setattr(of, name, lost)

    return arm


def test_trying_again_saves_the_same_and_goes_on_to_the_next(
    open_panel: Open, desk: Desk, room: RecordingRoom, fault_after: FaultOf
) -> None:
    panel = open_panel()
    done = finished(panel)
    panel.form.name.set_text("Linda")
    panel.form.card.show_wish(CardWish(Giving.NONE))
    fault_after("add")
    panel.save_and_clear()
    assert room.toasts == []
    room.try_again()
    assert (done, room.toasts) == ([], ["Linda is saved."])
    assert not panel.half_done()
    panel.form.name.set_text("Grace")
    room.try_again()  # Linda is in the books: there is nothing to try again
    assert (done, panel.form.name.text()) == ([], "Grace")
    assert len(desk.services.customers.find("Linda")) == 1


def test_trying_again_after_the_same_person_never_adds_another(
    open_panel: Open, desk: Desk, room: RecordingRoom, fault_after: FaultOf
) -> None:
    hannah = desk.services.customers.find("Hannah")[0].id
    panel = open_panel()
    done = finished(panel)
    panel.form.mobile.set_text("(207) 555-0142")
    panel.form.email.set_text("new@example.com")
    panel.looking.look()
    fault_after("add", NoteService)
    panel.card.same.emit()
    assert (len(room.troubles), done) == (1, [])
    room.try_again()
    assert [one.customer for one in done] == [hannah]
    assert desk.services.customers.count() == 4
    assert [one.text.count("new@example.com") for one in desk.services.notes.of(hannah)] == [1]


def test_nothing_is_tried_again_for_a_panel_that_is_closed(
    desk: Desk, room: RecordingRoom, fault_after: FaultOf
) -> None:
    panel = NewCustomerPanel(desk, None)
    panel.form.name.set_text("Linda")
    panel.form.card.show_wish(CardWish(Giving.NONE))
    fault_after("add")
    panel.save_and_open()
    delete(panel)
    room.try_again()
    assert len(desk.services.customers.find("Linda")) == 1
