"""The shop: changing a setting."""

from typing import Protocol

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.settings import Setting
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.requests.steps import note_rules
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.shop.ports import ShopWork
from smbcrm.membership.staff.ports import StaffWork
from smbcrm.membership.staff.steps import Moment, once


class SettingWork(ShopWork, StaffWork, Protocol):
    """The slice of a unit of work that changes settings."""


def put(
    uow: UnitOfWork[SettingWork],
    clock: Clock,
    setting: Setting[object],
    value: str,
    act: Act | None,
) -> str | None:
    """Write a checked value; return the one before, None where the request was carried out."""
    return uow.run(_put, clock, setting, value, act or Act(uuid7(clock)))


def _put(
    work: SettingWork, clock: Clock, setting: Setting[object], value: str, act: Act
) -> str | None:
    former: list[str] = []

    def step(_: Moment) -> Done:
        former.append(work.settings.stored().get(setting.key, setting.default))
        work.settings.put(setting.key, value)
        work.record(SetUpChanged(SetUp.SHOP))
        return Done(setting.key)

    arguments = {"key": setting.key, "value": value}
    once(work, clock, act, "setting", arguments, step)
    if former:
        note_rules(work, act, "setting", {setting.key: former[0]}, {setting.key: value})
    return former[0] if former else None
