"""The list of occasions as a document, and its days for a calendar."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from smbcrm.core.i18n import N_, Text
from smbcrm.core.ids import job_id
from smbcrm.membership.customers.errors import FOUND
from smbcrm.membership.customers.kinds import STATUSES, Status
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.occasions.lunar import lunar_text, to_lunar
from smbcrm.membership.occasions.types import Calendar
from smbcrm.membership.occasions.words import lunar_words, occasion_words
from smbcrm.membership.reports.celebrating import Celebration, identity
from smbcrm.membership.reports.document import (
    Coded,
    Column,
    DayEvent,
    Document,
    Fact,
    Letterhead,
    Section,
    Table,
    Value,
)
from smbcrm.membership.shop.types import Shop

_COLUMNS = (
    Column("date", N_("Date"), Kind.DATE),
    Column("until", N_("Until"), Kind.DATE),
    Column("lunar_date", N_("Lunar date"), short=True),
    Column("kind", N_("Occasion")),
    Column("label", N_("Name of the occasion"), on_paper=False),
    Column("age", N_("Age or years"), Kind.COUNT),
    Column("code", N_("Code"), short=True),
    Column("full_name", N_("Full name")),
    Column("phone", N_("Phone"), short=True),
    Column("status", N_("Status")),
)
_NOBODY = N_("Nobody has an occasion on these days.")
_LEFT_OUT = N_("Who has moved away or died is not listed.")


def celebrating_document(
    found: Sequence[Celebration], first: dt.date, last: dt.date, shop: Shop, now: dt.datetime
) -> Document:
    """Return who has what from one day to another, with the days for a calendar."""
    table = Table("occasions", "", _COLUMNS, tuple(tuple(_row(one)) for one in found))
    return Document(
        "occasions",
        Text(N_("Occasions")),
        Letterhead(shop.name, shop.address, shop.phone),
        shop.currency,
        shop.day.date(now),
        now,
        (
            Fact("from", N_("From"), first),
            Fact("to", N_("To"), last),
            Fact("count", N_("Occasions"), len(found)),
        ),
        (Section("occasions", Text(N_("Who has what when")), (table,)),) if found else (),
        (Text(_LEFT_OUT if found else _NOBODY),),
        events=partial(map, _event, found),
    )


def _row(one: Celebration) -> Iterator[Value]:
    who, on = one
    yield on.date
    yield on.last_date if on.whole_month else None
    yield _lunar(one)
    yield Coded(who.occasion.kind, occasion_words(who.occasion))
    yield who.occasion.label or None
    yield on.age
    yield from (who.code, who.full_name, who.phone or None)
    usual = who.status is Status.ACTIVE
    yield None if usual else Coded(who.status, Text(STATUSES[who.status]))


def _lunar(one: Celebration) -> Coded | None:
    """Return the lunar date of the day, written for programs as an import reads it."""
    if one.who.occasion.calendar is Calendar.SOLAR:
        return None
    day, whole_month = to_lunar(one.on.date), one.on.whole_month
    han = lunar_text(day)
    if whole_month:
        han = han.partition("月")[0] + "月"
    return Coded(f"农历{day.year}年{han}", lunar_words(day, whole_month=whole_month))


def _event(one: Celebration) -> DayEvent:
    who, on = one
    said = N_("{customer}: {occasion}") if on.age is None else N_("{customer}: {occasion} ({age})")
    lunar = _lunar(one)
    return DayEvent(
        # Written anew it is the same event: a calendar keeps it once.
        job_id(
            "occasion",
            *(who.added_at, who.customer, who.occasion.kind, *identity(who.occasion), on.date),
        ),
        on.date,
        on.last_date,
        Text(
            said,
            {
                "customer": Text(FOUND, {"name": who.full_name, "code": who.code}),
                "occasion": occasion_words(who.occasion),
                "age": on.age,
            },
        ),
        (
            *(() if lunar is None else (Text(N_("Lunar date: {date}"), {"date": lunar.words}),)),
            *((Text("{phone}", {"phone": who.phone}),) if who.phone else ()),
        ),
    )
