"""The vouchers that a shop gives: pure rules of what may be said of one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from smbcrm.core.amounts import LARGEST
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency, Money
from smbcrm.core.percentages import WHOLE
from smbcrm.core.text import clean
from smbcrm.membership.items import wrong
from smbcrm.membership.items.rules import CODE, LONGEST_NAME
from smbcrm.membership.tiers.limits import check_known
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.vouchers import errors
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE, KINDS
from smbcrm.membership.vouchers.kinds.kind import Worth
from smbcrm.membership.vouchers.types import NO_DAY, Definition, DefinitionChanges, NewDefinition

MOST_DAYS = 36_500
_MINIMUM = N_("A minimum is at least 0.")
_DAYS = N_("A voucher lasts 1 to 36,500 days.")
_LASTS = N_("A voucher lasts so many days or until a last day from its first on, not both.")


def check_definition(
    new: NewDefinition, tiers: Sequence[Tier], currency: Currency
) -> NewDefinition:
    """Return a voucher as it is kept; what its kind does not need is left out.

    Raises UnknownVoucherKind, BadVoucherAmount, BadPercentage, VoucherWithoutItem, BadDefinition,
    and UnknownTier or NobodyEnters for its tiers.
    """
    kind = BY_CODE.get(new.kind)
    if kind is None:
        raise errors.UnknownVoucherKind(kind=new.kind, known=[one.code for one in KINDS])
    code, name, value = new.code.strip(), clean(new.name).strip(), new.value or 0
    if kind.worth is Worth.AMOUNT and not 0 < value <= LARGEST:
        raise errors.BadVoucherAmount(largest=Money(LARGEST, currency))
    if kind.worth is Worth.PERCENT and not 0 < value <= WHOLE:
        raise errors.BadPercentage
    if kind.worth is Worth.ITEM and not new.item:
        raise errors.VoucherWithoutItem
    parts = (
        (CODE.fullmatch(code) is not None, wrong.CODE_FORM),
        (0 < len(name) <= LONGEST_NAME, wrong.NAME_FORM),
        (0 <= new.minimum <= LARGEST, _MINIMUM),
        (new.points is None or 0 < new.points <= LARGEST, wrong.POINTS_FORM),
        (new.days is None or 0 < new.days <= MOST_DAYS, _DAYS),
        (_lasts(new), _LASTS),
    )
    wrong.check_parts(errors.BadDefinition, parts)
    _check_tiers(new, tiers)
    free = kind.worth is Worth.ITEM
    return replace(
        new,
        code=code,
        name=name,
        value=None if free else value,
        item=new.item if free else None,
        tiers=tuple(dict.fromkeys(new.tiers)),
    )


def _lasts(new: NewDefinition) -> bool:
    """Tell whether a voucher lasts for so many days, or from one day through another."""
    if new.days is not None:
        return 0 < new.days <= MOST_DAYS and new.last_day is None
    return new.first_day is None or new.last_day is None or new.first_day <= new.last_day


def check_end(last_day: dt.date | None, today: dt.date) -> None:
    """Raise VoucherOver for a last day that is over: nobody could ever use such a voucher."""
    if last_day is not None and last_day < today:
        raise errors.VoucherOver(date=last_day, today=today)


def _check_tiers(new: NewDefinition, tiers: Sequence[Tier]) -> None:
    check_known(filter(None, (*new.tiers, new.on_entry)), tiers)
    if new.on_entry == tiers[0].code:
        raise errors.NobodyEnters(name=tiers[0].name)


def changed(
    before: Definition, changes: DefinitionChanges, tiers: Sequence[Tier], currency: Currency
) -> NewDefinition:
    """Return a voucher with its changes; its code and kind stay. Raises as `check_definition`."""
    given: dict[str, Any] = changes.given()
    given.pop("active", None)
    for name in ("days", "points", "on_entry"):
        if name in given:
            given[name] = given[name] or None
    for name in ("first_day", "last_day"):
        if given.get(name) == NO_DAY:
            given[name] = None
    return check_definition(replace(as_new(before), **given), tiers, currency)


def as_new(known: Definition) -> NewDefinition:
    """Return a voucher of the shop as it would be said anew."""
    return NewDefinition(
        known.code,
        known.name,
        known.kind_code,
        known.value,
        known.item.code if known.item else None,
        known.minimum,
        known.days,
        known.first_day,
        known.last_day,
        known.tiers,
        known.on_entry,
        known.points,
    )


def check_active(definition: Definition) -> None:
    """Raise DefinitionOff for one that is not given any more."""
    if not definition.active:
        raise errors.DefinitionOff(name=definition.name)
