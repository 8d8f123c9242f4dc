"""From the cells of a row to what is known of a customer.

A row fails only where nobody could be found by it or its balance cannot be taken; whatever else
cannot be read is left empty, with a note.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import cast

from smbcrm.core.money import Money
from smbcrm.membership.custom_fields.rules import called
from smbcrm.membership.custom_fields.types import FieldValue
from smbcrm.membership.customers import rules
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports import column_steps as steps
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.cells import unquoted
from smbcrm.membership.imports.dates import DateRules
from smbcrm.membership.imports.fields import MONEY, Field
from smbcrm.membership.imports.merging import stricter
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.row import Draft, ReadRow, ShopFacts
from smbcrm.membership.imports.source import Row
from smbcrm.membership.imports.survey import Survey
from smbcrm.membership.imports.unread import Unread
from smbcrm.membership.imports.vocabulary import Vocabulary
from smbcrm.membership.occasions.reading import order_of_region
from smbcrm.membership.occasions.types import OccasionKind

_PERSON = {
    Field.NAME: "full_name",
    Field.FAMILY_NAME: "family_name",
    Field.GIVEN_NAME: "given_name",
}
_TEXTS = (
    *(Field.WECHAT, Field.WHATSAPP, Field.LINE, Field.ADDRESS, Field.PROVINCE, Field.CITY),
    *(Field.DISTRICT, Field.POSTCODE, Field.COUNTRY, Field.PREFERENCES, Field.SOURCE),
    *(Field.ALERT, Field.NOTES),
)
_OCCASIONS = {
    Field.BIRTHDAY: OccasionKind.BIRTHDAY,
    Field.LUNAR_BIRTHDAY: OccasionKind.BIRTHDAY,
    Field.WEDDING_ANNIVERSARY: OccasionKind.WEDDING_ANNIVERSARY,
    Field.CUSTOMER_SINCE: OccasionKind.CUSTOMER_SINCE,
}

UNREAD = {
    Unread.FORMULA: notes.UNREAD,
    Unread.VALUE: notes.BAD_VALUE,
    Unread.CARD: notes.BROKEN_CARD,
}


class RowReader:
    """Reads the rows of one list."""

    def __init__(
        self,
        survey: Survey,
        facts: ShopFacts,
        words: Mapping[Field, Vocabulary],
        *,
        excel: bool,
    ) -> None:
        self._survey = survey
        self._facts = facts
        self._words = words
        self._excel = excel
        places = survey.layout.places
        self._ours = Field.OUR_CODE in places
        self._steps = [
            (index, name, self._step(name, index))
            for name in Field
            if name is not Field.IGNORE
            for index in places.get(name, ())
        ]

    def read(self, number: int, cells: Row) -> ReadRow:
        """Return what a row says; never raises, whatever stands in it."""
        row = ReadRow(number, cells)
        draft = Draft(row)
        width = len(cells)
        for index, name, step in self._steps:
            if index < width and (cell := cells[index]) is not None:
                if isinstance(cell, Unread):
                    _leave_unread(row, name, cell)
                else:
                    step(unquoted(cell) if self._ours else cell, draft)
        row.profile = _profile(draft)
        self._end_parts(row)
        if not (row.profile.full_name or row.profile.phones or row.card or row.our_code):
            row.refuse(None, notes.NOBODY)
        return row

    def date_rules(self, name: Field, index: int) -> DateRules:
        """Return how the dates of a column are read: as its values prove, else as in the region."""
        order = self._survey.orders.get(index) or order_of_region(self._facts.region)
        lunar = name is Field.LUNAR_BIRTHDAY
        return DateRules(order, self._facts.today, self._excel, lunar)

    def _end_parts(self, row: ReadRow) -> None:
        """Leave out what was over before it could be brought in."""
        today, currency = self._facts.today, self._facts.currency
        if row.gift and row.gift_ends is not None and row.gift_ends < today:
            over = Money(row.gift, currency)
            row.note(Field.GIFT, NoteKind.PROBLEM, notes.PART_OVER, date=row.gift_ends, amount=over)
            row.gift = 0
        if row.points and row.points_end is not None and row.points_end < today:
            row.note(
                Field.POINTS,
                NoteKind.PROBLEM,
                notes.PART_OVER,
                date=row.points_end,
                amount=row.points,
            )
            row.points = 0

    def _step(self, name: Field, index: int) -> steps.Step:
        if name in _PERSON:
            return steps.person_step(name, _PERSON[name])
        if name in _TEXTS:
            return steps.text_step(name, name.value)
        if name in self._words:
            return steps.word_step(name, self._words[name], _TAKES[name])
        if name in _OCCASIONS:
            return steps.occasion_step(name, _OCCASIONS[name], self.date_rules(name, index))
        return self._valued(name, index)

    def _valued(self, name: Field, index: int) -> steps.Step:
        """Return the step of a field that is worth something, or stands for itself."""
        facts, decimal = self._facts, self._survey.separators.get(index)
        signs = (decimal, self._survey.usual_sign(index, facts.region))
        makers: dict[Field, Callable[[], steps.Step]] = {
            Field.PHONE: lambda: steps.phone_step(facts.region),
            Field.PRINCIPAL: lambda: steps.amount_step(name, facts.currency, signs, _principal),
            Field.GIFT: lambda: steps.amount_step(name, facts.currency, signs, _gift),
            Field.POINTS: lambda: steps.count_step(name, decimal, _points),
            Field.GIFT_EXPIRES: lambda: steps.expiry_step(
                name, self.date_rules(name, index), _gift_ends
            ),
            Field.POINTS_EXPIRE: lambda: steps.expiry_step(
                name, self.date_rules(name, index), _points_end
            ),
            Field.EMAIL: lambda: steps.email_step,
            Field.TAGS: lambda: steps.tags_step,
            Field.CARD: lambda: steps.card_step,
            Field.CODE: lambda: steps.code_step,
            Field.OUR_CODE: lambda: steps.our_code_step,
            Field.CUSTOM: lambda: self._custom(index),
        }
        return makers[name]()

    def _custom(self, index: int) -> steps.Step:
        heading = self._survey.layout.columns[index].heading
        order = self.date_rules(Field.CUSTOM, index).order
        return steps.custom_step(called(heading, self._facts.fields), order, excel=self._excel)


def _leave_unread(row: ReadRow, name: Field, what: Unread) -> None:
    """Leave a field empty whose value is not in the file; a balance may not be lost like that."""
    if name in MONEY or name is Field.POINTS:
        row.refuse(name, UNREAD[what])
    else:
        row.note(name, NoteKind.PROBLEM, UNREAD[what])


def _profile(draft: Draft) -> Profile:
    """Return the profile of a draft, with a full name made of its parts where only they are."""
    phones = tuple(draft.phones.values())
    if len(phones) > rules.MOST_PHONES:
        draft.row.note(Field.PHONE, NoteKind.PROBLEM, notes.TOO_MANY, most=rules.MOST_PHONES)
        phones = phones[: rules.MOST_PHONES]
    profile = Profile(
        **draft.known,  # type: ignore[arg-type]
        phones=phones,
        tags=tuple(draft.tags),
        occasions=tuple(draft.occasions.values()),
        custom=tuple(FieldValue(*one) for one in sorted(draft.custom.items())),
    )
    return profile if profile.full_name else rules.named(profile)


def _kept_as(attribute: str) -> Callable[[Draft, object], None]:
    def take(draft: Draft, meaning: object) -> None:
        draft.known[attribute] = meaning

    return take


def _tier(draft: Draft, tier: object) -> None:
    draft.row.tier = cast("int", tier)


def _do_not_contact(draft: Draft, yes: object) -> None:
    if yes:
        said = cast("Status", draft.known.get("status", Status.ACTIVE))
        draft.known["status"] = stricter(said, Status.DO_NOT_CONTACT)


_TAKES: Mapping[Field, Callable[[Draft, object], None]] = {
    Field.GENDER: _kept_as("gender"),
    Field.KIND: _kept_as("kind"),
    Field.STATUS: _kept_as("status"),
    Field.LANGUAGE: _kept_as("language"),
    Field.STAFF: _kept_as("looked_after_by"),
    Field.TIER: _tier,
    Field.DO_NOT_CONTACT: _do_not_contact,
}


def _principal(row: ReadRow, minor: int) -> None:
    row.principal = minor


def _gift(row: ReadRow, minor: int) -> None:
    row.gift = minor


def _points(row: ReadRow, count: int) -> None:
    row.points = count


def _gift_ends(row: ReadRow, day: dt.date) -> None:
    row.gift_ends = day


def _points_end(row: ReadRow, day: dt.date) -> None:
    row.points_end = day
