"""Undo of an import, batch by batch: openings are reversed, untouched new customers go.

Somebody with whom the shop had to do since stays as they are, with their money, and is listed.
Customers who were here before keep what the import changed; only their opening is reversed. But
whom a list of ours changed is given the old values back.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from smbcrm.core.i18n import Text
from smbcrm.core.ids import job_id
from smbcrm.membership.customers import typed
from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.batch import opening_id
from smbcrm.membership.imports.meaning import Undoer
from smbcrm.membership.imports.ports import Before, Brought, ImportWork, Mark, Standing
from smbcrm.membership.imports.profiles import UNTOUCHED
from smbcrm.membership.imports.types import BATCH, MOST_NOTES, ImportRun, Stayed, Sums, UndoReport
from smbcrm.membership.ledger.posting import post_many, wallet_today
from smbcrm.membership.ledger.postings import NewEntry, Posting, Request
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.requests.types import Signature

_WHY = {
    "operations": notes.STAYED_OPERATIONS,
    "cards": notes.STAYED_CARDS,
    "consents": notes.STAYED_CONSENT,
    "referred": notes.STAYED_REFERRED,
    "imported": notes.STAYED_IMPORTED,
    "edited": notes.STAYED_EDITED,
}


ACT = "import_undo"
"""The kind of request by which the change log knows what an undo took away."""


@dataclass(slots=True)
class _Case:
    """One customer of the import: the first mark, and what the rows brought into the ledger."""

    mark: Mark
    brought: list[tuple[int, Brought]]
    why: str | None = None
    before: Before | None = None


def next_marks(work: ImportWork, run: ImportRun) -> Sequence[Mark]:
    """Return the marks with which an undo goes on, none where it is at its end."""
    return work.imports.marks(run.id, run.undo.row if run.undo else 0, BATCH)


def undo_batch(work: ImportWork, run: ImportRun, by: Undoer, marks: Sequence[Mark]) -> UndoReport:
    """Take back what the rows of some marks did; return the report so far."""
    undo = run.undo or UndoReport()
    customers = sorted({mark.customer for mark in marks})
    work.ledger.lock(customers)
    named = work.customers.codes(customers)
    today = work.settings.shop().day.date(by.now)
    asked = Request(run.id, run.file_hash, by.staff, by.terminal, by.now)
    for customer in named:  # what has ended is no longer theirs to give back
        wallet_today(work, customer, asked, today)
    first, last = marks[0].row, marks[-1].row
    there = [one for one in customers if one in named]
    cases = [case for case in _cases(work, run, there) if first <= case.mark.row <= last]
    _judge(work, run, cases)
    going = [case for case in cases if case.why is None]
    sums = _reverse(work, run, by, going)
    restored = [case.before for case in going if case.before is not None]
    _restore(work, restored)
    removed = [case.mark.customer for case in going if case.mark.made]
    work.customers.remove(removed)
    work.imports.unmark(run.id, removed)
    work.requests.sign(Signature(ACT, run.id, by.staff, by.terminal, by.now))
    work.record(CustomerChanged(frozenset(case.mark.customer for case in going)))
    stayed = [
        Stayed(case.mark.row, named[case.mark.customer][0], Text(case.why))
        for case in cases
        if case.why is not None
    ]
    return replace(
        undo,
        removed=undo.removed + len(removed),
        kept=undo.kept + len(going) - len(removed) - len(restored),
        restored=undo.restored + len(restored),
        stayed_in_all=undo.stayed_in_all + len(stayed),
        stayed=(*undo.stayed, *stayed)[:MOST_NOTES],
        taken_back=undo.taken_back.plus(sums),
        row=last,
    )


def _cases(work: ImportWork, run: ImportRun, customers: Sequence[int]) -> list[_Case]:
    """Return the customers with their first marks, wherever in the file their rows stand."""
    by_customer: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in work.imports.marks_of(run.id, customers):
        by_customer[mark.customer].append(mark)
    ids = {opening_id(run.id, m.row): m.row for own in by_customer.values() for m in own}
    found = {ids[id_]: brought for id_, brought in work.imports.brought([*ids]).items()}
    kept = work.imports.kept(run.id, customers)
    return sorted(
        (
            _Case(
                own[0],
                [(m.row, found[m.row]) for m in own if m.row in found],
                before=kept.get(customer),
            )
            for customer, own in by_customer.items()
        ),
        key=lambda case: case.mark.row,
    )


def _judge(work: ImportWork, run: ImportRun, cases: Sequence[_Case]) -> None:
    """Say of each customer why they stay, if they do."""
    openings = [brought.operation.id for case in cases for _, brought in case.brought]
    standings = work.imports.standings(run.id, [one.mark.customer for one in cases], openings)
    for case in cases:
        standing = standings.get(case.mark.customer, Standing())
        if standing.merged:
            case.why = notes.STAYED_MERGED
        elif case.mark.made:
            signs = (name for name in _WHY if getattr(standing, name))
            case.why = next((_WHY[name] for name in signs), None)
        elif case.brought and standing.operations:
            case.why = notes.STAYED_OPERATIONS
        if case.why is None and any(not _is_untouched(brought) for _, brought in case.brought):
            case.why = notes.STAYED_OPERATIONS
        if case.why is None and case.before is not None and _is_edited(work, run, case.before):
            case.why = notes.STAYED_EDITED


def _is_edited(work: ImportWork, run: ImportRun, before: Before) -> bool:
    """Tell whether somebody changed the customer after the import did."""
    known = work.customers.get(before.customer)
    return known is None or known.changed_at != run.started_at


def _restore(work: ImportWork, customers: Sequence[Before]) -> None:
    for one in customers:
        now = typed.known(work, one.customer).profile
        kept = {name: getattr(now, name) for name in UNTOUCHED}
        work.customers.change(one.customer, replace(one.profile, **kept), one.changed_at)
    work.search.index([one.customer for one in customers])


def _is_untouched(brought: Brought) -> bool:
    return brought.reversed or all(
        brought.remaining.get(entry.lot) == entry.amount
        for entry in brought.entries
        if entry.lot is not None
    )


def _reverse(work: ImportWork, run: ImportRun, by: Undoer, cases: Sequence[_Case]) -> Sums:
    sums = Sums()
    postings: list[Posting] = []
    for case in cases:
        going = [(row, brought) for row, brought in case.brought if not brought.reversed]
        for row, brought in going:
            postings.append(_reversal(run, by, case.mark.customer, row, brought))
            parts = _parts(brought)
            principal, gift, points, visits = (parts.get(kind, 0) for kind in _PARTS)
            sums = sums.plus(Sums(principal, gift, points, 0, visits))
        sums = sums.plus(Sums(customers=int(bool(going))))
    if postings:
        post_many(work, postings)
    return sums


_PARTS = (
    *(AccountKind.PRINCIPAL.value, AccountKind.GIFT.value),
    *(AccountKind.POINTS.value, AccountKind.VISITS.value),
)


def _parts(brought: Brought) -> Mapping[str, int]:
    return {entry.kind: entry.amount for entry in brought.entries if not entry.house}


def _reversal(run: ImportRun, by: Undoer, customer: int, row: int, brought: Brought) -> Posting:
    target = brought.operation
    identity = job_id("import-undo", run.id, row)
    asked = request_hash(OperationKind.REVERSAL, {"operation": target.id})
    return Posting(
        kind=OperationKind.REVERSAL,
        request=Request(identity, asked, by.staff, by.terminal, by.now),
        business_date=target.business_date,
        entries=tuple(
            NewEntry(entry.account, entry.unit, -entry.amount, entry.lot)
            for entry in brought.entries
        ),
        holder=customer,
        party=target.party,
        reverses=target.seq,
    )
