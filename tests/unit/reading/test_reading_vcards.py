"""vCard files as phones write them, 2.1 to 4.0: every card is a row."""

from pathlib import Path

import pytest

from smbcrm.membership.imports.unread import Unread
from tests.unit.reading.cards import card, cards_of, said
from tests.unit.reading.here import answer_to, refusal_of, rows_of

IPHONE = r"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.4//EN
N:王;小明;;;
FN:王小明
NICKNAME:小王
ORG:杭州茶社;采购部
TITLE:经理
EMAIL;type=INTERNET;type=HOME:ming@home.example
EMAIL;type=INTERNET;type=WORK;type=pref:ming@work.example
TEL;type=HOME;type=VOICE:0571 8888 1234
item1.TEL;type=CELL;type=VOICE;type=pref:+86 138 0013 8000
item1.X-ABLabel:_$!<Mobile>!$_
TEL;type=FAX:0571 8888 9999
item2.ADR;type=HOME;type=pref:;;中山路 1 号\n3 单元;杭州;浙江省;310000;中国
ADR;type=WORK:;;文三路 2 号;杭州;;;
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-05
item3.X-ABDATE;type=pref:2010-05-01
item3.X-ABLabel:_$!<Anniversary>!$_
item4.X-ABDATE:2011-06-02
item4.X-ABLabel:第一次
NOTE:喜欢靠窗\, 少糖\n不要冰
CATEGORIES:VIP,茶客
PHOTO;ENCODING=b;TYPE=JPEG;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&640&640&abcd
 efgh==:/9j/4AAQSkZJRgABAQ
 AAAQABAAD//gA7Q1JFQVRP
UID:E621E1F8-C36C-495A-93FC-0C247A3E6E5F
END:VCARD
"""
ANDROID_21 = r"""BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=99=88;=E6=99=93=E6=98=
=8E;;;
TEL;CELL;PREF:13900139000
TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=BA=97):13700137000
NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E4=B8=80=0D=0A=E4=BA=8C
BDAY:19850305
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ
AAAQABAAD//gA7Q1JFQVRP

