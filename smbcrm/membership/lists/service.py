"""Lists to files: the use cases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency, Money
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers.lists import (
    CustomerFilter,
    CustomerListWork,
    CustomerRow,
    CustomerSort,
)
from smbcrm.membership.lists.ports import TableWriter
from smbcrm.membership.lists.types import Cell, Table

_PAGE = 500
_COLUMNS = (
    *(N_("Code"), N_("Name"), N_("Phone"), N_("E-mail"), N_("Tier"), N_("Status")),
    *(N_("Currency"), N_("Paid part"), N_("Gift part"), N_("Store credit"), N_("Points")),
    *(N_("Birthday"), N_("Calendar"), N_("Last visit"), N_("Visits"), N_("Added on")),
)


@dataclass(frozen=True, slots=True)
class ListService:
    """Writes lists to files for other programs."""

    uow: UnitOfWork[CustomerListWork]
    clock: Clock
    writer: TableWriter

    def export_customers(
        self,
        file: Path,
        words: Callable[[str], str],
        *,
        replace: bool = False,
        chosen: CustomerFilter | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> int:
        """Write customers to a file, all as they were at one moment; return how many.

        `words` translates headings and codes. Raises FileExists and FileNotWritten.
        """
        return self.uow.snapshot(
            self._export, file, words, replace, chosen or CustomerFilter(), progress
        )

    def _export(  # noqa: PLR0913 - the parts of one export
        self,
        work: CustomerListWork,
        file: Path,
        words: Callable[[str], str],
        replace: bool,  # noqa: FBT001 - handed on by position
        chosen: CustomerFilter,
        progress: Callable[[int, int], None],
    ) -> int:
        rows = self._rows(work, chosen, progress)
        table = Table(tuple(words(column) for column in _COLUMNS), rows)
        return self.writer.write(file, table, replace=replace)

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
                yield _cells(row, shop.currency)
            place = page[-1].place(sort)
            done += len(page)
            progress(done, total)


def _cells(row: CustomerRow, currency: Currency) -> tuple[Cell, ...]:
    return (
        row.code,
        row.full_name,
        row.phone,
        row.email,
        row.tier,
        row.status,
        currency.code,
        Money(row.principal, currency),
        Money(row.gift, currency),
        Money(row.credit, currency),
        row.points,
        row.birthday,
        row.birthday_calendar,
        row.last_visit,
        row.visits,
        row.created_on,
    )
