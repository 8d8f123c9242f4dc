"""Who a row means: somebody who is here, somebody of an earlier row, or somebody new."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.membership.cards.types import Card, CardState
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.types import ImportReport
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.requests.types import Act
from tests.helpers.shops import MORNING, StillShop
from tests.helpers.unsigned import unsigned
from tests.integration.imports.lists import ListSource, Sink, importer, request

HEADS: tuple[Cell, ...] = (
    "Shopbell code",
    "编号",
    "姓名",
    "手机",
    "卡号",
    "余额",
    "备注",
    "会员等级",
)


def brought_in(shop: StillShop, *rows: tuple[Cell, ...]) -> ImportReport:
    shop.clock.instant += dt.timedelta(days=1)
    checked = importer(shop, ListSource([HEADS, *rows])).check(request(shop))
    report = importer(shop, ListSource([HEADS, *rows])).run(request(shop)).report
    assert report == checked
    assert not shop.services.audit.verify().findings
    return report


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.made, report.updated, report.joined, report.failed


def said(report: ImportReport) -> list[tuple[int, str]]:
    return [(note.row, note.text.msgid) for note in report.notes]


def who(shop: StillShop, card: str) -> int:
    return shop.services.cards.customer(card)


ANN: tuple[Cell, ...] = (None, "A-1", "陈雨桐", "13800138000", "1001")


def test_our_code_finds_whoever_has_it(shop: StillShop) -> None:
    brought_in(shop, (None, None, "陈雨桐", "6234567"))
    (found,) = shop.services.customers.find("陈雨桐")
    report = brought_in(shop, (found.code, None, "陈雨彤", "13800138000"))
    assert counts(report) == (0, 1, 0, 0)
    known = shop.services.customers.get(found.id).profile
    assert (known.full_name, [phone.e164 for phone in known.phones]) == (
        *("陈雨彤", ["+8613800138000"]),
    )


def test_our_code_alone_is_enough_and_a_lost_one_is_not(shop: StillShop) -> None:
    brought_in(shop, ANN)
    assert counts(brought_in(shop, ("A-1", None, None, None, None, None, "hi"))) == (0, 1, 0, 0)
    report = brought_in(shop, ("C999999", None, None, None, None, None, "hi"), ("C9", None, "新"))
    assert counts(report) == (1, 0, 0, 1)
    assert said(report) == [
        *((2, notes.NO_SUCH_CODE), (2, notes.NOBODY), (3, notes.NO_SUCH_CODE)),
    ]


def test_the_card_finds_its_customer(shop: StillShop) -> None:
    brought_in(shop, ANN)
    report = brought_in(shop, (None, None, "陈雨桐", "13900139000", 1001))
    assert counts(report) == (0, 1, 0, 0)
    assert shop.services.customers.count() == 1


def test_a_card_of_somebody_else_overwrites_nobody(shop: StillShop) -> None:
    brought_in(shop, ANN)
    report = brought_in(shop, (None, None, "王芳", "13900139000", "1001"))
    assert counts(report) == (1, 0, 0, 0)
    assert said(report) == [(2, notes.CARD_TAKEN)]
    assert report.notes[0].text.params == {"other": "A-1"}
    assert {one.full_name for one in shop.services.customers.find("1001")} == {"陈雨桐"}


def test_a_card_in_other_capitals_is_nobody_else_s(shop: StillShop) -> None:
    brought_in(shop, (None, None, "陈雨桐", "13800138000", "Abc-1"))
    shop.services.items.add(NewItem("Oil-1", "Oil", 100))
    report = brought_in(
        shop,
        (None, None, "王芳", "13900139000", "ABC-1"),
        (None, None, "李娜", "13700137000", "xyz-1"),
        (None, None, "张伟", "13600136000", "XYZ-1"),
        (None, None, "刘洋", "13500135000", "oil-1"),
        (None, None, "陈雨桐", "13800138000", "abc-1"),
    )
    assert said(report) == [(row, notes.NUMBER_TAKEN) for row in (2, 4, 5)]
    assert {one.full_name for one in shop.services.customers.find("Abc-1")} == {"陈雨桐"}


def test_a_foreign_code_counts_only_where_name_or_phone_agree(shop: StillShop) -> None:
    brought_in(shop, ANN)
    assert counts(brought_in(shop, (None, "A-1", "陳雨桐", None))) == (0, 1, 0, 0)
    report = brought_in(shop, (None, "A-1", "王芳", "13900139000"))
    assert (counts(report), said(report)) == ((1, 0, 0, 0), [(2, notes.CODE_TAKEN)])


def test_phone_and_name_together_find_a_customer(shop: StillShop) -> None:
    brought_in(shop, ANN)
    report = brought_in(shop, (None, None, "陳 雨桐", "+86 138-0013-8000"))
    assert counts(report) == (0, 1, 0, 0)


def test_a_phone_under_another_name_is_a_household(shop: StillShop) -> None:
    brought_in(shop, ANN)
    report = brought_in(
        shop, (None, None, "王思远", "13800138000"), (None, None, "小雨", "13800138000")
    )
    assert counts(report) == (2, 0, 0, 0)
    assert said(report) == [(2, notes.SHARES_PHONE), (3, notes.SHARES_PHONE)]
    assert report.notes[0].text.params == {"others": ("A-1",)}
    assert len(shop.services.customers.find("13800138000")) == 3


def test_a_phone_without_a_name_means_its_only_owner(shop: StillShop) -> None:
    brought_in(shop, ANN)
    report = brought_in(shop, (None, None, None, "13800138000"))
    assert (counts(report), report.unchanged) == ((0, 0, 0, 0), 1)


def test_rows_of_one_person_are_joined(shop: StillShop) -> None:
    report = brought_in(
        shop,
        ANN,
        (None, None, "陈雨桐", "13800138000", None, None, "again"),
        (None, "A-1", "陈雨桐", None, "1002"),
        (None, None, "陈小桐", "13800138000", "1001"),
    )
    assert counts(report) == (1, 0, 3, 0)
    assert said(report) == [
        *((3, notes.JOINED), (4, notes.JOINED), (5, notes.KEPT_FIRST)),
    ]
    (found,) = shop.services.customers.find("陈雨桐")
    known = shop.services.customers.get(found.id)
    assert (known.profile.notes, set(known.cards)) == ("again", {"1001", "1002"})


def test_only_the_first_balance_of_one_person_counts(shop: StillShop) -> None:
    row = (None, None, "陈雨桐", "13800138000", None)
    report = brought_in(shop, (*row, 0), (*row, 50, "here"), (*row, 60, "lost"), (*row, None))
    assert counts(report) == (1, 0, 2, 1)
    assert report.brought.principal == 5000
    assert said(report)[1] == (4, notes.TWICE_WITH_BALANCE)
    (found,) = shop.services.customers.find("陈雨桐")
    assert shop.services.customers.get(found.id).profile.notes == "here"


def test_a_household_is_named_in_the_order_of_the_list(shop: StillShop) -> None:
    rows = (
        *((None, None, None, None, "1001"), (None, None, None, "13800138000", None)),
        *((None, None, None, "13800138000", "1001"), (None, None, "甲", "13800138000", None)),
    )
    for size in (500, 1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("smbcrm.membership.imports.plan.BATCH", size)
            report = importer(shop, ListSource([HEADS, *rows])).check(request(shop))
        others = report.notes[-1].text.params["others"]
        assert others == (Text(notes.ROW, {"row": 2}), Text(notes.ROW, {"row": 3}))


def test_a_number_of_something_else_is_left_out(shop: StillShop) -> None:
    shop.services.items.add(NewItem("9001", "tea", 100, ItemKind.PRODUCT))
    shop.services.customers.add(Details(full_name="老客", code="9002"))
    report = brought_in(
        shop,
        (None, None, "甲", None, "9001"),
        (None, None, "乙", None, "9002"),
        (None, "9003", "丙", None, "9003"),
        (None, "9004", "丁", None, None),
        (None, None, "戊", None, "9004"),
        (None, "9003", "己", "13900139000", None),
    )
    assert counts(report) == (6, 0, 0, 0)
    assert said(report) == [
        *((2, notes.NUMBER_TAKEN), (3, notes.NUMBER_TAKEN), (6, notes.NUMBER_TAKEN)),
        (7, notes.CODE_TAKEN),
    ]


def test_a_list_brings_no_code_of_our_own_kind(shop: StillShop) -> None:
    report = brought_in(
        shop,
        (None, None, "甲", None, "C000009"),
        (None, "C000001", "乙", None, None),
        ("C000001", None, "丙", None, None),
    )
    assert counts(report) == (3, 0, 0, 0)
    assert said(report) == [
        *((2, notes.OUR_OWN), (3, notes.OUR_OWN), (4, notes.NO_SUCH_CODE)),
    ]


def test_a_list_brings_no_card_that_a_till_would_refuse(shop: StillShop) -> None:
    ours = shop.services.cards.next_number()
    misread = f"{ours[:-1]}{(int(ours[-1]) + 1) % 10}"
    bad = {
        "4006381333931": notes.OF_PRODUCT,
        "96385074": notes.OF_PRODUCT,
        "v20260006": notes.OF_VOUCHER,
        "C000099": notes.OUR_OWN,
        misread: notes.MISREAD,
    }
    good = ["A1001", "V20260001", "90210001", "VIP-0017", "1001", ours]
    rows = [(None, None, f"客{n}", None, number) for n, number in enumerate((*bad, *good))]
    report = brought_in(shop, *rows)
    assert counts(report) == (11, 0, 0, 0)
    assert said(report) == [(row, why) for row, why in enumerate(bad.values(), start=2)]
    assert {note.field for note in report.notes} == {Field.CARD}
    for number in good:
        who(shop, number)
    taker = shop.services.customers.add(Details(full_name="新客")).id
    for number in bad:
        with pytest.raises(UserError):
            shop.services.cards.issue(taker, number=number, scanned=True)
        with pytest.raises(UserError):
            who(shop, number)


def test_a_row_of_nothing_but_such_a_card_is_nobody(shop: StillShop) -> None:
    report = brought_in(shop, (None, None, None, None, "4006381333931"))
    assert counts(report) == (0, 0, 0, 1)
    assert said(report) == [(2, notes.OF_PRODUCT), (2, notes.NOBODY)]


def test_a_card_that_an_earlier_version_let_in_finds_its_customer(shop: StillShop) -> None:
    ann = shop.services.customers.add(Details(full_name="陈雨桐")).id
    old = Card("96385074", ann, CardState.ACTIVE, dt.date(2026, 3, 1), None, None, MORNING)
    shop.uow.run(unsigned(lambda work: work.cards.add((old,))))
    report = brought_in(shop, (None, None, None, "13800138000", "96385074"))
    assert (counts(report), said(report)) == ((0, 1, 0, 0), [])


def test_a_known_customer_keeps_the_code_and_is_told(shop: StillShop) -> None:
    brought_in(shop, ANN)
    report = brought_in(shop, (None, "B-2", "陈雨桐", "13800138000"))
    assert said(report) == [(2, notes.CODE_KEPT)]


def test_our_own_list_comes_back_with_its_balances(shop: StillShop) -> None:
    brought_in(shop, (*ANN, 50))
    report = brought_in(shop, ("A-1", None, "陈雨桐", None, None, 50, "edited"))
    assert counts(report) == (0, 1, 0, 0)
    report = brought_in(shop, ("A-1", None, "陈雨桐", None, None, 60))
    assert (counts(report), said(report)) == ((0, 0, 0, 1), [(2, notes.HAS_ENTRIES)])
    assert shop.services.ledger.standing(who(shop, "1001")).principal == 5000


def test_a_tier_of_a_list_is_held_by_hand_for_one_window(shop: StillShop) -> None:
    rows = ((None, None, "甲", None, "1001", None, None, "金"), (*ANN[:4], "1002", 0, None, "普通"))
    brought_in(shop, *rows)

    def held(card: str) -> list[tuple[int, str, dt.date | None]]:
        return shop.uow.read(
            lambda work: [
                (one.tier, one.reason.value, one.held_until)
                for one in work.tiers.memberships(who(shop, card))
            ]
        )

    assert held("1001") == [(3, "import", dt.date(2027, 3, 11))]
    assert held("1002") == []
    brought_in(shop, *rows, (None, None, "乙", None, "1003", None, None, "银卡"))
    assert held("1001") == [(3, "import", dt.date(2027, 3, 11))]
    brought_in(shop, (None, None, "甲", None, "1001", None, None, "普通"))
    assert [tier for tier, _, _ in held("1001")] == [3, 1]


@pytest.mark.parametrize(
    ("row", "unchanged"),
    [
        (("Ann", "13800138000", None, None, None, None), 1),
        (("Ann", "138 0013 8000", "K0001", "silver", None, None), 1),
        ((None, None, "K0001", None, None, 0), 1),
        (("Ann", "13800138000", "K0002", None, None, None), 0),
        (("Ann", "13800138000", None, "gold", None, None), 0),
        (("Ann", "13800138000", None, None, "VIP", None), 0),
        (("Ann", "13800138000", None, None, None, 5), 0),
    ],
)
def test_a_row_that_changes_nothing_is_unchanged(
    shop: StillShop, row: tuple[Cell, ...], unchanged: int
) -> None:
    heads = ("Name", "Phone", "Card", "Tier", "Tags", "Balance")
    first = [heads, ("Ann", "13800138000", "K0001", "silver", None, None)]
    shop.clock.instant += dt.timedelta(seconds=1)
    importer(shop, ListSource(first)).run(request(shop))
    shop.clock.instant += dt.timedelta(seconds=1)
    sink = Sink()
    second = importer(shop, ListSource([heads, row]))
    run = second.run(request(shop, path="second.xlsx"))
    assert (run.report.unchanged, run.report.updated) == (unchanged, 1 - unchanged)
    second.run(replace(request(shop, path="second.xlsx"), act=Act(run.id)), problems=sink)
    assert not sink.rows
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert (undo.removed, undo.kept) == (0, 1)
