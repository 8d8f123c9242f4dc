"""Verify: recompute everything from the append-only tables and compare (product.md section 3)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from sys import intern

from smbcrm.core.clock import parse_instant
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.audit.meaning import misfits, moves_what_it_says
from smbcrm.membership.audit.mirror import is_mirror
from smbcrm.membership.audit.ports import AccountFacts, Books, LotFacts, Row
from smbcrm.membership.audit.types import Figures, KnownHead, Verdict
from smbcrm.membership.audit.vouchers import beside_their_lots
from smbcrm.membership.ledger.chain import chained_fields
from smbcrm.membership.ledger.clocks import ClockFlag, ClockWatch, Recorded
from smbcrm.membership.ledger.rules import digest

MOST_FINDINGS = 50
_SEQ, _ID, _KIND, _DATE, _AT, _REVERSES, _PARTY, _BILL = 0, 1, 2, 3, 4, 9, 10, 11
_HASHED = 13
_SOLD = frozenset({"sale", "refund"})
_WHOLE = 100
_VISITS = frozenset({"sale", "visit_use"})
_CLOCK = N_(
    "A clock stood wrong: {count} operations bear a time that cannot be, the first is operation "
    "{seq}, {at} (UTC)"
)


class _ByOperation:
    """One table in order of operation, handed out operation by operation."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next: tuple[int, list[Row]] | None = None
        self.stray: list[int] = []
        self._advance()

    def _advance(self) -> None:
        group = next(self._groups, None)
        self._next = None if group is None else (group[0], [row[1:] for row in group[1]])

    def of(self, seq: int) -> list[Row]:
        """Return the rows of an operation; rows of unknown operations become stray."""
        while self._next is not None and self._next[0] < seq:
            self.stray.append(self._next[0])
            self._advance()
        if self._next is None or self._next[0] != seq:
            return []
        rows = self._next[1]
        self._advance()
        return rows

    def finish(self) -> list[int]:
        """Return the operations that rows name and that do not exist."""
        while self._next is not None:
            self.stray.append(self._next[0])
            self._advance()
        return self.stray


