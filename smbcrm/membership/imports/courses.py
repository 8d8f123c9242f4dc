"""Which course a list takes, there and back, by what it holds."""

from collections.abc import Callable, Mapping, Sequence

from smbcrm.membership.imports.facts import shop_facts
from smbcrm.membership.imports.plan import Look
from smbcrm.membership.imports.ports import ImportWork, Mark
from smbcrm.membership.imports.running import Course, CustomerCourse, plan_of
from smbcrm.membership.imports.sale_course import SaleCourse
from smbcrm.membership.imports.sale_undoing import undo_sales
from smbcrm.membership.imports.types import ImportRun, ListOf, UndoReport
from smbcrm.membership.imports.undoing import Undoer, undo_batch


def course_of(work: ImportWork, look: Look, run: ImportRun, *, tells_codes: bool = True) -> Course:
    """Return how a list comes in, read as on the day on which its import began.

    Raises what `Plan.of` and `SaleCourse.of` refuse.
    """
    if look.request.of is ListOf.SALES:
        today = work.settings.shop().day.date(run.started_at)
        return SaleCourse.of(look, shop_facts(work, today))
    return CustomerCourse(plan_of(work, look, run, tells_codes=tells_codes))


UNDO: Mapping[ListOf, Callable[[ImportWork, ImportRun, Undoer, Sequence[Mark]], UndoReport]] = {
    ListOf.CUSTOMERS: undo_batch,
    ListOf.SALES: undo_sales,
}
"""What takes back what the rows of some marks did."""
