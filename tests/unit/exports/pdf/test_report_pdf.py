"""Reports on paper, by what is read back from the PDF."""

import datetime as dt
import threading
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.i18n import LANGUAGES, Text
from smbcrm.core.money import Currency, Money
from smbcrm.exports.pdf.report import PdfDocumentWriter
from smbcrm.membership.ledger.types import POINT, Account, AccountKind
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import (
    Column,
    Document,
    Fact,
    Letterhead,
    Section,
    Table,
    Value,
)
from smbcrm.membership.reports.holdings import HeldEntry, Holdings
from smbcrm.membership.reports.owing import LedgerSums, Sums, VisitsLeft, days_told, liability
from tests.helpers.ledger_facts import TODAY, deed, holdings, lot
from tests.helpers.paper import (
    RARE,
    page_sizes,
    read,
    see_that_all_is_in_its_place,
    words,
)
from tests.helpers.reports import LETTERHEAD, WORTH, document, explained, owed
from tests.helpers.reports import words as translator

MOST = 10**15
DINAR, TAIWAN = Currency("KWD", 3), Currency("TWD", 0)
NOWHERE = "\U00031300"
WRITER = PdfDocumentWriter()


def made(report: Document, language: str = "en") -> bytes:
    return WRITER.make(report, translator(language), {}).content


def long_story(count: int) -> Holdings:
    """Return so many top-ups, each a lot."""
    lots = tuple(lot(n, n, n * 100, TODAY + dt.timedelta(days=n)) for n in range(1, count + 1))
    entries = tuple(
        HeldEntry(deed(n, "top_up", bill=n), 1, n, n * 100) for n in range(1, count + 1)
    )
    total = sum(one.remaining for one in lots)
    return Holdings((Account(1, AccountKind.GIFT, "USD", total),), lots, entries, ())


def one_of_everything() -> Holdings:
    """Return an account of each kind, with as much on it as there can be."""
    units = {AccountKind.POINTS: POINT, AccountKind.VISITS: "visit:CUT"}
    kinds = list(enumerate(AccountKind, 1))
    return Holdings(
        tuple(Account(n, kind, units.get(kind, "KWD"), MOST) for n, kind in kinds),
        tuple(lot(n, n, MOST, TODAY, account=n) for n, _ in kinds),
        tuple(HeldEntry(deed(n, bill=10**9), n, n, MOST) for n, _ in kinds),
        (),
    )


@cache
def dear() -> Document:
    days = days_told(TODAY)
    amounts = (MOST,) * len(days)
    packages = [f"visit:{name}" for name in ("CUT", "凤凰单丛" * 20, "W" * 90)]
    sums = LedgerSums(
        (
            *(Sums(kind, "", amounts) for kind in AccountKind if kind is not AccountKind.VISITS),
            *(Sums(AccountKind.VISITS, unit, amounts) for unit in packages),
        ),
        (),
        (-MOST,) * len(days),
        tuple(VisitsLeft(unit, 3, MOST, 7) for unit in packages),
    )
    return owed(liability(sums, days, WORTH), DINAR)


def wide(rows: int) -> Document:
    """Return a table with more columns than have room, with long texts and long heads."""
    columns = (
        Column("a", "At the end of", Kind.DATE),
        Column("b", "What happened"),
        *(Column(str(n), "Points below zero", Kind.COUNT, summed=True) for n in range(9)),
        Column("c", "Left in all lots", Kind.MONEY, summed=True),
    )
    texts = ("Sale", "W" * 120, "凤凰单丛" * 40, "a " * 300)
    row: list[tuple[Value, ...]] = [
        (TODAY, texts[n % 4], *[n * 1000] * 9, Money(-MOST, DINAR)) for n in range(rows)
    ]
    table = Table("wide", "Entries", columns, tuple(row), "At risk in all")
    notes = (Text("{text}", {"text": "陈雨桐 " * 200}), Text("Short."))
    facts = (Fact("x", "Sum of all entries", Money(MOST, DINAR)), Fact("y", "Balance", "W" * 200))
    return document([Section("s", Text("Entries"), (table,), facts, notes)], currency=DINAR)


