"""Items. A sale passes here, so these reads are fixed SQL."""

from smbcrm.core.text import small
from smbcrm.membership.items.rules import exact, plain_code
from smbcrm.membership.items.types import Item, ItemKind, NewItem
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.tables.shop import ItemRow

ITEM_COLUMNS = "i.id, i.code, i.name, i.kind, i.price, i.barcode, i.points_factor, i.active"
_ITEM = f"SELECT {ITEM_COLUMNS} FROM item i "


NAMED_IN = (
    *(("sale_line", "item"), ("package", "item"), ("package", "service")),
    *(("voucher_definition", "item"), ("voucher", "item"), ("reward", "item")),
    *(("tier", "item"), ("tier_coming", "item"), ("tier_past", "item")),
)
"""Every column that names an item for good; a test holds that none is missing."""


class PeeweeItemStore:
    """The shop's items."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, item: NewItem) -> Item:
        """Add an item that was checked before."""
        made = ItemRow.insert(
            code=item.code,
            name=item.name,
            kind=item.kind.value,
            price=item.price,
            barcode=item.barcode,
            points_factor=item.points_factor,
            active=True,
        ).execute(self._session.db)
        return Item(
            made,
            item.code,
            item.name,
            item.kind,
            item.price,
            item.barcode,
            item.points_factor,
            active=True,
        )

    def find(self, code: str, *, hold: bool = False) -> Item | None:
        """Return the item with that code or barcode; `hold` it to the end of the step.

        It may be typed wide; a code that was kept so before is found as it stands. Where none has
        it as it is written, the only one that has it in other capitals.
        """
        found = self._alike(code, "{lock}" if hold else "")
        return exact(found, code) or (found[0] if len(found) == 1 else None)

    def alike(self, code: str) -> tuple[Item, ...]:
        """Return the items with that code or barcode, whatever its capitals."""
        return self._alike(code)

    def _alike(self, code: str, lock: str = "") -> tuple[Item, ...]:
        texts = small(code), small(plain_code(code))
        rows = self._session.rows(
            f"{_ITEM}WHERE lower(code) IN (?, ?) OR lower(barcode) IN (?, ?) ORDER BY id {lock}",
            *texts,
            *texts,
        )
        return tuple(map(item_of, rows))

    def all(self) -> tuple[Item, ...]:
        """Return every item by code."""
        return tuple(item_of(row) for row in self._session.rows(_ITEM + "ORDER BY code"))

    def put(self, item: Item) -> None:
        """Write a known item that was checked before; its code stays."""
        ItemRow.update(
            name=item.name,
            kind=item.kind.value,
            price=item.price,
            barcode=item.barcode,
            points_factor=item.points_factor,
            active=item.active,
        ).where(ItemRow.id == item.id).execute(self._session.db)

    def remove(self, item: int) -> bool:
        """Remove an item that nothing names; tell whether it is gone."""
        free = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {table} WHERE {column} = item.id)"
            for table, column in NAMED_IN
        )
        return bool(self._session.execute(f"DELETE FROM item WHERE id = ? AND {free}", item))


def item_of(row: SqlRow) -> Item:
    """Return the item of a row that begins with `ITEM_COLUMNS`."""
    return Item(
        row[0], row[1], row[2], ItemKind(row[3]), row[4], row[5], row[6], active=bool(row[7])
    )
