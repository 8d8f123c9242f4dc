"""The two rolls of a shop, staff and tills, and the steps that change one of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.ports import ActWork, StaffStore
from smbcrm.membership.staff.steps import Moment, once
from smbcrm.membership.staff.types import (
    BadName,
    LastStaff,
    LastTerminal,
    NameTaken,
    Staff,
    Terminal,
    UnknownStaff,
    UnknownTerminal,
)

One = TypeVar("One", Staff, Terminal)

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Roll(Generic[One]):
    """Staff or tills: what is called on the store for them, and how they are refused."""

    kind: str
    what: SetUp
    all: Callable[[StaffStore], tuple[One, ...]]
    hold: Callable[[StaffStore], tuple[One, ...]]
    add: Callable[[StaffStore, str], One]
    put: Callable[[StaffStore, One], None]
    unknown: type[UserError]
    last: type[UserError]


STAFF: Roll[Staff] = Roll(
    "staff",
    SetUp.STAFF,
    lambda store: store.all_staff(),
    lambda store: store.all_staff(hold=True),
    lambda store, name: store.add_staff(name),
    lambda store, one: store.put_staff(one),
    UnknownStaff,
    LastStaff,
)
TERMINALS: Roll[Terminal] = Roll(
    "terminal",
    SetUp.TILLS,
    lambda store: store.all_terminals(),
    lambda store: store.all_terminals(hold=True),
    lambda store, name: store.add_terminal(name),
    lambda store, one: store.put_terminal(one),
    UnknownTerminal,
    LastTerminal,
)


def add(work: ActWork, clock: Clock, roll: Roll[One], name: str, act: Act) -> One:
    """Add somebody or a till, once for each request; raise BadName or NameTaken."""

    def step(_: Moment) -> Done:
        kept = clean_name(name, {one.name for one in roll.hold(work.staff)})
        work.record(SetUpChanged(roll.what))
        return Done(str(roll.add(work.staff, kept).id))

    made = once(work, clock, act, f"{roll.kind}_add", {"name": name}, step)
    return _numbered(roll.all(work.staff), made)


def rename(  # noqa: PLR0913 - who becomes what
    work: ActWork, clock: Clock, roll: Roll[One], who: int | str, name: str, act: Act
) -> Changed[One]:
    """Give somebody or a till another name; raise BadName, NameTaken, or that they are unknown."""

    def edit(one: One, known: tuple[One, ...]) -> One:
        others = {other.name for other in known if other.id != one.id}
        return one._replace(name=clean_name(name, others))

    request = f"{roll.kind}_rename", {"who": who, "name": name}
    return _edit(work, clock, roll, who, act, request, edit)


def switch(  # noqa: PLR0913 - who becomes what
    work: ActWork, clock: Clock, roll: Roll[One], who: int | str, *, active: bool, act: Act
) -> Changed[One]:
    """Switch somebody or a till on or off; raise for the last one, or that they are unknown."""

    def edit(one: One, known: tuple[One, ...]) -> One:
        if not active and not any(other.active for other in known if other.id != one.id):
            raise roll.last(name=one.name)
        return one._replace(active=active)

    request = f"{roll.kind}_active", {"who": who, "active": active}
    return _edit(work, clock, roll, who, act, request, edit)


def _edit(  # noqa: PLR0913 - the parts of one request
    work: ActWork,
    clock: Clock,
    roll: Roll[One],
    who: int | str,
    act: Act,
    request: tuple[str, Mapping[str, object]],
    edit: Callable[[One, tuple[One, ...]], One],
) -> Changed[One]:
    former: list[One] = []

    def step(_: Moment) -> Done:
        known = roll.hold(work.staff)
        one = next((one for one in known if who in {one.id, one.name}), None)
        if one is None:
            raise roll.unknown(name=who, known=[one.name for one in known])
        roll.put(work.staff, edit(one, known))
        work.record(SetUpChanged(roll.what))
        former.append(one)
        return Done(str(one.id))

    made = once(work, clock, act, *request, step)
    return Changed(_numbered(roll.all(work.staff), made), *former)


def clean_name(name: str, taken: set[str]) -> str:
    """Return a name as it is kept; raise BadName, or NameTaken where it is one of those taken.

    Names that differ in capitals only are one name to whoever reads them.
    """
    clean = name.strip()
    if not 1 <= len(clean) <= _LONGEST or not clean.isprintable():
        raise BadName
    if clean.casefold() in {one.casefold() for one in taken}:
        raise NameTaken(name=clean)
    return clean


def _numbered(known: tuple[One, ...], number: str) -> One:
    return next(one for one in known if one.id == int(number))
