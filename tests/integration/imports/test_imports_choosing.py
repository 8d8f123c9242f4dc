"""Sheet, row of headings and words: guessed and said, or chosen; the check says the same."""

from pathlib import Path

import openpyxl
import pytest

from smbcrm.core.ids import uuid7
from smbcrm.membership.imports import errors, remarks
from smbcrm.membership.imports.codec import encode
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.glimpse import uses
from smbcrm.membership.imports.source import SheetNotFound
from smbcrm.membership.imports.types import ImportRequest, ImportRun, ValueUse
from smbcrm.membership.imports.vocabulary import with_said
from smbcrm.membership.requests.types import Act
from tests.helpers.shops import StillShop


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a workbook with a cover, the list, an older list and a hidden sheet."""
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "封面"
    cover.append(["2026 年会员资料"])
    book.create_sheet("空")
    sheet = book.create_sheet("会员")
    sheet["B2"] = "会员名单"
    for place, text in zip("BCDE", ("姓名", "联系方式", "等级", "电话"), strict=True):
        sheet[f"{place}4"] = text
    sheet["C5"], sheet["F5"] = "手机", "性别"
    people = [("陈雨桐", 13800138000, "钻石会员", "女"), ("曾小燕", 13912345678, "金卡", "妇女")]
    for row, (name, phone, tier, gender) in enumerate(people, 6):
        sheet[f"B{row}"], sheet[f"C{row}"] = name, phone
        sheet[f"D{row}"], sheet[f"F{row}"] = tier, gender
    sheet["B8"] = "合计"
    book.create_sheet("2024").append(["姓名", "手机"])
    book["2024"].append(["王芳", 13700000000])
    book.create_sheet("旧").sheet_state = "hidden"
    path = tmp_path / "members.xlsx"
    book.save(path)
    return path


def asked(shop: StillShop, file: Path, **said: object) -> ImportRequest:
    return ImportRequest(file, Act(uuid7(shop.clock)), **said)  # type: ignore[arg-type]


def imported(shop: StillShop, request: ImportRequest) -> ImportRun:
    """Run an import after its check, whose report must be the same byte for byte."""
    checked = shop.services.imports.check(request)
    run = shop.services.imports.run(request)
    assert encode(checked) == encode(run.report)
    return run


def test_the_sheet_with_the_list_is_found_and_said(shop: StillShop, file: Path) -> None:
    run = imported(shop, asked(shop, file))
    report = run.report
    assert (report.sheet, report.heading_row, report.made) == ("会员", 5, 2)
    assert [(one.msgid, one.params) for one in report.remarks] == [
        (remarks.PASSED, {"sheet": "会员", "sheets": ("封面", "空")}),
        (remarks.HIDDEN, {"sheets": ("旧",)}),
        (remarks.TWO_ROWS, {"first": 4, "last": 5}),
        (remarks.ABOVE, {"rows": (2,)}),
    ]
    assert report.totals == (8,)
    assert shop.services.imports.glance(asked(shop, file)).info.sheet == "会员"


def test_a_sheet_is_named_or_counted(shop: StillShop, file: Path) -> None:
    by_name = shop.services.imports.check(asked(shop, file, sheet="2024"))
    by_number = shop.services.imports.check(asked(shop, file, sheet="4"))
    assert encode(by_name) == encode(by_number)
    assert (by_name.sheet, by_name.made) == ("2024", 1)
    for sheet in ("5", "0", "2025"):
        with pytest.raises(SheetNotFound):
            shop.services.imports.check(asked(shop, file, sheet=sheet))


def test_a_book_without_a_list_is_refused_for_its_first_sheet(
    shop: StillShop, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["nothing"])
    book.create_sheet("other").append(["known"])
    book.save(tmp_path / "none.xlsx")
    with pytest.raises(errors.HeadingsNotFound):
        shop.services.imports.check(asked(shop, tmp_path / "none.xlsx"))


def test_the_row_of_headings_is_named(shop: StillShop, file: Path) -> None:
    run = imported(shop, asked(shop, file, header=4))
    assert run.report.heading_row == 4
    kept = shop.services.imports.resume(run.id, file, Act(uuid7(shop.clock)))
    assert (kept.header, kept.values, kept.sheet) == (4, (), "会员")


def test_unknown_words_are_listed_and_never_guessed_silently(shop: StillShop, file: Path) -> None:
    run = imported(shop, asked(shop, file))
    assert run.report.values == (
        ValueUse(Field.GENDER, "女", "female", None, 1, (6,)),
        ValueUse(Field.TIER, "钻石会员", None, None, 1, (6,)),
        ValueUse(Field.GENDER, "妇女", None, "female", 1, (7,)),
        ValueUse(Field.TIER, "金卡", "Gold", None, 1, (7,)),
    )
    rows = {row.full_name: row.tier for row in shop.services.customers.page()}
    assert rows == {"陈雨桐": "Regular", "曾小燕": "Gold"}


def test_words_become_what_the_user_said(shop: StillShop, file: Path) -> None:
    said = (("tier", "钻石会员", "gold"), ("gender", "妇女", "female"), ("tier", "金卡", ""))
    run = imported(shop, asked(shop, file, values=said))
    assert [one.became for one in run.report.values] == ["female", "Gold", "female", ""]
    rows = {row.full_name: row.tier for row in shop.services.customers.page()}
    assert rows == {"陈雨桐": "Gold", "曾小燕": "Regular"}
    assert shop.services.imports.resume(run.id, file, Act(uuid7(shop.clock))).values == said


def test_a_word_for_something_unknown_leaves_no_import_behind(shop: StillShop, file: Path) -> None:
    request = asked(shop, file, values=(("tier", "钻石会员", "diamond"),))
    with pytest.raises(errors.UnknownValue):
        shop.services.imports.run(request)
    assert shop.services.imports.all() == ()


def test_a_glance_tells_what_the_check_will_tell(shop: StillShop, file: Path) -> None:
    request = asked(shop, file)
    glance = shop.services.imports.glance(request)
    report = shop.services.imports.check(request)
    assert (glance.remarks, glance.numbers[:3]) == (report.remarks, (2, 4, 5))
    fields = [column.field for column in glance.layout.columns]
    assert set(uses(glance.words, fields, glance.known)) == set(report.values)
    said = with_said(glance.known, (("tier", "钻石会员", "gold"),))
    (tier, *_) = uses(glance.words, fields, said)
    assert (tier.became, tier.rows, tier.samples) == ("Gold", 1, (6,))


def test_headings_that_say_nothing_are_shown_as_they_stand(shop: StillShop, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Foo,Bar\nAnn,金卡\nBob,金卡\n", "utf-8")
    glance = shop.services.imports.glance(asked(shop, path, header=1))
    assert (glance.rows, glance.layout.heading_row) == (None, 1)
    assert [one.heading for one in glance.layout.columns] == ["Foo", "Bar"]
    assert [one.field for one in glance.layout.columns] == [None, None]
    assert glance.layout.columns[0].samples == ("Ann", "Bob")
    (tier,) = uses(glance.words, [Field.NAME, Field.TIER], glance.known)
    assert (tier.word, tier.became, tier.rows) == ("金卡", "Gold", 2)
    assert glance.remarks == ()
