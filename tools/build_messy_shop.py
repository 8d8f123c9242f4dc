"""Make tests/data/teahouse_5000.xlsx, a list of a tea house; tests/data/README.md has its story.

    python tools/build_messy_shop.py

The list is committed: run this only to change it, and read the README beside it. Everything is
drawn from one seed, and each kind of dirt stands in a number of rows that `DIRT` says, so that a
test can hold what an import tells of them.
"""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

TARGET = Path(__file__).parents[1] / "tests" / "data" / "teahouse_5000.xlsx"
ROWS = 5_000
PAGE = 500
"""After so many rows the old program printed a sum and the headings again."""

HEADINGS = (
    *("序号", "姓名", "性别", "手机号", "备用电话", "微信号", "会员卡号", "会员等级"),
    *("储值余额", "赠送余额", "积分", "生日", "农历生日", "入会日期", "过敏史", "标签"),
    *("服务人员", "请勿打扰", "地址", "备注"),
)
Cell = str | int | float | dt.date | None
Row = dict[str, Cell]
Spoil = Callable[[Row, random.Random, Sequence[Row]], None]

_FAMILIES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜"
)
_DOUBLE = ("欧阳", "司马", "上官", "诸葛")
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅雨桐思远晓雯志文美玲子涵欣怡浩"
_STREETS = ("解放路", "中山北路", "人民大道", "湖滨路", "文昌巷", "茶亭街")
_LIKES = ("龙井", "铁观音", "普洱", "白毫银针", "茉莉花茶", "大红袍")
_ALERTS = ("花生", "海鲜", "乳糖不耐", "咖啡因敏感", "芒果")
_STAFF = ("阿梅", "小周", "老陈")


def _maybe(draw: random.Random, share: float, value: Cell) -> Cell:
    """Return a value in a share of the rows, and nothing in the others."""
    return value if draw.random() < share else None


def _person(number: int, draw: random.Random) -> Row:
    """Return a customer as somebody careful would have written them down."""
    family = str(_maybe(draw, 0.02, draw.choice(_DOUBLE)) or draw.choice(_FAMILIES))
    since = dt.date(2015, 3, 1) + dt.timedelta(days=draw.randrange(4_200))
    tier = draw.choices(("普通", "银卡", "金卡"), (75, 18, 7))[0]
    return {
        "序号": number,
        "姓名": family + "".join(draw.sample(_GIVEN, draw.choice((1, 2, 2)))),
        "性别": draw.choice(("女", "女", "男")),
        "手机号": 13_000_000_000 + number * 131_071 % 9_000_000_00 + 1_000_000,
        "备用电话": None,
        "微信号": _maybe(draw, 0.3, f"tea_{number:05}"),
        "会员卡号": _maybe(draw, 0.6, f"T{number:06}"),
        "会员等级": tier,
        "储值余额": _maybe(draw, 0.5, draw.randrange(0, 200_000) / 100),
        "赠送余额": _maybe(draw, 0.2, draw.randrange(0, 20_000) / 100),
        "积分": _maybe(draw, 0.7, draw.randrange(0, 3_000)),
        "生日": dt.date(1950, 1, 1) + dt.timedelta(days=draw.randrange(20_000)),
        "农历生日": None,
        "入会日期": since,
        "过敏史": _maybe(draw, 0.08, draw.choice(_ALERTS)),
        "标签": _maybe(draw, 0.4, draw.choice(_LIKES)),
        "服务人员": None,
        "请勿打扰": None,
        "地址": f"{draw.choice(_STREETS)}{draw.randrange(1, 400)}号",
        "备注": None,
    }


def _set(column: str, *values: Cell) -> Spoil:
    """Return what writes one of some values into a column."""

    def spoil(row: Row, draw: random.Random, _: Sequence[Row]) -> None:
        row[column] = draw.choice(values)

    return spoil


def _changed(column: str, change: Callable[[str], Cell]) -> Spoil:
    """Return what writes a column another way."""

    def spoil(row: Row, _: random.Random, __: Sequence[Row]) -> None:
        row[column] = change(str(row[column]))

    return spoil


def _born(text: str) -> Spoil:
    """Return what writes the birthday as people do, instead of as a date of the spreadsheet."""

    def spoil(row: Row, _: random.Random, __: Sequence[Row]) -> None:
        day = row["生日"]
        if not isinstance(day, dt.date):
            raise TypeError(day)
        serial = (day - dt.date(1899, 12, 30)).days
        row["生日"] = text.format(day=day, serial=serial, minguo=day.year - 1911)

    return spoil


def _lunar(*texts: str) -> Spoil:
    """Return what writes a birthday by the moon, and none by the sun."""

    def spoil(row: Row, draw: random.Random, _: Sequence[Row]) -> None:
        row["生日"], row["农历生日"] = None, draw.choice(texts)

    return spoil


def _again(row: Row, _: random.Random, before: Sequence[Row]) -> None:
    """Write down somebody from before once more, with less known."""
    first = before[-7]
    row.update(dict.fromkeys(HEADINGS[1:]), 姓名=first["姓名"], 手机号=first["手机号"])
    row["备注"] = "又登记了一次"


def _couple(row: Row, _: random.Random, before: Sequence[Row]) -> None:
    """Give somebody the phone of another one of the household."""
    row["手机号"], row["备注"] = before[-3]["手机号"], "和家人共用电话"


def _copied_card(row: Row, _: random.Random, before: Sequence[Row]) -> None:
    """Give somebody the card of another one: it was copied wrongly."""
    before[-5]["会员卡号"] = row["会员卡号"] = f"T{before[-5]['序号']:06}"


