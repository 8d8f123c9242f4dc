"""Lists of balances: what customers who are here already owned before the shop kept its books.

Nobody is made by one. A customer who already has entries is refused, whatever they are; but rows
of one list may bring the same customer different things, as two visit packages are.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.imports import column_steps as steps
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.batch import opening_id, opening_of
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.marked import MarkedList
from smbcrm.membership.imports.meaning import BatchResult, RunFacts
from smbcrm.membership.imports.ports import ImportWork, Mark, Standing
from smbcrm.membership.imports.row import Draft, ReadRow, ShopFacts
from smbcrm.membership.imports.signs import PersonReader, PersonRow
from smbcrm.membership.imports.source import Row
from smbcrm.membership.imports.survey import Survey
from smbcrm.membership.imports.types import Outcome, Sums
from smbcrm.membership.imports.vocabulary import Vocabulary
from smbcrm.membership.imports.whom import Known
from smbcrm.membership.ledger.opening import OpeningBalance
from smbcrm.membership.ledger.posting import post_many
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.packages.types import Package


@dataclass(slots=True)
class BalanceRow(PersonRow):
    """A row that brings balances."""

    package: Package | None = None
    visits: int = 0
    visits_end: dt.date | None = None

    @property
    def brings_balance(self) -> bool:
        """Whether the row brings anything into the ledger."""
        return bool(self.principal or self.gift or self.points or self.visits)

    def amount(self, name: Field) -> int:
        """Return what was read of a column of figures, in the smallest unit; 0 for nothing."""
        return self.visits if name is Field.VISITS else PersonRow.amount(self, name)

    def balances(self) -> tuple[OpeningBalance, ...]:
        """Return what the row brings into the ledger."""
        others = PersonRow.balances(self)
        if self.package is None or not self.visits:
            return others
        unit, ends = self.package.unit, self.visits_end
        return (*others, OpeningBalance(AccountKind.VISITS, self.visits, ends, unit))


class BalanceReader(PersonReader):
    """Reads rows that bring balances."""

    def _begin(self, number: int, cells: Row) -> ReadRow:
        return BalanceRow(number, cells)

    def _end(self, draft: Draft) -> None:
        super()._end(draft)
        row = cast("BalanceRow", draft.row)
        self._end_parts(row)
        if not row.visits:
            return
        if self._is_over(row, Field.VISITS, row.visits_end):
            row.visits = 0
        elif row.package is None:
            row.refuse(Field.PACKAGE, notes.NO_PACKAGE)
        elif not row.package.counted and (row.visits > 1 or row.visits_end is None):
            row.refuse(Field.VISITS, notes.NO_PASS_END, package=row.package.item.code)

    def _step(self, name: Field, index: int) -> steps.Step:
        if name is Field.PACKAGE:
            return steps.word_step(name, self._words[name], _package)
        if name is Field.VISITS:
            return steps.count_step(name, self._survey.separators.get(index), _visits)
        if name is Field.VISITS_END:
            return steps.expiry_step(name, self.date_rules(name, index), _visits_end)
        return super()._step(name, index)


class Balances(MarkedList):
    """What the rows of a list of balances mean."""

    def reader(
        self, survey: Survey, facts: ShopFacts, words: Mapping[Field, Vocabulary], *, excel: bool
    ) -> BalanceReader:
        """Return what reads the rows of a list."""
        return BalanceReader(survey, facts, words, excel=excel)

    def write(
        self, work: ImportWork, facts: RunFacts, rows: Sequence[BalanceRow], now: dt.datetime
    ) -> BatchResult:
        """Post one opening for each row with a balance."""
        known = Known(work, (row.whom for row in rows))
        owners = {row.number: known.find(row, row.whom) for row in rows}
        here = {row: id_ for row, id_ in owners.items() if id_ is not None}
        brought = _Brought(work, facts.run.id, sorted(set(here.values())))
        outcomes, sums, postings = [], Sums(), []
        for row in rows:
            outcome, customer = _outcome(row, here, known, brought), here.get(row.number)
            outcomes.append(outcome)
            if outcome is Outcome.UPDATED and customer is not None:
                first = not brought.kinds[customer]
                brought.kinds[customer] |= _kinds(row)
                postings.append(opening_of(facts, row, work.ledger.wallet(customer), now))
                parts = row.principal, row.gift, row.points, int(first), row.visits
                sums = sums.plus(Sums(*parts))
        if postings:
            post_many(work, postings)
        marks = [Mark(row.number, here[row.number], made=False) for row in rows if not row.failed]
        work.imports.mark(facts.run.id, marks)
        work.requests.sign(facts.signature(now))
        work.record(CustomerChanged(frozenset(mark.customer for mark in marks)))
        codes = {row.number: known.code(here[row.number]) for row in rows if row.number in here}
        return BatchResult(outcomes, sums, codes)


class _Brought:
    """What customers have of this import already, and who has entries beside it."""

    def __init__(self, work: ImportWork, run: str, customers: Sequence[int]) -> None:
        self.kinds: defaultdict[int, set[str]] = defaultdict(set)
        owners = {
            opening_id(run, mark.row): mark.customer
            for mark in work.imports.marks_of(run, customers)
        }
        for id_, one in work.imports.brought([*owners]).items():
            own = (entry for entry in one.entries if not entry.house)
            visits = AccountKind.VISITS.value
            self.kinds[owners[id_]] |= {e.unit if e.kind == visits else e.kind for e in own}
        self._standings = work.imports.standings(run, customers, [*owners])

    def has_entries(self, customer: int) -> bool:
        """Tell whether a customer has entries that this import did not bring."""
        return self._standings.get(customer, Standing()).operations


def _outcome(row: BalanceRow, here: Mapping[int, int], known: Known, brought: _Brought) -> Outcome:
    """Find out what becomes of a row."""
    customer = here.get(row.number)
    if row.failed or customer is None:
        return Outcome.FAILED
    if not row.brings_balance:
        return Outcome.UNCHANGED
    if brought.has_entries(customer):
        row.refuse(_first(row), notes.COUNTED_TWICE, code=known.code(customer))
        return Outcome.FAILED
    if brought.kinds[customer] & _kinds(row):
        row.refuse(_first(row), notes.SAME_BALANCE)
        return Outcome.FAILED
    return Outcome.UPDATED


def _kinds(row: BalanceRow) -> set[str]:
    """Return what a row brings, each kind and unit once."""
    return {one.unit or one.kind.value for one in row.balances()}


def _first(row: BalanceRow) -> Field:
    """Return the first of the row's columns of figures with something in it."""
    return next(name for name in _FIGURES if row.amount(name))


_FIGURES = (Field.PRINCIPAL, Field.GIFT, Field.POINTS, Field.VISITS)


def _package(draft: Draft, meaning: object) -> None:
    cast("BalanceRow", draft.row).package = cast("Package", meaning)


def _visits(row: ReadRow, count: int) -> None:
    cast("BalanceRow", row).visits = count


def _visits_end(row: ReadRow, day: dt.date) -> None:
    cast("BalanceRow", row).visits_end = day
