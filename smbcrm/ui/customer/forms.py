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
from smbcrm.ui.desk import Desk

Recall = Callable[[], None]


def form_of(desk: Desk, keeping: Keeping, memory: object) -> tuple[Form, Recall] | None:
    """Return a form, and what shows in it what was typed before; None for another memory."""
    match memory:
        case EditMemory():
            edit = EditForm(desk, keeping)
            return edit, lambda: edit.show_typed(dict(memory.typed))
        case OccasionMemory():
            occasion = OccasionForm(desk, keeping, memory.old)
            return occasion, lambda: occasion.recall(memory)
        case CompanyMemory():
            company = CompanyForm(desk, keeping, memory)
            return company, lambda: company.recall(memory)
        case EraseMemory():
            erase = EraseForm(desk)
            return erase, lambda: erase.recall(memory)
        case ChangesMemory():
            changes = ChangesForm(desk, memory)
            return changes, changes.focus_first
        case _:
            return None
