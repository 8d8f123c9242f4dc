"""One batch of rows: decide what each row means, then write all of it at once."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from smbcrm.core.clock import add_months
from smbcrm.core.ids import job_id
from smbcrm.membership.cards.types import Card, CardState
from smbcrm.membership.customers.opt_outs import remembered, with_refusals
from smbcrm.membership.customers.types import CustomerChanged, NewCustomer, Profile
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.meaning import BatchResult, RunFacts
from smbcrm.membership.imports.merging import fill, overwrite
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.people import Crowd, Person, pair_of
from smbcrm.membership.imports.ports import ImportWork, Mark
from smbcrm.membership.imports.revising import arrival, overwritten, revise
from smbcrm.membership.imports.row import ReadRow
from smbcrm.membership.imports.types import Change, ImportRun, Outcome, Sums
from smbcrm.membership.ledger.opening import opening
from smbcrm.membership.ledger.posting import post_many
from smbcrm.membership.ledger.postings import Posting, Request
from smbcrm.membership.ledger.types import Account, AccountKind, OperationKind, Wallet
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.tiers import rules as tier_rules
from smbcrm.membership.tiers.types import Membership, TierReason
from smbcrm.membership.tiers.window import WINDOW_MONTHS

_NOTHING_DONE = frozenset({Outcome.FAILED, Outcome.UNCHANGED})


def opening_id(run: str, row: int) -> str:
    """Return the id of the opening that a row brings: the same job and row give it again."""
    return job_id("import", run, row)


def write_batch(
    work: ImportWork, facts: RunFacts, rows: Sequence[ReadRow], now: dt.datetime
) -> BatchResult:
    """Write the rows of a batch of customers."""
    crowd = Crowd(work, facts.run.id, rows, _earlier(work, facts.run, rows))
    touched: dict[int, Person] = {}
    outcomes: list[Outcome] = []
    people: list[Person | None] = []
    changes: list[Change] = []
    for row in rows:
        person, outcome = _taken(work, crowd, row, facts, changes)
        outcomes.append(outcome)
        people.append(person)
        if person is not None and outcome not in _NOTHING_DONE:
            touched[id(person)] = person
    persons = list(touched.values())
    parties = _write_people(work, facts, persons, now)
    _write_cards_and_tiers(work, facts, persons)
    work.search.index([_known_id(person) for person in persons if person.is_changed])
    brought = _write_openings(work, facts, persons, parties, now)
    marks = [
        Mark(row.number, _known_id(person), outcome is Outcome.MADE)
        for row, person, outcome in zip(rows, people, outcomes, strict=True)
        if person is not None and _leaves_mark(row, outcome)
    ]
    work.imports.mark(facts.run.id, marks)
    work.requests.sign(facts.signature(now))
    work.record(CustomerChanged(frozenset(mark.customer for mark in marks)))
    pairs = [row.pair for row in rows if row.pair is not None]
    return BatchResult(outcomes, brought, _codes(work, facts, rows, people), changes, pairs)


def _earlier(work: ImportWork, run: ImportRun, rows: Sequence[ReadRow]) -> dict[int, int]:
    """Return the customers of the same rows where the very same list came in before."""
    sheet, span = json.loads(run.mapping)["sheet"], (rows[0].number, rows[-1].number)
    found: dict[int, int] = {}
    for other in work.imports.of_file(run.file_hash):
        same = other.kind is run.kind and json.loads(other.mapping)["sheet"] == sheet
        if same and other.id != run.id:
            for mark in work.imports.between(other.id, *span):
                found.setdefault(mark.row, mark.customer)
    return found


def _codes(
    work: ImportWork, facts: RunFacts, rows: Sequence[ReadRow], people: Sequence[Person | None]
) -> dict[int, str]:
    """Return the codes of the customers of the rows that something is said about."""
    owners = {
        row.number: person.id
        for row, person in zip(rows, people, strict=True)
        if row.notes
        and person is not None
        and person.id is not None
        and (facts.tells_codes or not person.made)
    }
    return codes_of(work, owners)


def codes_of(work: ImportWork, owners: Mapping[int, int]) -> dict[int, str]:
    """Return the codes of the customers of rows, those of them who are still here."""
    known = work.customers.codes(sorted(set(owners.values()))) if owners else {}
    return {row: known[id_][0] for row, id_ in owners.items() if id_ in known}


def _leaves_mark(row: ReadRow, outcome: Outcome) -> bool:
    """Tell whether a row told of a customer; of our own list only what was edited tells."""
    return outcome not in _NOTHING_DONE or (outcome is Outcome.UNCHANGED and row.changed is None)


def _taken(
    work: ImportWork, crowd: Crowd, row: ReadRow, facts: RunFacts, changes: list[Change]
) -> tuple[Person | None, Outcome]:
    """Take a row into account; of a list of ours what changes is told."""
    revision = facts.revision
    if revision is not None and row.changed is not None:
        revised = revise(crowd, row, revision)
        changes += revised.changes
        return revised.person, revised.outcome
    person, outcome = _decide(crowd, row)
    if outcome is Outcome.UPDATED and person is not None and not _changes(work, facts, person, row):
        outcome = Outcome.UNCHANGED
    if revision is not None and outcome is Outcome.MADE:
        changes.append(arrival(row))
    elif revision is not None and person is not None and outcome is Outcome.UPDATED:
        changes += overwritten(row, person, revision)
    return person, outcome


def _decide(crowd: Crowd, row: ReadRow) -> tuple[Person | None, Outcome]:
    """Find out whom a row means and take it into account; a failed row changes nothing."""
    if row.failed:
        return (crowd.find(row) if row.our_code else None), Outcome.FAILED
    person = crowd.find(row)
    if person is None and _brings_nobody(row):
        return None, Outcome.FAILED
    if person is not None and row.brings_balance and crowd.has_entries(person):
        if not crowd.holds_just_that(person, row):
            _refuse_balance(person, row)
            return person, Outcome.FAILED
        row.principal = row.gift = row.points = 0
    outcome, before = Outcome.UPDATED, Profile() if person is None else person.profile
    if person is None:
        person, outcome = Person(row.profile, first=row.number), Outcome.MADE
    elif person.first is None:
        person.first = row.number
        person.profile, lost = overwrite(person.profile, row.profile, corrected=bool(row.our_code))
        if lost:
            row.note(None, NoteKind.PROBLEM, notes.NO_ROOM)
    else:
        outcome = Outcome.JOINED
        _join(person, row)
    crowd.limit(person, before, row)
    crowd.enter(person, row)
    if row.tier is not None and (outcome is not Outcome.JOINED or person.tier is None):
        person.tier = row.tier
    if row.brings_balance:
        person.opening = row
    return person, outcome


def _brings_nobody(row: ReadRow) -> bool:
    """Tell whether a row that means nobody here brings nobody either, and say so."""
    if not (row.failed or row.profile.full_name or row.profile.phones or row.card):
        row.refuse(None, notes.NOBODY)
    return row.failed


def _changes(work: ImportWork, facts: RunFacts, person: Person, row: ReadRow) -> bool:
    """Tell whether a row changes anything in somebody who is here."""
    if person.is_changed or row.brings_balance:
        return True
    return person.tier is not None and person.tier != _held(work, facts, person)


def _join(person: Person, row: ReadRow) -> None:
    row.pair = pair_of(person, row, joined=True)
    person.profile, otherwise = fill(person.profile, row.profile)
    msgid = notes.KEPT_FIRST if otherwise else notes.JOINED
    kind = NoteKind.PROBLEM if otherwise else NoteKind.REMARK
    row.note(None, kind, msgid, row=person.first)


def _refuse_balance(person: Person, row: ReadRow) -> None:
    row.pair = pair_of(person, row, joined=True)
    about = next(
        name
        for name, value in (
            (Field.PRINCIPAL, row.principal),
            (Field.GIFT, row.gift),
            (Field.POINTS, row.points),
        )
        if value
    )
    if person.made:
        row.refuse(about, notes.TWICE_WITH_BALANCE, row=person.first)
    else:
        row.refuse(about, notes.HAS_ENTRIES, code=person.code)


def _known_id(person: Person) -> int:
    if person.id is None:
        raise LookupError(person.first)
    return person.id


def _write_people(
    work: ImportWork, facts: RunFacts, persons: Sequence[Person], now: dt.datetime
) -> dict[int, int]:
    """Add the new customers with their accounts, change the others; return new accounts."""
    at = facts.run.started_at
    new = [person for person in persons if person.id is None]
    made = [NewCustomer(one.profile, one.code or None) for one in new]
    ids = work.customers.add(with_refusals(work, made, at), at)
    parties = work.ledger.open_accounts(ids, facts.currency)
    for person, id_ in zip(new, ids, strict=True):
        person.id = id_
    changed = [one for one in persons if one.before is not None and one.profile != one.before]
    if facts.revision is not None:
        work.imports.keep(facts.run.id, [one.known for one in changed if one.known is not None])
    kept = remembered(work, [(one.before, one.profile) for one in changed], at)
    for person, refusals in zip(changed, kept, strict=True):
        written = person.known.written_at(at, now, again=person.again) if person.known else at
        work.customers.change(_known_id(person), person.profile, written)
        work.customers.add_consents(_known_id(person), refusals)
    return dict(zip(ids, parties, strict=True))


def _write_cards_and_tiers(work: ImportWork, facts: RunFacts, persons: Sequence[Person]) -> None:
    run = facts.run
    work.cards.add(
        [
            Card(number, _known_id(one), CardState.ACTIVE, run.date, None, None, run.started_at)
            for one in persons
            for number in one.cards
        ]
    )
    until = add_months(facts.today, WINDOW_MONTHS)
    work.imports.join_tiers(
        [
            (_known_id(one), Membership(0, one.tier, run.date, TierReason.IMPORT, None, until))
            for one in persons
            if one.tier is not None and one.tier != _held(work, facts, one)
        ]
    )


def _held(work: ImportWork, facts: RunFacts, person: Person) -> int:
    """Return the tier that a customer has now: the lowest one of somebody new."""
    lowest = facts.tiers[0].id
    if person.before is None:
        return lowest
    held = tier_rules.held(work.tiers.memberships(_known_id(person)), facts.today)
    return lowest if held is None else held.tier


def _write_openings(
    work: ImportWork,
    facts: RunFacts,
    persons: Sequence[Person],
    parties: Mapping[int, int],
    now: dt.datetime,
) -> Sums:
    """Post one opening for each customer with a balance, in the order of the rows."""
    sums = Sums()
    postings: list[Posting] = []
    bringing = ((one.opening, one) for one in persons if one.opening is not None)
    for row, person in sorted(bringing, key=lambda pair: pair[0].number):
        postings.append(opening_of(facts, row, _wallet(work, facts, person, parties), now))
        sums = sums.plus(Sums(row.principal, row.gift, row.points, 1))
    if postings:
        post_many(work, postings)
    return sums


def _wallet(
    work: ImportWork, facts: RunFacts, person: Person, parties: Mapping[int, int]
) -> Wallet:
    customer = _known_id(person)
    party = parties.get(customer)
    if party is None:
        return work.ledger.wallet(customer)
    principal = Account(party, AccountKind.PRINCIPAL, facts.currency, 0)
    return Wallet(customer, party, (principal,), ())


def opening_of(facts: RunFacts, row: ReadRow, wallet: Wallet, now: dt.datetime) -> Posting:
    """Return the opening that a row brings."""
    brought = row.balances()
    asked = request_hash(
        OperationKind.OPENING,
        {balance.kind.value: balance.amount for balance in brought} | {"row": row.number},
    )
    request = Request(
        opening_id(facts.run.id, row.number), asked, facts.run.staff, facts.run.terminal, now
    )
    posting = opening(wallet, request, facts.run.date, brought, facts.currency)
    return replace(posting, note=facts.note) if facts.note else posting
