"""How the cells of one column are read, field by field: each step writes into the row's draft."""

import datetime as dt
from collections.abc import Callable

from smbcrm.core.amounts import AmountRefused, Separator
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency
from smbcrm.core.text import clean
from smbcrm.membership.cards.rules import read_number
from smbcrm.membership.custom_fields.cells import value_in
from smbcrm.membership.custom_fields.types import CustomField
from smbcrm.membership.customers import rules
from smbcrm.membership.customers.phone_search import digits_of
from smbcrm.membership.customers.phones import read_phone
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.cells import (
    NotACount,
    amount_of,
    count_of,
    digits_lost,
    name_of,
    phones_in,
    tags_in,
    text_of,
)
from smbcrm.membership.imports.dates import DateRules, expiry_of, occasion_of
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.row import Draft, ReadRow, Word
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.vocabulary import Vocabulary, shown, word_key
from smbcrm.membership.occasions.reading import DayOrder
from smbcrm.membership.occasions.types import OccasionKind

Step = Callable[[Cell, Draft], None]


def person_step(name: Field, attribute: str) -> Step:
    """Return the step for a name."""

    def step(cell: Cell, draft: Draft) -> None:
        _keep(draft, name, attribute, name_of(cell))

    return step


def text_step(name: Field, attribute: str) -> Step:
    """Return the step for a free text; a second column is added on a line of its own."""

    def step(cell: Cell, draft: Draft) -> None:
        text = text_of(cell)
        before = draft.known.get(attribute)
        _keep(draft, name, attribute, f"{before}\n{text}" if before and text else text)

    return step


def number_step(name: Field, attribute: str) -> Step:
    """Return the step for a long number that is text; one that was rounded is somebody else's."""

    def step(cell: Cell, draft: Draft) -> None:
        if digits_lost(cell):
            draft.row.note(name, NoteKind.PROBLEM, notes.DIGITS_LOST)
        else:
            _keep(draft, name, attribute, text_of(cell))

    return step


def checked_step(name: Field, attribute: str, read: Callable[[str], object]) -> Step:
    """Return the step for a field that a rule reads; what it refuses is left empty."""

    def step(cell: Cell, draft: Draft) -> None:
        try:
            value = read(text_of(cell))
        except UserError as error:
            draft.problem(name, error)
        else:
            if value or value == 0:
                draft.known[attribute] = value

    return step


def word_step(name: Field, words: Vocabulary, take: Callable[[Draft, object], None]) -> Step:
    """Return the step for a field that takes one of a few words, or a name that the shop has."""

    def step(cell: Cell, draft: Draft) -> None:
        text = text_of(cell)
        if not text:
            return
        draft.row.words.append(Word(name, shown(text)))
        key = word_key(text)
        if key not in words.meanings:
            _unknown(draft, name, text, words.shown)
        elif (meaning := words.meanings[key]) is not None:
            take(draft, meaning)

    return step


def occasion_step(name: Field, kind: OccasionKind, dates: DateRules) -> Step:
    """Return the step for an occasion; of two columns for one kind the first that is read wins."""

    def step(cell: Cell, draft: Draft) -> None:
        found = occasion_of(cell, kind, dates)
        if isinstance(found, Text):
            draft.row.note(name, NoteKind.PROBLEM, found.msgid, **found.params)
        elif found is not None:
            draft.occasions.setdefault(kind, found)

    return step


def expiry_step(name: Field, dates: DateRules, take: Callable[[ReadRow, dt.date], None]) -> Step:
    """Return the step for the day on which a balance ends."""

    def step(cell: Cell, draft: Draft) -> None:
        found = expiry_of(cell, dates)
        if isinstance(found, Text):
            draft.row.note(name, NoteKind.PROBLEM, found.msgid, **found.params)
        elif found is not None:
            take(draft.row, found)

    return step


