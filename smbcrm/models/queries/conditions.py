"""The conditions of a list of customers in SQL, each by its kind, about a customer `c`.

Values are parameters and nothing else. A date as parameter is text of ISO 8601, as it is kept.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from smbcrm.membership.customers.conditions import Choice, Parameter
from smbcrm.membership.tiers.window import window_start
from smbcrm.models.queries.bought import STANDS


class Clause(NamedTuple):
    """A part of a statement, and its parameters."""

    text: str
    parameters: tuple[Parameter, ...] = ()


Values = Sequence[tuple[Parameter, ...]]
Clauses = Callable[[Values, dt.date], Clause]
Given = Callable[[dt.date], tuple[Parameter, ...]]
"""What an expression itself is given, as of a day."""

_TIER = (
    "COALESCE((SELECT m.tier FROM tier_membership m WHERE m.customer = c.id AND m.since <= ? "
    "ORDER BY m.since DESC, m.id DESC LIMIT 1), (SELECT id FROM tier ORDER BY rank LIMIT 1))"
)
_OWNED = (
    "(SELECT COALESCE(SUM(a.balance - COALESCE((SELECT SUM(l.remaining) FROM lot l "
    "WHERE l.account = a.id AND l.remaining <> 0 AND l.expires_on < ?), 0)), 0) "
    "FROM account a WHERE a.holder = c.id AND a.kind IN ({kinds}))"
)
_SPEND = (
    "(SELECT COALESCE(SUM(s.spend), 0) FROM account a JOIN operation o ON o.party = a.id "
    "JOIN sale s ON s.operation = o.seq WHERE a.holder = c.id AND a.kind = 'principal' "
    f"AND o.business_date >= ? AND o.kind IN ('sale', 'refund') AND {STANDS})"
)
_CARD = (
    "EXISTS (SELECT 1 FROM card k WHERE k.customer = c.id AND k.state IN ('active', 'issued') "
    "AND (k.valid_until IS NULL OR k.valid_until >= ?))"
)
_CONSENT = (
    "COALESCE((SELECT n.state FROM consent n WHERE n.customer = c.id AND n.channel = ? "
    "ORDER BY n.at DESC, n.id DESC LIMIT 1), 'unasked') = ?"
)
_RUN = (
    "(o.calendar = ? AND o.month = ? AND CASE WHEN o.is_leap_month THEN 1 ELSE 0 END = ? "
    "AND COALESCE(o.day, 0) BETWEEN ? AND ? AND COALESCE(o.year, 0) <= ?)"
)
_HAS = {
    "phone": "EXISTS (SELECT 1 FROM customer_phone p WHERE p.customer = c.id)",
    "email": "c.email <> ''",
    "address": "c.address <> ''",
    "birthday": "EXISTS (SELECT 1 FROM occasion b WHERE b.customer = c.id AND b.kind = 'birthday')",
    "card": _CARD,
}


def where(choice: Choice) -> list[Clause]:
    """Return the conditions of a choice, which all have to hold."""
    return [
        (KINDS.get(one.kind) or _own(one.kind))(one.values, choice.day) for one in choice.conditions
    ]


def literal(value: Parameter) -> str:
    """Return a value as it stands in a statement of either database.

    >>> literal(5), literal("it's")
    ('5', "'it''s'")
    """
    if isinstance(value, str):
        doubled = value.replace("'", "''")
        return f"'{doubled}'"
    return str(value)


def filled(clause: Clause) -> str:
    """Return a part of a statement with its values in it."""
    first, *rest = clause.text.split("?")
    pairs = zip(clause.parameters, rest, strict=True)
    return first + "".join(f"{literal(value)}{text}" for value, text in pairs)


def _nothing(_: dt.date) -> tuple[Parameter, ...]:
    return ()


def _among(expression: str, given: Given = _nothing) -> Clauses:
    """Return the kind whose expression is one of the values."""

    def clause(values: Values, day: dt.date) -> Clause:
        marks = ", ".join("?" * len(values))
        return Clause(f"{expression} IN ({marks})", (*given(day), *(one for (one,) in values)))

    return clause


def _between(expression: str, given: Given = _nothing, end: str = "<=") -> Clauses:
    """Return the kind whose expression is within bounds; without any it is what never was."""

    def one(bounds: tuple[Parameter, ...], day: dt.date) -> Clause:
        sides = [
            (sign, bound)
            for sign, bound in zip((">=", end), bounds, strict=True)
            if bound is not None
        ]
        if not sides:
            return Clause(f"{expression} IS NULL", given(day))
        text = " AND ".join(f"{expression} {sign} ?" for sign, _ in sides)
        return Clause(text, tuple(p for _, bound in sides for p in (*given(day), bound)))

    return _any(one)


def _any(one: Callable[[tuple[Parameter, ...], dt.date], Clause]) -> Clauses:
    """Return the kind of which any value will do, each with a clause of its own."""

    def clause(values: Values, day: dt.date) -> Clause:
        clauses = [one(value, day) for value in values]
        if len(clauses) == 1:
            return clauses[0]
        text = " OR ".join(f"({each.text})" for each in clauses)
        return Clause(f"({text})", tuple(p for each in clauses for p in each.parameters))

    return clause


def _tagged(values: Values, _: dt.date) -> Clause:
    marks = ", ".join("?" * len(values))
    text = f"c.id IN (SELECT g.customer FROM customer_tag g WHERE g.tag IN ({marks}))"
    return Clause(text, tuple(tag for (tag,) in values))


def _coming(kind: str = "") -> Clauses:
    """Return the kind of which an important date comes round, by runs of days of a month."""

    def one(value: tuple[Parameter, ...], _: dt.date) -> Clause:
        runs = " OR ".join([_RUN] * (len(value) // _RUN.count("?")))
        text = f"c.id IN (SELECT o.customer FROM occasion o WHERE {kind}({runs}))"
        return Clause(text, value)

    return _any(one)


def _day(day: dt.date) -> tuple[Parameter, ...]:
    return (day.isoformat(),)


def _window(day: dt.date) -> tuple[Parameter, ...]:
    return (window_start(day).isoformat(),)


def _ever(_: dt.date) -> tuple[Parameter, ...]:
    return ("",)


def _has(value: tuple[Parameter, ...], day: dt.date) -> Clause:
    text = _HAS[str(value[0])]
    return Clause(text, _day(day) * text.count("?"))


def _lacks(value: tuple[Parameter, ...], day: dt.date) -> Clause:
    there = _has(value, day)
    return Clause(f"NOT ({there.text})", there.parameters)


_HELD = {
    "is": ("f.value = ?",),
    "like": ("lower(f.value) LIKE ? ESCAPE '\\'",),
    "number": tuple(
        f"CASE WHEN f.field = {{field}} THEN CAST(f.value AS NUMERIC) END {sign} CAST(? AS NUMERIC)"
        for sign in (">=", "<=")
    ),
    "day": ("f.value >= ?", "f.value <= ?"),
}
"""How what a field of the shop holds is compared. Only its own values are numbers."""


def _own(kind: str) -> Clauses:
    """Return the kind of a field of the shop, which is called by its number."""
    field = int(kind.removeprefix("custom_"))

    def one(value: tuple[Parameter, ...], _: dt.date) -> Clause:
        how, *given = value
        pairs = zip(_HELD[str(how)], given, strict=True)
        sides = [(text.format(field=field), bound) for text, bound in pairs if bound is not None]
        held = " AND ".join(("f.customer = c.id", f"f.field = {field}", *(t for t, _ in sides)))
        text = f"EXISTS (SELECT 1 FROM customer_field f WHERE {held})"
        return Clause(text, tuple(bound for _, bound in sides))

    return _any(one)


KINDS: Mapping[str, Clauses] = {
    "tier": _among(_TIER, _day),
    "status": _among("c.status"),
    "kind": _among("c.kind"),
    "gender": _among("c.gender"),
    "tag": _tagged,
    "staff": _among("c.looked_after_by"),
    "source": _among("lower(c.source)"),
    "referrer": _among("c.referrer"),
    "language": _among("c.language"),
    "city": _among("lower(c.city)"),
    "postcode": _among("lower(c.postcode)"),
    "has": _any(_has),
    "lacks": _any(_lacks),
    "consent": _any(lambda value, _: Clause(_CONSENT, value)),
    "stored": _between(_OWNED.format(kinds="'principal', 'gift'"), _day),
    "points": _between(_OWNED.format(kinds="'points'"), _day),
    "spend": _between(_SPEND, _window),
    "spend_ever": _between(_SPEND, _ever),
    "visits": _between("c.visits"),
    "last_visit": _between("c.last_visit"),
    "added": _between("c.created_at", end="<"),
    "birthday": _coming("o.kind = 'birthday' AND "),
    "occasion": _coming(),
}
"""What each kind of condition asks of a customer."""
