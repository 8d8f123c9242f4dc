"""Top-up offers: the use cases that change something."""

from dataclasses import asdict

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.offers import rules
from smbcrm.membership.offers.ports import OfferDesk
from smbcrm.membership.offers.types import NewOffer, Offer, OfferChanges, UnknownOffer
from smbcrm.membership.requests.steps import note_rules
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once
from smbcrm.membership.tiers.limits import check_known


def add(uow: UnitOfWork[OfferDesk], clock: Clock, new: NewOffer, act: Act | None) -> Offer:
    """Add an offer; see `OfferService.add`."""
    return uow.run(_add, clock, new, act or Act(uuid7(clock)))


def edit(
    uow: UnitOfWork[OfferDesk], clock: Clock, number: int, changes: OfferChanges, act: Act | None
) -> Changed[Offer]:
    """Change an offer; see `OfferService.edit`."""
    return uow.run(_edit, clock, number, changes, act or Act(uuid7(clock)))


def _add(work: OfferDesk, clock: Clock, new: NewOffer, act: Act) -> Offer:
    made: list[int] = []

    def step(_: Moment) -> Done:
        work.tiers.hold()
        offer = Offer(0, new.amount, new.gift, new.first, new.last, _tiers(work, new.tiers))
        checked = rules.check_offer(offer, work.offers.all(), work.settings.shop().currency)
        if not new.anyway:
            rules.check_generous(checked, work.settings.shop().currency)
        work.record(SetUpChanged(SetUp.OFFERS))
        made.append(work.offers.add(checked))
        return Done(str(made[0]))

    tiers = ",".join(sorted(new.tiers)) or None
    asked = {**asdict(new), "tiers": tiers, "anyway": new.anyway or None}
    offer = _numbered(work, int(once(work, clock, act, "offer_add", asked, step)))
    if made:
        _note(work, act, offer._replace(active=False), offer)
    return offer


def _edit(
    work: OfferDesk, clock: Clock, number: int, changes: OfferChanges, act: Act
) -> Changed[Offer]:
    former: list[Offer] = []

    def step(_: Moment) -> Done:
        work.tiers.hold()
        offer = _numbered(work, number)
        tiers = None if changes.tiers is None else _tiers(work, changes.tiers)
        after = rules.changed(offer, changes._replace(tiers=tiers))
        currency = work.settings.shop().currency
        work.offers.put(rules.check_offer(after, work.offers.all(), currency))
        if not changes.anyway and (after.amount, after.gift) != (offer.amount, offer.gift):
            rules.check_generous(after, currency)
        work.record(SetUpChanged(SetUp.OFFERS))
        former.append(offer)
        return Done(str(offer.id))

    given = changes.given()
    if changes.tiers is not None:
        given["tiers"] = ",".join(sorted(changes.tiers))
    once(
        work,
        clock,
        act,
        "offer_edit",
        {**given, "offer": number, "anyway": changes.anyway or None},
        step,
    )
    after = _numbered(work, number)
    for before in former:
        _note(work, act, before, after)
    return Changed(after, *former)


def _note(work: OfferDesk, act: Act, before: Offer, after: Offer) -> None:
    note_rules(work, act, f"offer {after.id}", before._asdict(), after._asdict())


def _tiers(work: OfferDesk, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of tiers, lowest first and each once; raise UnknownTier."""
    tiers = work.tiers.all()
    check_known(codes, tiers)
    return tuple(tier.code for tier in tiers if tier.code in codes)


def _numbered(work: OfferDesk, number: int) -> Offer:
    for offer in work.offers.all():
        if offer.id == number:
            return offer
    raise UnknownOffer(offer=number)
