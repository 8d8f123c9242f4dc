"""Segments: what is typed into a filter, and what a filter means on a day."""

from collections.abc import Iterable
from functools import reduce
from itertools import chain

from smbcrm.core.i18n import Text
from smbcrm.core.text import clean
from smbcrm.membership.customers.conditions import Choice, Condition, any_of
from smbcrm.membership.segments.kind import Kind, Known, Value
from smbcrm.membership.segments.kinds import KINDS
from smbcrm.membership.segments.own import TYPED, kept_name, kinds_in
from smbcrm.membership.segments.types import (
    BadValue,
    Filter,
    NoCondition,
    TooManyValues,
    UnknownKind,
    Where,
)

MOST_VALUES = 50
"""Values of one kind in a filter at most."""
_SHOWN = 40


def read_filter(typed: Where, known: Known) -> Filter:
    """Return the filter that is typed, each kind and each value once, kinds in their own order.

    Raises UnknownKind, BadValue, TooManyValues or NoCondition, and as `kept_name`.
    """
    kinds = kinds_in(known)
    by_kind: dict[str, list[str]] = {name: [] for name in kinds}
    for what, texts in typed:
        name = kept_name(what, known)
        if name not in by_kind:
            raise UnknownKind(kind=_short(what), known=[*KINDS, f"{TYPED}NAME"])
        by_kind[name] += texts
    where = tuple((name, _kept(kinds[name], texts, known)) for name, texts in by_kind.items())
    given = tuple(one for one in where if one[1])
    if not given:
        raise NoCondition
    return Filter(given)


def joined(wheres: Iterable[Where]) -> Where:
    """Return conditions of several filters as one: any value of a kind will do.

    >>> joined([(("tier", ("gold",)),), (("tier", ("silver",)), ("tag", ("VIP",)))])
    (('tier', ('gold', 'silver')), ('tag', ('VIP',)))
    """
    by_kind: dict[str, dict[str, None]] = {}
    for name, values in chain.from_iterable(wheres):
        by_kind.setdefault(name, {}).update(dict.fromkeys(values))
    return tuple((name, tuple(by_kind[name])) for name in in_order(by_kind))


def in_order(names: Iterable[str]) -> list[str]:
    """Return kinds in their own order, those of the shop's own fields last."""
    given = list(names)
    return [*(one for one in KINDS if one in given), *(one for one in given if one not in KINDS)]


def choice_of(chosen: Filter, known: Known) -> Choice:
    """Return what a filter means on a day, in this shop; raise ValueError where it means nothing.

    Everything that a filter was kept with is looked at again: it may come from anywhere.
    """
    kinds = kinds_in(known)
    if not all(name in kinds for name, _ in chosen.where):
        raise ValueError
    return Choice(
        known.day,
        tuple(
            _condition(kinds[name], [kinds[name].read(one, known) for one in values])
            for name, values in chosen.where
        ),
    )


def _condition(kind: Kind, values: list[Value]) -> Condition:
    said = reduce(any_of, (one.said for one in values))
    parameters = tuple(one.parameters for one in values)
    return Condition(kind.name, parameters, kind.told(kind.says, values=said))


def _kept(kind: Kind, texts: Iterable[str], known: Known) -> tuple[str, ...]:
    """Return values as they are kept, in the order they were typed."""
    kept: dict[str, None] = {}
    for text in texts:
        try:
            kept[kind.read(clean(text).strip(), known).kept] = None
        except ValueError:
            called = kind.field or kind.name
            raise BadValue(value=_short(text), kind=called, form=Text(kind.form)) from None
    if len(kept) > MOST_VALUES:
        raise TooManyValues(kind=kind.field or kind.name, most=MOST_VALUES)
    return tuple(kept)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