LONG_NAMES = document(
    [Section("s", Text("{name}", {"name": "W" * 200}), notes=(Text("Nothing."),))],
    name="陈雨桐" * 100,
    letterhead=Letterhead("Willow" * 40, "地址" * 250, "0117 " * 20),
)
REPORTS = {
    "everything": explained(one_of_everything(), DINAR),
    "no decimals": explained(one_of_everything(), TAIWAN),
    "60 lots": explained(long_story(60)),
    "dear": dear(),
    "wide": wide(30),
    "long names": LONG_NAMES,
    "nothing": document([]),
    "no shop": document([], letterhead=Letterhead("", "", "")),
    "one fact": document([Section("s", Text("Entries"), facts=(Fact("a", "Balance", 5),))]),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_nothing_overlaps_and_nothing_is_cut(name: str, language: str) -> None:
    pdf = made(REPORTS[name], language)
    see_that_all_is_in_its_place(pdf)
    assert {tuple(map(round, size)) for size in page_sizes(pdf)} == {(595, 842)}


@pytest.mark.parametrize("name", ["wide", "long names", "dear"])
def test_every_character_is_on_paper(name: str) -> None:
    report = REPORTS[name]
    shown = Counter("".join(read(made(report)).split()))
    texts = [report.shop.name, report.shop.address, translator().render(report.title)]
    texts += [
        cell
        for section in report.sections
        for table in section.tables
        for row in table.rows
        for cell in row
        if isinstance(cell, str)
    ]
    wanted = Counter("".join("".join(texts).split()))
    assert {sign: count for sign, count in wanted.items() if shown[sign] < count} == {}


def test_every_line_of_a_long_account_is_there_under_its_heads() -> None:
    pdf = made(explained(long_story(300)))
    found = words(pdf)
    pages = len(page_sizes(pdf))
    assert pages > 10
    bills = Counter(word.text for word in found if word.text.isdecimal())
    assert all(bills[str(number)] >= 4 for number in range(1, 301)), "lot and bill, in both tables"
    heads = {word.page for word in found if word.text in {"Valid", "Date"}}
    assert heads == set(range(pages))
    numbers = [word.page for word in found if word.text == "of" and word.top > 800]
    assert numbers == list(range(pages))
    again = [word for word in found if word.page == pages // 2 and word.text == "Gift"]
    assert again, "each page says whose lines it goes on with"


def test_figures_end_where_their_head_ends_and_the_total_below_them() -> None:
    found = words(made(explained(long_story(3))))
    for head, texts in (("Brought", ("1.00", "3.00")), ("Left", ("6.00",))):
        (edge,) = (word.right for word in found if word.text == head and word.top < 300)
        for text in texts:
            rights = [word.right for word in found if word.text == text]
            assert any(right == pytest.approx(edge, abs=0.2) for right in rights), (head, text)


def test_what_is_left_over_goes_to_words_and_not_to_codes() -> None:
    columns = (
        Column("code", "Code", short=True),
        Column("at", "Staff", short=True),
        Column("name", "Name"),
        Column("spend", "Spent", Kind.COUNT),
    )
    tables = tuple(
        Table(name, "", columns, (("C1", "2026-11-23T10:02", name, 5),))
        for name in ("Ann", "Bartholomew of the Hill")
    )
    found = words(made(document([Section("s", Text("Entries"), tables)])))
    codes = [word.right for word in found if word.text == "2026-11-23T10:02"]
    names = [word.left for word in found if word.text == "Name"]
    assert len(codes) == len(names) == 2
    for code, name in zip(codes, names, strict=True):
        assert name - code < 20


def test_a_total_that_is_wider_than_all_above_it_has_its_room() -> None:
    columns = tuple(Column(str(n), "N", Kind.COUNT, summed=True) for n in range(6))
    rows = ((9_999,) * 6,) * 400
    what = Column("what", "What happened")
    table = Table("t", "", (what, *columns), tuple(("Sale", *row) for row in rows), "Total")
    pdf = made(document([Section("s", Text("Entries"), (table,))]))
    see_that_all_is_in_its_place(pdf)
    assert [word.text for word in words(pdf)].count("3,999,600") == 6


def test_money_has_a_sign_where_it_stands_alone_and_none_in_a_table() -> None:
    shown = read(made(explained(long_story(2))))
    assert "Balance $3.00" in shown
    assert "Available today $3.00" in shown
    assert "2.00 2.00" in shown


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Gift part"), ("zh_CN", "赠送"), ("zh_TW", "贈送")]
)
def test_a_report_speaks_its_language(language: str, said: str) -> None:
    shown = read(made(explained(long_story(1)), language))
    assert said in shown
    assert "22 Harbour Walk · Bristol BS1 5AA · 0117 496 0142" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_rare_characters_are_read_back(language: str) -> None:
    section = Section("s", Text("{name}", {"name": RARE}), notes=(Text("Short."),))
    report = replace(document([section], name=RARE), shop=replace(LETTERHEAD, name=RARE))
    made_file = WRITER.make(report, translator(language), {})
    assert made_file.missing == ()
    shown = "".join(read(made_file.content).split())
    assert shown.count(RARE) == 4, "the shop, the title, the facts, the section"


def test_a_character_that_no_font_has_is_named_or_written_another_way() -> None:
    report = document([], name=f"Ann {NOWHERE}")
    (lacking,) = WRITER.make(report, translator(), {}).missing
    assert (lacking.character, NOWHERE in lacking.text) == (NOWHERE, True)
    instead = WRITER.make(report, translator(), {NOWHERE: "Lee"})
    assert instead.missing == ()
    assert "Ann Lee" in read(instead.content)


def test_the_same_report_gives_the_same_bytes_from_any_thread() -> None:
    report = REPORTS["60 lots"]
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(made(report))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {made(report)}
    assert b"D:20261121152400Z" in found[0]


@given(holdings(), st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_whatever_happened_becomes_a_page(held: Holdings, name: str, language: str) -> None:
    pdf = made(explained(held, name=name), language)
    see_that_all_is_in_its_place(pdf)
