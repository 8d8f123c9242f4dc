"""The vouchers that a shop gives: pure rules of what may be said of one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from smbcrm.core.amounts import LARGEST
from smbcrm.core.money import Currency, Money
from smbcrm.core.text import clean
from smbcrm.membership.items.rules import CODE, LONGEST_NAME
from smbcrm.membership.tiers.types import Tier, UnknownTier
from smbcrm.membership.vouchers import errors
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE, KINDS
from smbcrm.membership.vouchers.kinds.kind import Worth
from smbcrm.membership.vouchers.kinds.percent_off import WHOLE
from smbcrm.membership.vouchers.types import NO_DAY, Definition, DefinitionChanges, NewDefinition

MOST_DAYS = 36_500


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
    if not (CODE.fullmatch(code) and 0 < len(name) <= LONGEST_NAME and _lasts(new)):
        raise errors.BadDefinition
    if not (0 <= new.minimum <= LARGEST and (new.points is None or 0 < new.points <= LARGEST)):
        raise errors.BadDefinition
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


def _check_tiers(new: NewDefinition, tiers: Sequence[Tier]) -> None:
    known = {tier.code: tier for tier in tiers}
    for code in filter(None, (*new.tiers, new.on_entry)):
        if code not in known:
            raise UnknownTier(tier=code)
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


def check_tier(name: str, allowed: Sequence[str], tier: Tier, tiers: Sequence[Tier]) -> None:
    """Raise NotForTier where something is for other tiers than that of a customer."""
    if allowed and tier.code not in allowed:
        names = [one.name for one in tiers if one.code in allowed]
        raise errors.NotForTier(name=name, tiers=names, tier=tier.name)
