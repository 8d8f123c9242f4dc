"""Settings, staff, items, tiers and bills. A sale passes here, so these reads are fixed SQL."""

import datetime as dt
from collections.abc import Sequence

from smbcrm.membership.bills.codec import decode, encode
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.items.types import Item, ItemKind, NewItem
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.staff.types import Staff, Terminal
from smbcrm.membership.tiers.types import Membership, Offer, Spend, Tier, TierReason
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.tables.shop import (
    ItemRow,
    SettingRow,
    StaffRow,
    TerminalRow,
    TierMembershipRow,
    TierRow,
    TopUpOfferRow,
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

    def add_staff(self, name: str) -> Staff:
        """Add somebody."""
        return Staff(StaffRow.insert(name=name, active=True).execute(self._session.db), name)

    def add_terminal(self, name: str) -> Terminal:
        """Add a till."""
        made = TerminalRow.insert(name=name, active=True).execute(self._session.db)
        return Terminal(made, name)


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

    def find(self, code: str) -> Item | None:
        """Return the item with that code or barcode."""
        row = self._session.row(
            _ITEM + "WHERE code = ? OR barcode = ? ORDER BY code <> ?", code, code, code
        )
        return None if row is None else _item(row)

    def all(self) -> tuple[Item, ...]:
        """Return every item by code."""
        return tuple(_item(row) for row in self._session.rows(_ITEM + "ORDER BY code"))


class PeeweeTierStore:
    """Tiers, who holds them, and the top-up offers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Tier, ...]:
        """Return the tiers, lowest first."""
        rows = self._session.rows(
            "SELECT id, code, rank, name, spend_from, points_factor, discount FROM tier "
            "ORDER BY rank"
        )
        return tuple(Tier(*row) for row in rows)

    def offers(self) -> tuple[Offer, ...]:
        """Return the active top-up offers."""
        rows = self._session.rows(
            "SELECT amount, gift FROM top_up_offer WHERE active ORDER BY amount"
        )
        return tuple(Offer(*row) for row in rows)

    def add(self, tier: Tier) -> None:
        """Add a tier; its id is given by the database."""
        TierRow.insert(
            code=tier.code,
            rank=tier.rank,
            name=tier.name,
            spend_from=tier.spend_from,
            points_factor=tier.points_factor,
            discount=tier.discount,
        ).execute(self._session.db)

    def add_offer(self, offer: Offer) -> None:
        """Add a top-up offer."""
        TopUpOfferRow.insert(amount=offer.amount, gift=offer.gift, active=True).execute(
            self._session.db
        )

    def memberships(self, customer: int) -> tuple[Membership, ...]:
        """Return a customer's memberships, all times."""
        rows = self._session.rows(
            "SELECT id, tier, since, reason, operation, held_until FROM tier_membership "
            "WHERE customer = ? ORDER BY since, id",
            customer,
        )
        return tuple(_membership(row) for row in rows)

    def spends(self, customer: int, first: dt.date) -> tuple[Spend, ...]:
        """Return the standing sales of a customer from a date on, by (date, seq)."""
        rows = self._session.rows(
            "SELECT o.business_date, o.seq, s.spend FROM account a "
            "JOIN operation o ON o.party = a.id JOIN sale s ON s.operation = o.seq "
            "WHERE a.holder = ? AND o.business_date >= ? "
            "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) "
            "ORDER BY o.business_date, o.seq",
            customer,
            first.isoformat(),
        )
        return tuple(Spend(dt.date.fromisoformat(day), seq, spend) for day, seq, spend in rows)

    def join(  # noqa: PLR0913 - one value for each column
        self,
        customer: int,
        tier: int,
        since: dt.date,
        reason: TierReason,
        operation: int | None,
        held_until: dt.date | None,
    ) -> None:
        """Write a membership."""
        TierMembershipRow.insert(
            customer=customer,
            tier=tier,
            since=since.isoformat(),
            reason=reason.value,
            operation=operation,
            held_until=None if held_until is None else held_until.isoformat(),
        ).execute(self._session.db)

    def forget(self, memberships: Sequence[int]) -> None:
        """Remove memberships that turned out never to have begun."""
        TierMembershipRow.delete().where(TierMembershipRow.id.in_(list(memberships))).execute(
            self._session.db
        )


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


def _membership(row: SqlRow) -> Membership:
    return Membership(
        row[0],
        row[1],
        dt.date.fromisoformat(row[2]),
        TierReason(row[3]),
        row[4],
        None if row[5] is None else dt.date.fromisoformat(row[5]),
    )
