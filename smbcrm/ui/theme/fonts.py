"""The fonts of the screen: Inter for Latin, then a Han font with the forms of the language.

Where the system brings no good Han font, the bundled subsets of Noto Sans are registered. Families
of one language stand before those of the other, or Chinese text would mix regional forms of one
character (骨, 直, 角). Last of all, on every system, come the seldom signs of names that those may
lack (𠮷, 𬭎): good fonts of a system can lack them too.
"""

import functools
from collections.abc import Collection
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from smbcrm.core.paths import resources
from smbcrm.core.typefaces import (
    HAN,
    LAST_RESORT,
    LATIN,
    REGULAR,
    Family,
    font_file,
    forms_in_order,
)

# Best first: what Windows, macOS and Linux bring along. Older fall-backs such as Droid Sans
# Fallback or WenQuanYi are left out on purpose: one weight only, and no regional forms.
_SYSTEM_HAN = {
    "zh_CN": (
        "Microsoft YaHei UI",
        "Microsoft YaHei",
        "PingFang SC",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "Noto Sans SC",
    ),
    "zh_TW": (
        "Microsoft JhengHei UI",
        "Microsoft JhengHei",
        "PingFang TC",
        "PingFang HK",
        "Noto Sans CJK TC",
        "Noto Sans CJK HK",
        "Source Han Sans TC",
        "Noto Sans TC",
    ),
}
_RARE = frozenset(forms.rare.name for forms in HAN.values())
_TABULAR = QFont.Tag("tnum")


def folder() -> Path:
    """Return where the bundled fonts lie."""
    return resources() / "fonts"


def families(language: str) -> list[str]:
    """Return the families for text of the screen, best first, after making them known to Qt.

    The forms of the language stand first: traditional ones for zh_TW, else simplified ones. Can be
    called again: each bundled file is read once. A file that is missing costs its letters their
    shape, not the start of the program: Qt takes the system's fonts instead.
    """
    found: list[str] = []
    known = frozenset(QFontDatabase.families())  # before ours are: they are not the system's
    for forms in forms_in_order(language):
        ours = HAN[forms]
        found += _installed(forms, known) or _bundled(ours.common, ours.rare)
    # A common character of the other forms has a bold face, a rare one of these forms has none.
    found.sort(key=_RARE.__contains__)
    return _bundled(LATIN) + found + _bundled(LAST_RESORT)


def ui_font(language: str) -> QFont:
    """Return the font of the screen, 13 px, regular."""
    font = QFont(families(language))
    font.setPixelSize(13)
    return font


def change_language() -> None:
    """Make Qt look up again which font draws which character.

    Qt keeps what it found for the first family (Inter) and takes no notice of another order of the
    families behind it: after a change of language it would go on with the old regional forms until
    some font is added. So one is, and taken away again.
    """
    number = QFontDatabase.addApplicationFont(str(font_file(LATIN.files[REGULAR])))
    if number >= 0:
        QFontDatabase.removeApplicationFont(number)


def tabular(font: QFont) -> QFont:
    """Return a font whose figures are all of one width, for numbers that stand in columns."""
    figures = QFont(font)
    figures.setFeature(_TABULAR, 1)
    return figures


def _installed(forms: str, known: Collection[str]) -> list[str]:
    """Return the good families with these forms among those that are known."""
    return [name for name in _SYSTEM_HAN[forms] if name in known]


def _bundled(*families: Family) -> list[str]:
    """Register the files of these families; return the families that can be read."""
    read = {family.name: [_read(file) for file in family.files.values()] for family in families}
    return [family for family, could in read.items() if any(could)]


@functools.cache
def _read(file: str) -> bool:
    """Register a bundled file with Qt; return whether it could be read."""
    return QFontDatabase.addApplicationFont(str(font_file(file))) >= 0
