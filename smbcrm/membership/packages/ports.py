"""What visit packages need from the outside."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Protocol

from smbcrm.membership.items.ports import ItemDesk, ItemWork
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.packages.types import Package


class PackageStore(Protocol):
    """What packages give, and which accounts of visits stand still."""

    def get(self, item: int) -> Package | None:
        """Return the package that an item is."""

    def all(self) -> tuple[Package, ...]:
        """Return every package by code."""

    def put(self, package: Package) -> None:
        """Write what a package gives; its item is written on its own."""

    def paused(self, accounts: Iterable[int]) -> Mapping[int, dt.date]:
        """Return which of these accounts stand still, and since when."""

    def pause(self, accounts: Iterable[int], since: dt.date) -> None:
        """Let accounts stand still from a business date on."""

    def resume(self, accounts: Iterable[int]) -> None:
        """Let accounts go on."""


class PackageWork(ItemWork, Protocol):
    """The slice of a unit of work that knows packages."""

    @property
    def packages(self) -> PackageStore:
        """The packages."""


class PauseWork(LedgerWork, PackageWork, Protocol):
    """The slice of a unit of work that lets packages go on."""


class PackageDesk(LedgerWork, PackageWork, ItemDesk, Protocol):
    """Everything that the use cases of packages need."""
