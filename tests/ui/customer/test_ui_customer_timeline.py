"""What somebody reads on the page: who it is, four numbers, what happened, a note of today."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.types import ImportRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.ui.customer.entries import Show
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.desk import Desk
from tests.helpers.room import RecordingRoom
from tests.helpers.voucher_hands import issue, set_up_vouchers
from tests.ui.balance.conftest import act, click, named, press, seen
from tests.ui.customer.conftest import PutUp, settle, told

Key = Qt.Key


def test_the_head_says_who_it_is_and_how_to_reach_them(page: CustomerPage) -> None:
    words = seen(page.head)
    assert words[0] == "Hannah Brooks"
    assert "•••• •• 0142" in words
    assert "+12075550142" not in words
    assert "hannah.b@example.com" in words
    assert "24 Nov · turns 36" in words
    assert words[-2:] == [
        *("Allergic to PPD hair dye", "Use ammonia- and PPD-free colour only."),
    ]
    assert "Hannah Brooks" in seen(page.crumbs)


def test_an_age_is_said_only_where_the_year_is_known_and_never_of_the_dead(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    (born,) = services.customers.get(hannah).profile.occasions
    services.customers.edit(hannah, Details(occasions=(replace(born, year=None),)))
    settle(page)
    assert "24 Nov" in seen(page.head)
    services.customers.edit(hannah, Details(occasions=(born,), status=Status.DECEASED))
    settle(page)
    assert "24 Nov" in seen(page.head)
    assert page.head._status.accessibleName() == "State: Has died"


def test_a_birthday_of_the_moon_has_the_day_of_this_year(
    desk: Desk, put_up: PutUp, services: Services
) -> None:
    page = put_up(desk, named(services, "陈雨桐"))
    assert "lunar 10/15 · 23 Nov · turns 36" in seen(page.head)
    assert "lunar calendar" in seen(page.parts.side)


def test_four_numbers_stand_above(page: CustomerPage) -> None:
    assert seen(page.parts.timeline.numbers) == [
        *("Stored value", "$162.00", "paid 147.28 + gift 14.72"),
        *("Points", "1,292", "worth $12.92"),
        *("12 months", "$1,292.72", "1 visit, average $1,292.72"),
        *("Visits", "1", "the last one today"),
    ]


def test_what_happened_stands_under_its_month(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    earlier = Act(uuid7(services.clock), date=dt.date(2026, 10, 3))
    services.till.sale(SaleRequest(earlier, hannah, 100))
    services.notes.add(hannah, "likes\nthe window")
    settle(page)
    assert told(page) == [
        *("November 2026", "likes the window", "Sale", "Sale", "Top up 200, gift 20"),
        *("October 2026", "Sale"),
    ]
    first = page.parts.timeline.happened.list.entries[1]
    assert first.words == "likes the window, today 10:24 · Owner, Note"


@pytest.mark.parametrize(
    ("show", "titles"),
    [
        (Show.VISITS, ["November 2026", "Sale", "Sale"]),
        (Show.MONEY, ["November 2026", "Sale", "Sale", "Top up 200, gift 20"]),
        (Show.NOTES, ["November 2026", "tea"]),
    ],
)
def test_a_chip_shows_some_of_it_alone(
    page: CustomerPage, services: Services, hannah: int, show: Show, titles: list[str]
) -> None:
    services.notes.add(hannah, "tea")
    settle(page)
    click(page.parts.timeline.chips[show])
    assert told(page) == titles
    click(page.parts.timeline.chips[Show.EVERYTHING])
    assert len(told(page)) == 5


def test_a_note_is_written_in_place_and_taken_back(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    page.parts.timeline.focus_note()
    field = page.parts.timeline.note
    QTest.keyClicks(field.edit, "came with Sam")
    assert page.unfinished() == ("",)
    press(Key.Key_Return)
    settle(page)
    assert [one.text for one in services.notes.of(hannah)] == ["came with Sam"]
    assert field.text() == ""
    assert told(page)[1] == "came with Sam"
    assert room.undo is not None
    room.undo.take_back()
    settle(page)
    assert services.notes.of(hannah) == ()
    press(Key.Key_Return)  # an empty field is no note
    assert services.notes.of(hannah) == ()


def test_enter_opens_the_bill_and_esc_comes_back_to_the_line(page: CustomerPage) -> None:
    listed = page.parts.timeline.happened.list
    assert listed.hasFocus()
    press(Key.Key_Down, Key.Key_Return)
    assert page.body.currentWidget() is page.body.bill
    assert page.escape()
    assert page.body.currentWidget() is page.parts
    assert listed.hasFocus()
    assert listed.current is not None
    assert listed.current.title == "Sale"


def test_enter_on_a_note_shows_it_among_the_notes(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    services.notes.add(hannah, "tea")
    settle(page)
    page.parts.timeline.look_at(Show.NOTES)
    page.parts.timeline.focus_first()
    press(Key.Key_Return)
    assert page.parts.tab is Tab.NOTES
    assert "tea" in seen(page.parts.notes)


def test_a_long_story_is_read_as_far_as_one_looks(
    desk: Desk, put_up: PutUp, services: Services
) -> None:
    who = named(services, "Hanna Becker")
    for _ in range(70):
        services.till.top_up(TopUpRequest(act(services), who, 100, with_offer=False))
    page = put_up(desk, who)
    listed = page.parts.timeline.happened.list
    assert len(listed.entries) == 61
    press(Key.Key_End)
    QApplication.processEvents()
    assert len(listed.entries) == 71
    page.parts.timeline.look_at(Show.VISITS)
    assert listed.entries == ()


def test_the_tab_sales_has_sales_alone(page: CustomerPage) -> None:
    page.parts.choose(Tab.SALES)
    assert [one.title for one in page.parts.sales.list.entries] == [
        *("November 2026", "Sale", "Sale"),
    ]
    assert page.parts.sales.list.entries[1].sub.startswith("Card · bill ")


def test_sales_of_the_till_before_say_so(
    page: CustomerPage, services: Services, hannah: int, tmp_path: Path
) -> None:
    list_ = tmp_path / "sales.csv"
    phone = services.customers.get(hannah).profile.phones[0].typed
    rows = (f"2025-11-03 14:20,A1,{phone},Haircut,68", f"2025-12-01,,{phone},,-8")
    list_.write_text("\n".join(("Date,Bill,Phone,Item,Total", *rows)))
    act_ = Act(uuid7(services.clock))
    run = services.imports.run(ImportRequest(list_, act_, kind=ListKind.SALES))
    assert run.report.made == 2
    settle(page)
    sales = [one for one in page.parts.timeline.happened.list.entries if one.icon == "history"]
    assert [(one.title, one.amount) for one in sales] == [
        ("Return of goods", "\u2212$8.00"),
        ("Haircut", "$68.00"),
    ]
    assert sales[1].sub == "From the till before · bill A1"
    assert sales[1].when.endswith(" · 14:20")
    click(page.parts.timeline.chips[Show.VISITS])
    assert told(page)[-1] == "Haircut"
    assert "Return of goods" not in told(page)
    click(page.parts.timeline.chips[Show.NOTES])
    assert told(page) == []
    page.parts.choose(Tab.SALES)
    assert len(page.parts.sales.list.entries) == 7


def test_a_voucher_that_ended_is_told(page: CustomerPage, services: Services, hannah: int) -> None:
    set_up_vouchers(services)
    issue(services, "birthday", hannah)
    clock = services.clock
    assert isinstance(clock, SetClock)
    clock.instant += dt.timedelta(days=400)
    services.ledger.expire()
    settle(page)
    assert "Voucher ended · Birthday −10 %" in told(page)


def test_somebody_new_has_nothing_yet(desk: Desk, put_up: PutUp, services: Services) -> None:
    page = put_up(desk, named(services, "Hanna Becker"))
    assert told(page) == []
    assert "Nothing yet. The first sale will stand here." in seen(page.parts.timeline)
    assert "not been here yet" in seen(page.parts.timeline.numbers)


def test_record_sale_begins_one_at_the_counter(
    page: CustomerPage, room: RecordingRoom, hannah: int
) -> None:
    click(page.head.sale_button)
    assert room.asked[-1] == ("open_customer", hannah, "sale")
    assert page.subject() == hannah


def test_esc_leads_back_to_the_counter_where_there_is_no_list(
    page: CustomerPage, room: RecordingRoom, hannah: int
) -> None:
    click(page.crumbs.button)
    click(page.crumbs.list)
    assert room.asked[-2:] == [("open_customer", hannah, ""), ("go", "customers")]
