"""What makes each part of the settings."""

from collections.abc import Callable, Mapping

from smbcrm.ui.desk import Desk
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.part import Part

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


def _points(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.points import PointsPart

    return PointsPart(desk, saver)


def _benefits(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.benefits import BenefitsPart

    return BenefitsPart(desk, saver)


def _what_if(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.what_if import WhatIfPart

    return WhatIfPart(desk, saver)


def _tier_review(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.tier_review import TierReviewPart

    return TierReviewPart(desk, saver)


def _fields(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.fields import FieldsPart

    return FieldsPart(desk, saver)


def _look(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.look import LookPart

    return LookPart(desk, saver)


def _backup(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.backup import BackupPart

    return BackupPart(desk, saver)


def _changes(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.changes import ChangesPart

    return ChangesPart(desk, saver)


def _privacy(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.privacy import PrivacyPart

    return PrivacyPart(desk, saver)


def _records(desk: Desk, saver: Saver) -> Part:
    from smbcrm.ui.settings.records import RecordsPart

    return RecordsPart(desk, saver)


MAKERS: Mapping[str, Callable[[Desk, Saver], Part]] = {
    "shop": _shop,
    "items": _items,
    "staff": _staff,
    "tiers": _tiers,
    "what_if": _what_if,
    "tier_review": _tier_review,
    "points": _points,
    "benefits": _benefits,
    "fields": _fields,
    "look": _look,
    "backup": _backup,
    "records": _records,
    "privacy": _privacy,
    "changes": _changes,
}
"""By the ids of `smbcrm.ui.setting_parts`."""
