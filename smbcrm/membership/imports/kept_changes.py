"""What is told of a list beside its problems, kept while somebody looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from smbcrm.membership.imports.types import Change, RowPair

MOST_CHANGES = 1_000
"""Changes that are kept; the others are counted."""


@dataclass(slots=True)
class KeptChanges:
    """A `ChangeSink` in memory: the first changes, and how many there are.

    `kept` counts those that do not come in, because the shop changed the same since, `new` those
    that bring somebody. `pairs` are the first that may be one person.
    """

    first: list[Change] = field(default_factory=list)
    in_all: int = 0
    kept: int = 0
    new: int = 0
    pairs: list[RowPair] = field(default_factory=list)

    def add(self, changes: Sequence[Change]) -> None:
        """Take some changes."""
        self.first += changes[: MOST_CHANGES - len(self.first)]
        self.in_all += len(changes)
        self.kept += sum(change.kept for change in changes)
        self.new += sum(not change.code for change in changes)

    def add_pairs(self, pairs: Sequence[RowPair]) -> None:
        """Take some pairs."""
        self.pairs += pairs[: MOST_CHANGES - len(self.pairs)]
