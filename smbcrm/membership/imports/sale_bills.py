"""Rows become sales: those of one bill together, or none of them."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from smbcrm.core.money import Currency, Money
from smbcrm.membership.imports import sale_notes
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.layout import Layout
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.sale_rows import SaleRow
from smbcrm.membership.imports.whom import Known
from smbcrm.membership.past_sales.types import NewPastSale, PastLine

_MARK = "\x1f"


def bill_key(row: SaleRow) -> str:
    """Return what the rows of one bill have in common, empty for a row without a number or day."""
    return _digest("bill", row.day.isoformat(), row.bill) if row.bill and row.day else ""


class RowKeys:
    """The keys of rows without a bill number: of two equal ones each is a sale of its own."""

    def __init__(self) -> None:
        self._seen = Counter[str]()

    def key(self, row: SaleRow) -> str:
        """Return the key of the next row of a list."""
        if row.day is None:
            return ""
        whom = row.whom
        who = (whom.card, whom.code, *whom.phones, whom.name)
        said = (row.day.isoformat(), row.at, row.item, row.quantity, row.amount, row.total)
        # Our code is what people add to a row that failed: it is the same sale.
        digest = _digest("row", *map(str, said), *(who if any(who) else (whom.our_code,)))
        self._seen[digest] += 1
        return _digest(digest, str(self._seen[digest]))


def _digest(*parts: str) -> str:
    return hashlib.sha256(_MARK.join(parts).encode("utf-8", "replace")).hexdigest()[:32]


class Bills:
    """Judges the bills of one batch."""

    def __init__(self, known: Known, layout: Layout, currency: Currency) -> None:
        self._known = known
        self._layout = layout
        self._currency = currency

    def judge(self, rows: Sequence[SaleRow]) -> NewPastSale | None:
        """Return the sale of the rows of one bill; None where they failed, or it was to nobody."""
        day = rows[0].day
        if day is not None and not any(row.failed for row in rows):
            customer = self._customer(rows)
            total = self._total(rows)
            if customer is not None and total is not None:
                return _sale(rows, customer, day, total)
        fail_together(rows)
        return None

    def _customer(self, rows: Sequence[SaleRow]) -> int | None:
        """Return the one customer whom the rows name; a row that names nobody goes along."""
        found: dict[int, SaleRow] = {}
        for row in rows:
            who = self._known.find(row, row.whom) if row.named_by else None
            if who is not None:
                found.setdefault(who, row)
        if len(found) > 1:
            codes = [self._known.code(who) for who in found]
            [*found.values()][1].refuse(None, sale_notes.TWO_CUSTOMERS, codes=codes)
        if any(row.failed for row in rows):
            return None
        return next(iter(found))

    def _total(self, rows: Sequence[SaleRow]) -> int | None:
        """Return what the sale came to; where its rows contradict each other one of them fails."""
        totals = {row.total: row for row in reversed(rows) if row.total is not None}
        amounts = [row.amount for row in rows if row.amount is not None]
        if not totals:
            for row in rows:
                if row.amount is None:
                    row.refuse(Field.AMOUNT, sale_notes.NO_AMOUNT)
            return None if len(amounts) < len(rows) else sum(amounts)
        if len(totals) > 1:
            other, column = next(iter(totals.values())), self._column(Field.TOTAL)
            other.refuse(Field.TOTAL, sale_notes.TOTALS_DIFFER, column=column)
            return None
        ((total, row),) = totals.items()
        if amounts and sum(amounts) != total:
            come_to, said = self._money(sum(amounts)), self._money(total)
            told = {"sum": come_to, "total": said, "column": self._column(Field.AMOUNT)}
            row.refuse(Field.TOTAL, sale_notes.NOT_THE_SUM, **told)
            return None
        return total

    def refuse_other(self, rows: Sequence[SaleRow], total: int) -> None:
        """Let a bill fail that came in before with another total."""
        rows[0].refuse(None, sale_notes.OTHER_TOTAL, total=self._money(total))
        fail_together(rows)

    def _column(self, name: Field) -> str:
        return self._layout.columns[self._layout.places[name][0]].name

    def _money(self, minor: int) -> Money:
        return Money(minor, self._currency)


def fail_together(rows: Iterable[SaleRow]) -> None:
    """Let the whole bill fail with one of its rows: half a bill would be a wrong one."""
    rows = tuple(rows)
    first = next(row for row in rows if row.failed)
    for row in rows:
        if not row.failed:
            row.failed = True
            row.note(None, NoteKind.FAILED, sale_notes.OTHER_ROW, row=first.number)


def _sale(rows: Sequence[SaleRow], customer: int, day: dt.date, total: int) -> NewPastSale:
    first = rows[0]
    lines = tuple(PastLine(row.item, row.quantity, row.amount) for row in rows)
    return NewPastSale(
        key=first.key,
        row=first.number,
        customer=customer,
        day=day,
        at=next((row.at for row in rows if row.at), ""),
        bill=first.bill,
        sold_by=", ".join(dict.fromkeys(row.sold_by for row in rows if row.sold_by)),
        total=total,
        lines=lines,
    )
