"""Who the rows of a batch speak of: customers who are here, or of an earlier row, or new ones.

A row means somebody known by our own code, by the same row of the same file in an earlier import,
by card, by the code of another program where name or phone agree, or by main phone and name. The
same phone under another name is a household.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from smbcrm.core.amounts import AmountRefused
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.text import small
from smbcrm.membership.cards import errors, rules
from smbcrm.membership.customers.likeness import in_common, naming
from smbcrm.membership.customers.phones import phone_key
from smbcrm.membership.customers.rules import is_own_code
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.choices import ChosenPerson
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.headings import heading_key as name_key
from smbcrm.membership.imports.merging import in_currency
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.ports import Before, ImportWork, Mark, Owners
from smbcrm.membership.imports.row import ReadRow
from smbcrm.membership.imports.types import RowPair
from smbcrm.membership.ledger.types import AccountKind

_MOST_OTHERS = 5
_NO_CARD: Mapping[type[UserError], str] = {
    errors.NumberOfProduct: notes.OF_PRODUCT,
    errors.NotOurCard: notes.MISREAD,
    errors.NumberOfVoucher: notes.OF_VOUCHER,
    errors.NumberOfCustomer: notes.OUR_OWN,
}
"""Why a number is no card, as a list is told: what a till says of a card in the hand."""


@dataclass(slots=True)
class Person:
    """A customer as a batch sees one: `id` is None before it is made.

    `before` is the profile as it stands in the database, `first` the row of this import that spoke
    of the customer first, `made` whether this import made the customer; `cards` are new ones.
    `again`: an earlier batch of the import spoke of the customer.
    """

    profile: Profile
    id: int | None = None
    code: str = ""
    before: Profile | None = None
    first: int | None = None
    made: bool = True
    cards: list[str] = field(default_factory=list)
    tier: int | None = None
    opening: ReadRow | None = None
    known: Before | None = None
    again: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the customer can be found by something new."""
        return bool(self.cards) or self.profile != self.before

    @property
    def reference(self) -> object:
        """How a note names the customer: never by a code that this import gave."""
        return Text(notes.ROW, {"row": self.first}) if self.made else self.code


