"""The parts of the settings, each in a few lines: how it is called, and what can be found in it."""

from collections.abc import Callable
from dataclasses import dataclass

from smbcrm.core import machine
from smbcrm.core.i18n import N_
from smbcrm.core.settings import Setting
from smbcrm.membership.shop import settings
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.saver import Saver

# ruff: noqa: PLC0415 - a part is loaded when it is first opened


def _shop(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.shop import ShopPart

    return ShopPart(desk, saver)


def _items(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.items import ItemsPart

    return ItemsPart(desk, saver)


def _staff(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.staff import StaffPart

    return StaffPart(desk, saver)


def _tiers(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.tiers import TiersPart

    return TiersPart(desk, saver)


def _look(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.look import LookPart

    return LookPart(desk, saver)


def _backup(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.backup import BackupPart

    return BackupPart(desk, saver)


@dataclass(frozen=True, slots=True)
class Entry:
    """One part: its id, title, icon, what makes it, and the settings in it.

    `settings` are their names and the names of their places, for “Find a setting”.
    """

    id: str
    title: str
    icon: str
    make: Callable[[Desk, Saver], Part]
    settings: tuple[tuple[str, str], ...]


def _named(*declared: Setting[object]) -> tuple[tuple[str, str], ...]:
    return tuple((one.label, one.key) for one in declared)


SHOP = (
    settings.NAME,
    settings.ADDRESS,
    settings.PHONE,
    settings.REGION,
    settings.CURRENCY,
    settings.TAX,
    settings.TIME_ZONE,
    settings.DAY_BEGINS,
    settings.LANGUAGE,
    settings.CARD_PREFIX,
)
POINTS = (
    settings.EARN_POINTS,
    settings.WORTH_POINTS,
    settings.POINTS_MONTHS,
    settings.GIFT_MONTHS,
)
LOOK = (
    machine.LANGUAGE,
    machine.THEME,
    machine.TEXT_SCALE,
    machine.SOUNDS,
    machine.SCANNER_PREFIX,
)

ENTRIES = (
    Entry("shop", N_("Shop"), "store", _shop, _named(*SHOP)),
    Entry(
        "items",
        N_("Items"),
        "tag",
        _items,
        ((N_("Prices"), "items_search"), (N_("Barcodes"), "items_search")),
    ),
    Entry(
        "staff",
        N_("Staff and tills"),
        "users",
        _staff,
        (
            *_named(machine.TERMINAL, machine.STAFF),
            (N_("Staff"), "staff_new"),
            (N_("Tills"), "terminal_new"),
        ),
    ),
    Entry(
        "tiers",
        N_("Tiers and points"),
        "crown",
        _tiers,
        (
            (N_("Tiers"), "tier_name"),
            (N_("Tier discount"), "tier_discount"),
            (N_("Top-up offers"), "offer_amount"),
            *_named(*POINTS),
        ),
    ),
    Entry("look", N_("Language and look"), "languages", _look, _named(*LOOK)),
    Entry(
        "backup",
        N_("Backup"),
        "shield-check",
        _backup,
        ((N_("Back up now"), "backup_now"), (N_("Restore a copy"), "backup_restore")),
    ),
)
