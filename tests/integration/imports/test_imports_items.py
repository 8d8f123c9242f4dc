"""What the shop sells: new items, new prices; never deleted by a list, and no code of a card."""

import pytest

from smbcrm.membership.imports import errors, notes
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.items.types import Item, ItemChanges, ItemCodeTaken, ItemKind, NewItem
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.models.connect import connect
from smbcrm.models.session import Session
from smbcrm.models.stores.items import NAMED_IN
from tests.helpers.shops import StillShop
from tests.integration.imports.lists import ListSource, Sink, importer
from tests.integration.imports.others import Line, Lines, added, asked, brought_in, counts, said
from tests.integration.imports.test_imports_undo import act

KIND = ListKind.ITEMS
HEADS: Line = ("货号", "品名", "类型", "单价", "条码")


def item(shop: StillShop, code: str) -> Item:
    return next(one for one in shop.services.items.all() if one.code == code)


def codes(shop: StillShop) -> set[str]:
    return {one.code for one in shop.services.items.all()}


ROWS: Lines = [
    HEADS,
    ("WAX", "发蜡", "商品", "￥128.00", "4006381333931"),
    ("DYE", "染发", None, 380, None),
    ("CUT", "精剪", None, 88, None),
    ("TEN", None, None, 600, "777777"),
    ("DYE", "染发", None, 380, None),
    ("DYE", "染发", None, 400, None),
    ("NEW", None, None, 400, None),
    ("NEW", "新", None, None, None),
    ("NEW", "新", "套餐", 5, None),
    (None, "新", None, 5, None),
    ("n e w", "新", None, 5, None),
    ("CUT2", "剪", None, "€ 5", None),
    ("CUT", None, "商品", None, "222222"),
    ("wax", "小写", None, 5, None),
    ("SOAP", "皂", None, "-", None),
    (1.2345678901234567e18, "数", None, 5, None),
    ("TEN", None, "服务", None, None),
]


def test_new_items_come_in_and_known_ones_change(shop: StillShop) -> None:
    before = codes(shop)
    shop.services.items.add(NewItem("CUT", "剪发", 6_800, barcode="111111"))
    shop.services.packages.add(NewPackage("TEN", "十次", 50_000, Terms(visits=10)))
    sink = Sink()
    run = brought_in(shop, KIND, ROWS, sink=sink)
    assert counts(run) == (2, 2, 1, 12)
    assert codes(shop) == before | {"CUT", "TEN", "WAX", "DYE"}
    wax = item(shop, "WAX")
    assert (wax.kind, wax.price, wax.barcode) == (ItemKind.PRODUCT, 12_800, "4006381333931")
    assert item(shop, "DYE").kind is ItemKind.SERVICE
    cut = item(shop, "CUT")
    assert (cut.name, cut.price, cut.barcode) == ("精剪", 8_800, "111111")
    assert item(shop, "TEN").barcode == "777777"
    told = said(run)
    changed = [notes.NAME_CHANGED, notes.PRICE_CHANGED]
    assert [msgid for row, msgid in told if row == 4] == changed
    assert [msgid for row, msgid in told if row == 5] == [notes.PRICE_CHANGED, notes.BARCODE_GIVEN]
    reasons = {7: notes.ITEM_TWICE, 8: notes.NO_ITEM_NAME, 9: notes.NO_PRICE}
    reasons |= {11: notes.NO_ITEM_CODE, 14: notes.ITEM_TWICE, 15: ItemCodeTaken.msgid}
    reasons |= {16: notes.NO_PRICE, 17: notes.NO_ITEM_CODE}
    assert reasons.items() <= dict(told).items()
    assert [(one.row, one.cells[3]) for one in sink.rows][:2] == [(7, "400.00"), (8, "400.00")]
    assert counts(brought_in(shop, KIND, ROWS[:3])) == (0, 0, 2, 0)


def test_a_barcode_and_a_kind_are_changed_with_a_word(shop: StillShop) -> None:
    shop.services.items.add(NewItem("CUT", "剪发", 6_800, barcode="111111"))
    run = brought_in(shop, KIND, [HEADS, ("CUT", None, "商品", None, "222222")])
    assert said(run) == [(2, notes.BARCODE_CHANGED), (2, notes.KIND_CHANGED)]
    assert (item(shop, "CUT").barcode, item(shop, "CUT").kind) == ("222222", ItemKind.PRODUCT)


def test_an_error_file_that_was_corrected_means_the_same_items(shop: StillShop) -> None:
    shop.services.items.add(NewItem("CUT", "剪发", 6_800))
    rows: Lines = [
        ("Shopbell 编号", "货号", "品名", "单价", "条码"),
        ("CUT", "-", "精剪", "-", None),
    ]
    run = brought_in(shop, KIND, rows)
    assert counts(run) == (0, 1, 0, 0)
    assert (item(shop, "CUT").name, item(shop, "CUT").price) == ("精剪", 6_800)


