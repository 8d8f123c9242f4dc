"""A plain model of tiers: slow, obvious, and independent of the program.

It follows product.md section 5 and imports nothing from the program. It lives through a customer's
days from the first to the last and works everything out anew at each step. What it holds to:

- Figures of a day: over the standing operations dated in the months that end on it, spend and
  points (refunds count below zero) and the number of dates with a sale or a use of a visit. Points
  come with a top-up, too, where the shop has it so, and a withdrawal of it takes them as a refund.
- A tier is reached by any one of its ways. It is reached at once, with the sale or visit that does
  it, by the rules in force when that was recorded. A refund takes away nothing that was reached
  before it was recorded.
- A paid membership gives its tier with the sale of its item, for months from the date of that sale.
- A tier given by hand is a floor until its last day; a later one takes its place.
- A review raises whoever reaches more by its rules. It lowers whoever neither reaches the tier on
  a day of its months of grace, nor has it by hand, nor paid for it (and grace), nor holds it for
  less than it lasts at least. They fall to the highest tier that this leaves them.
- A review judges as of its date, whenever it is applied, and holds from the day on which it is. It
  lowers nobody who came to a tier since, and nobody below what a review of that day would leave.
- An applied review is a fact: only those on its list are ever moved by it, in the same direction
  and no further; less far only where what led there was taken back or came to light later.
- Rules that change, tiers given and reviews are one after the other in the order of `turn`.
"""

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

VISITS = ("sale", "visit_use")
TAKES_BACK = ("refund", "withdrawal")


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
    """A sale, visit or top-up, or what takes back. `ended`: the refund that gave it all back."""

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
    turn: int = 0


@dataclass(frozen=True)
class OracleReview:
    """A review applied on a date, after the operation `after`; `as_of` is its own date.

    `moved` is what its list said of this customer, None if it did not name them.
    """

    date: dt.date
    after: int
    turn: int
    as_of: dt.date
    moved: tuple[str, str] | None = None


