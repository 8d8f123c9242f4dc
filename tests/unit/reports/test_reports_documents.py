"""A document says what was found, in one form for terminal, JSON, paper and workbooks."""

import datetime as dt
import json

import pytest
from hypothesis import given

from smbcrm.core.i18n import LANGUAGES, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.ledger.types import POINT, Account, AccountKind
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import Coded, Column, Document, Section, Table
from smbcrm.membership.reports.explain_document import (
    account_section,
    finding,
    happened,
    stored_value,
)
from smbcrm.membership.reports.explaining import stories
from smbcrm.membership.reports.holdings import Deed, HeldEntry, HeldTerm, Holdings
from smbcrm.membership.reports.owing import LedgerSums, Sums, VisitsLeft, liability
from smbcrm.membership.reports.tables import tables_of
from tests.helpers.ledger_facts import TODAY, deed, holdings, lot
from tests.helpers.reports import WORTH, document, explained, owed, shop, words

DOLLAR = Currency("USD", 2)
DAY = dt.timedelta(days=1)


def sections(made: Document) -> dict[str, Section]:
    return {section.id: section for section in made.sections}


def column(table: Table, id_: str) -> list[object]:
    place = [one.id for one in table.columns].index(id_)
    return [row[place] for row in table.rows]


def said(value: object, language: str = "en") -> str:
    assert isinstance(value, Coded)
    return words(language).render(value.words)


def test_a_table_adds_up_money_and_counts_and_nothing_else() -> None:
    columns = (
        Column("a", "A"),
        Column("b", "B", Kind.MONEY, summed=True),
        Column("c", "C", Kind.COUNT, summed=True),
        Column("d", "D", Kind.COUNT),
    )
    rows = (("x", Money(150, DOLLAR), 1, 5), ("y", None, 2, 6), ("z", Money(-50, DOLLAR), None, 7))
    assert Table("t", "", columns, rows).sums == (None, Money(100, DOLLAR), 3, None)
    assert Table("t", "", columns, ()).sums == (None,) * 4


def test_people_are_spared_ids_and_what_is_empty() -> None:
    columns = (
        Column("id", "Id", on_paper=False),
        Column("name", "Name"),
        Column("empty", "Empty"),
        Column("below", "Below", Kind.COUNT, if_any=True),
        Column("left", "Left", Kind.COUNT),
    )
    table = Table("t", "", columns, (("1", "Ann", None, 0, 0), ("2", "", "", 0, 0)), "Total")
    shown = table.for_people()
    assert [one.id for one in shown.columns] == ["name", "left"]
    assert shown.rows == (("Ann", 0), ("", 0))
    below = Table("t", "", columns, (("1", "Ann", None, -3, 0),))
    assert "below" in [one.id for one in below.for_people().columns]


def test_reversals_are_lines_of_their_own_that_name_what_they_took_back() -> None:
    sale = Deed(1, "a", "sale", TODAY, 12, reversed_by="b")
    back = Deed(2, "b", "reversal", TODAY, None, "a", "sale", 12)
    held = Holdings(
        (Account(1, AccountKind.POINTS, POINT, 0),),
        (lot(1, 1, 0),),
        (HeldEntry(sale, 1, 1, 58), HeldEntry(back, 1, 1, -58)),
        (),
    )
    (_, entries) = account_section(stories(held)[0], shop(), TODAY).tables
    assert [said(one) for one in column(entries, "kind")] == ["Sale, taken back", "Reversal: Sale"]
    assert [said(one) for one in column(entries, "bill_number")] == ["12", "12"]
    assert column(entries, "reverses") == [None, "a"]
    assert column(entries, "reversed_by") == ["b", None]
    assert column(entries, "amount") == [58, -58]
    assert column(entries, "left_of_lot") == column(entries, "balance") == [58, 0]


def test_a_kind_of_a_later_version_is_told_by_its_code() -> None:
    assert said(happened(deed(1, "teleport"))) == "teleport"


def test_a_lot_says_where_it_came_from_and_when_it_ends() -> None:
    held = Holdings(
        (Account(1, AccountKind.VISITS, "visit:CUT", 9),),
        (lot(5, 1, 9, TODAY + DAY, source=3), lot(6, 2, 0)),
        (HeldEntry(deed(1, "extension"), 1, 5, 9), HeldEntry(deed(2), 1, 6, 1)),
        (HeldTerm(deed(3, "pause"), 1, 5, None),),
    )
    lots, entries = account_section(stories(held)[0], shop(), TODAY).tables
    assert said(column(lots, "source_lot")[0]) == "3 of 2025-11-21"
    first, second = column(lots, "expires_on")
    assert (first, said(second)) == (TODAY + DAY, "no end")
    assert second == Coded(None, Text("no end"))
    assert said(column(entries, "kind")[-1]) == "Package paused: now valid until no end"
    assert column(entries, "amount")[-1] is None


def test_what_does_not_add_up_is_said_and_how() -> None:
    held = Holdings(
        (Account(1, AccountKind.GIFT, "USD", 23_250),),
        (lot(1, 1, 23_240),),
        (HeldEntry(deed(1), 1, 1, 23_240),),
        (),
    )
    wrong = finding(stories(held), DOLLAR)
    assert wrong is not None
    assert words().render(wrong) == (
        "Gift part does not add up: $232.50 is written down, the entries come to $232.40. "
        "Hand nothing out, and tell the owner."
    )


