"""What the values of a list's columns prove about how they are written."""

import datetime as dt
import re

from smbcrm.core.amounts import Separator, decide_separator
from smbcrm.membership.imports.cells import text_of
from smbcrm.membership.imports.fields import COUNTS, DATES, MONEY, Field
from smbcrm.membership.imports.headings import is_store_credit
from smbcrm.membership.imports.layout import Layout
from smbcrm.membership.imports.source import Cell, Row
from smbcrm.membership.occasions.reading import DayOrder, guess_order

_LONGEST_KEPT = 40
_PLAIN_DATE = "1990-05-20"
# Plain amounts that prove the one separator or none: most of a column is not looked at closely.
_PROVES_NOTHING_ELSE = {
    Separator.POINT: re.compile(r"[^\d.,]?\d{1,3}(?:,?\d{3})*(?:\.\d\d?)?", re.ASCII),
    Separator.COMMA: re.compile(r"[^\d.,]?\d{1,3}(?:\.?\d{3})*(?:,\d\d?)?", re.ASCII),
}
_OPEN = re.compile(r"[.,]\d{3}\D*$")


class Proofs:
    """What each column proves, by its place; rows are added one by one."""

    def __init__(self, layout: Layout) -> None:
        places = layout.places
        self._separators: dict[int, set[Separator]] = {
            i: set() for name in (*MONEY, *COUNTS, Field.CREDIT_LIMIT) for i in places.get(name, ())
        }
        self._open = {i: "" for name in MONEY for i in places.get(name, ())}
        self._orders = {
            i: _Orders() for name in (*DATES, Field.CUSTOM) for i in places.get(name, ())
        }
        self._credit = {
            one.index: False
            for one in layout.columns
            if one.field is None and is_store_credit(one.heading)
        }

    def add(self, row: Row) -> None:
        """Look at what a row proves."""
        self._prove_separators(row)
        self._keep_open(row)
        width = len(row)
        for i, order in self._orders.items():
            if i < width:
                order.add(row[i])
        for i, some in self._credit.items():
            if not some and i < width:
                text = text_of(row[i])
                self._credit[i] = any(sign.isdigit() and sign != "0" for sign in text)

    @property
    def separators(self) -> dict[int, Separator]:
        """The decimal separators that are proven."""
        return {i: min(found) for i, found in self._separators.items() if len(found) == 1}

    @property
    def contradicting(self) -> frozenset[int]:
        """Columns that prove both separators."""
        return frozenset(i for i, found in self._separators.items() if len(found) > 1)

    @property
    def open_amounts(self) -> dict[int, str]:
        """One value of each column of money that looks as if it had two readings."""
        return {i: text for i, text in self._open.items() if text}

    @property
    def left_out(self) -> frozenset[int]:
        """Columns of store credit in which some stands."""
        return frozenset(i for i, some in self._credit.items() if some)

    @property
    def orders(self) -> dict[int, DayOrder]:
        """The orders of day and month that are proven."""
        return {i: order for i, found in self._orders.items() if (order := found.decided())}

    @property
    def mixed_dates(self) -> dict[int, str]:
        """One text of each column of dates where real dates stand beside texts such as it."""
        return {i: text for i, found in self._orders.items() if (text := found.beside_dates())}

    def _prove_separators(self, row: Row) -> None:
        width = len(row)
        for i, found in self._separators.items():
            if i < width and isinstance(cell := row[i], str):
                if len(found) == 1 and _PROVES_NOTHING_ELSE[min(found)].fullmatch(cell):
                    continue
                proof = decide_separator((cell,))
                if proof:
                    found.add(proof)

    def _keep_open(self, row: Row) -> None:
        """Keep the first text of each column in which one separator stands before three digits."""
        width = len(row)
        for i, text in self._open.items():
            if not text and i < width and isinstance(cell := row[i], str) and _OPEN.search(cell):
                self._open[i] = text_of(cell)[:_LONGEST_KEPT]


class _Orders:
    """Which orders of day and month the values of a column prove, one value of each kind kept."""

    def __init__(self) -> None:
        self._proofs: dict[DayOrder, str] = {}
        self._has_dates = False

    def add(self, cell: Cell) -> None:
        self._has_dates = self._has_dates or isinstance(cell, dt.date)
        if not isinstance(cell, str) or len(self._proofs) == len(DayOrder):
            return
        if DayOrder.YEAR_FIRST in self._proofs and cell[:4].isdigit():
            return
        order = guess_order((cell,))
        # One that proves neither is told from one that proves both ways by its company.
        if order is None and guess_order((cell, _PLAIN_DATE)) is None:
            order = DayOrder.MIXED
        if order is not None:
            self._proofs.setdefault(order, cell)

    def decided(self) -> DayOrder | None:
        return guess_order(self._proofs.values())

    def beside_dates(self) -> str:
        """Return a text whose day and month could change places, where real dates stand beside it.

        A spreadsheet that took the one for the other made dates of those that fit, and left texts.
        """
        texts = (text for order, text in self._proofs.items() if order is not DayOrder.YEAR_FIRST)
        return next(texts, "") if self._has_dates else ""