def _nobody(row: Row, _: random.Random, __: Sequence[Row]) -> None:
    """Leave nothing by which anybody could be found."""
    row.update(dict.fromkeys(HEADINGS[1:]), 储值余额=20, 备注="名字看不清")


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


DIRT: dict[str, tuple[int, Spoil]] = {
    "float_phone": (300, _changed("手机号", lambda text: f"{text}.0")),
    "spaced_phone": (250, _changed("手机号", lambda text: f"{text[:3]} {text[3:7]} {text[7:]}")),
    "wide_phone": (60, _changed("手机号", _wide)),
    "two_phones": (40, _changed("手机号", lambda text: f"{text}/{int(text) + 1_000_003}")),
    "foreign_phone": (
        30,
        _set("备用电话", "+81 9012345678", "+852 9123 4567", "+1 415 555 2671", "+44 2079460958"),
    ),
    "local_phone": (25, _set("备用电话", "62345678", "8765432")),
    "phone_words": (12, _set("备用电话", "没有", "不详")),
    "dotted_birthday": (300, _born("{day:%Y.%m.%d}")),
    "chinese_birthday": (250, _born("{day.year}年{day.month}月{day.day}日")),
    "serial_birthday": (120, _born("{serial}")),
    "minguo_birthday": (40, _born("民國{minguo}年{day.month}月{day.day}日")),
    "lunar_birthday": (150, _lunar("八月十五", "农历腊月廿三", "正月初一", "五月初五", "除夕")),
    "leap_birthday": (10, _lunar("闰四月初一", "闰四月三十")),
    "short_birthday": (30, _set("生日", "2/3/99", "5/6", "3/4")),
    "no_such_day": (20, _set("生日", "31/02", "2月30日", "1990-02-30")),
    "zero_birthday": (60, _set("生日", "0000-00-00")),
    "age": (25, _set("生日", "30岁", "四十多")),
    "yuan_balance": (200, _set("储值余额", "¥1,050.00", "￥88.5", "2,000.00", "300元")),
    "unclear_balance": (8, _set("储值余额", "见本子", "问老板")),
    "negative_balance": (5, _set("储值余额", -50, "-12.50")),
    "half_point": (4, _set("积分", 12.5)),
    "unknown_tier": (23, _set("会员等级", "钻石", "VIP", "老顾客")),
    "unknown_staff": (45, _set("服务人员", *_STAFF)),
    "silent": (35, _set("请勿打扰", "是", "Y", "勿扰")),
    "again": (40, _again),
    "couple": (60, _couple),
    "copied_card": (6, _copied_card),
    "nobody": (7, _nobody),
    "formula_name": (2, _set("姓名", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")')),
    "markup": (
        2,
        _set("备注", "<img src=file:///etc/passwd> {first_name}", "';DROP TABLE x"),
    ),
    "turned_name": (2, _set("姓名", "\u202eevil\u202c 邓紫", "\u202e王伟")),
    "long_name": (1, _set("姓名", "阿" * 300)),
    "rare_name": (20, _set("姓名", "𠮷田太郎", "邓䶮", "卓䴉", "㛃然")),
}
"""How many rows have which dirt, and what is done to them. No row has two kinds."""


def spoilt() -> dict[str, list[int]]:
    """Return the numbers of the rows (序号) with each kind of dirt."""
    places = list(range(20, ROWS))
    random.Random(5).shuffle(places)  # noqa: S311 - the same every time, and no secret
    found: dict[str, list[int]] = {}
    for kind, (count, _) in DIRT.items():
        found[kind] = sorted(places[:count])
        del places[:count]
    return found


def row_of(number: int) -> int:
    """Return in which row of the sheet somebody stands, by the number of 序号."""
    return 3 + number + 2 * ((number - 1) // PAGE)


def people() -> list[Row]:
    """Return all rows in order."""
    draw = random.Random(2026)  # noqa: S311 - the same every time, and no secret
    kinds = {number: kind for kind, numbers in spoilt().items() for number in numbers}
    rows: list[Row] = []
    for number in range(1, ROWS + 1):
        row = _person(number, draw)
        if number in kinds:
            DIRT[kinds[number]][1](row, draw, rows)
        rows.append(row)
    return rows


def _fill(sheet: Worksheet) -> None:
    sheet.title = "会员总表"
    sheet.append(["闻香茶舍 会员总表（三家店合并）"])
    sheet.append(["导出时间：2026-11-01 21:04", None, None, "操作员：阿梅"])
    sheet.append(list(HEADINGS))
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    rows = people()
    for first in range(0, ROWS, PAGE):
        page = rows[first : first + PAGE]
        if first:
            sheet.append(list(HEADINGS))
        for row in page:
            sheet.append([row[name] for name in HEADINGS])
        sheet.append(["小计", *[None] * 7, 1234.5])
    sheet.append(["合计", *[None] * 7, 56789.0])
    sheet.append(["制表：阿梅　审核：老陈"])


def main() -> None:
    """Write the list."""
    book = openpyxl.Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    _fill(sheet)
    old = book.create_sheet("2019旧表")
    old.append(["姓名", "手机号"])
    old.append(["早就不来了", 13000130000])
    bin_ = book.create_sheet("回收站")
    bin_.append(["姓名", "手机号"])
    bin_.append(["不要导入", 13000130001])
    bin_.sheet_state = "hidden"
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"
    book.save(TARGET)


if __name__ == "__main__":
    main()
