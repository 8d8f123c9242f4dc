"""The fonts of paper: what the tool makes is shipped, and reads back as what was written."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics

from smbcrm.core.paths import resources
from smbcrm.core.typefaces import (
    BOLD,
    HAN,
    LAST_RESORT,
    LATIN,
    MEDIUM,
    PAPER_LATIN,
    PAPER_NAMES,
    REGULAR,
    SEMIBOLD,
    font_file,
    forms_in_order,
    han_families,
)
from smbcrm.exports.pdf.ebill import PdfBillWriter
from smbcrm.exports.pdf.faces import Face, face, to_unicode
from tests.helpers import paper
from tools import build_fonts

SANS = [*PAPER_LATIN.files.values()]
FAMILIES = [
    LATIN,
    PAPER_LATIN,
    PAPER_NAMES,
    *(family for forms in HAN.values() for family in forms),
    LAST_RESORT,
]


def folder() -> Path:
    return resources() / "fonts"


def test_every_font_of_the_table_is_shipped_and_no_other() -> None:
    table = {font_file(file) for family in FAMILIES for file in family.files.values()}
    assert table == set(folder().rglob("*.ttf"))


def test_the_tool_makes_the_fonts_of_paper() -> None:
    made = {folder() / subset.target for subset in build_fonts.paper()}
    assert made == set((folder() / "paper").glob("*.ttf"))
    assert sum(path.stat().st_size for path in (folder() / "paper").iterdir()) < 550_000


@pytest.mark.parametrize("name", ["InterTabular", "EBGaramond"])
def test_a_font_of_paper_has_its_licence_beside_it(name: str) -> None:
    licence = (folder() / "paper" / f"{name}-OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name" not in licence.split("-----")[0]


def test_a_weight_that_is_missing_is_the_nearest_one() -> None:
    common = HAN["zh_CN"].common
    assert [common.nearest(weight) for weight in (REGULAR, SEMIBOLD, BOLD)] == [REGULAR, BOLD, BOLD]
    assert PAPER_LATIN.nearest(MEDIUM) == SEMIBOLD, "of two that are as near, the heavier one"


def test_the_forms_of_the_language_come_first_and_rare_ones_last() -> None:
    assert forms_in_order("en") == forms_in_order("zh_CN") == ("zh_CN", "zh_TW")
    assert [family.name for family in han_families("zh_TW")] == [
        "Shopbell Sans TC",
        "Shopbell Sans SC",
        "Shopbell Sans TC Rare",
        "Shopbell Sans SC Rare",
        "Shopbell Kai",
    ]


@pytest.mark.parametrize("file", SANS)
def test_figures_and_signs_of_columns_are_of_one_width(file: str) -> None:
    drawn = face(file)
    assert len({drawn.advance(sign) for sign in "0123456789+\N{MINUS SIGN}"}) == 1
    assert drawn.advance("i") < drawn.advance("m")


@pytest.mark.parametrize("file", [*SANS, *PAPER_NAMES.files.values()])
def test_pairs_of_letters_stand_closer(file: str) -> None:
    drawn = face(file)
    assert drawn.closer["A", "V"] < -0.05
    assert ("l", "l") not in drawn.closer


@pytest.mark.parametrize("file", [*SANS, *PAPER_NAMES.files.values()])
def test_latin_of_every_shop_is_drawn(file: str) -> None:
    drawn = face(file)
    assert all(drawn.draws(sign) for sign in "AZaz09éñßŁőŷ€£¥\u2212·•“”\u2019\u2013—")
    assert not drawn.draws("茶")
    assert not drawn.draws("\U0010fff0")


@pytest.mark.parametrize("language", ["en", "zh-Hant-HK", "zh_CN"])
def test_a_writer_reads_its_fonts_ahead(language: str) -> None:
    PdfBillWriter().prepare(language)
    assert "paper/EBGaramond-Medium" in pdfmetrics.getRegisteredFontNames()


def test_a_face_is_read_once_whoever_asks() -> None:
    def ask(_: int) -> Face:
        return face("paper/InterTabular-Bold")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(map(id, pool.map(ask, range(32))))) == 1


def test_a_map_to_unicode_writes_utf_16() -> None:
    written = to_unicode("AAAAAA+X", [0, 32, 0x41, 0x20BB7])
    assert "<02> <0041>\n<03> <D842DFB7>" in written
    assert "<00> <0" not in written, "the sign of a missing character stands for nothing"


def test_a_map_to_unicode_has_blocks_of_at_most_a_hundred() -> None:
    written = to_unicode("AAAAAA+X", [0, *range(0x4E00, 0x4E00 + 255)])
    assert [line for line in written.splitlines() if "beginbfchar" in line] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "55 beginbfchar",
    ]


def test_a_document_of_many_characters_reads_back_whole() -> None:
    """More than fit into one part of a font, and more than Unicode's first plane."""
    address = "".join(map(chr, range(0x4E00, 0x4E00 + 700)))
    note = "".join(map(chr, range(0x20000, 0x20000 + 200))) + paper.RARE
    bill = paper.tea(shop=replace(paper.TEA_SHOP, address=address, note=note))
    shown = paper.read(paper.written(bill))
    drawn = set(address + note) - set(paper.missing(bill))
    assert set(address) <= drawn
    assert set(paper.RARE) < drawn
    assert drawn <= set(shown)


def test_every_process_writes_the_same_bytes() -> None:
    """Nothing depends on the order of a set, or on what was written before."""
    program = (
        "import hashlib; from tests.helpers import paper;"
        "print(hashlib.sha256(paper.written(paper.tea())).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            cwd=Path(__file__).parents[4],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    first = paper.written(paper.tea())
    paper.written(paper.sale(language="zh_TW", shop=paper.TEA_SHOP))
    assert paper.written(paper.tea()) == first
    assert found == {f"{hashlib.sha256(first).hexdigest()}\n"}
