"""What files of customers need from the outside."""

from collections.abc import Iterable
from typing import Protocol

from smbcrm.membership.attachments.types import CustomerFile, NamedFile
from smbcrm.membership.records.ports import RecordWork


class Vault(Protocol):
    """Where the bytes lie, under names of ours."""

    def keep(self, stored: str, content: bytes) -> None:
        """Keep bytes, whole or not at all; raise FilesUnusable."""

    def read(self, stored: str) -> bytes | None:
        """Return bytes, None where they are gone."""

    def drop(self, stored: Iterable[str]) -> None:
        """Forget bytes; what cannot go now goes with a later tidy."""

    def old(self) -> tuple[str, ...]:
        """Return the names of what was kept a day ago or earlier."""


class AttachmentStore(Protocol):
    """Which files customers have."""

    def of(self, customer: int) -> tuple[CustomerFile, ...]:
        """Return a customer's files, newest first, photos among them."""

    def photos(self, customer: int) -> tuple[CustomerFile, ...]:
        """Return a customer's photos, newest first."""

    def add(self, customer: int, new: CustomerFile) -> int:
        """Note a file whose bytes are kept, and return the number it gets."""

    def remove(self, customer: int, file: CustomerFile) -> None:
        """Forget a file; its bytes are the caller's."""

    def all(self) -> Iterable[NamedFile]:
        """Yield every file of everybody."""

    def stray(self, stored: Iterable[str]) -> tuple[str, ...]:
        """Return those names of bytes that no file has."""


class AttachmentWork(RecordWork, Protocol):
    """The slice of a unit of work that knows files of customers."""

    @property
    def attachments(self) -> AttachmentStore:
        """Which files customers have."""
