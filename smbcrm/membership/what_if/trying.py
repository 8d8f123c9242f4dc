"""The rules of a trial: those of now with its changes, checked as the settings check them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from smbcrm.core.text import clean
from smbcrm.membership.offers.rules import check_offer
from smbcrm.membership.tiers import rules as tier_rules
from smbcrm.membership.tiers.types import NewTier, NoSuchItem, Tier, UnknownTier
from smbcrm.membership.vouchers.errors import UnknownDefinition
from smbcrm.membership.what_if.around import entry_voucher
from smbcrm.membership.what_if.ports import ReplayWork
from smbcrm.membership.what_if.types import EntryVoucher, RuleSet, Trial


def tried(work: ReplayWork, before: RuleSet, trial: Trial) -> RuleSet:
    """Return the rules of a trial; raise what editing a tier, voucher or offer raises."""
    tiers = _changed(_with_new(before.tiers, trial.new_tiers), trial)
    tiers = [_with_item(work, tier) for tier in tiers]
    checked = tuple(tier_rules.checked(tiers, tier) for tier in tiers)
    currency = work.settings.shop().currency
    offers = before.offers if trial.offers is None else trial.offers
    for offer in offers:
        check_offer(offer, offers, currency)
    return RuleSet(
        checked,
        trial.points.on(before.rates),
        offers,
        _brought(work, before, trial, checked),
        trial.review_dates or before.review_dates,
    )


def ranked_as(before: RuleSet, after: RuleSet) -> RuleSet:
    """Return the rules of now with the ranks of a trial, in which tiers may lie between."""
    ranks = {tier.id: tier.rank for tier in after.tiers}
    return replace(before, tiers=tuple(tier._replace(rank=ranks[tier.id]) for tier in before.tiers))


def _with_item(work: ReplayWork, tier: Tier) -> Tier:
    """Return a tier with its item by its own code; raise NoSuchItem."""
    if tier.item is None:
        return tier
    item = work.items.find(clean(tier.item))
    if item is None:
        raise NoSuchItem(code=tier.item)
    return tier._replace(item=item.code)


def _with_new(tiers: Iterable[Tier], new_tiers: Iterable[NewTier]) -> list[Tier]:
    """Return the tiers with new ones among them, ranked; their ids are below zero."""
    found = list(tiers)
    for number, new in enumerate(new_tiers, 1):
        code = tier_rules.check_code(found, new.code)
        place = len(found) if new.above is None else 1 + _place(found, new.above)
        found.insert(place, Tier(-number, code, 0, new.name, None, 100, 0))
    return [tier._replace(rank=rank) for rank, tier in enumerate(found)]


def _changed(tiers: list[Tier], trial: Trial) -> list[Tier]:
    found = list(tiers)
    changes = {**trial.tiers, **{new.code: new.changes for new in trial.new_tiers}}
    for code, one in changes.items():
        place = _place(found, code)
        found[place] = tier_rules.with_changes(found[place], one)
    return found


def _place(tiers: list[Tier], code: str) -> int:
    place = next((n for n, tier in enumerate(tiers) if tier.code == code), None)
    if place is None:
        raise UnknownTier(tier=code)
    return place


def _brought(
    work: ReplayWork, before: RuleSet, trial: Trial, tiers: Iterable[Tier]
) -> Mapping[str, tuple[EntryVoucher, ...]]:
    """Return what the entry of each tier brings: a voucher comes with one tier alone."""
    if not trial.entry_vouchers:
        return before.entry_vouchers
    known = {one.code: entry_voucher(one) for one in work.vouchers.definitions() if one.active}
    brings = {code: list(given) for code, given in before.entry_vouchers.items()}
    for code, vouchers in trial.entry_vouchers.items():
        _place(list(tiers), code)
        if unknown := [one for one in vouchers if one not in known]:
            raise UnknownDefinition(code=unknown[0])
        named = [known[one] for one in dict.fromkeys(vouchers)]
        brings = {other: [one for one in b if one not in named] for other, b in brings.items()}
        brings[code] = named
    return {code: tuple(given) for code, given in brings.items()}
