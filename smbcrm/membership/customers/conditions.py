"""Conditions that a list of customers can be narrowed down by, and how they say themselves."""

import datetime as dt
from functools import reduce
from typing import NamedTuple

from smbcrm.core.i18n import N_, Text

Parameter = int | str | None
Said = Text | str
"""What is said: a text of ours, or a word of the shop's own as it stands."""


class Condition(NamedTuple):
    """One kind of condition, which holds where any of its values does.

    The database knows it by its `kind`, and each value by its parameters.
    """

    kind: str
    values: tuple[tuple[Parameter, ...], ...]
    says: Text


class Choice(NamedTuple):
    """Conditions that all have to hold on a business date; there is one at least."""

    day: dt.date
    conditions: tuple[Condition, ...]

    @property
    def sentence(self) -> Text:
        """What the conditions say together."""
        return reduce(all_of, (one.says for one in self.conditions))


def all_of(first: Text, second: Text) -> Text:
    """Return what two conditions say that both have to hold."""
    return Text(N_("{first}, {second}"), {"first": first, "second": second})


def any_of(first: Said, second: Said) -> Said:
    """Return what two values say of which either will do."""
    return Text(N_("{first} or {second}"), {"first": first, "second": second})
