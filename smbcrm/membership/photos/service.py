"""The photo of a customer: the use cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.attachments.keeping import held, read_file, stored_name
from smbcrm.membership.attachments.ports import AttachmentWork, Vault
from smbcrm.membership.attachments.rules import check_size, differ, fingerprint, plain_name
from smbcrm.membership.attachments.types import CustomerFile, FileKind, FilesLeft
from smbcrm.membership.customers.typed import known, touched
from smbcrm.membership.photos.types import NAME, MakePhoto, NoPhoto, Photos
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once

_REMOVE = "photo_remove"


@dataclass(frozen=True, slots=True)
class PhotoService:
    """Keeps a photo of each customer; the same request counts once.

    It is one of their files, so that it goes along with all of them. Where a merge left several the
    newest is shown, and what comes in its place comes in the place of all.
    """

    uow: UnitOfWork[AttachmentWork]
    clock: Clock
    vault: Vault
    make: MakePhoto

    def of(self, customer: int) -> bytes | None:
        """Return the JPEG of a customer; None without one, or where it was lost."""
        for photo in self.uow.read(lambda work: work.attachments.photos(customer)[:1]):
            content = self.vault.read(photo.stored)
            return None if differ(content, photo.sha256) else content
        return None

    def put(self, customer: int, path: Path, act: Act | None = None) -> Photos:
        """Let a picture be the photo of a customer; what is returned brings back what was before.

        Raises UnknownCustomer, FileUnreadable, FileEmpty, FileTooLarge, NoPicture, TooManyPixels,
        FilesUnusable.
        """
        name, content = plain_name(path.name), read_file(path)
        check_size(name, content)
        return self._change(customer, (self.make(name, content),), act, "photo")

    def remove(self, customer: int, act: Act | None = None) -> Photos:
        """Take the photo away; what is returned brings it back. Raises UnknownCustomer, NoPhoto."""
        return self._change(customer, (), act, _REMOVE)

    def put_back(self, customer: int, before: Photos, act: Act | None = None) -> None:
        """Let the photos be those that were before. Raises UnknownCustomer, FilesUnusable."""
        self._change(customer, before, act, "photo_back")

    def _change(self, customer: int, photos: Photos, act: Act | None, kind: str) -> Photos:
        act = act or Act(uuid7(self.clock))
        there, again = self.uow.read(_before, customer, act)
        before = (
            () if again else tuple(filter(None, (self.vault.read(one.stored) for one in there)))
        )
        new = {stored_name(): one for one in photos}
        with held(self.uow, self.vault, new):
            self.uow.run(_put, self.clock, customer, new, act, kind)
        return before


def _before(work: AttachmentWork, customer: int, act: Act) -> tuple[tuple[CustomerFile, ...], bool]:
    """Return the photos there are, and whether this very request made them so."""
    return _there(work, customer), work.requests.find(act.request_id.lower()) is not None


def _there(work: AttachmentWork, customer: int) -> tuple[CustomerFile, ...]:
    """Return the photos of a customer, the shown one last; raise UnknownCustomer."""
    known(work, customer)
    return work.attachments.photos(customer)[::-1]


def _file(stored: str, content: bytes, at: Moment) -> CustomerFile:
    size, print_ = len(content), fingerprint(content)
    return CustomerFile(0, NAME, stored, FileKind.PHOTO, size, print_, at.now, at.staff.id, None)


def _put(  # noqa: PLR0913 - the parts of one request
    work: AttachmentWork,
    clock: Clock,
    customer: int,
    new: Mapping[str, bytes],
    act: Act,
    kind: str,
) -> None:
    def step(at: Moment) -> Done:
        work.customers.lock(customer)
        there = _there(work, customer)
        if kind == _REMOVE and not there:
            raise NoPhoto
        for one in there:
            work.attachments.remove(customer, one)
        for stored, content in new.items():
            work.attachments.add(customer, _file(stored, content, at))
        if there:
            work.record(FilesLeft(tuple(one.stored for one in there)))
        touched(work, customer, at.now)
        return Done(str(customer), customer)

    photos = " ".join(map(fingerprint, new.values())) or None
    once(work, clock, act, kind, {"customer": customer, "photos": photos}, step)