class Verification:
    """One pass over the books. `verdict` does the work."""

    def __init__(self, books: Books, heads: Sequence[KnownHead] = ()) -> None:
        self._books = books
        self._heads = heads
        self._findings: list[Text] = []
        self._accounts: Mapping[int, AccountFacts] = books.accounts()
        self._lots: Mapping[int, LotFacts] = books.lots()
        self._balances: defaultdict[int, int] = defaultdict(int)
        self._remaining: defaultdict[int, int] = defaultdict(int)
        self._terms: dict[int, Row] = {}
        self._opened: set[int] = set()
        self._reversed = books.reversed_operations()
        self._kept: dict[int, tuple[str, list[Row]]] = {}
        self._visits: defaultdict[int, set[str]] = defaultdict(set)
        self._refunded = books.refunded_sales()
        self._left: dict[int, Counter[str]] = {}
        self._parties: dict[int, int | None] = {}
        self._paused: dict[int, str] = {}
        self._count = 0
        self._last_bill = 0
        self._clock = ClockWatch()
        self._flags: list[ClockFlag] = []

    def verdict(self) -> Verdict:
        """Return what was looked at and what does not add up."""
        for words in self._books.damage():
            self._find(N_("The database itself reports: {words}"), words=words)
        for name in self._books.missing_guards():
            self._find(N_("The guard {name} of the ledger is missing or emptied"), name=name)
        prev, entries = self._chain()
        self._check_head(prev)
        self._check_copies()
        self._check_accounts()
        self._check_lots()
        self._check_pauses()
        for msgid, params in beside_their_lots(self._books.vouchers(), self._accounts, self._lots):
            self._find(msgid, **params)
        self._check_visits()
        self._check_closings()
        figures = Figures(self._count, entries, len(self._accounts), len(self._lots), prev)
        return Verdict(figures, tuple(self._findings), tuple(self._notes()))

    def _notes(self) -> Iterator[Text]:
        """Yield what is no fault of the books: a clock that stood wrong is accepted, and told."""
        if self._flags:
            first = self._flags[0]
            told: dict[str, object] = {"count": len(self._flags), "seq": first.seq, "at": first.at}
            yield Text(_CLOCK, told)

    def _find(self, msgid: str, **params: object) -> None:
        if len(self._findings) < MOST_FINDINGS:
            self._findings.append(Text(msgid, params))

    def _chain(self) -> tuple[str, int]:
        books = self._books
        tables = [
            _ByOperation(rows)
            for rows in (
                *(books.entries(), books.terms(), books.sales(), books.sale_lines()),
                *(books.sale_payments(), books.refunds(), books.other_parties(), books.served()),
            )
        ]
        bills = _ByOperation(books.bills())
        prev, count, last = "genesis", 0, 0
        for row in books.operations():
            seq = row[_SEQ]
            if seq != last + 1:
                self._find(N_("Operation {seq} is missing from the chain"), seq=last + 1)
            last = seq
            count += self._link(row, prev, [table.of(seq) for table in tables])
            prev = row[_HASHED + 1]
            flag = self._clock.look_at(Recorded(seq, parse_instant(row[_AT])))
            self._flags += [] if flag is None else [flag]
            self._bill(row, bills.of(seq))
        for table in (*tables, bills):
            for seq in table.finish():
                self._find(N_("Rows name operation {seq}, which does not exist"), seq=seq)
        return prev, count

    def _link(self, row: Row, prev: str, rows: Sequence[list[Row]]) -> int:
        """Check one operation with its rows in every table; return how many entries it has."""
        entries, terms, sales, lines, payments, *others, served = rows
        sale, refund, other = (one[0] if one else None for one in (sales, *others))
        sold = (sale, lines, payments, refund, other, served)
        fields = chained_fields(row[:_HASHED], entries, terms, *sold)
        if row[_HASHED] != prev or row[_HASHED + 1] != digest(row[_HASHED], fields):
            self._find(
                N_("Operation {seq} ({operation}) was changed: its hash does not fit"),
                seq=row[_SEQ],
                operation=row[_ID],
            )
        self._count += 1
        self._operation(row, entries, terms)
        self._sale(row, sale, lines, payments)
        self._served(row, served)
        self._refund(row, sale, refund)
        self._given_back(row, refund, payments)
        if not moves_what_it_says(row[_KIND], entries, self._accounts, sale, payments):
            self._find(N_("Operation {seq} does not move the accounts it should"), seq=row[_SEQ])
        return len(entries)

    def _operation(self, row: Row, entries: list[Row], terms: list[Row]) -> None:
        seq = row[_SEQ]
        sums: defaultdict[str, int] = defaultdict(int)
        for _, account_id, lot, amount in entries:
            account = self._accounts.get(account_id)
            if account is None:
                self._find(
                    N_("Operation {seq} names account {account}, which does not exist"),
                    seq=seq,
                    account=account_id,
                )
                continue
            sums[account.unit] += amount
            if account.balance is not None:
                self._balances[account_id] += amount
                self._entry_lot(row, account_id, lot, amount)
        if any(sums.values()):
            self._find(N_("Operation {seq} does not sum to zero"), seq=seq)
        for lot, expires_on, source in terms:
            self._terms[lot] = (expires_on, source)
        self._pause(row, [self._lots[lot].account for lot, _, _ in terms if lot in self._lots])
        self._mirror(row, entries)
        if row[_PARTY] is not None and row[_KIND] in _VISITS and seq not in self._reversed:
            self._visits[row[_PARTY]].add(intern(row[_DATE]))

    def _pause(self, row: Row, accounts: list[int]) -> None:
        """Follow which accounts stand still: a pause and a resumption name their lots."""
        if row[_KIND] == "pause":
            self._paused.update((account, row[_DATE]) for account in accounts)
        elif row[_KIND] == "resume":
            for account in accounts:
                self._paused.pop(account, None)

    def _entry_lot(self, row: Row, account: int, lot: int | None, amount: int) -> None:
        facts = None if lot is None else self._lots.get(lot)
        if lot is None or facts is None or facts.account != account:
            self._find(
                N_("Operation {seq} moves account {account} without a lot of it"),
                seq=row[_SEQ],
                account=account,
            )
            return
        if lot not in self._opened:
            self._opened.add(lot)
            if (facts.opened_by, facts.opened_on) != (row[_SEQ], row[_DATE]):
                self._find(N_("Lot {lot} was not opened as it says"), lot=lot)
        self._remaining[lot] += amount

    def _mirror(self, row: Row, entries: list[Row]) -> None:
        """Check that a reversal takes out exactly what it reverses."""
        if row[_SEQ] in self._reversed:
            self._kept[row[_SEQ]] = (row[_DATE], entries)
        target = row[_REVERSES]
        if target is None:
            return
        date, taken_out = self._kept.pop(target, (None, []))
        is_one = is_mirror(entries, taken_out, self._accounts, self._remaining)
        if row[_DATE] != date or not is_one:
            self._find(
                N_("Operation {seq} does not mirror operation {target}"),
                seq=row[_SEQ],
                target=target,
            )

    def _sale(self, row: Row, sale: Row | None, lines: list[Row], payments: list[Row]) -> None:
        if (sale is not None) != (row[_KIND] in _SOLD):
            self._find(N_("The sale of operation {seq} is missing or too many"), seq=row[_SEQ])
        elif sale is not None:
            net = sum(line[4] - line[5] for line in lines)
            if sale[2] != net or sum(payment[2] for payment in payments) != net:
                self._find(N_("The sale of operation {seq} does not add up"), seq=row[_SEQ])

    def _served(self, row: Row, served: list[Row]) -> None:
        """Check that the shares of who served come to a whole."""
        if served and sum(share for _, _, share in served) != _WHOLE:
            self._find(N_("The shares of operation {seq} do not come to 100 %"), seq=row[_SEQ])

    def _refund(self, row: Row, sale: Row | None, refund: Row | None) -> None:
        """Check that a refund names a sale of the same customer, which stands if it does."""
        seq, net = row[_SEQ], sale[2] if sale is not None else 0
        if (refund is not None) != (row[_KIND] == "refund"):
            self._find(N_("The sale that operation {seq} refunds is missing or too many"), seq=seq)
        if refund is None:
            return
        paid = self._left.get(refund[0])
        # Of a sale that came to nothing nothing is paid, and nothing goes back.
        if paid is None or net > 0 or bool(net) != bool(paid):
            self._find(N_("Operation {seq} refunds what is no sale"), seq=seq)
            return
        if self._parties[refund[0]] != row[_PARTY]:
            self._find(
                N_("Operation {seq} refunds operation {sale}, which is of somebody else"),
                seq=seq,
                sale=refund[0],
            )
        if refund[0] in self._reversed and seq not in self._reversed:
            self._find(
                N_("Operation {seq} refunds operation {sale}, which was taken back"),
                seq=seq,
                sale=refund[0],
            )

    def _given_back(self, row: Row, refund: Row | None, payments: list[Row]) -> None:
        """Check that no means gave back more than it had paid."""
        seq = row[_SEQ]
        if refund is None:
            if seq in self._refunded and row[_KIND] == "sale":
                self._left[seq], self._parties[seq] = _by_means(payments), row[_PARTY]
        elif refund[0] in self._left and seq not in self._reversed:
            left = self._left[refund[0]]
            left.update(_by_means(payments))
            if min(left.values(), default=0) < 0:
                self._find(N_("More of operation {seq} was refunded than was paid"), seq=refund[0])

    def _bill(self, row: Row, bills: list[Row]) -> None:
        number = row[_BILL]
        if number is None:
            return
        if number != self._last_bill + 1 or not bills:
            self._find(N_("Bill {number} is missing or out of order"), number=self._last_bill + 1)
        self._last_bill = number

    def _check_head(self, prev: str) -> None:
        head = self._books.head()
        lot = max(self._lots, default=0)
        if head != (self._count, prev, lot, self._last_bill):
            self._find(N_("The chain does not end where its head says: operations are missing"))

    def _check_copies(self) -> None:
        """Look for operations that a copy holds: a tail cut off with its traces is found so."""
        hashes = self._books.hashes([head.seq for head in self._heads])
        for head in self._heads:
            if head.seq and hashes.get(head.seq) != head.hash:
                self._find(
                    N_(
                        "The copy of {made_at} (UTC) holds operation {seq}, which the shop does not"
                    ),
                    made_at=head.made_at,
                    seq=head.seq,
                )

    def _check_accounts(self) -> None:
        for number in misfits(self._accounts):
            account = self._accounts[number]
            self._find(
                N_("Account {account} is {kind} in {unit}, which cannot be"),
                account=number,
                kind=account.kind,
                unit=account.unit,
            )
        for number, account in self._accounts.items():
            total = self._balances[number] if account.balance is not None else None
            if account.balance != total:
                self._find(
                    N_("Account {account} ({kind}) says {stored}, its entries say {counted}"),
                    account=number,
                    kind=account.kind,
                    stored=account.balance,
                    counted=total,
                )

    def _check_lots(self) -> None:
        for number, lot in self._lots.items():
            if lot.remaining != self._remaining[number]:
                self._find(
                    N_("Lot {lot} says {stored} is left, its entries say {counted}"),
                    lot=number,
                    stored=lot.remaining,
                    counted=self._remaining[number],
                )
            if (lot.expires_on, lot.source_lot) != self._terms.get(number, (None, None)):
                self._find(N_("The end of lot {lot} was changed"), lot=number)

    def _check_pauses(self) -> None:
        stored = self._books.pauses()
        for account in sorted(stored.keys() | self._paused.keys()):
            if stored.get(account) != self._paused.get(account):
                self._find(
                    N_("Account {account} says paused since {stored}, its operations {counted}"),
                    account=account,
                    stored=stored.get(account),
                    counted=self._paused.get(account),
                )

    def _check_closings(self) -> None:
        """Check that what should have been in a drawer is what the entries up to then come to."""
        for one in self._books.closings():
            if one.expected != one.opening_float - one.entries:
                self._find(
                    N_(
                        "The close of {date}, till {terminal}, says {stored}, its entries {counted}"
                    ),
                    date=one.date,
                    terminal=one.terminal,
                    stored=one.expected,
                    counted=one.opening_float - one.entries,
                )

    def _check_visits(self) -> None:
        came: dict[int, set[str]] = {}
        for party, days in self._visits.items():
            account = self._accounts.get(party)
            if account is not None and account.holder is not None:
                came[account.holder] = days | came.get(account.holder, set())
        for customer, day in self._books.past_days():
            came.setdefault(customer, set()).add(intern(day))
        for customer, (count, last) in self._books.visits().items():
            days = came.get(customer, set())
            if last != max(days, default=None):
                self._find(
                    N_("Customer {customer} says last visit {stored}, the sales say {counted}"),
                    customer=customer,
                    stored=last,
                    counted=max(days, default=None),
                )
            if count != len(days):
                self._find(
                    N_("Customer {customer} says {stored} visits, the sales say {counted}"),
                    customer=customer,
                    stored=count,
                    counted=len(days),
                )


def _by_means(payments: Iterable[Row]) -> Counter[str]:
    """Return what each means paid, below zero where it gave back."""
    paid = Counter[str]()
    for _, means, amount, *_ in payments:
        paid[means] += amount
    return paid
