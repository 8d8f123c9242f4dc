"""The shop: made once, then its settings.

What only reads is loaded at once, what changes something with the first change.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.settings import Setting
from smbcrm.membership.shop.settings import SETTINGS
from smbcrm.membership.shop.types import Shop

if TYPE_CHECKING:
    from smbcrm.core.work import UnitOfWork
    from smbcrm.membership.requests.types import Act
    from smbcrm.membership.shop.changing import SettingWork

# ruff: noqa: PLC0415 - see above

_BY_KEY = {setting.key: setting for setting in SETTINGS}


class UnknownSetting(UserError):
    """There is no setting of that name."""

    msgid = N_("There is no setting {key}.")
    command = N_("See: smbcrm setting list")


class FixedSetting(UserError):
    """The setting is given when the shop is made."""

    msgid = N_("{key} is fixed when the shop is made and cannot be changed.")


class SettingValue(NamedTuple):
    """A setting and the value in force."""

    setting: Setting[object]
    value: str
    before: str | None = None
    """What it was, where it was just changed, so that it can be set back."""


def setting_called(key: str) -> Setting[object]:
    """Return the setting of that name; raise UnknownSetting."""
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UnknownSetting(key=key) from None


@dataclass(frozen=True, slots=True)
class ShopService:
    """Reads and changes the shop's settings."""

    uow: "UnitOfWork[SettingWork]"
    clock: Clock

    def shop(self) -> Shop:
        """Return the shop as its settings make it."""
        return self.uow.read(lambda work: work.settings.shop())

    def all(self) -> tuple[SettingValue, ...]:
        """Return every setting with its value."""
        stored = self.uow.read(lambda work: work.settings.stored())
        return tuple(
            SettingValue(setting, stored.get(setting.key, setting.default)) for setting in SETTINGS
        )

    def get(self, key: str) -> SettingValue:
        """Return one setting; raise UnknownSetting."""
        setting_called(key)
        return next(value for value in self.all() if value.setting.key == key)

    def set(self, key: str, value: str, act: "Act | None" = None) -> SettingValue:
        """Change one setting; the same request again changes nothing.

        Raises UnknownSetting, FixedSetting or BadSetting.
        """
        setting = setting_called(key)
        if setting.fixed:
            raise FixedSetting(key=key)
        clean = setting.check(value)
        from smbcrm.membership.shop import changing

        before = changing.put(self.uow, self.clock, setting, clean, act)
        return SettingValue(setting, clean, before)
