"""What the shop knows of one person, handed out: the use case."""

import io
import json
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from smbcrm.core.clock import Clock
from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.attachments.ports import Vault
from smbcrm.membership.attachments.rules import differ
from smbcrm.membership.attachments.types import CustomerFile, FileLost
from smbcrm.membership.bills.ports import FileWriter
from smbcrm.membership.cards.steps import cards_of
from smbcrm.membership.change_log import service as log
from smbcrm.membership.consents.service import shown
from smbcrm.membership.customers.typed import known
from smbcrm.membership.files.targets import check_target
from smbcrm.membership.history.types import HistoryRow
from smbcrm.membership.privacy.dossier import FileShown, Known, NoteShown, RecordShown, dossier
from smbcrm.membership.privacy.machine import machine_text
from smbcrm.membership.privacy.ports import DossierWork
from smbcrm.membership.records.service import records_of
from smbcrm.membership.reports.document import Document
from smbcrm.membership.reports.ports import DocumentWriter

_PAGE = 500
_MISSING = "\N{WHITE SQUARE}"
"""What stands on paper for a character that no font has; the other file has it."""


@dataclass(frozen=True, slots=True)
class DossierService:
    """Hands out everything that is known of one person.

    `keep` are the files and folders of the shop itself, which nothing is written over.
    """

    uow: UnitOfWork[DossierWork]
    clock: Clock
    papers: DocumentWriter
    files: FileWriter
    vault: Vault
    keep: Collection[Path] = ()

    def save(
        self, customer: int, folder: Path, *, language: str = "", replace: bool = False
    ) -> Path:
        """Write it to a folder as one file that holds a PDF, a JSON and their files; return it.

        In the customer's language, else the document language of the shop. Raises UnknownCustomer,
        FileLost, and as `check_target` and `FileWriter`.
        """
        read = self.uow.snapshot(self._read, customer)
        file = folder / f"{_name_of(read)}.zip"
        self._write(read, file, language, replace=replace)
        return file

    def save_as(self, customer: int, file: Path, *, replace: bool = False) -> None:
        """Write it to a file of any name, in the customer's language; raise as `save`."""
        self._write(self.uow.snapshot(self._read, customer), file, "", replace=replace)

    def _write(self, read: "_Read", file: Path, language: str, *, replace: bool) -> None:
        check_target(file, replace=replace, keep=self.keep)
        document, name = read.document, _name_of(read)
        words = Translator(language or read.language, localedir())
        content = {
            f"{name}.pdf": self._paper(document, words),
            f"{name}.json": machine_text(document, read.bills, words).encode(errors="replace"),
        }
        for one in read.files:
            content[_path_of(one)] = self._content(one)
        self.files.write(file, _zipped(content), replace=replace)

    def _content(self, file: CustomerFile) -> bytes:
        content = self.vault.read(file.stored)
        if content is None or differ(content, file.sha256):
            raise FileLost(file=file.name)
        return content

    def _paper(self, document: Document, words: Translator) -> bytes:
        made = self.papers.make(document, words, {})
        if made.missing:
            instead = {one.character: _MISSING for one in made.missing}
            made = self.papers.make(document, words, instead)
        return made.content

    def _read(self, work: DossierWork, customer: int) -> "_Read":
        shop, now = work.settings.shop(), self.clock.now()
        today = shop.day.date(now)
        who = known(work, customer)
        files = work.attachments.of(customer)
        staff = {one.id: one.name for one in work.staff.all_staff()}
        found = Known(
            who,
            staff.get(who.profile.looked_after_by or 0, ""),
            shown(work, customer),
            {one.id: one for one in work.custom_fields.all()},
            tuple(
                NoteShown(shop.day.date(one.at), staff[one.staff], one.text)
                for one in work.notes.of(customer)
            ),
            _records(work, customer, staff),
            tuple(FileShown(shop.day.date(one.at), one.name, _path_of(one)) for one in files),
            work.relationships.of(customer),
            cards_of(work, customer, today),
            tuple(work.tiers.memberships(customer)),
            {one.id: one.name for one in work.tiers.all()},
            work.ledger.wallet(customer).lots,
            {one.unit: one.item.name for one in work.packages.all()},
            work.vouchers.of_customer(customer),
            tuple(_history(work, customer)),
            work.past_sales.of(customer),
            work.spending_pins.get(customer) is not None,
            work.dossiers.roles(customer),
            work.dossiers.lists(customer),
            tuple(log.of_person(work, customer)),
        )
        bills = [json.loads(text) for text in work.dossiers.bills(customer)]
        reads = who.profile.language or shop.language
        return _Read(dossier(found, shop, now), bills, files, who.code, reads)


class _Read(NamedTuple):
    """What was read of a person: also their code, and the language they read."""

    document: Document
    bills: list[dict[str, Any]]
    files: tuple[CustomerFile, ...]
    code: str
    language: str


def _records(work: DossierWork, customer: int, staff: Mapping[int, str]) -> tuple[RecordShown, ...]:
    kept = records_of(work, customer)
    return tuple(
        RecordShown(one.day, kept.called(one.kind), staff[one.staff], one.text)
        for one in kept.records
    )


def _history(work: DossierWork, customer: int) -> Iterator[HistoryRow]:
    before: int | None = None
    while page := work.history.of_customer(customer, _PAGE, before):
        yield from page
        before = page[-1].seq


def plain_name(code: str) -> str:
    """Return a code as a part of a file's name: a shop's own code may hold anything."""
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in code)


def _path_of(file: CustomerFile) -> str:
    """Return where a file lies beside the others: two may have one name."""
    return f"files/{file.id}-{file.name}"


def _name_of(read: _Read) -> str:
    return f"{plain_name(read.code)}-{read.document.day.isoformat()}"


def _zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
