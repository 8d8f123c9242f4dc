"""The columns that a list of customers can have: id, heading and value of each, in one place.

The screen takes ids and headings from here and has its own way of showing a value; a file takes the
raw value: a date is a date, money is money.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from smbcrm.core.i18n import LANGUAGES, N_, Text, Translator
from smbcrm.core.money import Money
from smbcrm.core.paths import localedir
from smbcrm.core.text import small
from smbcrm.membership.custom_fields.cells import cell_of
from smbcrm.membership.custom_fields.types import CustomField, FieldKind, column_id
from smbcrm.membership.customers.kinds import STATUSES
from smbcrm.membership.customers.lists import CustomerRow
from smbcrm.membership.customers.occasion_cells import occasion_cell
from smbcrm.membership.imports.editable import EDITABLE
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.imports.headings import heading_key
from smbcrm.membership.lists.types import Cell, Kind, UnknownColumn
from smbcrm.membership.shop.types import Shop

Value = Callable[[CustomerRow, Shop], Cell | Text]
"""A value; a text to be said in the words of the reader, where it is not the customer's own."""


@dataclass(frozen=True, slots=True)
class CustomerColumn:
    """A column by its id; the heading is that of an import where it has one."""

    id: str
    heading: Text
    value: Value
    kind: Kind = Kind.TEXT
    summed: bool = False


def _money(id_: str, heading: str, minor: Callable[[CustomerRow], int]) -> CustomerColumn:
    def value(row: CustomerRow, shop: Shop) -> Money:
        return Money(minor(row), shop.currency)

    return CustomerColumn(id_, Text(heading), value, Kind.MONEY, summed=True)


def _count(id_: str, heading: str, of: Callable[[CustomerRow], int]) -> CustomerColumn:
    return CustomerColumn(id_, Text(heading), lambda row, _: of(row), Kind.COUNT, summed=True)


def _text(id_: str, heading: str, of: Callable[[CustomerRow], str]) -> CustomerColumn:
    return CustomerColumn(id_, Text(heading), lambda row, _: of(row))


def _added(row: CustomerRow, shop: Shop) -> dt.date:
    return shop.day.date(row.created_at)


def _birthday(row: CustomerRow, _shop: Shop) -> Cell | Text:
    return None if row.birthday is None else occasion_cell(row.birthday)


KINDS = {FieldKind.NUMBER: Kind.NUMBER, FieldKind.DATE: Kind.DATE}
"""What stands in the column of a field of the shop, where it is no text."""

_ALL = (
    _text("our_code", LABELS[Field.OUR_CODE], lambda row: row.code),
    _text("code", LABELS[Field.CODE], lambda row: row.code),
    _text("name", LABELS[Field.NAME], lambda row: row.full_name),
    _text("tier", LABELS[Field.TIER], lambda row: row.tier),
    _text("phone", LABELS[Field.PHONE], lambda row: row.phone),
    CustomerColumn("last_visit", Text(N_("Last visit")), lambda row, _: row.last_visit, Kind.DATE),
    _count("visits", N_("Visits"), lambda row: row.visits),
    _money("spend", N_("12 months"), lambda row: row.spend),
    _money("stored", N_("Stored value"), lambda row: row.stored),
    _count("points", LABELS[Field.POINTS], lambda row: row.points),
    _money("paid", LABELS[Field.PRINCIPAL], lambda row: row.principal),
    _money("gift", LABELS[Field.GIFT], lambda row: row.gift),
    _money("credit", N_("Store credit"), lambda row: row.credit),
    _text("card", LABELS[Field.CARD], lambda row: row.card),
    _text("email", LABELS[Field.EMAIL], lambda row: row.email),
    CustomerColumn("birthday", Text(LABELS[Field.BIRTHDAY]), _birthday, Kind.DATE),
    CustomerColumn("status", Text(LABELS[Field.STATUS]), lambda row, _: Text(STATUSES[row.status])),
    CustomerColumn("currency", Text(N_("Currency")), lambda _, shop: shop.currency.code),
    CustomerColumn("added", Text(N_("Added here")), _added, Kind.DATE),
)
COLUMNS = {column.id: column for column in _ALL}


@cache
def _headings() -> frozenset[str]:
    shown = [one.heading for one in COLUMNS.values()] + [one.heading for one in EDITABLE.values()]
    words = [Translator(language, localedir()) for language in LANGUAGES]
    return frozenset(heading_key(one.render(heading)) for one in words for heading in shown)


def is_exported(name: str) -> bool:
    """Tell whether a column of our own lists is called so, in any language."""
    return heading_key(name) in _headings()


def columns_of(fields: Iterable[CustomField]) -> dict[str, CustomerColumn]:
    """Return all columns by their ids, with those of the shop's own fields that it shows."""
    return COLUMNS | {column_id(one): _custom(one) for one in fields if one.active}


def _custom(field: CustomField) -> CustomerColumn:
    def value(row: CustomerRow, _: Shop) -> Cell | Text:
        held = row.custom.get(field.id)
        return None if held is None else cell_of(field, held)

    heading = Text("{name}", {"name": field.name})
    return CustomerColumn(column_id(field), heading, value, KINDS.get(field.kind, Kind.TEXT))


COMING_BACK = (
    *("our_code", "name", "phone", "email", "birthday", "tier", "status"),
    *("paid", "gift", "credit", "points", "currency", "last_visit", "visits", "added"),
)
"""The ids of all that an import may read again, and what stands beside it."""


def named(
    texts: Iterable[str], known: Mapping[str, CustomerColumn], words: Translator
) -> list[str]:
    """Return the ids of columns, each once; each is called by its id or by its heading.

    Raises UnknownColumn.
    """
    called = {
        small(name): id_
        for id_, column in known.items()
        for name in (words.render(column.heading), str(column.heading))
    } | {id_: id_ for id_ in known}
    found: dict[str, None] = {}
    for text in texts:
        id_ = called.get(small(text.strip()))
        if id_ is None:
            ours = [one for one in known if one in COLUMNS]
            own = [words.render(column.heading) for id_, column in known.items() if id_ not in ours]
            raise UnknownColumn(column=text, known=[*ours, *own])
        found[id_] = None
    return list(found)
