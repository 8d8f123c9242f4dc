"""From the cells of a row to what it says: what the readers of all kinds of lists have in common.

A reader says which step reads which field, and what a row is once its cells are read.
"""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping

from smbcrm.core.money import Money
from smbcrm.membership.imports import column_steps as steps
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.cells import unquoted
from smbcrm.membership.imports.dates import DateRules
from smbcrm.membership.imports.fields import COUNTS, MONEY, Field
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.row import Draft, ReadRow, ShopFacts
from smbcrm.membership.imports.source import Row
from smbcrm.membership.imports.survey import Survey
from smbcrm.membership.imports.unread import Unread
from smbcrm.membership.imports.vocabulary import Vocabulary
from smbcrm.membership.occasions.reading import order_of_region

UNREAD = {
    Unread.FORMULA: notes.UNREAD,
    Unread.VALUE: notes.BAD_VALUE,
    Unread.CARD: notes.BROKEN_CARD,
}


class CellReader(ABC):
    """Reads the rows of one list."""

    def __init__(
        self,
        survey: Survey,
        facts: ShopFacts,
        words: Mapping[Field, Vocabulary],
        *,
        excel: bool,
    ) -> None:
        self._survey = survey
        self._facts = facts
        self._words = words
        self._excel = excel
        places = survey.layout.places
        self._ours = Field.OUR_CODE in places
        self._steps = [
            (index, name, self._step(name, index))
            for name in Field
            if name is not Field.IGNORE
            for index in places.get(name, ())
        ]

    def read(self, number: int, cells: Row) -> ReadRow:
        """Return what a row says; never raises, whatever stands in it."""
        draft = Draft(self._begin(number, cells))
        width = len(cells)
        for index, name, step in self._steps:
            if index < width and (cell := cells[index]) is not None:
                if isinstance(cell, Unread):
                    _leave_unread(draft.row, name, cell)
                else:
                    step(unquoted(cell) if self._ours else cell, draft)
        self._end(draft)
        return draft.row

    def date_rules(self, name: Field, index: int) -> DateRules:
        """Return how the dates of a column are read: as its values prove, else as in the region."""
        order = self._survey.orders.get(index) or order_of_region(self._facts.region)
        lunar = name is Field.LUNAR_BIRTHDAY
        return DateRules(order, self._facts.today, self._excel, lunar, self._facts.zone)

    def _begin(self, number: int, cells: Row) -> ReadRow:
        """Return a row of which nothing is read yet."""
        return ReadRow(number, cells)

    @abstractmethod
    def _end(self, draft: Draft) -> None:
        """Make of what the cells say what the row says."""

    def _step(self, name: Field, index: int) -> steps.Step:
        """Return how the cells of a column are read: here what is worth something."""
        facts, decimal = self._facts, self._survey.separators.get(index)
        signs = (decimal, self._survey.usual_sign(index, facts.region))
        makers: dict[Field, Callable[[], steps.Step]] = {
            Field.PRINCIPAL: lambda: steps.amount_step(name, facts.currency, signs, _principal),
            Field.GIFT: lambda: steps.amount_step(name, facts.currency, signs, _gift),
            Field.POINTS: lambda: steps.count_step(name, decimal, _points),
            Field.GIFT_EXPIRES: lambda: steps.expiry_step(
                name, self.date_rules(name, index), _gift_ends
            ),
            Field.POINTS_EXPIRE: lambda: steps.expiry_step(
                name, self.date_rules(name, index), _points_end
            ),
            Field.CARD: lambda: steps.card_step,
            Field.CODE: lambda: steps.code_step,
            Field.OUR_CODE: lambda: steps.code_step if self._facts.foreign else steps.our_code_step,
        }
        return makers[name]()

    def _end_parts(self, row: ReadRow) -> None:
        """Leave out what was over before it could be brought in."""
        if row.gift and self._is_over(row, Field.GIFT, row.gift_ends):
            row.gift = 0
        if row.points and self._is_over(row, Field.POINTS, row.points_end):
            row.points = 0

    def _is_over(self, row: ReadRow, name: Field, ends: dt.date | None) -> bool:
        """Tell whether a balance has ended, and say so."""
        if ends is None or ends >= self._facts.today:
            return False
        count = row.amount(name)
        over = Money(count, self._facts.currency) if name in MONEY else count
        row.note(name, NoteKind.PROBLEM, notes.PART_OVER, date=ends, amount=over)
        return True


def _leave_unread(row: ReadRow, name: Field, what: Unread) -> None:
    """Leave a field empty whose value is not in the file; an amount may not be lost like that."""
    if name in MONEY or name in COUNTS:
        row.refuse(name, UNREAD[what])
    else:
        row.note(name, NoteKind.PROBLEM, UNREAD[what])


def _principal(row: ReadRow, minor: int) -> None:
    row.principal = minor


def _gift(row: ReadRow, minor: int) -> None:
    row.gift = minor


def _points(row: ReadRow, count: int) -> None:
    row.points = count


def _gift_ends(row: ReadRow, day: dt.date) -> None:
    row.gift_ends = day


def _points_end(row: ReadRow, day: dt.date) -> None:
    row.points_end = day
