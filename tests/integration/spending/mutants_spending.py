"""Faults that somebody could build into offers, spend orders, and how points are earned."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.earned_back import EarnedBack, earned_back
from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import ToppedUp, Wallet
from smbcrm.membership.offers import rules as offers
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.sales import rules as sales
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.shop.types import Rates, Shop, SpendOrder
from smbcrm.membership.tiers.types import Tier
from tests.integration.ledger.mutants import Mutant

_share, _holds, _rate = ledger.share, offers.holds, sales.earning_rate


def _always_pro_rata(_order: SpendOrder, amount: int, *have: int) -> tuple[int, int]:
    return _share(SpendOrder.PRO_RATA, amount, *have)


def _swapped(order: SpendOrder, amount: int, *have: int) -> tuple[int, int]:
    other = {
        SpendOrder.GIFT_FIRST: SpendOrder.PRINCIPAL_FIRST,
        SpendOrder.PRINCIPAL_FIRST: SpendOrder.GIFT_FIRST,
    }
    return _share(other.get(order, order), amount, *have)


def _for_any_tier(offer: Offer, _tier: str, day: dt.date) -> bool:
    return _holds(offer._replace(tiers=()), "", day)


def _a_day_too_long(offer: Offer, tier: str, day: dt.date) -> bool:
    last = offer.last and offer.last + dt.timedelta(days=1)
    return _holds(offer._replace(last=last), tier, day)


def _the_largest_amount(found: Iterable[Offer], amount: int) -> int:
    reached = [offer for offer in found if amount >= offer.amount]
    return max(reached, key=lambda offer: offer.amount).gift if reached else 0


def _without_weekday(rates: Rates, tier: Tier, day: dt.date, *, birthday: bool) -> Fraction:
    return _rate(rates._replace(weekdays=(100,) * 7), tier, day, birthday=birthday)


def _weekday_late(rates: Rates, tier: Tier, day: dt.date, *, birthday: bool) -> Fraction:
    return _rate(rates, tier, day + dt.timedelta(days=1), birthday=birthday)


def _without_birthday(rates: Rates, tier: Tier, day: dt.date, *, birthday: bool) -> Fraction:
    del birthday
    return _rate(rates, tier, day, birthday=False)


def _added_up(rates: Rates, tier: Tier, day: dt.date, *, birthday: bool) -> Fraction:
    """Add the factors instead of multiplying them."""
    extra = rates.weekdays[day.weekday()] - 100
    extra += tier.birthday_factor - 100 if birthday else 0
    return rates.earn * Fraction(tier.points_factor + extra, 100)


def _earns_again(drawn: Iterable[NewEntry], _earned: Collection[int]) -> int:
    return sum(-entry.amount for entry in drawn)


def _rate_of_now(work: TillWork, shop: Shop, customer: int | None, *_: object) -> Fraction:
    del work
    return Fraction(0) if customer is None else shop.rates.earn


def _all_at_once(brought: ToppedUp, _amount: int) -> int:
    return brought.points


def _floored_each(brought: ToppedUp, amount: int) -> int:
    return brought.points * amount // brought.paid


def _forgiven(
    work: TillWork, wallet: Wallet, earned_with: Collection[int], points: int, spare: int = 0
) -> EarnedBack:
    """Take what there is, and forget what is missing."""
    found = earned_back(work, wallet, earned_with, points, spare)
    kept = [one for one in found.entries if isinstance(one.lot, int)]
    return EarnedBack(tuple(kept), found.made_up)


def _none_due(_brought: Mapping[int, int], _amount: int) -> int:
    return 0


_LEDGER, _OFFERS = "membership.ledger.rules", "membership.offers"
_SALES, _VALUE = "membership.sales", "membership.value.rules"
_FILLING, _SELLING = f"{_SALES}.filling", f"{_SALES}.selling"

SEEN_BY_ITS_RULES = (
    Mutant("always pro rata", f"{_LEDGER}.share", _always_pro_rata),
    Mutant("gift and paid part swapped", f"{_LEDGER}.share", _swapped),
    Mutant("an offer of another tier", f"{_OFFERS}.steps.holds", _for_any_tier),
    Mutant("an offer that has ended", f"{_OFFERS}.steps.holds", _a_day_too_long),
    Mutant("the gift of the largest amount", f"{_FILLING}.gift_for", _the_largest_amount),
    Mutant("no weekday", f"{_SALES}.rules.earning_rate", _without_weekday),
    Mutant("the weekday after", f"{_SALES}.rules.earning_rate", _weekday_late),
    Mutant("no birthday", f"{_SALES}.rules.earning_rate", _without_birthday),
    Mutant("factors added", f"{_SALES}.rules.earning_rate", _added_up),
    Mutant("earned twice", f"{_SELLING}.earning", _earns_again),
    Mutant("a top-up without factors", f"{_FILLING}.rate_on", _rate_of_now),
    Mutant("all points with any withdrawal", f"{_VALUE}.points_due", _all_at_once),
    Mutant("each withdrawal for itself", f"{_VALUE}.points_due", _floored_each),
    Mutant("no points with a withdrawal", f"{_VALUE}.points_due", _none_due),
    Mutant("spent points forgiven", "membership.value.withdrawing.earned_back", _forgiven),
    Mutant(
        "a refund by the spend",
        "membership.ledger.postings.SaleRecord.base",
        property(lambda record: record.spend),
    ),
    Mutant(
        "a birthday a day late",
        f"{_SALES}.earning.is_birthday",
        lambda *_: False,
    ),
)
