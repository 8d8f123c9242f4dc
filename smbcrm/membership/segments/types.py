"""Segments: the facts."""

from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.segments.kind import Option, Shape

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Kinds of conditions with their values, as they are written."""


class Filter(NamedTuple):
    """Conditions by kind: the values of one kind are joined by "or", the kinds by "and".

    The values are written as they are kept, whatever day it is and whatever things are called.
    """

    where: Where


class Segment(NamedTuple):
    """A filter under a name, as it is kept; its number is the database's."""

    id: int
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A segment as a list shows it, with how many customers it finds today, if that was asked.

    One that cannot be read has a refusal in the place of its sentence, and no conditions.
    """

    name: str
    where: Where
    sentence: Text | UserError
    count: int | None


@dataclass(frozen=True, slots=True)
class KindForm:
    """A kind of condition as a form asks for it; `hint` tells what a typed value looks like."""

    name: str
    title: Text
    hint: Text
    shape: Shape
    options: tuple[Option, ...]


class UnknownKind(UserError):
    """A kind of condition that we do not know."""

    msgid = N_("“{kind}” is no kind of condition. Use one of these: {known}.")


class BadValue(UserError):
    """A value that a kind of condition cannot take."""

    msgid = N_("“{value}” does not fit {kind}. It takes {form}.")


class TooManyValues(UserError):
    """More values of one kind than a filter holds."""

    msgid = N_("{kind} has more than {most} values. Make several segments of it.")


class NoCondition(UserError):
    """A filter that leaves nobody out."""

    msgid = N_("A segment needs a condition at least.")
    command = N_("Say one with --where KIND=VALUE.")


class SegmentExists(UserError):
    """There is a segment of that name."""

    msgid = N_("There is a segment {name} already. Choose another name, or replace it.")
    command = N_("To replace it, say --replace.")


class UnknownSegment(UserError):
    """There is no segment of that name."""

    msgid = N_("There is no segment {name}.")
    command = N_("See: smbcrm segment list")


class NewerSegment(UserError):
    """A segment that a later version has saved."""

    msgid = N_(
        "The segment {name} was saved by a newer version of the program. Update this one, or save"
        " the segment anew."
    )


class DamagedSegment(UserError):
    """What is kept of a segment makes no sense here."""

    msgid = N_(
        "The segment {name} cannot be read: what it asks for is damaged, or names something that is"
        " gone. Save it anew."
    )