def test_no_item_gets_the_number_of_a_card_or_of_another_item(shop: StillShop) -> None:
    card = shop.services.cards.issue(added(shop, "安"), act(shop)).number
    shop.services.items.add(NewItem("CUT", "剪发", 6_800, barcode="111111"))
    rows: Lines = [
        HEADS,
        (card, "卡", None, 5, None),
        ("SOAP", "皂", None, 5, card),
        ("SOAP", "皂", None, 5, "111111"),
        ("CUT", None, None, None, card),
    ]
    run = brought_in(shop, KIND, rows)
    assert counts(run) == (0, 0, 0, 4)
    assert {msgid for _, msgid in said(run)} == {ItemCodeTaken.msgid}


def test_an_undo_takes_back_what_nobody_used_or_changed_since(shop: StillShop) -> None:
    shop.services.items.add(NewItem("CUT", "剪发", 6_800, barcode="111111"))
    shop.services.items.add(NewItem("DYE", "染发", 9_900))
    shop.services.items.add(NewItem("MASK", "面膜", 9_900, barcode="333333"))
    before = {one.code: one for one in shop.services.items.all()}
    rows: Lines = [
        HEADS,
        ("CUT", "精剪", None, 88, None),
        ("DYE", "染", None, 100, None),
        ("MASK", None, None, None, "444444"),
        ("WAX", "发蜡", "商品", 128, None),
        ("SOAP", "皂", None, 5, None),
        ("GEL", "啫喱", None, 5, None),
        ("GEL", "啫喱", None, 5, None),
    ]
    run = brought_in(shop, KIND, rows)
    shop.services.till.sale(SaleRequest(act(shop), None, items=(ItemQuantity("SOAP", 1000),)))
    shop.services.items.edit("DYE", ItemChanges(price=1))
    shop.services.items.edit("GEL", ItemChanges(price=1))
    shop.services.items.add(NewItem("OTHER", "别的", 1, barcode="333333"))
    undo = shop.services.imports.undo(run.id).undo
    assert undo is not None
    assert (undo.removed, undo.restored, undo.kept) == (1, 1, 1)
    assert [(one.code, one.why.msgid) for one in undo.stayed] == [
        ("DYE", notes.STAYED_ITEM),
        ("MASK", notes.STAYED_ITEM),
        ("SOAP", notes.STAYED_ITEM_USED),
        ("GEL", notes.STAYED_ITEM),
    ]
    assert item(shop, "CUT") == before["CUT"]
    assert "WAX" not in codes(shop)
    assert {"SOAP", "GEL", "OTHER"} <= codes(shop)


def test_prices_that_a_list_changed_are_in_the_insider_report(shop: StillShop) -> None:
    shop.services.items.add(NewItem("CUT", "剪发", 6_800))
    run = brought_in(shop, KIND, [HEADS, ("CUT", "精剪", None, 88, None)])
    shop.services.imports.undo(run.id)
    with connect(shop.services.address) as db:
        rows = Session(db).rows(
            "SELECT l.kind, r.rule, r.before, r.after FROM rule_change r "
            "JOIN request_log l ON l.id = r.request WHERE r.rule = ?",
            "item CUT price",
        )
    assert sorted(rows) == [
        ("import", "item CUT price", "6800", "8800"),
        ("import_undo", "item CUT price", "8800", "6800"),
    ]


def test_many_items_go_in_batches(shop: StillShop) -> None:
    before = codes(shop)
    rows: Lines = [("Code", "Name", "Price"), *((f"I{i}", f"Item {i}", i) for i in range(510))]
    rows += [("I3", "Item 3", 4), ("I3", "Item 3", 3)]
    imports, wanted = importer(shop, ListSource(rows)), asked(shop, KIND)
    asks = iter((False, True))
    assert imports.run(wanted, stop=lambda: next(asks)).rows_done == 500
    sink = Sink()
    run = imports.run(wanted, problems=sink)
    assert (counts(run), [one.row for one in sink.rows]) == ((510, 0, 1, 1), [512])
    again = Sink()
    imports.run(wanted, problems=again)
    assert [one.row for one in again.rows] == [512]
    shop.services.imports.undo(run.id)
    assert codes(shop) == before


def test_every_column_that_names_an_item_is_asked_before_one_is_removed(shop: StillShop) -> None:
    with connect(shop.services.address) as db:
        found = {
            (table, key.column)
            for table in db.get_tables()
            for key in db.get_foreign_keys(table)
            if key.dest_table == "item"
        }
    assert found - {("import_item", "item")} == set(NAMED_IN)


def test_a_list_without_codes_is_refused(shop: StillShop) -> None:
    imports = importer(shop, ListSource([("Name", "Price"), ("Soap", 5)]))
    with pytest.raises(errors.ColumnMissing):
        imports.check(asked(shop, KIND))
