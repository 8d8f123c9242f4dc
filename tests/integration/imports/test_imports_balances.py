"""Balances of customers who are here: nobody is made, nothing counts twice, all of it goes back."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.membership.imports import errors, notes
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.types import RunState, Sums
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.sales.types import SaleRequest
from tests.helpers.shops import StillShop
from tests.integration.imports.lists import ListSource, Sink, importer, picture
from tests.integration.imports.others import Line, Lines, added, asked, brought_in, counts, said
from tests.integration.imports.test_imports_undo import act

HEADS: Line = ("编号", "卡号", "手机", "姓名", "余额", "赠送余额", "积分")
KIND = ListKind.BALANCES


def test_money_and_points_come_in_for_those_who_are_here(shop: StillShop) -> None:
    ann, bob = added(shop, "安", "13800000001", "A1"), added(shop, "波", "13800000002")
    card = shop.services.cards.issue(bob, act(shop)).number
    cen = added(shop, "岑")
    rows: Lines = [
        HEADS,
        ("A1", None, None, None, 100, 20, 30),
        (None, card, None, None, 5, None, None),
        (None, None, None, "岑", None, None, 7),
        ("-", None, "13800000002", "波", 0, None, None),
        ("合计", None, None, None, 105, 20, 37),
    ]
    run = brought_in(shop, KIND, rows)
    assert counts(run) == (0, 3, 1, 0)
    assert run.report.brought == Sums(10_500, 2_000, 37, 3)
    standing = shop.services.ledger.standing(ann)
    assert (standing.principal, standing.gift, standing.points) == (10_000, 2_000, 30)
    assert shop.services.ledger.standing(cen).points == 7
    assert shop.services.customers.count() == 3


def test_nobody_is_made_and_whoever_is_not_sure_is_listed(shop: StillShop) -> None:
    added(shop, "同名", "13800000001", "S1")
    added(shop, "同名", "13800000002", "S2")
    added(shop, "王母", "13800000003", "M1")
    added(shop, "王女", "13800000003", "M2")
    rows: Lines = [
        HEADS,
        (None, None, "13911112222", "没有这个人", 1, None, None),
        (None, None, None, "同名", 1, None, None),
        (None, None, "13800000003", None, 1, None, None),
        ("S1", None, "13800000002", None, 1, None, None),
        ("S1", None, None, "别的名字", 1, None, None),
        (None, None, None, None, 1, None, None),
        (None, None, "13800000003", "王女", 1, None, None),
        (None, None, "13800000001", "同名", 1, None, None),
        ("S2", None, "13800000002", "别名", 1, None, None),
        (None, None, "13800009999", "同名", 1, None, None),
    ]
    sink = Sink()
    run = brought_in(shop, KIND, rows, sink=sink)
    assert said(run) == [
        (2, notes.NOT_HERE),
        (3, notes.ANY_OF),
        (4, notes.ANY_OF),
        (5, notes.DIFFERENT),
        (6, notes.CALLED_OTHERWISE),
        (7, notes.NOBODY_SAID),
        (11, notes.NOT_HERE),
    ]
    assert counts(run) == (0, 3, 0, 7)
    assert shop.services.customers.count() == 4
    assert run.report.notes[1].text.params["others"] == ("S1", "S2")
    assert [one.cells[4] for one in sink.rows] == ["1.00"] * 7


def test_our_code_alone_says_who_of_two_is_meant(shop: StillShop) -> None:
    added(shop, "王母", "13800000003", "M1")
    added(shop, "王女", "13800000003", "M2")
    fixed: Lines = [
        ("Shopbell 编号", *HEADS),
        ("M1", None, None, "13800000003", None, "1.00", None, None),
    ]
    again = brought_in(shop, KIND, fixed)
    assert counts(again) == (0, 1, 0, 0)
    unknown: Lines = [("Shopbell 编号", "余额"), ("C999999", 1)]
    assert said(brought_in(shop, KIND, unknown)) == [(2, notes.NOT_HERE)]


def test_one_column_may_hold_whatever_tells_a_customer(shop: StillShop) -> None:
    one, two = added(shop, "安", "13800000001", "A1"), added(shop, "波", "13800000002")
    three = added(shop, "岑")
    card = shop.services.cards.issue(three, act(shop)).number
    rows: Lines = [
        ("Customer", "Balance"),
        ("A1", 1),
        ("138 0000 0002", 2),
        (f"{card[:4]} {card[4:]}", 3),
        ("岑", 4),
        ("-", 5),
    ]
    run = brought_in(shop, KIND, rows)
    assert said(run) == [(5, notes.SAME_BALANCE), (6, notes.NOBODY_SAID)]
    have = [shop.services.ledger.standing(id_).principal for id_ in (one, two, three)]
    assert have == [100, 200, 300]


def test_who_already_has_entries_is_refused_with_the_code(shop: StillShop) -> None:
    ann = added(shop, "安", "13800000001", "A1")
    shop.services.till.sale(SaleRequest(act(shop), ann, 300))
    sink = Sink()
    run = brought_in(shop, KIND, [HEADS, ("A1", None, None, None, 9, 1, None)], sink=sink)
    assert (counts(run), said(run)) == ((0, 0, 0, 1), [(2, notes.COUNTED_TWICE)])
    assert [(one.code, one.cells[4]) for one in sink.rows] == [("A1", "9.00")]


def test_the_same_list_twice_counts_once(shop: StillShop) -> None:
    added(shop, "安", code="A1")
    rows: Lines = [HEADS, ("A1", None, None, None, 9, None, None)]
    brought_in(shop, KIND, rows)
    before = picture(shop)
    again = brought_in(shop, KIND, rows)
    assert (counts(again), picture(shop)) == ((0, 0, 0, 1), before)


def packages(shop: StillShop) -> None:
    shop.services.packages.add(NewPackage("BLOW", "吹风十次", 20_000, Terms(visits=10)))
    shop.services.packages.add(NewPackage("SPA", "水疗", 90_000, Terms(visits=5, months=6)))
    shop.services.packages.add(NewPackage("PASS", "月卡", 30_000, Terms(months=1)))


def left(shop: StillShop, customer: int) -> dict[str, int]:
    lots = shop.services.ledger.standing(customer).lots
    return {lot.unit: lot.remaining for lot in lots}


def test_visits_of_two_packages_are_two_rows_of_one_customer(shop: StillShop) -> None:
    packages(shop)
    ann = added(shop, "安", code="A1")
    heads = ("编号", "次卡", "剩余次数", "次卡有效期")
    rows: Lines = [
        heads,
        ("A1", "吹风十次", 7, None),
        ("A1", "spa", 3, "2027-01-31"),
        ("A1", "SPA", 2, None),
        ("A1", None, 2, None),
        ("A1", "没有的卡", 2, None),
        ("A1", "PASS", 1, None),
        ("A1", "PASS", 1, "2027-01-31"),
        ("A1", "BLOW", 1, "2020-01-31"),
        ("A1", "BLOW", "many", None),
    ]
    run = brought_in(shop, KIND, rows)
    assert run.report.brought == Sums(customers=1, visits=11)
    assert counts(run) == (0, 3, 1, 5)
    failed = [
        (4, notes.SAME_BALANCE),
        (5, notes.NO_PACKAGE),
        (6, notes.UNKNOWN_WORD),
        (6, notes.NO_PACKAGE),
        (7, notes.NO_PASS_END),
        (9, notes.PART_OVER),
    ]
    assert said(run)[:-1] == failed
    assert left(shop, ann) == {"visit:BLOW": 7, "visit:SPA": 3, "visit:PASS": 1}
    undone = shop.services.imports.undo(run.id).undo
    assert undone is not None
    assert undone.taken_back == run.report.brought
    assert not left(shop, ann)


def test_an_undo_takes_openings_back_but_for_who_was_dealt_with(shop: StillShop) -> None:
    ann, bob = added(shop, "安", code="A1"), added(shop, "波", code="B1")
    run = brought_in(shop, KIND, [("编号", "余额"), ("A1", 9), ("B1", 8)])
    shop.services.till.sale(SaleRequest(act(shop), bob, 300))
    done = shop.services.imports.undo(run.id)
    assert done.state is RunState.UNDONE
    assert done.undo is not None
    assert [(one.code, one.why.msgid) for one in done.undo.stayed] == [
        ("B1", notes.STAYED_OPERATIONS)
    ]
    assert (done.undo.kept, done.undo.taken_back) == (1, Sums(900, customers=1))
    assert shop.services.ledger.standing(ann).principal == 0
    assert shop.services.ledger.standing(bob).principal == 800


def test_many_rows_go_in_batches_and_a_break_is_gone_on_from(shop: StillShop) -> None:
    people = [added(shop, f"客{i}", code=f"K{i}") for i in range(520)]
    packages(shop)
    rows: Lines = [
        ("编号", "余额", "次卡", "次数"),
        *((f"K{i}", 1, None, None) for i in range(520)),
    ]
    rows += [("K0", None, "BLOW", 4), ("K1", 1, None, None)]
    source = ListSource(rows)
    imports, wanted = importer(shop, source), asked(shop, KIND)
    asks = iter((False, True))
    stopped = imports.run(wanted, stop=lambda: next(asks))
    assert (stopped.state, stopped.rows_done) == (RunState.STOPPED, 500)
    sink = Sink()
    run = imports.run(wanted, problems=sink)
    assert (run.state, counts(run)) == (RunState.DONE, (0, 521, 0, 1))
    assert run.report.brought == Sums(52_000, customers=520, visits=4)
    assert [(one.row, one.code) for one in sink.rows] == [(523, "K1")]
    again = Sink()
    assert imports.run(wanted, problems=again) == run
    assert [one.reasons for one in again.rows] == [one.reasons for one in sink.rows]
    assert shop.services.ledger.standing(people[0]).principal == 100


@pytest.mark.parametrize(
    ("heads", "problem"),
    [
        (("编号", "姓名"), errors.ColumnMissing),
        (("余额", "积分"), errors.ColumnMissing),
        (("编号", "余额 EUR"), errors.ColumnInOtherCurrency),
    ],
)
def test_a_list_that_cannot_be_one_is_refused(
    shop: StillShop, heads: tuple[str, ...], problem: type[Exception]
) -> None:
    imports = importer(shop, ListSource([heads, ("1", "2")]))
    with pytest.raises(problem):
        imports.run(asked(shop, KIND))
    assert not shop.services.imports.all()


def test_another_currency_sign_fails_the_row(shop: StillShop) -> None:
    added(shop, "安", code="A1")
    run = brought_in(shop, KIND, [("编号", "余额"), ("A1", "€ 9")])
    assert counts(run) == (0, 0, 0, 1)


def test_it_is_dated_the_day_given_else_the_day_of_the_import(shop: StillShop) -> None:
    today = shop.services.ledger.today()
    earlier = today - dt.timedelta(days=3)
    for code, day in (("A1", None), ("B1", earlier)):
        id_ = added(shop, code, code=code)
        wanted = asked(shop, KIND)
        wanted = replace(wanted, act=replace(wanted.act, date=day))
        source = ListSource([("编号", "余额", "积分有效期", "积分"), (code, 9, "2099-12-31", 5)])
        importer(shop, source).run(wanted)
        lots = shop.services.ledger.standing(id_).lots
        assert {lot.opened_on for lot in lots} == {day or today}
        assert {lot.expires_on for lot in lots} == {None, dt.date(2099, 12, 31)}
