"""Finding a customer: every way a clerk types must lead to the row, and nothing else may."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from smbcrm.membership.customers.han import simplify
from smbcrm.membership.customers.name_search import (
    MOST_DIGITS,
    MOST_HAN,
    MOST_PAIRS,
    MOST_PARTS,
    MOST_WORDS,
)
from smbcrm.membership.customers.search_keys import (
    Query,
    QueryKind,
    Rank,
    keys_of,
    match,
    parse_query,
)
from tests.unit.customers.search_oracle import (
    WORD,
    answers,
    latin_spellings,
    look_up,
    pinyin_spellings,
    writings,
)

SURNAMES = [*"陈王李張黃林單解仇曾翟朴尉呂葉𠮷", "歐陽", "尉迟", "司馬", "万俟", "長孫"]
GIVEN = "雨桐明华志強樂行重长英䶮堃龙乾宇安艾恩"
CODES = {"86": 11, "886": 9, "852": 8, "1": 10, "44": 10, "39": 10}

chinese = st.builds(
    "".join,
    st.tuples(st.sampled_from(SURNAMES), st.text(st.sampled_from(GIVEN), min_size=1, max_size=2)),
)
latin = st.lists(st.text("abcehilnosty", min_size=1, max_size=7), min_size=1, max_size=3).map(
    " ".join
)
phone = st.sampled_from(sorted(CODES)).flatmap(
    lambda code: st.tuples(
        st.just(code),
        st.text("0123456789", min_size=CODES[code], max_size=CODES[code]).filter(
            lambda digits: digits[0] != "0"
        ),
    )
)


def parsed(text: str) -> Query:
    query = parse_query(text)
    assert query is not None
    return query


def rank_of(
    text: str,
    names: Sequence[str] = (),
    phones: Sequence[str] = (),
    cards: Sequence[str] = (),
    code: str = "",
) -> Rank | None:
    """Search one customer as the store does: look up, then check."""
    query = parsed(text)
    if not look_up(query, keys_of(names, phones, cards, code)):
        return None
    return match(query, names, phones, cards, code)


@pytest.mark.parametrize(
    "typed",
    [
        *("陈", "雨", "桐", "陈雨", "雨桐", "陈雨桐", "陳雨桐", "陳", "陈 桐", "桐，陈"),
        *("cyt", "CYT", "cy", "yt", "chen", "ch", "chenyutong", "chenyut", "yutong", "tong"),
        *("chen yu tong", "Chén Yǔtóng", "yutong chen", "c y t", "\uff23\uff39\uff34"),
        *("陈 8000", "chen 8000", "cyt8000", "8000 陈雨桐", "陈 80", "陈y"),
    ],
)
@pytest.mark.parametrize("name", ["陈雨桐", "陳雨桐", "陈 雨桐", " 陳\uff0e雨桐\u202e"])
def test_chinese_name_is_found(typed: str, name: str) -> None:
    assert rank_of(typed, [name], ["+8613800138000"]) is not None


@pytest.mark.parametrize(
    "typed", ["雨陈", "陈桐", "ct", "chentong", "yut chenx", "陈 8002", "bcyt"]
)
def test_what_the_name_is_not_does_not_find_it(typed: str) -> None:
    assert rank_of(typed, ["陈雨桐"], ["+8613800138000"]) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *((typed, "John Smith") for typed in ("js", "JS", "j s", "jo", "smith", "Smith, John")),
        *((typed, "John Smith") for typed in ("johnsmith", "j smith", "smith j")),
        *(
            (typed, "Seán O\u2019Brien-Li")
            for typed in ("obrien", "o'brien", "brien", "SEAN", "sob")
        ),
        *((typed, "Seán O\u2019Brien-Li") for typed in ("o brien", "li", "bl", "Brien-Li", "Seán")),
        *((typed, "J.R.R. Tolkien") for typed in ("jrr", "jrrt", "jr", "j r r", "tolk", "rt")),
        *(
            (typed, "Amy 陈 美容 203")
            for typed in ("amy", "陈美", "203", "amy 美容", "chenmei", "cmr")
        ),
        *((typed, "王 13800138000") for typed in ("138001", "8000", "13800138000", "380")),
        *((typed, "김민수") for typed in ("김민", "김민수")),
        *((typed, "𠮷田 龑") for typed in ("𠮷", "𠮷田", "䶮", "jt")),
        *((typed, "<img src=file:///etc/passwd>") for typed in ("img", "passwd", "etc/passwd")),
        *((typed, "{first_name} =cmd|' /C calc'!A0") for typed in ("first", "cmd", "calc")),
    ],
)
def test_any_part_of_a_name_finds_it(typed: str, name: str) -> None:
    assert rank_of(typed, [name]) is Rank.OTHER


@pytest.mark.parametrize("phone", ["+886912345678", "0912-345-678", "0912345678"])
@pytest.mark.parametrize(
    "typed",
    ["0912 345 678", "+886912345678", "00886-912345678", "886912345678", "912345678", "5678"],
)
def test_phone_is_found_whole_in_every_writing(phone: str, typed: str) -> None:
    assert rank_of(typed, phones=[phone]) is Rank.PHONE_END


@pytest.mark.parametrize("typed", ["138-0013-8000", "+86 138 0013 8000", "(86)13800138000", "8000"])
def test_the_end_of_a_phone_ranks_before_its_middle(typed: str) -> None:
    assert rank_of(typed, phones=["+8613800138000"]) is Rank.PHONE_END
    assert rank_of("0013", phones=["+8613800138000"]) is Rank.OTHER


def test_a_number_of_another_country_is_not_found_by_its_end() -> None:
    assert rank_of("+852 12345678", phones=["+6512345678"]) is None
    assert rank_of("+8613800138000", phones=["13800138000"]) is Rank.PHONE_END


def test_more_digits_than_any_prefix_has_are_another_number() -> None:
    assert match(parsed("00886912345678"), [], ["912345678"], [], "") is Rank.PHONE_END
    assert match(parsed("123456912345678"), [], ["912345678"], [], "") is None
    assert match(parsed("99110"), [], ["110"], [], "") is None


def test_half_a_number_as_dialled_abroad_or_at_home() -> None:
    assert rank_of("00861380", phones=["+8613800138000"]) is Rank.OTHER
    assert rank_of("01380", phones=["+8613800138000"]) is Rank.OTHER


@pytest.mark.parametrize("phone", ["110", "+110", "1 1 0"])
def test_very_short_number_is_found_whole(phone: str) -> None:
    assert rank_of("110", phones=[phone]) is Rank.PHONE_END


@pytest.mark.parametrize(
    "typed", ["620012345678", "6200 1234 5678", "C000123", "c-000123", "c000123"]
)
def test_whole_card_and_code_come_first(typed: str) -> None:
    cards = ["VIP-0001", "620012345678"]
    assert rank_of(typed, ["陈雨桐"], ["+8613800138000"], cards, "C000123") is Rank.CARD


@pytest.mark.parametrize("typed", ["vip0001", "VIP 0001", "会员88", "會員-88", "会员", "ab"])
def test_cards_and_codes_of_other_programs_are_found_too(typed: str) -> None:
    codes = ["VIP-0001", "會員 88", "會員", "AB"]
    assert rank_of(typed, cards=codes) is Rank.CARD


def test_part_of_a_card_finds_nobody() -> None:
    assert rank_of("6200123", cards=["620012345678"]) is None


@pytest.mark.parametrize("typed", ["", " ", "a", "7", "-", "💇", "\u202e\x00", "é", "<>", "c."])
def test_too_little_to_search(typed: str) -> None:
    assert parse_query(typed) is None


@pytest.mark.parametrize(
    ("typed", "kind", "look_ups"),
    [
        ("陈雨桐", QueryKind.HAN, ("桐", "陈雨桐", None, None)),
        ("陳", QueryKind.HAN, ("陈", None, None, None)),
        ("cy", QueryKind.LETTERS, ("cy", None, None, "cy")),
        ("cyt", QueryKind.LETTERS, (None, "cyt", None, "cyt")),
        ("chenyutong", QueryKind.LETTERS, (None, "chenyutong", "chen", "chenyuto")),
        ("80", QueryKind.DIGITS, (None, "80", None, "80")),
        ("8000", QueryKind.DIGITS, ("8000", None, None, "8000")),
        ("38000", QueryKind.DIGITS, (None, "38000", None, "38000")),
        ("00861380", QueryKind.DIGITS, (None, "00861380", None, "861380")),
        ("620012345678", QueryKind.DIGITS, (None, "620012345678", None, "345678")),
        ("chen 陈 0142", QueryKind.MIXED, ("0142", "chen陈0142", None, "0142")),
        ("chen 雨 42", QueryKind.MIXED, ("雨", "chen雨42", None, None)),
        ("C000123", QueryKind.MIXED, (None, "c000123", None, "000123")),
        ("a 1", QueryKind.MIXED, (None, "a1", None, None)),
    ],
)
def test_look_ups_go_by_what_fewest_customers_have(
    typed: str, kind: QueryKind, look_ups: tuple[str | None, ...]
) -> None:
    query = parsed(typed)
    assert query.kind is kind
    found = (query.short_key, query.whole_key, query.part_key, query.part_prefix)
    assert found == look_ups


def test_keys_of_one_customer_stand_as_the_tables_expect_them() -> None:
    keys = keys_of(["陳雨桐", "陳", "雨桐"], ["+8613800138000"], ["6200-12345678"], "C000123")
    assert keys.short == {
        *("陈", "雨", "桐", "cy", "zy", "yt", "yd"),  # 陈 has an old reading zhen, 桐 one dong
        *("8000", "620012345678", "c000123"),
    }
    assert {"chenyuto", "yutong", "tong", "cyt"} <= keys.part
    assert {"861380", "138001", "38000", "8000", "013800"} <= keys.part
    assert "000" not in keys.part


@given(chinese)
def test_chinese_name_is_found_by_each_character_and_every_spelling(name: str) -> None:
    simple = simplify(name)
    typed = {*name, *simple, name, simple, *(name[start:] for start in range(len(name)))}
    typed |= {spelling for spelling in pinyin_spellings(name) if len(spelling) > 1}
    missed = [text for text in typed if rank_of(text, [name]) is None]
    assert not missed


@given(latin)
def test_latin_name_is_found_by_the_start_of_each_word_and_initials(name: str) -> None:
    typed = {spelling[:end] for spelling in latin_spellings(name.split()) for end in (2, 3, 4, 40)}
    missed = [text for text in typed if len(text) > 1 and rank_of(text, [name]) is None]
    assert not missed


@given(phone)
def test_phone_is_found_by_its_end_any_window_and_whole(number: tuple[str, str]) -> None:
    code, national = number
    stored = f"+{code}{national}"
    for typed in (national[-4:], *writings(code, national), stored):
        assert rank_of(typed, phones=[stored]) is Rank.PHONE_END
    digits = code + national
    for size in (4, 5, 6, 7, 9):
        for start in range(len(digits) - size + 1):
            assert rank_of(digits[start : start + size], phones=[stored]) is not None


@st.composite
def searches(draw: st.DrawFn) -> tuple[str, list[str], list[tuple[str, str]]]:
    """Draw a customer and a text that is often, but not always, made of pieces of it."""
    names = draw(st.lists(st.one_of(chinese.map(simplify), latin), min_size=1, max_size=2))
    phones = draw(st.lists(phone, max_size=2))
    other = draw(st.one_of(chinese.map(simplify), latin))
    words = []
    for name in draw(st.lists(st.sampled_from([*names, other]), max_size=2, unique=True)):
        whole = latin_spellings(name.split()) if name.isascii() else pinyin_spellings(name)
        words.append(draw(st.sampled_from(sorted({name.replace(" ", ""), *whole}))))
    numbers = [text for number in phones for text in writings(*number)]
    words += draw(st.lists(st.sampled_from([*numbers, "0123456", "3800", "91"]), max_size=1))
    pieces = []
    for word in words:
        start = draw(st.integers(0, max(0, len(word) - 2)))
        pieces.append(word[start : draw(st.integers(start + 2, max(start + 2, len(word))))])
    return " ".join(draw(st.permutations(pieces))), names, phones


@given(searches())
@example(("lv", ["吕"], []))
@example(("0886912", ["a"], [("86", "88691234567")]))
@example(("ee", ["e e"], []))
@example(("0912", ["a"], [("886", "912345678")]))
def test_search_agrees_with_the_slow_way(
    search: tuple[str, list[str], list[tuple[str, str]]],
) -> None:
    text, names, phones = search
    query = parse_query(text)
    assume(query is not None)
    assert query is not None
    # Neighbouring single letters, and groups of digits, are one word to a query.
    assume([word for _, word in query.words] == WORD.findall(query.text))
    stored = [f"+{code}{national}" for code, national in phones]
    expected = answers(query.text, names, phones)
    assert (match(query, names, stored, [], "") is not None) == expected
    if query.part_prefix is None or len(query.part_prefix) > 3 or not query.part_prefix.isdigit():
        assert look_up(query, keys_of(names, stored, [], "")) or not expected


hostile = st.one_of(
    st.text(max_size=300),
    st.text(st.sampled_from("解重行乐那哈長薄番"), min_size=1, max_size=300),
    st.text(st.sampled_from("ab \u202e\x0012陈-'"), max_size=300),
    st.sampled_from(["a " * 150, "1 a " * 75, "x" * 300, "9" * 300, "陈a" * 150, "\ud800" * 300]),
)


@given(hostile, hostile, hostile, hostile)
def test_hostile_text_never_breaks_and_never_makes_many_keys(
    name: str, number: str, card: str, typed: str
) -> None:
    named = keys_of([name], [], [], "")
    assert len(named.short) <= MOST_HAN + MOST_PAIRS
    assert len(named.part) <= MOST_PARTS
    keys = keys_of([name, name[:9]], [number], [card], card)
    assert all(key and len(key) <= 64 for key in keys.short | keys.part)
    "".join(keys.short | keys.part).encode()
    for text in (typed, name, card):
        query = parse_query(text)
        if query is not None:
            query.text.encode()
            match(query, [name], [number], [card], card)


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_card_is_found_by_its_own_whole_text(card: str, code: str) -> None:
    for text in (card, code):
        if parse_query(text) is not None:
            assert rank_of(text, ["陈"], [], [card], code) is Rank.CARD


def test_only_the_beginning_of_a_very_long_name_counts() -> None:
    han = "".join(map(chr, range(0x4E00, 0x4E00 + MOST_HAN + 1)))
    words = " ".join(f"v{chr(97 + place)}" for place in range(MOST_WORDS + 1))
    digits = "".join(f"{number:02}" for number in range(MOST_DIGITS // 2 + 2))
    name = f"{han} {words} {digits}"
    keys = keys_of([name], [], [], "")
    for inside, beyond in ((han[-2], han[-1]), ("vp", "vq"), (digits[16:20], digits[20:24])):
        assert look_up(parsed(inside), keys)
        assert match(parsed(inside), [name], [], [], "") is Rank.OTHER
        assert match(parsed(beyond), [name], [], [], "") is None


def test_a_character_nobody_can_read_parts_the_pinyin() -> None:
    name = "陈\U00031000雨桐"
    assert rank_of("\U00031000", [name]) is rank_of("yt", [name]) is rank_of("chen", [name])
    assert rank_of("cy", [name]) is None


def test_family_name_that_is_not_in_the_full_name_is_keyed_too() -> None:
    assert rank_of("smith", ["Ann Jones", "Smith", "Ann"]) is Rank.OTHER
    assert rank_of("ann", ["JoAnn Li", "Li", "Ann"]) is Rank.OTHER
    assert rank_of("小陈", ["陈雨桐", "小陈"]) is Rank.OTHER
