"""Lists of customers: a row is somebody, who comes in or is here already."""

import datetime as dt
from collections.abc import Mapping, Sequence

from smbcrm.membership.imports.batch import write_batch
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.marked import MarkedList
from smbcrm.membership.imports.meaning import BatchResult, RunFacts
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.imports.row import ReadRow, ShopFacts
from smbcrm.membership.imports.row_reader import RowReader
from smbcrm.membership.imports.survey import Survey
from smbcrm.membership.imports.vocabulary import Vocabulary


class CustomerLists(MarkedList):
    """What the rows of a list of customers mean."""

    def reader(
        self, survey: Survey, facts: ShopFacts, words: Mapping[Field, Vocabulary], *, excel: bool
    ) -> RowReader:
        """Return what reads the rows of a list."""
        return RowReader(survey, facts, words, excel=excel)

    def write(
        self, work: ImportWork, facts: RunFacts, rows: Sequence[ReadRow], now: dt.datetime
    ) -> BatchResult:
        """Bring the customers of a batch in."""
        return write_batch(work, facts, rows, now)