def test_both_parts_of_stored_value_are_one_sum_where_both_are_told_of() -> None:
    accounts = Account(1, AccountKind.PRINCIPAL, "USD", 5), Account(2, AccountKind.GIFT, "USD", 6)
    lots = lot(1, 1, 5), lot(2, 2, 6, TODAY - DAY, account=2)
    entries = HeldEntry(deed(1), 1, 1, 5), HeldEntry(deed(2), 2, 2, 6)
    told = stories(Holdings(accounts, lots, entries, ()))
    (fact,) = stored_value(told, TODAY, DOLLAR)
    assert fact.value == Money(5, DOLLAR)
    assert list(stored_value(told[:1], TODAY, DOLLAR)) == []
    facts = {one.id: one.value for one in account_section(told[1], shop(), TODAY).facts}
    assert (facts["ended"], facts["available_today"]) == (Money(6, DOLLAR), Money(0, DOLLAR))


def test_the_forecast_tells_days_months_and_what_never_ends() -> None:
    accounts = (
        Account(1, AccountKind.PRINCIPAL, "USD", 100),
        Account(2, AccountKind.GIFT, "USD", 250),
        Account(3, AccountKind.POINTS, POINT, 305),
        Account(4, AccountKind.VISITS, "visit:CUT", 3),
    )
    first, second = TODAY + DAY, TODAY + 40 * DAY
    lots = (
        lot(1, 1, 100),
        lot(2, 2, 250, second, account=2),
        lot(3, 3, 105, first, account=3),
        lot(4, 4, 200, second, account=3),
        lot(5, 5, 3, first, account=4),
    )
    entries = tuple(
        HeldEntry(deed(one.opened_by), one.account, one.id, one.remaining) for one in lots
    )
    section = sections(explained(Holdings(accounts, lots, entries, ())))["forecast"]
    days, months = section.tables
    assert column(days, "expires_on") == [first, first, second, second]
    assert [said(one) for one in column(days, "account")] == [
        *("Points", "Visit package CUT", "Gift part", "Points")
    ]
    assert column(days, "count") == [105, 3, None, 200]
    assert column(days, "money") == [
        *(Money(105, DOLLAR), None, Money(250, DOLLAR), Money(200, DOLLAR))
    ]
    assert days.sums[-1] == months.sums[-1] == Money(555, DOLLAR)
    assert column(months, "month") == ["2026-11", "2026-12"]
    assert column(months, "points") == [105, 200]
    assert column(months, "visits") == [3, None]
    assert [words().render(note) for note in section.notes] == ["Paid part: $1.00 never ends."]


def test_what_is_paused_does_not_end_meanwhile() -> None:
    accounts = (Account(1, AccountKind.VISITS, "visit:CUT", 5),)
    first, second = TODAY - DAY, TODAY + DAY
    lots = (
        lot(1, 1, 3, first)._replace(paused=TODAY - 30 * DAY),
        lot(2, 2, 2, second)._replace(paused=TODAY - 30 * DAY),
    )
    entries = tuple(
        HeldEntry(deed(one.opened_by), one.account, one.id, one.remaining) for one in lots
    )
    section = sections(explained(Holdings(accounts, lots, entries, ())))["forecast"]
    assert section.tables == ()
    assert [words().render(note) for note in section.notes] == [
        "Visit package CUT: 5, paused since 2026-10-22. Nothing of it ends while that lasts."
    ]


def test_visits_without_a_price_and_points_below_zero_are_said() -> None:
    sums = LedgerSums(
        (Sums(AccountKind.VISITS, "visit:CUT", (7,)), Sums(AccountKind.POINTS, "", (-60,))),
        (),
        (-60,),
        (VisitsLeft("visit:CUT", 3, 1000, 10), VisitsLeft("visit:CUT", 4, None, 10)),
    )
    made = owed(liability(sums, (TODAY,), WORTH))
    everyone = sections(made)["everyone"]
    (table,) = everyone.tables
    (row,) = (one for one in table.rows if said(one[0]) == "Visit package CUT")
    assert row[1:] == (7, Money(300, DOLLAR))
    assert [words().render(note) for note in everyone.notes] == [
        "Visits of which nobody knows what was paid for them are only counted: 4.",
        "Points below zero stand apart, and take nothing off: -60.",
    ]
    packages = sections(made)["counts"].tables[1]
    assert packages.columns[1].heading == "Visit package"
    assert packages.rows[0] == (TODAY, Coded("visit:CUT", Text("{name}", {"name": "CUT"})), 7)


@pytest.mark.parametrize("language", LANGUAGES)
@given(held=holdings())
def test_every_document_is_tables_in_every_language(language: str, held: Holdings) -> None:
    made = explained(held)
    tables = tables_of(made, words(language))
    assert len(tables) == max(1, sum(len(section.tables) for section in made.sections))
    for table in tables:
        for row in table.rows:
            assert len(list(row)) == len(table.columns)
            assert not any(isinstance(cell, Text | Coded) for cell in row)
        assert json.dumps([table.title, table.note, table.total])


def test_a_document_without_tables_is_still_one() -> None:
    (table,) = tables_of(document(()), words())
    assert (table.title, list(table.rows)) == ("Your balance explained, Hannah Brooks", [])
    assert "Customer: Hannah Brooks" in table.note
