"""The first bill that leaves is the original, every later one is a copy."""

import datetime as dt
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest

from smbcrm.bootstrap import open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.service import BillTakenBack, NoBill, NotAPdf, NotOnAnyFont
from smbcrm.membership.bills.types import Bill, Paper, PaperSize
from smbcrm.membership.customers.types import Details
from smbcrm.membership.files.targets import FileKept
from smbcrm.membership.files.types import FileExists, FileNotWritten
from smbcrm.membership.ledger.named import UnknownOperation
from smbcrm.membership.requests.types import Act, BadRequestId, RequestReused
from smbcrm.membership.sales.types import ReverseRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.staff.types import UnknownStaff
from tests.helpers.small_shop import act, customer, sell

A5, A4 = Paper(), Paper(PaperSize.A4)
NOBODY_HAS = "\U00031350"


def text_of(pdf: bytes) -> str:
    """Return what another program reads in a PDF."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def test_a_bill_is_found_by_its_number_and_by_the_id_of_its_operation(
    shop: Services, sold: Bill
) -> None:
    found = shop.bills.find(sold.operation)
    assert found == shop.bills.find(str(sold.bill_number))
    assert (found.bill, found.reversed_by, found.issued) == (sold, None, False)
    with pytest.raises(UnknownOperation):
        shop.bills.find("4711")


def test_what_is_no_sale_top_up_or_redemption_has_no_bill_to_hand_over(
    shop: Services, sold: Bill
) -> None:
    back = shop.till.reverse(ReverseRequest(act(shop), sold.operation))
    with pytest.raises(BillTakenBack, match=f"took back Bill {sold.bill_number}"):
        shop.bills.find(back.operation)
    assert shop.bills.find(sold.operation).reversed_by == back.operation


def test_an_expiry_has_no_bill(shop: Services, clock: SetClock) -> None:
    who = customer(shop, "Wei", phone="13800138001")
    shop.till.top_up(TopUpRequest(act(shop), who, 50_000))
    clock.instant += dt.timedelta(days=500)
    shop.ledger.expire(act(shop))
    expiry = next(row for row in shop.history.of_customer(who) if row.kind == "expiry")
    with pytest.raises(NoBill):
        shop.bills.find(expiry.id)


def test_the_first_is_the_original_and_later_ones_are_copies(shop: Services, sold: Bill) -> None:
    draft = shop.bills.draft(sold.operation, A5)
    first = shop.bills.issue(act(shop), sold.operation, A5)
    assert first.pdf == draft.pdf
    assert not first.paper.copy
    second = shop.bills.issue(act(shop), str(sold.bill_number), A4)
    assert second.paper.copy
    assert shop.bills.draft(sold.operation, A5).paper.copy
    assert "COPY" in text_of(second.pdf)
    assert "COPY" not in text_of(first.pdf)


def test_the_same_request_is_given_the_same_again(shop: Services, sold: Bill) -> None:
    asked, copied = act(shop), act(shop)
    first = shop.bills.issue(asked, sold.operation, A5)
    second = shop.bills.issue(copied, sold.operation, A5)
    assert [first.paper.copy, second.paper.copy] == [False, True]
    assert shop.bills.issue(copied, sold.operation, A5).pdf == second.pdf
    assert shop.bills.issue(asked, sold.operation, A5).pdf == first.pdf


@pytest.mark.parametrize("other", [A4, Paper(language="zh_CN"), Paper(instead=(("x", "y"),))])
def test_one_request_is_for_one_paper(shop: Services, sold: Bill, other: Paper) -> None:
    asked = act(shop)
    shop.bills.issue(asked, sold.operation, A5)
    with pytest.raises(RequestReused):
        shop.bills.issue(asked, sold.operation, other)


def test_what_nobody_got_does_not_count(shop: Services, sold: Bill) -> None:
    shop.bills.not_delivered(shop.bills.issue(act(shop), sold.operation, A5))
    assert not shop.bills.find(sold.operation).issued
    assert not shop.bills.issue(act(shop), sold.operation, A5).paper.copy


def test_what_was_delivered_stays_noted_where_sending_it_again_fails(
    shop: Services, sold: Bill
) -> None:
    asked = act(shop)
    shop.bills.issue(asked, sold.operation, A5)
    shop.bills.not_delivered(shop.bills.issue(asked, sold.operation, A5))
    assert shop.bills.issue(act(shop), sold.operation, A5).paper.copy


def test_a_copy_stays_a_copy_where_nobody_got_the_original(shop: Services, sold: Bill) -> None:
    lost, copied = shop.bills.issue(act(shop), sold.operation, A5), act(shop)
    assert shop.bills.issue(copied, sold.operation, A5).paper.copy
    shop.bills.not_delivered(lost)
    assert shop.bills.issue(copied, sold.operation, A5).paper.copy


def test_nothing_is_noted_of_what_is_refused(shop: Services, sold: Bill) -> None:
    with pytest.raises(BadRequestId):
        shop.bills.issue(Act("x"), sold.operation, A5)
    with pytest.raises(UnknownStaff):
        shop.bills.issue(Act(uuid7(shop.clock), staff="Nobody"), sold.operation, A5)
    assert not shop.bills.find(sold.operation).issued


def test_two_tills_that_hand_it_over_at_once_give_one_original(shop: Services, sold: Bill) -> None:
    start = threading.Barrier(2)
    copies: list[bool] = []

    def hand_over() -> None:
        with closing(open_shop(shop.address, clock=shop.clock)) as till:
            till.bills.find(sold.operation)
            start.wait()
            copies.append(till.bills.issue(act(till), sold.operation, A5).paper.copy)

    tills = [threading.Thread(target=hand_over) for _ in range(2)]
    for till in tills:
        till.start()
    for till in tills:
        till.join()
    assert sorted(copies) == [False, True]


def test_a_bill_that_was_taken_back_is_void(shop: Services, sold: Bill) -> None:
    shop.till.reverse(ReverseRequest(act(shop), sold.operation))
    drawn = shop.bills.issue(act(shop), sold.operation, A5)
    assert drawn.paper.void
    assert "VOID" in text_of(drawn.pdf)


def test_a_month_later_it_says_what_it_said_on_the_day(
    shop: Services, sold: Bill, clock: SetClock
) -> None:
    on_the_day = shop.bills.draft(sold.operation, A5)
    clock.instant += dt.timedelta(days=31)
    assert sold.customer is not None
    who = sold.customer.id
    shop.till.top_up(TopUpRequest(act(shop), who, 20_000))
    sell(shop, 900, who)
    shop.customers.edit(who, Details(full_name="Somebody Else", phones=("13900139000",)))
    for name, value in (
        ("shop.name", "Another Name"),
        ("shop.address", "Elsewhere 1"),
        ("shop.time_zone", "Pacific/Auckland"),
        ("shop.tax_rate", "20"),
        ("shop.tax_number", "GB 1"),
        ("shop.document_language", "zh_TW"),
        ("points.worth_minor", "200"),
    ):
        shop.shop.set(name, value)
    assert shop.bills.draft(sold.operation, A5) == on_the_day
    shop.bills.issue(act(shop), sold.operation, A5)
    copy = text_of(shop.bills.draft(sold.operation, A5).pdf)
    assert copy.replace("COPY", "").split() == text_of(on_the_day.pdf).split()


def test_a_character_that_no_font_has_is_named_before_anything_is_noted(
    shop: Services, tmp_path: Path
) -> None:
    bill = sell(shop, 6_800, customer(shop, f"王{NOBODY_HAS}", phone="13800138002"))
    with pytest.raises(NotOnAnyFont, match=r"U\+31350"):
        shop.bills.save(act(shop), bill.operation, A5, tmp_path / "bill.pdf")
    assert list(tmp_path.glob("*.pdf")) == []
    assert not shop.bills.find(bill.operation).issued
    named = Paper(instead=((NOBODY_HAS, "某"),))
    original = text_of(shop.bills.issue(act(shop), bill.operation, named).pdf)
    assert "王某" in original
    # A reprint says what the original said, also where nobody thinks of it any more.
    copy = text_of(shop.bills.issue(act(shop), bill.operation, A5).pdf)
    assert copy.replace("COPY", "").split() == original.split()


def test_a_reprint_is_in_the_language_of_the_original(shop: Services, sold: Bill) -> None:
    original = shop.bills.issue(act(shop), sold.operation, Paper(language="zh_TW"))
    assert "這是您的帳單" in text_of(original.pdf)
    assert "這是您的帳單" in text_of(shop.bills.draft(sold.operation, A4).pdf)
    assert "Your bill" in text_of(shop.bills.draft(sold.operation, Paper(language="en")).pdf)


@pytest.mark.parametrize("name", ["bill.xlsx", "bill.csv", "-", "bill"])
def test_only_a_pdf_is_written(shop: Services, sold: Bill, tmp_path: Path, name: str) -> None:
    with pytest.raises(NotAPdf):
        shop.bills.save(act(shop), sold.operation, A5, tmp_path / name)
    assert not shop.bills.find(sold.operation).issued


def test_it_is_saved_whole_and_over_nothing(shop: Services, sold: Bill, tmp_path: Path) -> None:
    file = tmp_path / "bill.pdf"
    drawn = shop.bills.save(act(shop), sold.operation, A5, file)
    assert file.read_bytes() == drawn.pdf
    with pytest.raises(FileExists):
        shop.bills.save(act(shop), sold.operation, A4, file)
    assert file.read_bytes() == drawn.pdf
    assert shop.bills.save(act(shop), sold.operation, A4, file, replace=True).paper.copy
    assert file.read_bytes() != drawn.pdf


def test_what_could_not_be_saved_was_not_handed_over(
    shop: Services, sold: Bill, tmp_path: Path
) -> None:
    with pytest.raises(FileNotWritten):
        shop.bills.save(act(shop), sold.operation, A5, tmp_path / "missing" / "bill.pdf")
    copies = shop.backups.now().path.parent
    with pytest.raises(FileKept):
        shop.bills.save(act(shop), sold.operation, A5, copies / "bill.pdf")
    assert not shop.bills.find(sold.operation).issued
