"""What tiers are reached by and what they give, in short words for rows and chips."""

from smbcrm.core.i18n import N_, NN_
from smbcrm.core.percentages import percent_off
from smbcrm.membership.tiers.types import BirthdaySpan, Figures, Tier
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.typed_numbers import shown_hundredths

USUAL = 100
"""Percent: a factor that changes nothing."""


def reached_words(desk: Desk, tier: Tier) -> str:
    """Return how a tier is reached: $1,000.00 or 40 visits in 12 months."""
    if tier.rank == 0:
        return desk.say(N_("everyone"))
    ways = _ways(desk, tier)
    said = []
    if ways:
        joined = ways[0]
        for way in ways[1:]:
            joined = desk.say(N_("{first} or {second}"), first=joined, second=way)
        said.append(desk.say(N_("{amount} in {months} months"), amount=joined, months=tier.months))
    if tier.item is not None:
        said.append(desk.say(N_("by buying {item}"), item=tier.item))
    if not said:
        return desk.say(N_("only by hand"))
    return (
        desk.say(N_("{first} or {second}"), first=said[0], second=said[1]) if said[1:] else said[0]
    )


def given_words(desk: Desk, tier: Tier) -> list[str]:
    """Return what a tier gives, one thing after the other: points ×1.5, −5 %."""
    return [
        words
        for words in (
            points_words(desk, tier),
            discount_words(desk, tier) if tier.discount else "",
            birthday_words(desk, tier) if tier.birthday_factor != USUAL else "",
        )
        if words
    ]


def points_words(desk: Desk, tier: Tier) -> str:
    """Return the factor of the points: Points ×1.5."""
    return desk.say(N_("Points ×{factor}"), factor=shown_hundredths(tier.points_factor))


def discount_words(desk: Desk, tier: Tier) -> str:
    """Return the discount: −5 %, 9.5 折."""
    return desk.tell(percent_off(tier.discount))


def birthday_words(desk: Desk, tier: Tier) -> str:
    """Return the factor of a birthday: Birthday ×2."""
    factor = shown_hundredths(tier.birthday_factor)
    if tier.birthday_span is BirthdaySpan.MONTH:
        return desk.say(N_("Birthday month ×{factor}"), factor=factor)
    return desk.say(N_("Birthday ×{factor}"), factor=factor)


def figures_words(desk: Desk, figures: Figures, tier: Tier) -> str:
    """Return the figures that a tier looks at: $912.00, 31 visits."""
    said = [desk.words.money(figures.spend)]
    if tier.visits_from is not None:
        said.append(desk.count(NN_("{count} visit", "{count} visits"), figures.visits))
    if tier.points_from is not None:
        said.append(desk.count(NN_("{count} point", "{count} points"), figures.points))
    return desk.say(N_(", ")).join(said)


def _ways(desk: Desk, tier: Tier) -> list[str]:
    ways = []
    if tier.spend_from is not None:
        ways.append(desk.words.money(tier.spend_from))
    if tier.visits_from is not None:
        ways.append(desk.count(NN_("{count} visit", "{count} visits"), tier.visits_from))
    if tier.points_from is not None:
        ways.append(desk.count(NN_("{count} point", "{count} points"), tier.points_from))
    return ways
