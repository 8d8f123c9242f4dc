"""Important dates of customers who are here, by sun or moon; added, never overwritten."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.types import BATCH
from smbcrm.membership.occasions import lunar, reasons
from smbcrm.membership.occasions.types import Calendar, NoSuchDay, Occasion, OccasionKind
from tests.helpers.shops import StillShop
from tests.integration.imports.lists import ListSource, Sink, importer
from tests.integration.imports.others import Line, Lines, added, asked, brought_in, counts, said

KIND = ListKind.OCCASIONS
HEADS: Line = ("编号", "纪念日类型", "日期", "历法", "年", "谁的")
SOLAR, LUNAR = Calendar.SOLAR, Calendar.LUNAR


def dates(shop: StillShop, customer: int) -> tuple[Occasion, ...]:
    return shop.services.customers.get(customer).profile.occasions


def test_dates_of_all_kinds_come_in(shop: StillShop) -> None:
    ann = added(shop, "安", code="A1")
    rows: Lines = [
        HEADS,
        ("A1", "生日", "农历八月十五", None, None, None),
        ("A1", "结婚纪念日", dt.date(2015, 10, 3), None, None, None),
        ("A1", "孩子生日", "5/20", None, 2019, "小宝"),
        ("A1", "宠物生日", "四月初一", "农历", None, "旺财"),
        ("A1", "开业", "3/18", "公历", None, "-"),
        ("A1", "", "3/18", None, None, None),
        ("A1", "生日", None, None, None, None),
        ("A1", "生日", "31/02", None, None, None),
        ("A1", "结婚纪念日", "2015-10-03", None, 2016, None),
        ("A1", "孩子生日", "5/20", None, "去年", "小宝"),
        ("A1", "入会日", "2030-01-01", None, None, None),
        ("B1", "生日", "1990-01-01", None, None, None),
        ("A1", "孩子生日", "2/29", None, 2019, "二宝"),
    ]
    sink = Sink()
    run = brought_in(shop, KIND, rows, sink=sink)
    assert counts(run) == (0, 5, 0, 8)
    assert dates(shop, ann) == (
        Occasion(OccasionKind.BIRTHDAY, LUNAR, None, 8, 15),
        Occasion(OccasionKind.WEDDING_ANNIVERSARY, SOLAR, 2015, 10, 3),
        Occasion(OccasionKind.CHILD_BIRTHDAY, SOLAR, 2019, 5, 20, label="小宝"),
        Occasion(OccasionKind.PET_BIRTHDAY, LUNAR, None, 4, 1, label="旺财"),
        Occasion(OccasionKind.CUSTOM, SOLAR, None, 3, 18, label="开业"),
    )
    told = dict(said(run))
    assert told[6] == notes.OWN_OCCASION
    assert told[7] == notes.NO_OCCASION
    assert told[8] == notes.NO_DATE
    assert told[10] == told[11] == notes.BAD_YEAR
    assert told[13] == notes.NOT_HERE
    assert [one.row for one in sink.rows] == [7, 8, 9, 10, 11, 12, 13, 14]


def test_a_word_of_the_shop_becomes_itself_or_what_somebody_says(shop: StillShop) -> None:
    ann = added(shop, "安", code="A1")
    rows: Lines = [
        ("编号", "类型", "日期"),
        ("A1", "开张", "2020-03-18"),
        ("A1", "寿诞", "1990-05-03"),
        ("A1", "别理", "1990-05-03"),
    ]
    imports = importer(shop, ListSource(rows))
    said_of = (("occasion", "开张", "开业纪念"), ("occasion", "寿诞", "birthday"))
    run = imports.run(replace(asked(shop, KIND), values=(*said_of, ("occasion", "别理", ""))))
    assert [(use.word, use.became) for use in run.report.values] == [
        ("开张", "开业纪念"),
        ("寿诞", "birthday"),
        ("别理", ""),
    ]
    assert dates(shop, ann) == (
        Occasion(OccasionKind.BIRTHDAY, SOLAR, 1990, 5, 3),
        Occasion(OccasionKind.CUSTOM, SOLAR, 2020, 3, 18, label="开业纪念"),
    )
    plain = imports.check(asked(shop, KIND))
    assert [use.became for use in plain.values] == ["开张", "寿诞", "别理"]


def test_the_same_twice_adds_nothing_twice(shop: StillShop) -> None:
    ann = added(shop, "安", code="A1")
    rows: Lines = [
        HEADS,
        ("A1", "农历生日", "1990-08-15", None, None, None),
        ("A1", "孩子生日", "5/20", None, None, None),
        ("A1", "孩子生日", "6/20", None, None, None),
        ("A1", "孩子生日", "6/20", None, None, None),
    ]
    run = brought_in(shop, KIND, rows)
    assert counts(run) == (0, 3, 1, 0)
    before = dates(shop, ann)
    assert len(before) == 3
    again = brought_in(shop, KIND, rows)
    assert (counts(again), dates(shop, ann)) == ((0, 0, 4, 0), before)


def test_a_known_date_stays_and_only_gains_its_year(shop: StillShop) -> None:
    ann = added(shop, "安", code="A1")
    birthday = Occasion(OccasionKind.BIRTHDAY, SOLAR, None, 5, 3)
    shop.services.customers.edit(ann, Details(occasions=(birthday,)))
    rows: Lines = [
        HEADS,
        ("A1", "生日", "5/4", None, None, None),
        ("A1", "生日", "5/3", "农历", None, None),
        ("A1", "生日", "1990-05-03", None, None, None),
        ("A1", "生日", "5/3", None, None, None),
        ("A1", "生日", "1991-05-03", None, None, None),
    ]
    run = brought_in(shop, KIND, rows)
    assert counts(run) == (0, 1, 1, 3)
    assert [row for row, msgid in said(run) if msgid == notes.OTHER_DATE] == [2, 3, 6]
    assert dates(shop, ann) == (Occasion(OccasionKind.BIRTHDAY, SOLAR, 1990, 5, 3),)


def test_too_many_dates_or_a_long_name_fail_the_row(shop: StillShop) -> None:
    added(shop, "安", code="A1")
    rows: Lines = [("编号", "类型", "日期", "说明")]
    rows += [
        ("A1", "孩子生日", f"2000-{month}-{day}", None)
        for month in range(1, 13)
        for day in range(1, 6)
    ]
    rows += [("A1", "孩子生日", "2001-01-01", "长" * 500)]
    run = brought_in(shop, KIND, rows)
    assert counts(run) == (0, 50, 0, 11)


def test_an_undo_takes_them_back_where_nobody_edited_since(shop: StillShop) -> None:
    ann, bob = added(shop, "安", code="A1"), added(shop, "波", code="B1")
    rows: Lines = [
        ("编号", "类型", "日期"),
        *(("A1", "孩子生日", f"2000-01-{day}") for day in range(1, 29)),
    ]
    rows += [("B1", "生日", "1990-01-01")]
    run = brought_in(shop, KIND, rows)
    assert (len(dates(shop, ann)), len(dates(shop, bob))) == (28, 1)
    shop.clock.instant += dt.timedelta(minutes=5)
    shop.services.customers.edit(bob, Details(notes="见过"))
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert [(one.code, one.why.msgid) for one in undo.stayed] == [("B1", notes.STAYED_EDITED)]
    assert (undo.restored, dates(shop, ann), len(dates(shop, bob))) == (1, (), 1)


def test_a_customer_in_two_batches_goes_back_to_before_the_first(shop: StillShop) -> None:
    ann = added(shop, "安", code="A1")
    added(shop, "波", code="B1")
    rows: Lines = [("编号", "类型", "日期", "说明"), ("A1", "孩子生日", "2000-01-01", "甲")]
    rows += [("B1", "生日", "1990-01-01", None)] * 500
    rows += [("A1", "孩子生日", "2001-01-01", "乙")]
    run = brought_in(shop, KIND, rows)
    assert (counts(run), len(dates(shop, ann))) == ((0, 3, 499, 0), 2)
    shop.services.imports.undo(run.id)
    assert dates(shop, ann) == ()


def test_a_lunar_row_of_the_error_file_reads_the_same_again(shop: StillShop) -> None:
    rows: Lines = [
        ("编号", "类型", "日期", "历法"),
        ("A1", "生日", "8/15", "农历"),
        ("A1", "生日", "8/5", ""),
    ]
    sink = Sink()
    brought_in(shop, KIND, rows, sink=sink)
    assert [one.cells[2] for one in sink.rows] == ["8/15", "--08-05"]


def test_what_was_edited_between_two_batches_is_not_lost(shop: StillShop) -> None:
    ann = added(shop, "安", code="A1")
    added(shop, "波", code="B1")
    rows: Lines = [("编号", "类型", "日期", "说明"), ("A1", "孩子生日", "2000-01-01", "甲")]
    rows += [("B1", "生日", "1990-01-01", None)] * 500
    rows += [("A1", "孩子生日", "2001-01-01", "乙")]

    def meanwhile(done: int, _: int) -> None:
        shop.clock.instant += dt.timedelta(minutes=5)
        if done == BATCH:
            shop.services.customers.edit(ann, Details(notes="见过"))

    run = importer(shop, ListSource(rows)).run(asked(shop, KIND), progress=meanwhile)
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert [(one.code, one.why.msgid) for one in undo.stayed] == [("A1", notes.STAYED_EDITED)]
    assert shop.services.customers.get(ann).profile.notes == "见过"
    assert len(dates(shop, ann)) == 2


@pytest.mark.parametrize(
    ("date", "year", "calendar", "reason"),
    [
        ("5/20", 1899, None, reasons.EARLY_YEAR),
        ("5/20", "0990", None, reasons.EARLY_YEAR),
        ("5/20", 2027, None, reasons.FUTURE),
        ("5/20", 9999, "农历", lunar.LunarOutOfRange.msgid),
        ("2/29", 2019, None, NoSuchDay.msgid),
        ("闰五月初三", 1991, None, lunar.NoLeapMonth.msgid),
    ],
)
def test_the_year_of_its_own_column_is_as_careful(
    shop: StillShop, date: str, year: int | str, calendar: str | None, reason: str
) -> None:
    ann = added(shop, "安", code="A1")
    run = brought_in(shop, KIND, [HEADS, ("A1", "孩子生日", date, calendar, year, None)])
    assert (dates(shop, ann), run.report.failed) == ((), 1)
    assert said(run) == [(2, reason)]
