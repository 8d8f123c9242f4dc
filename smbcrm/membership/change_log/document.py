"""The change log as a document, and as rows of a list."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from smbcrm.core.clock import instant_text
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.change_log.acts import act_words
from smbcrm.membership.change_log.types import Logged
from smbcrm.membership.change_log.words import Names, field_words, value_words
from smbcrm.membership.customers.errors import FOUND
from smbcrm.membership.reports.document import (
    Coded,
    Column,
    Document,
    Fact,
    Letterhead,
    Section,
    Table,
    Value,
)
from smbcrm.membership.shop.types import Shop

TITLE = N_("Change log")

COLUMNS = (
    Column("recorded_at", N_("Recorded at"), short=True),
    Column("staff", N_("Staff")),
    Column("terminal", N_("Till")),
    Column("customer", N_("Customer")),
    Column("field", N_("Changed field")),
    Column("part", "", on_paper=False),
    Column("before", N_("Before")),
    Column("after", N_("After")),
    Column("act", N_("Changed by")),
    Column("request", N_("Request"), on_paper=False),
)
"""What is told of a change; what is not on paper is for programs."""


class Told(NamedTuple):
    """A change with everything that it names looked up."""

    logged: Logged
    names: Names


def row(told: Told, shop: Shop) -> tuple[Value, ...]:
    """Return a change as a row under `COLUMNS`; its time as the shop's clocks show it."""
    one, names = told
    change = one.change
    local = shop.day.local(one.at).strftime("%Y-%m-%d %H:%M:%S")
    return (
        Coded(instant_text(one.at), Text(local)),
        one.staff,
        one.terminal,
        _who(one),
        Coded(change.field, field_words(change, names)),
        change.part or None,
        _value(told, change.before),
        _value(told, change.after),
        Coded(one.act, act_words(one.act)),
        one.request,
    )


def _who(one: Logged) -> Coded | None:
    """Return whom it is about; somebody who was taken away is known by their code no more."""
    if one.change.customer is None:
        return None
    if not one.code:
        return Coded("", Text(N_("taken away")))
    named = Text(FOUND, {"name": one.name, "code": one.code})
    return Coded(one.code, named if one.name else Text("{code}", {"code": one.code}))


def _value(told: Told, value: str | None) -> Value:
    words = value_words(told.logged.change, value, told.names)
    return Coded(value, words) if isinstance(words, Text) else words


class Span(NamedTuple):
    """What a document shows: of so many changes those from a first day to a last one, if any."""

    total: int
    first: dt.date | None
    last: dt.date | None


def document(found: Sequence[Told], span: Span, shop: Shop, now: dt.datetime) -> Document:
    """Return changes, newest first, as a report."""
    facts = [Fact("count", N_("Changes"), span.total)]
    if span.last is not None:
        facts.insert(0, Fact("to", N_("To"), span.last))
    if span.first is not None:
        facts.insert(0, Fact("from", N_("From"), span.first))
    told: dict[str, object] = {"shown": len(found), "count": span.total}
    cut = N_("Shown are the newest {shown} of {count} changes.")
    rows = tuple(row(one, shop) for one in found)
    section = Section(
        "changes", Text(N_("What was changed")), (Table("changes", "", COLUMNS, rows),)
    )
    notes = [Text(N_("No such change was recorded."))] if not found else []
    return Document(
        "changes",
        Text(TITLE),
        Letterhead(shop.name, shop.address, shop.phone),
        shop.currency,
        shop.day.date(now),
        now,
        tuple(facts),
        (section,) if found else (),
        (Text(cut, told),) if 0 < len(found) < span.total else tuple(notes),
    )
