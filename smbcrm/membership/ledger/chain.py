"""The chain: which fields of an operation are hashed, in which order."""

from collections.abc import Iterable, Iterator, Sequence

Row = Sequence[object]


def chained_fields(  # noqa: PLR0913 - one argument for each table that is hashed
    operation: Row,
    entries: Iterable[Row],
    terms: Iterable[Row] = (),
    sale: Row | None = None,
    lines: Iterable[Row] = (),
    payments: Iterable[Row] = (),
    refund: Row | None = None,
    other_party: Row | None = None,
    served: Iterable[Row] = (),
) -> Iterator[object]:
    """Yield the fields of one operation in the order in which they are hashed.

    Operation: seq, id, kind, business_date, recorded_at, staff, terminal, branch, reason_code,
    reverses, party, bill_number, request_hash. Entry: line, account, lot, amount. Lot term: lot,
    expires_on, source_lot. Sale: gross, discount, net, tier, rate, points, spend, and earned_on
    where it is not empty (it is younger than the others). Sale line: line, item, quantity, price,
    gross, discount, points_factor, served_by. Payment: line, means, amount, points, given, change.
    Refund: sale, refund_order. Other party: party. Served: line, staff, share. A letter before each
    row keeps rows of different tables apart.
    """
    yield from operation
    for letter, rows in (
        ("E", entries),
        ("T", terms),
        ("S", () if sale is None else (sale if sale[-1] is not None else sale[:-1],)),
        ("L", lines),
        ("P", payments),
        ("R", () if refund is None else (refund,)),
        ("O", () if other_party is None else (other_party,)),
        ("W", served),
    ):
        for row in rows:
            yield letter
            yield from row
