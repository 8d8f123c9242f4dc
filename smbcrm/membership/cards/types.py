"""Cards: the facts."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.errors import UserError
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
    VOID = "void"


LIVING = frozenset({CardState.ISSUED, CardState.ACTIVE})
"""States in which a card may be used."""

_WHY = {
    CardState.FROZEN: N_("The card {number} is frozen."),
    CardState.LOST: N_("The card {number} was reported lost."),
    CardState.REPLACED: N_("The card {number} was replaced."),
    CardState.EXPIRED: N_("The card {number} has expired."),
    CardState.VOID: N_("The card {number} is void."),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A card; a dead one keeps its number for ever, so that it is recognised."""

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
    def why(self) -> Text | None:
        """Why the card may not be used; None for a living one."""
        reason = _WHY.get(self.state)
        return None if reason is None else Text(reason, {"number": self.number})


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card with its customer; for a dead one `living` is the card to use instead."""

    card: Card
    code: str
    full_name: str
    living: Card | None


class UnknownCard(UserError):
    """No card has that number."""

    msgid = N_("There is no card {number}.")
    command = N_("Look for its customer with: smbcrm find")


class BadCardNumber(UserError):
    """A text that no card can have for its number."""

    msgid = N_("“{number}” is no card number: 4 to 32 letters, digits or hyphens.")


class NotOurCard(UserError):
    """A number that is not of the shop's own range."""

    msgid = N_(
        "{number} is not a number of this shop: 12 digits that begin with {prefix} and end with "
        "the right check digit. Leave the number out, then the next free one is taken."
    )


class CardNumberTaken(UserError):
    """The number is that of another card, item or customer."""

    msgid = N_("{number} is the number of another card, item or customer. Take another one.")


class RangeUsedUp(UserError):
    """No number of the range is left."""

    msgid = N_("No card number that begins with {prefix} is left. Choose other first digits.")
    command = N_("Use: smbcrm setting set card.prefix")


class NoCardToReplace(UserError):
    """The customer has no card that could be replaced."""

    msgid = N_("{code} has no card to replace.")
    command = N_("Issue one with: smbcrm card issue {code}")


class CardIsDead(UserError):
    """A dead card, while the customer has a living one."""

    msgid = N_("{why} Use the living card of the customer: {living}")


class CardIsDeadAlone(UserError):
    """A dead card of a customer who has no other."""

    msgid = N_("{why} The customer has no living card.")
    command = N_("Issue one with: smbcrm card issue {code}")


class AlreadyDead(UserError):
    """A card that cannot be replaced, because it was replaced before or is void."""

    msgid = N_("{why} It cannot be replaced.")
    command = N_("Issue a new card with: smbcrm card issue {code}")
