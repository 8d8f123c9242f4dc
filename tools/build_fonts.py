"""Make resources/fonts: Inter for Latin text, parts of Noto Sans and LXGW WenKai for Chinese.

    python -m venv fonts-venv
    fonts-venv/bin/pip install fonttools==4.68.0
    fonts-venv/bin/python -m tools.build_fonts [folder with the packed archives]

fonttools is a tool of this file only, never a dependency of the program. Needs npm, and for the
last family Debian 12: apt fetches the package that it is taken from, dpkg unpacks it.

Every family here is OFL 1.1, its licence lies beside it. The subsets are modified versions, so they
carry names of their own: "Noto" is no reserved name, "Source" and "LXGW" are, and are not used.

What is in them
* Inter 400 500 600 700: Latin, Greek, Cyrillic, signs. No italics, no hinting.
* Shopbell Sans SC (Noto Sans SC, mainland forms): the characters of GB 2312, regular and bold.
* Shopbell Sans SC Rare: the other characters of GBK, Big5 and HKSCS as far as the source has them,
  regular only. What it lacks, signs of Cantonese beyond U+FFFF, is in the last one.
* Shopbell Sans TC (Noto Sans HK, traditional forms): the 5,401 common characters of Big5, regular
  and bold.
* Shopbell Sans TC Rare: the rest of Big5 and HKSCS, regular only, without the simplified characters
  that HKSCS has too: Shopbell Sans SC, which follows, has those in bold.
* Shopbell Kai (LXGW WenKai): every ideograph that none of the others has, regular only. Another
  hand, but names with 𠮷 or 𬭎 would show a box: it is the last resort.
* paper/Inter Tabular, 400 600 700, and paper/EB Garamond, 500: Latin for what is printed. The
  library that writes PDF files knows no OpenType features, so the figures that stand in columns are
  the usual ones here, and the pairs that stand closer are in a plain kern table.

Common and rare characters are families of their own because Qt looks for a character that the bold
face lacks in the next family, never in the regular face of the same one: bold names with a rare
character would show a box. Two whole bold faces would add 14 MB.
"""

import importlib
import shutil
import string
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import debian_package
from tools.debian_package import DebianPackage
from tools.npm_package import Package, unpack

INTER = Package(
    "@expo-google-fonts/inter",
    "0.4.2",
    "b5c1e5878c07a5637169da9f7b1f370c69709f1f8de55998e2522f7aa9dfe2a9",
)
NOTO_SC = Package(
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
)
NOTO_HK = Package(
    "@expo-google-fonts/noto-sans-hk",
    "0.4.3",
    "250f41901a7f04a3501b25d06db2c5c5b78632f3a9dd0719ce5a797324a8aeb7",
)
GARAMOND = Package(
    "@expo-google-fonts/eb-garamond",
    "0.4.3",
    "4b394f925314ad33790d571812b99370612ed40ca470ac64f9a98ab637dfea20",
)
WENKAI = DebianPackage(
    "fonts-lxgw-wenkai",
    "1.250+repack-1",
    "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
)
FONTS = Path(__file__).parents[1] / "resources" / "fonts"
_FAMILY_NAMES = {1: "{family}", 3: "{postscript}", 4: "{family} {style}", 6: "{postscript}"}
_DROPPED_NAMES = (16, 17, 21, 22, 25)
_LICENCES = (
    (INTER, "Inter-OFL.txt"),
    (INTER, "paper/InterTabular-OFL.txt"),
    (GARAMOND, "paper/EBGaramond-OFL.txt"),
    (NOTO_SC, "ShopbellSans-OFL.txt"),
)
_PAPER = FONTS / "paper"
_COLUMN_SIGNS = "0123456789+\N{MINUS SIGN}"
_KERNED = string.ascii_letters + string.punctuation + "\N{RIGHT SINGLE QUOTATION MARK}"


@dataclass(frozen=True, slots=True)
class Subset:
    """One file to make: where from, which characters, under which name."""

    package: Package
    source: str
    target: str
    family: str
    style: str
    characters: frozenset[int]
    features: tuple[str, ...]


def coded(codec: str, leads: Iterable[int] = range(0x81, 0xFF)) -> frozenset[int]:
    """Return the code points that a two-byte character set can write, by its lead bytes."""
    found: set[int] = set()
    for lead in leads:
        for trail in range(0x30, 0xFF):
            try:
                found.update(map(ord, bytes([lead, trail]).decode(codec)))
            except UnicodeDecodeError:
                continue
    return frozenset(found)


def latin() -> frozenset[int]:
    """Return the code points that Inter is kept for."""
    ranges = (
        (0x20, 0x250),  # Latin
        (0x2B0, 0x370),  # modifiers and combining accents
        (0x370, 0x530),  # Greek, Cyrillic
        (0x1E00, 0x1F00),  # Vietnamese
        (0x2000, 0x2070),  # punctuation
        (0x2070, 0x20D0),  # raised and lowered figures, currencies
        (0x2100, 0x2300),  # letter-like signs, arrows, mathematics
    )
    return frozenset(point for start, end in ranges for point in range(start, end))


