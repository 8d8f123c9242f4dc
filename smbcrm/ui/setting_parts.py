"""The parts of the settings by name: how each is called, and what can be found in it.

The page makes them, and whoever looks for a setting from elsewhere finds it here.
"""

from dataclasses import dataclass

from smbcrm.core import machine
from smbcrm.core.i18n import N_
from smbcrm.core.settings import Setting
from smbcrm.membership.shop import settings


@dataclass(frozen=True, slots=True)
class Entry:
    """One part: its id, title, icon, and the settings in it.

    `settings` are their names and the names of their places, for “Find a setting”. One with a
    `parent` stands in no list: it is reached from that part, and by its name.
    """

    id: str
    title: str
    icon: str
    settings: tuple[tuple[str, str], ...]
    parent: str = ""


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
    settings.COUNT_BLIND,
    settings.LANGUAGE,
    settings.CARD_PREFIX,
)
POINTS = (
    settings.SPEND_ORDER,
    settings.PAY_OUT,
    settings.GIFT_MONTHS,
    settings.PIN_FROM,
    settings.EARN_POINTS,
    settings.EARN_AT,
    settings.WORTH_POINTS,
    settings.POINTS_MONTHS,
    settings.ON_GIFT,
    settings.REFUND_ORDER,
    settings.REFUND_VOUCHERS,
)
LOOK = (
    machine.LANGUAGE,
    machine.THEME,
    machine.TEXT_SCALE,
    machine.SOUNDS,
    machine.SCANNER_PREFIX,
)

ENTRIES = (
    Entry("shop", N_("Shop"), "store", _named(*SHOP)),
    Entry(
        "items",
        N_("Items"),
        "tag",
        ((N_("Prices"), "items_search"), (N_("Barcodes"), "items_search")),
    ),
    Entry(
        "staff",
        N_("Staff and tills"),
        "users",
        (
            *_named(machine.TERMINAL, machine.STAFF),
            (N_("Staff"), "staff_new"),
            (N_("Tills"), "terminal_new"),
        ),
    ),
    Entry(
        "tiers",
        N_("Tiers"),
        "crown",
        (
            (N_("Tiers"), "tier_name"),
            (N_("Tier discount"), "tier_gives"),
            (N_("Days on which tiers are reviewed"), "tier_review_days"),
            (N_("Months of grace"), "tier_grace"),
        ),
    ),
    Entry("what_if", N_("What if"), "flask-conical", (), parent="tiers"),
    Entry("tier_review", N_("Review of tiers"), "list-checks", (), parent="tiers"),
    Entry(
        "points",
        N_("Points and stored value"),
        "wallet",
        (
            (N_("Top-up offers"), "offer_add"),
            *_named(*POINTS),
            (settings.WEEKDAY_FACTORS.label, f"{settings.WEEKDAY_FACTORS.key}.mon"),
        ),
    ),
    Entry(
        "benefits",
        N_("Packages, vouchers and rewards"),
        "ticket",
        (
            (N_("Visit packages"), "package_add"),
            (N_("Vouchers"), "voucher_add"),
            (N_("Rewards"), "reward_add"),
        ),
    ),
    Entry("fields", N_("Custom fields"), "rows-3", ((N_("Custom fields"), "field_add"),)),
    Entry("look", N_("Language and look"), "languages", _named(*LOOK)),
    Entry(
        "backup",
        N_("Backup"),
        "shield-check",
        ((N_("Back up now"), "backup_now"), (N_("Restore a copy"), "backup_restore")),
    ),
    Entry(
        "records",
        N_("Records"),
        "flask-conical",
        ((N_("Kinds of service record"), "record_kind_code"),),
    ),
    Entry(
        "privacy",
        N_("Privacy"),
        "shield-alert",
        ((N_("Purposes of consent"), "purpose_code"), *_named(settings.RETENTION_MONTHS)),
    ),
    Entry("changes", N_("Change log"), "history", ((N_("Who changed what"), "changes_from"),)),
)
LISTED = tuple(entry for entry in ENTRIES if not entry.parent)


def entry_of(part: str) -> Entry:
    """Return a part by its id."""
    return next(entry for entry in ENTRIES if entry.id == part)
