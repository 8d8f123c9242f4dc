"""Fonts: columns of figures line up, and every character of a name has its shape."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QImage, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from smbcrm.ui.theme import fonts, look
from smbcrm.ui.theme.tokens import Theme
from smbcrm.ui.widgets.labels import label
from tools import build_fonts

FILES = {subset.target: subset for subset in build_fonts.subsets()}
KAI = build_fonts.last_resort()
# Everyday, rare in names, traditional only, seldom seen.
SAMPLE = "陈雨桐罗囍儲囝喆镕堃犇龑㛃"
# In names of people and of places, and in the last of our fonts only: Noto Sans lacks them.
SELDOM = "𠮷䶮𫚉䢺𬭎㭎𬱖"
# For private use at the very end of Unicode: no font has these.
NOBODY_HAS = "\U0010fff0", "\U0010fff1"
LANGUAGES = ["en", "zh_CN", "zh_TW"]


@pytest.fixture
def bare_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Qt know no Han font that we would take."""
    monkeypatch.setattr(QFontDatabase, "families", lambda: ["DejaVu Sans"])


def raw(file: str) -> QRawFont:
    return QRawFont(str(fonts.folder() / file), 100)


def families_drawing(text: str, language: str, weight: QFont.Weight) -> list[str]:
    """Return the families that Qt takes for a text on the screen, run by run."""
    font = fonts.ui_font(language)
    font.setWeight(weight)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert all(0 not in run.glyphIndexes() for run in runs)
    return [run.rawFont().familyName() for run in runs]


def test_every_file_of_the_tool_is_shipped_and_no_other() -> None:
    shipped = {path.name for path in fonts.folder().glob("*.ttf")}
    assert shipped == {*FILES, KAI.target}
    assert {path.name for path in fonts.folder().glob("*OFL.txt")} == {
        "Inter-OFL.txt",
        "ShopbellKai-OFL.txt",
        "ShopbellSans-OFL.txt",
    }


def test_the_fonts_stay_under_twenty_one_megabytes() -> None:
    assert sum(path.stat().st_size for path in fonts.folder().iterdir()) < 21_000_000


@pytest.mark.parametrize("file", sorted(FILES))
def test_a_file_has_its_characters_and_its_name(file: str) -> None:
    font, subset = raw(file), FILES[file]
    assert font.familyName() == subset.family
    lacking = [point for point in subset.characters if not font.supportsCharacter(point)]
    # Inter is asked for whole ranges of Unicode; test_every_character... sees to the rare ones.
    allowed = {"Inter": 0.5, "Shopbell Sans SC Rare": 0.11}.get(subset.family, 0.01)
    assert len(lacking) < len(subset.characters) * allowed


def test_every_character_that_people_type_is_in_one_of_the_fonts() -> None:
    han = [raw(file) for file in FILES if file.startswith("Shopbell")]
    wanted = {point for subset in FILES.values() for point in subset.characters}
    ideographs = [chr(point) for point in wanted if 0x4E00 <= point < 0x9FFF or point > 0xFFFF]
    lacking = [sign for sign in ideographs if not any(f.supportsCharacter(ord(sign)) for f in han)]
    assert len(ideographs) > 21_000
    assert lacking == []


def test_the_latin_of_every_shop_is_in_inter() -> None:
    font = raw("Inter-SemiBold.ttf")
    assert all(
        font.supportsCharacter(ord(sign))
        for sign in "AZaz09éñßŁőơẠŷ€£¥₫₩\u2212×·…•→“”\u2019\u2013—ЖΩ"
    )


@pytest.mark.parametrize("file", ["Inter-Regular.ttf", "Inter-SemiBold.ttf"])
def test_figures_can_stand_in_columns(file: str) -> None:
    fonts.families("en")
    font = QFont(["Inter"])
    font.setPixelSize(40)
    font.setWeight(QFont.Weight.DemiBold if "SemiBold" in file else QFont.Weight.Normal)

    def widths(of: QFont) -> set[float]:
        metrics = QFontMetricsF(of)
        return {round(metrics.horizontalAdvance(figure), 2) for figure in "0123456789"}

    assert len(widths(font)) > 1
    assert len(widths(fonts.tabular(font))) == 1
    assert len(widths(font)) > 1, "the font that was handed in stays as it was"


@pytest.mark.usefixtures("bare_system")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
def test_names_are_drawn_by_the_bundled_fonts(language: str, weight: QFont.Weight) -> None:
    fonts.change_language()
    drawn = families_drawing(SAMPLE, language, weight)
    assert all(family.startswith("Shopbell Sans") for family in drawn)


@pytest.mark.usefixtures("bare_system")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold])
def test_the_last_font_draws_what_the_others_lack(language: str, weight: QFont.Weight) -> None:
    assert fonts.families(language)[-1] == KAI.family
    fonts.change_language()
    for sign in SELDOM:
        assert families_drawing(sign, language, weight) == [KAI.family]
    drawn = families_drawing(f"{SAMPLE}{SELDOM}", language, weight)
    assert all(family.startswith("Shopbell") for family in drawn)


