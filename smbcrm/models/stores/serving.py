"""Who served, of operations by number. Fixed SQL.

The shares say it; where there are none, the lines of a sale; where there are no lines, whoever
recorded it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from smbcrm.models.session import Session

SERVED_BY = (
    "COALESCE(v.staff, (SELECT n.served_by FROM sale_line n WHERE n.operation = {of} "
    "ORDER BY n.line LIMIT 1), o.staff)"
)
"""Who served, as a number: `o` is an operation, `v` its shares, `{of}` whose lines are read."""
_NAMES = (
    "SELECT o.seq, s.name FROM operation o LEFT JOIN served v ON v.operation = o.seq "
    f"JOIN staff s ON s.id = {SERVED_BY.format(of='o.seq')} WHERE o.seq IN ({{marks}}) "
    "ORDER BY o.seq, v.line"
)


def who_served(session: Session, operations: Sequence[int]) -> Mapping[int, str]:
    """Return the names of who served, the largest share first, by operation."""
    if not operations:
        return {}
    names: defaultdict[int, list[str]] = defaultdict(list)
    marks = ", ".join("?" * len(operations))
    for seq, name in session.rows(_NAMES.format(marks=marks), *operations):
        names[seq].append(name)
    return {seq: ", ".join(found) for seq, found in names.items()}
