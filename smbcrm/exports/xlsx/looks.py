"""How the cells of a workbook look, and how wide they are."""

from dataclasses import dataclass, field

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from smbcrm.core.money import Currency

_PALE, _GREY = "#E3F1EC", "#57606A"
_LINE = 1
"""The number of a thin border."""

Look = dict[str, object]
"""Properties of a format, as XlsxWriter calls them."""

TITLE: Look = {"bold": True, "font_size": 14, "valign": "vcenter"}
NOTE: Look = {"font_color": _GREY}
HEADING: Look = {"bold": True, "bg_color": _PALE, "bottom": _LINE, "valign": "vcenter"}
TOTAL: Look = {"bold": True, "top": _LINE}
AT_LEFT: Look = {"align": "left"}
AT_RIGHT: Look = {"align": "right"}
BESIDE_ARROW: Look = {"align": "right", "indent": 2}
"""A heading at the right, clear of the arrow of its filter."""
DAY: Look = {"num_format": "yyyy-mm-dd", **AT_LEFT}
TITLE_HEIGHT, HEADING_HEIGHT, ROW_HEIGHT = 24, 20, 18
"""In points; Han characters need more of them than Excel's 15."""


def width_of(text: str) -> int:
    """Return about how many digits a text is wide: a Han character takes two, and 3 bytes in UTF-8.

    >>> width_of("Ann"), width_of("陈雨桐 Ann")
    (3, 10)
    """
    return (len(text) + len(text.encode())) // 2


def number_look(currency: Currency | None) -> Look:
    """Return the look of a count, or of money: sign, groups, decimals, minus in front.

    They stand a little off the texts of the next column: as far as a bracket is wide.

    >>> number_look(None)["num_format"], number_look(Currency("TWD", 0))["num_format"]
    ('#,##0_)', '"NT$"#,##0_);-"NT$"#,##0_)')
    """
    if currency is None:
        return {"num_format": "#,##0_)"}
    decimals = f".{'0' * currency.exponent}" if currency.exponent else ""
    amount = f'"{currency.symbol}"#,##0{decimals}_)'
    return {"num_format": f"{amount};-{amount}"}


@dataclass(slots=True)
class Looks:
    """The formats of one workbook, each made once."""

    _book: Workbook
    _made: dict[str, Format] = field(default_factory=dict)

    def of(self, *looks: Look) -> Format:
        """Return the format that looks like all of these together."""
        together: Look = {}
        for look in looks:
            together |= look
        key = repr(together)
        if key not in self._made:
            self._made[key] = self._book.add_format(together)
        return self._made[key]
