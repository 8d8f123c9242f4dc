"""The list of customers that comes back: all that can be edited of each, and a mark of ours."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from smbcrm.core.i18n import N_, Text, Translator
from smbcrm.membership.customers.lists import CustomerFilter, CustomerRow, CustomerSort
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports.editable import EditColumn, Speech, editable
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.returned import CODE, SHEET, ListExport, digests, mark_rows
from smbcrm.membership.lists.columns import COLUMNS, KINDS
from smbcrm.membership.lists.ports import EditableWork
from smbcrm.membership.lists.types import Beside, Cell, Column, Kind, Table
from smbcrm.membership.shop.types import Shop

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = (
    *("tier", "card", "paid", "gift", "credit", "points", "currency"),
    *("last_visit", "visits", "added"),
)
"""Columns that are only looked at; a new shop takes opening balances from them."""

_PAGE = 500
_DATES = frozenset({Field.BIRTHDAY, Field.WEDDING_ANNIVERSARY, Field.CUSTOMER_SINCE})
_NUMBERS = frozenset({Field.PAYMENT_DAYS, Field.CREDIT_LIMIT})
Progress = Callable[[int, int], None]


def editable_table(
    work: EditableWork,
    words: Translator,
    chosen: CustomerFilter,
    export: ListExport,
    progress: Progress,
) -> Table:
    """Return the table of the customers chosen, by their codes."""
    shop = work.settings.shop()
    day = shop.day.date(export.at)
    edited = editable(work.custom_fields.all())
    columns = _columns(words, edited)
    ids = (CODE, *edited, *SHOWN)
    headings = [column.heading for column in columns]
    return Table(
        columns,
        _rows(work, words, edited, (chosen, export), progress),
        title=words.gettext(N_("Customers")),
        note=f"{words.render(chosen.sentence)} · {words.value(day)}",
        total=words.gettext(N_("Total")),
        day=day,
        beside=Beside(SHEET, mark_rows(export.id, words.language, ids, headings)),
    )


def _columns(words: Translator, edited: "Mapping[str, EditColumn]") -> tuple[Column, ...]:
    code = COLUMNS[CODE]
    columns = (Column(words.render(one.heading), _kind(one)) for one in edited.values())
    shown = (COLUMNS[id_] for id_ in SHOWN)
    return (
        Column(words.render(code.heading)),
        *columns,
        *(Column(words.render(one.heading), one.kind, one.summed) for one in shown),
    )


def _kind(column: EditColumn) -> Kind:
    if column.own is not None:
        return KINDS.get(column.own.kind, Kind.TEXT)
    if column.field in _NUMBERS:
        return Kind.NUMBER
    return Kind.DATE if column.field in _DATES else Kind.TEXT


def _rows(
    work: EditableWork,
    words: Translator,
    edited: "Mapping[str, EditColumn]",
    asked: tuple[CustomerFilter, ListExport],
    progress: Progress,
) -> Iterator[tuple[Cell, ...]]:
    (chosen, export), shop = asked, work.settings.shop()
    speech = Speech(words, {one.id: one.name for one in work.staff.staff()}, shop.currency)
    total = work.customer_list.count(chosen)
    progress(0, total)
    for start in range(0, total, _PAGE):
        page = _page(work, chosen, start, shop.day.date(export.at))
        profiles = dict(work.customer_list.profiles([row.id for row in page]))
        for row in page:
            values = _values(row, profiles[row.code], edited, speech, shop)
            yield (*values.values(), row.code, digests(export.key, row.code, values))
        progress(start + len(page), total)


def _page(
    work: EditableWork, chosen: CustomerFilter, start: int, day: dt.date
) -> tuple[CustomerRow, ...]:
    return work.customer_list.page_at(
        chosen, CustomerSort.CODE, start, _PAGE, day, descending=False
    )


def _values(
    row: CustomerRow,
    profile: Profile,
    edited: "Mapping[str, EditColumn]",
    speech: Speech,
    shop: Shop,
) -> "Mapping[str, Cell]":
    """Return the values of a customer by the ids of their columns."""
    found: dict[str, Cell] = {CODE: row.code}
    for id_, column in edited.items():
        found[id_] = column.show(profile, speech)
    for id_ in SHOWN:
        value = COLUMNS[id_].value(row, shop)
        found[id_] = speech.words.render(value) if isinstance(value, Text) else value
    return found