class Crowd:
    """Everybody whom the rows of one batch may mean."""

    def __init__(
        self, work: ImportWork, run: str, rows: Sequence[ReadRow], earlier: Mapping[int, int]
    ) -> None:
        self._work = work
        shop = work.settings.shop()
        self._prefix, self._currency = shop.card_prefix, shop.currency
        said = [row.chosen.other for row in rows if row.chosen is not None]
        numbers = {n for row in rows for n in (row.our_code, row.code, row.card) if n}
        numbers.update(code for code in said if isinstance(code, str))
        if any(row.card for row in rows):
            work.cards.hold_numbers()
        nobody = Owners({}, {}, {}, frozenset(), {})
        self._owners = work.imports.owners(sorted(numbers)) if numbers else nobody
        phones = {phone for row in rows if (phone := main_phone(row.profile))}
        self._callers = work.customers.by_phones(sorted(phones)) if phones else {}
        self._earlier = earlier
        self._rows: dict[int, Person] = {}
        self._above = _above(work, run, rows[0].number, said)
        ids = sorted(
            {
                *self._owners.codes.values(),
                *self._owners.cards.values(),
                *earlier.values(),
                *self._above.values(),
                *(id_ for callers in self._callers.values() for id_, _ in callers),
            }
        )
        self._firsts: Mapping[int, Mark] = {}
        self._moved: frozenset[int] = frozenset()
        if ids:
            work.ledger.lock(ids)
            self._firsts = work.imports.first_marks(run, ids)
            if any(row.brings_balance for row in rows):
                self._moved = work.imports.moved(ids)
        self._known: dict[int, Person] = {}
        self._codes: dict[str, Person] = {}
        self._cards: dict[str, Person] = {}
        self._alike: dict[str, Person] = {}
        self._phones: defaultdict[str, list[Person]] = defaultdict(list)

    def find(self, row: ReadRow) -> Person | None:
        """Return whom a row means, None for somebody new; says what is odd about it.

        Which codes a run gives to customers without one is not settled before it: a list can
        neither bring such a code nor mean one by it that the run itself gave.
        """
        self._check_card(row)
        if row.our_code:
            person = self.coded(row.our_code)
            if person is not None:
                return person
            row.note(Field.OUR_CODE, NoteKind.REMARK, notes.NO_SUCH_CODE)
        if row.chosen is not None:
            return self._by_id(self._earlier.get(row.number)) or self._chosen(row, row.chosen)
        return (
            self._by_id(self._earlier.get(row.number))
            or self._by_card(row)
            or self._by_code(row)
            or self._by_phone(row)
        )

    def coded(self, code: str) -> Person | None:
        """Return the customer with a code of this shop; never one whom this import made."""
        person = self._by_id(self._owners.codes.get(code))
        return None if person is None or person.made else person

    def has_entries(self, person: Person) -> bool:
        """Tell whether a customer already has entries, or will have from this batch."""
        return person.opening is not None or person.id in self._moved

    def holds_just_that(self, person: Person, row: ReadRow) -> bool:
        """Tell whether a row of our own file only repeats what the customer had before it."""
        if not row.our_code or person.first is not None or person.id is None:
            return False
        wallet = self._work.ledger.wallet(person.id)
        said = (
            (AccountKind.PRINCIPAL, row.principal),
            (AccountKind.GIFT, row.gift),
            (AccountKind.POINTS, row.points),
        )
        return all(not amount or wallet.balance(kind) == amount for kind, amount in said)

    def limit(self, person: Person, before: Profile, row: ReadRow) -> None:
        """Put the credit limit of somebody whom a row changed into the currency they have now."""
        if not row.profile.currency and row.profile.credit_limit is None:
            return
        try:
            person.profile = in_currency(before, row.profile, person.profile, self._currency)
        except AmountRefused as refusal:
            person.profile = replace(person.profile, credit_limit=before.credit_limit)
            row.note(Field.CREDIT_LIMIT, NoteKind.PROBLEM, refusal.msgid, **refusal.params)

    def enter(self, person: Person, row: ReadRow) -> None:
        """Give a customer the numbers of a row, and let later rows find them by these."""
        self._rows[row.number] = person
        self._enter_code(person, row)
        self._enter_card(person, row)
        for phone in row.profile.phones:
            if phone.e164 and person not in self._phones[phone.e164]:
                self._phones[phone.e164].append(person)

    def _enter_code(self, person: Person, row: ReadRow) -> None:
        given_by_the_run = person.made and is_own_code(row.code)
        if not row.code or (row.code == person.code and not given_by_the_run):
            return
        if person.id is not None or person.first != row.number:
            row.note(Field.CODE, NoteKind.REMARK, notes.CODE_KEPT)
            return
        if is_own_code(row.code):
            row.note(Field.CODE, NoteKind.REMARK, notes.OUR_OWN, number=row.code)
            return
        owner = self._cards.get(row.code, person)
        if row.code in self._owners.codes or row.code in self._owners.cards or owner is not person:
            row.note(Field.CODE, NoteKind.PROBLEM, notes.NUMBER_TAKEN)
            return
        person.code = row.code
        self._codes[row.code] = person

    def _enter_card(self, person: Person, row: ReadRow) -> None:
        card = row.card
        alike = small(card)
        if not card or self._alike.get(alike) is person:
            return
        holder = self._owners.cards.get(card, self._owners.alike.get(alike))
        if holder is not None and holder == person.id:
            return
        coded = self._owners.codes.get(card)
        is_free = (
            holder is None
            and alike not in self._alike
            and alike not in self._owners.others
            and (coded is None or coded == person.id)
            and self._codes.get(card, person) is person
        )
        if is_free:
            person.cards.append(card)
            self._cards[card] = self._alike[alike] = person
        else:
            row.note(Field.CARD, NoteKind.PROBLEM, notes.NUMBER_TAKEN)

    def _check_card(self, row: ReadRow) -> None:
        """Leave a card out whose number none may have, unless somebody has it already."""
        alike = small(row.card)
        if not row.card or alike in self._owners.alike or alike in self._alike:
            return
        refused = rules.why_not(row.card, self._prefix)
        if refused is not None:
            row.note(Field.CARD, NoteKind.PROBLEM, _NO_CARD[type(refused)], number=row.card)
            row.card = ""

    def _chosen(self, row: ReadRow, chosen: ChosenPerson) -> Person | None:
        """Return whom somebody chose for a row; it fails where that one is not here."""
        other = chosen.other
        if other is None:
            return None
        if isinstance(other, int):
            person = self._rows.get(other) or self._by_id(self._above.get(other))
        else:
            person = self._by_id(self._owners.codes.get(other))
        if person is None:
            reference = Text(notes.ROW, {"row": other}) if isinstance(other, int) else other
            row.refuse(None, notes.NOT_JOINED, other=reference)
        return person

    def _by_id(self, customer: int | None) -> Person | None:
        if customer is None:
            return None
        person = self._known.get(customer)
        if person is None:
            known = self._work.customers.get(customer)
            if known is None:
                return None
            first = self._firsts.get(customer)
            person = self._known[customer] = Person(
                known.profile,
                known.id,
                known.code,
                known.profile,
                None if first is None else first.row,
                first is not None and first.made,
                known=Before(known.id, known.profile, known.changed_at),
                again=first is not None,
            )
        return person

    def _by_card(self, row: ReadRow) -> Person | None:
        if not row.card:
            return None
        person = self._cards.get(row.card) or self._by_id(self._owners.cards.get(row.card))
        if person is not None and _contradict(person.profile, row.profile):
            row.note(Field.CARD, NoteKind.PROBLEM, notes.CARD_TAKEN, other=person.reference)
            row.card = ""
            return None
        return person

    def _by_code(self, row: ReadRow) -> Person | None:
        if not row.code:
            return None
        person = self._codes.get(row.code) or self._by_id(self._owners.codes.get(row.code))
        if person is not None and person.made and is_own_code(row.code):
            return None
        called = replace(row.profile, full_name=self._owners.called.get(row.code, ""))
        if person is not None and not (
            _agree(person.profile, row.profile) or _same_name(called, row.profile)
        ):
            row.note(Field.CODE, NoteKind.PROBLEM, notes.CODE_TAKEN, other=person.reference)
            row.code = ""
            return None
        return person

    def _by_phone(self, row: ReadRow) -> Person | None:
        main = main_phone(row.profile)
        if main is None:
            return None
        named = self._with_phone(main)
        if not named:
            return None
        name = name_key(row.profile.full_name)
        same = [who for who, full_name in named if name and name_key(full_name) == name]
        sharing = [who for place, (who, _) in enumerate(named) if who not in _whos(named[:place])]
        if not same and len(sharing) == 1 and not (name and name_key(named[0][1])):
            same = sharing
        if same:
            return self._person(same[0])
        people = [found for who in sharing[:_MOST_OTHERS] if (found := self._person(who))]
        others = tuple(person.reference for person in people)
        row.note(Field.PHONE, NoteKind.REMARK, notes.SHARES_PHONE, others=others)
        if people:
            row.pair = pair_of(people[0], row, joined=False)
        return None

    def _with_phone(self, phone: str) -> list[tuple[int | Person, str]]:
        """Return everybody with a phone and their names: first who was here, then by row.

        Who was merged comes with both names, the one they have first.
        """
        batch = self._phones.get(phone, [])
        ids, named = {person.id for person in batch}, set[int]()
        found: list[tuple[tuple[bool, int], int | Person, str]] = [
            ((person.made, (person.first if person.made else person.id) or 0), person, name)
            for person in batch
            for name in [person.profile.full_name]
        ]
        for customer, name in self._callers.get(phone, ()):
            if customer not in ids:
                known = None if customer in named else self._known.get(customer)
                named.add(customer)
                name = known.profile.full_name if known else name  # noqa: PLW2901 - renamed since
                mark = self._firsts.get(customer)
                made = mark is not None and mark.made
                found.append(((made, mark.row if mark and made else customer), customer, name))
        found.sort(key=itemgetter(0))
        return [(who, name) for _, who, name in found]

    def _person(self, who: int | Person) -> Person | None:
        return who if isinstance(who, Person) else self._by_id(who)


