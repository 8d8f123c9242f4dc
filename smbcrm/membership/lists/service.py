"""Lists to files: the use cases."""

import datetime as dt
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.i18n import N_, Text, Translator
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers.lists import CustomerFilter, CustomerListWork, CustomerRow
from smbcrm.membership.imports.returned import ListExport
from smbcrm.membership.lists.columns import COLUMNS, COMING_BACK, CustomerColumn, columns_of, named
from smbcrm.membership.lists.contacts import contacts
from smbcrm.membership.lists.editing import editable_table
from smbcrm.membership.lists.ports import ContactWriter, EditableWork, TableWriter
from smbcrm.membership.lists.targets import (
    NotAWorkbook,
    check_csv,
    check_list,
    is_contacts,
    is_workbook,
)
from smbcrm.membership.lists.types import Cell, Column, CustomerList, NoColumnsHere, Table

EVERYBODY = CustomerList()
"""All customers by their codes, with the columns that can come back."""

_PAGE = 5_000
"""Rows that are read at once: an order that is worked out for everybody is worked out few times."""
_KEY = 32
_STEP = 500
"""Rows after which the progress is told."""

Progress = Callable[[int, int], None]


def _nobody(_done: int, _total: int) -> None:
    """Where nobody looks how far it has come."""


@dataclass(frozen=True, slots=True)
class ListService:
    """Writes lists to files for other programs: a workbook, vCards or CSV, by the file's ending.

    `keep` are the files and folders of the shop itself, which no list is written over.
    """

    uow: UnitOfWork[EditableWork]
    clock: Clock
    csv: TableWriter
    workbook: TableWriter
    contacts: ContactWriter
    keep: Collection[Path] = ()

    def check_file(self, file: Path, *, replace: bool = False, also: Collection[Path] = ()) -> None:
        """Refuse a CSV file that must not be written; raises as `check_csv`.

        `also` are kept too.
        """
        check_csv(file, replace=replace, keep=(*self.keep, *also))

    def columns(self, file: Path, names: Collection[str], words: Translator) -> tuple[str, ...]:
        """Return the columns of a list by what they are called, as `CustomerList` takes them.

        Raises NoColumnsHere for a file of contacts, UnknownColumn.
        """
        if names and is_contacts(file):
            raise NoColumnsHere(file=str(file))
        fields = self.uow.read(lambda work: work.custom_fields.all())
        return tuple(named(names, columns_of(fields), words))

    def export_customers(
        self,
        file: Path,
        words: Translator,
        asked: CustomerList = EVERYBODY,
        *,
        replace: bool = False,
        progress: Progress = _nobody,
    ) -> int:
        """Write customers to a file, all as they were at one moment; return how many.

        A vCard file has columns and an order of its own.

        Raises as `check_list` and `TableWriter.write`; what `progress` raises ends it, and
        leaves everything as it was.
        """
        check_list(file, replace=replace, keep=self.keep)
        writer = self.workbook if is_workbook(file) else self.csv

        def step(work: CustomerListWork) -> int:
            if is_contacts(file):
                people = contacts(work.customer_list, asked.chosen, words, progress)
                return self.contacts.write(file, people, replace=replace)
            return writer.write(file, self._table(work, words, asked, progress), replace=replace)

        return self.uow.snapshot(step)

    def export_to_edit(
        self,
        file: Path,
        words: Translator,
        chosen: CustomerFilter = EVERYBODY.chosen,
        *,
        replace: bool = False,
        progress: Progress = _nobody,
    ) -> int:
        """Write customers to a workbook that may be edited and imported again; return how many.

        Raises NotAWorkbook, and as `export_customers`.
        """
        if not is_workbook(file):
            raise NotAWorkbook(file=str(file))
        check_list(file, replace=replace, keep=self.keep)
        export = ListExport(uuid7(self.clock), secrets.token_bytes(_KEY), self.clock.now())
        self.uow.run(lambda work: work.imports.add_export(export))

        def step(work: EditableWork) -> int:
            table = editable_table(work, words, chosen, export, progress)
            return self.workbook.write(file, table, replace=replace)

        return self.uow.snapshot(step)

    def _table(
        self, work: CustomerListWork, words: Translator, asked: CustomerList, progress: Progress
    ) -> Table:
        shop = work.settings.shop()
        known = columns_of(work.custom_fields.all())
        columns = [known[one] for one in asked.columns or _coming_back(known) if one in known]
        day = shop.day.date(self.clock.now())

        def values(row: CustomerRow) -> tuple[Cell, ...]:
            found = (column.value(row, shop) for column in columns)
            return tuple(words.render(one) if isinstance(one, Text) else one for one in found)

        return Table(
            tuple(Column(words.render(one.heading), one.kind, one.summed) for one in columns),
            _rows(work, asked, day, values, progress),
            title=words.gettext(N_("Customers")),
            note=f"{words.render(asked.chosen.sentence)} · {words.value(day)}",
            total=words.gettext(N_("Total")),
            day=day,
        )


def _coming_back(known: Mapping[str, CustomerColumn]) -> tuple[str, ...]:
    """Return the ids of the columns that can come back, those of the shop's own fields last."""
    return (*COMING_BACK, *(one for one in known if one not in COLUMNS))


def _rows(
    work: CustomerListWork,
    asked: CustomerList,
    day: dt.date,
    values: Callable[[CustomerRow], tuple[Cell, ...]],
    progress: Progress,
) -> Iterator[tuple[Cell, ...]]:
    total = work.customer_list.count(asked.chosen)
    progress(0, total)
    for start in range(0, total, _PAGE):
        page = work.customer_list.page_at(
            asked.chosen, asked.sort, start, _PAGE, day, descending=asked.descending
        )
        for done, row in enumerate(page, start + 1):
            yield values(row)
            if not done % _STEP:
                progress(done, total)
    progress(total, total)
