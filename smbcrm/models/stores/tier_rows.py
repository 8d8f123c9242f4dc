"""Tiers, their rules and who holds them as rows, there and back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

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
    ("sale", "tier"),
    ("offer_tier", "tier"),
    ("voucher_definition", "on_entry"),
    ("voucher", "entered"),
)
"""Where a tier is named: tables and their columns."""
MEMBERSHIP = "id, tier, since, reason, operation, held_until, after_seq, reason_code"
INSERT_MEMBERSHIP = (
    "INSERT INTO tier_membership "
    "(customer, tier, since, reason, operation, held_until, after_seq, reason_code) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def columns(table: str, names: tuple[str, ...]) -> str:
    """Return the columns of a table as they are read; of the item its code, from a table `i`."""
    return ", ".join("i.code" if name == "item" else f"{table}.{name}" for name in names)


TIERS = (
    f"SELECT {columns('t', Tier._fields)} FROM tier t LEFT JOIN item i ON i.id = t.item "
    "ORDER BY t.rank"
)
PAST = (
    f"SELECT p.tier, p.until_seq, {columns('p', RULE)} FROM tier_past p "
    "LEFT JOIN item i ON i.id = p.item ORDER BY p.until_seq"
)
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


def membership(row: SqlRow) -> Membership:
    """Return a membership of `MEMBERSHIP`."""
    number, tier, since, reason, operation, until, after, code = row
    return Membership(
        number,
        tier,
        dt.date.fromisoformat(since),
        TierReason(reason),
        operation,
        None if until is None else dt.date.fromisoformat(until),
        after,
        code,
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
    )
