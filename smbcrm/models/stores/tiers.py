"""Tiers, and who holds them. A sale passes here, so these reads are fixed SQL."""

import datetime as dt
from collections.abc import Iterable, Sequence

from smbcrm.core.clock import instant_text
from smbcrm.membership.change_log.differences import tier_value
from smbcrm.membership.change_log.types import Change
from smbcrm.membership.tiers.moves import Listed, Review
from smbcrm.membership.tiers.types import (
    RULE,
    ComingRule,
    Membership,
    Moment,
    PastRule,
    Spend,
    Tier,
    Wanted,
)
from smbcrm.models.session import Session
from smbcrm.models.stores import tier_rows
from smbcrm.models.stores.tier_spends import spends_of
from smbcrm.models.tables.shop import (
    ItemRow,
    TierComingRow,
    TierMembershipRow,
    TierPastRow,
    TierReviewRow,
    TierRow,
)

_OUT_OF_THE_WAY = -1_000
"""Ranks are unique: while they change places, all stand below zero."""


class PeeweeTierStore:
    """Tiers, and who holds them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Tier, ...]:
        """Return the tiers, lowest first."""
        return tuple(map(tier_rows.tier, self._session.rows(tier_rows.TIERS)))

    def coming(self) -> tuple[ComingRule, ...]:
        """Return the rules to come, each with the tier as it will be; its code and name as now."""
        rows = self._session.rows(tier_rows.COMING)
        now = {tier.id: tier for tier in self.all()} if rows else {}
        return tuple(
            ComingRule(
                dt.date.fromisoformat(live_from),
                tier_rows.changed(now[tier], rule),
            )
            for tier, live_from, *rule in rows
        )

    def put_coming(self, rule: ComingRule) -> None:
        """Write the rule to come of a tier, in place of the one before."""
        self.drop_coming(rule.tier.id)
        TierComingRow.insert(
            tier=rule.tier.id,
            live_from=rule.live_from.isoformat(),
            **self._values(rule.tier, tier_rows.RULE_AND_BENEFITS),
        ).execute(self._session.db)

    def drop_coming(self, tier: int) -> None:
        """Forget the rule to come of a tier, if there is one."""
        TierComingRow.delete().where(TierComingRow.tier == tier).execute(self._session.db)

    def add(self, tier: Tier) -> None:
        """Add a tier; its id is given by the database."""
        TierRow.insert(
            code=tier.code,
            rank=tier.rank,
            name=tier.name,
            **self._values(tier, tier_rows.RULE_AND_BENEFITS),
        ).execute(self._session.db)

    def hold(self) -> Moment:
        """Hold the rules of the tiers to the end of the step; return the moment of the step.

        It is the lock that every posting takes last.
        """
        row = self._session.row("SELECT seq FROM chain_head {lock}")
        last = self._session.row(tier_rows.LAST_TURN)
        return Moment(0 if row is None else row[0], (last[0] or 0) + 1 if last else 1)

    def last_operation(self) -> int:
        """Return the last operation's seq, and hold nothing."""
        row = self._session.row("SELECT seq FROM chain_head")
        return 0 if row is None else row[0]

    def is_used(self, tier: Tier) -> bool:
        """Tell whether somebody ever got a tier, or what is never changed names it."""
        return any(
            self._session.row(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", tier.id)
            for table, column in tier_rows.NAMED_IN
        )

    def named_by(self, tier: Tier) -> tuple[str, ...]:
        """Return the names of vouchers and rewards that are for a tier, or come with it."""
        rows = self._session.rows(tier_rows.NAMED_BY)
        found = (name for name, tiers, entry in rows if tier.code in {*tiers.split(","), entry})
        return tuple(sorted(set(found)))

    def drop(self, tier: int) -> None:
        """Take away a tier that is not used, with its rules."""
        self.drop_coming(tier)
        db = self._session.db
        TierPastRow.delete().where(TierPastRow.tier == tier).execute(db)
        TierRow.delete().where(TierRow.id == tier).execute(db)

    def put(self, tier: Tier) -> None:
        """Write a known tier; its rank stays."""
        TierRow.update(name=tier.name, **self._values(tier, tier_rows.RULE_AND_BENEFITS)).where(
            TierRow.id == tier.id
        ).execute(self._session.db)

    def put_ranks(self, tiers: Iterable[Tier]) -> None:
        """Write the ranks of all tiers."""
        db = self._session.db
        TierRow.update(rank=TierRow.rank + _OUT_OF_THE_WAY).execute(db)
        for tier in tiers:
            TierRow.update(rank=tier.rank).where(TierRow.id == tier.id).execute(db)

    def past_rules(self) -> tuple[PastRule, ...]:
        """Return the rules that were given up, oldest first."""
        return tuple(PastRule(*row) for row in self._session.rows(tier_rows.PAST))

    def add_past_rule(self, rule: PastRule, tier: Tier) -> None:
        """Note the rule that a tier gives up."""
        TierPastRow.insert(
            tier=rule.tier,
            until_seq=rule.until,
            turn=rule.turn,
            **self._values(rule.put_on(tier), RULE),
        ).execute(self._session.db)

    def lock(self, customer: int) -> bool:
        """Tell whether there is such a customer, whose tiers are held to the end of the step.

        Every posting for a customer holds the same rows in the same order.
        """
        held = " FOR NO KEY UPDATE" if self._session.postgres else ""
        there = self._session.rows(f"SELECT id FROM customer WHERE id = ?{held}", customer)
        self._session.rows(f"SELECT id FROM account WHERE holder = ? ORDER BY id{held}", customer)
        return bool(there)

    def memberships(self, customer: int) -> tuple[Membership, ...]:
        """Return a customer's memberships, all times."""
        rows = self._session.rows(
            f"SELECT {tier_rows.MEMBERSHIP} FROM tier_membership "
            "WHERE customer = ? ORDER BY since, id",
            customer,
        )
        return tuple(map(tier_rows.membership, rows))

    def spends(self, customer: int, wanted: Wanted) -> tuple[Spend, ...]:
        """Return what a customer did, by (date, seq); see `TierStore`."""
        return spends_of(self._session, [customer], wanted)[customer]

    def join(self, memberships: Sequence[tuple[int, Membership]]) -> None:
        """Write memberships of (customer, membership); their ids are given by the database."""
        self._session.many(
            tier_rows.INSERT_MEMBERSHIP, [tier_rows.membership_row(*one) for one in memberships]
        )

    def note_by_hand(
        self, customer: int, before: Membership | None, after: Membership | None
    ) -> None:
        """Note that the tier of a customer was given, or taken back, by somebody of the staff."""
        self._session.unsigned.append(
            Change(customer, "tier", "", tier_value(before), tier_value(after))
        )

    def forget(self, memberships: Sequence[int]) -> None:
        """Remove memberships that turned out never to have begun."""
        TierMembershipRow.delete().where(TierMembershipRow.id.in_(list(memberships))).execute(
            self._session.db
        )

    def listed(self, customer: int, first: dt.date) -> tuple[Listed, ...]:
        """Return the reviews that moved a customer on a day or later, in order."""
        rows = self._session.rows(
            f"SELECT v.tier_before, v.tier_after, {tier_rows.REVIEW} FROM tier_review_move v "
            "JOIN tier_review r ON r.day = v.review WHERE v.customer = ? AND r.judged_on >= ? "
            "ORDER BY r.judged_on, r.after_seq, r.turn, r.day",
            customer,
            first.isoformat(),
        )
        return tuple(Listed(tier_rows.review(row[2:]), row[0], row[1]) for row in rows)

    def review_of(self, day: dt.date) -> Review | None:
        """Return the review of a review date, if it was applied."""
        row = self._session.row(
            f"SELECT {tier_rows.REVIEW} FROM tier_review r WHERE r.day = ?", day.isoformat()
        )
        return None if row is None else tier_rows.review(row)

    def last_review(self) -> dt.date | None:
        """Return the latest review date of which the review was applied."""
        row = self._session.row("SELECT MAX(day) FROM tier_review")
        return None if row is None or row[0] is None else dt.date.fromisoformat(row[0])

    def add_review(self, review: Review, at: dt.datetime, staff: int, terminal: int) -> None:
        """Note a review that is applied."""
        TierReviewRow.insert(
            day=review.of.isoformat(),
            as_of=review.as_of.isoformat(),
            judged_on=review.day.isoformat(),
            after_seq=review.after,
            turn=review.turn,
            applied_at=instant_text(at),
            staff=staff,
            terminal=terminal,
        ).execute(self._session.db)

    def add_moves(self, moves: Iterable[tuple[int, Listed]]) -> None:
        """Note whom a review moves, as (customer, what its list says)."""
        self._session.many(
            tier_rows.INSERT_MOVE, [tier_rows.move_row(customer, one) for customer, one in moves]
        )

    def _values(self, tier: Tier, names: Iterable[str]) -> dict[str, object]:
        """Return fields of a tier as columns: its item by id."""
        values = {name: getattr(tier, name) for name in names}
        if "birthday_span" in values:
            values["birthday_span"] = tier.birthday_span.value
        if values.get("item") is not None:
            values["item"] = ItemRow.select(ItemRow.id).where(ItemRow.code == tier.item)
        return values
