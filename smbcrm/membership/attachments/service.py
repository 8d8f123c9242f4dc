"""Files of customers: the use cases."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.attachments import keeping, rules
from smbcrm.membership.attachments.ports import AttachmentWork, Vault
from smbcrm.membership.attachments.types import (
    CustomerFile,
    FileKind,
    FileLost,
    FilesLeft,
    NoSuchFile,
    NoSuchRecordHere,
    Removed,
)
from smbcrm.membership.bills.ports import FileWriter
from smbcrm.membership.customers.typed import known, touched
from smbcrm.membership.files.targets import check_target
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once


@dataclass(frozen=True, slots=True)
class AttachmentService:
    """Keeps files of customers; the same request counts once.

    Bytes are kept before the row that names them, and dropped after it is gone: a crash leaves
    bytes without a row, which `tidy` finds, and never a row without bytes. `keep` are the files and
    folders of the shop itself, which nothing is written over.
    """

    uow: UnitOfWork[AttachmentWork]
    clock: Clock
    vault: Vault
    files: FileWriter
    keep: Collection[Path] = ()

    def of(self, customer: int) -> tuple[CustomerFile, ...]:
        """Return a customer's files, newest first; raise UnknownCustomer."""
        return self.uow.read(files_of, customer)

    def add(
        self, customer: int, path: Path, record: int | None = None, act: Act | None = None
    ) -> int:
        """Keep a copy of a file, of a service record or of none, and return its number.

        Raises UnknownCustomer, FileUnreadable, FileEmpty, FileTooLarge, FileNotKept, TooManyFiles,
        TooManyBytes, NoSuchRecordHere, FilesUnusable.
        """
        return self._keep(customer, path.name, keeping.read_file(path), record, self._act(act))

    def save(self, customer: int, number: int, out: Path, *, force: bool = False) -> CustomerFile:
        """Write a file out again.

        Raises UnknownCustomer, NoSuchFile, FileLost, and as `check_target` and `FileWriter`.
        """
        check_target(out, replace=force, keep=self.keep)
        file, content = self._whole(customer, number)
        self.files.write(out, content, replace=force)
        return file

    def remove(self, customer: int, number: int, act: Act | None = None) -> Removed | None:
        """Take a file away, and its bytes with it. Raises UnknownCustomer, NoSuchFile.

        What is returned brings it back; of a file that was lost, or that this very request had
        taken away before, there is nothing to bring.
        """
        there = {one.id: one for one in self.uow.read(files_of, customer)}
        file = there.get(number)
        content = None if file is None else self.vault.read(file.stored)
        self.uow.run(_remove, self.clock, customer, number, self._act(act))
        return None if file is None or content is None else Removed(file, content)

    def put_back(self, customer: int, removed: Removed, act: Act | None = None) -> int:
        """Keep a file that was taken away again; raise as `add`."""
        file = removed.file
        return self._keep(customer, file.name, removed.content, file.record, self._act(act))

    def tidy(self) -> int:
        """Drop bytes that a crash left, as every new file does, too; return how many."""
        return keeping.tidy(self.uow, self.vault)

    def gone(self, stored: Iterable[str]) -> tuple[str, ...]:
        """Return the names of those bytes that no file has any more."""
        return self.uow.read(keeping.stray, tuple(stored))

    def _keep(self, customer: int, name: str, content: bytes, record: int | None, act: Act) -> int:
        plain = rules.plain_name(name)
        kind = rules.checked(plain, content)
        self.uow.read(known, customer)  # nothing is written for nobody
        stored = keeping.stored_name()
        new = CustomerFile(
            *(0, plain, stored, kind, len(content), rules.fingerprint(content)),
            *(self.clock.now(), 0, record),
        )
        with keeping.held(self.uow, self.vault, {stored: content}):
            return self.uow.run(_add, self.clock, customer, new, act)

    def _whole(self, customer: int, number: int) -> tuple[CustomerFile, bytes]:
        file = self.uow.read(_meant, customer, number)
        content = self.vault.read(file.stored)
        if content is None or rules.differ(content, file.sha256):
            raise FileLost(file=file.name)
        return file, content

    def _act(self, act: Act | None) -> Act:
        return act or Act(uuid7(self.clock))


def files_of(work: AttachmentWork, customer: int) -> tuple[CustomerFile, ...]:
    """Return a customer's files, newest first; raise UnknownCustomer. A photo is none of them."""
    known(work, customer)
    return tuple(one for one in work.attachments.of(customer) if one.kind is not FileKind.PHOTO)


def _meant(work: AttachmentWork, customer: int, number: int) -> CustomerFile:
    for one in files_of(work, customer):
        if one.id == number:
            return one
    raise NoSuchFile


def _add(work: AttachmentWork, clock: Clock, customer: int, new: CustomerFile, act: Act) -> int:
    def step(at: Moment) -> Done:
        work.customers.lock(customer)
        rules.check_room(files_of(work, customer), new.size)
        records = {one.id for one in work.records.of(customer)}
        if new.record is not None and new.record not in records:
            raise NoSuchRecordHere(record=new.record)
        made = work.attachments.add(customer, replace(new, at=at.now, staff=at.staff.id))
        touched(work, customer, at.now)
        return Done(str(made), customer)

    asked = {"customer": customer, "name": new.name, "sha256": new.sha256, "record": new.record}
    return int(once(work, clock, act, "customer_file", asked, step))


def _remove(work: AttachmentWork, clock: Clock, customer: int, number: int, act: Act) -> None:
    def step(at: Moment) -> Done:
        work.customers.lock(customer)
        file = _meant(work, customer, number)
        work.attachments.remove(customer, file)
        work.record(FilesLeft((file.stored,)))
        touched(work, customer, at.now)
        return Done(str(number), customer)

    asked = {"customer": customer, "file": number}
    once(work, clock, act, "customer_file_remove", asked, step)
