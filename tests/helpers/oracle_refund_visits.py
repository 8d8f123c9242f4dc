"""The visits of a sale that goes back: what of its packages comes back, and what cannot."""

from collections.abc import Iterable, Mapping

from tests.helpers.oracle_arithmetic import begun, half_up
from tests.helpers.oracle_book import unit_of
from tests.helpers.oracle_desk import Desk, need
from tests.helpers.oracle_draft import Draft
from tests.helpers.oracle_types import Lot, Operation, SoldLine


class VisitsBack(Desk):
    """Packages come back by their lines; with the last part of a sale all that is left of it."""

    def _parts(self, sale: Operation, asked: Mapping[int, int]) -> tuple[SoldLine, ...]:
        """Return so much of the lines of a sale; refused: unknown_line, more_than_line."""
        parts = []
        for number, quantity in sorted(asked.items()):
            need(1 <= number <= len(sale.lines), "unknown_line")
            line = sale.lines[number - 1]
            need(0 < quantity <= line.quantity - self._came(sale, number), "more_than_line")
            parts.append(self._part(sale, line, quantity))
        return tuple(parts)

    def _rest(self, sale: Operation) -> list[SoldLine]:
        """Return what did not come back yet by lines."""
        rests = [(line, line.quantity - self._came(sale, line.number)) for line in sale.lines]
        return [self._part(sale, line, rest) for line, rest in rests if rest]

    def _came(self, sale: Operation, number: int) -> int:
        """Return how many thousandths of a line came back by the refunds that stand."""
        return sum(
            line.quantity
            for refund in self._book.refunds_of(sale)
            for line in refund.lines
            if line.number == number
        )

    def _part(self, sale: Operation, line: SoldLine, quantity: int) -> SoldLine:
        """Return a part of a line: all parts make the line, and a visit that is begun goes."""
        before = self._came(sale, line.number)
        after = before + quantity
        net = half_up(line.net * after, line.quantity) - half_up(line.net * before, line.quantity)
        visits = begun(line.visits * after, line.quantity) - begun(
            line.visits * before, line.quantity
        )
        return SoldLine(line.number, quantity, net, line.kind, visits)

    def _take_visits(
        self, draft: Draft, sale: Operation, due: Iterable[SoldLine], *, last: bool
    ) -> None:
        """Take the visits of lines that come back; with the last part of a sale all that is left.

        Only those of the sale itself, also where they were extended or handed back. Refused where
        others have some of what would have to come back, or they were used or have ended.
        """
        wanted = list(due)
        for kind in sorted({line.kind for line in sale.lines if line.kind is not None}):
            asked = sum(line.visits for line in wanted if line.kind == kind)
            own = self._lots_from(sale, kind, others=False)
            left = sum(draft.left(lot) for lot in own)
            elsewhere = sum(draft.left(lot) for lot in self._lots_from(sale, kind, others=True))
            need(not elsewhere or (asked <= left and not last), "visits_elsewhere")
            need(asked <= left, "short_visits")
            taken = left if last else asked
            draft.take(own, taken)
            draft.house("visits", taken, unit_of(kind))

    def _need_visits_paid(self, draft: Draft, sale: Operation, kept: int) -> None:
        """Refuse an amount that leaves less of a sale than its unused visits were sold for."""
        if not kept:
            return
        worth = 0
        for kind in {line.kind for line in sale.lines if line.kind is not None}:
            lines = [line for line in sale.lines if line.kind == kind]
            lots = [
                lot for other in (False, True) for lot in self._lots_from(sale, kind, others=other)
            ]
            unused = sum(draft.left(lot) for lot in lots)
            net, brought = sum(each.net for each in lines), sum(each.visits for each in lines)
            worth += -(-net * unused // brought)
        need(kept >= worth, "visits_kept")

    def _lots_from(self, sale: Operation, kind: str, *, others: bool) -> list[Lot]:
        """Return the lots with visits of a sale, of its customer or of others."""
        sold = {lot.number for lot in sale.opened}
        return [
            lot
            for customer in range(1, self._customers + 1)
            for lot in self._book.lots(customer, kind)
            if (customer != sale.customer) == others and self._book.origin(lot).number in sold
        ]
