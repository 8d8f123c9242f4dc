"""What the shop's settings need from the outside."""

from typing import Protocol

from smbcrm.core.work import Recorder
from smbcrm.membership.shop.types import Shop


class SettingStore(Protocol):
    """The shop-wide settings."""

    def stored(self) -> dict[str, str]:
        """Return the settings that differ from their defaults."""

    def shop(self) -> Shop:
        """Return the shop that the settings describe."""

    def put(self, key: str, value: str) -> None:
        """Store one setting."""


class ShopWork(Recorder, Protocol):
    """The slice of a unit of work that knows the shop."""

    @property
    def settings(self) -> SettingStore:
        """The settings."""
