"""From the cells of a row to what is known of a customer.

A row fails only where nobody could be found by it or its balance cannot be taken; whatever else
cannot be read is left empty, with a note.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast

from smbcrm.core.amounts import AmountRefused
from smbcrm.core.decimal_signs import usual_separator
from smbcrm.membership.custom_fields.rules import called
from smbcrm.membership.custom_fields.types import FieldValue
from smbcrm.membership.customers import rules
from smbcrm.membership.customers.company_data import currency_of, currency_or_none
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports import column_steps as steps
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.cell_reader import CellReader
from smbcrm.membership.imports.cells import amount_of, days_in
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.merging import stricter
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.row import Draft
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.occasions.types import OccasionKind

_PERSON = {
    Field.NAME: "full_name",
    Field.FAMILY_NAME: "family_name",
    Field.GIVEN_NAME: "given_name",
}
_TEXTS = (
    *(Field.WECHAT, Field.WHATSAPP, Field.LINE, Field.ADDRESS, Field.PROVINCE, Field.CITY),
    *(Field.DISTRICT, Field.POSTCODE, Field.COUNTRY, Field.PREFERENCES, Field.SOURCE),
    *(Field.ALERT, Field.NOTES, Field.BANK),
)
_OCCASIONS = {
    Field.BIRTHDAY: OccasionKind.BIRTHDAY,
    Field.LUNAR_BIRTHDAY: OccasionKind.BIRTHDAY,
    Field.WEDDING_ANNIVERSARY: OccasionKind.WEDDING_ANNIVERSARY,
    Field.CUSTOMER_SINCE: OccasionKind.CUSTOMER_SINCE,
}


class RowReader(CellReader):
    """Reads the rows of a list of customers."""

    def _end(self, draft: Draft) -> None:
        row = draft.row
        limit = cast("Cell", draft.known.pop("credit_limit", None))
        row.profile = _profile(draft)
        if limit is not None:
            self._end_limit(draft, limit)
        self._end_parts(row)
        if not (row.profile.full_name or row.profile.phones or row.card or row.our_code):
            row.refuse(None, notes.NOBODY)

    def _step(self, name: Field, index: int) -> steps.Step:
        if name in _PERSON:
            return steps.person_step(name, _PERSON[name])
        if name in _TEXTS:
            return steps.text_step(name, name.value)
        if name in self._words:
            return steps.word_step(name, self._words[name], _TAKES[name])
        if name in _OCCASIONS:
            return steps.occasion_step(name, _OCCASIONS[name], self.date_rules(name, index))
        makers: dict[Field, Callable[[], steps.Step]] = {
            Field.TAX_ID: lambda: steps.number_step(name, "tax_id"),
            Field.BANK_ACCOUNT: lambda: steps.number_step(name, "bank_account"),
            Field.COMPANY_CURRENCY: lambda: steps.checked_step(name, "currency", currency_or_none),
            Field.PAYMENT_DAYS: lambda: steps.checked_step(name, "payment_days", days_in),
            Field.CREDIT_LIMIT: lambda: _limit_step,
            Field.PHONE: lambda: steps.phone_step(self._facts.region),
            Field.EMAIL: lambda: steps.email_step,
            Field.TAGS: lambda: steps.tags_step,
            Field.CUSTOM: lambda: self._custom(index),
        }
        return makers[name]() if name in makers else super()._step(name, index)

    def _end_limit(self, draft: Draft, cell: Cell) -> None:
        """Read the limit in the currency of the company, which another column may say."""
        profile = draft.row.profile
        (index,) = self._survey.layout.places[Field.CREDIT_LIMIT]
        signs = self._survey.separators.get(index), usual_separator(self._facts.region)
        try:
            minor = amount_of(cell, currency_of(profile, self._facts.currency), *signs)
        except AmountRefused as refusal:
            draft.problem(Field.CREDIT_LIMIT, refusal)
        else:
            draft.row.profile = replace(profile, credit_limit=minor)

    def _custom(self, index: int) -> steps.Step:
        heading = self._survey.layout.columns[index].heading
        order = self.date_rules(Field.CUSTOM, index).order
        return steps.custom_step(called(heading, self._facts.fields), order, excel=self._excel)


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


def _limit_step(cell: Cell, draft: Draft) -> None:
    """Keep the limit until the whole row says in which currency it is."""
    draft.known["credit_limit"] = cell


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
