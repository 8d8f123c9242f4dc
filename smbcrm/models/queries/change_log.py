"""The change log, page by page, by the indexes in the order of the answer."""

import datetime as dt
from collections.abc import Iterator

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.change_log.types import Change, Chosen, Logged
from smbcrm.models.session import Session, SqlRow

# The names are looked up for one page, so that they never decide how the log is walked.
_PAGE = (
    "SELECT l.id, l.at, s.name, t.name, l.act, l.request, "
    "l.customer, l.field, l.part, l.before, l.after, c.code, c.full_name "
    "FROM (SELECT * FROM change_log{where} ORDER BY at DESC, id DESC LIMIT ?) l "
    "JOIN staff s ON s.id = l.staff JOIN terminal t ON t.id = l.terminal "
    "LEFT JOIN customer c ON c.id = l.customer ORDER BY l.at DESC, l.id DESC"
)


class PeeweeChangeLog:
    """Reads the change log."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self, chosen: Chosen) -> int:
        """Return how many changes there are."""
        where, params = _where(_asked(chosen))
        row = self._session.row(f"SELECT COUNT(*) FROM change_log{where}", *params)
        return 0 if row is None else row[0]

    def page(
        self, chosen: Chosen, after: tuple[dt.datetime, int] | None, limit: int
    ) -> tuple[Logged, ...]:
        """Return the changes after a place, the first ones for None."""
        asked = list(_asked(chosen))
        if after is not None:
            asked.append(("(at, id) < (?, ?)", (instant_text(after[0]), after[1])))
        where, params = _where(asked)
        return tuple(map(_logged, self._session.rows(_PAGE.format(where=where), *params, limit)))


_Term = tuple[str, tuple[object, ...]]


def _asked(chosen: Chosen) -> Iterator[_Term]:
    for column in ("customer", "staff", "field", "part"):
        value = getattr(chosen, column)
        if value is not None:
            yield f"{column} = ?", (value,)
    if chosen.begin is not None:
        yield "at >= ?", (instant_text(chosen.begin),)
    if chosen.end is not None:
        yield "at < ?", (instant_text(chosen.end),)


def _where(terms: "Iterator[_Term] | list[_Term]") -> tuple[str, list[object]]:
    known = list(terms)
    text = " AND ".join(term for term, _ in known)
    return f" WHERE {text}" if text else "", [value for _, values in known for value in values]


def _logged(row: SqlRow) -> Logged:
    id_, at, staff, terminal, act, request, *change, code, name = row
    return Logged(
        id_,
        parse_instant(at),
        staff,
        terminal,
        act,
        request,
        Change(*change),
        code or "",
        name or "",
    )
