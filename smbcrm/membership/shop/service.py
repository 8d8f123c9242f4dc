"""The shop: made once, then its settings."""

from dataclasses import dataclass

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.settings import Setting
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.shop.ports import ShopWork
from smbcrm.membership.shop.settings import SETTINGS
from smbcrm.membership.shop.types import Shop

_BY_KEY = {setting.key: setting for setting in SETTINGS}


class UnknownSetting(UserError):
    """There is no setting of that name."""

    msgid = N_("There is no setting {key}. See: smbcrm setting list")


class FixedSetting(UserError):
    """The setting is given when the shop is made."""

    msgid = N_("{key} is fixed when the shop is made and cannot be changed.")


@dataclass(frozen=True, slots=True)
class SettingValue:
    """A setting and the value in force."""

    setting: Setting[object]
    value: str


def setting_called(key: str) -> Setting[object]:
    """Return the setting of that name; raise UnknownSetting."""
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UnknownSetting(key=key) from None


@dataclass(frozen=True, slots=True)
class ShopService:
    """Reads and changes the shop's settings."""

    uow: UnitOfWork[ShopWork]

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

    def set(self, key: str, value: str) -> SettingValue:
        """Change one setting; raise UnknownSetting, FixedSetting or BadSetting."""
        setting = setting_called(key)
        if setting.fixed:
            raise FixedSetting(key=key)
        clean = setting.check(value)
        self.uow.run(lambda work: work.settings.put(key, clean))
        return SettingValue(setting, clean)
