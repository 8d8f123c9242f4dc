"""What is known for the list: pairs, merges and what many share, as lines."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from smbcrm.core.i18n import N_
from smbcrm.membership.duplicates.blocks import Ids
from smbcrm.membership.duplicates.types import Crowd, Duplicates, Pair
from smbcrm.membership.merging.types import Merge
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.lines import Line, Lines
from smbcrm.ui.duplicates.list_card import Tab
from smbcrm.ui.duplicates.words import (
    DOT,
    crowd_field,
    crowd_title,
    merge_state,
    merge_title,
    pair_reasons,
    pair_title,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """Pairs are None until customers were compared for the first time.

    `by_hand` is a pair that somebody put together who knows more than a comparison finds.
    """

    pairs: tuple[Pair, ...] | None = None
    by_hand: Pair | None = None
    crowds: tuple[Crowd, ...] = ()
    merges: tuple[Merge, ...] = ()
    customers: int = 0

    def compared(self, found: Duplicates, customers: int) -> "Listed":
        """Return it with what a look has found."""
        return replace(self, pairs=found.pairs, crowds=found.crowds, customers=customers)

    def all_pairs(self) -> tuple[Pair, ...]:
        """Return the pairs, the one by hand first where a comparison did not find it."""
        pairs, by_hand = self.pairs or (), self.by_hand
        if by_hand is None or ids_of(by_hand) in map(ids_of, pairs):
            return pairs
        return (by_hand, *pairs)

    def without(self, customer: int) -> "Listed":
        """Return it without the pairs of somebody who went into another customer."""
        return self._kept(lambda pair: customer not in pair)

    def without_pair(self, gone: Ids) -> "Listed":
        """Return it without a pair that was said to be two people."""
        return self._kept(lambda pair: pair != gone)

    def _kept(self, stays: Callable[[Ids], bool]) -> "Listed":
        kept = tuple(one for one in self.pairs or () if stays(ids_of(one)))
        by_hand = self.by_hand
        if by_hand is not None and not stays(ids_of(by_hand)):
            by_hand = None
        return replace(self, pairs=kept, by_hand=by_hand)

    def pair(self, ids: object) -> Pair | None:
        """Return the pair of these two."""
        return next((one for one in self.all_pairs() if ids_of(one) == ids), None)

    def merge(self, number: object) -> Merge | None:
        """Return the merge of a number."""
        return next((one for one in self.merges if one.id == number), None)

    def lines(self, desk: Desk, tab: Tab) -> Lines[Any]:
        """Return what the list shows."""
        match tab:
            case Tab.PAIRS:
                return Lines(self.all_pairs(), ids_of, partial(_pair_line, desk))
            case Tab.MERGED:
                return Lines(self.merges, lambda merge: merge.id, partial(_merge_line, desk))
            case Tab.SHARED:
                return Lines(self.crowds, lambda crowd: crowd, partial(_crowd_line, desk))


def _pair_line(desk: Desk, pair: Pair) -> Line:
    title, reasons = pair_title(pair), pair_reasons(desk, pair)
    spoken, score = f"{title}, {reasons}", ""
    if pair.reasons:
        score = str(pair.score)
        alike = desk.say(N_("alike {score} of 100"), score=score)
        spoken = f"{spoken}, {alike}"
    return Line(ids_of(pair), title, reasons, score, spoken)


def _merge_line(desk: Desk, merge: Merge) -> Line:
    title, state = merge_title(merge), merge_state(desk, merge)
    return Line(merge.id, title, state, "", DOT.join((title, state)))


def _crowd_line(desk: Desk, crowd: Crowd) -> Line:
    title, field = crowd_title(crowd), crowd_field(desk, crowd)
    count = desk.words.number(crowd.customers)
    return Line(crowd, title, field, count, f"{title}, {field}, {count}")


def ids_of(pair: Pair) -> Ids:
    """Return the two of a pair by their ids."""
    return pair.one.id, pair.other.id
