"""An open customer: what the card, the list and the strip say, in every width."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.ui.counter.happenings import Line, Tone, recent_lines
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.badges import Avatar
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.pictures import picture
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL, NOW
from tests.helpers.screen_check import faults
from tests.ui.counter.conftest import act, put_up

HANNAH = "Hannah Brooks"
SIZES = [(1366, 696), (1093, 543), (911, 452)]


def seen(widget: QWidget) -> list[str]:
    """Return the words that are in sight."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def recent(page: CounterPage) -> list[Line]:
    assert page.view is not None
    return list(recent_lines(page.desk, page.view))


def test_the_card_says_what_matters(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    words = seen(page.body.customer.card)
    assert words[:5] == [
        HANNAH,
        "Customer since November 2026 · 1 visit",
        "Card 6810 0000 0015",
        "•••• •• 0142",
        "Allergic to PPD hair dye",
    ]
    assert words[5:8] == [
        "Use ammonia- and PPD-free colour only.",
        "Birthday in 3 days",
        "Tue 24 Nov · turns 36",
    ]
    assert words[8:20] == [
        *("Stored value", "$162.00", "paid 147.28 + gift 14.72"),
        *("Points", "1,292", "worth $12.92"),
        *("Store credit", "$0.00", "from points"),
        *("12-month spend", "$1,292.72", "Gold, the highest tier"),
    ]
    assert words[20:] == ["Good to know", "Flat white, oat milk", "Prefers Mia or Jo", "SMS yes"]


def test_somebody_of_whom_little_is_known(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who["Hanna Becker"])
    words = seen(page.body.customer.card)
    assert "$400.00 to Silver" in words
    assert "Good to know" not in words
    assert not page.body.customer.card.alert.isVisible()
    assert not page.body.customer.card.banner.isVisible()


def test_a_lunar_birthday_has_the_moon(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who["陈雨桐"])
    banner = page.body.customer.card.banner
    assert banner.property("kind") == "occasionLunar"
    assert seen(banner) == ["Birthday in 2 days", "23 Nov · lunar 10/15 · turns 36"]


def test_four_lines_are_shown_and_the_rest_on_demand(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    said = (ConsentSaid(ConsentChannel.LETTER, ConsentState.REFUSED, "at the counter"),)
    details = Details(status=Status.MOVED, looked_after_by="Owner", tags=("VIP",), consents=said)
    services.customers.edit(who[HANNAH], details, act(services))
    page.open_customer(who[HANNAH])
    known = page.body.customer.card.known
    few = ["Flat white, oat milk", "Looked after by Owner", "Prefers Mia or Jo"]
    assert seen(known) == ["Good to know", "Has moved away", *few]
    more = known.more
    assert more.text() == "2 more"
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert seen(known)[5:] == ["SMS yes · letters no", "VIP"]
    assert not more.isVisible()


def test_recent_tells_what_was_done_and_in_which_colour(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    services.till.redeem(RedeemRequest(act(services), who[HANNAH], 300))
    undone = services.till.sale(SaleRequest(act(services), who[HANNAH], 5000))
    services.till.reverse(ReverseRequest(act(services), undone.operation))
    page.open_customer(who[HANNAH])
    day = "21 Nov"
    assert recent(page) == [
        Line(day, "Undone: sale", "Owner", "$50.00", Tone.BACK),
        Line(day, "Sale", "Owner · cash", "$50.00", Tone.PLAIN, struck=True),
        Line(day, "300 points to store credit", "Owner", "+$3.00", Tone.IN),
        Line(day, "Sale", "Owner · card", "$1,240.00", Tone.PLAIN),
        Line(day, "Points earned", "Sale 3", "+1,240 pts", Tone.IN),
        Line(day, "Sale", "Owner · stored value", "−$58.00", Tone.PLAIN),
        Line(day, "Points earned", "Sale 2", "+52 pts", Tone.IN),
        Line(day, "Top up 200, gift 20", "Owner · cash", "+$220.00", Tone.IN),
    ]


def test_what_ended_by_itself_is_nobodys_doing(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    assert page.view is not None
    sale = page.view.recent[0]
    ended = replace(sale, row=replace(sale.row, kind=OperationKind.EXPIRY, points=-40), amount=-500)
    lines = recent_lines(page.desk, replace(page.view, recent=(ended,)))
    assert [(line.title, line.who) for line in lines] == [("Gift ended", ""), ("Points ended", "")]


def test_a_row_of_recent_is_read_out(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    model = page.body.customer.recent.list.model()
    told = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "21 Nov, Sale, Owner · card, $1,240.00"


def test_last_visit_is_told_in_days(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    clock = services.clock
    assert isinstance(clock, SetClock)
    clock.instant = NOW + dt.timedelta(days=23)
    page.open_customer(who[HANNAH])
    badges = [one.accessibleName() for one in page.body.customer.recent.findChildren(QWidget)]
    assert "State: Last visit 23 days ago" in badges


def test_close_shows_the_board_again(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    page.body.customer.recent.closed.emit()
    assert page.view is None
    assert page.body.idle.isVisible()


def test_what_another_window_does_is_seen(
    page: CounterPage, services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH])
    request = SaleRequest(act(services), who[HANNAH], 10000, payments={Means.STORED: 10000})
    services.till.sale(request)
    qtbot.waitUntil(lambda: "$62.00" in seen(page.body.customer.card))
    assert recent(page)[0].amount == "−$100.00"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [HANNAH, "陈雨桐", EVIL])
def test_nothing_is_cut_and_everything_has_a_name(
    desk: Desk, qtbot: QtBot, who: dict[str, int], size: tuple[int, int], name: str
) -> None:
    page = put_up(desk, qtbot, size)
    QApplication.processEvents()
    assert faults(page) == []
    page.open_customer(who[name])
    QApplication.processEvents()
    assert (page.width(), page.height()) == (size[0] - (188 if size[0] > 1200 else 60), size[1])
    assert faults(page) == []


def test_a_narrow_window_has_the_strip_with_everything_on_it(
    desk: Desk, qtbot: QtBot, who: dict[str, int]
) -> None:
    page = put_up(desk, qtbot, (911, 452))
    page.open_customer(who[HANNAH])
    strip = page.body.customer.strip
    assert strip.isVisible()
    assert strip.height() >= 96
    assert not page.body.customer.card.isVisible()
    words = seen(strip)
    assert words[0] == HANNAH
    assert "Allergic to PPD hair dye" in words
    assert {"$162.00", "1,292", "$0.00", "$1,292.72"} <= set(words)


def test_a_very_long_name_wraps_inside_the_word(page: CounterPage, services: Services) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorffvoralternwaren"
    added = services.customers.add(Details(full_name=name), act(services))
    page.open_customer(added.id)
    (label,) = [one for one in page.findChildren(QLabel) if one.text() == name and one.isVisible()]
    assert label.height() >= 2 * label.fontMetrics().height()
    assert label.height() >= label.heightForWidth(label.width())


def test_a_customer_who_is_gone_is_said(page: CounterPage, room: RecordingRoom) -> None:
    page.open_customer(987_654)
    assert [str(one) for one in room.troubles] == [
        "This customer is not there any more. Look for them again."
    ]
    assert page.view is None


def test_the_page_waits_and_says_so(services: Services, who: dict[str, int], qtbot: QtBot) -> None:
    jobs = HeldJobs()
    page = put_up(sit_down(services, jobs=jobs), qtbot)
    jobs.do_all()
    page.open_customer(who[HANNAH])
    qtbot.waitUntil(lambda: "Looking…" in seen(page.row))
    jobs.do_all()
    assert "Looking…" not in seen(page.row)
    assert page.view is not None


def test_only_the_last_one_asked_for_is_opened(
    services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    jobs = HeldJobs()
    page = put_up(sit_down(services, jobs=jobs), qtbot)
    page.open_customer(who[HANNAH])
    page.open_customer(who["陈雨桐"])
    jobs.do_all()
    assert page.view is not None
    assert page.view.shown.customer.id == who["陈雨桐"]


def test_the_card_shows_their_photo(
    page: CounterPage, services: Services, who: dict[str, int], tmp_path: Path
) -> None:
    file = tmp_path / "red.png"
    file.write_bytes(picture(Image.new("RGB", (60, 60), "red"), "PNG"))
    services.photos.put(who[HANNAH], file)
    page.open_customer(who[HANNAH])
    QApplication.processEvents()
    (avatar,) = (one for one in page.body.customer.card.findChildren(Avatar) if one.isVisible())
    assert avatar.grab().toImage().pixelColor(28, 6).name() == "#fe0000"
