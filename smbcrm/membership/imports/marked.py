"""Lists whose rows mean customers: what their marks tell, and the undo that goes by them."""

from collections.abc import Mapping

from smbcrm.membership.imports.batch import codes_of
from smbcrm.membership.imports.meaning import Undoer
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.imports.row_by_row import RowByRow
from smbcrm.membership.imports.types import ImportRun, UndoReport
from smbcrm.membership.imports.undoing import next_marks, undo_batch


class MarkedList(RowByRow):
    """A kind of list that leaves the customers of its rows as marks."""

    def came_in(self, work: ImportWork, run: str, first: int, last: int) -> Mapping[int, str]:
        """Return the rows with a mark, from one to another, with the codes of their customers."""
        marks = work.imports.between(run, first, last)
        codes = codes_of(work, {mark.row: mark.customer for mark in marks})
        return {mark.row: codes.get(mark.row, "") for mark in marks}

    def undo(self, work: ImportWork, run: ImportRun, by: Undoer) -> UndoReport | None:
        """Take the next rows of an import back; None where there are no more."""
        marks = next_marks(work, run)
        return undo_batch(work, run, by, marks) if marks else None
