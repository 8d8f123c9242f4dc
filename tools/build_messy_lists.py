"""Make the messy lists in tests/data; tests/data/README.md tells the story of each.

    python tools/build_messy_lists.py

The lists are committed: run this only to change one, and read the README beside it.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.styles import Font

TARGET = Path(__file__).parents[1] / "tests" / "data"
LONG_NAME = "Anna-Lena " + "van der Berg-" * 22 + "Oost"
Cell = str | int | float | dt.date | None

# 序号 姓名 手机号 备用电话 性别 会员卡号 会员等级 实充 赠送 积分 生日 加入日期 过敏史 备注 累计消费
SALON: Sequence[Sequence[Cell]] = (
    (
        *(1, "陈雨桐", 13800138000, None, "女"),
        *(800101, "金卡", "¥1,050.00", 100, 320),
        *("农历八月十五", dt.date(2023, 3, 1), "对苯二胺", "喜欢靠窗", 5230),
    ),
    (
        *(2, "曾小燕", "１３９１２３４５６７８", "010-6552 9988", "女"),
        *(800102, "银卡", 68.5, None, 0),
        *(dt.date(1990, 5, 1), "2024/1/15", None, None, 1200),
    ),
    (
        *(3, "欧阳娜娜", "138 0013 8003", None, "女"),
        *(800103, "普通", "1,234", 0, "88 分"),
        *("闰四月初一", None, "无", "短发", None),
    ),
    (
        *(4, "解　敏", "13600136000.0", None, "女"),
        *("８００１０４", "普通会员", "2,000.00", None, None),
        *(32994, dt.date(2022, 7, 9), None, None, None),
    ),
    (
        *(5, "𠮷田太郎", "+81 90-1234-5678", None, "男"),
        *(None, "钻石", 0, None, 12),
        *("1985年11月3日", None, None, "日本客人", None),
    ),
    (
        *(6, "王思远", 13500135001, None, "男"),
        *(None, "普通", 300, 30, 5),
        *("1988.11.24", None, None, None, None),
    ),
    (
        *(7, "张晓雯", 13500135001, None, "女"),
        *(None, None, None, None, None),
        *("腊月廿三", None, None, "王思远太太，共用电话", None),
    ),
    (
        *(8, "刘志明", "13700137008", None, "男"),
        *(800108, None, "见本子", None, 40),
        *("2月30日", None, None, None, None),
    ),
    (
        *(9, "赵小燕", "62345678", None, "女"),
        *(800109, None, 60, None, 7),
        *("30岁", None, None, None, None),
    ),
    (
        *(10, "陈雨桐", 13800138000, None, "女"),
        *(None, None, None, None, None),
        *(None, None, None, "又登记了一次", None),
    ),
    (
        *(11, "钱文", None, None, "男"),
        *(800111, "银", -50, None, None),
        *(None, None, None, None, None),
    ),
)
SALON_BELOW: Sequence[Sequence[Cell]] = (
    (
        *(12, "孙美玲", "13900139012/13900139013", None, "女"),
        *(800112, "金", 88, 12, 300),
        *("1979-10-05", "44197", None, "染发 6/66", 300),
    ),
    (
        *(13, "=cmd|' /C calc'!A0", "13400134013", None, None),
        *(None, None, 1, None, None),
        *(None, None, None, "<img src=file:///etc/passwd> {first_name}", None),
    ),
    (
        *(14, "\u202eevil\u202c 邓紫", "13400134014", None, "女"),
        *("A-0014", None, None, None, None),
        *(dt.date(1991, 8, 16), None, None, None, None),
    ),
    (
        *(15, None, None, None, None),
        *(None, None, 20, None, None),
        *(None, None, None, "名字看不清", None),
    ),
    (
        *(16, "单美华", "13400134016", "13400134017", "女"),
        *(800101, None, None, None, 3),
        *("除夕", None, None, "卡号抄错", None),
    ),
    (
        *(17, LONG_NAME, "13400134018", None, "女"),
        *(None, "普通", None, None, None),
        *("5/6", None, None, None, None),
    ),
)
SALON_TOP = (
    *(
        "序号",
        "姓名*",
        "手机号(必填)",
        "备用电话",
        "性别",
        "会员卡号",
        "会员等级",
        "余额(元)",
        None,
    ),
    *("积分", "生日", "加入日期", "过敏史", "备注", "累计消费"),
)
SALON_UNDER = (*[None] * 7, "实充", "赠送", *[None] * 6)
SALON_AGAIN = (
    *("序号", "姓名*", "手机号(必填)", "备用电话", "性别", "会员卡号", "会员等级", "实充", "赠送"),
    *("积分", "生日", "加入日期", "过敏史", "备注", "累计消费"),
)
SALON_SUM = ("合计", *[None] * 6, 3482.0, 242, 775, *[None] * 4, 6730)

ENGLISH = """\
Willow & Wren \u2013 client list,,,,,,,,,,
Exported on 10/31/2026,,,,,,,,,,
,,,,,,,,,,
Client ID,Full name,Mobile,E-mail,Date of birth,Address,Address line 2,Balance (USD),Points,Tier,\
Notes
A-001,Zo\u00eb O\u2019Brien,(415) 555-2671,zoe@example.com,5/17/1984,12 Elm Street,Apt 4,\
"$1,050.00",120,Gold,Prefers mornings
A-002,J\u00fcrgen M\u00fcller,+1 415 555 2672,not an address,3/5/1990,1 Oak Road,,68.50,0,Silver,
A-003,Anne Smith,415-555-2673 x12,,12/31/1975,,,,15,,Call her work
A-004,Bob Ray,4155552674,bob@example.com,1999,,,"\u20ac20.00",3,,
A-005,Carl Doe,4155552675,,,,,"1,5,0",,,
A-006,Dora Null,4155552676,,2/29/1992,,,-5,,Regular,
A-001,Zo\u00eb O\u2019Brien,(415) 555-2671,,,,,,,,Same person again
A-007,None,4155552677,n/a,,,,12,4 pts,VIP,
,,,,,,,,,,
Total,,,,,,,"1,130.50",142,,
Printed: 10/31/2026 by Mia,,,,,,,,,,
"""

TRADITIONAL = """\
茶月 會員名冊 115年10月,,,,,,,,
會員編號,姓名,行動電話,會員卡號,會員等級,儲值餘額,贈送餘額,點數,生日
T001,林美玲,0912345678,880001,金卡,"NT$1,050",50,"1,200",民國75年3月5日
T002,陳雨桐,0922-333-444,880002,銀卡,"2,000",0,88,農曆八月十五
T003,歐陽娜娜,(02) 2345-6789,880003,一般,500元,,10,1990/05/01
T004,張家豪,912345679,880004,一般,0,,0,閏四月初一
T005,王小明,0933555,,一般,300.5,,0,民國80年13月1日
T006,李淑芬,0955666777,880006,鑽石,NT$10,,0,1988-08-08
總計,,,,,"3,560",50,"1,298",
"""

EURO = """\
Name;Phone;Card;Balance;Gift;Gift expires;Birthday
Zo\u00eb M\u00fcller;+49 30 901820;7001;1.050,00 \u20ac;10,50;31.12.2026;17.05.1984
J\u00f6rg Wei\u00df;030 901821;7002;2.000;;;05.03.1990
Ana Lima;+351 912 345 678;7003;68,5;5,00;31.12.2025;31.02.1990
"""

OLD_TILL = (
    ("会员表",),
    ("会员卡号", "客户姓名", "联系电话", "卡内余额", "可用积分", "出生日期", "农历生日", "类别"),
    (900001.0, "查良镛", 13611112222.0, 500.0, 12.0, dt.date(1970, 2, 6), None, "金"),
    (900002.0, "仇晓", 13611112223.0, 0.3, 0.0, None, "1990-08-15", "银"),
    (900003.0, "朴正熙", 2.13611112224e10, 20.25, 7.5, None, "八月十五", None),
    (6222021234567890.0, "区志强", 13611112225.0, None, None, None, dt.date(1991, 5, 5), None),
    ("小计", None, None, 520.55, 19.5),
)

# What the salon's old till says was sold to those of its list; C000003 is nobody of ours there.
SALES = """\
美丽人生美发 消费流水 2026-09,,,,,,,,,,
,,,,,,,,,,
单号,消费时间,会员编号,会员卡号,手机,客户姓名,消费项目,数量,金额,实收,发型师
X0001,2026-09-01 10:20,C000003,800101,13800138000,陈雨桐,剪发,1,¥68.00,"¥1,068.00",阿强
X0002,2026/9/1 11:00,0,0,-,散客,剪发,1,68,68,小美
X0001,2026-09-01 10:20,C000003,800101,13800138000,陈雨桐,染发,1 次,"1,000.00","¥1,068.00",小美
X0003,2026-09-02 14:05:33,C000002,,13500135001,王思远,剪发,1,68,68,阿强
X0004,2026-09-02,C000099,,13500135001,,吹风,1,30,30,阿强
X0005,2026-09-03 下午3:15,,８００１０４,,解 敏,洗发水,2 瓶,96.00,96.00,小美
X0006,2026-09-03,C000001,,,张三,剪发,1,68,68,小美
单号,消费时间,会员编号,会员卡号,手机,客户姓名,消费项目,数量,金额,实收,发型师
X0007,2026-09-04 16:00,,800102,,曾小燕,退货：洗发水,-1,-48.00,(48.00),小美
X0008,2026-09-04T18:30:00Z,,800103,,欧阳娜娜,护理,1,128,128,阿强
X0009,见小票,,800103,,欧阳娜娜,剪发,1,68,68,阿强
X0010,2026-09-07 09:00,,800102,,曾小燕,染发,1,300,280,阿强
X0011,2026-09-08 19:45,,6.22E+15,13600136000,解敏,剪发,1,68,68,阿强
X0012,2026-09-09 12:00,,,13900139012,孙美玲,=1+1,1,"99,999,999,999.00","99,999,999,999.00",阿强
,2026-09-10 12:00,,,13900139012,孙美玲,剪发,1,68,68,阿强
,2026-09-10 12:00,,,13900139012,孙美玲,剪发,1,68,68,阿强
合计,,,,,,,14,"2,060.00","2,040.00",
制表人：王芳,,,,,,,,,,
"""


def salon(path: Path) -> None:
    """Write the list of a Chinese salon: two rows of headings, merged cells, notes below."""
    book = openpyxl.Workbook()
    sheet = book.active
    if sheet is None:
        raise LookupError(path)
    sheet.title = "会员资料"
    sheet.append(["美丽人生美发 会员名单 2026"])
    sheet.append(["制表日期：2026-10-31"])
    sheet.append([])
    for row in (SALON_TOP, SALON_UNDER, *SALON, SALON_AGAIN, *SALON_BELOW, SALON_SUM):
        sheet.append(list(row))
    sheet.append(["制表人：王芳"])
    sheet.merge_cells("A1:O1")
    sheet.merge_cells("H4:I4")
    for column in "ABCDEFGJKLMNO":
        sheet.merge_cells(f"{column}4:{column}5")
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    for row_cells in sheet.iter_rows():
        for cell in row_cells:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"
    hidden = book.create_sheet("回收站")
    hidden.append(["姓名", "手机号"])
    hidden.append(["不要导入", 13000130000])
    hidden.sheet_state = "hidden"
    book.save(path)


def old_till(path: Path) -> None:
    """Write the export of an old till: every number is a float."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for number, row in enumerate(OLD_TILL):
        for index, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write(number, index, value, day)
            elif value is not None:
                sheet.write(number, index, value)
    book.save(str(path))


def main() -> None:
    """Write every list."""
    salon(TARGET / "salon_zh.xlsx")
    old_till(TARGET / "old_till_zh.xls")
    (TARGET / "clients_en_cp1252.csv").write_bytes(ENGLISH.encode("cp1252"))
    (TARGET / "clients_en_utf8.csv").write_bytes(ENGLISH.encode("utf-8"))
    (TARGET / "members_tw_big5.csv").write_bytes(TRADITIONAL.encode("big5"))
    (TARGET / "kunden_eur_utf8.csv").write_bytes(EURO.encode("utf-8-sig"))
    (TARGET / "salon_sales_zh.csv").write_bytes(SALES.encode("gb18030"))


if __name__ == "__main__":
    main()