@dataclass
class OracleLife:
    """Everything that tiers of one customer follow from.

    `rules` are (last operation and turn under them, tiers from the lowest up), oldest first; the
    last ones have no end.
    """

    rules: list[tuple[tuple[int, int] | None, tuple[OracleTier, ...]]]
    deeds: list[OracleDeed] = field(default_factory=list)
    gifts: list[OracleGift] = field(default_factory=list)
    reviews: list[OracleReview] = field(default_factory=list)

    def history(self) -> list[tuple[dt.date, str]]:
        """Return every change as (date, tier), in order; everybody begins in the lowest."""
        moves: list[tuple[dt.date, str]] = []
        held = self._tiers(0)[0].code
        events: list[tuple[dt.date, int, int, object]] = []
        events += [(d.date, d.seq, 0, d) for d in self.deeds if d.kind not in TAKES_BACK]
        events += [(g.date, g.after, g.turn, g) for g in self.gifts]
        events += [(r.date, r.after, r.turn, r) for r in self.reviews]
        for date, _, _, event in sorted(events, key=lambda one: one[:3]):
            if isinstance(event, OracleDeed):
                new = self._after_deed(event, held)
            elif isinstance(event, OracleGift):
                new = event.tier
            else:
                assert isinstance(event, OracleReview)
                new = self._told_again(event, held, moves)
            if new != held or isinstance(event, OracleGift):
                moves.append((date, new))
            held = new
        return moves

    def held(self, on: dt.date = dt.date.max) -> str:
        """Return the tier at the end of a day."""
        moves = [code for date, code in self.history() if date <= on]
        return moves[-1] if moves else self._tiers(0)[0].code

    def apply(self, date: dt.date, after: int, turn: int, as_of: dt.date) -> tuple[str, str] | None:
        """Apply a review; return whom its list names: from which tier to which, None for nobody."""
        review = OracleReview(date, after, turn, as_of)
        held = self.held()
        new = self._judged(review, held, self.history())
        moved = None if new == held else (held, new)
        self.reviews.append(OracleReview(date, after, turn, as_of, moved))
        return moved

    def _tiers(self, seq: int, turn: int = 0) -> tuple[OracleTier, ...]:
        """Return the tiers by the rules in force at a moment."""
        for until, tiers in self.rules:
            if until is None or (seq, turn) < until:
                return tiers
        raise AssertionError(seq)

    def _after_deed(self, deed: OracleDeed, held: str) -> str:
        tiers = self._tiers(deed.seq)
        codes = [tier.code for tier in tiers]
        best = codes.index(held)
        later = [one for one in self.deeds if one.seq > deed.seq]
        refunds = [one.seq for one in later if one.kind in TAKES_BACK]
        for end in [*refunds, None]:
            known = [one for one in self.deeds if end is None or one.seq < end]
            counted = [
                one
                for one in known
                if one.kind in TAKES_BACK or (one.date, one.seq) <= (deed.date, deed.seq)
            ]
            for place, tier in enumerate(tiers):
                if _reaches(tier, counted, deed.date):
                    best = max(best, place)
        for place, tier in enumerate(tiers):
            if deed.item is not None and tier.item == deed.item:
                best = max(best, place)
        return codes[best]

    def _told_again(
        self, review: OracleReview, held: str, moves: Sequence[tuple[dt.date, str]]
    ) -> str:
        if review.moved is None:
            return held
        order = [tier.code for tier in self._tiers(0)]
        new = order.index(self._judged(review, held, moves))
        now = order.index(held)
        before, after = map(order.index, review.moved)
        if after > before:
            return order[min(new, after)] if min(new, after) > now else held
        return order[max(new, after)] if max(new, after) < now else held

    def _judged(self, review: OracleReview, held: str, moves: Sequence[tuple[dt.date, str]]) -> str:
        """Return the tier that a review finds, on the day on which it is applied."""
        begun = [(on, code) for on, code in moves if on <= review.as_of]
        was = begun[-1][1] if begun else self._tiers(0)[0].code
        found = self._after_review(review, review.as_of, was, begun)
        order = [tier.code for tier in self._tiers(0)]
        if order.index(found) > order.index(was):
            return found if order.index(found) > order.index(held) else held
        if found == was or begun != list(moves):
            return held
        of_today = self._after_review(review, review.date, held, moves)
        return order[min(order.index(held), max(order.index(found), order.index(of_today)))]

    def _after_review(
        self, review: OracleReview, day: dt.date, held: str, moves: Sequence[tuple[dt.date, str]]
    ) -> str:
        """Return what a review leaves or gives that judges as of a day."""
        tiers = self._tiers(review.after, review.turn)
        codes = [tier.code for tier in tiers]
        known = [
            one
            for one in self.deeds
            if one.date <= day
            and (one.date, one.seq) <= (review.date, review.after)
            and (one.kind not in TAKES_BACK or one.seq <= review.after)
        ]
        reached = [n for n, tier in enumerate(tiers) if _reaches(tier, known, day)]
        top = max(reached, default=0)
        if top > codes.index(held):
            return codes[top]
        for place in range(codes.index(held), 0, -1):
            if self._keeps(review, day, tiers[place], known, moves):
                return codes[place]
        return codes[0]

    def _keeps(
        self,
        review: OracleReview,
        last: dt.date,
        tier: OracleTier,
        known: Sequence[OracleDeed],
        moves: Sequence[tuple[dt.date, str]],
    ) -> bool:
        day = back(last, tier.grace)
        while day <= last:
            if _reaches(tier, [one for one in known if one.date <= day], day):
                return True
            day += dt.timedelta(days=1)
        if any(code == tier.code and ahead(on, tier.lasts) > last for on, code in moves):
            return True
        moment = review.date, review.after, review.turn
        given = [
            one
            for one in self.gifts
            if one.date <= last and (one.date, one.after, one.turn) <= moment
        ]
        if given:
            latest = max(given, key=lambda one: (one.date, one.after, one.turn))
            if latest.tier == tier.code and latest.until is not None and latest.until >= last:
                return True
        refunded = {one.seq for one in known if one.kind == "refund"}
        return any(self._paid(one, tier, last, refunded) for one in known)

    def _paid(
        self, deed: OracleDeed, tier: OracleTier, day: dt.date, refunded: Collection[int]
    ) -> bool:
        sold = {one.code: one for one in self._tiers(deed.seq)}[tier.code]
        if deed.item is None or deed.item != sold.item or deed.ended in refunded:
            return False
        return ahead(ahead(deed.date, sold.item_months), tier.grace) > day


def _reaches(tier: OracleTier, deeds: Iterable[OracleDeed], day: dt.date) -> bool:
    counted = [one for one in deeds if back(day, tier.months) < one.date <= day]
    spend = sum(one.spend for one in counted)
    points = sum(one.points for one in counted)
    visits = len({one.date for one in counted if one.kind in VISITS})
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
