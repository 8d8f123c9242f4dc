"""What is for customers of some tiers only: which tiers may be named, and who is refused."""

from collections.abc import Iterable, Sequence

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.tiers.types import Tier, UnknownTier


class NotForTier(UserError):
    """The customer is in another tier."""

    msgid = N_("{name} is for {tiers} only, and this customer is {tier}. Choose something else.")


def check_known(codes: Iterable[str], tiers: Sequence[Tier]) -> None:
    """Raise UnknownTier for a code that no tier has."""
    known = {tier.code for tier in tiers}
    for code in codes:
        if code not in known:
            raise UnknownTier(tier=code)


def fits(allowed: Sequence[str], tier: Tier) -> bool:
    """Tell whether something is for a tier: for those it names, by code, or for all."""
    return not allowed or tier.code in allowed


def check_tier(name: str, allowed: Sequence[str], tier: Tier, tiers: Sequence[Tier]) -> None:
    """Raise NotForTier where something is for other tiers than that of a customer."""
    if not fits(allowed, tier):
        names = [one.name for one in tiers if one.code in allowed]
        raise NotForTier(name=name, tiers=names, tier=tier.name)
