"""Undo of an import of sales: they go, whosesoever they are by now."""

from collections.abc import Sequence
from dataclasses import replace

from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.customers.visits import recount_visits
from smbcrm.membership.imports.ports import ImportWork, Mark
from smbcrm.membership.imports.types import ImportRun, UndoReport
from smbcrm.membership.imports.undoing import ACT, Undoer
from smbcrm.membership.requests.types import Signature


def undo_sales(work: ImportWork, run: ImportRun, by: Undoer, marks: Sequence[Mark]) -> UndoReport:
    """Take away the sales that the rows of some marks brought; return the report so far."""
    undo = run.undo or UndoReport()
    work.ledger.lock(sorted({mark.customer for mark in marks}))
    removed = work.past_sales.remove(run.id, [mark.row for mark in marks])
    for customer in sorted(removed):
        recount_visits(work, customer)
    work.requests.sign(Signature(ACT, run.id, by.staff, by.terminal, by.now))
    work.record(CustomerChanged(frozenset(removed)))
    return replace(undo, sales=undo.sales + sum(removed.values()), row=marks[-1].row)
