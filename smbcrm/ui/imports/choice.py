"""What somebody said of a list: what its columns fill, and what its words become."""

from collections.abc import Sequence

from smbcrm.membership.imports.fields import SEVERAL, Field
from smbcrm.membership.imports.glimpse import uses
from smbcrm.membership.imports.headings import CUSTOMERS
from smbcrm.membership.imports.plan import Glance
from smbcrm.membership.imports.types import ValueUse
from smbcrm.membership.imports.vocabulary import with_said, word_key


class Choice:
    """Lays what was said over the guess."""

    def __init__(self) -> None:
        self._glance: Glance | None = None
        self._said: dict[tuple[Field, str], tuple[str, str]] = {}
        self.fields: list[Field | None] = []
        self.uses: tuple[ValueUse, ...] = ()

    def begin(self, glance: Glance) -> None:
        """Take the guess for the columns; what was said of words stays."""
        self._glance = glance
        self.fields = [column.field for column in glance.layout.columns]
        self._match()

    def assign(self, index: int, chosen: Field | None) -> None:
        """Say what a column fills; another one gives up a field that holds one value."""
        if chosen is not None and chosen not in SEVERAL:
            self.fields = [None if one is chosen else one for one in self.fields]
        self.fields[index] = chosen
        self._match()

    def say_word(self, use: ValueUse, value: str) -> None:
        """Say what a word becomes, "" for nothing."""
        self._said[use.field, word_key(use.word)] = use.word, value
        self._match()

    @property
    def guessed(self) -> Sequence[Field | None]:
        """What the columns filled before anybody said anything."""
        return [] if self._glance is None else [one.field for one in self._glance.layout.columns]

    @property
    def lacking(self) -> frozenset[Field]:
        """One of these fields has to be filled by a column before a row can mean anything."""
        book = CUSTOMERS if self._glance is None else self._glance.layout.book
        groups = book.needed or (book.identity,)
        said = {one for one in self.fields if one is not None}
        return next((group for group in groups if group.isdisjoint(said)), frozenset())

    @property
    def is_enough(self) -> bool:
        """Whether the columns say what every row of such a list has to say."""
        return not self.lacking

    @property
    def mapping(self) -> tuple[tuple[str, str], ...]:
        """What was said of the columns: nothing where the guess stands, else all of it."""
        if self._glance is None or self.guessed == self.fields:
            return ()
        return tuple(
            ((chosen or Field.IGNORE).value, column.place)
            for column, chosen in zip(self._glance.layout.columns, self.fields, strict=True)
        )

    @property
    def values(self) -> tuple[tuple[str, str, str], ...]:
        """What was said of words in columns that go somewhere."""
        return tuple(
            (field.value, word, value)
            for (field, _), (word, value) in self._said.items()
            if field in self.fields
        )

    def _match(self) -> None:
        """Find out what becomes of the words."""
        if self._glance is not None:
            known = with_said(self._glance.known, self.values)
            self.uses = uses(self._glance.words, self.fields, known)
