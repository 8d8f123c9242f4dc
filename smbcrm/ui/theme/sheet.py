"""The style sheet: resources/theme/shopbell.qss with the colours of a theme put in.

In the sheet `@name` is a colour of the design, `@name*15` the same with 15 % of its strength, and
`@theme` the theme's name in the address of a picture. Sizes of text follow the text size; sizes of
controls do not.

What a widget is, it says by properties (`smbcrm.ui.theme.props.dress`):

* QPushButton `kind`: none (36 high), primary, quiet, soft, danger (`main` = filled), small (28),
  nav, act (76, or 58 `compact`; `main` = the page's primary), take (76), choice (60, checkable),
  key (46), row (a line of a list; `chosen`), jump. With any kind: `small` (28), `big` = true (44)
  or "search" (52).
* QAbstractButton `kind`: chip (30, or 36 `big`; `dashed`), tab (40), segment with `place` first,
  middle, last or only.
* QFrame `kind`: card (`main`), tile (`touched`), alert, approval, approvalHead, occasion,
  occasionLunar, pick (`chosen`), side, panelRight, header, footer, line, lineDown, done, note
  (`tone` info, warn, ok, danger, neutral), toast, scrim, overlay, bubble, searchBox (52; `compact`
  44, `idle` 64; `focused`), moneyBox (60; `focused`, `wrong`).
* QLabel `kind`: brand, name, title, section, label, caption, hint, muted, strong, counter, kpi,
  kpiBig,
  money, currency, foot, tag (`tone` as above, also rose and accent), kbd (`on` primary or toast),
  bubble, error, errorStrong, warnText, okText, roseText, accent, link, moneyIn, moneyOut.
* Fields: `wrong`, `warned`, `big` (44; a combo box also "money", 60), `small` (28), `bare`.
* Views `kind`: inCard (round at the foot), whole (card of its own), clear. QWidget `kind`: canvas,
  clear.
"""

import functools
import re
from collections.abc import Mapping

from smbcrm.core.paths import resources
from smbcrm.ui.theme.tokens import Theme, channels

PLACEHOLDER = re.compile(r"@(\w+)(?:\*(\d+))?")
_TEXT_SIZE = re.compile(r"(?<=font-size: )\d+(?=px)")


@functools.cache
def template() -> str:
    """Return the sheet as it is written."""
    text = (resources() / "theme" / "shopbell.qss").read_text("utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def build(colors: Mapping[str, str], theme: Theme, text_scale: float = 1.0) -> str:
    """Return the sheet for Qt; KeyError if it names a colour that the design does not have."""

    def value(found: re.Match[str]) -> str:
        name, percent = found.groups()
        if name == "theme":
            return theme.value
        return css(colors[name], int(percent or 100))

    text = PLACEHOLDER.sub(value, template())
    return _TEXT_SIZE.sub(lambda found: str(round(int(found[0]) * text_scale)), text)


def css(value: str, percent: int = 100) -> str:
    """Return a colour, at this percentage of its strength, as Qt's style sheets read it.

    >>> css("#1D242166"), css("#FFFFFF", 15), css("#FFFFFF")
    ('rgba(29, 36, 33, 102)', 'rgba(255, 255, 255, 38)', '#FFFFFF')
    """
    red, green, blue, alpha = channels(value)
    opaque = alpha * percent == 255 * 100
    return value if opaque else f"rgba{red, green, blue, round(alpha * percent / 100)}"
