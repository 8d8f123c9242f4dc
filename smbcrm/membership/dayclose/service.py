"""The close of a day: the use cases."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.clock import BusinessDay, Clock
from smbcrm.core.text import clean
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.document import day_document
from smbcrm.membership.dayclose.pieces import counted
from smbcrm.membership.dayclose.ports import Chosen, DayCloseWork
from smbcrm.membership.dayclose.types import (
    LONGEST_WORD,
    ClosedBefore,
    CloseRequest,
    Closing,
    Counting,
    Day,
    NewClosing,
    NothingCounted,
    Takings,
    TillClosed,
    WordTooLong,
)
from smbcrm.membership.ledger.clocks import LOOK_BACK, ClockFlag, flagged, wrong_now
from smbcrm.membership.ledger.closing import TillDay
from smbcrm.membership.reports.document import Document
from smbcrm.membership.requests.types import Done
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.staff.called import terminal_name
from smbcrm.membership.staff.steps import Moment, moment, once
from smbcrm.membership.staff.types import Terminal

_KIND = "day_close"


@dataclass(frozen=True, slots=True)
class DayCloseService:
    """Shows a till's day, closes it once, and tells whether this PC's clock can be right."""

    uow: UnitOfWork[DayCloseWork]
    clock: Clock

    def look(self, request: CloseRequest) -> Day:
        """Return a day as it stands; with something counted, what `close` would write.

        Raises NoSuchPiece, BadPieces, CountsDisagree, BadSum, KeptTooMuch, and what `moment`
        raises.
        """
        return self.uow.snapshot(self._look, request)

    def close(self, request: CloseRequest) -> Day:
        """Close a day; the same request again returns the day as it is closed.

        Raises besides what `look` raises ClosedBefore, NothingCounted, NeedsWord, WordTooLong.
        """
        return self.uow.run(self._close, request)

    def document(self, day: Day) -> Document:
        """Return a day as a report."""
        shop = self.uow.read(lambda work: work.settings.shop())
        return day_document(day, shop, self.clock.now())

    def clock_flag(self) -> ClockFlag | None:
        """Return how this PC's clock stands against the last operations, where it is wrong."""
        rows = self.uow.read(lambda work: work.day_closes.last_instants(LOOK_BACK))
        return wrong_now(rows, self.clock.now())

    def _look(self, work: DayCloseWork, request: CloseRequest) -> Day:
        at = moment(work, self.clock, request.act)
        return _day(work, at.terminal, at.date, request)

    def _close(self, work: DayCloseWork, request: CloseRequest) -> Day:
        arguments = {
            "counted": request.counted,
            "pieces": _pieces_text(request) or None,
            "float": request.opening_float,
            "kept": request.kept,
            "word": request.word or None,
        }

        def step(at: Moment) -> Done:
            return Done(_write(work, at, request))

        made = once(work, self.clock, request.act, _KIND, arguments, step)
        closing = work.day_closes.get(made)
        if closing is None:
            raise LookupError(made)
        tills = work.staff.all_terminals()
        till = next(one for one in tills if one.id == closing.terminal)
        return _day(work, till, closing.date, request)


def _write(work: DayCloseWork, at: Moment, request: CloseRequest) -> str:
    """Write the closing of a day and return its id.

    The end of the chain is held first: whoever books at this moment is seen, or sees the closing.
    """
    word = clean(request.word).strip()
    if len(word) > LONGEST_WORD:
        raise WordTooLong(longest=LONGEST_WORD)
    work.ledger.hold_chain()
    day = _day(work, at.terminal, at.date, request)
    request_id = request.act.request_id.lower()
    if day.closing is not None:
        if day.closing.id == request_id:  # sent twice at one moment: `once` meets the other there
            return request_id
        raise _closed_before(work, day.closing)
    counting = day.counting
    if counting.counted is None:
        raise NothingCounted
    rules.check_word(counting, word, day.currency)
    seq, head = work.day_closes.chain_end()
    new = NewClosing(
        id=request_id,
        terminal=at.terminal.id,
        date=at.date,
        staff=at.staff.id,
        recorded_at=at.now,
        until_seq=seq,
        head=head,
        opening_float=counting.opening_float,
        expected=counting.expected,
        counted=counting.counted,
        kept=rules.stays(counting),
        pieces=tuple(sorted((worth, n) for worth, n in request.pieces.items() if n)),
        word=word,
    )
    work.day_closes.add(new)
    work.record(TillClosed(new.terminal, new.date))
    return new.id


def _closed_before(work: DayCloseWork, closing: Closing) -> ClosedBefore:
    return ClosedBefore(
        terminal=terminal_name(work, closing.terminal),
        date=closing.date,
        at=work.settings.shop().day.local(closing.recorded_at),
        staff=closing.staff,
    )


def _day(work: DayCloseWork, till: Terminal, date: dt.date, request: CloseRequest) -> Day:
    """Return a till's day with what was typed; a closed one with what was written."""
    shop, day = work.settings.shop(), TillDay(date, till.id)
    closing = work.day_closes.closing(day)
    takings = _takings(work, day, shop.day, closing)
    counting = _counting(work, day, shop, request, takings, closing)
    rules.check_sums(counting, shop.currency)
    flags = {flag.seq for flag in takings.flags}
    until = None if closing is None else closing.until_seq
    return Day(
        date=date,
        terminal=till.name,
        staff={one.id: one.name for one in work.staff.all_staff()},
        currency=shop.currency,
        takings=takings,
        counting=counting,
        closing=closing,
        listed=rules.listed(takings.deeds, shop.day, flags, until),
        open_tills=work.day_closes.open_tills(day),
        owed=work.day_closes.owed(date),
        pieces=dict(closing.pieces) if closing else request.pieces,
        word=closing.word if closing else request.word,
        hidden=shop.counts_blind and counting.counted is None,
    )


def _takings(
    work: DayCloseWork, day: TillDay, days: BusinessDay, closing: Closing | None
) -> Takings:
    store = work.day_closes
    own = store.numbers(day)
    flags = tuple(one for one in flagged(store.instants(day, LOOK_BACK)) if one.seq in own)
    until = None if closing is None else closing.until_seq
    begins, ends = days.begins(day.date), days.begins(day.date + dt.timedelta(days=1))
    chosen = Chosen(begins, ends, until, [flag.seq for flag in flags])
    deeds = store.deeds(day, chosen)
    return Takings(store.sums(day, until), store.counts(day, until), deeds, flags)


def _counting(  # noqa: PLR0913 - everything that a drawer depends on
    work: DayCloseWork,
    day: TillDay,
    shop: Shop,
    request: CloseRequest,
    takings: Takings,
    closing: Closing | None,
) -> Counting:
    """Return what should be in the drawer; of a closed day as it was then."""
    limit = shop.difference_limit
    if closing is not None:
        cash = closing.expected - closing.opening_float
        return Counting(closing.opening_float, cash, closing.counted, closing.kept, limit)
    opening = request.opening_float
    if opening is None:
        opening = 0 if work.day_closes.has_float(day) else work.day_closes.kept_before(day)
    there = counted(request.counted, request.pieces, shop.currency)
    return Counting(opening, rules.cash(takings.sums), there, request.kept, limit)


def _pieces_text(request: CloseRequest) -> str:
    return ",".join(f"{worth}*{request.pieces[worth]}" for worth in sorted(request.pieces))
