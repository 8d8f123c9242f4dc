"""The catalogues: every text that people see has its words in both Chinese scripts, in our voice.

Rules of wording hold for all texts at once; the few texts a rule is not meant for are listed with
the reason.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from smbcrm.core.i18n import DOMAIN, Translator
from smbcrm.membership.imports.fields import LABELS
from smbcrm.membership.imports.headings import recognise
from smbcrm.membership.imports.kinds import BOOKS
from smbcrm.membership.staff.types import FIRST_TERMINAL, OWNER
from smbcrm.membership.tiers.types import SHIPPED_NAMES
from tests.quality.repository import ROOT

CHINESE = ("zh_CN", "zh_TW")

# Where an English text has the term, the translation has this very word.
TERMS = {
    "paid part": ("实充", "實儲"),
    "gift(?: part)?": ("赠送", "贈送"),
    "stored value": ("储值", "儲值金"),
    "top[- ]up": ("充值", "加值"),
    "visit package": ("次卡", "計次卡"),
    "till": ("收银台", "收銀台"),
    "lapsed": ("久未光临", "久未光臨"),
    "points?": ("积分", "點數"),
    "tier": ("会员级别", "會員等級"),
    "customer": ("顾客", "顧客"),
    "walk-in": ("散客", "散客"),
    "operation": ("操作", "操作"),
    "entr(?:y|ies)": ("分录", "分錄"),
    "account": ("账户", "帳戶"),
    "lot": ("批次", "批次"),
    "store credit": ("抵用金", "抵用金"),
    "redemption": ("兑换", "兌換"),
    "voucher": ("优惠券", "優惠券"),
    "opening balance": ("期初余额", "期初餘額"),
    "reversal": ("冲销", "沖銷"),
    "undo": ("撤销", "復原"),
    "void": ("作废", "作廢"),
    "refund": ("退款", "退款"),
    "occasion": ("纪念日", "紀念日"),
    "consent": ("同意", "同意"),
    "business (?:date|day)": ("营业日", "營業日"),
    "staff": ("店员", "店員"),
    "items?": ("商品", "商品"),
    "bill number": ("单号", "單號"),
    "e-bill": ("电子账单", "電子帳單"),
    "backup": ("备份", "備份"),
}
# Shops write 入会日期 (joined on); the tiles have the short form (design, section 12): 实 and 赠.
WITHOUT_THE_TERM = {"Customer since", "paid {paid} + gift {gift}", "{paid} + gift {gift}"}
SAID = {"點數": "點數|} 點"}  # Taiwan counts by 點 alone: 100 點
EQUAL_TO_THE_SOURCE = {"{reason}", "{field} {values}", "{size} KiB"}
EQUAL_TO_THE_SOURCE |= {"Excel", "LINE", "PDF", "WhatsApp"}
STANDS_FOR = {"tenths": "off", "digits": "off"}  # 15 % off is 8.5 折, in Taiwan 85 折

# Words of the other side of the strait, in the characters of this one.
STRANGE = {
    "zh_CN": re.compile(
        "预设|品质|讯息|软体|硬体|资料库|资料夹|档案|萤幕|网路|伺服器|记忆体|磁碟|滑鼠|简讯"
        "|储存格|字元|位元组|新增|设定|加值|点数|列印|汇入|汇出|复原|登入|选单|视窗|捷径|联络"
        "|国历|管道|程式|帐户|帐目"
    ),
    "zh_TW": re.compile(
        "默認|質量|信息|軟件|硬件|數據|文件夾|用戶|屏幕|網絡|服務器|內存|磁盤|硬盤|U ?盤|鼠標|短信"
        "|賬|單元格|工作簿|字符|字節|添加|設置|收銀臺|充值|積分|打印|導入|導出|撤銷|登錄|視頻"
        "|菜單|窗口|快捷方式|網上|聯繫|公曆|渠道|運行|加載|二維碼|緩存|郵編|鏈接|程序|另存為|余|后|里"
    ),
}

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_COMMAND = re.compile(
    r"smbcrm(?: [a-z][a-z.]*)*(?: (?:[A-Z]+|\{\w+\}))?|createdb(?: --\S+)*(?: NAME)?"
)
_OPTION = re.compile(r"--[a-z]\S*")
_FINAL = {".": "。", ":": "：", "?": "？"}


@cache
def catalogue(language: str) -> Catalog:
    with (ROOT / "resources/locale" / language / "LC_MESSAGES/smbcrm.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def several(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the forms of a text: one, or as many as its counts need."""
    return (words,) if isinstance(words, str) else tuple(words or ("",))


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Yield each source text with its translation; of counted texts the plural source."""
    for message in messages(language):
        for text in several(message.string):
            yield several(message.id)[-1], text


def placeholders(text: str) -> set[str]:
    names = (name for _, name, _, _ in Formatter().parse(text) if name is not None)
    return {STANDS_FOR.get(name, name) for name in names}


def plain(source: str) -> str:
    """Return what is left of an English text without commands, options and placeholders."""
    return re.sub(r"\{\w+\}", "", _OPTION.sub("", _COMMAND.sub("", source)))


# ------------------------------------------------------------------------------ completeness


@cache
def extracted() -> frozenset[tuple[str, ...]]:
    options = {"**.py": {"encoding": "utf-8"}}
    marks = {**DEFAULT_KEYWORDS, "NN_": (1, 2)}
    found = extract_from_dir(ROOT / "smbcrm", [("**.py", "python")], options, marks)
    return frozenset(several(message) for _, _, message, _, _ in found)


@pytest.mark.parametrize("language", CHINESE)
def test_every_marked_text_is_in_the_catalogue_and_nothing_else(language: str) -> None:
    known = {several(message.id) for message in messages(language)}
    assert known == extracted(), "run: python3 dev.py i18n"
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", CHINESE)
def test_every_text_is_translated_and_none_is_a_guess(language: str) -> None:
    assert [one.id for one in messages(language) if one.fuzzy or not all(several(one.string))] == []


@pytest.mark.parametrize("language", CHINESE)
def test_a_translation_has_the_placeholders_of_its_source(language: str) -> None:
    wrong = [
        (source, text)
        for source, text in pairs(language)
        if placeholders(source) != placeholders(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", CHINESE)
def test_the_compiled_catalogue_gives_every_text(language: str, tmp_path: Path) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    folder = tmp_path / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / f"{DOMAIN}.mo").write_bytes(compiled.getvalue())
    words = Translator(language, tmp_path)
    for message in messages(language):
        if isinstance(message.id, str):
            assert words.gettext(message.id) == message.string
        else:
            singular, plural = several(message.id)
            assert words.ngettext(singular, plural, 2) == several(message.string)[-1]


@pytest.mark.parametrize("language", CHINESE)
def test_no_text_is_left_in_english(language: str) -> None:
    assert {source for source, text in pairs(language) if source == text} <= EQUAL_TO_THE_SOURCE


# ------------------------------------------------------------------------------------- words


@pytest.mark.parametrize("language", CHINESE)
def test_the_words_are_those_of_the_product(language: str) -> None:
    terms = {term: words[CHINESE.index(language)] for term, words in TERMS.items()}
    wrong = [
        (term, source, text)
        for source, text in pairs(language)
        for term, word in terms.items()
        if source not in WITHOUT_THE_TERM
        and re.search(rf"\b(?:{term})s?\b", plain(source), re.IGNORECASE)
        and not re.search(SAID.get(word, word), text)
    ]
    assert wrong == []


def test_the_glossary_has_the_same_words() -> None:
    lines = (ROOT / "docs/GLOSSARY.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    listed = {
        term: {(row[2], row[3]) for row in rows if re.fullmatch(term, row[1])} for term in TERMS
    }
    assert listed == {term: {words} for term, words in TERMS.items()}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh_CN", ["店主", "收银台 1", "普通", "银卡", "金卡"]),
        ("zh_TW", ["店主", "收銀台 1", "一般", "銀卡", "金卡"]),
    ],
)
def test_a_new_shop_begins_with_these_names(language: str, words: list[str]) -> None:
    found = dict(pairs(language))
    assert [found[name] for name in (OWNER, FIRST_TERMINAL, *SHIPPED_NAMES)] == words


@pytest.mark.parametrize("language", ["en", *CHINESE])
def test_what_we_call_a_field_is_understood_above_a_column(language: str) -> None:
    words = dict(pairs(language)) if language in CHINESE else {}
    heads = {field: words.get(label, label) for field, label in LABELS.items()}
    for book in BOOKS.values():
        understood = {field: recognise(heads[field], book) for field in book.words}
        assert [
            heads[one] for one, found in understood.items() if not found or found[0] != one
        ] == []


@pytest.mark.parametrize("language", CHINESE)
def test_no_word_is_from_the_other_side_of_the_strait(language: str) -> None:
    assert [text for _, text in pairs(language) if STRANGE[language].search(text)] == []


@pytest.mark.parametrize(("language", "charset"), [("zh_CN", "gb2312"), ("zh_TW", "big5")])
def test_every_character_is_of_the_right_script(language: str, charset: str) -> None:
    """GB 2312 holds simplified characters only, Big5 traditional ones only (and a few of both)."""
    han = {sign for _, text in pairs(language) for sign in re.findall(f"[{_HAN}]", text)}
    assert [sign for sign in sorted(han) if not sign.encode(charset, "ignore")] == []


@pytest.mark.parametrize("language", CHINESE)
def test_a_customer_is_no_member(language: str) -> None:
    member = re.compile("会员(?!级别|卡)|會員(?!等級|卡)|客户|客戶")
    assert [text for _, text in pairs(language) if member.search(text)] == []


# ------------------------------------------------------------------------------- punctuation


@pytest.mark.parametrize("language", CHINESE)
def test_a_translation_ends_as_its_source_does(language: str) -> None:
    wrong = [
        (source, text)
        for source, text in pairs(language)
        if source != ", "
        and _FINAL.get(source.strip()[-1], "") != re.sub(".*?([。：？！.:?!]?)$", r"\1", text)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        ("full-width signs beside Chinese", rf"[{_HAN}][,;:!?()'\"]|[,;:!?()'\"][{_HAN}]"),
        (
            "a space between Chinese and Latin or numbers",
            rf"[{_HAN}][A-Za-z0-9]|[A-Za-z0-9][{_HAN}]",
        ),
        (
            "no space between Chinese",
            rf"[{_HAN}，。：；、？（）“”「」] +[{_HAN}，。：；、？（）“”「」]",
        ),
        ("no double space, none at an end", r"  |^ | $"),
        ("a calm voice", r"[!！]|[。，；][请請](?!求)|^[请請](?![求勿])"),
    ],
)
@pytest.mark.parametrize("language", CHINESE)
def test_signs_and_spaces(language: str, rule: str, pattern: str) -> None:
    assert [text for _, text in pairs(language) if re.search(pattern, text)] == [], rule


@pytest.mark.parametrize(("language", "foreign"), [("zh_CN", "「」『』"), ("zh_TW", "“”")])
def test_quotation_marks_are_those_of_the_place(language: str, foreign: str) -> None:
    assert [text for _, text in pairs(language) if set(foreign) & set(text)] == []


@pytest.mark.parametrize("language", CHINESE)
def test_what_is_typed_stands_as_it_is_typed(language: str) -> None:
    typed = [
        (found.rstrip(".:,"), text)
        for source, text in pairs(language)
        for found in [*_COMMAND.findall(source), *_OPTION.findall(source)]
    ]
    assert [(word, text) for word, text in typed if word not in text] == []


# ---------------------------------------------------------------------------------- sources

# Functions and classes whose argument at this place is a text for people.
SHOWN_AT = {"Text": 0, "_find": 0, "note": 2, "Argument": 1, "Command": 1, "Group": 1, "Setting": 2}


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    files = sorted((ROOT / "smbcrm").rglob("*.py"))
    return tuple(
        (str(file.relative_to(ROOT)), ast.parse(file.read_text("utf-8"))) for file in files
    )


def called(node: ast.AST) -> str:
    """Return the last name of what is called; empty for anything but a call."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def unmarked(node: ast.expr) -> bool:
    """Tell whether an expression may give a text of its own, with words in it, without N_."""
    match node:
        case ast.Constant(value=str(text)):
            return re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", text)) is not None
        case ast.JoinedStr():
            return True
        case ast.IfExp():
            return unmarked(node.body) or unmarked(node.orelse)
        case ast.BoolOp():
            return any(map(unmarked, node.values))
        case ast.BinOp():
            return unmarked(node.left) or unmarked(node.right)
        case _:
            return False


