"""A till's day as it stands: what moved, what should be in the drawer, what the owner reads."""

import datetime as dt

from smbcrm.core.clock import BusinessDay
from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.pieces import counted
from smbcrm.membership.dayclose.ports import Chosen, DayCloseWork
from smbcrm.membership.dayclose.types import (
    CloseRequest,
    Closing,
    Counting,
    Day,
    Owed,
    Takings,
    TillSum,
)
from smbcrm.membership.ledger.clocks import LOOK_BACK, ClockFlag, flagged
from smbcrm.membership.ledger.closing import TillDay
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.staff.types import Terminal


def day_of(work: DayCloseWork, till: Terminal, date: dt.date, request: CloseRequest) -> Day:
    """Return a till's day with what was typed; a closed one with what was written.

    What must not be known yet is taken out here, so that no screen or report has to think of it.
    """
    shop, day, store = work.settings.shop(), TillDay(date, till.id), work.day_closes
    closing = store.closing(day)
    takings = _takings(work, day, shop.day, closing)
    counting = counting_of(work, day, shop, request, (takings.sums, closing))
    hidden = is_hidden(work, day, shop)
    over = () if hidden else rules.beyond(counting.opening_float, store.drawer_moves(day))
    if hidden:
        counting = Counting(0, 0, None, None, shop.difference_limit)
        takings = Takings((), (), tuple(map(rules.without_money, takings.deeds)), takings.flags)
    flags = {flag.seq for flag in takings.flags}
    marked = rules.Marked(flags, over, None if closing is None else closing.until_seq)
    return Day(
        date=date,
        terminal=till.name,
        staff={one.id: one.name for one in work.staff.all_staff()},
        currency=shop.currency,
        takings=takings,
        counting=counting,
        closing=closing,
        listed=rules.listed(takings.deeds, shop.day, marked),
        open_tills=store.open_tills(day),
        owed=Owed(0, 0, 0, 0, 0) if hidden else store.owed(date),
        pieces=dict(closing.pieces) if closing else request.pieces,
        word=closing.word if closing else request.word,
        hidden=hidden,
        counts=() if hidden else store.blind_counts(day),
    )


def is_hidden(work: DayCloseWork, day: TillDay, shop: Shop) -> bool:
    """Tell whether the shop counts blind and what should be in the drawer is not told now."""
    store = work.day_closes
    if not shop.counts_blind or store.closing(day) is not None:
        return False
    return rules.is_blind(store.blind_counts(day), store.drawer_moves(day))


def counting_of(
    work: DayCloseWork,
    day: TillDay,
    shop: Shop,
    request: CloseRequest,
    moved: tuple[tuple[TillSum, ...], Closing | None],
) -> Counting:
    """Return what should be in the drawer; of a closed day as it was then.

    `moved` is what moved that day, and how it was closed. Raises what `counted` raises, BadSum,
    KeptTooMuch and FloatTooSmall.
    """
    (sums, closing), store, limit = moved, work.day_closes, shop.difference_limit
    if closing is not None:
        put_in = store.float_put_in(day, closing.until_seq)
        cash = closing.expected - closing.opening_float
        counting = Counting(
            closing.opening_float, cash, closing.counted, closing.kept, limit, put_in
        )
    else:
        put_in = store.float_put_in(day, None)
        opening = rules.opening(
            request.opening_float, store.kept_before(day), put_in, shop.currency
        )
        there = counted(request.counted, request.pieces, shop.currency)
        counting = Counting(opening, rules.cash(sums), there, request.kept, limit, put_in)
    rules.check_sums(counting, shop.currency)
    return counting


def _takings(
    work: DayCloseWork, day: TillDay, days: BusinessDay, closing: Closing | None
) -> Takings:
    store = work.day_closes
    until = None if closing is None else closing.until_seq
    flags = _flags(work, day)
    begins, ends = days.begins(day.date), days.begins(day.date + dt.timedelta(days=1))
    chosen = Chosen(begins, ends, until, [flag.seq for flag in flags])
    deeds = store.deeds(day, chosen)
    sums, counts, servings = (
        store.sums(day, until),
        store.counts(day, until),
        store.servings(day, until),
    )
    return Takings(sums, counts, deeds, flags, servings)


def _flags(work: DayCloseWork, day: TillDay) -> tuple[ClockFlag, ...]:
    """Return the operations of a day at which a clock stood wrong."""
    own = work.day_closes.numbers(day)
    spans = work.day_closes.instants(own, LOOK_BACK)
    return tuple(flag for span in spans for flag in flagged(span) if flag.seq in own)
