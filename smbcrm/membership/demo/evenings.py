"""What the demo shop does for itself: vouchers to many, tier reviews, an offer, the day's close."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.demo.clerk import Clerk
from smbcrm.membership.demo.errands import Errand, Errands
from smbcrm.membership.offers.types import NewOffer
from smbcrm.membership.tiers.rules import review_of
from smbcrm.membership.value.types import CashReason, CashRequest
from smbcrm.membership.vouchers.types import DefinitionChanges

_CLOSES_AT = dt.time(21)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is done on a date at a local time."""

    date: dt.date
    time: dt.time
    run: Callable[[], None]


def duties(clerk: Clerk, today: dt.date, first: dt.date, open_day: dt.date) -> tuple[Duty, ...]:
    """Return what is done for the shop between a first date and the last day it was open."""
    gives = clerk.catalogue.gives
    amount, gift = (part * clerk.unit for part in gives.offer)
    offer = NewOffer(amount, gift, tiers=("gold",))
    reviews = _review_dates(clerk, today, first)
    return (
        # The last review is due: Settings shows who will move.
        *(Duty(day, dt.time(8, 30), partial(_review, clerk)) for day in reviews[:-1]),
        Duty(today - dt.timedelta(days=120), dt.time(8, 30), partial(_welcome, clerk)),
        Duty(today - dt.timedelta(days=20), dt.time(8, 30), partial(_offer, clerk, offer)),
        Duty(open_day, dt.time(19, 45), partial(_to_the_bank, clerk)),
        Duty(open_day, _CLOSES_AT, partial(_close, clerk)),
    )


def vouchers_to_many(done_by: Errands, today: dt.date) -> tuple[Duty, ...]:
    """Return the three times at which vouchers were given to many, the first ones ended since."""
    given = (
        (75, "NEXT", range(21, 2000, 4)),
        (18, "FREE", range(22, 2000, 5)),
        (6, "BIRTHDAY", range(1, 11)),
        (6, "FREE", range(1, 9, 7)),
    )
    return tuple(
        Duty(today - dt.timedelta(days=days), dt.time(9), partial(done_by.issue, code, numbers))
        for days, code, numbers in given
    )


def vouchers_used(done_by: Errands) -> tuple[Errand, ...]:
    """Return who came back with a voucher: not many."""
    used = partial(partial, done_by.use_voucher)
    return (
        *(Errand(72 - n, 25 + 12 * n, used("NEXT")) for n in range(8)),
        *(Errand(14 - n, 22 + 15 * n, used("FREE")) for n in range(8)),
        Errand(4, 3, used("BIRTHDAY")),
    )


def _review_dates(clerk: Clerk, today: dt.date, first: dt.date) -> list[dt.date]:
    """Return the review dates since a day, oldest first."""
    days = clerk.services.shop.shop().review_dates
    found: list[dt.date] = []
    day = review_of(days, today)
    while day > first:
        found.insert(0, day)
        day = review_of(days, day - dt.timedelta(days=1))
    return found


def _review(clerk: Clerk) -> None:
    clerk.services.tiers.apply_review(None, clerk.act())


def _welcome(clerk: Clerk) -> None:
    """Give the voucher for gold to everybody who enters it from now on."""
    clerk.services.vouchers.edit("GOLD", DefinitionChanges(on_entry="gold"), clerk.act())


def _offer(clerk: Clerk, offer: NewOffer) -> None:
    clerk.services.offers.add(offer, clerk.act())


def _to_the_bank(clerk: Clerk) -> None:
    amount = -clerk.catalogue.cast.top_up * clerk.unit // 2
    clerk.services.value.cash(CashRequest(clerk.act(), amount, CashReason.BANK))


def _close(clerk: Clerk) -> None:
    """Count the drawer, which is a little short, and say why."""
    usual = clerk.catalogue.cast.top_up * clerk.unit
    stays = usual * 3 // 4
    opening = stays + usual
    looked = CloseRequest(clerk.act(), opening_float=opening)
    counting = clerk.services.dayclose.look(looked).counting
    request = CloseRequest(
        clerk.act(clerk.catalogue.staff[0]),
        counted=counting.expected - usual // 40,
        opening_float=opening,
        kept=stays,
        word=clerk.catalogue.gives.word,
    )
    clerk.services.dayclose.close(request)