def shown(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the expressions that give texts for people, as far as names tell."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef():
                for line in node.body:
                    match line:
                        case (
                            ast.Assign(targets=[ast.Name(id="msgid")], value=ast.expr() as value)
                            | ast.AnnAssign(target=ast.Name(id="msgid"), value=ast.expr() as value)
                        ):
                            yield value
            case ast.Call() if (place := SHOWN_AT.get(called(node))) is not None:
                yield from node.args[place : place + 1]
            case ast.Call(args=[ast.List() | ast.Tuple() as rows, *_]) if called(node) == "Facts":
                yield from (row.elts[0] for row in rows.elts if isinstance(row, ast.Tuple))
            case ast.Call(args=[ast.Tuple() as heads, *_]) if called(node) == "Table":
                yield from heads.elts


def test_every_text_that_is_shown_is_marked() -> None:
    found = [
        f"{file}:{node.lineno}"
        for file, tree in sources()
        for node in shown(tree)
        if unmarked(node)
    ]
    assert found == []


def marks(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) == "N_":
            yield node


def literal(call: ast.Call) -> str:
    match call.args:
        case [ast.Constant(value=str(text))]:
            return text
        case _:
            return ""


def test_every_mark_can_be_collected() -> None:
    """Babel reads literals only, and inside an f-string it depends on Python's version."""
    lost = {
        f"{file}:{mark.lineno}"
        for file, tree in sources()
        for mark in marks(tree)
        if (literal(mark),) not in extracted()
    }
    inside = {
        f"{file}:{mark.lineno}"
        for file, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for mark in marks(node)
    }
    assert lost | inside == set()


def test_the_sources_speak_calmly_and_name_their_placeholders() -> None:
    everything = [text for message in extracted() for text in message]
    assert [text for text in everything if re.search(r"!|\bplease\b", text, re.IGNORECASE)] == []
    assert all(name.isidentifier() for text in everything for name in placeholders(text))
