"""What other people's rows tell of somebody who is erased: it goes with them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from smbcrm.models.session import Session

_MERGED = (
    "DELETE FROM change_log WHERE field = 'merged' AND customer IN "
    "(SELECT kept FROM customer_merge WHERE other = ?) AND COALESCE(before, after) IN "
    "(SELECT other_code FROM customer_merge WHERE other = ?)"
)
_LINES = (
    "SELECT id, customer, act, request, part, before, after FROM change_log "
    "WHERE field = 'contact' AND customer IN "
    "(SELECT customer FROM change_log WHERE field = 'contact' AND part = ?) ORDER BY id"
)
_CONTENTS = "SELECT id, kept, content FROM customer_merge WHERE content <> ''"
# Where an undo was quicker there is nothing left to forget.
_FORGET = "UPDATE customer_merge SET content = ? WHERE id = ? AND content = ?"
_SIDES = ("keep", "other", "after")
_PUT = "contact_put"

_Names = defaultdict[int, set[str]]


class _Line(NamedTuple):
    id: int
    company: int
    act: str
    request: str
    part: str
    before: str | None
    after: str | None


class ErasedTraces:
    """Takes somebody out of what was written down of others."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take_out(self, people: Collection[int]) -> None:
        """Do so for somebody, and for whoever went into them by a merge."""
        names: _Names = defaultdict(set)
        for person in people:
            self._session.execute(_MERGED, person, person)
            for company, parts in self._as_contact(person).items():
                names[company] |= {part[1:] for part in parts if part.startswith(":")}
        self._forget(people, names)

    def _as_contact(self, person: int) -> Mapping[int, set[str]]:
        """Take a contact out of the logs of companies; return what they were called in them.

        A contact may have had a name and numbers there before they were a customer.
        """
        part = f"{person}:"
        lines = [_Line(*row) for row in self._session.rows(_LINES, part)]
        called: dict[int, set[str]] = {}
        for company in {line.company for line in lines}:
            own = [line for line in lines if line.company == company]
            called[company] = _called(own, part)
            self._session.many(
                "DELETE FROM change_log WHERE id = ?",
                [(line.id,) for line in own if line.part in called[company]],
            )
        return called

    def _forget(self, people: Collection[int], names: _Names) -> None:
        """Take contacts out of what merges keep of their rows."""
        for merge, kept, text in self._session.rows(_CONTENTS):
            content = json.loads(text)
            for side in (content[one] for one in _SIDES):
                side["customer_contact"] = [
                    one
                    for one in side.get("customer_contact", ())
                    if one["person"] not in people
                    and one["name"] not in names[one["customer"]] | names[kept]
                ]
            now = json.dumps(content, ensure_ascii=False)
            if now != text:
                self._session.execute(_FORGET, now, merge, text)


def _called(lines: Iterable[_Line], part: str) -> set[str]:
    """Return every name that a contact had, as the log of a company tells it."""
    gone, come = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for line in lines:
        if line.act == _PUT and line.after is None:
            gone[line.request].add(line.part)
        elif line.act == _PUT and line.before is None:
            come[line.request].add(line.part)
    called, found = set[str](), {part}
    while found - called:
        called |= found
        requests = [request for request, parts in come.items() if parts & called]
        found = {one for request in requests for one in gone[request] if one.startswith(":")}
    return called
