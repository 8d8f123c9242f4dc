"""What goes back: examples a shop owner can read, and any way of splitting a refund."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.ledger.postings import SaleLine, SalePayment, SaleRecord
from smbcrm.membership.ledger.types import AccountKind, Entry
from smbcrm.membership.refunds import rules
from smbcrm.membership.refunds.rules import (
    Sold,
    difference,
    gone_back,
    most_of_line,
    part_of_line,
    visits_of_line,
)
from smbcrm.membership.refunds.types import RefundOrder
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.rules import points_earned

RATE = Fraction(1, 100)
PRINCIPAL, GIFT, CREDIT, POINTS = (
    AccountKind.PRINCIPAL,
    AccountKind.GIFT,
    AccountKind.CREDIT,
    AccountKind.POINTS,
)
_DRAWN_BY = {Means.CREDIT: CREDIT, Means.POINTS: POINTS}


def a_sale(
    payments: Mapping[Means, int],
    *,
    principal: tuple[int, ...] = (),
    gift: tuple[int, ...] = (),
    points: int = 0,
    rate: Fraction = RATE,
) -> Sold:
    """Return a sale of one line; `principal` and `gift` are taken lot by lot, `points` a count."""
    net = sum(payments.values())
    drawn = {PRINCIPAL: principal, GIFT: gift, POINTS: (points,) if points else ()}
    drawn[CREDIT] = (payments[Means.CREDIT],) if Means.CREDIT in payments else ()
    lots = iter(range(1, 100))
    owned = {kind: tuple((next(lots), part) for part in parts) for kind, parts in drawn.items()}
    money = sum(part for means, part in payments.items() if means in rules._MONEY)
    spend = money + sum(principal)
    line = SaleLine(None, 1000, net, net, 0, 100, 1)
    record = SaleRecord(
        gross=net,
        discount=0,
        net=net,
        tier=1,
        rate=str(rate),
        points=points_earned((line,), net, spend, rate),
        spend=spend,
        lines=(line,),
        payments=tuple(
            SalePayment(means, part, points if means is Means.POINTS else None)
            for means, part in payments.items()
        ),
    )
    return Sold(record, {kind: parts for kind, parts in owned.items() if parts})


def test_cash_goes_back_as_cash_and_takes_its_points_along() -> None:
    back = gone_back(a_sale({Means.CASH: 6800}), 6800, RefundOrder.MONEY)
    assert (back.means, back.points, back.spend) == ({Means.CASH: 6800}, 68, 6800)


def test_a_part_takes_back_the_points_of_what_is_no_longer_paid() -> None:
    """Of 68.90 paid 68 points were earned; 38.89 still paid earn 38."""
    back = gone_back(a_sale({Means.CASH: 6890}), 3001, RefundOrder.MONEY)
    assert (back.amount, back.points) == (3001, 30)


def test_money_goes_back_before_stored_value_and_the_card_before_the_drawer() -> None:
    sale = a_sale({Means.CASH: 2000, Means.CARD: 3000, Means.STORED: 5000}, principal=(5000,))
    assert gone_back(sale, 3500, RefundOrder.MONEY).means == {Means.CARD: 3000, Means.CASH: 500}
    assert gone_back(sale, 6000, RefundOrder.MONEY).means == {
        Means.CARD: 3000,
        Means.CASH: 2000,
        Means.STORED: 1000,
    }


def test_stored_value_goes_back_first_where_the_shop_says_so() -> None:
    sale = a_sale({Means.CASH: 2000, Means.STORED: 5000}, principal=(5000,))
    assert gone_back(sale, 6000, RefundOrder.STORED).means == {Means.STORED: 5000, Means.CASH: 1000}


def test_both_parts_go_back_in_the_proportion_the_sale_took_with_the_paid_part_floored() -> None:
    sale = a_sale({Means.STORED: 1000}, principal=(909,), gift=(91,))
    assert gone_back(sale, 100, RefundOrder.MONEY).owned == {PRINCIPAL: 90, GIFT: 10}
    assert gone_back(sale, 1000, RefundOrder.MONEY).owned == {PRINCIPAL: 909, GIFT: 91}


def test_the_gift_part_has_earned_nothing_so_nothing_is_taken_back_for_it() -> None:
    sale = a_sale({Means.STORED: 1000}, principal=(0,), gift=(1000,))
    assert gone_back(sale, 1000, RefundOrder.MONEY).points == 0


def test_the_lot_that_was_drawn_last_is_filled_first() -> None:
    sale = a_sale({Means.STORED: 1000}, principal=(300, 700))
    assert gone_back(sale, 800, RefundOrder.MONEY).lots == {2: 700, 1: 100}


def test_points_come_back_as_points_last_of_all() -> None:
    sale = a_sale({Means.POINTS: 300, Means.CREDIT: 200, Means.CASH: 100}, points=300)
    before = gone_back(sale, 300, RefundOrder.MONEY)
    assert before.means == {Means.CASH: 100, Means.CREDIT: 200}
    whole = gone_back(sale, 600, RefundOrder.MONEY)
    assert (whole.owned, whole.means[Means.POINTS]) == ({CREDIT: 200, POINTS: 300}, 300)


def test_nothing_has_gone_back_at_first() -> None:
    back = gone_back(a_sale({Means.CASH: 6800}), 0, RefundOrder.MONEY)
    assert (back.amount, back.owned, back.lots, back.points, back.spend) == (0, {}, {}, 0, 0)


def test_what_a_sale_drew_is_read_from_its_entries() -> None:
    record = a_sale({Means.STORED: 500}, principal=(300, 200)).record
    entries = (
        Entry(1, 9, None, 500, "sales", "USD", house=True),
        Entry(2, 4, 11, -300, "principal", "USD", house=False),
        Entry(3, 4, 12, -200, "principal", "USD", house=False),
        Entry(4, 5, 13, 5, "points", "point", house=False),
    )
    assert rules.sold(record, entries).drawn == {PRINCIPAL: ((11, 300), (12, 200))}


@pytest.mark.parametrize(
    ("before", "quantity", "gross", "discount"),
    [(0, 1000, 333, 33), (1000, 1000, 334, 34), (2000, 1000, 333, 33), (0, 3000, 1000, 100)],
)
def test_parts_of_a_line_make_the_line(
    before: int, quantity: int, gross: int, discount: int
) -> None:
    """Three pieces for 10.00 less 1.00: 3.00 each, rounded over what came back in all."""
    line = SaleLine(7, 3000, 333, 1000, 100, 100, 1)
    part = part_of_line(line, 2, before, quantity)
    assert (part.number, part.quantity, part.item) == (2, quantity, 7)
    assert (part.gross, part.discount) == (gross, discount)


def _split(amount: int, parts: int) -> tuple[int, ...]:
    each = amount // parts
    shares = [*(each for _ in range(parts - 1)), amount - each * (parts - 1)]
    return tuple(share for share in shares if share)


def _drawn_sale(
    amounts: dict[Means, int], gift_share: int, lots: int, count: int, rate: Fraction
) -> Sold:
    stored = amounts.get(Means.STORED, 0)
    gift = stored * gift_share // 100
    return a_sale(
        amounts,
        principal=_split(stored - gift, lots),
        gift=_split(gift, lots),
        points=count if Means.POINTS in amounts else 0,
        rate=rate,
    )


SALES = st.builds(
    _drawn_sale,
    st.dictionaries(st.sampled_from(list(Means)), st.integers(1, 100_000), min_size=1),
    st.integers(0, 100),
    st.integers(1, 3),
    st.integers(1, 5000),
    st.sampled_from([Fraction(1, 100), Fraction(3, 200), Fraction(1, 7), Fraction(0)]),
)


@given(SALES, st.lists(st.integers(0, 100), max_size=5), st.sampled_from(RefundOrder))
def test_any_way_of_splitting_a_refund_ends_as_one(
    sale: Sold, shares: list[int], order: RefundOrder
) -> None:
    net = sale.record.net
    steps = [0, *sorted(net * share // 100 for share in shares), net]
    totals = [gone_back(sale, step, order) for step in steps]
    means: dict[Means, int] = {}
    lots: dict[int, int] = {}
    points = spend = 0
    for before, after in pairwise(totals):
        part = difference(after, before)
        assert part.amount == after.amount - before.amount
        assert min([0, part.points, part.spend, *part.means.values(), *part.lots.values()]) == 0
        points, spend = points + part.points, spend + part.spend
        for key, amount in part.means.items():
            means[key] = means.get(key, 0) + amount
        for lot, amount in part.lots.items():
            lots[lot] = lots.get(lot, 0) + amount
    whole = gone_back(sale, net, order)
    assert means == dict(sale.paid) == dict(whole.means)
    assert lots == {lot: part for drawn in sale.drawn.values() for lot, part in drawn}
    assert (points, spend) == (sale.record.points, sale.record.spend)


@given(SALES, st.integers(0, 100), st.sampled_from(RefundOrder))
def test_no_means_gives_back_more_than_it_paid(sale: Sold, share: int, order: RefundOrder) -> None:
    amount = sale.record.net * share // 100
    back = gone_back(sale, amount, order)
    assert back.amount == amount
    assert all(part <= sale.paid[means] for means, part in back.means.items())
    assert all(back.owned.get(kind, 0) <= sale.took(kind) for kind in AccountKind)
    left = sale.record.spend - back.spend
    assert left >= 0
    assert sale.record.points - back.points == points_earned(
        sale.record.lines, sale.record.net, left, Fraction(sale.record.rate)
    )


def test_the_visits_of_a_line_come_back_with_it() -> None:
    """Two packages of ten; of one package of three a third is a little more than one."""
    assert visits_of_line(20, 2000, 0, 1000) == 10
    assert visits_of_line(20, 2000, 1000, 1000) == 10
    assert visits_of_line(10, 1000, 0, 700) == 7
    assert [visits_of_line(3, 1000, *part) for part in ((0, 333), (333, 1), (334, 666))] == [
        1,
        1,
        1,
    ]
    assert visits_of_line(1, 1000, 0, 1) == 1


def test_no_more_of_a_line_comes_back_than_its_visits_are_left() -> None:
    assert most_of_line(10, 1000, 0, 7) == 700
    assert most_of_line(10, 1000, 300, 7) == 700
    assert most_of_line(3, 1000, 0, 2) == 666
    assert most_of_line(3, 1000, 0, 0) == 0
    assert most_of_line(10, 1000, 0, 99) == 1000


@given(st.integers(1, 60), st.integers(1, 5), st.data())
def test_all_parts_of_a_line_bring_all_its_visits_back(
    visits: int, packages: int, data: st.DataObject
) -> None:
    whole = packages * 1000
    cuts = sorted({0, whole, *data.draw(st.lists(st.integers(0, whole), max_size=6))})
    parts = [visits_of_line(visits, whole, a, b - a) for a, b in pairwise(cuts)]
    assert sum(parts) == visits
    assert min(parts) >= 0
    before, left = data.draw(st.sampled_from(cuts)), data.draw(st.integers(0, visits))
    most = most_of_line(visits, whole, before, left)
    assert visits_of_line(visits, whole, before, most) <= left
    assert before + most == whole or visits_of_line(visits, whole, before, most + 1) > left


def test_every_means_has_its_place_in_either_order() -> None:
    for order in RefundOrder:
        assert sorted(rules.in_order(order)) == sorted(Means)
    assert rules.in_order(RefundOrder.STORED)[0] is Means.STORED
    assert rules.in_order(RefundOrder.MONEY)[-3:] == (Means.STORED, Means.CREDIT, Means.POINTS)
