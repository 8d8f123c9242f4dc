"""The oracle's ledger: a list of operations, and every answer added up from it anew.

Nothing is remembered besides the operations themselves. Slow on purpose: a balance that is
summed from the first entry each time cannot go stale.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from tests.helpers.oracle_arithmetic import window_of_tier
from tests.helpers.oracle_types import (
    MONEY,
    POINT,
    VISITS,
    VOUCHER,
    VOUCHERS,
    Lot,
    Operation,
    TierRule,
)


def unit_of(kind: str) -> str:
    """Return the unit of a customer's account kind."""
    if kind.startswith(VISITS):
        return "visit:" + kind.removeprefix(VISITS)
    if kind == VOUCHERS:
        return VOUCHER
    return POINT if kind == "points" else MONEY


class Book:
    """All operations in the order they were accepted, and what follows from them."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []

    def append(self, operation: Operation) -> None:
        """Take an operation in; AssertionError if it breaks the shape of the ledger."""
        sums: defaultdict[str, int] = defaultdict(int)
        for entry in operation.entries:
            if entry.amount == 0:
                raise AssertionError(f"entry of zero in {operation}")
            sums[entry.unit] += entry.amount
        if any(sums.values()):
            raise AssertionError(f"does not sum to zero per unit: {operation}")
        self.operations.append(operation)
        for touched in {entry.lot for entry in operation.entries if entry.lot is not None}:
            if self.is_debt(touched) and self.remaining(touched) > 0:
                raise AssertionError(f"lot {touched} filled too far by {operation}")
            if not self.is_debt(touched) and self.remaining(touched) < 0:
                raise AssertionError(f"lot {touched} below zero after {operation}")

    def all_lots(self) -> list[Lot]:
        """Return every lot ever opened in the shop, each with the last day it has now."""
        terms = dict(term for operation in self.operations for term in operation.terms)
        return [
            replace(lot, expires_on=terms.get(lot.number, lot.expires_on))
            for operation in self.operations
            for lot in operation.opened
        ]

    def lots(self, customer: int, kind: str) -> list[Lot]:
        """Return all lots of a customer's accounts of a kind, in drawing order."""
        own = [lot for lot in self.all_lots() if lot.customer == customer and lot.kind == kind]
        return sorted(own, key=Lot.drawing_key)

    def lot(self, number: int) -> Lot:
        """Return one lot with the last day it has now."""
        return next(lot for lot in self.all_lots() if lot.number == number)

    def lot_count(self) -> int:
        """Return how many lots were ever opened in the shop."""
        return sum(len(operation.opened) for operation in self.operations)

    def opened_by(self, number: int) -> Operation:
        """Return the operation that opened a lot."""
        return next(
            operation
            for operation in self.operations
            if any(lot.number == number for lot in operation.opened)
        )

    def remaining(self, number: int) -> int:
        """Return what is left in a lot: the sum of all entries on it."""
        return sum(
            entry.amount
            for operation in self.operations
            for entry in operation.entries
            if entry.lot == number
        )

    def opened_with(self, number: int) -> int:
        """Return the amount with which a lot was opened; below zero for a debt of points."""
        return sum(e.amount for e in self.opened_by(number).entries if e.lot == number)

    def is_debt(self, number: int) -> bool:
        """Say whether this lot was opened for points that were missing."""
        return self.opened_with(number) < 0

    def debts(self, customer: int) -> list[Lot]:
        """Return the customer's points lots below zero, in drawing order."""
        return [lot for lot in self.lots(customer, "points") if self.remaining(lot.number) < 0]

    def ended(self, lot: Lot, today: dt.date) -> bool:
        """Say whether a lot is over on today's business date, or its expiry has been booked.

        While its package stands still, a lot is as it was on the day of the pause.
        """
        expired = any(
            operation.kind == "expiry" and any(e.lot == lot.number for e in operation.entries)
            for operation in self.operations
        )
        since = self.paused_since(lot.customer, lot.kind)
        return expired or lot.is_over(today if since is None else min(today, since))

    def paused_since(self, customer: int, kind: str) -> dt.date | None:
        """Return the day on which this account of visits was paused; None if it is running."""
        since = None
        for operation in self.operations:
            if operation.customer == customer and operation.package == kind:
                since = operation.business_date if operation.kind == "pause" else None
        return since

    def end_without_pause(self, lot: Lot, since: dt.date, today: dt.date) -> dt.date | None:
        """Return when a lot of a package that stands still ends, if that goes on today.

        It was held since the pause, since it came, or since it was given a later end.
        """
        if lot.expires_on is None:
            return None
        extended = [
            operation.business_date
            for operation in self.operations
            if operation.kind == "extension" and lot.number in dict(operation.terms)
        ]
        held = max([since, lot.opened_on, *extended])
        return lot.expires_on + max(today - held, dt.timedelta())  # a clock may be set back

    def origin(self, lot: Lot) -> Lot:
        """Return the lot from which this one's value came first, through all sources."""
        return lot if lot.source is None else self.origin(self.lot(lot.source))

    def has_earned(self, lot: Lot) -> bool:
        """Say whether a lot's value came with a top-up that earned points: it earns no more."""
        brought = self.opened_by(self.origin(lot).number)
        return brought.kind == "top_up" and any(e.unit == POINT for e in brought.entries)

    def balance(self, customer: int, kind: str) -> int:
        """Return the sum of all entries on the customer's accounts of a kind."""
        return sum(
            entry.amount
            for operation in self.operations
            for entry in operation.entries
            if entry.customer == customer and entry.account == kind
        )

    def available(self, customer: int, kind: str, today: dt.date) -> int:
        """Return what may be drawn: the lots that are valid on today's business date."""
        return sum(
            self.remaining(lot.number)
            for lot in self.lots(customer, kind)
            if not self.ended(lot, today)
        )

    def due(self, customer: int, kind: str, today: dt.date) -> list[tuple[Lot, dt.date]]:
        """Return the lots that are over and still hold something, each with its last day."""
        return [
            (lot, lot.expires_on)
            for lot in self.lots(customer, kind)
            if lot.expires_on is not None
            and self.ended(lot, today)
            and self.remaining(lot.number) != 0
        ]

    def lots_touched_by(self, operation: Operation) -> list[Lot]:
        """Return the lots on which an operation has an entry."""
        touched = {entry.lot for entry in operation.entries}
        return [lot for lot in self.all_lots() if lot.number in touched]

    def find(self, request_id: str) -> Operation | None:
        """Return the operation with this id, if it was accepted."""
        for operation in self.operations:
            if operation.request_id == request_id:
                return operation
        return None

    def is_reversed(self, operation: Operation) -> bool:
        """Say whether an undo or void took this operation out."""
        return any(other.reverses == operation.request_id for other in self.operations)

    def standing(self, customer: int, *kinds: str) -> list[Operation]:
        """Return the customer's operations of these kinds as if reversed ones had never been."""
        return [
            operation
            for operation in self.operations
            if operation.kind in kinds
            and operation.customer == customer
            and not self.is_reversed(operation)
        ]

    def refunds_of(self, sale: Operation) -> list[Operation]:
        """Return the refunds of a sale that stand, the first one first."""
        return [
            operation
            for operation in self.operations
            if operation.refunds == sale.request_id and not self.is_reversed(operation)
        ]

    def last_visit(self, customer: int) -> dt.date | None:
        """Return the last business date with a standing sale or use of a visit."""
        visits = self.standing(customer, "sale", "visit_use")
        return max((visit.business_date for visit in visits), default=None)

    def tier(self, customer: int, tiers: tuple[TierRule, ...], on: dt.date) -> TierRule:
        """Return the tier held at the end of a business date, by the sales known so far.

        The highest one that the spend of 12 months ever reached on or before that date:
        going down belongs to the yearly review, which is not built here. So what counts is
        the spend as it was known before each refund was recorded, and as it is known now.
        """
        history = self.standing(customer, "sale", "refund")
        ends = [n for n, operation in enumerate(history) if operation.kind == "refund"]
        rank = 0
        for end in [*ends, len(history)]:
            known = history[:end]
            for last in known:
                if last.kind == "sale" and last.business_date <= on:
                    rank = max(rank, _rank(tiers, _spend(known, last.business_date)))
        return tiers[rank]


def _spend(known: list[Operation], ends_on: dt.date) -> int:
    """Add up the spend of the 12 months that end on a date, less the refunds made in them."""
    return sum(each.spend for each in known if window_of_tier(ends_on, each.business_date))


def _rank(tiers: tuple[TierRule, ...], spend: int) -> int:
    """Return the place of the highest tier that a spend reaches."""
    reached = [
        rank
        for rank, tier in enumerate(tiers)
        if tier.from_spend is not None and spend >= tier.from_spend
    ]
    return max(reached, default=0)
