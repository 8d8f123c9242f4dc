"""What the rows of lists of relationships and items did, and who has a name."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

from smbcrm.membership.imports.ports import ItemMark, LinkMark
from smbcrm.membership.items.types import Item, ItemKind
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.models.session import Session

_CHUNK = 500
_Value = TypeVar("_Value")
_NAMED = (
    "SELECT full_name, id FROM customer WHERE full_name IN ({marks}) "
    "UNION SELECT full_name, customer FROM customer_alias WHERE full_name IN ({marks})"
)


class ImportMarks:
    """Reads and writes what single rows of other lists than those of customers did."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def named(self, names: Sequence[str]) -> dict[str, frozenset[int]]:
        """Return the customers with each of these full names, also who had it before a merge."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for part, marks in parts(names):
            rows = self._session.rows(_NAMED.format(marks=marks), *part, *part)
            for name, customer in rows:
                found[name].add(customer)
        return {name: frozenset(those) for name, those in found.items()}

    def mark_links(self, run: str, marks: Sequence[LinkMark]) -> None:
        """Write which relationships the rows of a batch told of."""
        self._session.many(
            "INSERT INTO import_link (run, row, customer, other, kind, made) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(run, m.row, m.customer, m.other, m.kind.value, m.made) for m in marks],
        )

    def links(self, run: str, first: int, limit: int) -> tuple[LinkMark, ...]:
        """Return the relationships of the rows from one on, by row."""
        rows = self._session.rows(
            "SELECT row, customer, other, kind, made FROM import_link "
            "WHERE run = ? AND row >= ? ORDER BY row LIMIT ?",
            *(run, first, limit),
        )
        return tuple(
            LinkMark(row, customer, other, LinkKind(kind), bool(made))
            for row, customer, other, kind, made in rows
        )

    def mark_items(self, run: str, marks: Sequence[ItemMark]) -> None:
        """Write which items the rows of a batch told of."""
        self._session.many(
            "INSERT INTO import_item (run, row, item, before, after) VALUES (?, ?, ?, ?, ?)",
            [
                (
                    run,
                    m.row,
                    m.after.id,
                    None if m.before is None else _text(m.before),
                    _text(m.after),
                )
                for m in marks
            ],
        )

    def items(self, run: str, first: int, limit: int) -> tuple[ItemMark, ...]:
        """Return the items of the rows from one on, by row."""
        rows = self._session.rows(
            "SELECT m.row, i.id, i.code, m.before, m.after FROM import_item m "
            "JOIN item i ON i.id = m.item WHERE m.run = ? AND m.row >= ? ORDER BY m.row LIMIT ?",
            *(run, first, limit),
        )
        return tuple(
            ItemMark(
                row, None if before is None else _item(id_, code, before), _item(id_, code, after)
            )
            for row, id_, code, before, after in rows
        )

    def told_of(self, run: str, item: int) -> bool:
        """Tell whether an earlier batch of an import told of an item."""
        found = self._session.row(
            "SELECT 1 FROM import_item WHERE item = ? AND run = ? LIMIT 1", item, run
        )
        return found is not None


def parts(values: Sequence[_Value]) -> Iterator[tuple[list[_Value], str]]:
    """Yield the values so many at a time, each with the marks that stand for them."""
    for start in range(0, len(values), _CHUNK):
        part = list(values[start : start + _CHUNK])
        yield part, ", ".join("?" * len(part))


def _text(item: Item) -> str:
    said = item.name, item.kind, item.price, item.barcode, item.points_factor, item.active
    return json.dumps(said, ensure_ascii=False)


def _item(id_: int, code: str, text: str) -> Item:
    name, kind, price, barcode, factor, active = json.loads(text)
    return Item(id_, code, name, ItemKind(kind), price, barcode, factor, active=active)
