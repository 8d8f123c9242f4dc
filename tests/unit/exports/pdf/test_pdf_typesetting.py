"""Lines of text: every character from a font that has it, no line too wide, nothing lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.exports.pdf.characters import break_class, drawable, may_break
from smbcrm.exports.pdf.typesetting import (
    HEADING,
    NAME,
    PLAIN,
    STRONG,
    Line,
    Paragraph,
    Style,
    Typesetter,
    prepare_faces,
)
from tests.helpers.paper import LANGUAGES, RARE

LATIN_AND_HAN = st.text(st.sampled_from("abcWMil ,.()-茶叶店铺，。、（）“”一二三"), max_size=80)


def faces(text: str, style: Style, language: str) -> list[str]:
    line = Typesetter(language).line(text, style)
    return [f"{run.face.name.rpartition('/')[2]}{'+' * run.stroked}" for run in line.runs]


def text_of(line: Line) -> str:
    return "".join(run.text for run in line.runs)


def texts(paragraph: Paragraph) -> list[str]:
    return [text_of(line) for line in paragraph.lines]


def test_latin_is_one_run() -> None:
    assert faces("Bill 10482 · −6.80 €", PLAIN, "en") == ["InterTabular-Regular"]
    assert faces("Paid", STRONG, "zh_CN") == ["InterTabular-SemiBold"]


def test_the_name_of_a_shop_has_letters_of_its_own() -> None:
    assert set(faces("Wren", NAME, "en")) == {"EBGaramond-Medium"}
    assert faces("青禾", NAME, "zh_CN") == ["ShopbellSansSC-Bold"]


@pytest.mark.parametrize(("language", "region"), [("en", "SC"), ("zh_CN", "SC"), ("zh_TW", "TC")])
def test_a_character_has_the_forms_of_the_language(language: str, region: str) -> None:
    assert faces("骨", PLAIN, language) == [f"ShopbellSans{region}-Regular"]
    assert faces("骨", HEADING, language) == [f"ShopbellSans{region}-Bold"]


def test_what_the_own_forms_lack_comes_from_the_others() -> None:
    assert faces("陈", STRONG, "zh_TW") == ["ShopbellSansSC-Bold"]
    assert faces("囍", PLAIN, "zh_TW") == ["ShopbellSansTCRare-Regular"]
    assert faces("𠮷", PLAIN, "zh_CN") == ["ShopbellKai-Regular"]


def test_a_bold_character_without_a_bold_face_is_made_heavier() -> None:
    assert faces("𠮷", STRONG, "zh_CN") == ["ShopbellKai-Regular+"]
    assert faces("囍", HEADING, "zh_CN") == ["ShopbellSansSCRare-Regular+"]
    assert faces("喜", HEADING, "zh_CN") == ["ShopbellSansSC-Bold"]


def test_quotes_and_dashes_are_chinese_in_chinese_text_only() -> None:
    assert faces("“…”", PLAIN, "zh_CN") == ["ShopbellSansSC-Regular"]
    assert faces("“—…”", PLAIN, "zh_TW") == ["ShopbellSansTC-Regular"]
    assert faces("“—…”", PLAIN, "en") == ["InterTabular-Regular"]
    # GB 2312 writes its dash as U+2015: ours is among the traditional characters.
    assert faces("—", PLAIN, "zh_CN") == ["ShopbellSansTC-Regular"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", [PLAIN, STRONG, HEADING, NAME])
def test_rare_characters_are_all_drawn(language: str, style: Style) -> None:
    typesetter = Typesetter(language)
    assert text_of(typesetter.line(RARE, style)) == RARE
    assert typesetter.lacking == {}


def test_a_character_that_no_font_has_is_noted_and_left_out() -> None:
    typesetter = Typesetter("en")
    assert text_of(typesetter.line("Kim 김 Lee", PLAIN)) == "Kim  Lee"
    assert typesetter.lacking == {"김": "Kim 김 Lee"}
    assert typesetter.shown("김") == ""


def test_something_else_is_written_for_a_character() -> None:
    typesetter = Typesetter("en", {"김": "Kim\u202e", "": "x", "ab": "y", "e\u0301": "E"})
    assert text_of(typesetter.line("김 ab", PLAIN)) == "Kim ab"
    assert typesetter.lacking == {}


def test_a_character_that_a_font_has_is_never_written_as_another() -> None:
    typesetter = Typesetter("en", {"6": "9", "e": "x", "\u202e": "9", "김": "6e"})
    assert text_of(typesetter.line("68.00 Lee \u202e김", PLAIN)) == "68.00 Lee 6e"
    assert typesetter.shown("2026 김") == "2026 6e"


@pytest.mark.parametrize("instead", ["금", "Kim 금", "\u202e"])
def test_where_what_is_written_instead_is_missing_too_the_character_stays_so(instead: str) -> None:
    """It can be said anew for the character that the name has, and for no other."""
    typesetter = Typesetter("en", {"김": instead, "금": "Kim"})
    assert text_of(typesetter.line("김!", PLAIN)) == "!"
    assert typesetter.lacking == {"김": "김!"}


def test_a_character_may_be_left_out() -> None:
    typesetter = Typesetter("en", {"김": ""})
    assert text_of(typesetter.line("김!", PLAIN)) == "!"
    assert typesetter.lacking == {}


def test_a_character_may_be_typed_in_parts() -> None:
    typesetter = Typesetter("en", {"\u1100\u1175\u11b7": "Kim"})
    assert text_of(typesetter.line("김", PLAIN)) == "Kim"


NAME_IN_ARABIC = "\u0627\u0644\u0627\u0633\u0645"


def test_something_else_is_written_for_a_whole_name() -> None:
    typesetter = Typesetter("en", {NAME_IN_ARABIC: "Ismi", "\u0627": "A", "Thank": "Danke"})
    assert text_of(typesetter.line(f"Thank you, {NAME_IN_ARABIC}!", PLAIN)) == "Thank you, Ismi!"
    assert text_of(typesetter.line("\u0627", PLAIN)) == "A"
    assert not typesetter.lacking
    left_out = Typesetter("en", {NAME_IN_ARABIC: ""})
    assert text_of(left_out.line(f"a {NAME_IN_ARABIC}", PLAIN)) == "a "


@pytest.mark.parametrize("instead", ["\u0644", "\u202e"])
def test_what_has_no_shape_is_not_written_for_a_whole_name(instead: str) -> None:
    typesetter = Typesetter("en", {NAME_IN_ARABIC: instead})
    typesetter.line(NAME_IN_ARABIC, PLAIN)
    assert set(typesetter.lacking) == set(NAME_IN_ARABIC)


def test_pairs_stand_closer_in_large_letters_only() -> None:
    typesetter = Typesetter("en")
    wide, close = typesetter.line("AVA", STRONG), typesetter.line("AVA", HEADING)
    assert len(wide.runs) == 1
    assert len(close.runs) > 1
    assert close.width < sum(run.face.advance(sign) for run in close.runs for sign in run.text)


def test_latin_breaks_at_blanks() -> None:
    paragraph = Typesetter("en").paragraph("Keep this bill for returns", PLAIN, 3, 20)
    assert texts(paragraph) == ["Keep this bill", "for returns"]


def test_chinese_breaks_anywhere_but_before_closing_punctuation() -> None:
    typesetter = Typesetter("zh_CN")
    assert texts(typesetter.paragraph("一二三四五", PLAIN, 2, 4.1)) == ["一二", "三四", "五"]
    assert texts(typesetter.paragraph("一二，三四", PLAIN, 2, 4.1)) == ["一", "二，", "三四"]
    assert texts(typesetter.paragraph("一（二三）", PLAIN, 2, 4.1)) == ["一", "（二", "三）"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    paragraph = Typesetter("en").paragraph("W" * 200, PLAIN, 3, 50)
    assert "".join(texts(paragraph)) == "W" * 200
    assert len(paragraph.lines) > 10


def test_a_mark_stays_on_its_letter() -> None:
    paragraph = Typesetter("en").paragraph("x\u0302" * 40, PLAIN, 3, 20)
    assert len(paragraph.lines) > 2
    assert all(text.startswith("x") for text in texts(paragraph))


def test_a_line_that_is_too_narrow_takes_one_character() -> None:
    assert texts(Typesetter("en").paragraph("WWW", PLAIN, 3, 0.1)) == ["W", "W", "W"]


@given(text=LATIN_AND_HAN, width=st.floats(8, 60))
def test_lines_are_never_too_wide_and_lose_nothing(text: str, width: float) -> None:
    typesetter = Typesetter("zh_CN")
    paragraph = typesetter.paragraph(text, PLAIN, 3, width)
    assert all(line.width * 3 <= width + 1e-6 for line in paragraph.lines)
    assert "".join("".join(texts(paragraph)).split()) == "".join(drawable(text).split())


@given(text=st.text(st.sampled_from("abWi,.茶叶店铺，。、（）“”"), max_size=60))
def test_a_line_ends_where_it_may_unless_it_has_no_such_place(text: str) -> None:
    lines = texts(Typesetter("zh_CN").paragraph(text, PLAIN, 3, 14))
    for line, following in pairwise(lines):
        signs = [break_class(sign) for sign in line + following[0]]
        inside = any(may_break(*pair) for pair in pairwise(signs[:-1]))
        assert may_break(signs[-2], signs[-1]) or not inside


def test_a_text_is_set_smaller_before_it_is_broken() -> None:
    typesetter = Typesetter("en")
    short = typesetter.fits("Hannah", HEADING, 5, 60, 3)
    assert (len(short.lines), short.size) == (1, 5)
    middle = typesetter.fits("Hannah " * 4, HEADING, 5, 60, 3)
    assert len(middle.lines) == 1
    assert 3 < middle.size < 5
    assert middle.width <= 60
    long = typesetter.fits("Hannah " * 40, HEADING, 5, 60, 3)
    assert long.size == 3
    assert len(long.lines) > 1


def test_two_lines_are_taken_before_letters_shrink() -> None:
    paragraph = Typesetter("en").paragraph("Hannah " * 6, HEADING, 5, 60, least=3, most_lines=2)
    assert (len(paragraph.lines), paragraph.size) == (2, 5)


def test_nothing_is_one_empty_line() -> None:
    for text in ("", "\u200b", "   "):
        paragraph = Typesetter("en").paragraph(text, HEADING, 3, 20)
        assert [line.width for line in paragraph.lines] in ([0.0], [pytest.approx(0, abs=1)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_can_be_read_ahead(language: str) -> None:
    prepare_faces(language)
    assert Typesetter(language).first_face(PLAIN) == "paper/InterTabular-Regular"
