"""A day is closed once, with what lies in the drawer; afterwards only the owner adds to it."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.core.i18n import Text
from smbcrm.membership.dayclose.types import (
    ClosedBefore,
    CloseRequest,
    KeptTooMuch,
    NeedsWord,
    NothingCounted,
    Why,
    WordTooLong,
)
from smbcrm.membership.ledger.closing import DayClosed
from smbcrm.membership.ledger.opening import OpeningBalance, opening
from smbcrm.membership.ledger.posting import post, wallet_today
from smbcrm.membership.ledger.postings import Request
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.requests.types import DateInFuture, RequestReused
from smbcrm.membership.sales.errors import DayIsClosed, UndoTooLate, VoidTooLate
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.value.types import FloatIsThere, TransferRequest
from smbcrm.models.work import Work
from tests.helpers.twin import database, new_customer
from tests.integration.dayclose.conftest import MIA, TILL_2, TODAY, TwoTills

YESTERDAY = TODAY - dt.timedelta(days=1)


def test_the_drawer_of_a_day(shop: TwoTills) -> None:
    shop.cash(15_000, "float")
    shop.sell(6_800)
    shop.sell(5_000, cash=6_000)  # 10.00 change: only the due part is in the drawer
    shop.sell(3_000, card=3_000)
    shop.sell(2_000, who=shop.ann, stored=2_000)
    shop.top_up(10_000)
    shop.withdraw(1_000)
    shop.cash(-500, "purchase")
    day = shop.look()
    assert day.counting.expected == 15_000 + 6_800 + 5_000 + 10_000 - 1_000 - 500
    closed = shop.close(day.counting.expected, word="")
    assert closed.closing is not None
    assert closed.closing.difference == 0
    assert closed.closing.staff == "Owner"


def test_the_other_till_and_the_other_day_are_others(shop: TwoTills) -> None:
    shop.sell(6_800, shop.act(till=TILL_2))
    shop.sell(1_200, shop.act(date=YESTERDAY))
    day = shop.look()
    assert day.counting.cash == 0
    assert [(till.name, till.operations) for till in day.open_tills] == [(TILL_2, 1)]
    shop.close(6_800, shop.act(till=TILL_2))
    assert shop.look().open_tills == ()
    assert shop.look(shop.act(date=YESTERDAY)).counting.cash == 20_000 + 1_200


def test_after_closing_staff_add_nothing_and_the_owner_is_listed(shop: TwoTills) -> None:
    shop.sell(6_800, shop.act(MIA))
    shop.close(6_800, shop.act(MIA))
    with pytest.raises(DayClosed, match=r"2026-03-10 is closed at Till 1\. Owner may still"):
        shop.sell(100, shop.act(MIA))
    with pytest.raises(DayClosed):
        shop.top_up(100, shop.act(MIA))
    with pytest.raises(DayClosed):
        shop.cash(100, "other", shop.act(MIA))
    late = shop.sell(500)
    day = shop.look()
    assert [one.deed.id for one in day.listed if Why.LATER in one.why] == [late.operation]
    assert day.closing is not None
    assert (day.closing.expected, day.counting.expected) == (6_800, 6_800), "as it was counted"


def test_the_other_till_and_the_next_day_go_on(shop: TwoTills) -> None:
    shop.close(0, shop.act(MIA))
    shop.sell(100, shop.act(MIA, TILL_2))
    shop.go_on(days=1)
    shop.sell(100, shop.act(MIA))
    with pytest.raises(DayClosed):
        shop.sell(100, shop.act(MIA, date=TODAY))
    shop.sell(100, shop.act(MIA, TILL_2, TODAY))


def test_the_owner_by_another_name_is_still_the_owner(shop: TwoTills) -> None:
    shop.close(0)
    shop.services.staff.rename_staff("Owner", "Nora")
    shop.sell(100, shop.act("Nora"))
    with pytest.raises(DayClosed, match="Nora may still"):
        shop.sell(100, shop.act(MIA))


def test_nothing_of_a_closed_day_is_taken_out_by_anybody(shop: TwoTills) -> None:
    sale = shop.sell(6_800)
    shop.close(6_800)
    with pytest.raises(DayIsClosed, match=r"closed at Till 1\. Give a refund instead"):
        shop.undo(sale)
    with pytest.raises(DayIsClosed):
        shop.undo(sale, shop.act(till=TILL_2), "wrong_amount")
    shop.go_on(days=1)
    with pytest.raises(VoidTooLate):
        shop.undo(sale, reason="wrong_amount")
    with pytest.raises(UndoTooLate):
        shop.undo(sale)
    shop.refund(sale)
    assert shop.look().counting.cash == -6_800, "a refund is dated today"


def test_a_void_leaves_the_drawer_at_which_it_is_done(shop: TwoTills) -> None:
    sale = shop.sell(6_800)
    shop.undo(sale, shop.act(till=TILL_2), "wrong_amount")
    assert shop.look().counting.cash == 6_800
    assert shop.look(shop.act(till=TILL_2)).counting.cash == -6_800


def test_a_till_that_is_closed_voids_nothing_of_another(shop: TwoTills) -> None:
    sale = shop.sell(6_800)
    shop.close(0, shop.act(till=TILL_2))
    with pytest.raises(DayClosed):
        shop.undo(sale, shop.act(MIA, TILL_2), "wrong_amount")
    shop.undo(sale, shop.act(till=TILL_2), "wrong_amount")


def test_a_day_is_closed_once(shop: TwoTills) -> None:
    shop.sell(6_800)
    shop.close(6_800, shop.act(MIA))
    with pytest.raises(ClosedBefore, match=r"Till 1 closed 2026-03-10 before, on .* by Mia"):
        shop.close(6_800)


def test_the_same_request_is_answered_once(shop: TwoTills) -> None:
    shop.sell(6_800)
    request = CloseRequest(shop.act(), 6_700, kept=1_000, word="a coin fell")
    first = shop.services.dayclose.close(request)
    shop.go_on(hours=3)
    again = shop.services.dayclose.close(request)
    assert again == first
    assert first.closing is not None
    assert (first.closing.difference, first.closing.kept, first.word) == (
        -100,
        1_000,
        "a coin fell",
    )
    with pytest.raises(RequestReused):
        shop.services.dayclose.close(replace(request, counted=6_800))


def test_the_same_request_the_day_after_is_that_of_the_day_before(shop: TwoTills) -> None:
    request = CloseRequest(shop.act(), 0)
    shop.services.dayclose.close(request)
    shop.go_on(days=1)
    assert shop.services.dayclose.close(request).date == TODAY


def test_a_difference_needs_a_word(shop: TwoTills) -> None:
    shop.sell(6_800)
    with pytest.raises(NeedsWord, match=r"differs by -\$5.00. Above \$2.00"):
        shop.close(6_300, word="  ")
    with pytest.raises(WordTooLong):
        shop.close(6_300, word="x" * 201)
    assert shop.close(6_600, word="").closing is not None


def test_the_limit_is_the_shops(shop: TwoTills) -> None:
    shop.services.shop.set("till.difference_limit", "0")
    with pytest.raises(NeedsWord):
        shop.close(1, word="")
    shop.close(0, word="")


def test_closing_means_counting(shop: TwoTills) -> None:
    with pytest.raises(NothingCounted):
        shop.services.dayclose.close(CloseRequest(shop.act()))
    with pytest.raises(KeptTooMuch):
        shop.services.dayclose.close(CloseRequest(shop.act(), 100, kept=200))
    with pytest.raises(DateInFuture):
        shop.close(0, shop.act(date=TODAY + dt.timedelta(days=1)))
    assert shop.look().closing is None


def test_counted_by_notes_and_coins(shop: TwoTills) -> None:
    shop.sell(6_825)
    pieces = {5_000: 1, 1_000: 1, 500: 1, 100: 3, 25: 1, 10: 0}
    day = shop.services.dayclose.close(CloseRequest(shop.act(), pieces=pieces))
    assert day.closing is not None
    assert day.closing.counted == 6_825
    assert day.pieces == {5_000: 1, 1_000: 1, 500: 1, 100: 3, 25: 1}


def test_what_stays_in_the_drawer_is_the_float_of_the_next_day(shop: TwoTills) -> None:
    shop.cash(15_000, "float")
    shop.sell(6_800)
    shop.services.dayclose.close(CloseRequest(shop.act(), 21_800, kept=15_000))
    shop.go_on(days=1)
    shop.sell(1_000)
    assert shop.look().counting.expected == 16_000
    shop.close(16_000)  # as much as the float stays
    shop.go_on(days=2)  # a Sunday between
    assert shop.look().counting.opening_float == 15_000
    shop.services.dayclose.close(CloseRequest(shop.act(), 15_000, kept=2_000))
    shop.go_on(days=1)
    assert shop.look().counting.opening_float == 2_000, "by the last close"
    assert shop.look(shop.act(till=TILL_2)).counting.opening_float == 0


def test_a_float_put_in_as_cash_is_not_counted_twice(shop: TwoTills) -> None:
    shop.services.dayclose.close(CloseRequest(shop.act(), 15_000, kept=15_000, word="found"))
    shop.go_on(days=1)
    with pytest.raises(FloatIsThere, match=r"left \$150.00 in the drawer.*as much again"):
        shop.cash(15_000, "float")
    assert shop.look().counting.expected == 15_000
    shop.cash(15_000, "float", again=True)
    assert shop.look().counting.expected == 30_000, "it was as much again"


def test_a_float_that_is_said_is_taken(shop: TwoTills) -> None:
    request = CloseRequest(shop.act(), 10_000, opening_float=10_000)
    assert shop.services.dayclose.close(request).counting.expected == 10_000


def test_a_shop_that_counts_blind_tells_nothing_before(shop: TwoTills) -> None:
    shop.services.shop.set("till.count_blind", "yes")
    shop.sell(6_800)
    assert shop.look().hidden
    assert shop.look(counted=6_000).hidden
    assert shop.look(counted=6_000).counting.difference == 0
    told = shop.services.dayclose.document(shop.look())
    assert {section.id for section in told.sections} == {"to_read"}
    assert len(told.notes) == 1
    shop.close(6_800)
    assert not shop.look().hidden


def test_openings_and_what_ends_count_in_no_day(shop: TwoTills) -> None:
    def bring(work: Work) -> None:
        request = Request(shop.act().request_id, "", 2, 1, shop.clock.now())
        wallet = wallet_today(work, shop.ann, request, TODAY)
        balances = (OpeningBalance(AccountKind.GIFT, 5_000, TODAY),)
        post(work, opening(wallet, request, TODAY, balances, "USD"))

    shop.close(0, shop.act(MIA))
    database(shop.services).run(bring)  # by Mia, on the closed day
    shop.go_on(days=1)
    shop.close(0, shop.act(MIA))
    assert shop.services.ledger.expire(shop.act(MIA)) == 1  # dated the day that is closed
    day = shop.look(shop.act(date=TODAY + dt.timedelta(days=1)))
    assert (day.takings.sums, day.takings.counts, day.listed) == ((), (), ())
    assert day.open_tills == ()


def test_what_the_owner_reads(shop: TwoTills) -> None:
    sale = shop.sell(6_800)
    shop.undo(shop.sell(1_200))
    shop.undo(shop.sell(1_300), reason="twice")
    shop.refund(sale, 800)
    shop.cash(-500, "purchase")
    back_dated = shop.sell(3_600, shop.act(MIA, date=YESTERDAY))
    day = shop.look()
    found = [(one.deed.kind, one.deed.amount, one.why) for one in day.listed]
    assert found == [
        ("reversal", -1_200, (Why.TAKEN_BACK,)),
        ("reversal", -1_300, (Why.TAKEN_BACK,)),
        ("refund", -800, (Why.GIVEN_BACK,)),
        ("cash", -500, (Why.CASH,)),
        ("sale", 3_600, (Why.BACK_DATED,)),
    ]
    assert day.listed[-1].deed.staff_name == MIA
    earlier = shop.look(shop.act(date=YESTERDAY))
    assert [one.deed.id for one in earlier.listed] == [back_dated.operation]


def test_the_owner_reads_what_went_to_other_customers(shop: TwoTills) -> None:
    ben = new_customer(shop.services, "Ben")
    shop.services.packages.add(NewPackage("cut", "Ten cuts", 5_000, Terms(10)))
    shop.services.till.sale(SaleRequest(shop.act(), shop.ann, items=(ItemQuantity("cut"),)))
    value = shop.services.value
    value.transfer(TransferRequest(shop.act(MIA), shop.ann, ben, 4_400, "family"))
    value.transfer(TransferRequest(shop.act(), shop.ann, ben, 3, "present", "cut"))
    shop.undo(value.transfer(TransferRequest(shop.act(), ben, shop.ann, 1_000, "family")))
    listed = shop.look().listed
    assert [
        (one.why, one.deed.customer, one.deed.amount, one.deed.visits, one.deed.reason)
        for one in listed
    ] == [
        ((Why.HANDED_OVER,), "Ann → Ben", 4_400, 0, "family"),
        ((Why.HANDED_OVER,), "Ann → Ben", 0, 3, "present"),
        ((Why.HANDED_OVER,), "Ben → Ann", 1_000, 0, "family"),
        ((Why.TAKEN_BACK,), "Ben → Ann", -1_000, 0, None),
    ]
    assert listed[0].deed.gift == 400
    sections = shop.services.dayclose.document(shop.look()).sections
    (told,) = (one for one in sections if one.id == "handed_over")
    assert told.title == Text("Handed over to other customers")
    assert len(told.tables[0].rows) == 3


def test_stored_value_of_the_whole_shop(shop: TwoTills) -> None:
    shop.top_up(10_000)
    sale = shop.sell(2_200, who=shop.ann, stored=2_200)
    shop.refund(sale, 1_100)
    shop.withdraw(1_000, shop.act(till=TILL_2))
    owed = shop.look().owed
    assert (owed.before, owed.topped_up, owed.gift) == (22_000, 10_000, 0)
    assert (owed.spent, owed.given_back) == (-2_200, 1_100)
    standing = shop.services.ledger.standing(shop.ann)
    assert owed.tonight == standing.principal + standing.gift
    shop.go_on(days=1)
    shop.top_up(5_000)
    assert shop.look(shop.act(date=TODAY)).owed == owed


def test_a_closing_that_was_tampered_with_is_found(shop: TwoTills) -> None:
    shop.sell(6_800)
    shop.close(6_800)
    uow = database(shop.services)
    postgres = shop.services.address.startswith("postgresql")
    off = "ALTER TABLE day_close DISABLE TRIGGER ALL" if postgres else ""
    drop, made = "DROP TRIGGER day_close_no_update", "SELECT sql FROM sqlite_master WHERE name = ?"

    def tamper(work: Work, expected: int) -> None:
        trigger = None
        if postgres:
            work.session.execute(off)
        else:
            trigger = work.session.row(made, "day_close_no_update")
            work.session.execute(drop)
        work.session.execute("UPDATE day_close SET expected = ?", expected)
        if trigger is not None:
            work.session.execute(trigger[0])
        else:
            work.session.execute(off.replace("DISABLE", "ENABLE"))

    uow.run(tamper, 6_000)
    found = [str(one) for one in shop.services.audit.verify().findings]
    assert found == ["The close of 2026-03-10, till 1, says 6000, its entries 6800"]
    uow.run(tamper, 6_800)
