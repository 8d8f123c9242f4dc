"""What staff did in a while, by the order of the chain. Fixed SQL.

The chain's order and not the time bounds it, so that what a wrong clock recorded is among it.
"""

import datetime as dt
from collections.abc import Iterable

from smbcrm.core.clock import BusinessDay, instant_text, parse_instant
from smbcrm.membership.ledger.clocks import LOOK_BACK, ClockFlag, ClockWatch, Recorded
from smbcrm.membership.ledger.closing import NOT_OF_THE_DAY
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.reports.insider import Difference, InsiderFacts, ResetPin, Suspicion
from smbcrm.membership.reports.till_deeds import TillDeed
from smbcrm.models.queries.insider_drawer import PeeweeDrawers
from smbcrm.models.queries.insider_gifts import PeeweeGifts
from smbcrm.models.queries.insider_links import BETWEEN, PeeweeLinks
from smbcrm.models.queries.insider_ways import PeeweeWays
from smbcrm.models.session import Session
from smbcrm.models.stores.till_deeds import DEEDS, deed_of

_KINDS = "'reversal', 'refund', 'withdrawal', 'transfer', 'adjustment', 'cash'"
_LATER = (
    "SELECT o.seq FROM operation o JOIN day_close d ON d.terminal = o.terminal "
    f"AND d.business_date = o.business_date WHERE {BETWEEN} AND o.seq > d.until_seq"
)
_CLOSED = (
    "SELECT d.business_date, t.name, s.name, d.expected, d.counted, w.word "
    "FROM day_close d JOIN terminal t ON t.id = d.terminal JOIN staff s ON s.id = d.staff "
    "LEFT JOIN day_close_word w ON w.day_close = d.id "
    "WHERE d.recorded_at >= ? AND d.recorded_at < ? AND d.expected <> d.counted "
    "ORDER BY d.recorded_at, d.id"
)
# Each count that what followed it, a count or the closing, is off by another sum.
_RECOUNTED = (
    "SELECT c.business_date, t.name, s.name, c.expected, c.counted, w.word FROM day_count c "
    "JOIN terminal t ON t.id = c.terminal JOIN staff s ON s.id = c.staff "
    "LEFT JOIN day_count n ON n.terminal = c.terminal AND n.business_date = c.business_date "
    "AND n.place = c.place + 1 LEFT JOIN day_close d ON d.terminal = c.terminal "
    "AND d.business_date = c.business_date LEFT JOIN day_close_word w ON w.day_close = d.id "
    "WHERE COALESCE(n.counted - n.expected, d.counted - d.expected) <> c.counted - c.expected "
    "AND c.recorded_at >= ? AND c.recorded_at < ? ORDER BY c.recorded_at, c.id"
)
_CHOSEN = f"{BETWEEN} AND (o.kind IN ({_KINDS}) OR o.seq IN ({{numbers}}))"


