"""Settings, staff, items and bills. A sale passes here, so these reads are fixed SQL."""

from smbcrm.membership.bills.codec import decode, encode
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.items.types import Item, ItemKind, NewItem
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.staff.types import Staff, Terminal
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.tables.shop import (
    ItemRow,
    SettingRow,
    StaffRow,
    TerminalRow,
)

_ITEM = "SELECT id, code, name, kind, price, barcode, points_factor, active FROM item "


class PeeweeSettingStore:
    """The shop-wide settings."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def stored(self) -> dict[str, str]:
        """Return the settings that differ from their defaults."""
        return dict(self._session.rows("SELECT key, value FROM setting"))

    def shop(self) -> Shop:
        """Return the shop that the settings describe."""
        return Shop.of(self.stored())

    def put(self, key: str, value: str) -> None:
        """Store one setting."""
        SettingRow.insert(key=key, value=value).on_conflict(
            conflict_target=[SettingRow.key], update={SettingRow.value: value}
        ).execute(self._session.db)


class PeeweeStaffStore:
    """Staff and terminals."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def staff(self) -> tuple[Staff, ...]:
        """Return those who work here now, in the order they came."""
        rows = self._session.rows("SELECT id, name FROM staff WHERE active ORDER BY id")
        return tuple(Staff(*row) for row in rows)

    def terminals(self) -> tuple[Terminal, ...]:
        """Return the tills, in the order they came."""
        rows = self._session.rows("SELECT id, name FROM terminal WHERE active ORDER BY id")
        return tuple(Terminal(*row) for row in rows)

    def all_staff(self, *, hold: bool = False) -> tuple[Staff, ...]:
        """Return everybody who ever worked here; `hold` them to the end of the step."""
        return tuple(Staff(*row) for row in self._all("staff", hold=hold))

    def all_terminals(self, *, hold: bool = False) -> tuple[Terminal, ...]:
        """Return every till there ever was; `hold` them to the end of the step."""
        return tuple(Terminal(*row) for row in self._all("terminal", hold=hold))

    def _all(self, table: str, *, hold: bool) -> list[tuple[int, str, bool]]:
        lock = "{lock}" if hold else ""
        rows = self._session.rows(f"SELECT id, name, active FROM {table} ORDER BY id {lock}")
        return [(row[0], row[1], bool(row[2])) for row in rows]

    def add_staff(self, name: str) -> Staff:
        """Add somebody."""
        return Staff(StaffRow.insert(name=name, active=True).execute(self._session.db), name)

    def add_terminal(self, name: str) -> Terminal:
        """Add a till."""
        made = TerminalRow.insert(name=name, active=True).execute(self._session.db)
        return Terminal(made, name)

    def put_staff(self, one: Staff) -> None:
        """Write name and activity of somebody known."""
        StaffRow.update(name=one.name, active=one.active).where(StaffRow.id == one.id).execute(
            self._session.db
        )

    def put_terminal(self, one: Terminal) -> None:
        """Write name and activity of a known till."""
        TerminalRow.update(name=one.name, active=one.active).where(
            TerminalRow.id == one.id
        ).execute(self._session.db)


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
        """Return the item with that code or barcode; `hold` it to the end of the step."""
        lock = "{lock}" if hold else ""
        row = self._session.row(
            f"{_ITEM}WHERE code = ? OR barcode = ? ORDER BY code <> ? {lock}", code, code, code
        )
        return None if row is None else _item(row)

    def all(self) -> tuple[Item, ...]:
        """Return every item by code."""
        return tuple(_item(row) for row in self._session.rows(_ITEM + "ORDER BY code"))

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


class PeeweeBillStore:
    """The snapshots, one for each operation at the till."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, seq: int, bill: Bill) -> None:
        """Write the snapshot of an operation."""
        self._session.execute(
            "INSERT INTO bill (operation, language, content) VALUES (?, ?, ?)",
            seq,
            bill.language,
            encode(bill),
        )

    def get(self, seq: int) -> Bill | None:
        """Return the snapshot of an operation."""
        row = self._session.row("SELECT content FROM bill WHERE operation = ?", seq)
        return None if row is None else decode(row[0])


def _item(row: SqlRow) -> Item:
    return Item(
        row[0], row[1], row[2], ItemKind(row[3]), row[4], row[5], row[6], active=bool(row[7])
    )
