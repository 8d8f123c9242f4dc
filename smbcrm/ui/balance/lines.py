"""The lines of a purse as a table: newest first, each with what was left after it."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.balance.service import BalanceService
from smbcrm.membership.balance.types import LedgerFilter, LedgerLine, Place, Purse
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.ui.balance import words as said
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.fonts import tabular
from smbcrm.ui.widgets.own_words import say
from smbcrm.ui.widgets.paged_model import ROW_ROLE, Column, PagedModel, Paint, Source
from smbcrm.ui.widgets.painting import LEFT, paint_icon
from smbcrm.ui.widgets.table import RowsDelegate, Table

PAGE = 50
"""Lines that are asked for at once: more than a screen shows, and the same for everybody."""
DATE, WHAT, MOVED = 0, 1, 2
_ICON, _GAP = 15, 8
_FIGURE, _EDGES = 62, 22
_LONG_DATE = dt.date(2028, 12, 28)

Index = QModelIndex | QPersistentModelIndex


def source_of(balance: BalanceService, chosen: LedgerFilter) -> Source[LedgerLine]:
    """Return where lines come from.

    They are walked from the newest on; where each page ended is remembered, so that one further
    down is read alone when it was read before.
    """
    ends: dict[int, Place | None] = {0: None}

    def page(offset: int, limit: int) -> Sequence[LedgerLine]:
        at = max(start for start in ends if start <= offset)
        while True:
            lines = balance.page(chosen, ends[at], limit)
            if at == offset or not lines:
                _remember(ends, at, lines)
                return lines
            _remember(ends, at, lines)
            at += len(lines)

    return Source(partial(balance.count, chosen), page)


def _remember(ends: dict[int, Place | None], at: int, lines: Sequence[LedgerLine]) -> None:
    if lines:
        ends[at + len(lines)] = lines[-1].before


def columns_of(desk: Desk, purse: Purse) -> tuple[Column[LedgerLine], ...]:
    """Return the columns of a purse: of stored value both parts by themselves."""
    today = desk.today()

    def date(line: LedgerLine) -> str:
        return desk.words.date(line.business_date, today=today)

    def tip(line: LedgerLine) -> str:
        day, recorded = line.business_date, desk.words.moment(line.recorded_at, today)
        return f"{desk.words.full_date(day)} ({recorded})"

    def whole(line: LedgerLine) -> str:
        return said.what(desk, purse, line).whole

    longest = desk.words.date(_LONG_DATE)
    width = QFontMetrics(tabular(look.font("body"))).horizontalAdvance(longest) + _EDGES
    first = (
        Column(desk.say(N_("Date")), date, paint="muted", tooltip=tip, width=width),
        Column(desk.say(N_("What happened")), whole),
    )
    return (*first, *(_both(desk) if purse is Purse.STORED else _one(desk, purse)))


def _both(desk: Desk) -> tuple[Column[LedgerLine], ...]:
    moved = partial(said.moved_text, desk, Purse.STORED)
    left = partial(said.left_text, desk, Purse.STORED)
    return (
        _figure(desk.say(N_("± paid")), lambda line: moved(line.moved.main), "moved"),
        _figure(desk.say(N_("± gift")), lambda line: moved(line.moved.gift), "moved"),
        _figure(desk.say(N_("Paid part")), lambda line: left(line.left.main), "muted"),
        _figure(desk.say(N_("Gift part")), lambda line: left(line.left.gift), "muted"),
        _figure(desk.say(N_("Balance")), lambda line: left(line.left.total), "strong"),
    )


def _one(desk: Desk, purse: Purse) -> tuple[Column[LedgerLine], ...]:
    moved = partial(said.moved_text, desk, purse)
    left = partial(said.left_text, desk, purse)
    return (
        _figure("±", lambda line: moved(line.moved.total), "moved"),
        _figure(desk.say(N_("Balance")), lambda line: left(line.left.total), "strong"),
    )


def _figure(title: str, text: Callable[[LedgerLine], str], paint: Paint) -> Column[LedgerLine]:
    return Column(title, text, "right", paint, width=_FIGURE + _EDGES)


class LinesModel(PagedModel[LedgerLine]):
    """Lines as rows; a screen reader is told with what happened that it was taken back."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows or says."""
        found = super().data(index, role)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == WHAT:
            line = self.row(index.row())
            if line is not None and line.reversed_by is not None:
                return ", ".join((say(N_("reversed")), str(found)))
        return found


class LinesDelegate(RowsDelegate):
    """Paints what happened with its icon: what was taken back struck through, its reversal amber.

    A line stands before the figures that say what was left.
    """

    def __init__(
        self, desk: Desk, purse: Purse, columns: Sequence[Column[LedgerLine]], parent: QWidget
    ) -> None:
        super().__init__(columns, parent)
        self._desk = desk
        self._purse = purse
        self._first_left = next(
            number
            for number, one in enumerate(columns)
            if one.paint in {"muted", "strong"} and number
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell, a reversal on a ground of its own; a line at the left of what was left."""
        line = index.data(ROW_ROLE)
        if isinstance(line, LedgerLine) and line.kind == OperationKind.REVERSAL:
            painter.fillRect(option.rect, look.color("surface2"))
        super().paint(painter, option, index)
        if index.column() == self._first_left:
            rect: QRect = option.rect
            painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), look.color("line"))

    def _paint_cell(self, painter: QPainter, room: QRect, index: Index) -> None:
        line = index.data(ROW_ROLE)
        if index.column() != WHAT or not isinstance(line, LedgerLine):
            super()._paint_cell(painter, room, index)
            return
        what = said.what(self._desk, self._purse, line)
        icon = QRect(room.left(), room.top(), _ICON, room.height())
        paint_icon(
            painter, icon, what.icon, _ICON, what.tone if what.tone == "warnText" else "ink2"
        )
        room = room.adjusted(_ICON + _GAP, 0, 0, 0)
        used = _paint_words(painter, room, what.title, _title_font(struck=what.struck), what.tone)
        room = room.adjusted(used + _GAP, 0, 0, 0)
        _paint_words(painter, room, what.who, look.font("caption"), "ink2")


def _title_font(*, struck: bool) -> QFont:
    font = look.font("body")
    if struck:
        font = QFont(font)
        font.setStrikeOut(True)
    return font


def _paint_words(painter: QPainter, room: QRect, text: str, font: QFont, token: str) -> int:
    """Draw what there is room for and return how wide it is."""
    metrics = QFontMetrics(font)
    if room.width() < metrics.horizontalAdvance("……"):
        return 0
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(look.color(token))
    painter.drawText(room, LEFT.value | Qt.TextFlag.TextSingleLine.value, words)
    return metrics.horizontalAdvance(words)


class LinesTable(Table):
    """The table of lines of whichever purse is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        for part in (self, self.horizontalHeader()):
            part.setAccessibleName(desk.say(N_("What happened")))

    def show_purse(self, purse: Purse) -> LinesModel:
        """Show another purse and return its model, empty as yet."""
        before = self.model()
        columns = columns_of(self._desk, purse)
        model = LinesModel(columns, self._desk.jobs, self, page=PAGE)
        self.setModel(model)
        if isinstance(before, LinesModel):
            before.deleteLater()
        self.show_columns(columns)
        self.setItemDelegate(LinesDelegate(self._desk, purse, columns, self))
        return model

    def line(self, number: int) -> LedgerLine | None:
        """Return a line, None where it is not there."""
        model = self.model()
        return model.row(number) if isinstance(model, LinesModel) else None
