"""The list of likely pairs as a document, and what too many share."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.customers.alike import Mark
from smbcrm.membership.customers.likeness import Naming, Reason
from smbcrm.membership.customers.lists import date_text
from smbcrm.membership.duplicates.rules import MOST_SHARING, SHARED_AT_MOST
from smbcrm.membership.duplicates.types import Crowd, Duplicates, Pair
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import (
    Coded,
    Column,
    Document,
    Fact,
    Letterhead,
    Section,
    Table,
    Value,
)
from smbcrm.membership.shop.types import Shop

REASONS: Mapping[Reason, str] = {
    Reason.PHONE: N_("phone"),
    Reason.EMAIL: N_("e-mail"),
    Reason.MESSENGER: N_("messenger id"),
    Reason.BIRTHDAY: N_("birthday"),
    Reason.BIRTH_DAY: N_("birthday without a year"),
}
"""What two have in common, in the order in which it is said."""

NAMINGS: Mapping[Naming, str] = {
    Naming.DIFFERENT: N_("different"),
    Naming.MISSING: N_("one is missing"),
    Naming.SIMILAR: N_("similar"),
    Naming.SAME: N_("the same"),
}

_PAIRS = (
    Column("score", N_("Score"), Kind.COUNT),
    Column("code", N_("Code"), short=True),
    Column("name", N_("Name")),
    Column("other_code", N_("Other code"), short=True),
    Column("other_name", N_("Other name")),
    Column("same", N_("The same")),
    Column("names", N_("Names are")),
)
_CROWDS = (
    Column("what", N_("What is shared"), short=True),
    Column("value", N_("Value")),
    Column("name", N_("Name")),
    Column("customers", N_("Customers"), Kind.COUNT),
)


def duplicates_document(
    found: Duplicates, limit: int | None, shop: Shop, now: dt.datetime
) -> Document:
    """Return the list, so many pairs of it."""
    shown = found.pairs[:limit]
    likely = sum(pair.score > SHARED_AT_MOST for pair in found.pairs)
    return Document(
        "duplicates",
        Text(N_("Duplicates")),
        Letterhead(shop.name, shop.address, shop.phone),
        shop.currency,
        shop.day.date(now),
        now,
        (
            Fact("pairs", N_("Pairs"), len(found.pairs)),
            Fact("likely", N_("Likely one person"), likely),
        ),
        tuple(_sections(shown, found.crowds)),
        tuple(_notes(shown, found)),
    )


def _notes(shown: Sequence[Pair], found: Duplicates) -> Iterator[Text]:
    if not found.pairs:
        yield Text(N_("No two customers look alike."))
        return
    if len(shown) < len(found.pairs):
        told: dict[str, object] = {"shown": len(shown), "count": len(found.pairs)}
        yield Text(N_("Shown are the first {shown} of {count}."), told)
    yield Text(
        N_(
            "The score, up to 100, is how much speaks for one person. At {most} or below two people"
            " may share a phone or an e-mail. Who are linked, or were said to be two people, are"
            " left out."
        ),
        {"most": SHARED_AT_MOST},
    )


def _sections(shown: Sequence[Pair], crowds: Sequence[Crowd]) -> Iterator[Section]:
    if shown:
        rows = tuple(map(_pair, shown))
        yield Section(
            "likely", Text(N_("Who may be one person")), (Table("pairs", "", _PAIRS, rows),)
        )
    if crowds:
        rows = tuple(map(_crowd, crowds))
        told = N_(
            "More than {most} customers share each of these. It stands where nothing is known, or"
            " is the shop's own, and makes no pairs."
        )
        yield Section(
            "shared",
            Text(N_("Shared by many")),
            (Table("shared_by_many", "", _CROWDS, rows),),
            notes=(Text(told, {"most": MOST_SHARING}),),
        )


def _pair(pair: Pair) -> tuple[Value, ...]:
    said = [one for one in REASONS if one in pair.reasons]
    same = Coded(" ".join(said), Text("{same}", {"same": [Text(REASONS[one]) for one in said]}))
    naming = Coded(pair.naming, Text(NAMINGS[pair.naming]))
    one, other = pair.one, pair.other
    return pair.score, one.code, one.full_name, other.code, other.full_name, same, naming


def _crowd(crowd: Crowd) -> tuple[Value, ...]:
    match crowd.shared:
        case Mark(kind, value):
            field = Field(kind.value)
        case birthday:
            field, value = Field.BIRTHDAY, date_text(birthday)
    return Coded(field.value, Text(LABELS[field])), value, crowd.name, crowd.customers
