"""Tiers, their rules and who holds them as rows, there and back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from smbcrm.membership.tiers.moves import Listed, Review
from smbcrm.membership.tiers.types import (
    BENEFITS,
    RULE,
    BirthdaySpan,
    Membership,
    Tier,
    TierReason,
)
from smbcrm.models.session import SqlRow

RULE_AND_BENEFITS = tuple(name for name in Tier._fields if name in {*RULE, *BENEFITS})
"""The fields of a tier that may change from a day on, in the order of its columns."""
NAMED_IN = (
    ("tier_membership", "tier"),
    ("tier_review_move", "tier_before"),
    ("tier_review_move", "tier_after"),
    ("sale", "tier"),
    ("offer_tier", "tier"),
    ("voucher", "entered"),
)
"""Where a tier is named for ever: tables and their columns."""
NAMED_BY = (
    "SELECT d.name, d.tiers, t.code FROM voucher_definition d "
    "LEFT JOIN tier t ON t.id = d.on_entry UNION ALL SELECT name, tiers, NULL FROM reward"
)
"""What is for some tiers, which it names with commas between them, or comes with one."""
MEMBERSHIP = "id, tier, since, reason, operation, held_until, after_seq, reason_code, turn"
INSERT_MEMBERSHIP = (
    "INSERT INTO tier_membership "
    "(customer, tier, since, reason, operation, held_until, after_seq, reason_code, turn) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def columns(table: str, names: tuple[str, ...]) -> str:
    """Return the columns of a table as they are read; of the item its code, from a table `i`."""
    return ", ".join("i.code" if name == "item" else f"{table}.{name}" for name in names)


TIERS = (
    f"SELECT {columns('t', Tier._fields)} FROM tier t LEFT JOIN item i ON i.id = t.item "
    "ORDER BY t.rank"
)
PAST = (
    f"SELECT p.tier, p.until_seq, {columns('p', RULE)}, p.turn FROM tier_past p "
    "LEFT JOIN item i ON i.id = p.item ORDER BY p.until_seq, p.turn"
)
LAST_TURN = (
    "SELECT MAX(turn) FROM (SELECT MAX(turn) AS turn FROM tier_past "
    "UNION ALL SELECT MAX(turn) FROM tier_membership "
    "UNION ALL SELECT MAX(turn) FROM tier_review) t"
)
INSERT_MOVE = (
    "INSERT INTO tier_review_move "
    "(review, customer, tier_before, tier_after, spend, visits, points) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
REVIEW = (
    "r.day, r.as_of, r.judged_on, r.after_seq, r.turn, "
    "(SELECT COUNT(*) {moved} AND a.rank > b.rank), (SELECT COUNT(*) {moved} AND a.rank < b.rank)"
).format(
    moved="FROM tier_review_move m JOIN tier b ON b.id = m.tier_before "
    "JOIN tier a ON a.id = m.tier_after WHERE m.review = r.day"
)
"""The columns of a review `r`; how many it moved is counted from its list."""
COMING = (
    f"SELECT c.tier, c.live_from, {columns('c', RULE_AND_BENEFITS)} FROM tier_coming c "
    "LEFT JOIN item i ON i.id = c.item"
)


def tier(row: SqlRow) -> Tier:
    """Return a tier of `TIERS`."""
    return _typed(Tier(*row))


def changed(tier: Tier, rule: Sequence[Any]) -> Tier:
    """Return a tier with the columns of `RULE_AND_BENEFITS`."""
    return _typed(tier._replace(**dict(zip(RULE_AND_BENEFITS, rule, strict=True))))


def _typed(tier: Tier) -> Tier:
    return tier._replace(birthday_span=BirthdaySpan(tier.birthday_span))


def review(row: SqlRow) -> Review:
    """Return a review of `REVIEW`."""
    of, as_of, on, after, turn, up, down = row
    day = dt.date.fromisoformat
    return Review(day(of), day(as_of), day(on), after, turn, up, down)


def move_row(customer: int, one: Listed) -> SqlRow:
    """Return the parameters of `INSERT_MOVE`."""
    figures = one.figures or (None, None, None)
    return (one.review.of.isoformat(), customer, one.before, one.after, *figures)


def membership(row: SqlRow) -> Membership:
    """Return a membership of `MEMBERSHIP`."""
    number, tier, since, reason, operation, until, after, code, turn = row
    return Membership(
        number,
        tier,
        dt.date.fromisoformat(since),
        TierReason(reason),
        operation,
        None if until is None else dt.date.fromisoformat(until),
        after,
        code,
        turn,
    )


def membership_row(customer: int, one: Membership) -> SqlRow:
    """Return the parameters of `INSERT_MEMBERSHIP`."""
    return (
        customer,
        one.tier,
        one.since.isoformat(),
        one.reason.value,
        one.operation,
        None if one.held_until is None else one.held_until.isoformat(),
        one.after,
        one.reason_code,
        one.turn,
    )
