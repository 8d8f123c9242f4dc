"""The columns that the list of customers can show.

Ids and titles are those of `membership.lists.columns`, so that a file bears the same.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontMetrics

from smbcrm.core.i18n import N_
from smbcrm.core.text import unturned
from smbcrm.membership.custom_fields.types import CustomField, FieldKind, column_id
from smbcrm.membership.customers.lists import CustomerRow, CustomerSort, FieldSort
from smbcrm.membership.lists.columns import COLUMNS
from smbcrm.membership.occasions.lunar import lunar_text
from smbcrm.membership.occasions.types import Calendar
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.fonts import tabular
from smbcrm.ui.widgets.paged_model import Column
from smbcrm.ui.wording import called

_DATE, _EDGES = 112, 22
_OWN, _OWN_FIGURE = 150, 110
_LONG_DATE = dt.date(2028, 12, 28)
_ANY_PHONE = "0000"
_LEAP_YEAR = 2000
"""Stands for a year that is not known: it has every day."""


@dataclass(frozen=True)
class ListColumn:
    """A column with the id under which it is kept; `first` is shown until one chooses."""

    id: str
    column: Column[CustomerRow]
    first: bool = True


def columns_of(desk: Desk) -> tuple[ListColumn, ...]:
    """Return all columns in the order of the table; the name comes first and is always shown."""
    own = (_own(desk, one) for one in desk.fields)
    return (*_person(desk), *_figures(desk), *_more(desk), *own)


def shown_name(row: CustomerRow) -> str:
    """Return the name of a customer; the code of one whose name is not known."""
    return called(row.full_name, row.code)


def _person(desk: Desk) -> tuple[ListColumn, ...]:
    alert = desk.say(N_("Alert note"))
    return (
        ListColumn(
            "name",
            Column(
                _title(desk, "name"),
                shown_name,
                paint="strong",
                sort=CustomerSort.NAME,
                tooltip=lambda row: f"{shown_name(row)} · {alert}" if row.alert else "",
            ),
        ),
        ListColumn(
            "tier",
            Column(
                _title(desk, "tier"),
                lambda row: row.tier,
                paint="tier",
                sort=CustomerSort.TIER,
                mark=lambda row: (row.tier_code, ""),
                width=115,
                least=98,
            ),
        ),
        ListColumn("phone", _phone(desk)),
        ListColumn("last_visit", _last_visit(desk)),
    )


def _phone(desk: Desk) -> Column[CustomerRow]:
    words = desk.words

    def text(row: CustomerRow) -> str:
        return words.masked_phone(row.phone)

    least = _width_of(words.masked_phone(_ANY_PHONE))
    title = _title(desk, "phone")
    return Column(title, text, paint="muted", sort=CustomerSort.PHONE, width=141, least=least)


def _last_visit(desk: Desk) -> Column[CustomerRow]:
    words = desk.words

    def text(row: CustomerRow) -> str:
        return words.date(row.last_visit, today=_today(desk)) if row.last_visit else ""

    def tip(row: CustomerRow) -> str:
        return words.full_date(row.last_visit) if row.last_visit else ""

    title = _title(desk, "last_visit")
    return Column(title, text, sort=CustomerSort.LAST_VISIT, tooltip=tip, width=_date_width(desk))


def _figures(desk: Desk) -> tuple[ListColumn, ...]:
    words = desk.words

    def visits(row: CustomerRow) -> str:
        return words.number(row.visits)

    def spend(row: CustomerRow) -> str:
        return words.money(row.spend)

    def stored(row: CustomerRow) -> str:
        return words.money(row.stored)

    def points(row: CustomerRow) -> str:
        return words.number(row.points)

    return (
        _figure(desk, "visits", visits, (84, 84)),
        _figure(desk, "spend", spend, (118, 100)),
        _figure(desk, "stored", stored, (126, 104)),
        _figure(desk, "points", points, (92, 72)),
    )


def _more(desk: Desk) -> tuple[ListColumn, ...]:
    words = desk.words

    def money(of: Callable[[CustomerRow], int]) -> Callable[[CustomerRow], str]:
        return lambda row: words.money(of(row))

    def added(row: CustomerRow) -> str:
        return words.date(desk.shop.day.date(row.created_at), today=_today(desk))

    def text(
        id_: str, sort: CustomerSort, of: Callable[[CustomerRow], str], width: int
    ) -> ListColumn:
        column = Column(_title(desk, id_), of, paint="muted", sort=sort, width=width)
        return ListColumn(id_, column, first=False)

    return (
        _figure(desk, "paid", money(lambda row: row.principal), (116, 100), first=False),
        _figure(desk, "gift", money(lambda row: row.gift), (116, 100), first=False),
        _figure(desk, "credit", money(lambda row: row.credit), (116, 100), first=False),
        text("card", CustomerSort.CARD, lambda row: words.card(row.card), 150),
        text("email", CustomerSort.EMAIL, lambda row: row.email, 210),
        text("birthday", CustomerSort.BIRTHDAY, lambda row: _birthday(desk, row), 150),
        text("code", CustomerSort.CODE, lambda row: row.code, 110),
        text("added", CustomerSort.CREATED, added, _date_width(desk)),
    )


def _own(desk: Desk, field: CustomField) -> ListColumn:
    """Return the column of a field of the shop's own; what it says there fills a cell, no more."""
    value = desk.words.translator.value

    def text(row: CustomerRow) -> str:
        held = row.custom.get(field.id, "")
        if held and field.kind is FieldKind.DATE:
            return desk.words.date(dt.date.fromisoformat(held))
        return unturned(value(field.shown(held))) if held else ""

    title, sort = unturned(field.name), FieldSort(field.id)
    if field.kind is FieldKind.NUMBER:
        column = Column(title, text, "right", sort=sort, width=_OWN_FIGURE)
    else:
        column = Column(title, text, paint="muted", sort=sort, tooltip=text, width=_OWN)
    return ListColumn(column_id(field), column, first=False)


def _figure(
    desk: Desk,
    id_: str,
    text: Callable[[CustomerRow], str],
    widths: tuple[int, int],
    *,
    first: bool = True,
) -> ListColumn:
    """Return a column of figures with its width, and what it goes down to.

    Its order is called as it is.
    """
    width, least = widths
    title, sort = _title(desk, id_), CustomerSort(id_)
    return ListColumn(id_, Column(title, text, "right", sort=sort, width=width, least=least), first)


def _title(desk: Desk, id_: str) -> str:
    return desk.words.translator.render(COLUMNS[id_].heading)


def _date_width(desk: Desk) -> int:
    """Return the width in which the longest date of a language is whole."""
    return max(_DATE, _width_of(desk.words.date(_LONG_DATE)))


def _width_of(text: str) -> int:
    return QFontMetrics(tabular(look.font("body"))).horizontalAdvance(text) + _EDGES


def _birthday(desk: Desk, row: CustomerRow) -> str:
    """Return a birthday as it was given: 24 Nov 1990; 24 Nov; November; 十月十五."""
    birthday, language = row.birthday, desk.words.translator.language
    if birthday is None:
        return ""
    if birthday.calendar is Calendar.LUNAR:
        return lunar_text(birthday, traditional=language == "zh_TW")
    if birthday.day is None:
        return QLocale(language).standaloneMonthName(birthday.month)
    day = dt.date(birthday.year or _LEAP_YEAR, birthday.month, birthday.day)
    return desk.words.date(day, today=None if birthday.year else day)


def _today(desk: Desk) -> dt.date:
    return desk.shop.day.date(desk.services.clock.now())
