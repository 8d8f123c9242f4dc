"""The change log: the use cases. They only read; what is changed is signed where it is changed."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Translator
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.change_log.document import COLUMNS, TITLE, Span, Told, document, row
from smbcrm.membership.change_log.fields import LABELS
from smbcrm.membership.change_log.ports import ChangeLogWork
from smbcrm.membership.change_log.types import ChangeFilter, Chosen, Logged
from smbcrm.membership.change_log.words import Names, referred
from smbcrm.membership.lists.ports import TableWriter
from smbcrm.membership.lists.targets import check_list, is_workbook
from smbcrm.membership.lists.types import Cell, Column, Table
from smbcrm.membership.reports.document import Document
from smbcrm.membership.reports.service import BackwardSpan
from smbcrm.membership.reports.tables import cell_of
from smbcrm.membership.shop.settings import SETTINGS
from smbcrm.membership.staff.types import UnknownStaff

ALL = ChangeFilter()
MOST_ON_PAPER = 2_000
_PAGE = 2_000
_DAY = dt.timedelta(days=1)
_KEYS = frozenset(setting.key for setting in SETTINGS)

Place = tuple[dt.datetime, int]


class UnknownField(UserError):
    """The change log knows no such field."""

    msgid = N_("The change log has no field {field}. Use one of these: {known}.")


class Newest(NamedTuple):
    """The newest of so many changes."""

    total: int
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class ChangeLogService:
    """Tells who changed which field of a customer or of the shop from what to what.

    `keep` are the files and folders of the shop itself, which no list is written over. All raise
    UnknownStaff, UnknownField and BackwardSpan for a filter that cannot be.
    """

    uow: UnitOfWork[ChangeLogWork]
    clock: Clock
    csv: TableWriter
    workbook: TableWriter
    keep: Collection[Path] = ()

    def document(self, asked: ChangeFilter = ALL, limit: int = MOST_ON_PAPER) -> Document:
        """Return the newest changes as a report, which says how many there are in all."""

        def step(work: ChangeLogWork) -> Document:
            found = _newest(work, asked, limit)
            span = Span(found.total, asked.first, asked.last)
            return document(found.told, span, work.settings.shop(), self.clock.now())

        return self.uow.snapshot(step)

    def newest(self, asked: ChangeFilter = ALL, limit: int = MOST_ON_PAPER) -> Newest:
        """Return the newest changes, and how many there are in all."""
        return self.uow.snapshot(_newest, asked, limit)

    def export(
        self, file: Path, words: Translator, asked: ChangeFilter = ALL, *, replace: bool = False
    ) -> int:
        """Write all of them to a workbook or, by the file's ending, as CSV; return how many.

        Raises as `check_list` and `TableWriter.write`.
        """
        check_list(file, replace=replace, keep=self.keep)
        writer = self.workbook if is_workbook(file) else self.csv

        def step(work: ChangeLogWork) -> int:
            table = self._table(work, words, _chosen(work, asked))
            return writer.write(file, table, replace=replace)

        return self.uow.snapshot(step)

    def _table(self, work: ChangeLogWork, words: Translator, chosen: Chosen) -> Table:
        shop, names = work.settings.shop(), _names(work)
        places = [place for place, column in enumerate(COLUMNS) if column.on_paper]

        def rows() -> Iterator[tuple[Cell, ...]]:
            for page in _pages(work, chosen):
                for one in _told(work, names, page):
                    values = row(one, shop)
                    yield tuple(cell_of(values[place], words) for place in places)

        day = shop.day.date(self.clock.now())
        return Table(
            tuple(Column(words.gettext(COLUMNS[place].heading)) for place in places),
            rows(),
            title=words.gettext(TITLE),
            note=words.value(day),
            day=day,
        )


def _newest(work: ChangeLogWork, asked: ChangeFilter, limit: int) -> Newest:
    chosen, names = _chosen(work, asked), _names(work)
    told = _told(work, names, work.change_log.page(chosen, None, limit))
    return Newest(work.change_log.count(chosen), told)


def _chosen(work: ChangeLogWork, asked: ChangeFilter) -> Chosen:
    """Return a filter as the database is asked."""
    if asked.first is not None and asked.last is not None and asked.first > asked.last:
        raise BackwardSpan(first=asked.first, last=asked.last)
    day = work.settings.shop().day
    is_key = asked.field in _KEYS
    if asked.field is not None and not is_key and asked.field not in LABELS:
        raise UnknownField(field=asked.field, known=list(LABELS))
    return Chosen(
        asked.customer,
        None if asked.first is None else day.begins(asked.first),
        None if asked.last is None else day.begins(asked.last + _DAY),
        None if asked.staff is None else _staff(work, asked.staff),
        "setting" if is_key else asked.field,
        asked.field if is_key else None,
    )


def _staff(work: ChangeLogWork, name: str) -> int:
    """Return who is called so, also somebody who works here no more; raise UnknownStaff."""
    known = work.staff.all_staff()
    for one in known:
        if one.name == name:
            return one.id
    raise UnknownStaff(name=name, known=[one.name for one in known])


def _names(work: ChangeLogWork) -> Names:
    tiers = work.tiers.all()
    return Names(
        {one.id: one.name for one in work.staff.all_staff()},
        {one.id: one.name for one in work.staff.all_terminals()},
        {one.id: one.name for one in tiers},
        tiers[0].name,
        {},
        {one.id: one for one in work.custom_fields.all()},
        work.settings.shop().currency,
        {kind.code: kind.name for kind in work.records.kinds()},
    )


def of_person(work: ChangeLogWork, customer: int) -> Iterator[Told]:
    """Yield all that was changed of a customer, newest first; others are not named in it."""
    names = _names(work)
    for page in _pages(work, Chosen(customer)):
        yield from (Told(one, names) for one in page)


def _pages(work: ChangeLogWork, chosen: Chosen) -> Iterator[Sequence[Logged]]:
    after: Place | None = None
    while page := work.change_log.page(chosen, after, _PAGE):
        yield page
        after = page[-1].at, page[-1].id


def _told(work: ChangeLogWork, names: Names, page: Sequence[Logged]) -> list[Told]:
    """Return changes with the customers whom they name beside their own."""
    others = sorted({one for logged in page for one in referred(logged.change)})
    known = names._replace(customers=work.customers.codes(others) if others else {})
    return [Told(one, known) for one in page]