class PeeweeInsider:
    """Reads what staff did."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def between(self, begins: dt.datetime, ends: dt.datetime, day: BusinessDay) -> InsiderFacts:
        """Return what was recorded from one instant to before another, by the chain's order."""
        times = instant_text(begins), instant_text(ends)
        bounds = self._bounds(*times)
        links, ways = PeeweeLinks(self._session), PeeweeWays(self._session)
        gifts = PeeweeGifts(self._session, links)
        own, relatives, given = links.between(bounds)
        friends, friends_of_staff = gifts.friends(bounds)
        by_hand = gifts.by_hand(bounds)
        numbered = {
            Suspicion.GIVEN: given,
            Suspicion.FRIENDS: friends_of_staff,
            Suspicion.ONE_CARD: gifts.on_one_card(bounds),
            Suspicion.ENTRIES: gifts.entries(bounds),
            Suspicion.BEYOND: PeeweeDrawers(self._session).beyond(bounds),
            **ways.numbered(bounds),
        }
        later = frozenset(row[0] for row in self._session.rows(_LATER, *bounds))
        back_dated, flags = self._times(bounds, day)
        numbers = {*own, *relatives, *later, *back_dated, *(flag.seq for flag in flags)}
        numbers.update(friends, by_hand, *numbered.values())
        return InsiderFacts(
            self._deeds(bounds, numbers),
            own,
            relatives,
            later,
            self._last_sales(*bounds),
            flags,
            self._counts(_CLOSED, *times),
            self._counts(_RECOUNTED, *times),
            self._resets(*times),
            numbered=numbered,
            by_hand=by_hand,
            friends=friends,
            ordinary=ways.ordinary(),
            holds=links.holds(*times),
            wrong_pins=ways.wrong_pins(*times),
            void_cards=ways.void_cards(*times),
            turned=ways.turned(begins, ends),
        )

    def _bounds(self, begins: str, ends: str) -> tuple[int, int]:
        """Return the first and the last number of a while; of nothing where nothing was done."""
        whole = self._session.row(
            "SELECT MIN(seq), MAX(seq) FROM operation WHERE recorded_at >= ? AND recorded_at < ?",
            begins,
            ends,
        )
        return (whole[0], whole[1]) if whole is not None and whole[0] is not None else (1, 0)

    def _deeds(self, bounds: tuple[int, int], numbers: Iterable[int]) -> tuple[TillDeed, ...]:
        chosen = _CHOSEN.format(numbers=", ".join(map(str, sorted(numbers))) or "NULL")
        rows = self._session.rows(DEEDS.replace("{which}", chosen), *bounds, *bounds)
        return tuple(map(deed_of, rows))

    def _times(
        self, bounds: tuple[int, int], day: BusinessDay
    ) -> tuple[list[int], list[ClockFlag]]:
        """Return the numbers of what counts for another day, and at what a clock stood wrong."""
        watch, (first, last) = ClockWatch(), bounds
        back_dated: list[int] = []
        flags: list[ClockFlag] = []
        for seq, kind, date, text in self._session.stream(
            "SELECT seq, kind, business_date, recorded_at FROM operation "
            "WHERE seq BETWEEN ? AND ? ORDER BY seq",
            first - LOOK_BACK,
            last,
        ):
            at = parse_instant(text)
            flag = watch.look_at(Recorded(seq, at))
            if seq < first or kind in NOT_OF_THE_DAY:
                continue
            if flag is not None:
                flags.append(flag)
            if kind != OperationKind.REVERSAL and day.date(at).isoformat() != date:
                back_dated.append(seq)
        return back_dated, flags

    def _last_sales(self, first: int, last: int) -> dict[dt.date, dt.datetime]:
        rows = self._session.rows(
            "SELECT business_date, MAX(recorded_at) FROM operation "
            "WHERE seq BETWEEN ? AND ? AND kind IN ('sale', 'top_up') GROUP BY business_date",
            first,
            last,
        )
        return {dt.date.fromisoformat(date): parse_instant(at) for date, at in rows}

    def _resets(self, begins: str, ends: str) -> tuple[ResetPin, ...]:
        rows = self._session.rows(
            "SELECT r.recorded_at, s.name, t.name, COALESCE(c.full_name, ''), "
            "COALESCE(c.code, ''), p.reason FROM spending_pin_reset p "
            "JOIN request_log r ON r.id = p.request JOIN staff s ON s.id = r.staff "
            "JOIN terminal t ON t.id = r.terminal LEFT JOIN customer c ON c.id = r.customer "
            "WHERE r.recorded_at >= ? AND r.recorded_at < ? ORDER BY r.recorded_at, r.id",
            begins,
            ends,
        )
        return tuple(ResetPin(parse_instant(at), *rest) for at, *rest in rows)

    def _counts(self, statement: str, begins: str, ends: str) -> tuple[Difference, ...]:
        rows = self._session.rows(statement, begins, ends)
        return tuple(
            Difference(dt.date.fromisoformat(row[0]), row[1], row[2], row[3], row[4], row[5] or "")
            for row in rows
        )