END:VCARD
"""
FOUR = r"""BEGIN:VCARD
VERSION:4.0
KIND:individual
FN:Zoë Smith
N:Smith;Zoë;Q.;;
GENDER:F
TEL;VALUE=uri;TYPE="voice,home":tel:+1-207-555-0188;ext=5
TEL;VALUE=uri;PREF=1;TYPE="cell":tel:+1-207-555-0142
BDAY:--0305
ANNIVERSARY:20090808T1430-0500
PHOTO:https://example.com/zoe.jpg
END:VCARD
"""


def test_an_iphone(tmp_path: Path) -> None:
    assert cards_of(tmp_path, IPHONE) == [
        {
            "Full name": "王小明",
            "Last name": "王",
            "Given name": "小明",
            "Phone": "+86 138 0013 8000",
            "Phone 2": "0571 8888 1234",
            "Email": "ming@work.example",
            "Address": "中山路 1 号\n3 单元",
            "City": "杭州",
            "Province": "浙江省",
            "Postcode": "310000",
            "Country": "中国",
            "Birthday": "--03-05",
            "Wedding anniversary": "2010-05-01",
            "Tags": "VIP,茶客",
            "Notes (company)": "杭州茶社, 采购部",
            "Notes (job title)": "经理",
            "Notes (e-mail)": "ming@home.example",
            "Notes (address)": "文三路 2 号, 杭州",
            "Notes": "喜欢靠窗, 少糖\n不要冰",
            "Nickname": "小王",
            "Fax": "0571 8888 9999",
            "Photo": "yes",
        }
    ]


def test_an_old_android_and_a_new_card_in_one_file(tmp_path: Path) -> None:
    assert cards_of(tmp_path, ANDROID_21 + "\n" + FOUR) == [
        {
            "Last name": "陈",
            "Given name": "晓明",
            "Phone": "13900139000",
            "Phone 2": "13700137000",
            "Notes": "一\n二",
            "Birthday": "19850305",
            "Photo": "yes",
        },
        {
            "Full name": "Zoë Smith",
            "Last name": "Smith",
            "Given name": "Zoë Q.",
            "Gender": "F",
            "Phone": "+1-207-555-0142",
            "Phone 2": "+1-207-555-0188 ext. 5",
            "Birthday": "--0305",
            "Wedding anniversary": "20090808",
            "Photo": "yes",
        },
    ]


@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_encodings_of_a_file(tmp_path: Path, codec: str, told: str) -> None:
    text = card("FN:陈雨桐", "ADR:;;中山路一号;上海;;;", "NOTE:每周二下午来，喜欢靠窗的座位")
    (found,) = cards_of(tmp_path, text.encode(codec))
    assert isinstance(found, dict)
    assert (found["Full name"], found["City"]) == ("陈雨桐", "上海")
    info = answer_to(tmp_path / "contacts.vcf", "info")[0][1]
    assert isinstance(info, dict)
    assert (info["encoding"], info["sheets"], info["unreadable"]) == (told, [], 0)


def test_each_value_may_name_its_encoding(tmp_path: Path) -> None:
    gbk = "陈".encode("gbk")
    data = b"BEGIN:VCARD\nFN;CHARSET=GBK:" + gbk + "\nNOTE:é\nEND:VCARD\n".encode()
    assert cards_of(tmp_path, data) == [{"Full name": "陈", "Notes": "é"}]
    quoted = "BEGIN:VCARD\nFN;CHARSET=GBK;QUOTED-PRINTABLE:=B3=C2\nEND:VCARD\n"
    assert cards_of(tmp_path, quoted.encode("utf-16")) == [{"Full name": "陈"}]


def test_what_does_not_decode_is_told_and_not_guessed(tmp_path: Path) -> None:
    lines = (
        "FN;CHARSET=klingon:a",
        "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=B3=C2",
        "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=B3=C2",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=B3=C2",
        "ADR;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=B3=C2",
        "ADR;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=B3=C2",
        "TITLE;ENCODING=BASE64:YQ==",
        "GENDER;ENCODING=b:YQ==",
        "TEL;FAX:1",
        "NOTE:read",
        "TEL;FAX;ENCODING=b:YQ==",
        "BDAY;ENCODING=b:YQ==",
        "ANNIVERSARY;CALSCALE=chinese:20010815",
    )
    unread = Unread.VALUE
    assert said(tmp_path, *lines) == {
        "Full name": unread,
        "Last name": unread,
        "Gender": unread,
        "Address": unread,
        "Birthday": unread,
        "Wedding anniversary": unread,
        "Notes (company)": unread,
        "Notes (job title)": unread,
        "Notes (address)": unread,
        "Notes": unread,
        "Fax": unread,
    }


def test_somebody_says_in_which_encoding_a_file_is(tmp_path: Path) -> None:
    data = card("FN:äöü").encode("cp1252")
    assert cards_of(tmp_path, data, "cp1252") == [{"Full name": "äöü"}]
    assert refusal_of(tmp_path / "contacts.vcf", "utf-8") == "WrongEncoding"


def test_a_fold_may_stand_inside_a_character(tmp_path: Path) -> None:
    name = "陈".encode()
    data = b"BEGIN:VCARD\r\nFN:" + name[:1] + b"\r\n " + name[1:] + b"\r\nEND:VCARD\r\n"
    assert cards_of(tmp_path, data) == [{"Full name": "陈"}]


def test_the_blank_of_a_fold_is_text_in_2_1_only(tmp_path: Path) -> None:
    folded = ("FN:Ann", "NOTE:one", "  two")
    assert said(tmp_path, *folded, version="2.1")["Notes"] == "one two"
    assert said(tmp_path, *folded, version="3.0")["Notes"] == "one two"
    assert said(tmp_path, "FN:Ann", "NOTE:one", " two")["Notes"] == "onetwo"


def test_escapes(tmp_path: Path) -> None:
    lines = (r"FN:A\, B\; C\: D\\n", r"N:Le\;e;A\\nn", r"NOTE:\x\N\end" + "\\")
    new, old = said(tmp_path, *lines), said(tmp_path, *lines, version="2.1")
    assert new == {
        "Full name": "A, B; C: D\\n",
        "Last name": "Le;e",
        "Given name": "A\\nn",
        "Notes": "\\x\n\\end\\",
    }
    assert old["Notes"] == "\\x\\N\\end\\"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("FN:+86 138", "TEL:+86 138"), None),
        (("FN:a@b.example", "EMAIL:a@b.example"), None),
        (("FN:", "ORG:Tea Ltd;Buying"), "Tea Ltd, Buying"),
        (("NICKNAME:Bo",), "Bo"),
        (("N:;;;;", "NICKNAME:Bo"), "Bo"),
    ],
)
def test_who_has_no_name(tmp_path: Path, lines: tuple[str, ...], name: str | None) -> None:
    assert said(tmp_path, *lines, "TEL:1234567").get("Full name") == name


def test_a_whole_name_is_no_family_name(tmp_path: Path) -> None:
    assert said(tmp_path, "FN:王小明", "N:王小明;;;;") == {"Full name": "王小明"}


@pytest.mark.parametrize("mark", ["X-ABShowAs:COMPANY", "KIND:org"])
def test_a_company(tmp_path: Path, mark: str) -> None:
    found = said(tmp_path, "FN:Tea Ltd", "N:;;;;", "ORG:Tea Ltd", mark)
    assert found == {"Full name": "Tea Ltd", "Kind": "Company"}


@pytest.mark.parametrize(
    ("line", "gender"),
    [("GENDER:M;he", "M"), ("GENDER:O", "Other"), ("GENDER:U", None), ("X-GENDER:Male", "Male")],
)
def test_genders(tmp_path: Path, line: str, gender: str | None) -> None:
    assert said(tmp_path, "FN:Ann", line).get("Gender") == gender


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("BDAY:1985-03-05", "1985-03-05"),
        ("BDAY:19850305T000000Z", "19850305"),
        ("BDAY;VALUE=date:1985-03-05", "1985-03-05"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:16040305", "--0305"),
        ("BDAY;VALUE=text:circa 1800", "circa 1800"),
        ("BDAY:", None),
    ],
)
def test_birthdays(tmp_path: Path, line: str, date: str | None) -> None:
    assert said(tmp_path, "FN:Ann", line).get("Birthday") == date


def test_a_part_before_the_street_is_a_district_in_our_own_cards_only(tmp_path: Path) -> None:
    lines = ("FN:Ann", "ADR:Box 5;Flat 2;1 Main St;Perth;WA;6000;Australia;more")
    found = said(tmp_path, *lines)
    assert (found["Address"], found.get("District")) == ("Box 5\nFlat 2\n1 Main St", None)
    found = said(tmp_path, *lines, "UID:shopbell:C000001")
    assert (found["Address"], found["District"]) == ("Box 5\n1 Main St", "Flat 2")
    assert found["Code"] == "C000001"
    assert "Code" not in said(tmp_path, "FN:Ann", "UID:urn:uuid:1")


def test_a_lunar_birthday_comes_back_from_the_note_of_our_own_card(tmp_path: Path) -> None:
    lines = ("FN:Ann", "NOTE:Lunar birthday: 农历八月十五")
    found = said(tmp_path, *lines, "UID:shopbell:1")
    assert (found["Birthday"], found.get("Notes")) == ("农历八月十五", None)
    assert said(tmp_path, *lines)["Notes"] == "Lunar birthday: 农历八月十五"
    assert said(tmp_path, "FN:1", "UID:shopbell:1") == {"Code": "1"}


def test_a_file_without_a_card(tmp_path: Path) -> None:
    file = tmp_path / "contacts.vcf"
    file.write_text("\n \n")
    assert refusal_of(file) == "SourceEmpty"


def test_an_empty_card_is_no_row(tmp_path: Path) -> None:
    file = tmp_path / "contacts.vcf"
    file.write_text(card() + card("FN:Ann"))
    assert rows_of(file)[1:] == [(2, ["Ann"])]


def test_cards_under_another_name(tmp_path: Path) -> None:
    file = tmp_path / "contacts.txt"
    file.write_bytes(b"\xef\xbb\xbf\r\n" + card("FN:Ann").encode())
    assert rows_of(file)[1] == (1, ["Ann"])
    file.write_bytes(card("FN:Ann").encode("utf-16"))
    assert rows_of(file)[1] == (1, ["Ann"])
