"""The board while nobody is open: just served, what may be undone, the strip. Amounts are fen."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.membership.counter.board import Board, Served, ServedKind, Strip
from smbcrm.membership.counter.recorded import Recorded
from smbcrm.membership.customers.types import Details
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.imports.types import ImportRequest
from smbcrm.membership.ledger.types import Lot
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means, VoidReason
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.staff.types import UnknownTerminal
from tests.helpers.shops import MORNING, StillShop

HALF_HOUR = dt.timedelta(minutes=30)
TILL_2 = "Till 2"


def at(shop: StillShop, number: int, till: str | None = None) -> Act:
    act = shop.act(number)
    return Act(act.request_id, terminal=till)


def board(shop: StillShop, till: str | None = None) -> Board:
    return shop.services.counter.board(till)


def later(shop: StillShop, minutes: int = 1) -> None:
    shop.clock.instant += dt.timedelta(minutes=minutes)


def test_an_empty_shop_has_an_empty_board(shop: StillShop) -> None:
    assert board(shop) == Board(
        today=MORNING.date(),
        terminal="Till 1",
        served=(),
        undoable=None,
        undo_until=None,
        expected=(),
        expected_in_all=0,
        strip=Strip(),
        customers=0,
    )
    with pytest.raises(UnknownTerminal):
        board(shop, "Till 9")


def test_who_was_served_stands_there_newest_first(shop: StillShop) -> None:
    till = shop.services.till
    saved, card = shop.services.cards.enrol(Details(full_name="Ann"), shop.act(1))
    later(shop)
    filled = till.top_up(TopUpRequest(shop.act(2), saved.id, 100_000, {Means.CARD: 100_000}))
    later(shop)
    mixed = {Means.STORED: 4_000, Means.CASH: 6_000}
    sold = till.sale(SaleRequest(shop.act(3), saved.id, 10_000, payments=mixed))
    later(shop)
    redeemed = till.redeem(RedeemRequest(shop.act(4), saved.id, 50))
    credit, sale, top_up, new = board(shop).served
    assert [(row.kind, row.operation) for row in (credit, sale, top_up, new)] == [
        (ServedKind.REDEMPTION, redeemed.operation),
        (ServedKind.SALE, sold.operation),
        (ServedKind.TOP_UP, filled.operation),
        (ServedKind.NEW, None),
    ]
    for row in (credit, sale, top_up, new):
        assert (row.customer, row.name, row.tier_code) == (saved.id, "Ann", "regular")
        assert (row.staff, row.terminal) == ("Owner", "Till 1")
    assert (credit.amount, credit.points, credit.means) == (50, 50, ())
    assert (sale.amount, sale.points, sale.gift) == (10_000, sold.points, 0)
    assert sale.means == (Means.CASH, Means.STORED)
    assert (top_up.amount, top_up.gift, top_up.points) == (100_000, filled.gift, 0)
    assert top_up.means == (Means.CARD,)
    assert filled.gift > 0
    assert (new.card_end, new.recorded_at) == (card.number[-4:], MORNING)


def test_a_walk_in_has_no_name(shop: StillShop) -> None:
    bill = shop.services.till.sale(SaleRequest(shop.act(1), None, 900))
    until = MORNING + HALF_HOUR
    stranger = Served(
        kind=ServedKind.SALE,
        recorded_at=MORNING,
        staff="Owner",
        terminal="Till 1",
        amount=900,
        means=(Means.CASH,),
        operation=bill.operation,
        bill_number=bill.bill_number,
        undo_until=until,
    )
    seen = board(shop)
    assert (seen.served, seen.customers) == ((stranger,), 0)
    assert (seen.undoable, seen.undo_until) == (stranger, until)


def test_seven_stand_there_and_the_newest_of_both_kinds(shop: StillShop) -> None:
    for number in range(6):
        shop.services.till.sale(SaleRequest(shop.act(number), None, 100 + number))
        later(shop)
        shop.services.customers.add(Details(full_name=f"Guest {number}"))
        later(shop)
    seen = board(shop).served
    assert [row.name or str(row.amount) for row in seen] == [
        *("Guest 5", "105", "Guest 4", "104", "Guest 3", "103", "Guest 2"),
    ]


def test_what_was_taken_back_and_what_ended_does_not_stand_there(shop: StillShop) -> None:
    who, till = shop.services.customers.add(Details(full_name="Ann")).id, shop.services.till
    till.top_up(TopUpRequest(shop.act(1), who, 100_000))
    shop.clock.instant += dt.timedelta(days=800)
    bill = till.sale(SaleRequest(shop.act(2), who, 100))
    shop.services.ledger.expire()
    assert [row.operation for row in board(shop).served] == [bill.operation]
    till.reverse(ReverseRequest(shop.act(3), bill.operation))
    seen = board(shop)
    assert (seen.served, seen.undoable, seen.strip) == ((), None, Strip())


def test_the_board_begins_anew_when_the_day_does(shop: StillShop) -> None:
    shop.clock.instant = MORNING.replace(hour=3, minute=59)
    late = shop.services.till.sale(SaleRequest(shop.act(1), None, 100))
    assert board(shop).strip.sales == 100
    later(shop)
    early = shop.services.till.sale(SaleRequest(shop.act(2), None, 20))
    seen = board(shop)
    assert (seen.today, seen.strip.sales) == (MORNING.date(), 20)
    assert [row.operation for row in seen.served] == [early.operation]
    shop.services.till.reverse(ReverseRequest(shop.act(3), early.operation))
    seen = board(shop)
    assert seen.served == ()
    assert seen.undoable is not None, "of the evening before, while the half hour lasts"
    assert seen.undoable.operation == late.operation


def test_a_sale_for_an_earlier_day_was_served_today_and_counts_for_its_day(
    shop: StillShop,
) -> None:
    yesterday = MORNING.date() - dt.timedelta(days=1)
    act = Act(shop.act(1).request_id, date=yesterday)
    bill = shop.services.till.sale(SaleRequest(act, None, 100))
    seen = board(shop)
    assert [row.operation for row in seen.served] == [bill.operation]
    assert seen.strip == Strip()


def test_only_this_till_undoes_and_for_half_an_hour(shop: StillShop) -> None:
    shop.services.staff.add_terminal(TILL_2)
    till = shop.services.till
    here = till.sale(SaleRequest(at(shop, 1), None, 100))
    until = shop.clock.instant + HALF_HOUR
    later(shop)
    there = till.sale(SaleRequest(at(shop, 2, TILL_2), None, 200))
    assert [row.undo_until for row in board(shop).served] == [None, until]
    assert [row.undo_until is None for row in board(shop, TILL_2).served] == [False, True]
    newest = board(shop).undoable
    assert newest is not None
    assert newest.operation == here.operation
    shop.clock.instant = until
    assert board(shop).undo_until == until
    later(shop)
    seen = board(shop)
    assert (seen.undoable, seen.undo_until) == (None, None)
    newest = board(shop, TILL_2).undoable
    assert newest is not None
    assert newest.operation == there.operation


def test_the_newest_that_nothing_stands_in_the_way_of_may_be_undone(shop: StillShop) -> None:
    who, till = shop.services.customers.add(Details(full_name="Ann")).id, shop.services.till
    shop.services.staff.add_terminal(TILL_2)
    first = till.sale(SaleRequest(at(shop, 1), who, 500))
    later(shop)
    filled = till.top_up(TopUpRequest(at(shop, 2), who, 1_000))
    newest = board(shop).undoable
    assert newest is not None
    assert newest.operation == filled.operation
    later(shop)
    spent = {Means.STORED: 100}
    till.sale(SaleRequest(at(shop, 3, TILL_2), who, 100, payments=spent))
    newest = board(shop).undoable
    assert newest is not None
    assert newest.operation == first.operation
    assert [row.undo_until is None for row in board(shop).served][:3] == [True, True, False]


def test_the_drawer_gains_what_the_ledger_says_till_by_till(shop: StillShop) -> None:
    shop.services.staff.add_terminal(TILL_2)
    till = shop.services.till
    till.sale(SaleRequest(at(shop, 1), None, 1_000))
    till.sale(SaleRequest(at(shop, 2), None, 400, payments={Means.CARD: 400}))
    wrong = till.sale(SaleRequest(at(shop, 3, TILL_2), None, 70))
    later(shop, 40)
    void = ReverseRequest(at(shop, 4), wrong.operation, VoidReason.TEST)
    till.reverse(void)
    here, there = board(shop).strip, board(shop, TILL_2).strip
    assert (here.cash_here, here.cash_in_all) == (930, 1_000), "paid back out of this drawer"
    assert (there.cash_here, there.cash_in_all) == (70, 1_000)
    assert (here.sales, here.sale_count) == (1_400, 2)


def test_new_customers_are_those_added_by_hand(
    shop: StillShop, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shop.clock.instant = MORNING.replace(day=1, hour=3)  # still February
    shop.services.customers.add(Details(full_name="Feb"))
    shop.clock.instant = MORNING.replace(day=1, hour=4)
    shop.services.customers.add(Details(full_name="March"))
    shop.clock.instant = MORNING
    shop.services.customers.add(Details(full_name="Today"))
    source = tmp_path_factory.mktemp("lists") / "list.csv"
    source.write_text("Name,Phone\nCarl,13800138000\n", "utf-8")
    shop.services.imports.run(ImportRequest(source, shop.act(9)))
    seen = board(shop)
    assert (seen.strip.new_customers, seen.strip.new_this_month, seen.customers) == (1, 2, 4)
    assert [row.name for row in seen.served] == ["Today"]


def test_who_has_no_name_is_called_by_code(shop: StillShop) -> None:
    saved = shop.services.customers.add(Details(phones=("13800138000",)))
    shop.services.till.sale(SaleRequest(shop.act(1), saved.id, 100))
    assert [row.name for row in board(shop).served] == [saved.code] * 2


def test_what_would_fill_a_lot_that_has_ended_is_not_undone(shop: StillShop) -> None:
    who, till = shop.services.customers.add(Details(full_name="Ann")).id, shop.services.till
    till.top_up(TopUpRequest(shop.act(1), who, 100_000))
    last_day = max(lot.expires_on or MORNING.date() for lot in _lots(shop, who))
    after = last_day + dt.timedelta(days=1)
    shop.clock.instant = dt.datetime.combine(after, dt.time(3, 50), dt.UTC)
    spent = {Means.STORED: 5_000}
    bill = till.sale(SaleRequest(shop.act(2), who, 5_000, payments=spent))
    newest = board(shop).undoable
    assert newest is not None
    assert newest.operation == bill.operation
    later(shop, 10)
    assert board(shop).undoable is None


def _lots(shop: StillShop, who: int) -> tuple[Lot, ...]:
    return shop.services.ledger.standing(who).lots


def test_what_a_till_has_closed_is_not_undone(shop: StillShop) -> None:
    counter = shop.services.counter
    bill = shop.services.till.sale(SaleRequest(at(shop, 1), None, 100))
    assert (counter.closed_today(), counter.recorded(bill)) == ("", Recorded())
    assert board(shop).undoable is not None
    there = shop.services.dayclose.look(CloseRequest(at(shop, 2))).counting.expected
    shop.services.dayclose.close(CloseRequest(at(shop, 3), there))
    till = board(shop).terminal
    assert (counter.closed_today(), counter.recorded(bill)) == (till, Recorded(till))
    assert board(shop).undoable is None
    assert [row.undo_until for row in board(shop).served] == [None]
    shop.services.staff.add_terminal(TILL_2)
    assert counter.closed_today(TILL_2) == ""


def test_of_what_is_not_there_nothing_is_said(shop: StillShop) -> None:
    bill = shop.services.till.sale(SaleRequest(at(shop, 1), None, 100))
    assert shop.services.counter.recorded(replace(bill, operation="none")) == Recorded()
