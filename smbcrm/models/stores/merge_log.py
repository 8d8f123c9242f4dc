"""What the change log tells after a merge was undone: of each what is theirs, of none the other's.

A merge writes into the log of who stays what came from the other, and what is changed while they
are one is told against it. Once they are two again that goes: of each field that the merge changed
one line is left, from what it was before to what it is now, where that is something else. What was
done to a card, a note, a record or a file that goes back stands in the log of who has it then.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from smbcrm.membership.change_log.differences import consent_value, profile_changes
from smbcrm.membership.change_log.types import Change
from smbcrm.membership.customers.kinds import ConsentState
from smbcrm.membership.merging.ports import Content
from smbcrm.models.session import Session
from smbcrm.models.stores.merge_rows import Rows, profile_in

MERGED = "merged"
"""The field that tells who was merged: these lines stay."""
_FIRST = (
    "SELECT MIN(l.id) FROM request_log r JOIN change_log l ON l.request = r.id "
    "WHERE r.kind = 'customer_merge' AND r.result = ? AND l.customer = ?"
)
_LINES = "SELECT id, act, field, part, before, after FROM change_log WHERE customer = ? ORDER BY id"
_CARDS = "SELECT number FROM card WHERE customer = ?"
_FILES = "SELECT id, name FROM customer_file WHERE customer = ?"
_THINGS = ("note", "record", "file")
_RECORD_BACK = "record_back"
"""By this a record is the one again that it was; what else is put back is a new one."""

_Key = tuple[str, str]
_Values = defaultdict[_Key, set[str | None]]


class _Line(NamedTuple):
    id: int
    act: str
    field: str
    part: str
    before: str | None
    after: str | None

    @property
    def key(self) -> _Key:
        return self.field, self.part


class MergeLog:
    """Leaves to each of two their own lines."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def leave_own(self, merge: int, content: Content, now: Rows) -> None:
        """Do so for a merge whose rows went back; `now` are those of who stayed."""
        (kept,), (other,) = ([row["id"] for row in content[one]["customer"]] for one in _BOTH)
        first = self._first(merge, kept)
        lines = self._lines(kept)
        since = [line for line in lines if line.id >= first]
        own = _values(line for line in lines if line.id < first)
        cards = {row[0] for row in self._session.rows(_CARDS, other)}
        theirs = [*self._things(content, since, other, own), *_of_cards(since, cards)]
        self._session.many(
            "UPDATE change_log SET customer = ? WHERE id = ?", [(other, line.id) for line in theirs]
        )
        # The answer of a request about a card is its number, which an erase looks for.
        self._session.many(
            "UPDATE request_log SET customer = ? WHERE customer = ? AND result = ? "
            "AND kind LIKE 'card%'",
            [(other, kept, card) for card in cards],
        )
        changed = _changed_by(kept, content)
        self._session.many(
            "DELETE FROM change_log WHERE id = ?",
            [(line.id,) for line in since if line.key in changed],
        )
        unsigned = self._session.unsigned
        unsigned[:] = [one for one in unsigned if one.customer != kept or one.field == MERGED]
        net = _differences(kept, content["keep"], now)
        unsigned.extend(one for one in net if (one.field, one.part) in changed)

    def _first(self, merge: int, kept: int) -> int:
        """Return the first line that the merge wrote; 0 for one of before there was a log."""
        row = self._session.row(_FIRST, str(merge), kept)
        return 0 if row is None or row[0] is None else row[0]

    def _lines(self, customer: int) -> list[_Line]:
        return [_Line(*row) for row in self._session.rows(_LINES, customer)]

    def _things(
        self, content: Content, since: Iterable[_Line], other: int, own: _Values
    ) -> Iterator[_Line]:
        """Return the lines of what was done since to what the other has again."""
        had = {row["id"] for row in content["moved"]["customer_file.customer"]}
        come = {name for id_, name in self._session.rows(_FILES, other) if id_ not in had}
        return _of_things(since, _values(self._lines(other)), own, come)


_BOTH = ("keep", "other")


def _values(lines: Iterable[_Line]) -> _Values:
    """Return what notes, records and files ever were, as lines tell it."""
    found: _Values = defaultdict(set)
    for line in lines:
        found[line.key] |= {line.before, line.after} - {None}
    return found


def _of_cards(since: Iterable[_Line], cards: Collection[str]) -> Iterator[_Line]:
    return (line for line in since if line.field == "card" and line.part in cards)


def _of_things(
    since: Iterable[_Line], theirs: _Values, own: _Values, come: Collection[str]
) -> Iterator[_Line]:
    """Yield the lines of what the other had, and of files that came to a record of theirs."""
    for line in since:
        if line.field not in _THINGS:
            continue
        was = line.after if line.act == _RECORD_BACK else line.before
        known = was in theirs[line.key] and was not in own[line.key]
        if known or (line.field == "file" and line.before is None and line.after in come):
            theirs[line.key].add(line.after)
            yield line


def _changed_by(kept: int, content: Content) -> set[_Key]:
    """Return the fields that tell something of the other since the merge."""
    changes = _differences(kept, content["keep"], content["after"])
    said = {("consent", row["channel"]) for row in content["other"]["consent"]}
    return {(one.field, one.part) for one in changes} | said


def _differences(kept: int, before: Rows, now: Rows) -> list[Change]:
    """Return what of a customer differs, by their rows."""
    was, is_ = (_said(rows) for rows in (before, now))
    return [
        *profile_changes(kept, profile_in(before), profile_in(now)),
        *(
            Change(kept, "consent", about, was.get(about), is_.get(about))
            for about in sorted({*was, *is_})
            if was.get(about) != is_.get(about)
        ),
    ]


def _said(rows: Rows) -> dict[str, str]:
    """Return the last word of each channel and purpose."""
    return {
        row["channel"]: consent_value(ConsentState(row["state"]), row["how"])
        for row in sorted(rows["consent"], key=lambda row: row["id"])
    }