def subsets() -> list[Subset]:
    """Return every file that this tool makes."""
    traditional = coded("big5") | coded("big5hkscs")
    everyone = coded("gbk") | traditional
    mainland, common = coded("gb2312"), coded("big5", range(0xA1, 0xC7))
    simplified = mainland - coded("big5")
    return [
        *_inter(),
        *_han(NOTO_SC, "SC", "SC", mainland, everyone - mainland),
        *_han(NOTO_HK, "HK", "TC", common, traditional - common - simplified),
    ]


def last_resort(drawn: frozenset[int] = frozenset()) -> Subset:
    """Return the file of the ideographs that are in none of the others, which draw `drawn`."""
    ranges = (
        (0x2E80, 0x2FE0),  # radicals: a name copied from a PDF can have them for the whole sign
        (0x3005, 0x3008),  # 々〆〇
        (0x3400, 0x4DC0),  # extension A
        (0x4E00, 0xA000),
        (0xF900, 0xFB00),  # compatibility
        (0x20000, 0x40000),  # extensions B and further, and their compatibility
    )
    return Subset(
        WENKAI,
        "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        "ShopbellKai-Regular.ttf",
        "Shopbell Kai",
        "Regular",
        frozenset(point for start, end in ranges for point in range(start, end)) - drawn,
        ("vert", "locl"),
    )


def _inter() -> Iterator[Subset]:
    # calt would turn the x between two figures that somebody typed into a multiplication sign.
    features = ("kern", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "case")
    for weight, style in ((400, "Regular"), (500, "Medium"), (600, "SemiBold"), (700, "Bold")):
        source = f"{weight}{style}/Inter_{weight}{style}.ttf"
        yield Subset(INTER, source, f"Inter-{style}.ttf", "Inter", style, latin(), features)


def _han(
    package: Package, theirs: str, ours: str, often: frozenset[int], seldom: frozenset[int]
) -> Iterator[Subset]:
    """Yield regular and bold of the common characters, and the rare ones in regular."""
    for kind, weight, style, points in (
        ("", 400, "Regular", often),
        ("", 700, "Bold", often),
        (" Rare", 400, "Regular", seldom),
    ):
        yield Subset(
            package,
            f"{weight}{style}/NotoSans{theirs}_{weight}{style}.ttf",
            f"ShopbellSans{ours}{kind.strip()}-{style}.ttf",
            f"Shopbell Sans {ours}{kind}",
            style,
            points | frozenset(range(0x20, 0x7F)),
            ("vert", "locl"),
        )


def paper() -> list[Subset]:
    """Return the files for paper only; their characters are those that the source has of these."""
    return [
        *(
            Subset(
                INTER,
                f"{weight}{style}/Inter_{weight}{style}.ttf",
                f"paper/InterTabular-{style}.ttf",
                "Inter Tabular",
                style,
                latin() | {ord("\N{THAI CURRENCY SYMBOL BAHT}")},  # others stand with the signs
                (),
            )
            for weight, style in ((400, "Regular"), (600, "SemiBold"), (700, "Bold"))
        ),
        Subset(
            GARAMOND,
            "500Medium/EBGaramond_500Medium.ttf",
            "paper/EBGaramond-Medium.ttf",
            "EB Garamond",
            "Medium",
            latin(),
            (),
        ),
    ]


def build(subset: Subset, package: Path) -> None:
    """Write one subset; needs fonttools."""
    # Asked for by name: the type checker and the tests run where fonttools is not installed.
    tool = importlib.import_module("fontTools.subset")
    options = tool.Options()
    options.layout_features = list(subset.features)
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.drop_tables += ["DSIG", "STAT", "VORG"]
    font = tool.load_font(str(package / subset.source), options)
    kern = _plain_features(font) if subset in paper() else None
    work = tool.Subsetter(options)
    work.populate(unicodes=subset.characters)
    work.subset(font)
    if kern is not None:
        font["kern"] = kern
    _rename(font, subset)
    tool.save_font(font, str(FONTS / subset.target), options)


def _plain_features(font: Any) -> Any:  # noqa: ANN401 - a font of fonttools, and its kern table
    """Make tabular figures the usual ones; return the kern table of what GPOS says of `_KERNED`."""
    names = font.getBestCmap()
    kept = sorted(set(_KERNED) - set(_COLUMN_SIGNS))
    closer = dict(_kerning(font, [names[ord(sign)] for sign in kept]))
    tabular: dict[str, str] = {}
    for table in _lookups(font["GSUB"].table, "tnum"):
        tabular |= table.mapping
    usual = {ord(sign): names[ord(sign)] for sign in _COLUMN_SIGNS}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap |= {point: tabular.get(name, name) for point, name in usual.items()}
    module = importlib.import_module("fontTools.ttLib.tables._k_e_r_n")
    kern = module.table__k_e_r_n()
    part = module.KernTable_format_0(apple=False)
    part.coverage, part.tupleIndex, part.kernTable = 1, None, closer
    kern.version, kern.kernTables = 0, [part]
    return kern


