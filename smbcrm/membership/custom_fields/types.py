"""Custom fields: the facts, and what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"


KINDS: Mapping[str, str] = {
    FieldKind.TEXT: N_("Text"),
    FieldKind.NUMBER: N_("Number, such as 0.5"),
    FieldKind.DATE: N_("Date"),
    FieldKind.YES_NO: N_("Yes or no"),
    FieldKind.CHOICE: N_("One of a list"),
}
"""What each kind is called."""

ANSWERS: Mapping[str, str] = {"yes": N_("yes"), "no": N_("no")}
"""Values of `FieldKind.YES_NO`, in words."""


class FieldValue(NamedTuple):
    """What a customer's field (its id) holds: a text in the one form that its kind has.

    A number is written as 12.5, a date as 2026-03-05, and `ANSWERS` say yes and no.
    """

    field: int
    value: str


@dataclass(frozen=True, slots=True)
class NewField:
    """A field to add, with its list where it is one of a list."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field of the shop; fields as in `NewField`.

    `place` counts from 1, retired fields too. One that is not `active` is retired: what it holds
    is kept, and no longer shown.
    """

    id: int
    name: str
    kind: FieldKind
    choices: tuple[str, ...]
    place: int
    active: bool = True

    def shown(self, value: str) -> Text | str:
        """Return a value as people read it."""
        return Text(ANSWERS[value]) if self.kind is FieldKind.YES_NO else value


def column_id(field: CustomField) -> str:
    """Return the id of a field's column in a list; it stays when the field gets another name."""
    return f"custom_{field.id}"


@dataclass(frozen=True, slots=True)
class FieldChanges:
    """What changes of a field; None: it stays."""

    name: str | None = None
    kind: FieldKind | None = None
    choices: tuple[str, ...] | None = None
    place: int | None = None
    active: bool | None = None

    def given(self) -> dict[str, Any]:
        """Return what changes, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}

    def back_to(self, before: CustomField) -> "FieldChanges":
        """Return what sets the same fields back; a list goes with its kind."""
        listed = self.choices is not None or self.kind is not None
        return FieldChanges(
            None if self.name is None else before.name,
            None if self.kind is None else before.kind,
            before.choices if listed else None,
            None if self.place is None else before.place,
            None if self.active is None else before.active,
        )


class BadFieldName(UserError):
    """A field without a name, or with one that does not fit a heading."""

    msgid = N_("The name of a field has 1 to {longest} signs in one line. Change it.")


class NameOfOurs(UserError):
    """A name that a list of customers knows as a heading already."""

    msgid = N_("Lists of customers know “{name}” as a column of their own. Choose another name.")


class FieldNameTaken(UserError):
    """Two fields of one name could not be told apart."""

    msgid = N_("There is a field {name} already. Choose another name.")


class TooManyFields(UserError):
    """More fields than a page of a customer can show."""

    msgid = N_("At most {most} fields are shown. Retire one first.")


class BadChoices(UserError):
    """A list with too little or too much in it."""

    msgid = N_(
        "The list of a field has 2 to {most} choices of 1 to {longest} signs, each once. Change it."
    )


class NoListHere(UserError):
    """A list for a field that is none of a list."""

    msgid = N_("Only a field of the kind “one of a list” has a list. Leave it out.")


class BadPlace(UserError):
    """A place that there is not."""

    msgid = N_("There are {count} fields. Give a place from 1 to {count}.")


class ChoiceInUse(UserError):
    """An entry of a list that customers have."""

    msgid = N_(
        "“{choice}” stays in the list of {name}: customers have it, {count} in all. "
        "Give them another choice first."
    )


class KindCannotHold(UserError):
    """Values that the new kind could not say."""

    msgid = N_(
        "{name} cannot become this kind: it could not hold “{value}”, which customers have. "
        "Change what they have first, or add another field."
    )


class UnknownField(UserError):
    """There is no such field."""

    msgid = N_("There is no field {name}. Known: {known}.")
    command = N_("See: smbcrm field list")


class NoFieldsYet(UserError):
    """The shop has no field of its own."""

    msgid = N_("This shop has no fields of its own yet, so no {name}. Add it first.")
    command = N_("Add it with: smbcrm field add NAME")


class FieldRetired(UserError):
    """A field that is shown no more."""

    msgid = N_("The field {name} is retired. Show it again first, or leave it out.")
    command = N_("Show it again with: smbcrm field on NAME")


class BadFieldValue(UserError):
    """A value that its field cannot hold; the reason says what to type."""

    msgid = N_("{field}: {reason}")


TOO_LONG = N_("A text has at most {longest} signs. Shorten it.")
NO_NUMBER = N_("“{text}” is not a number. Type it with at most three decimals, for example 0.5.")
TOO_LARGE = N_("“{text}” is too large. Numbers here go up to {largest}.")
NO_FULL_DATE = N_("“{text}” is no full date of the solar calendar. Write it as 2026-03-05.")
NO_ANSWER = N_("“{text}” is neither yes nor no. Type one of them.")
NO_CHOICE = N_("“{text}” is not in the list. Choose one of these: {known}.")
