"""What of the shop an import has to know before it reads a row."""

import datetime as dt
from collections.abc import Iterable

from smbcrm.membership.custom_fields.rules import name_key
from smbcrm.membership.imports.headings import heading_key
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.imports.row import ShopFacts
from smbcrm.membership.imports.vocabulary import word_key
from smbcrm.membership.imports.words import TIERS
from smbcrm.membership.packages.types import Package
from smbcrm.membership.tiers.types import Tier


def shop_facts(work: ImportWork, today: dt.date) -> ShopFacts:
    """Return currency, region, tiers, staff and fields as cells name them."""
    shop = work.settings.shop()
    tiers, staff = work.tiers.all(), work.staff.staff()
    return ShopFacts(
        shop.currency,
        shop.region,
        today,
        _tier_words(tiers),
        {tier.id: tier.name for tier in tiers},
        {heading_key(one.name): one.id for one in staff},
        {one.id: one.name for one in staff},
        tuple(one for one in work.custom_fields.all() if one.active),
        _package_words(work.packages.all()),
        shop.day.zone,
    )


def own_names(work: ImportWork) -> frozenset[str]:
    """Return the names of the shop's own fields, as headings are compared with them."""
    return frozenset(name_key(one.name) for one in work.custom_fields.all() if one.active)


def _package_words(packages: Iterable[Package]) -> dict[str, Package]:
    """Return the visit packages by their names and codes; a code comes first."""
    known: dict[str, Package] = {}
    for text in ("name", "code"):
        for one in packages:
            known[word_key(getattr(one.item, text))] = one
    return known


def _tier_words(tiers: tuple[Tier, ...]) -> dict[str, int]:
    """Return the tiers by their names and codes, then by the usual words for them."""
    known = {heading_key(word): tier.id for tier in tiers for word in (tier.code, tier.name)}
    for tier in tiers:
        for word in TIERS.get(tier.code, "").split("|"):
            known.setdefault(heading_key(word), tier.id)
    return {word: tier for word, tier in known.items() if word}
