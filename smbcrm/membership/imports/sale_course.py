"""How a list of sales comes in: the rows of each bill together, batch by batch.

The list is read once more than one of customers: where a bill ends is known before the first sale
is written, so that rows of a bill that stand apart come together, and half a bill never comes in.
"""

import datetime as dt
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import NamedTuple

from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.customers.visits import recount_visits
from smbcrm.membership.imports import sale_notes
from smbcrm.membership.imports.cells import text_of
from smbcrm.membership.imports.course import Progress, Step, check_standing
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.layout import Column
from smbcrm.membership.imports.meaning import ACT
from smbcrm.membership.imports.plan import Look
from smbcrm.membership.imports.ports import ImportWork, Mark
from smbcrm.membership.imports.problems import written_columns
from smbcrm.membership.imports.row import ShopFacts
from smbcrm.membership.imports.sale_bills import Bills, RowKeys, bill_key
from smbcrm.membership.imports.sale_rows import SaleReader, SaleRow
from smbcrm.membership.imports.types import (
    BATCH,
    ImportRun,
    Outcome,
    ProblemRow,
    RunState,
    Sums,
)
from smbcrm.membership.imports.whom import Known
from smbcrm.membership.past_sales.types import NewPastSale
from smbcrm.membership.requests.types import Signature

Rows = tuple[SaleRow, ...]


@dataclass(slots=True)
class _Seen:
    """What a first reading of a list finds out: where each bill ends, and which are not whole."""

    last: dict[str, int] = field(default_factory=dict)
    undated: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class SaleCourse:
    """A look at a list of sales, and how this shop reads its cells."""

    look: Look
    facts: ShopFacts
    reader: SaleReader

    def steps(self) -> Generator[Step]:
        """Yield the steps in which the list comes in; the rows of one bill are in one of them."""
        seen = _Seen()
        for row in self._rows():
            if key := bill_key(row):
                seen.last[key] = row.number
            elif row.bill:
                seen.undated.add(row.bill)
        batch: list[Rows] = []
        count = 0
        for bill in self._bills(seen):
            batch.append(bill)
            count += len(bill)
            if count >= BATCH:
                yield self._step(batch, count)
                batch, count = [], 0
        if batch:
            yield self._step(batch, count)

    def _rows(self) -> Iterator[SaleRow]:
        for batch in self.look.batches():
            for number, cells in batch:
                yield self.reader.read(number, cells)

    def _bills(self, seen: _Seen) -> Iterator[Rows]:
        """Yield the rows of each bill, when its last one was read; others one by one."""
        held: dict[str, list[SaleRow]] = {}
        keys = RowKeys()
        for row in self._rows():
            if row.bill in seen.undated and not row.failed:
                row.refuse(Field.BILL, sale_notes.UNDATED)
            row.key = bill_key(row)
            if not row.key:
                row.key = keys.key(row)
                yield (row,)
                continue
            rows = held.setdefault(row.key, [])
            rows.append(row)
            if seen.last[row.key] == row.number:
                del held[row.key]
                yield tuple(rows)

    def _step(self, bills: Sequence[Rows], count: int) -> Step:
        rows = tuple(row for bill in bills for row in bill)
        return Step(count, partial(self._bring_in, rows), partial(self._recall, rows))

    def _bring_in(self, read: Rows, work: ImportWork, run: ImportRun, now: dt.datetime) -> Progress:
        """Write the sales of some bills, and how far the import has come."""
        check_standing(work, run)
        judged = self._judge(work, read)
        work.past_sales.add(run.id, judged.sales)
        work.imports.mark(run.id, [Mark(one.row, one.customer, made=False) for one in judged.sales])
        customers = sorted({one.customer for one in judged.sales})
        for customer in customers:
            recount_visits(work, customer)
        work.requests.sign(Signature(ACT, run.id, run.staff, run.terminal, now, in_bulk=True))
        work.record(CustomerChanged(frozenset(customers)))
        said = [note for row in judged.rows for note in row.notes]
        sold = run.report.sold
        for one in judged.sales:
            sold = sold.plus(one.day, one.total)
        after = replace(
            run,
            state=RunState.RUNNING,
            rows_done=run.rows_done + len(read),
            report=replace(run.report.plus(judged.outcomes, said, Sums()), sold=sold),
        )
        work.imports.save(after)
        return Progress(after, self._problems(judged.rows))

    def _recall(self, read: Rows, work: ImportWork, _: ImportRun) -> list[ProblemRow]:
        """Return the problem rows of what came in before: what failed then fails again."""
        return self._problems(self._judge(work, read).rows)

    def _judge(self, work: ImportWork, read: Rows) -> "_Judged":
        rows = [row.fresh() for row in read]
        bills = [tuple(found) for _, found in groupby(rows, lambda row: row.key or row.number)]
        here = work.past_sales.totals([bill[0].key for bill in bills if bill[0].key])
        known = Known(work, (row.whom for row in rows))
        judge = Bills(known, self.look.survey.layout, self.facts.currency)
        outcomes: list[Outcome] = []
        sales: list[NewPastSale] = []
        for bill in bills:
            outcome, sale = _settled(judge, bill, here.get(bill[0].key))
            if sale is not None:
                sales.append(sale)
            further = Outcome.JOINED if outcome is Outcome.MADE else outcome
            outcomes += [outcome, *[further] * (len(bill) - 1)]
        return _Judged(rows, outcomes, sales)

    def _problems(self, rows: Iterable[SaleRow]) -> list[ProblemRow]:
        """Return the rows to look at, each written so that it reads the same alone."""
        columns = written_columns(self.look.survey.layout)
        return [
            ProblemRow(
                row.number,
                row.whom.our_code,
                tuple(self._cell(column, row) for column in columns),
                tuple(row.notes),
            )
            for row in rows
            if row.notes
        ]

    def _cell(self, column: Column, row: SaleRow) -> str:
        cell = row.cells[column.index] if column.index < len(row.cells) else None
        if column.field is Field.SOLD_ON and row.day is not None:
            return f"{row.day.isoformat()} {row.at}".rstrip()
        amounts = {Field.AMOUNT: row.amount, Field.TOTAL: row.total}
        amount = amounts.get(column.field) if column.field else None
        if amount is not None:
            return self.facts.currency.plain(amount)
        return cell if isinstance(cell, str) else text_of(cell)


class _Judged(NamedTuple):
    """The rows of a step with what is said of them, what became of each, and the new sales."""

    rows: list[SaleRow]
    outcomes: list[Outcome]
    sales: list[NewPastSale]


def _settled(
    judge: Bills, bill: Sequence[SaleRow], here: int | None
) -> tuple[Outcome, NewPastSale | None]:
    """Return what becomes of the rows of a bill; `here` is its total where it came in before."""
    if not any(row.named_by for row in bill):
        _say_nothing(bill)
        return Outcome.LEFT_OUT, None
    sale = judge.judge(bill)
    if sale is None:
        return Outcome.FAILED, None
    if here is None:
        return Outcome.MADE, sale
    if here != sale.total:
        judge.refuse_other(bill, here)
        return Outcome.FAILED, None
    _say_nothing(bill)
    return Outcome.UNCHANGED, None


def _say_nothing(bill: Sequence[SaleRow]) -> None:
    for row in bill:
        row.notes.clear()
