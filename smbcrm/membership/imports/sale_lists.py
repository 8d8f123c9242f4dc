"""Lists of sales: several rows may be one bill. Undone they go, whosesoever they are by now."""

from dataclasses import replace

from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.customers.visits import recount_visits
from smbcrm.membership.imports.facts import shop_facts
from smbcrm.membership.imports.meaning import Undoer
from smbcrm.membership.imports.plan import Look
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.imports.sale_course import SaleCourse
from smbcrm.membership.imports.sale_rows import SaleReader
from smbcrm.membership.imports.survey import check_columns, check_currencies
from smbcrm.membership.imports.types import ImportRun, UndoReport
from smbcrm.membership.imports.undoing import ACT, next_marks
from smbcrm.membership.requests.types import Signature


class SaleLists:
    """What a list of sales means."""

    def course(self, work: ImportWork, look: Look, run: ImportRun, **_: bool) -> SaleCourse:
        """Return how a list comes in, read as on the day on which its import began.

        Nobody new comes in with it whose code could be told. Raises ColumnMissing and
        ColumnInOtherCurrency.
        """
        facts = shop_facts(work, work.settings.shop().day.date(run.started_at))
        check_columns(look.survey.layout)
        check_currencies(look.survey.layout, facts.currency)
        reader = SaleReader(look.survey, facts, excel=look.info.encoding is None)
        return SaleCourse(look, facts, reader)

    def undo(self, work: ImportWork, run: ImportRun, by: Undoer) -> UndoReport | None:
        """Take away the sales that the next rows brought; None where there are no more."""
        undo, marks = run.undo or UndoReport(), next_marks(work, run)
        if not marks:
            return None
        rows = [mark.row for mark in marks]
        work.ledger.lock(sorted(work.past_sales.buyers(run.id, rows)))
        removed = work.past_sales.remove(run.id, rows)
        for customer in sorted(removed):
            recount_visits(work, customer)
        work.requests.sign(Signature(ACT, run.id, by.staff, by.terminal, by.now))
        work.record(CustomerChanged(frozenset(removed)))
        return replace(undo, removed=undo.removed + sum(removed.values()), row=marks[-1].row)
