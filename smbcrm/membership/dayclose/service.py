"""The close of a day: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import job_id
from smbcrm.core.text import clean
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.document import day_document
from smbcrm.membership.dayclose.looking import counting_of, day_of, is_hidden
from smbcrm.membership.dayclose.ports import DayCloseWork
from smbcrm.membership.dayclose.types import (
    LONGEST_WORD,
    ClosedBefore,
    CloseRequest,
    Closing,
    Day,
    NewClosing,
    NewCount,
    NothingCounted,
    TillClosed,
    WordTooLong,
)
from smbcrm.membership.ledger.clocks import LOOK_BACK, ClockFlag, wrong_now
from smbcrm.membership.ledger.closing import TillDay
from smbcrm.membership.reports.document import Document
from smbcrm.membership.requests.steps import identify, recorded
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.called import terminal_name
from smbcrm.membership.staff.steps import Moment, moment, once

_COUNT = "day_count"
_KIND = "day_close"


@dataclass(frozen=True, slots=True)
class DayCloseService:
    """Shows a till's day, closes it once, and tells whether this PC's clock can be right."""

    uow: UnitOfWork[DayCloseWork]
    clock: Clock

    def look(self, request: CloseRequest) -> Day:
        """Return a day as it stands; with something counted, what `close` would write.

        Raises NoSuchPiece, BadPieces, CountsDisagree, BadSum, KeptTooMuch, FloatTooSmall, and what
        `moment` raises.
        """
        return self.uow.snapshot(self._look, request)

    def count(self, request: CloseRequest) -> Day:
        """Stand by what is counted, and return the day with what should be there.

        Where the shop counts blind, that is told until cash moves again, and the count is kept;
        another one later is kept beside it, for the owner to see. Elsewhere this is `look`. Raises
        besides what that raises NothingCounted, and RequestReused where the request did something
        else before.
        """
        self.uow.run(self._count, request)
        return self.look(request)

    def close(self, request: CloseRequest) -> Day:
        """Close a day; the same request again returns the day as it is closed.

        Where the shop counts blind, what is counted is kept first, as `count` does, also when the
        day is not closed then. Raises besides what `look` raises ClosedBefore, NothingCounted,
        NeedsWord, WordTooLong, RequestReused.
        """
        self.uow.run(self._count, request)
        made = self.uow.run(self._close, request)
        return self.uow.snapshot(self._closed, made, request)

    def drawer(self, act: Act) -> int | None:
        """Return what a till's drawer should hold now; raise what `moment` raises.

        None while the shop counts blind and it is not told: not even whether it is below zero.
        """
        return self.uow.read(self._drawer, act)

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
        return day_of(work, at.terminal, at.date, request)

    def _drawer(self, work: DayCloseWork, act: Act) -> int | None:
        at, shop = moment(work, self.clock, act), work.settings.shop()
        day = TillDay(at.date, at.terminal.id)
        if is_hidden(work, day, shop):
            return None
        moved = work.day_closes.sums(day, None), None
        return counting_of(work, day, shop, CloseRequest(act), moved).expected

    def _count(self, work: DayCloseWork, request: CloseRequest) -> None:
        """Keep a count where the shop counts blind and the day is open.

        A request that closed the day before has nothing more to count, and one that did something
        else is refused before anything is kept under its name.
        """
        if not work.settings.shop().counts_blind:
            return
        if recorded(work, *identify(request.act, _KIND, _arguments(request))) is not None:
            return
        at = moment(work, self.clock, request.act)
        work.ledger.hold_chain()
        if work.day_closes.closing(TillDay(at.date, at.terminal.id)) is None:
            _keep_count(work, at, request)

    def _close(self, work: DayCloseWork, request: CloseRequest) -> str:
        def step(at: Moment) -> Done:
            return Done(_write(work, at, request))

        return once(work, self.clock, request.act, _KIND, _arguments(request), step)

    def _closed(self, work: DayCloseWork, made: str, request: CloseRequest) -> Day:
        closing = work.day_closes.get(made)
        if closing is None:
            raise LookupError(made)
        tills = work.staff.all_terminals()
        till = next(one for one in tills if one.id == closing.terminal)
        return day_of(work, till, closing.date, request)


def _keep_count(work: DayCloseWork, at: Moment, request: CloseRequest) -> None:
    """Write a count, unless it is kept already: the same one sent again, or the last one still."""
    shop, store, day = work.settings.shop(), work.day_closes, TillDay(at.date, at.terminal.id)
    counting = counting_of(work, day, shop, request, (store.sums(day, None), None))
    if counting.counted is None:
        raise NothingCounted
    named = request.act.request_id.lower(), at.terminal.id, at.date, counting.counted
    count, kept = job_id(_COUNT, *named), store.blind_counts(day)
    still = not is_hidden(work, day, shop) and kept[-1].counted == counting.counted
    if still or any(one.id == count for one in kept):
        return
    seq, _ = store.chain_end()
    new = NewCount(count, day, at.staff.id, at.now, seq, counting.expected, counting.counted)
    store.keep_count(new)


def _arguments(request: CloseRequest) -> dict[str, object]:
    """Return what is asked for besides who, where and for which day."""
    return {
        "counted": request.counted,
        "pieces": _pieces_text(request) or None,
        "float": request.opening_float,
        "kept": request.kept,
        "word": request.word or None,
    }


def _write(work: DayCloseWork, at: Moment, request: CloseRequest) -> str:
    """Write the closing of a day and return its id.

    The end of the chain is held first: whoever books at this moment is seen, or sees the closing.
    While it is held nobody sells, so only what the drawer depends on is read.
    """
    word = clean(request.word).strip()
    if len(word) > LONGEST_WORD:
        raise WordTooLong(longest=LONGEST_WORD)
    work.ledger.hold_chain()
    shop, store, day = work.settings.shop(), work.day_closes, TillDay(at.date, at.terminal.id)
    closing = store.closing(day)
    request_id = request.act.request_id.lower()
    if closing is not None:
        if closing.id == request_id:  # sent twice at one moment: `once` meets the other there
            return request_id
        raise _closed_before(work, closing)
    counting = counting_of(work, day, shop, request, (store.sums(day, None), None))
    if counting.counted is None:
        raise NothingCounted
    rules.check_word(counting, word, shop.currency)
    seq, head = store.chain_end()
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
    store.add(new)
    work.record(TillClosed(new.terminal, new.date))
    return new.id


def _closed_before(work: DayCloseWork, closing: Closing) -> ClosedBefore:
    return ClosedBefore(
        terminal=terminal_name(work, closing.terminal),
        date=closing.date,
        at=work.settings.shop().day.local(closing.recorded_at),
        staff=closing.staff,
    )


def _pieces_text(request: CloseRequest) -> str:
    return ",".join(f"{worth}*{request.pieces[worth]}" for worth in sorted(request.pieces))
