"""Merges of customers, and who stay two people. The rows themselves move in `merge_rows`."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.change_log.types import Change
from smbcrm.membership.merging.ports import Content, NewMerge, Parted
from smbcrm.membership.merging.rules import last_moment
from smbcrm.membership.merging.types import Merge, Who
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.dates import day_of
from smbcrm.models.stores.merge_contacts import MergedContacts
from smbcrm.models.stores.merge_content import of_now
from smbcrm.models.stores.merge_imports import leave_own_before
from smbcrm.models.stores.merge_log import MERGED, MergeLog
from smbcrm.models.stores.merge_rows import MergedRows, named
from smbcrm.models.tables.merges import CustomerMergeRow

_MERGE = (
    "SELECT m.id, c.id, c.code, c.full_name, m.other, m.other_code, "
    "COALESCE(a.full_name, g.full_name, ''), m.merged_at, s.name, t.name, m.undone_at "
    "FROM customer_merge m JOIN customer c ON c.id = m.kept "
    "LEFT JOIN customer g ON g.id = m.other "
    "LEFT JOIN customer_alias a ON a.code = m.other_code AND m.undone_at IS NULL "
    "JOIN staff s ON s.id = m.staff JOIN terminal t ON t.id = m.terminal "
)
_STANDING = "SELECT id, kept, other FROM customer_merge WHERE undone_at IS NULL AND "
_OLD = "customer_merge WHERE merged_at < ? AND content <> ''"
_ENTRIES = (
    "SELECT v.lot, v.entered, v.entry_seq FROM account a JOIN entry e ON e.account = a.id "
    "JOIN voucher v ON v.lot = e.lot WHERE a.holder = ? AND a.kind = 'vouchers' "
    "AND v.entered IS NOT NULL"
)
_FIRST_DAY = (
    "SELECT MIN(day) FROM (SELECT MIN(since) AS day FROM tier_membership WHERE customer = ? "
    "UNION ALL SELECT MIN(o.business_date) FROM account a JOIN operation o ON o.party = a.id "
    "WHERE a.holder = ?) d"
)


class PeeweeMergeStore:
    """Reads and writes merges."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows = MergedRows(session.db)

    def get(self, merge: int, *, lock: bool = False) -> Merge | None:
        """Return a merge, with `lock` locked until the end of the step."""
        if lock:
            self._session.row("SELECT id FROM customer_merge WHERE id = ? {lock}", merge)
        row = self._session.row(f"{_MERGE} WHERE m.id = ?", merge)
        return None if row is None else _merge(row)

    def all(self) -> tuple[Merge, ...]:
        """Return the merges, newest first."""
        return tuple(map(_merge, self._session.rows(f"{_MERGE} ORDER BY m.id DESC")))

    def brought(self, customer: int) -> int:
        """Return how many customers somebody brought."""
        row = self._session.row("SELECT COUNT(*) FROM customer WHERE referrer = ?", customer)
        return 0 if row is None else row[0]

    def add(self, new: NewMerge) -> int:
        """Note a merge and return its number."""
        number: int = CustomerMergeRow.insert(
            kept=new.kept,
            other=new.other,
            other_code=new.other_code,
            other_made_at=instant_text(new.other_made_at),
            merged_at=instant_text(new.at),
            staff=new.staff,
            terminal=new.terminal,
            after_seq=new.after,
            content="",
        ).execute(self._session.db)
        return number

    def carry(self, merge: int, kept: int, other: int) -> Content:
        """Give all rows of one customer to another, and take away who has none any more."""
        contacts = MergedContacts(self._session).join(kept, other)
        content = self._rows.take(merge, kept, other) | {"contacts": contacts}
        (gone,) = content["other"]["customer"]
        self._session.unsigned.append(Change(kept, MERGED, "", None, gone["code"]))
        content["entries"] = _pairs(self.entries(kept))
        return content

    def seal(self, merge: int, kept: int, content: Content) -> None:
        """Keep what the rows were, and what they are now that the merge is done."""
        was = dict(content["entries"])
        now = dict(_pairs(self.entries(kept)))
        moved = [(lot, was[lot], seq) for lot, seq in now.items() if was[lot] != seq]
        self._rows.note_after(kept, content)
        content["entries"] = moved
        text = json.dumps(content, ensure_ascii=False)
        self._session.execute("UPDATE customer_merge SET content = ? WHERE id = ?", text, merge)

    def blocked_by(self, merge: int) -> int | None:
        """Return a standing merge that has to be undone before this one, the last of them."""
        kept, content = self._kept(merge)
        beside = named(content)
        later = self._session.rows(f"{_STANDING} id > ? ORDER BY id DESC", merge)
        for number, into, gone in later:
            if into == kept or gone in beside:
                return int(number)
        return None

    def part(self, merge: int) -> Parted:
        """Give back what a merge moved, the customer who went first of all."""
        kept, content = self._kept(merge)
        back = self._rows.give_back(kept, content)
        (gone,) = content["other"]["customer"]
        MergedContacts(self._session).part(kept, gone["id"], content["contacts"])
        self._session.unsigned.append(Change(kept, MERGED, "", gone["code"], None))
        for lot, was, became in content["entries"]:
            self._session.execute(
                "UPDATE voucher SET entry_seq = ? WHERE lot = ? AND entry_seq = ?", was, lot, became
            )
        days = (back.since, self._moved_since(merge, kept))
        return back._replace(since=min((day for day in days if day), default=None))

    def leave_own(self, merge: int) -> None:
        """Leave in the log of each of two, and in what imports keep, what is theirs alone."""
        kept, content = self._kept(merge)
        leave_own_before(self._session, merge, kept, content)
        MergeLog(self._session).leave_own(merge, content, self._rows.of(kept))

    def keeps(self, merge: int) -> bool:
        """Tell whether a merge keeps its rows still."""
        row = self._session.row("SELECT content <> '' FROM customer_merge WHERE id = ?", merge)
        return row is not None and bool(row[0])

    def keeps_before(self, at: dt.datetime) -> bool:
        """Tell whether something is kept of the rows of merges that were done before an instant."""
        return self._session.row(f"SELECT 1 FROM {_OLD} LIMIT 1", instant_text(at)) is not None

    def forget_before(self, at: dt.datetime) -> None:
        """Forget it: these merges stand."""
        self._session.execute(
            f"UPDATE customer_merge SET content = '' WHERE id IN (SELECT id FROM {_OLD})",
            instant_text(at),
        )

    def mark_undone(self, merge: int, at: dt.datetime) -> None:
        """Note that a merge was undone; what it kept goes."""
        self._session.execute(
            "UPDATE customer_merge SET undone_at = ?, content = '' WHERE id = ?",
            instant_text(at),
            merge,
        )

    def first_day(self, customer: int) -> dt.date | None:
        """Return the first business date that bears on somebody's tiers; None: nothing does."""
        row = self._session.row(_FIRST_DAY, customer, customer)
        return None if row is None else day_of(row[0])

    def entries(self, customer: int) -> Mapping[int, tuple[int, int | None]]:
        """Return the vouchers for tiers as (tier, operation of the entry), by their lots."""
        return {lot: (tier, seq) for lot, tier, seq in self._session.rows(_ENTRIES, customer)}

    def move_entries(self, moved: Sequence[tuple[int, int]]) -> None:
        """Note that other operations lead to the entries that brought vouchers, by lot."""
        self._session.many(
            "UPDATE voucher SET entry_seq = ? WHERE lot = ?", [(seq, lot) for lot, seq in moved]
        )

    def put_apart(self, one: int, other: int) -> bool:
        """Note that two are two people; tell whether that was new."""
        return bool(
            sum(
                self._session.execute(
                    "INSERT INTO customer_apart (customer, other) VALUES (?, ?) "
                    "ON CONFLICT (customer, other) DO NOTHING",
                    *pair,
                )
                for pair in ((one, other), (other, one))
            )
        )

    def put_together(self, one: int, other: int) -> bool:
        """Forget that two are two people; tell whether it was known."""
        return bool(
            self._session.execute(
                "DELETE FROM customer_apart WHERE (customer, other) IN ((?, ?), (?, ?))",
                *(one, other, other, one),
            )
        )

    def _kept(self, merge: int) -> tuple[int, Content]:
        known = self._session.rows("SELECT kept, content FROM customer_merge WHERE id = ?", merge)
        ((kept, content),) = known
        return kept, of_now(json.loads(content))

    def _moved_since(self, merge: int, kept: int) -> dt.date | None:
        """Return the first business date of what was recorded for either since the merge."""
        row = self._session.row(
            "SELECT MIN(o.business_date) FROM customer_merge m JOIN operation o "
            "ON o.seq > m.after_seq JOIN account a ON a.id = o.party "
            "WHERE m.id = ? AND a.holder IN (?, m.other)",
            merge,
            kept,
        )
        return None if row is None else day_of(row[0])


def _pairs(entries: Mapping[int, tuple[int, int | None]]) -> list[tuple[int, int | None]]:
    return [(lot, seq) for lot, (_, seq) in entries.items()]


def _merge(row: SqlRow) -> Merge:
    number, *who, at, staff, terminal, undone = row
    merged = parse_instant(at)
    return Merge(
        number,
        Who(*who[:3]),
        Who(*who[3:]),
        merged,
        staff,
        terminal,
        last_moment(merged),
        None if undone is None else parse_instant(undone),
    )
