"""Cards: the facts."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.i18n import N_, Text


class CardState(StrEnum):
    """Where a card stands in its life."""

    ISSUED = "issued"
    """Made out to a customer and not handed over yet."""
    ACTIVE = "active"
    FROZEN = "frozen"
    LOST = "lost"
    REPLACED = "replaced"
    EXPIRED = "expired"
    """Never written down: `rules.as_of` says it of a card whose last day is over."""
    VOID = "void"


class CardAct(StrEnum):
    """What is done with a card."""

    ISSUE = "issue"
    HAND_OVER = "hand_over"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"
    """Takes a freeze back, or the report of a loss."""
    REPORT_LOST = "lost"
    REPLACE = "replace"
    RENEW = "renew"
    VOID = "void"
    UNDO = "undo"
    """What was done last is taken back: the card is what it was before."""


class CardReason(StrEnum):
    """Why something is done with a card: codes, because the history holds no free text."""

    CUSTOMER_ASKED = "customer_asked"
    DAMAGED = "damaged"
    STOLEN = "stolen"
    MISUSE = "misuse"
    FOUND = "found"
    MISTAKE = "mistake"
    OTHER = "other"


_R = CardReason
REASONS: Mapping[CardAct, tuple[CardReason, ...]] = {
    CardAct.FREEZE: (_R.CUSTOMER_ASKED, _R.STOLEN, _R.MISUSE, _R.OTHER),
    CardAct.UNFREEZE: (_R.FOUND, _R.CUSTOMER_ASKED, _R.MISTAKE, _R.OTHER),
    CardAct.REPORT_LOST: (_R.STOLEN, _R.CUSTOMER_ASKED, _R.OTHER),
    CardAct.REPLACE: (_R.DAMAGED, _R.STOLEN, _R.MISUSE, _R.CUSTOMER_ASKED, _R.OTHER),
    CardAct.VOID: (_R.CUSTOMER_ASKED, _R.DAMAGED, _R.STOLEN, _R.MISUSE, _R.MISTAKE, _R.OTHER),
}
"""The reasons that can be given for what is done with a card."""

LIVING = frozenset({CardState.ISSUED, CardState.ACTIVE})
"""States in which a card may be used."""

_SAID = {
    CardState.ISSUED: N_("The card {number} waits to be handed over."),
    CardState.ACTIVE: N_("The card {number} is in use."),
    CardState.FROZEN: N_("The card {number} is frozen."),
    CardState.LOST: N_("The card {number} was reported lost."),
    CardState.REPLACED: N_("The card {number} was replaced by {following}."),
    CardState.EXPIRED: N_("The card {number} has expired."),
    CardState.VOID: N_("The card {number} is void."),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A card; a dead one keeps its number for ever, so that it is recognised.

    `valid_until` is its last business date, None for a card that never ends.
    """

    number: str
    customer: int
    state: CardState
    issued_on: dt.date
    valid_until: dt.date | None
    replaced_by: str | None
    changed_at: dt.datetime

    @property
    def living(self) -> bool:
        """Whether the card may be used."""
        return self.state in LIVING

    @property
    def replaceable(self) -> bool:
        """Whether another card may take its place: not where one did before, or it is void."""
        return self.state not in {CardState.REPLACED, CardState.VOID}

    @property
    def said(self) -> Text:
        """How the card stands, as a sentence."""
        return Text(_SAID[self.state], {"number": self.number, "following": self.replaced_by})

    @property
    def why(self) -> Text | None:
        """Why the card may not be used; None for a living one."""
        return None if self.living else self.said


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card with its customer; for a dead one `living` is the card to use instead."""

    card: Card
    code: str
    full_name: str
    living: Card | None


@dataclass(frozen=True, slots=True)
class CardEvent:
    """One line of a card's history: what was done, what the card was from then on, who, where.

    `reason` is a code; None where none was given.
    """

    act: CardAct
    state: CardState
    valid_until: dt.date | None
    at: dt.datetime
    staff: str
    terminal: str
    reason: str | None