def amount_step(
    name: Field,
    currency: Currency,
    signs: tuple[Separator | None, Separator | None],
    take: Callable[[ReadRow, int], None],
) -> Step:
    """Return the step for a balance in money; the row fails where it cannot be taken.

    `signs` are the decimal separator that the column proved, and the usual one.
    """

    def step(cell: Cell, draft: Draft) -> None:
        try:
            minor = amount_of(cell, currency, *signs)
        except AmountRefused as refusal:
            draft.row.refuse(name, refusal.msgid, **refusal.params)
        else:
            take(draft.row, minor or 0)

    return step


def count_step(
    name: Field, decimal: Separator | None, take: Callable[[ReadRow, int], None]
) -> Step:
    """Return the step for a balance of points; the row fails where it cannot be taken."""

    def step(cell: Cell, draft: Draft) -> None:
        try:
            count = count_of(cell, decimal)
        except NotACount as refusal:
            draft.row.refuse(name, refusal.msgid, **refusal.params)
        else:
            take(draft.row, count or 0)

    return step


def phone_step(region: str) -> Step:
    """Return the step for one or more phones; what is no number here is kept as typed."""

    def step(cell: Cell, draft: Draft) -> None:
        row = draft.row
        for text in phones_in(cell):
            phone = None if len(text) > rules.LONGEST_PHONE else read_phone(clean(text), region)
            if phone is None:
                row.note(Field.PHONE, NoteKind.PROBLEM, notes.NO_PHONE)
                continue
            if phone.e164 is None:
                row.note(Field.PHONE, NoteKind.PROBLEM, notes.ODD_PHONE)
            draft.phones.setdefault(phone.e164 or digits_of(phone.typed), phone)

    return step


def email_step(cell: Cell, draft: Draft) -> None:
    """Read an e-mail address."""
    try:
        draft.known["email"] = rules.checked_email(text_of(cell))
    except UserError:
        draft.row.note(Field.EMAIL, NoteKind.PROBLEM, notes.NO_EMAIL)


def custom_step(field: CustomField, order: DayOrder, *, excel: bool) -> Step:
    """Return the step for a field of the shop's own; of two columns the first that says wins."""

    def step(cell: Cell, draft: Draft) -> None:
        said = text_of(cell) if isinstance(cell, str) else cell
        try:
            value = value_in(field, said, order, excel=excel)
        except UserError as error:
            draft.problem(Field.CUSTOM, error)
        else:
            if value:
                draft.custom.setdefault(field.id, value)

    return step


def tags_step(cell: Cell, draft: Draft) -> None:
    """Read tags, parted by commas and the like."""
    try:
        draft.tags = list(rules.checked_tags((*draft.tags, *tags_in(cell))))
    except UserError as error:
        draft.problem(Field.TAGS, error)


def card_step(cell: Cell, draft: Draft) -> None:
    """Read a card number; one that a spreadsheet has rounded would be somebody else's."""
    text = text_of(cell)
    if not text:
        return
    number = read_number(text)
    if digits_lost(cell):
        draft.row.note(Field.CARD, NoteKind.PROBLEM, notes.DIGITS_LOST)
    elif number is None:
        draft.row.note(Field.CARD, NoteKind.PROBLEM, notes.NO_CARD)
    else:
        draft.row.card = number


def code_step(cell: Cell, draft: Draft) -> None:
    """Read the code that another program gave."""
    text = text_of(cell)
    try:
        draft.row.code = rules.checked_code(text) if text else ""
    except UserError as error:
        draft.problem(Field.CODE, error)


def our_code_step(cell: Cell, draft: Draft) -> None:
    """Read the code that this shop gave."""
    draft.row.our_code = clean(text_of(cell))


def _keep(draft: Draft, name: Field, attribute: str, text: str) -> None:
    if not text:
        return
    try:
        draft.known[attribute] = rules.checked_text(attribute, text)
    except UserError as error:
        draft.problem(name, error)


def _unknown(draft: Draft, name: Field, text: str, known: tuple[str, ...]) -> None:
    if known:
        draft.row.note(name, NoteKind.PROBLEM, notes.UNKNOWN_WORD, text=shown(text), known=known)
    else:
        draft.row.note(name, NoteKind.PROBLEM, notes.UNKNOWN, text=shown(text))
