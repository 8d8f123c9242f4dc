"""What the page of a customer saves, at once, and how it is taken back."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.attachments.types import CustomerFile, Removed
from smbcrm.membership.consents.types import PURPOSE
from smbcrm.membership.customers.types import Details
from smbcrm.membership.notes.types import Note
from smbcrm.membership.occasions.keeping import Meant
from smbcrm.membership.occasions.types import DateParts, Occasion
from smbcrm.membership.photos.types import Photos
from smbcrm.membership.records.types import ServiceRecord
from smbcrm.membership.relationships.types import Link, LinkKind
from smbcrm.membership.requests.types import Act
from smbcrm.ui.customer.ask_how import Said
from smbcrm.ui.desk import Desk
from smbcrm.ui.saver import Save, Saver, Work

Refused = Callable[[ShopbellError], None]
Then = Callable[[], None]


def _nothing() -> None:
    """Do nothing more: the bridge tells when it is to be seen."""


class Keeping:
    """Saves for all parts of one page; each request of it counts once, however often it is sent."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        self._page, self._desk = page, desk
        self._saver = Saver(page, desk, lambda _at_once: None)

    def edit(  # noqa: PLR0913 - what is saved, how it is taken back, and what comes then
        self,
        customer: int,
        what: str,
        details: Details,
        before: Details,
        *,
        refused: Refused | None = None,
        then: Then = _nothing,
    ) -> None:
        """Change what is given; `before` takes it back."""
        edit = self._desk.services.customers.edit
        work = partial(edit, customer, details, self._desk.act())
        self._save(what, work, partial(edit, customer, before, self._desk.act()), refused, then)

    def company(  # noqa: PLR0913 - what is saved, how it is taken back, and what comes then
        self,
        customer: int,
        what: str,
        work: Callable[[Act], object],
        before: Details,
        *,
        refused: Refused,
        then: Then,
    ) -> None:
        """Write down what is known of a company; `before` takes it back."""
        edit = self._desk.services.customers.edit
        back = partial(edit, customer, before, self._desk.act())
        self._save(what, partial(work, self._desk.act()), back, refused, then)

    def say_consent(self, customer: int, what: str, said: Said, then: Then) -> None:
        """Write down what somebody said of a channel or a purpose: that stays.

        Another answer follows it.
        """
        say, about = self._desk.services.consents.say, said.about.removeprefix(PURPOSE)
        work = partial(say, customer, about, said.state, said.how, self._desk.act())
        self._save(what, work, None, None, then)

    def put_occasion(  # noqa: PLR0913 - what comes, what goes, and what is said of it
        self,
        customer: int,
        what: str,
        occasion: Occasion,
        old: Occasion | None,
        *,
        replaced: Occasion | None,
        refused: Refused,
        then: Then,
    ) -> None:
        """Write an occasion down in the place of another; for it `replaced` goes, too."""
        desk, customers = self._desk, self._desk.services.customers
        work = partial(customers.put_occasion, customer, occasion, old, desk.act())
        gone = old or replaced
        back: Work = (
            partial(customers.drop_occasion, customer, _meant(occasion), desk.act())
            if gone is None
            else partial(customers.put_occasion, customer, gone, occasion, desk.act())
        )
        self._save(what, work, back, refused, then)

    def drop_occasion(self, customer: int, what: str, occasion: Occasion, then: Then) -> None:
        """Take an occasion away."""
        desk, customers = self._desk, self._desk.services.customers
        work = partial(customers.drop_occasion, customer, _meant(occasion), desk.act())
        back = partial(customers.put_occasion, customer, occasion, None, desk.act())
        self._save(what, work, back, None, then)

    def link(  # noqa: PLR0913 - who is what to whom, and what is said of it
        self,
        customer: int,
        other: int,
        kind: LinkKind,
        *,
        before: LinkKind | None,
        what: str,
        refused: Refused,
        then: Then,
    ) -> None:
        """Note what another customer is to one."""
        desk, links = self._desk, self._desk.services.relationships
        work = partial(links.link, customer, other, kind, desk.act())
        back: Work = (
            partial(links.unlink, customer, other, desk.act())
            if before is None
            else partial(links.link, customer, other, before, desk.act())
        )
        self._save(what, work, back, refused, then)

    def unlink(self, customer: int, what: str, link: Link) -> None:
        """Take a relationship away."""
        desk, links = self._desk, self._desk.services.relationships
        work = partial(links.unlink, customer, link.customer, desk.act())
        back = partial(links.link, customer, link.customer, link.kind, desk.act())
        self._save(what, work, back, None, _nothing)

    def add_note(self, customer: int, text: str, *, refused: Refused, then: Then) -> None:
        """Write down what was said today."""
        desk, notes = self._desk, self._desk.services.notes
        act = desk.act()

        def back(made: int | None) -> Work | None:
            if made is None:
                return None
            return partial(notes.remove, customer, made, desk.act())

        save = Save(
            desk.say(N_("note")),
            partial(notes.add, customer, text, act),
            back,
            done=lambda _made: then(),
        )
        self._saver.save(self._page, save, refused)

    def remove_note(self, customer: int, note: Note) -> None:
        """Take a note away."""
        desk, notes = self._desk, self._desk.services.notes
        work = partial(notes.remove, customer, note.id, desk.act())
        back = partial(notes.put_back, customer, note, desk.act())
        self._save(desk.say(N_("note taken away")), work, back, None, _nothing)

    def add_record(  # noqa: PLR0913 - the parts of a record, and what comes then
        self,
        customer: int,
        kind: str,
        text: str | None,
        day: dt.date | None,
        *,
        refused: Refused,
        then: Then,
    ) -> None:
        """Write down what was done on a day; without a text what the last one of the kind says."""
        desk, records = self._desk, self._desk.services.records
        save = Save(
            desk.say(N_("service record")),
            partial(records.add, customer, kind, text, day, desk.act()),
            lambda made: partial(records.remove, customer, made, desk.act()),
            done=lambda _made: then(),
        )
        self._saver.save(self._page, save, refused)

    def edit_record(  # noqa: PLR0913 - the parts of a record, and what comes then
        self,
        customer: int,
        was: ServiceRecord,
        text: str | None,
        day: dt.date | None,
        *,
        refused: Refused,
        then: Then,
    ) -> None:
        """Put right what is given of a record."""
        desk, records = self._desk, self._desk.services.records
        before = None if text is None else was.text, None if day is None else was.day
        work = partial(records.edit, customer, was.id, text, day, desk.act())
        back = partial(records.edit, customer, was.id, *before, desk.act())
        self._save(desk.say(N_("service record")), work, back, refused, then)

    def remove_record(self, customer: int, record: ServiceRecord, then: Then = _nothing) -> None:
        """Take a service record away."""
        desk, records = self._desk, self._desk.services.records
        work = partial(records.remove, customer, record.id, desk.act())
        back = partial(records.put_back, customer, record, desk.act())
        self._save(desk.say(N_("service record taken away")), work, back, None, then)

    def add_file(self, customer: int, path: Path, record: int | None, refused: Refused) -> None:
        """Keep a copy of a file, of a service record or of none."""
        desk, files = self._desk, self._desk.services.attachments
        save = Save(
            path.name,
            partial(files.add, customer, path, record, desk.act()),
            lambda made: partial(files.remove, customer, made, desk.act()),
        )
        self._saver.save(self._page, save, refused)

    def remove_file(self, customer: int, file: CustomerFile) -> None:
        """Take a file away; its bytes are held until nobody can undo it any more."""
        desk, files = self._desk, self._desk.services.attachments

        def back(removed: Removed | None) -> Work | None:
            return (
                None if removed is None else partial(files.put_back, customer, removed, desk.act())
            )

        work = partial(files.remove, customer, file.id, desk.act())
        save = Save(desk.say(N_("{file} taken away"), file=file.name), work, back)
        self._saver.save(self._page, save, self._desk.room.trouble)

    def put_photo(self, customer: int, path: Path) -> None:
        """Let a picture be the photo of a customer."""
        self._photo(customer, N_("photo"), partial(self._desk.services.photos.put, customer, path))

    def remove_photo(self, customer: int) -> None:
        """Take the photo of a customer away."""
        remove = partial(self._desk.services.photos.remove, customer)
        self._photo(customer, N_("photo taken away"), remove)

    def _photo(self, customer: int, what: str, change: Callable[[Act], Photos]) -> None:
        desk, photos = self._desk, self._desk.services.photos

        def back(before: Photos) -> Work:
            return partial(photos.put_back, customer, before, desk.act())

        save = Save(desk.say(what), partial(change, desk.act()), back)
        self._saver.save(self._page, save, desk.room.trouble)

    def _save(
        self, what: str, work: Work, back: Work | None, refused: Refused | None, then: Then
    ) -> None:
        save: Save[object] = Save(what, work, lambda _made: back, done=lambda _made: then())
        self._saver.save(self._page, save, refused or self._desk.room.trouble)


def _meant(occasion: Occasion) -> Meant:
    date = (occasion.calendar, occasion.year, occasion.month, occasion.day)
    return Meant(occasion.kind, occasion.label, DateParts(*date, occasion.is_leap_month))
