"""The oracle's ledger: a list of operations, and every answer added up from it anew.

Nothing is remembered besides the operations themselves. Slow on purpose: a balance that is
summed from the first entry each time cannot go stale.
"""

import datetime as dt
from collections import defaultdict

from tests.helpers.oracle_arithmetic import window_of_tier
from tests.helpers.oracle_types import (
    MONEY,
    POINT,
    Lot,
    Operation,
    TierRule,
)


def unit_of(kind: str) -> str:
    """Return the unit of a customer's account kind."""
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
            if self.remaining(touched) < 0:
                raise AssertionError(f"lot {touched} below zero after {operation}")

    def lots(self, customer: int, kind: str) -> list[Lot]:
        """Return all lots of a customer's accounts of a kind, in drawing order."""
        opened = [lot for operation in self.operations for lot in operation.opened]
        own = [lot for lot in opened if lot.customer == customer and lot.kind == kind]
        return sorted(own, key=Lot.drawing_key)

    def lot_count(self) -> int:
        """Return how many lots were ever opened in the shop."""
        return sum(len(operation.opened) for operation in self.operations)

    def remaining(self, number: int) -> int:
        """Return what is left in a lot: the sum of all entries on it."""
        return sum(
            entry.amount
            for operation in self.operations
            for entry in operation.entries
            if entry.lot == number
        )

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
            if not lot.is_over(today)
        )

    def due(self, customer: int, kind: str, today: dt.date) -> list[tuple[Lot, dt.date]]:
        """Return the lots that are over and still hold something, each with its last day."""
        return [
            (lot, lot.expires_on)
            for lot in self.lots(customer, kind)
            if lot.expires_on is not None and lot.is_over(today) and self.remaining(lot.number) != 0
        ]

    def lots_touched_by(self, operation: Operation) -> list[Lot]:
        """Return the lots on which an operation has an entry."""
        touched = {entry.lot for entry in operation.entries}
        opened = [lot for each in self.operations for lot in each.opened]
        return [lot for lot in opened if lot.number in touched]

    def find(self, request_id: str) -> Operation | None:
        """Return the operation with this id, if it was accepted."""
        for operation in self.operations:
            if operation.request_id == request_id:
                return operation
        return None

    def is_reversed(self, operation: Operation) -> bool:
        """Say whether an undo or void took this operation out."""
        return any(other.reverses == operation.request_id for other in self.operations)

    def sales(self, customer: int) -> list[Operation]:
        """Return the customer's sales that still stand, as if the others had never been."""
        return [
            operation
            for operation in self.operations
            if operation.kind == "sale"
            and operation.customer == customer
            and not self.is_reversed(operation)
        ]

    def tier(self, customer: int, tiers: tuple[TierRule, ...], on: dt.date) -> TierRule:
        """Return the tier held at the end of a business date, by the sales known so far.

        The highest one that the spend of 12 months ever reached on or before that date:
        going down belongs to the yearly review, which is not built here.
        """
        sales = self.sales(customer)
        rank = 0
        for last in sales:
            if last.business_date > on:
                continue
            spend = sum(
                sale.spend
                for sale in sales
                if window_of_tier(last.business_date, sale.business_date)
            )
            for index, tier in enumerate(tiers):
                if tier.from_spend is not None and spend >= tier.from_spend:
                    rank = max(rank, index)
        return tiers[rank]
