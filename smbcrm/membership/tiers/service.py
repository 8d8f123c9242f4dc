"""Tiers and top-up offers: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.money import Money
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once
from smbcrm.membership.tiers import rules
from smbcrm.membership.tiers.ports import TierDesk
from smbcrm.membership.tiers.types import (
    Offer,
    OfferChanged,
    PastRule,
    Tier,
    TierChanges,
    UnknownOffer,
    UnknownTier,
)


@dataclass(frozen=True, slots=True)
class TierService:
    """Lists and edits tiers and top-up offers. The same request again changes nothing.

    A change counts for what is recorded after it: nobody who has reached a tier loses it, and
    what was earned, taken off or given stays as it was.
    """

    uow: UnitOfWork[TierDesk]
    clock: Clock

    def all(self) -> tuple[Tier, ...]:
        """Return the tiers, lowest first."""
        return self.uow.read(lambda work: work.tiers.all())

    def offers(self) -> tuple[Offer, ...]:
        """Return the top-up offers, smallest amount first."""
        return self.uow.read(lambda work: work.tiers.offers())

    def edit(self, tier: int | str, changes: TierChanges, act: Act | None = None) -> Changed[Tier]:
        """Change a tier, named by its id or code.

        Raises UnknownTier, BadName, NameTaken, BadTier, FirstTier, TiersUnordered. To take it
        back: `edit(tier, changes.back_to(changed.before))`.
        """
        return self.uow.run(self._edit, tier, changes, self._act(act))

    def put_offer(self, amount: int, gift: int, act: Act | None = None) -> OfferChanged:
        """Give a gift for topping up at least an amount, in place of the one for this amount.

        Both in minor units. Raises BadOffer. To take it back: `put_offer` with what was before,
        `drop_offer` where nothing was.
        """
        return self.uow.run(self._put_offer, Offer(amount, gift), self._act(act))

    def drop_offer(self, amount: int, act: Act | None = None) -> OfferChanged:
        """Give no more gift for an amount; raise UnknownOffer. `put_offer` takes it back."""
        return self.uow.run(self._drop_offer, amount, self._act(act))

    def _act(self, act: Act | None) -> Act:
        return act or Act(uuid7(self.clock))

    def _edit(
        self, work: TierDesk, which: int | str, changes: TierChanges, act: Act
    ) -> Changed[Tier]:
        former: list[Tier] = []

        def step(_: Moment) -> Done:
            last = work.tiers.hold()
            tiers = work.tiers.all()
            tier = next((one for one in tiers if which in {one.id, one.code}), None)
            if tier is None:
                raise UnknownTier(tier=which)
            after = rules.changed(tiers, tier, changes)
            if after.spend_from != tier.spend_from:
                work.tiers.add_past_rule(PastRule(tier.id, last, tier.spend_from))
            work.tiers.put(after)
            work.record(SetUpChanged(SetUp.TIERS))
            former.append(tier)
            return Done(str(tier.id))

        arguments = {"tier": which, **changes.given()}
        kept = int(once(work, self.clock, act, "tier_edit", arguments, step))
        return Changed(next(one for one in work.tiers.all() if one.id == kept), *former)

    def _put_offer(self, work: TierDesk, offer: Offer, act: Act) -> OfferChanged:
        def step(_: Moment) -> Done:
            checked = rules.check_offer(offer, work.settings.shop().currency)
            before = _offer(work, offer.amount)
            work.tiers.put_offer(checked)
            work.record(SetUpChanged(SetUp.OFFERS))
            return _gift_before(before)

        arguments = {"amount": offer.amount, "gift": offer.gift}
        done = once(work, self.clock, act, "offer_put", arguments, step)
        return OfferChanged(_before(offer.amount, done), offer)

    def _drop_offer(self, work: TierDesk, amount: int, act: Act) -> OfferChanged:
        def step(_: Moment) -> Done:
            before = _offer(work, amount)
            if before is None:
                raise UnknownOffer(amount=Money(amount, work.settings.shop().currency))
            work.tiers.drop_offer(amount)
            work.record(SetUpChanged(SetUp.OFFERS))
            return _gift_before(before)

        done = once(work, self.clock, act, "offer_drop", {"amount": amount}, step)
        return OfferChanged(_before(amount, done), None)


def _offer(work: TierDesk, amount: int) -> Offer | None:
    """Return the offer for exactly an amount, which nobody else changes in this step."""
    work.tiers.hold()
    return next((offer for offer in work.tiers.offers() if offer.amount == amount), None)


def _gift_before(offer: Offer | None) -> Done:
    return Done("" if offer is None else str(offer.gift))


def _before(amount: int, gift: str) -> Offer | None:
    return Offer(amount, int(gift)) if gift else None
