"""Names changed while somebody is at work: what is recorded afterwards bears the new ones."""

import pytest
from PySide6.QtWidgets import QLineEdit

from smbcrm.core.ids import uuid7
from smbcrm.core.machine import STAFF
from smbcrm.membership.history.types import HistoryRow
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.serving import WHOLE, Serves
from smbcrm.ui.counter.servers import Servers
from smbcrm.ui.event_bridge import Elsewhere
from tests.helpers.house import House


def rename(house: House, roll: str, number: int, name: str) -> None:
    """Change a name on the page of staff and tills, and come back."""
    house.press("Ctrl+,")
    house.choose("Staff and tills")
    written = ""
    while written != name:  # a page that is made anew meanwhile forgets what was marked in it
        house.click_on(_field(house, roll, number))
        house.press("Ctrl+A")
        house.type(name)
        written = _field(house, roll, number).text()
    house.press("Enter")
    house.press("Ctrl+1")


def _field(house: House, roll: str, number: int) -> QLineEdit:
    field = house.shop.findChild(QLineEdit, f"{roll}_{number}")
    assert field is not None
    return field


def at_work_again(house: House, *names: str) -> None:
    """Wait until the page was made anew under these names, with the panel that was open."""
    house.wait_for(
        lambda: set(names) <= set(house.texts()) and house.shop.counter.flow.panel is not None
    )
    house.settle()


def newest(house: House) -> HistoryRow:
    """Return what was recorded last of Hannah."""
    with house.books() as books:
        assert books.audit.verify().findings == ()
        return books.history.of_customer(books.customers.find("0142")[0].id)[0]


@pytest.fixture
def selling(open_house: House) -> House:
    """Return the window with 12.50 typed for Hannah, to be paid by card."""
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("12.5")
    open_house.press("Down", "Down")
    return open_house


def test_a_sale_that_was_half_typed_bears_the_new_names(selling: House) -> None:
    rename(selling, "staff", 1, "Nora")
    at_work_again(selling, "Nora")
    rename(selling, "terminal", 1, "Door")
    at_work_again(selling, "Nora", "Door")
    selling.press("Enter")
    assert selling.shows("$12.50 taken")
    row = newest(selling)
    assert (row.net, row.staff, row.terminal) == (1250, "Nora", "Door")
    selling.press("Ctrl+Z")
    assert selling.shows("$12.50 taken back, Hannah Brooks.")


def test_whoever_serves_is_the_same_person_under_another_name(selling: House) -> None:
    heard: list[object] = []
    selling.shop.desk.bridge.happened.connect(heard.append)
    with selling.books() as books:
        jo = books.staff.add_staff("Jo", Act(uuid7(selling.clock)))
    selling.wait_for(lambda: any(isinstance(event, Elsewhere) for event in heard))
    selling.wait_for(lambda: bool(serving(selling, "Jo")))
    (served_by,) = serving(selling, "Jo")
    wanted = (Serves("Jo", WHOLE),)
    served_by.choose(wanted)
    served_by.changed.emit(wanted)
    rename(selling, "staff", jo.id, "Joanna")
    selling.wait_for(
        lambda: [one.chosen[0].name for one in serving(selling, "Joanna")] == ["Joanna"]
    )
    at_work_again(selling)
    selling.press("Enter")
    assert selling.shows("Joanna")


def serving(house: House, name: str) -> list[Servers]:
    """Return the fields of who serves that offer a name, once the page is there again."""
    fields = house.shop.counter.findChildren(Servers)
    return [field for field in fields if field.combo.findText(name) >= 0]


def test_a_new_customer_half_typed_is_saved_under_the_new_names(open_house: House) -> None:
    open_house.press("F3")
    open_house.type("Ann")
    rename(open_house, "terminal", 1, "Door")
    at_work_again(open_house, "Door")
    open_house.press("Ctrl+S")
    assert open_house.shows("Ann")
    with open_house.books() as books:
        assert "Ann" in [one.full_name for one in books.customers.page()]


def test_somebody_else_acts_here_from_the_next_sale_on(open_house: House) -> None:
    with open_house.books() as books:
        jo = books.staff.add_staff("Jo", Act(uuid7(open_house.clock)))
    open_house.shop.desk.machine.put(STAFF, str(jo.id))
    open_house.shop.wear()
    open_house.settle()
    assert "Jo" in open_house.texts()
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("12.5")
    open_house.press("Down", "Down", "Enter")
    assert newest(open_house).staff == "Jo"


def test_what_is_half_typed_outlives_a_page_that_is_made_anew_twice(selling: House) -> None:
    """The second one comes before the customer of the first is there again."""
    session = selling.opening.session
    assert session is not None
    panels: list[object] = []

    def once_more() -> None:
        panels.append(selling.shop.counter.flow.panel)
        if len(panels) == 1:
            facts = session._furnished_with
            assert facts is not None
            session._furnish(facts)

    session.furnished.connect(once_more)
    session.wear()
    selling.wait_for(lambda: len(panels) == 2)
    assert panels == [None, None], "the customer is on the way"
    at_work_again(selling, "Hannah Brooks")
    selling.press("Enter")
    assert selling.shows("$12.50 taken")
