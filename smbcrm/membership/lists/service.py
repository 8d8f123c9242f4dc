"""Lists to files: the use cases."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.i18n import N_
from smbcrm.core.money import Money
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers.lists import (
    CustomerFilter,
    CustomerListWork,
    CustomerRow,
    CustomerSort,
)
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.lists.ports import TableWriter
from smbcrm.membership.lists.targets import check_target
from smbcrm.membership.lists.types import Cell, Table
from smbcrm.membership.shop.types import Shop

ALL = CustomerFilter()
_PAGE = 500
# The headings of an import where it knows the column, so that the file can come back.
_COLUMNS = (
    *(LABELS[Field.OUR_CODE], LABELS[Field.NAME], LABELS[Field.PHONE], LABELS[Field.EMAIL]),
    *(LABELS[Field.BIRTHDAY], LABELS[Field.TIER], LABELS[Field.STATUS]),
    *(LABELS[Field.PRINCIPAL], LABELS[Field.GIFT], N_("Store credit"), LABELS[Field.POINTS]),
    *(N_("Currency"), N_("Last visit"), N_("Visits"), N_("Added on")),
)


def _nobody(_done: int, _total: int) -> None:
    """Where nobody looks how far it has come."""


@dataclass(frozen=True, slots=True)
class ListService:
    """Writes lists to files for other programs.

    `keep` are the files and folders of the shop itself, which no list is written over.
    """

    uow: UnitOfWork[CustomerListWork]
    clock: Clock
    writer: TableWriter
    keep: Collection[Path] = ()

    def check_file(self, file: Path, *, replace: bool = False, also: Collection[Path] = ()) -> None:
        """Refuse a file that must not be written; raises as `check_target`. `also` are kept too."""
        check_target(file, replace=replace, keep=(*self.keep, *also))

    def export_customers(
        self,
        file: Path,
        words: Callable[[str], str],
        *,
        replace: bool = False,
        chosen: CustomerFilter = ALL,
        progress: Callable[[int, int], None] = _nobody,
    ) -> int:
        """Write customers to a file, all as they were at one moment; return how many.

        `words` translates the headings. Raises as `check_file`.
        """
        self.check_file(file, replace=replace)

        def step(work: CustomerListWork) -> int:
            rows = self._rows(work, chosen, progress)
            table = Table(tuple(words(column) for column in _COLUMNS), rows)
            return self.writer.write(file, table, replace=replace)

        return self.uow.snapshot(step)

    def _rows(
        self,
        work: CustomerListWork,
        chosen: CustomerFilter,
        progress: Callable[[int, int], None],
    ) -> Iterator[tuple[Cell, ...]]:
        shop = work.settings.shop()
        today = shop.day.date(self.clock.now())
        total, done = work.customer_list.count(chosen), 0
        place: tuple[str, int] | None = None
        sort = CustomerSort.CODE
        while page := work.customer_list.page(chosen, sort, place, _PAGE, today):
            for row in page:
                yield _cells(row, shop)
            place = page[-1].place(sort)
            done += len(page)
            progress(done, total)


def _cells(row: CustomerRow, shop: Shop) -> tuple[Cell, ...]:
    currency = shop.currency
    return (
        row.code,
        row.full_name,
        row.phone,
        row.email,
        row.birthday_text,
        row.tier,
        row.status,
        Money(row.principal, currency),
        Money(row.gift, currency),
        Money(row.credit, currency),
        row.points,
        currency.code,
        row.last_visit,
        row.visits,
        shop.day.date(row.created_at),
    )
