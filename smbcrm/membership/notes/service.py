"""Notes: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers import rules, typed
from smbcrm.membership.notes.ports import NoteWork
from smbcrm.membership.notes.types import NoSuchNote, Note
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once


@dataclass(frozen=True, slots=True)
class NoteService:
    """Writes notes down and takes them away; the same request counts once."""

    uow: UnitOfWork[NoteWork]
    clock: Clock

    def add(self, customer: int, text: str, act: Act | None = None) -> int | None:
        """Write a note down and return its number; the number it has if it stands there already.

        A blank text is no note: None. Raises UnknownCustomer, TextTooLong.
        """
        return self.uow.run(_add, self.clock, customer, text, act or Act(uuid7(self.clock)))

    def remove(self, customer: int, note: int, act: Act | None = None) -> None:
        """Take a note away. Raises UnknownCustomer, NoSuchNote."""
        self.uow.run(_remove, self.clock, customer, note, act or Act(uuid7(self.clock)))

    def put_back(self, customer: int, note: Note, act: Act | None = None) -> None:
        """Write a note that was taken away down again, of its own day. Raises UnknownCustomer."""
        self.uow.run(_put_back, self.clock, customer, note, act or Act(uuid7(self.clock)))

    def of(self, customer: int) -> tuple[Note, ...]:
        """Return a customer's notes, newest first."""
        return self.uow.read(lambda work: work.notes.of(customer))


def _add(work: NoteWork, clock: Clock, customer: int, text: str, act: Act) -> int | None:
    def step(at: Moment) -> Done:
        work.customers.lock(customer)
        typed.known(work, customer)
        note = rules.checked_text("notes", text).strip()
        known = {one.text: one.id for one in work.notes.of(customer)}
        if note and note not in known:
            known[note] = work.notes.add(customer, note, at.now, at.staff.id)
            typed.touched(work, customer, at.now)
        return Done(str(known.get(note, "")), customer)

    made = once(work, clock, act, "customer_note", {"customer": customer, "added": text}, step)
    return int(made) if made else None


def _remove(work: NoteWork, clock: Clock, customer: int, note: int, act: Act) -> None:
    def step(at: Moment) -> Done:
        work.customers.lock(customer)
        typed.known(work, customer)
        if not work.notes.remove(customer, note):
            raise NoSuchNote
        typed.touched(work, customer, at.now)
        return Done(str(note), customer)

    once(work, clock, act, "customer_note_remove", {"customer": customer, "note": note}, step)


def _put_back(work: NoteWork, clock: Clock, customer: int, note: Note, act: Act) -> None:
    def step(at: Moment) -> Done:
        work.customers.lock(customer)
        typed.known(work, customer)
        made = work.notes.add(customer, note.text, note.at, note.staff)
        typed.touched(work, customer, at.now)
        return Done(str(made), customer)

    asked = {"customer": customer, "note": note.id, "added": note.text}
    once(work, clock, act, "customer_note_back", asked, step)
