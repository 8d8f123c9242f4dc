"""Tiers and top-up offers: the use cases that change something."""

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


def edit(
    uow: UnitOfWork[TierDesk], clock: Clock, tier: int | str, changes: TierChanges, act: Act | None
) -> Changed[Tier]:
    """Change a tier; see `TierService.edit`."""
    return uow.run(_edit, clock, tier, changes, act or Act(uuid7(clock)))


def put_offer(
    uow: UnitOfWork[TierDesk], clock: Clock, amount: int, gift: int, act: Act | None
) -> OfferChanged:
    """Give a gift for an amount; see `TierService.put_offer`."""
    return uow.run(_put_offer, clock, Offer(amount, gift), act or Act(uuid7(clock)))


def drop_offer(
    uow: UnitOfWork[TierDesk], clock: Clock, amount: int, act: Act | None
) -> OfferChanged:
    """Give no more gift for an amount; see `TierService.drop_offer`."""
    return uow.run(_drop_offer, clock, amount, act or Act(uuid7(clock)))


def _edit(
    work: TierDesk, clock: Clock, which: int | str, changes: TierChanges, act: Act
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
    kept = int(once(work, clock, act, "tier_edit", arguments, step))
    return Changed(next(one for one in work.tiers.all() if one.id == kept), *former)


def _put_offer(work: TierDesk, clock: Clock, offer: Offer, act: Act) -> OfferChanged:
    def step(_: Moment) -> Done:
        checked = rules.check_offer(offer, work.settings.shop().currency)
        before = _offer(work, offer.amount)
        work.tiers.put_offer(checked)
        work.record(SetUpChanged(SetUp.OFFERS))
        return _gift_before(before)

    arguments = {"amount": offer.amount, "gift": offer.gift}
    done = once(work, clock, act, "offer_put", arguments, step)
    return OfferChanged(_before(offer.amount, done), offer)


def _drop_offer(work: TierDesk, clock: Clock, amount: int, act: Act) -> OfferChanged:
    def step(_: Moment) -> Done:
        before = _offer(work, amount)
        if before is None:
            raise UnknownOffer(amount=Money(amount, work.settings.shop().currency))
        work.tiers.drop_offer(amount)
        work.record(SetUpChanged(SetUp.OFFERS))
        return _gift_before(before)

    done = once(work, clock, act, "offer_drop", {"amount": amount}, step)
    return OfferChanged(_before(amount, done), None)


def _offer(work: TierDesk, amount: int) -> Offer | None:
    """Return the offer for exactly an amount, which nobody else changes in this step."""
    work.tiers.hold()
    return next((offer for offer in work.tiers.offers() if offer.amount == amount), None)


def _gift_before(offer: Offer | None) -> Done:
    return Done("" if offer is None else str(offer.gift))


def _before(amount: int, gift: str) -> Offer | None:
    return Offer(amount, int(gift)) if gift else None
