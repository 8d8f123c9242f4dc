"""The columns of a list of customers: one table of ids, headings and values."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import LANGUAGES, Text, Translator
from smbcrm.core.money import Currency, Money
from smbcrm.core.paths import localedir
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.lists import CustomerRow
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.headings import recognise
from smbcrm.membership.lists.columns import COLUMNS, COMING_BACK
from smbcrm.membership.lists.types import Cell, Kind
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.shop.types import Shop

EURO = Currency("EUR", 2)
SHOP = Shop.of({})._replace(currency=EURO, day=BusinessDay(ZoneInfo("Europe/Paris"), 4))
COMES_BACK = {
    "our_code": Field.OUR_CODE,
    "name": Field.NAME,
    "phone": Field.PHONE,
    "email": Field.EMAIL,
    "birthday": Field.BIRTHDAY,
    "tier": Field.TIER,
    "status": Field.STATUS,
    "paid": Field.PRINCIPAL,
    "gift": Field.GIFT,
    "points": Field.POINTS,
}
HANNAH = CustomerRow(
    id=7,
    code="C000007",
    full_name="Hannah Brooks",
    phone="+12075550142",
    email="hannah.b@example.com",
    tier="Gold",
    tier_code="gold",
    card="681000000072",
    alert=True,
    status=Status.DO_NOT_CONTACT,
    principal=19_000,
    gift=4_250,
    credit=300,
    points=1_240,
    birthday=None,
    last_visit=dt.date(2026, 10, 29),
    visits=43,
    spend=161_200,
    created_at=dt.datetime(2024, 5, 2, 1, 0, tzinfo=dt.UTC),
)


IN_NOVEMBER = {"day": 24, "month": Text("November")}


def born(calendar: Calendar, year: int | None, month: int, day: int | None) -> CustomerRow:
    birthday = Occasion(OccasionKind.BIRTHDAY, calendar, year, month, day)
    return replace(HANNAH, birthday=birthday)


def test_each_column_has_its_raw_value() -> None:
    values: dict[str, Cell | Text] = {id_: one.value(HANNAH, SHOP) for id_, one in COLUMNS.items()}
    assert values == {
        "our_code": "C000007",
        "code": "C000007",
        "name": "Hannah Brooks",
        "tier": "Gold",
        "phone": "+12075550142",
        "last_visit": dt.date(2026, 10, 29),
        "visits": 43,
        "spend": Money(161_200, EURO),
        "stored": Money(23_250, EURO),
        "points": 1_240,
        "paid": Money(19_000, EURO),
        "gift": Money(4_250, EURO),
        "credit": Money(300, EURO),
        "card": "681000000072",
        "email": "hannah.b@example.com",
        "birthday": None,
        "status": Text("do not contact"),
        "currency": "EUR",
        "added": dt.date(2024, 5, 1),  # 03:00 in Paris still belongs to the day before
    }


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (born(Calendar.SOLAR, 1990, 11, 24), dt.date(1990, 11, 24)),
        (born(Calendar.SOLAR, 1992, 2, 29), dt.date(1992, 2, 29)),
        (born(Calendar.SOLAR, None, 11, 24), Text("{day} {month}", IN_NOVEMBER)),
        (born(Calendar.SOLAR, None, 11, None), Text("November")),
        (born(Calendar.SOLAR, 1990, 11, None), "1990-11"),
        (born(Calendar.LUNAR, 1990, 10, 15), "农历1990年十月十五"),
    ],
)
def test_a_birthday_is_a_day_where_it_is_known_whole(row: CustomerRow, cell: Cell | Text) -> None:
    assert COLUMNS["birthday"].value(row, SHOP) == cell


def test_what_is_added_up_is_a_number() -> None:
    for id_, column in COLUMNS.items():
        value = column.value(HANNAH, SHOP)
        assert column.id == id_
        assert column.summed == (column.kind in {Kind.COUNT, Kind.MONEY})
        assert column.summed == (not isinstance(value, str) and isinstance(value, int | Money))
        assert (column.kind is Kind.MONEY) == isinstance(value, Money)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_import_knows_the_headings_of_what_can_come_back(language: str) -> None:
    words = Translator(language, localedir())
    known = {id_: recognise(words.render(COLUMNS[id_].heading)) for id_ in COMING_BACK}
    fields = {id_: found[0] for id_, found in known.items() if found}
    assert {id_: fields[id_] for id_ in COMES_BACK} == COMES_BACK
    # What the shop works out itself is not taken for anything.
    assert fields.keys() & {"credit", "currency", "last_visit", "visits"} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_heading_of_its_own(language: str) -> None:
    words = Translator(language, localedir())
    headings = [words.render(column.heading) for column in COLUMNS.values()]
    assert len(set(headings)) == len(COLUMNS)