def pair_of(person: Person, row: ReadRow, *, joined: bool) -> RowPair:
    """Return a row and who may be the same person, with what they have in common."""
    one, other = person.profile, row.profile
    return RowPair(
        row.number,
        person.code if person.first is None else person.first,
        (one.full_name, other.full_name),
        in_common(one, other),
        naming(one.full_name, other.full_name),
        joined,
    )


def _above(
    work: ImportWork, run: str, first: int, said: Sequence[int | str | None]
) -> dict[int, int]:
    """Return the customers of rows of earlier batches that somebody chose."""
    rows = [one for one in said if isinstance(one, int) and one < first]
    if not rows:
        return {}
    wanted = set(rows)
    marks = work.imports.between(run, min(rows), max(rows))
    return {mark.row: mark.customer for mark in marks if mark.row in wanted}


def _whos(named: Sequence[tuple[int | Person, str]]) -> list[int | Person]:
    return [who for who, _ in named]


def main_phone(profile: Profile) -> str | None:
    """Return the first phone that is a number, in E.164."""
    return next((phone.e164 for phone in profile.phones if phone.e164), None)


def _agree(one: Profile, other: Profile) -> bool:
    """Tell whether name or a phone are the same."""
    return _same_name(one, other) or not _phones(one).isdisjoint(_phones(other))


def _contradict(one: Profile, other: Profile) -> bool:
    """Tell whether name and phone are known of both, and neither is the same."""
    known = one.full_name and other.full_name and one.phones and other.phones
    return bool(known) and not _agree(one, other)


def _same_name(one: Profile, other: Profile) -> bool:
    key = name_key(one.full_name)
    return bool(key) and key == name_key(other.full_name)


def _phones(profile: Profile) -> set[str]:
    return set(map(phone_key, profile.phones))
