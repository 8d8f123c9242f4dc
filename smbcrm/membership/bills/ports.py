"""What e-bills need from the outside."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from smbcrm.core.work import Recorder
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.staff.ports import ActWork

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill, BillIssue, PageImage, Paper, Sheets


class BillStore(Protocol):
    """The snapshots, one for each operation at the till."""

    def add(self, seq: int, bill: "Bill") -> None:
        """Write the snapshot of an operation."""

    def get(self, seq: int) -> "Bill | None":
        """Return the snapshot of an operation."""

    def lock(self, seq: int) -> None:
        """Hold a bill until the end of the step, so that only one till hands over the first."""

    def issues(self, seq: int) -> "tuple[BillIssue, ...]":
        """Return how a bill was handed over, in order."""

    def issued(self, issue: "BillIssue") -> None:
        """Note that a bill is handed over."""

    def not_issued(self, seq: int, request: str) -> None:
        """Forget an issue that reached nobody."""


class BillWork(Recorder, Protocol):
    """The slice of a unit of work that knows bills."""

    @property
    def bills(self) -> BillStore:
        """The snapshots."""


class BillIssueWork(BillWork, LedgerWork, ActWork, Protocol):
    """The slice of a unit of work in which a bill is handed over."""


class BillWriter(Protocol):
    """Puts bills on paper: a PDF, the same bytes whenever the same is asked for."""

    def prepare(self, language: str) -> None:
        """Read the fonts for a language ahead, on a thread that has nothing else to do."""

    def write(self, bill: "Bill", paper: "Paper") -> "Sheets":
        """Return the bill as a PDF, without the characters that no font has, which are named."""


class PageRenderer(Protocol):
    """Shows a PDF as pictures, page by page."""

    def count(self, pdf: bytes) -> int:
        """Return how many pages there are."""

    def page(self, pdf: bytes, number: int, dots_per_inch: int) -> "PageImage":
        """Return a page, counted from 0, as it is printed."""


class FileWriter(Protocol):
    """Writes a file, all of it or nothing."""

    def write(self, path: Path, content: bytes, *, replace: bool = False) -> None:
        """Write the file. Raises FileExists where something is there, FileNotWritten."""
