"""What a shop's old book says it owes, beside what its list brings in. Minor units throughout."""

from dataclasses import dataclass

from smbcrm.membership.imports.types import Sums


@dataclass(frozen=True, slots=True)
class OldBook:
    """What the old book says is owed in all; None was not typed."""

    principal: int | None = None
    gift: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One sum: what the book says, None where that was not typed, and what came in."""

    theirs: int | None
    ours: int

    @property
    def difference(self) -> int:
        """By how much more came in than the book says; 0 where the book says nothing."""
        return 0 if self.theirs is None else self.ours - self.theirs


@dataclass(frozen=True, slots=True)
class Compared:
    """Paid part, gift part, and both together."""

    principal: Line
    gift: Line
    both: Line

    @property
    def typed(self) -> bool:
        """Whether the book says anything."""
        return self.principal.theirs is not None or self.gift.theirs is not None

    @property
    def agrees(self) -> bool:
        """Whether each part is what the book says: a difference in one never offsets the other."""
        return not self.principal.difference and not self.gift.difference


def compare(book: OldBook, brought: Sums) -> Compared:
    """Compare part by part.

    >>> compared = compare(OldBook(90, 20), Sums(principal=100, gift=10))
    >>> compared.both.difference, compared.agrees
    (0, False)
    """
    both = None if book.principal is None or book.gift is None else book.principal + book.gift
    return Compared(
        Line(book.principal, brought.principal),
        Line(book.gift, brought.gift),
        Line(both, brought.stored),
    )
