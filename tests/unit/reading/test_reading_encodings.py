"""Which encoding a list is written in."""

import io
import random

import pytest
from faker import Faker

from smbcrm.exports.reading.charset import ENCODINGS, Charset, guessed_charset, named_charset
from smbcrm.exports.reading.encoding_models import MODELS, likelihood
from smbcrm.exports.reading.frequent_han import COMMON_TO_BOTH, SIMPLIFIED, TRADITIONAL
from smbcrm.exports.reading.wire import Refusal

SHORT_SIMPLIFIED = (
    "姓名,电话\n王芳,13800138000\n李娜,13900139000\n",
    "会员卡号,姓名,余额\n0001,欧阳雨桐,68.50\n0002,曾国强,0\n",
    "客户,地址\n陈建国,北京市朝阳区建国路88号\n仇英,上海市徐汇区\n",
    "编号,姓名,备注\n1,单雄信,染发过敏\n2,解晓东,喜欢靠窗\n",
    "姓名,生日\n朴正秀,农历八月十五\n查良镛,闰四月初一\n",
    "手机,等级\n13800138000,银卡\n13900139000,金卡\n",
    "名称,联系人\n杭州茶叶公司,赵敏\n宁波眼镜店,孙丽\n",
    "王堃\n李喆\n张镕\n",
)
SHORT_TRADITIONAL = (
    "姓名,電話\n王淑芬,0912345678\n李怡君,0922333444\n",
    "會員卡號,姓名,餘額\n0001,歐陽雨桐,685\n0002,曾國強,0\n",
    "客戶,地址\n陳建國,臺北市信義區市府路45號\n林宜蓁,高雄市苓雅區\n",
    "編號,姓名,備註\n1,單雄信,染髮過敏\n2,解曉東,喜歡靠窗\n",
    "姓名,生日\n朴正秀,農曆八月十五\n查良鏞,閏四月初一\n",
    "手機,等級\n0912345678,銀卡\n0922333444,金卡\n",
    "名稱,聯絡人\n台南茶行,趙敏\n基隆眼鏡行,孫麗\n",
    "王小明\n張淑惠\n黃志豪\n",
)

RUSSIAN = "имя,город\nИванов Иван,Москва\nПетрова,Псков\nСидоров,Казань\n"  # noqa: RUF001 - so it is


def made_up_list(locale: str, seed: int) -> str:
    """Return a list of 3 to 60 people; odd ones have no header."""
    fake = Faker(locale)
    fake.seed_instance(seed)
    chance = random.Random(seed)  # noqa: S311 - test data
    header = {"zh_CN": "姓名,电话,地址,余额", "zh_TW": "姓名,電話,地址,餘額"}[locale]
    lines = [] if seed % 2 else [header]
    for _ in range(chance.choice((3, 3, 5, 10, 60))):
        place = fake.address().replace("\n", " ").replace(",", " ")
        lines.append(f"{fake.name()},{fake.phone_number()},{place},{chance.randrange(900)}")
    return "\r\n".join(lines)


def guess(data: bytes) -> Charset:
    return guessed_charset(io.BytesIO(data))


@pytest.mark.parametrize("text", SHORT_SIMPLIFIED)
def test_short_simplified_lists(text: str) -> None:
    assert guess(text.encode("gbk")) == Charset("gb18030", 0)


@pytest.mark.parametrize("text", SHORT_TRADITIONAL)
def test_short_traditional_lists(text: str) -> None:
    assert guess(text.encode("big5")) == Charset("big5hkscs", 0)


@pytest.mark.parametrize("seed", range(30))
def test_made_up_simplified_lists(seed: int) -> None:
    text = made_up_list("zh_CN", seed)
    assert guess(text.encode("gbk")) == Charset("gb18030", 0)
    assert guess(text.encode()) == Charset("utf-8", 0)


