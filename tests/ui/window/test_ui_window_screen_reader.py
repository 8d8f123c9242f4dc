"""What a screen reader is told while somebody is found and a sale is taken."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QWidget

from tests.helpers.house import House

Role = QAccessible.Role


@dataclass(frozen=True, slots=True)
class Told:
    """One thing on the screen as it is told: what it is called, what it is, and how it stands."""

    name: str
    role: Role
    value: str
    description: str
    focused: bool
    disabled: bool
    checked: bool


def tree(root: QWidget) -> list[Told]:
    """Return everything that is told of a window, in its order; what is out of sight is not."""
    return [_told(one) for one in _walk(QAccessible.queryAccessibleInterface(root))]


def _walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if interface.state().invisible:
        return
    yield interface
    for at in range(interface.childCount()):
        child: QAccessibleInterface | None = interface.child(at)
        if child is not None and child.isValid():
            yield from _walk(child)


def _told(interface: QAccessibleInterface) -> Told:
    state = interface.state()
    kind = QAccessible.Text
    return Told(
        interface.text(kind.Name),
        interface.role(),
        interface.text(kind.Value),
        interface.text(kind.Description),
        bool(state.focused),
        bool(state.disabled),
        bool(state.checked),
    )


def one(house: House, name: str, role: Role) -> Told:
    """Return the one thing of that name and role."""
    found = [told for told in tree(house.window) if told.name == name and told.role == role]
    assert len(found) == 1, (name, role, [(told.name, told.role) for told in tree(house.window)])
    return found[0]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is said without having the focus."""
    said: list[str] = []
    real = QAccessible.updateAccessibility

    def update(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())
        real(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    return said


def test_one_sale_as_it_is_told(open_house: House, announced: list[str]) -> None:
    house = open_house
    search = "Phone, name, initials — or scan a card"
    assert one(house, search, Role.EditableText).focused
    assert one(house, "Counter", Role.RadioButton).checked

    house.type("0142")
    assert one(house, search, Role.EditableText).value == "0142"
    found = one(house, "Customers found", Role.List)
    assert found.name
    rows = [told.name for told in tree(house.window) if told.role == Role.ListItem]
    assert any(row.startswith("Hannah Brooks, Tier: Gold") for row in rows), rows

    house.press("Enter")
    names = " ".join(told.name for told in tree(house.window))
    assert "Allergic to PPD hair dye" in names
    assert one(house, "Record sale", Role.Button).description.endswith("F5")

    house.press("F5")
    amount = one(house, "Amount", Role.EditableText)
    assert amount.focused
    assert not amount.value
    house.type("68")
    assert one(house, "Amount", Role.EditableText).value == "68"
    assert one(house, "Stored value", Role.RadioButton).checked
    house.press("Down")
    assert one(house, "Cash", Role.RadioButton).checked
    assert not one(house, "Stored value", Role.RadioButton).checked
    take = one(house, "Take $68.00", Role.Button)
    assert not take.disabled
    assert take.description == "Enter"

    house.press("Enter")
    assert any(text.startswith("$68.00 taken") for text in announced)
    assert one(house, "Undo sale", Role.Button).description == "Ctrl Z"
    house.press("Ctrl+Z")
    assert "$68.00 taken back, Hannah Brooks." in announced


def test_a_refusal_is_announced(open_house: House, announced: list[str]) -> None:
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.press("Enter")
    said = len(announced)
    open_house.type("1,050")
    open_house.press("Enter")
    assert len(announced) > said


def test_nothing_that_can_be_worked_lacks_a_name(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter", "F5")
    workable = {Role.Button, Role.EditableText, Role.RadioButton, Role.CheckBox, Role.ComboBox}
    nameless = [told for told in tree(open_house.window) if told.role in workable and not told.name]
    assert nameless == []
