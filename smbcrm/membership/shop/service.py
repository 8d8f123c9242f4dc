"""The shop: made once, then its settings."""

from dataclasses import dataclass
from typing import Protocol

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.ids import uuid7
from smbcrm.core.settings import Setting
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.shop.ports import ShopWork
from smbcrm.membership.shop.settings import SETTINGS
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.staff.ports import StaffWork
from smbcrm.membership.staff.steps import Moment, once

_BY_KEY = {setting.key: setting for setting in SETTINGS}


class UnknownSetting(UserError):
    """There is no setting of that name."""

    msgid = N_("There is no setting {key}. See: smbcrm setting list")


class FixedSetting(UserError):
    """The setting is given when the shop is made."""

    msgid = N_("{key} is fixed when the shop is made and cannot be changed.")


class SettingWork(ShopWork, StaffWork, Protocol):
    """The slice of a unit of work that changes settings."""


@dataclass(frozen=True, slots=True)
class SettingValue:
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

    uow: UnitOfWork[SettingWork]
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

    def set(self, key: str, value: str, act: Act | None = None) -> SettingValue:
        """Change one setting; the same request again changes nothing.

        Raises UnknownSetting, FixedSetting or BadSetting.
        """
        setting = setting_called(key)
        if setting.fixed:
            raise FixedSetting(key=key)
        clean = setting.check(value)
        before = self.uow.run(self._put, setting, clean, act or Act(uuid7(self.clock)))
        return SettingValue(setting, clean, before)

    def _put(self, work: SettingWork, setting: Setting[object], value: str, act: Act) -> str | None:
        former: list[str] = []

        def step(_: Moment) -> Done:
            former.append(work.settings.stored().get(setting.key, setting.default))
            work.settings.put(setting.key, value)
            work.record(SetUpChanged(SetUp.SHOP))
            return Done(setting.key)

        arguments = {"key": setting.key, "value": value}
        once(work, self.clock, act, "setting", arguments, step)
        return former[0] if former else None
