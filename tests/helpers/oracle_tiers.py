"""A plain model of tiers: slow, obvious, and independent of the program.

It follows product.md section 5 and imports nothing from the program. It lives through a customer's
days from the first to the last and works everything out anew at each step. What it holds to:

- Figures of a day: over the standing operations dated in the months that end on it, spend and
  points (refunds count below zero) and the number of dates with a sale or a use of a visit.
- A tier is reached by any one of its ways. It is reached at once, with the sale or visit that does
  it, by the rules in force when that was recorded. A refund takes away nothing that was reached
  before it was recorded.
- A paid membership gives its tier with the sale of its item, for months from the date of that sale.
- A tier given by hand is a floor until its last day; a later one takes its place.
- A review raises whoever reaches more by its rules. It lowers whoever neither reaches the tier on
  a day of its months of grace, nor has it by hand, nor paid for it (and grace), nor holds it for
  less than it lasts at least. They fall to the highest tier that this leaves them.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class OracleTier:
    """A tier: the ways to it (None: not this way) and how long it is kept."""

    code: str
    spend: int | None = None
    visits: int | None = None
    points: int | None = None
    months: int = 12
    item: str | None = None
    item_months: int = 0
    lasts: int = 0
    grace: int = 0


@dataclass(frozen=True)
class OracleDeed:
    """A standing sale, use of a visit, or refund. `ended` is the refund that gave it all back."""

    date: dt.date
    seq: int
    kind: str
    spend: int = 0
    points: int = 0
    item: str | None = None
    ended: int | None = None


@dataclass(frozen=True)
class OracleGift:
    """A tier given by hand on a date, after the operation `after`, until a day or (None) not."""

    date: dt.date
    after: int
    tier: str
    until: dt.date | None


@dataclass(frozen=True)
class OracleReview:
    """A review of a date, after the operation `after`."""

    date: dt.date
    after: int


@dataclass
class OracleLife:
    """Everything that tiers of one customer follow from.

    `rules` are (last operation under them, tiers from the lowest up), oldest first; the last ones
    have no end.
    """

    rules: list[tuple[int | None, tuple[OracleTier, ...]]]
    deeds: list[OracleDeed] = field(default_factory=list)
    gifts: list[OracleGift] = field(default_factory=list)
    reviews: list[OracleReview] = field(default_factory=list)

    def history(self) -> list[tuple[dt.date, str]]:
        """Return every change as (date, tier), in order; everybody begins in the lowest."""
        moves: list[tuple[dt.date, str]] = []
        held = self._tiers(0)[0].code
        events: list[tuple[dt.date, int, int, object]] = []
        events += [(d.date, d.seq, 0, d) for d in self.deeds if d.kind != "refund"]
        events += [(g.date, g.after, 1, g) for g in self.gifts]
        events += [(r.date, r.after, 2, r) for r in self.reviews]
        for date, _, _, event in sorted(events, key=lambda one: one[:3]):
            if isinstance(event, OracleDeed):
                new = self._after_deed(event, held)
            elif isinstance(event, OracleGift):
                new = event.tier
            else:
                assert isinstance(event, OracleReview)
                new = self._after_review(event, held, moves)
            if new != held or isinstance(event, OracleGift):
                moves.append((date, new))
            held = new
        return moves

    def held(self, on: dt.date = dt.date.max) -> str:
        """Return the tier at the end of a day."""
        moves = [code for date, code in self.history() if date <= on]
        return moves[-1] if moves else self._tiers(0)[0].code

    def _tiers(self, seq: int) -> tuple[OracleTier, ...]:
        """Return the tiers by the rules in force when an operation was recorded."""
        for until, tiers in self.rules:
            if until is None or seq <= until:
                return tiers
        raise AssertionError(seq)

    def _after_deed(self, deed: OracleDeed, held: str) -> str:
        tiers = self._tiers(deed.seq)
        codes = [tier.code for tier in tiers]
        best = codes.index(held)
        refunds = [one.seq for one in self.deeds if one.kind == "refund" and one.seq > deed.seq]
        for end in [*refunds, None]:
            known = [one for one in self.deeds if end is None or one.seq < end]
            counted = [
                one
                for one in known
                if one.kind == "refund" or (one.date, one.seq) <= (deed.date, deed.seq)
            ]
            for place, tier in enumerate(tiers):
                if _reaches(tier, counted, deed.date):
                    best = max(best, place)
        for place, tier in enumerate(tiers):
            if deed.item is not None and tier.item == deed.item:
                best = max(best, place)
        return codes[best]

    def _after_review(
        self, review: OracleReview, held: str, moves: Sequence[tuple[dt.date, str]]
    ) -> str:
        tiers = self._tiers(review.after + 1)
        codes = [tier.code for tier in tiers]
        known = [
            one
            for one in self.deeds
            if (one.date, one.seq) <= (review.date, review.after)
            and (one.kind != "refund" or one.seq <= review.after)
        ]
        reached = [n for n, tier in enumerate(tiers) if _reaches(tier, known, review.date)]
        top = max(reached, default=0)
        if top > codes.index(held):
            return codes[top]
        for place in range(codes.index(held), 0, -1):
            if self._keeps(review, tiers[place], known, moves):
                return codes[place]
        return codes[0]

    def _keeps(
        self,
        review: OracleReview,
        tier: OracleTier,
        known: Sequence[OracleDeed],
        moves: Sequence[tuple[dt.date, str]],
    ) -> bool:
        day = back(review.date, tier.grace)
        while day <= review.date:
            if _reaches(tier, [one for one in known if one.date <= day], day):
                return True
            day += dt.timedelta(days=1)
        if any(code == tier.code and ahead(on, tier.lasts) > review.date for on, code in moves):
            return True
        given = [one for one in self.gifts if (one.date, one.after) <= (review.date, review.after)]
        if given:
            last = max(given, key=lambda one: (one.date, one.after))
            if last.tier == tier.code and last.until is not None and last.until >= review.date:
                return True
        return any(self._paid(one, tier, review) for one in known)

    def _paid(self, deed: OracleDeed, tier: OracleTier, review: OracleReview) -> bool:
        sold = {one.code: one for one in self._tiers(deed.seq)}[tier.code]
        if deed.item is None or deed.item != sold.item:
            return False
        if deed.ended is not None and deed.ended <= review.after:
            return False
        return ahead(ahead(deed.date, sold.item_months), tier.grace) > review.date


def _reaches(tier: OracleTier, deeds: Iterable[OracleDeed], day: dt.date) -> bool:
    counted = [one for one in deeds if back(day, tier.months) < one.date <= day]
    spend = sum(one.spend for one in counted)
    points = sum(one.points for one in counted)
    visits = len({one.date for one in counted if one.kind != "refund"})
    ways = ((tier.spend, spend), (tier.visits, visits), (tier.points, points))
    return any(wanted is not None and there >= wanted for wanted, there in ways)


def back(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months before, the last one of a shorter month."""
    return ahead(day, -months)


def ahead(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, the last one of a shorter month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
