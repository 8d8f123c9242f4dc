"""The fonts that the program brings along, and in which order they draw Chinese.

One table for the screen and for paper. tools/build_fonts.py makes the files and says what is in
them, and why rare characters are families of their own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from smbcrm.core.paths import resources

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700
"""How heavy a face is, as OpenType counts it (usWeightClass)."""


class Family(NamedTuple):
    """A family of fonts: its name, and the file of each weight."""

    name: str
    files: Mapping[int, str]

    def nearest(self, weight: int) -> int:
        """Return the weight it has that is nearest to another; the heavier one of two."""
        return min(self.files, key=lambda own: (abs(own - weight), -own))


class HanForms(NamedTuple):
    """The characters as one region writes them: the common ones, and those of seldom names."""

    common: Family
    rare: Family


LATIN = Family(
    "Inter",
    {
        REGULAR: "Inter-Regular",
        MEDIUM: "Inter-Medium",
        SEMIBOLD: "Inter-SemiBold",
        BOLD: "Inter-Bold",
    },
)
PAPER_LATIN = Family(
    "Inter Tabular",
    {
        REGULAR: "paper/InterTabular-Regular",
        SEMIBOLD: "paper/InterTabular-SemiBold",
        BOLD: "paper/InterTabular-Bold",
    },
)
PAPER_NAMES = Family("EB Garamond", {MEDIUM: "paper/EBGaramond-Medium"})
HAN: Mapping[str, HanForms] = {
    "zh_CN": HanForms(
        Family(
            "Shopbell Sans SC",
            {REGULAR: "ShopbellSansSC-Regular", BOLD: "ShopbellSansSC-Bold"},
        ),
        Family("Shopbell Sans SC Rare", {REGULAR: "ShopbellSansSCRare-Regular"}),
    ),
    "zh_TW": HanForms(
        Family(
            "Shopbell Sans TC",
            {REGULAR: "ShopbellSansTC-Regular", BOLD: "ShopbellSansTC-Bold"},
        ),
        Family("Shopbell Sans TC Rare", {REGULAR: "ShopbellSansTCRare-Regular"}),
    ),
}
LAST_RESORT = Family("Shopbell Kai", {REGULAR: "ShopbellKai-Regular"})


def forms_in_order(language: str) -> tuple[str, str]:
    """Return the regions of `HAN`, that of the language first: traditional forms for zh_TW."""
    return ("zh_TW", "zh_CN") if language == "zh_TW" else ("zh_CN", "zh_TW")


def han_families(language: str) -> tuple[Family, ...]:
    """Return the families that draw Chinese, best first.

    A common character of the other forms has a bold face, a rare one of these forms has none: so
    the common ones of both go before the rare ones.
    """
    forms = [HAN[region] for region in forms_in_order(language)]
    return (*(each.common for each in forms), *(each.rare for each in forms), LAST_RESORT)


def font_file(name: str) -> Path:
    """Return where a file of a family lies."""
    return resources() / "fonts" / f"{name}.ttf"
