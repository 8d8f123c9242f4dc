"""Files of customers, and on PostgreSQL their bytes."""

import datetime as dt
from collections.abc import Iterable

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.attachments.rules import plain_name
from smbcrm.membership.attachments.types import CustomerFile, FileKind, NamedFile
from smbcrm.membership.change_log.types import Change
from smbcrm.models.session import Session
from smbcrm.models.stores.import_marks import parts


class PeeweeAttachmentStore:
    """Reads and writes which files customers have."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, customer: int) -> tuple[CustomerFile, ...]:
        """Return a customer's files, newest first, photos among them."""
        return self._read("customer = ?", customer)

    def photos(self, customer: int) -> tuple[CustomerFile, ...]:
        """Return a customer's photos, newest first."""
        return self._read("customer = ? AND kind = ?", customer, FileKind.PHOTO.value)

    def add(self, customer: int, new: CustomerFile) -> int:
        """Note a file whose bytes are kept, and return the number it gets."""
        self._session.unsigned.append(Change(customer, _field(new), "", None, new.name))
        (made,) = self._session.inserted(
            "INSERT INTO customer_file "
            "(customer, name, stored, kind, size, sha256, at, staff, record)",
            [
                (
                    *(customer, new.name, new.stored, new.kind.value, new.size, new.sha256),
                    *(instant_text(new.at), new.staff, new.record),
                )
            ],
        )
        return made

    def remove(self, customer: int, file: CustomerFile) -> None:
        """Forget a file; its bytes are the caller's."""
        self._session.unsigned.append(Change(customer, _field(file), "", file.name, None))
        self._session.execute(
            "DELETE FROM customer_file WHERE id = ? AND customer = ?", file.id, customer
        )

    def all(self) -> tuple[NamedFile, ...]:
        """Return every file of everybody."""
        rows = self._session.rows(
            "SELECT c.code, f.id, f.stored, f.sha256 FROM customer_file f "
            "JOIN customer c ON c.id = f.customer ORDER BY f.id"
        )
        return tuple(NamedFile(*row) for row in rows)

    def stray(self, stored: Iterable[str]) -> tuple[str, ...]:
        """Return those names of bytes that no file has."""
        asked = list(stored)
        known = {
            row[0]
            for part, marks in parts(asked)
            for row in self._session.rows(
                f"SELECT stored FROM customer_file WHERE stored IN ({marks})", *part
            )
        }
        return tuple(one for one in asked if one not in known)

    def _read(self, where: str, *values: object) -> tuple[CustomerFile, ...]:
        """Return files, each by a name that a file can have, whoever wrote the row."""
        rows = self._session.rows(
            "SELECT id, name, stored, kind, size, sha256, at, staff, record FROM customer_file "
            f"WHERE {where} ORDER BY id DESC",
            *values,
        )
        return tuple(
            CustomerFile(
                *(number, plain_name(name), stored, FileKind(kind), size, sha256),
                *(parse_instant(at), staff, record),
            )
            for number, name, stored, kind, size, sha256, at, staff, record in rows
        )


def _field(file: CustomerFile) -> str:
    """Return under which field the change log has a file."""
    return "photo" if file.kind is FileKind.PHOTO else "file"


class PeeweeFileContents:
    """Reads and writes bytes under names of ours."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, stored: str, content: bytes, at: dt.datetime) -> None:
        """Keep bytes; what has that name already is the same."""
        self._session.execute(
            "INSERT INTO file_content (stored, content, kept_at) VALUES (?, ?, ?) "
            "ON CONFLICT (stored) DO NOTHING",
            *(stored, content, instant_text(at)),
        )

    def read(self, stored: str) -> bytes | None:
        """Return bytes, None where they are gone."""
        row = self._session.row("SELECT content FROM file_content WHERE stored = ?", stored)
        return None if row is None else bytes(row[0])

    def drop(self, stored: Iterable[str]) -> None:
        """Forget bytes."""
        for one in stored:
            self._session.execute("DELETE FROM file_content WHERE stored = ?", one)

    def before(self, day: dt.datetime) -> tuple[str, ...]:
        """Return the names of what was kept before a moment."""
        rows = self._session.rows(
            "SELECT stored FROM file_content WHERE kept_at < ? ORDER BY stored", instant_text(day)
        )
        return tuple(row[0] for row in rows)
