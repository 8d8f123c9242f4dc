"""What becomes of a tier that is edited, and of the sales made before. Amounts are cents."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.errors import UserError
from smbcrm.membership.staff.types import BadName, NameTaken
from smbcrm.membership.tiers.reaching import in_force
from smbcrm.membership.tiers.rules import changed
from smbcrm.membership.tiers.types import (
    BadTier,
    BadTierDiscount,
    BadTierFactor,
    BadTierTerm,
    BirthdaySpan,
    FirstTier,
    PastRule,
    Tier,
    TierChanges,
    TiersUnordered,
)

REGULAR = Tier(1, "regular", 0, "Regular", None, 100, 0)
SILVER = Tier(2, "silver", 1, "Silver", 40_000, 120, 0)
GOLD = Tier(3, "gold", 2, "Gold", 100_000, 150, 500)
TIERS = (REGULAR, SILVER, GOLD)
MAY_4 = dt.date(2026, 5, 4)


def test_only_what_is_given_changes() -> None:
    assert changed(TIERS, GOLD, TierChanges()) == GOLD
    after = changed(TIERS, GOLD, TierChanges(" Amis ", 90_000, 0, 10_000))
    assert after == Tier(3, "gold", 2, "Amis", 90_000, 0, 10_000)
    assert changed(TIERS, GOLD, TierChanges(spend_from=0)).spend_from is None
    assert changed(TIERS, REGULAR, TierChanges(points_factor=90, spend_from=0)).points_factor == 90


@pytest.mark.parametrize(
    ("tier", "changes", "refusal"),
    [
        (GOLD, TierChanges(name=" "), BadName),
        (GOLD, TierChanges(name="a\nb"), BadName),
        (GOLD, TierChanges(name="Silver"), NameTaken),
        (GOLD, TierChanges(spend_from=-1), BadTier),
        (GOLD, TierChanges(spend_from=10**12 + 1), BadTier),
        (GOLD, TierChanges(points_factor=-1), BadTierFactor),
        (GOLD, TierChanges(points_factor=10_001), BadTierFactor),
        (GOLD, TierChanges(discount=-1), BadTierDiscount),
        (GOLD, TierChanges(discount=10_001), BadTierDiscount),
        (GOLD, TierChanges(spend_from=40_000), TiersUnordered),
        (SILVER, TierChanges(spend_from=100_000), TiersUnordered),
        (REGULAR, TierChanges(spend_from=1), FirstTier),
        (REGULAR, TierChanges(visits_from=1), FirstTier),
        (REGULAR, TierChanges(item="club"), FirstTier),
        (GOLD, TierChanges(visits_from=-1), BadTier),
        (GOLD, TierChanges(points_from=10**12 + 1), BadTier),
        (GOLD, TierChanges(birthday_factor=10_001), BadTierFactor),
        (GOLD, TierChanges(months=0), BadTier),
        (GOLD, TierChanges(months=61), BadTier),
        (GOLD, TierChanges(grace_months=61), BadTierTerm),
        (GOLD, TierChanges(grace_months=-1), BadTierTerm),
        (GOLD, TierChanges(lasts_months=-1), BadTierTerm),
        (GOLD, TierChanges(lasts_months=61), BadTierTerm),
        (GOLD, TierChanges(item_months=12), BadTierTerm),
        (GOLD, TierChanges(item="club", item_months=241), BadTierTerm),
        (GOLD, TierChanges(item="club", item_months=-1), BadTierTerm),
    ],
)
def test_what_no_tier_can_be_is_refused(
    tier: Tier, changes: TierChanges, refusal: type[UserError]
) -> None:
    with pytest.raises(refusal):
        changed(TIERS, tier, changes)


def test_a_tier_that_no_spend_leads_to_stands_in_nobodys_way() -> None:
    by_invitation = changed(TIERS, SILVER, TierChanges(spend_from=0))
    tiers = (REGULAR, by_invitation, GOLD)
    assert changed(tiers, GOLD, TierChanges(spend_from=1)).spend_from == 1


def test_an_item_gives_a_tier_for_a_year_unless_it_says_otherwise() -> None:
    club = changed(TIERS, GOLD, TierChanges(item="club"))
    assert (club.item, club.item_months) == ("club", 12)
    short = changed(TIERS, club, TierChanges(item_months=6))
    assert (short.item, short.item_months) == ("club", 6)
    other = changed(TIERS, short, TierChanges(item="other"))
    assert (other.item, other.item_months) == ("other", 6)
    none = changed(TIERS, other, TierChanges(item=""))
    assert (none.item, none.item_months) == (None, None)


CHANGES = st.builds(
    TierChanges,
    name=st.none() | st.just("Amis"),
    spend_from=st.none() | st.integers(0, 99_999).filter(lambda spend: spend != 40_000),
    points_factor=st.none() | st.integers(0, 200),
    discount=st.none() | st.integers(0, 200),
    visits_from=st.none() | st.integers(0, 99),
    points_from=st.none() | st.integers(0, 99),
    months=st.none() | st.integers(1, 60),
    item=st.none() | st.sampled_from(["", "club"]),
    item_months=st.none(),
    birthday_factor=st.none() | st.integers(0, 300),
    birthday_span=st.none() | st.sampled_from(BirthdaySpan),
    lasts_months=st.none() | st.integers(0, 60),
    grace_months=st.none() | st.integers(0, 60),
)


@given(CHANGES)
def test_changes_lead_back(changes: TierChanges) -> None:
    tiers = (REGULAR, GOLD)
    after = changed(tiers, GOLD, changes)
    assert changed((REGULAR, after), after, changes.back_to(GOLD)) == GOLD
    assert changes.back_to(GOLD).given().keys() == changes.given().keys()


SPENDS = st.none() | st.integers(1, 999)
RULES = st.dictionaries(st.integers(0, 9), SPENDS)
"""By the last operation before it changed: the spend in force up to then."""


@given(RULES, RULES, st.integers(1, 12))
def test_each_operation_is_judged_by_the_rules_of_its_time(
    silver: dict[int, int | None], gold: dict[int, int | None], seq: int
) -> None:
    past = sorted(
        [PastRule(SILVER.id, until, spend) for until, spend in silver.items()]
        + [PastRule(GOLD.id, until, spend) for until, spend in gold.items()],
        key=lambda rule: rule.until,
    )

    def then(ended: dict[int, int | None], now: int | None) -> int | None:
        return next((ended[until] for until in range(seq, 13) if until in ended), now)

    found = [tier.spend_from for tier in in_force(TIERS, past, seq)]
    assert found == [None, then(silver, 40_000), then(gold, 100_000)]
