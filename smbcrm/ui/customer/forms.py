"""What stands in the place of the tabs, made from what it remembers."""

from collections.abc import Callable

from smbcrm.ui.customer.body import Form
from smbcrm.ui.customer.changes_form import ChangesForm, ChangesMemory
from smbcrm.ui.customer.company_fields import CompanyMemory
from smbcrm.ui.customer.company_form import CompanyForm
from smbcrm.ui.customer.edit_form import EditForm, EditMemory
from smbcrm.ui.customer.erase_form import EraseForm, EraseMemory
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.customer.occasion_form import OccasionForm, OccasionMemory
from smbcrm.ui.customer.record_form import RecordForm, RecordMemory
from smbcrm.ui.desk import Desk

Recall = Callable[[], None]


def form_of(desk: Desk, keeping: Keeping, memory: object) -> tuple[Form, Recall] | None:
    """Return a form, and what shows in it what was typed before; None for another memory."""
    made: tuple[Form, Recall] | None = None
    match memory:
        case EditMemory():
            edit = EditForm(desk, keeping)
            made = edit, lambda: edit.show_typed(dict(memory.typed))
        case OccasionMemory():
            occasion = OccasionForm(desk, keeping, memory.old)
            made = occasion, lambda: occasion.recall(memory)
        case RecordMemory():
            record = RecordForm(desk, keeping, memory)
            made = record, record.focus_first
        case CompanyMemory():
            company = CompanyForm(desk, keeping, memory)
            made = company, lambda: company.recall(memory)
        case EraseMemory():
            erase = EraseForm(desk)
            made = erase, lambda: erase.recall(memory)
        case ChangesMemory():
            changes = ChangesForm(desk, memory)
            made = changes, changes.focus_first
    return made
