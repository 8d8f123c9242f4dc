"""Tiers, who holds them, and top-up offers. A sale passes here, so these reads are fixed SQL."""

import datetime as dt
from collections.abc import Sequence

from smbcrm.membership.tiers.types import (
    BirthdaySpan,
    Membership,
    PastRule,
    Spend,
    Tier,
    TierReason,
)
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.tables.shop import (
    TierMembershipRow,
    TierPastRow,
    TierRow,
)


class PeeweeTierStore:
    """Tiers, and who holds them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Tier, ...]:
        """Return the tiers, lowest first."""
        rows = self._session.rows(
            "SELECT id, code, rank, name, spend_from, points_factor, discount, birthday_factor, "
            "birthday_span FROM tier ORDER BY rank"
        )
        return tuple(Tier(*row)._replace(birthday_span=BirthdaySpan(row[8])) for row in rows)

    def add(self, tier: Tier) -> None:
        """Add a tier; its id is given by the database."""
        TierRow.insert(
            code=tier.code,
            rank=tier.rank,
            name=tier.name,
            spend_from=tier.spend_from,
            points_factor=tier.points_factor,
            discount=tier.discount,
            birthday_factor=tier.birthday_factor,
            birthday_span=tier.birthday_span.value,
        ).execute(self._session.db)

    def hold(self) -> int:
        """Hold the rules of the tiers to the end of the step; return the last operation's seq.

        It is the lock that every posting takes last.
        """
        row = self._session.row("SELECT seq FROM chain_head {lock}")
        return 0 if row is None else row[0]

    def put(self, tier: Tier) -> None:
        """Write a known tier."""
        TierRow.update(
            name=tier.name,
            spend_from=tier.spend_from,
            points_factor=tier.points_factor,
            discount=tier.discount,
            birthday_factor=tier.birthday_factor,
            birthday_span=tier.birthday_span.value,
        ).where(TierRow.id == tier.id).execute(self._session.db)

    def past_rules(self) -> tuple[PastRule, ...]:
        """Return the rules that were given up, oldest first."""
        rows = self._session.rows(
            "SELECT tier, until_seq, spend_from FROM tier_past ORDER BY until_seq"
        )
        return tuple(PastRule(*row) for row in rows)

    def add_past_rule(self, rule: PastRule) -> None:
        """Note a rule that is given up; one of the same tier and moment stays as it is."""
        TierPastRow.insert(
            tier=rule.tier, until_seq=rule.until, spend_from=rule.spend_from
        ).on_conflict_ignore().execute(self._session.db)

    def memberships(self, customer: int) -> tuple[Membership, ...]:
        """Return a customer's memberships, all times."""
        rows = self._session.rows(
            "SELECT id, tier, since, reason, operation, held_until FROM tier_membership "
            "WHERE customer = ? ORDER BY since, id",
            customer,
        )
        return tuple(_membership(row) for row in rows)

    def spends(self, customer: int, first: dt.date) -> tuple[Spend, ...]:
        """Return the standing sales of a customer from a date on, by (date, seq)."""
        rows = self._session.rows(
            "SELECT o.business_date, o.seq, s.spend FROM account a "
            "JOIN operation o ON o.party = a.id JOIN sale s ON s.operation = o.seq "
            "WHERE a.holder = ? AND o.business_date >= ? "
            "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) "
            "ORDER BY o.business_date, o.seq",
            customer,
            first.isoformat(),
        )
        return tuple(Spend(dt.date.fromisoformat(day), seq, spend) for day, seq, spend in rows)

    def join(  # noqa: PLR0913 - one value for each column
        self,
        customer: int,
        tier: int,
        since: dt.date,
        reason: TierReason,
        operation: int | None,
        held_until: dt.date | None,
    ) -> None:
        """Write a membership."""
        TierMembershipRow.insert(
            customer=customer,
            tier=tier,
            since=since.isoformat(),
            reason=reason.value,
            operation=operation,
            held_until=None if held_until is None else held_until.isoformat(),
        ).execute(self._session.db)

    def forget(self, memberships: Sequence[int]) -> None:
        """Remove memberships that turned out never to have begun."""
        TierMembershipRow.delete().where(TierMembershipRow.id.in_(list(memberships))).execute(
            self._session.db
        )


def _membership(row: SqlRow) -> Membership:
    return Membership(
        row[0],
        row[1],
        dt.date.fromisoformat(row[2]),
        TierReason(row[3]),
        row[4],
        None if row[5] is None else dt.date.fromisoformat(row[5]),
    )