@pytest.mark.parametrize("seed", range(30))
def test_made_up_traditional_lists(seed: int) -> None:
    text = made_up_list("zh_TW", seed)
    assert guess(text.encode("big5", "ignore")) == Charset("big5hkscs", 0)
    assert guess(text.encode()) == Charset("utf-8", 0)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name,city\nAndré Müller,Köln\nÁlvarez,Málaga\n", "cp1252"),
        ("name\nJosé Núñez\n", "cp1252"),
        ("shop,price\nJoe\u2019s “Best”,5 €\n", "cp1252"),
        ("氏名,住所\n山田太郎,東京都新宿区\nさくら,大阪府\n", "cp932"),
        ("이름,주소\n김민수,서울특별시 강남구\n박지은,부산광역시\n", "cp949"),
        (RUSSIAN, "cp1251"),
        ("姓名,备注\n陈雨桐,𠮷㛃喆镕堃\n王龑䶮,𬭎㭎\n", "gb18030"),
        ("姓名,備註\n陳大文,深水埗黃大仙邨\n何啟,嘅咗喺\n", "big5hkscs"),
    ],
)
def test_other_scripts(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    found = guess(data)
    assert data.decode(found.encoding) == text
    assert found == Charset(encoding, 0)


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("text", [SHORT_SIMPLIFIED[0], SHORT_TRADITIONAL[1], "name,phone\nA,1\n"])
def test_unicode_with_and_without_a_mark(codec: str, encoding: str, text: str) -> None:
    assert guess(text.encode(codec)) == Charset(encoding, 0)


def test_the_other_byte_order_with_a_mark() -> None:
    assert guess(b"\xfe\xff" + "姓名,a\n".encode("utf-16-be")) == Charset("utf-16", 0)


def test_plain_ascii_is_utf8() -> None:
    assert guess(b"name,phone\nAnn,1\n") == Charset("utf-8", 0)


def test_a_stray_character_far_below_decides() -> None:
    data = b"name,phone\n" + b"Ann,1\n" * 300_000 + "陈雨桐,王芳\n".encode("gbk")
    assert guess(data) == Charset("gb18030", 0)


def test_characters_cut_in_half_are_counted() -> None:
    """Old programs cut a field after so many bytes, in the middle of a character."""
    whole = "".join(f"{n},陈雨桐,北京市朝阳区\n" for n in range(20)).encode("gbk")
    cut = whole.replace("区\n".encode("gbk"), "区".encode("gbk")[:1] + b"\n", 2)
    assert guess(cut) == Charset("gb18030", 2)
    assert guess(whole.decode("gbk").encode()[:-2]) == Charset("utf-8", 1)


def test_what_was_damaged_before_is_no_loss_of_ours() -> None:
    text = "姓名\n陈\ufffd桐\n"
    assert guess(text.encode()) == Charset("utf-8", 0)
    assert guess(text.encode("utf-16")) == Charset("utf-16", 0)
    assert named_charset(io.BytesIO(text.encode()), "utf-8") == Charset("utf-8", 0)


def test_a_mark_that_lies_is_no_readable_text() -> None:
    with pytest.raises(Refusal) as caught:
        guess(b"\xef\xbb\xbf" + SHORT_SIMPLIFIED[0].encode("gbk"))
    assert caught.value.code == "BinaryText"


@pytest.mark.parametrize("rows", [1, 2, 50])
@pytest.mark.parametrize("encoding", ["gbk", "big5"])
@pytest.mark.parametrize("heading", ["姓名,手機,電話", "\ufeff姓名,手機"])
def test_two_encodings_in_one_file_are_told_and_may_be_read_in_one(
    rows: int, encoding: str, heading: str
) -> None:
    data = f"{heading}\n".encode() + "王小明,台北市大安路\n".encode(encoding) * rows
    with pytest.raises(Refusal) as caught:
        guess(data)
    assert caught.value.code == "MixedEncodings"
    named = named_charset(io.BytesIO(data), encoding)
    assert named.encoding == {"gbk": "gb18030", "big5": "big5hkscs"}[encoding]
    assert named_charset(io.BytesIO(data), "utf-8").unreadable > 0


def test_a_few_rows_of_another_encoding_below_are_told_too() -> None:
    data = "姓名,城市\n".encode("gbk") + "王芳,北京市朝阳区\n".encode() * 3
    with pytest.raises(Refusal) as caught:
        guess(data)
    assert caught.value.code == "MixedEncodings"


def test_a_few_nul_characters_are_forgiven() -> None:
    assert guess(b"name,phone\x00\nAnn,1\n") == Charset("utf-8", 0)


@pytest.mark.parametrize("data", [bytes(3000), bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 99])
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        guess(data)
    assert caught.value.code == "BinaryText"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("GBK", "gb18030"),
        ("gb2312", "gb18030"),
        ("BIG5", "big5hkscs"),
        ("Shift-JIS", "cp932"),
        ("latin1", "cp1252"),
        ("utf8", "utf-8"),
        ("UTF-16", "utf-16-le"),
        ("windows-1250", "cp1250"),
    ],
)
def test_a_named_encoding_wins(name: str, encoding: str) -> None:
    stream = io.BytesIO(b"n\x00a\x00m\x00e\x00\n\x00" if "16" in name else b"name\n")
    assert named_charset(stream, name) == Charset(encoding, 0)


def test_every_encoding_offered_is_a_text_encoding() -> None:
    for encoding in ENCODINGS:
        text = "abc\n".encode(encoding)
        assert named_charset(io.BytesIO(text), encoding).encoding == encoding


def test_a_named_encoding_with_too_much_loss_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        named_charset(io.BytesIO("Müller\n".encode("cp1252")), "utf-8")
    assert (caught.value.code, caught.value.params) == ("WrongEncoding", {"encoding": "utf-8"})


def test_the_tables_hold_what_they_say() -> None:
    assert len(COMMON_TO_BOTH) == len(set(COMMON_TO_BOTH)) > 500
    for table, codec, other in ((SIMPLIFIED, "gb2312", "big5"), (TRADITIONAL, "big5", "gb2312")):
        assert len(table) == len(set(table)) > 300
        assert table.encode(codec).decode(codec) == table
        assert len(table.encode(other, "ignore")) < len(table)


def test_grades_of_single_characters() -> None:
    """The more a character belongs to its encoding's lists, the better its grade."""
    ladders = {
        "gb18030": "陈栖咦陳𠮷",
        "big5hkscs": "陳垃囗嗰",
        "cp932": "さ山ｻ",
        "cp949": "김金똠",
        "cp1252": "é€ÿ¤",
        "utf-8": "陈栖Ж",
    }
    models = {model.encoding: model for model in MODELS}
    for encoding, ladder in ladders.items():
        grades = [models[encoding].grade(char) for char in ladder]
        assert grades == sorted(grades, reverse=True), (encoding, grades)
    assert likelihood("a\x01\ufffd", models["gb18030"]) == (-32.0, 0.0)
    assert likelihood("陈𠮷", models["gb18030"]) == (-25.0, 0.5)
    assert likelihood("阿Q", models["gb18030"])[0] == -14.0
