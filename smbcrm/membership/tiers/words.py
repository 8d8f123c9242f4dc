"""The codes of tiers in words, for people; JSON and what is typed keep the codes."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.tiers.moves import Review, ReviewList
from smbcrm.membership.tiers.types import HoldReason, TierReason

_REASONS: Mapping[str, str] = {
    TierReason.SPEND: N_("reached by spending"),
    TierReason.VISITS: N_("reached by visits"),
    TierReason.POINTS: N_("reached by points earned"),
    TierReason.PAID: N_("paid for"),
    TierReason.HAND: N_("given by hand"),
    TierReason.REVIEW: N_("moved at the review"),
    TierReason.IMPORT: N_("brought in by an import"),
}
_HOLD_REASONS: Mapping[str, str] = {
    HoldReason.INVITATION: N_("invitation"),
    HoldReason.GOODWILL: N_("goodwill"),
    HoldReason.FAMILY: N_("family of the house"),
    HoldReason.STAFF: N_("one of the staff"),
    HoldReason.CORRECTION: N_("correction"),
    HoldReason.RELEASE: N_("released, no longer by hand"),
}


def reason_words(reason: str) -> Text:
    """Return why somebody has a tier, in words."""
    return Text(_REASONS.get(reason, reason))


def hold_reason_words(reason: str) -> Text:
    """Return why a tier was given by hand; the code itself where a later version wrote it."""
    return Text(_HOLD_REASONS.get(reason, reason))


def applied_words(review: Review) -> Text:
    """Return when a review was applied, and how many it moved."""
    return Text(
        N_("The review of {date} was applied on {day}: {up} up, {down} down."),
        {"date": review.of, "day": review.day, "up": review.up, "down": review.down},
    )


def nobody_words(found: ReviewList) -> Text:
    """Return that a review moves nobody."""
    says = N_("Nobody moves at the review of {date}, as of {day}.")
    return Text(says, {"date": found.of, "day": found.day})