def _kerning(font: Any, names: list[str]) -> Iterator[tuple[tuple[str, str], int]]:  # noqa: ANN401
    """Yield the pairs of glyphs that do not keep their distance, and by how many units."""
    lookups = list(_lookups(font["GPOS"].table, "kern"))
    for left in names:
        tables = [table for table in lookups if left in table.Coverage.glyphs]
        for right in names:
            # The first table that knows the pair decides (OpenType, GPOS lookup type 2).
            closer = next((by for table in tables if (by := _closer(table, left, right))), 0)
            if closer:
                yield (left, right), closer


def _closer(table: Any, left: str, right: str) -> int | None:  # noqa: ANN401
    """Return by how much a table moves two glyphs apart; None where it does not know the pair."""
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        value = next((pair.Value1 for pair in pairs if pair.SecondGlyph == right), None)
    else:
        first = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
        value = first.Class2Record[table.ClassDef2.classDefs.get(right, 0)].Value1
    return None if value is None else getattr(value, "XAdvance", 0)


def _lookups(table: Any, feature: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the tables that a feature uses, in their order."""
    numbers = {
        number
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for number in record.Feature.LookupListIndex
    }
    for number in sorted(numbers):
        for part in table.LookupList.Lookup[number].SubTable:
            yield getattr(part, "ExtSubTable", part)


def _rename(font: Any, subset: Subset) -> None:  # noqa: ANN401 - a font of fonttools
    """Give the file the family and weight that Qt is to know it by."""
    names = font["name"]
    postscript = f"{subset.family.replace(' ', '')}-{subset.style}"
    for number in _DROPPED_NAMES:
        names.removeNames(nameID=number)
    plain = subset.style in {"Regular", "Bold"}
    for number, pattern in _FAMILY_NAMES.items():
        text = pattern.format(family=subset.family, style=subset.style, postscript=postscript)
        names.setName(text, number, 3, 1, 0x409)
    names.setName(subset.style if plain else "Regular", 2, 3, 1, 0x409)
    if not plain:
        names.setName(f"{subset.family} {subset.style}", 1, 3, 1, 0x409)
        names.setName(subset.family, 16, 3, 1, 0x409)
        names.setName(subset.style, 17, 3, 1, 0x409)


def _drawn(made: Iterable[Subset]) -> frozenset[int]:
    """Return the code points that have a glyph in the files that were made; needs fonttools."""
    tool = importlib.import_module("fontTools.ttLib")
    fonts = [tool.TTFont(FONTS / each.target, lazy=True) for each in made]
    return frozenset(point for font in fonts for point in font.getBestCmap())


def _debian_licence(package: Path) -> str:
    """Return the licence of WenKai as a text file, out of the package's copyright file.

    Whose copyright it is stands in the font. In the file, lines of a text begin with a blank, empty
    ones are a dot, and an empty line ends a stanza (Debian's machine-readable copyright 1.0).
    """
    tool = importlib.import_module("fontTools.ttLib")
    font = tool.TTFont(package / last_resort().source, lazy=True)
    author, *forerunners = font["name"].getDebugName(0).splitlines()
    about = package / "usr" / "share" / "doc" / WENKAI.name / "copyright"
    stanza = about.read_text("utf-8").split("\nLicense: OFL-1.1\n -")[1].split("\n\n")[0]
    heading = (
        f"{author}, with Reserved Font Names '霞鹜' and 'LXGW'.",
        *forerunners,
        "",
        "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        "This license is copied below, and is also available with a FAQ at:",
        "https://scripts.sil.org/OFL",
        "",
    )
    body = (line[1:].removeprefix(".") for line in f" -{stanza}".removesuffix("\n .").splitlines())
    return "\n".join((*heading, *body, ""))


def main() -> None:
    """Make every file and put the licences beside them."""
    _PAPER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else scratch)
        made, printed = subsets(), paper()
        sources = {each.package for each in (*made, *printed)}
        packages = {package: unpack(package, folder) for package in sources}
        packages[WENKAI] = debian_package.unpack(WENKAI, folder)
        for each in (*made, *printed):
            build(each, packages[each.package])
        rest = last_resort(_drawn(made))
        build(rest, packages[WENKAI])
        for each in (*made, *printed, rest):
            size = (FONTS / each.target).stat().st_size
            print(f"{each.target}: {size / 1e6:.2f} MB")
        for package, licence in _LICENCES:
            shutil.copyfile(packages[package] / "LICENSE_FONT", FONTS / licence)
        (FONTS / "ShopbellKai-OFL.txt").write_text(_debian_licence(packages[WENKAI]), "utf-8")


if __name__ == "__main__":
    main()
