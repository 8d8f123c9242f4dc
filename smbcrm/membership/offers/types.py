"""Top-up offers: the facts. Amounts in minor units."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_

EVER_SINCE, FOR_EVER = dt.date.min, dt.date.max
"""What takes the first or the last day of an offer away."""


@dataclass(frozen=True, slots=True)
class NewOffer:
    """An offer to add: it holds from `first` through `last`, for the tiers named by their codes.

    None: without that bound; no tiers: for everybody. `anyway`: it may give more than is paid.
    """

    amount: int
    gift: int
    first: dt.date | None = None
    last: dt.date | None = None
    tiers: tuple[str, ...] = ()
    anyway: bool = False


class Offer(NamedTuple):
    """The gift for paying at least an amount; an offer that is not active is kept, and not given.

    It holds from `first` through `last` (None: no bound), and for the tiers named by their codes,
    lowest first; without any for everybody.
    """

    id: int
    amount: int
    gift: int
    first: dt.date | None = None
    last: dt.date | None = None
    tiers: tuple[str, ...] = ()
    active: bool = True


class OfferChanges(NamedTuple):
    """What changes of an offer; None: it stays as it is.

    `EVER_SINCE` and `FOR_EVER` take a bound away; empty `tiers`: for everybody. `anyway`: it may
    give more than is paid.
    """

    amount: int | None = None
    gift: int | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    tiers: tuple[str, ...] | None = None
    active: bool | None = None
    anyway: bool = False

    def back_to(self, before: Offer) -> "OfferChanges":
        """Return what sets the same fields back to what they were, whatever that was."""
        return OfferChanges(
            None if self.amount is None else before.amount,
            None if self.gift is None else before.gift,
            None if self.first is None else before.first or EVER_SINCE,
            None if self.last is None else before.last or FOR_EVER,
            None if self.tiers is None else before.tiers,
            None if self.active is None else before.active,
            anyway=True,
        )

    def given(self) -> dict[str, Any]:
        """Return the fields that change, by name."""
        fields = self._asdict().items()
        return {name: one for name, one in fields if name != "anyway" and one is not None}


class BadOffer(UserError):
    """The amount or the gift of an offer cannot be."""

    msgid = N_("An offer needs an amount and a gift, both above 0 and at most {largest}.")


class GenerousOffer(UserError):
    """An offer whose gift is more than what is paid for it, and nobody said that this is meant."""

    msgid = N_("Whoever pays {amount} would get {gift} on top: more than is paid.")
    command = N_("If it is meant so, say --anyway.")


class OfferEndsFirst(UserError):
    """An offer whose last day comes before its first."""

    msgid = N_("The offer would end on {last}, before it begins on {first}. Give a later last day.")


class SameOffer(UserError):
    """Two offers that differ in nothing."""

    msgid = N_("There is this very offer already: number {offer}. Change that one.")


class UnknownOffer(UserError):
    """There is no offer of that number."""

    msgid = N_("There is no offer number {offer}.")
    command = N_("See: smbcrm offer list")
