"""Takes a person out of every table: `models/persons.py` says where persons stand."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from smbcrm.core.clock import instant_text
from smbcrm.membership.bills.codec import decode, encode
from smbcrm.membership.bills.types import Bill, BillCustomer
from smbcrm.membership.cards.rules import is_ours
from smbcrm.membership.customers.rules import is_own_code
from smbcrm.membership.imports.codec import decode_stored, encode_stored
from smbcrm.membership.privacy.types import ErasedOne
from smbcrm.membership.shop.settings import CARD_PREFIX
from smbcrm.membership.staff.steps import Moment
from smbcrm.models.persons import PERSONS
from smbcrm.models.session import Session
from smbcrm.models.stores.dates import day_of
from smbcrm.models.stores.erased_bills import BillsOfOthers
from smbcrm.models.stores.erased_traces import ErasedTraces

_CHUNK = 500
# Whatever was done for them, handed over to them, or moved what they own.
_OPERATIONS = (
    "SELECT o.seq FROM account a JOIN operation o ON o.party = a.id WHERE a.holder = ? "
    "UNION SELECT p.operation FROM account a JOIN other_party p ON p.party = a.id "
    "WHERE a.holder = ? "
    "UNION SELECT e.operation FROM account a JOIN entry e ON e.account = a.id WHERE a.holder = ?"
)
_AWAY = (
    "SELECT id, last_visit FROM customer WHERE COALESCE(last_visit, SUBSTR(created_at, 1, 10)) < ? "
    "AND id = COALESCE(?, id) "
    "ORDER BY COALESCE(last_visit, SUBSTR(created_at, 1, 10)), id"
)


class PeeweeErasureStore:
    """Removes people, and knows who was removed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take_out(self, customer: int) -> None:
        """Remove a customer; the ledger stays whole, without the person."""
        people = {customer, *(one.customer for one in self.merged(customer))}
        ErasedTraces(self._session).take_out(people)
        BillsOfOthers(self._session).take_out(customer)
        operations = [row[0] for row in self._session.rows(_OPERATIONS, *(customer,) * 3)]
        for held in PERSONS:
            if held.by:
                self._leave(held.table, customer)
                self._session.execute(f"DELETE FROM {held.table} WHERE {held.by} = ?", customer)
            elif not held.along:
                STEPS[held.table](self, customer, operations)

    def note(self, one: ErasedOne, reason: str, at: Moment) -> None:
        """Keep that somebody was erased."""
        self._session.execute(
            "INSERT INTO erasure (customer, made_at, at, reason, staff, terminal) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            one.customer,
            one.made_at,
            instant_text(at.now),
            reason,
            at.staff.id,
            at.terminal.id,
        )

    def merged(self, customer: int) -> tuple[ErasedOne, ...]:
        """Return who went into a customer by merges: an older copy has them as people still."""
        rows = self._session.rows(
            "SELECT other, other_made_at FROM customer_merge "
            "WHERE kept = ? AND undone_at IS NULL ORDER BY id",
            customer,
        )
        return tuple(ErasedOne(*row) for row in rows)

    def all(self) -> tuple[ErasedOne, ...]:
        """Return everybody who was erased."""
        rows = self._session.rows("SELECT customer, made_at FROM erasure ORDER BY at, customer")
        return tuple(ErasedOne(*row) for row in rows)

    def there(self, ones: Sequence[ErasedOne]) -> tuple[int, ...]:
        """Return those who are customers here, because a copy of before the erase came back."""
        made: dict[int, str] = dict(self._session.rows("SELECT id, created_at FROM customer"))
        return tuple(
            dict.fromkeys(one.customer for one in ones if made.get(one.customer) == one.made_at)
        )

    def away(
        self, since: dt.date, customer: int | None = None
    ) -> tuple[tuple[int, dt.date | None], ...]:
        """Return who last came before a day, or never and was added before it, longest first."""
        rows = self._session.rows(_AWAY, since.isoformat(), customer)
        return tuple((customer, day_of(last)) for customer, last in rows)

    def _leave(self, table: str, customer: int) -> None:
        """Let go of a customer whose row is about to go, wherever others point to it."""
        if table == "customer":
            self._session.execute("UPDATE account SET holder = NULL WHERE holder = ?", customer)
            self._session.execute(
                "UPDATE customer SET referrer = NULL WHERE referrer = ?", customer
            )

    def _notes(self, _: int, operations: Sequence[int]) -> None:
        self._in_parts("DELETE FROM operation_note WHERE operation IN ({marks})", operations)

    def _issues(self, _: int, operations: Sequence[int]) -> None:
        """Forget what was written in place of characters that no font has: names are among it."""
        self._in_parts(
            "UPDATE bill_issue SET instead = '[]' WHERE operation IN ({marks})", operations
        )

    def _bills(self, customer: int, operations: Sequence[int]) -> None:
        people = {customer, *(one.customer for one in self.merged(customer))}
        for seq in operations:
            row = self._session.row("SELECT content FROM bill WHERE operation = ?", seq)
            bill = None if row is None else decode(row[0])
            if bill is not None and bill.customer is not None and bill.customer.id in people:
                content = encode(without_person(bill, bill.customer))
                self._session.execute(
                    "UPDATE bill SET content = ? WHERE operation = ?", content, seq
                )

    def _reports(self, customer: int, _: Sequence[int]) -> None:
        """Forget what was said of the rows that brought them; the marks of these rows go, too."""
        for (run,) in self._session.rows(
            "SELECT DISTINCT run FROM import_mark WHERE customer = ?", customer
        ):
            rows = {
                row[0]
                for row in self._session.rows(
                    "SELECT row FROM import_mark WHERE run = ? AND customer = ?", run, customer
                )
            }
            self._without_rows(run, rows)
        self._session.execute("DELETE FROM import_mark WHERE customer = ?", customer)

    def _without_rows(self, run: str, rows: set[int]) -> None:
        row = self._session.row("SELECT report FROM import_run WHERE id = ? {lock}", run)
        if row is None:
            return
        report, undo = decode_stored(row[0])
        report = replace(
            report,
            notes=tuple(one for one in report.notes if one.row not in rows),
            values=tuple(one for one in report.values if rows.isdisjoint(one.samples)),
        )
        if undo is not None:
            undo = replace(undo, stayed=tuple(one for one in undo.stayed if one.row not in rows))
        self._session.execute(
            "UPDATE import_run SET report = ? WHERE id = ?", encode_stored(report, undo), run
        )

    def _cards(self, customer: int, _: Sequence[int]) -> None:
        """Remove cards with their histories, and from the answers of requests that gave them.

        A number of our own range is never given again.
        """
        row = self._session.row("SELECT value FROM setting WHERE key = ?", CARD_PREFIX.key)
        prefix = CARD_PREFIX.default if row is None else row[0]
        numbers = [
            one[0]
            for one in self._session.rows("SELECT number FROM card WHERE customer = ?", customer)
        ]
        self._session.execute("DELETE FROM card WHERE customer = ?", customer)
        self._session.many(
            "UPDATE request_log SET result = '' WHERE customer = ? AND result = ?",
            [(customer, number) for number in numbers],
        )
        self._in_parts("DELETE FROM card_history WHERE card IN ({marks})", numbers)
        self._session.many(
            "INSERT INTO card_gone (number) VALUES (?) ON CONFLICT DO NOTHING",
            [(number,) for number in numbers if is_ours(number, prefix)],
        )

    def _past_lines(self, customer: int, _: Sequence[int]) -> None:
        self._session.execute(
            "DELETE FROM past_sale_line WHERE sale IN "
            "(SELECT id FROM past_sale WHERE customer = ?)",
            customer,
        )

    def _in_parts(self, statement: str, values: Sequence[object]) -> None:
        for start in range(0, len(values), _CHUNK):
            part = values[start : start + _CHUNK]
            self._session.execute(statement.format(marks=", ".join("?" * len(part))), *part)


def without_person(bill: Bill, who: BillCustomer) -> Bill:
    """Return a bill of somebody who was erased: what was sold, and not to whom."""
    code = who.code if is_own_code(who.code) else f"C{who.id:06}"
    bare = replace(who, code=code, name="", phone="", address="", card="", given_name="")
    return replace(bill, customer=bare)


_Step = Callable[[PeeweeErasureStore, int, Sequence[int]], None]
STEPS: Mapping[str, _Step] = {
    "operation_note": PeeweeErasureStore._notes,  # noqa: SLF001 - its own steps
    "bill": PeeweeErasureStore._bills,  # noqa: SLF001
    "bill_issue": PeeweeErasureStore._issues,  # noqa: SLF001
    "import_run": PeeweeErasureStore._reports,  # noqa: SLF001
    "card": PeeweeErasureStore._cards,  # noqa: SLF001
    "past_sale_line": PeeweeErasureStore._past_lines,  # noqa: SLF001
}
"""What is done with a table whose rows stay, or are not found by the customer's number."""