@pytest.mark.usefixtures("bare_system")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["muted", "strong", "name"])
def test_no_sign_of_a_name_is_shown_as_a_box(
    language: str, kind: str, qapp: QApplication, qtbot: QtBot
) -> None:
    look.wear(qapp, Theme.LIGHT, language)

    def picture(text: str) -> QImage:
        shown = label(text, kind)
        qtbot.addWidget(shown)
        shown.setFixedSize(60, 60)
        return shown.grab().toImage()

    box, other_box = map(picture, NOBODY_HAS)
    assert box == other_box, "what nobody has is one box, so that it can be told apart"
    assert [sign for sign in f"{SAMPLE}{SELDOM}" if picture(sign) == box] == []


def test_the_last_font_has_only_what_the_others_lack() -> None:
    last, others = raw(KAI.target), [raw(file) for file in FILES if file.startswith("Shopbell")]
    assert last.familyName() == KAI.family
    has = [point for point in KAI.characters if last.supportsCharacter(point)]
    assert len(has) > 1_800
    assert not [chr(point) for point in has if any(f.supportsCharacter(point) for f in others)]
    assert not any(last.supportsCharacter(ord(sign)) for sign in "aé。あ가")


def test_the_last_font_is_modified_and_so_bears_no_reserved_name() -> None:
    names = bytes(raw(KAI.target).fontTable("name").data()).decode("utf-16-be", "replace")
    licence = (fonts.folder() / "ShopbellKai-OFL.txt").read_text("utf-8")
    author = licence.splitlines()[0]
    assert author.endswith(", with Reserved Font Names '霞鹜' and 'LXGW'.")
    assert names.count("LXGW") == author.count("LXGW (") == 1, "only where it says whose work it is"
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "GNU" not in licence, "that is the licence of how it was packed, not of the font"


@pytest.mark.usefixtures("bare_system")
def test_the_forms_of_the_language_come_first() -> None:
    normal = QFont.Weight.Normal
    fonts.change_language()
    assert families_drawing("骨直角", "zh_CN", normal) == ["Shopbell Sans SC"]
    fonts.change_language()
    assert families_drawing("骨直角", "zh_TW", normal) == ["Shopbell Sans TC"]
    assert fonts.families("en") == fonts.families("zh_CN")
    mainland, traditional = raw("ShopbellSansSC-Regular.ttf"), raw("ShopbellSansTC-Regular.ttf")
    for sign in "骨直角":
        one, other = (
            font.pathForGlyph(font.glyphIndexesForString(sign)[0])
            for font in (mainland, traditional)
        )
        assert one != other


@pytest.mark.usefixtures("bare_system")
def test_a_change_of_language_changes_the_forms_that_are_drawn(qapp: QApplication) -> None:
    drawn = []
    for language in ("zh_CN", "zh_TW", "zh_CN"):
        look.wear(qapp, Theme.LIGHT, language)
        drawn += families_drawing("骨直角", language, QFont.Weight.Normal)
    assert drawn == ["Shopbell Sans SC", "Shopbell Sans TC", "Shopbell Sans SC"]


@pytest.mark.usefixtures("bare_system")
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_a_simplified_name_is_bold_as_a_whole(language: str) -> None:
    fonts.change_language()
    for family in families_drawing("陈罗农历", language, QFont.Weight.Bold):
        assert not family.endswith("Rare")


def test_a_good_font_of_the_system_goes_before_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = ["Microsoft YaHei UI", "Microsoft JhengHei UI", "Segoe UI"]
    monkeypatch.setattr(QFontDatabase, "families", lambda: windows)
    mainland = ["Microsoft YaHei UI", "Microsoft JhengHei UI"]
    assert fonts.families("zh_CN") == ["Inter", *mainland, KAI.family]
    assert fonts.families("zh_TW") == ["Inter", *reversed(mainland), KAI.family]


def test_a_font_file_that_is_missing_does_not_stop_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "_read", lambda _: False)
    monkeypatch.setattr(QFontDatabase, "families", list)
    assert fonts.families("zh_CN") == []


def test_widgets_get_the_fonts_of_the_language(qapp: QApplication, qtbot: QtBot) -> None:
    look.wear(qapp, Theme.LIGHT, "zh_TW")
    label = QLabel("顧客")
    qtbot.addWidget(label)
    label.setFont(fonts.tabular(label.font()))
    for language in ("zh_TW", "zh_CN"):
        look.wear(qapp, Theme.LIGHT, language)
        label.ensurePolished()
        assert label.font().families() == fonts.families(language)
        assert label.font().featureValue(QFont.Tag("tnum")) == 1
