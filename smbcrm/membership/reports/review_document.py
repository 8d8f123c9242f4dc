"""The review of tiers as a document: who moves, from where to where, and by which figures."""

import datetime as dt
from collections.abc import Iterator

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.lists.types import Kind
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
from smbcrm.membership.reports.values import tier_named
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.tiers.moves import Move, ReviewList
from smbcrm.membership.tiers.words import applied_words, nobody_words

_TO_COME = {True: ("up", N_("moves up")), False: ("down", N_("moves down"))}
_DONE = {True: ("up", N_("moved up")), False: ("down", N_("moved down"))}
"""What is decided, by whether it is a better tier: its name for programs, its words."""


def review_document(found: ReviewList, shop: Shop, now: dt.datetime) -> Document:
    """Return the list of a review, in the order in which it is looked at."""
    ups = sum(move.is_up for move in found.moves)
    title = N_("Who moves") if found.applied is None else N_("Who moved")
    section = Section("moves", Text(title), (_moves(found, shop.currency),))
    return Document(
        "tier_review",
        Text(N_("Review of tiers")),
        Letterhead(shop.name, shop.address, shop.phone),
        shop.currency,
        found.day,
        now,
        (
            Fact("review_date", N_("Date of the review"), found.of),
            Fact("up", N_("Move up"), ups),
            Fact("down", N_("Move down"), len(found.moves) - ups),
        ),
        (section,) if found.moves else (),
        (_note(found),),
    )


def _note(found: ReviewList) -> Text:
    """Return whether anything has moved yet."""
    if found.applied is not None:
        return applied_words(found.applied)
    if found.moves:
        return Text(N_("As of {date}; nothing has moved yet."), {"date": found.day})
    return nobody_words(found)


def _moves(found: ReviewList, currency: Currency) -> Table:
    visits = any(move.judged.visits_from is not None for move in found.moves)
    points = any(move.judged.points_from is not None for move in found.moves)
    columns = (
        Column("code", N_("Code"), short=True),
        Column("name", N_("Name")),
        Column("from", N_("Old tier")),
        Column("to", N_("New tier")),
        Column("decision", N_("Decision")),
        Column("spend", N_("Spent"), Kind.MONEY),
        *((Column("visits", N_("Visits"), Kind.COUNT),) if visits else ()),
        *((Column("points", N_("Points earned"), Kind.COUNT),) if points else ()),
        Column("months", N_("In months"), Kind.COUNT),
    )
    said = _TO_COME if found.applied is None else _DONE

    def row(move: Move) -> Iterator[Value]:
        code, words = said[move.is_up]
        yield from (move.code, move.name)
        yield from (tier_named(move.before), tier_named(move.after), Coded(code, Text(words)))
        yield Money(move.figures.spend, currency)
        if visits:
            yield move.figures.visits
        if points:
            yield move.figures.points
        yield move.judged.months

    return Table("moves", "", columns, tuple(tuple(row(move)) for move in found.moves))
