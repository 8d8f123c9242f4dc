"""Visit packages. A sale passes here, so these reads are fixed SQL."""

import datetime as dt
from collections.abc import Iterable, Mapping

from smbcrm.membership.packages.types import Package, Terms
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.items import ITEM_COLUMNS, item_of

_PACKAGE = (
    f"SELECT {ITEM_COLUMNS}, p.visits, p.months, s.code FROM package p "
    "JOIN item i ON i.id = p.item LEFT JOIN item s ON s.id = p.service "
)
_SERVICE = "(SELECT id FROM item WHERE code = ?)"


class PeeweePackageStore:
    """What packages give, and which accounts of visits stand still."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, item: int) -> Package | None:
        """Return the package that an item is."""
        row = self._session.row(_PACKAGE + "WHERE p.item = ?", item)
        return None if row is None else _package(row)

    def all(self) -> tuple[Package, ...]:
        """Return every package by code."""
        return tuple(_package(row) for row in self._session.rows(_PACKAGE + "ORDER BY i.code"))

    def put(self, package: Package) -> None:
        """Write what a package gives; its item is written on its own."""
        terms = package.terms
        self._session.execute(
            f"INSERT INTO package (item, visits, months, service) VALUES (?, ?, ?, {_SERVICE}) "
            "ON CONFLICT (item) DO UPDATE SET visits = excluded.visits, "
            "months = excluded.months, service = excluded.service",
            package.item.id,
            terms.visits,
            terms.months,
            terms.service,
        )

    def paused(self, accounts: Iterable[int]) -> Mapping[int, dt.date]:
        """Return which of these accounts stand still, and since when."""
        found = (
            self._session.row("SELECT account, since FROM package_pause WHERE account = ?", one)
            for one in accounts
        )
        return {row[0]: dt.date.fromisoformat(row[1]) for row in found if row is not None}

    def pause(self, accounts: Iterable[int], since: dt.date) -> None:
        """Let accounts stand still from a business date on."""
        self._session.many(
            "INSERT INTO package_pause (account, since) VALUES (?, ?)",
            [(account, since.isoformat()) for account in sorted(accounts)],
        )

    def resume(self, accounts: Iterable[int]) -> None:
        """Let accounts go on."""
        self._session.many(
            "DELETE FROM package_pause WHERE account = ?",
            [(account,) for account in sorted(accounts)],
        )


def _package(row: SqlRow) -> Package:
    return Package(item_of(row), Terms(row[8], row[9], row[10]))
