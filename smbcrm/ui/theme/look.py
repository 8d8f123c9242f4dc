"""What the running program wears: theme, fonts of the language, text size.

The one state of the look is the `Looks` object that `looks()` returns. Whatever paints asks
`color()` and `font()` while painting, so nothing has to be told when the theme changes; what keeps
something derived from a colour listens to `looks().changed`.
"""

import contextlib
import functools
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QDir, QEvent, QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from smbcrm.core.paths import resources
from smbcrm.ui.theme import fonts, qt_words, scheme, sheet, svg
from smbcrm.ui.theme.tokens import Theme, channels, tokens


class Looks(QObject):
    """The look that is worn now; `changed` is emitted after every `wear` that changed it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = Theme.LIGHT
        self.language = "en"
        self.text_scale = 1.0
        self.wanted: Theme | None = None
        self.dressed = False
        self.sheet = ""
        self.sheet_waits = False
        self.colors = _qt_colors(tokens().colors[Theme.LIGHT])
        self.fonts: dict[str, QFont] = {}
        self.face: QFont | None = None
        """What every font is made from: to ask for the families of a language takes its time."""

    def follow_system(self) -> None:
        """Put the look on again after the system changed its colours, where it is followed."""
        app = QApplication.instance()
        if self.wanted is None and isinstance(app, QApplication):
            wear(app, None, self.language, self.text_scale)


@functools.cache
def looks() -> Looks:
    """Return the look of this program; one object from start to end."""
    return Looks()


def color(token: str) -> QColor:
    """Return a colour of the design in the theme that is worn; KeyError for an unknown token."""
    return looks().colors[token]


def font(role: str) -> QFont:
    """Return the font of a step of the type scale: `caption`, `body`, `money` and so on.

    The text size is in it. For painting and measuring; widgets get theirs from the style sheet.
    KeyError for an unknown step.
    """
    worn = looks()
    if role not in worn.fonts:
        style = tokens().type[role]
        worn.face = worn.face or fonts.ui_font(worn.language)
        made = QFont(worn.face)
        made.setPixelSize(scaled(style.px))
        made.setWeight(QFont.Weight(style.weight))
        worn.fonts[role] = fonts.tabular(made) if style.tabular else made
    return worn.fonts[role]


def scaled(px: int) -> int:
    """Return a text size of the design, in pixels, with the text size in use."""
    return round(px * looks().text_scale)


def wear(app: QApplication, theme: Theme | None, language: str, text_scale: float = 1.0) -> None:
    """Dress the whole program; can be called again at any time, and then does only what is new.

    `theme` None follows the system, `language` is one of `smbcrm.core.i18n.LANGUAGES`,
    `text_scale` is 1.0 or 0.9 and changes text only.
    """
    worn = looks()
    if not worn.dressed:
        _dress_first(app, worn)
    worn.wanted = theme
    theme, colors = scheme.resolve(app, theme)
    qt_colors = _qt_colors(colors)
    new = (theme, language, text_scale, qt_colors)
    if worn.dressed and new == (worn.theme, worn.language, worn.text_scale, worn.colors):
        return
    if worn.dressed and worn.language != language:
        fonts.change_language()
    worn.dressed = True
    worn.theme, worn.language, worn.text_scale, worn.colors = new
    worn.fonts, worn.face = {}, None
    svg.forget()
    qt_words.speak(app, language)
    app.setPalette(_palette(qt_colors))
    QToolTip.setPalette(app.palette())
    app.setFont(font("body"))
    # Qt tells its windows at the next turn. By then the first page would have been hung into one of
    # the font before, and keep that: where there is a sheet, fonts are no longer handed down.
    app.sendPostedEvents(None, QEvent.Type.ApplicationFontChange)
    worn.sheet = sheet.build(colors, theme, text_scale)
    if not worn.sheet_waits:
        app.setStyleSheet(worn.sheet)
    worn.changed.emit()


@contextlib.contextmanager
def first_sheet_last() -> Iterator[None]:
    """Build something large and `wear` the first look of the program: its sheet is put on last.

    Whenever a widget gets a parent, Qt asks the sheet anew about it and all that is in it: once
    for every level that a page is built of. Without a sheet it is asked once, at the end.

    A sheet that is worn already stays on: of widgets that are there when it is taken off and go
    later, Qt 6.11 keeps some in mind, and crashes when a sheet is put on again.
    """
    app, worn = QApplication.instance(), looks()
    if not isinstance(app, QApplication):
        raise TypeError(app)
    worn.sheet_waits = not worn.dressed
    try:
        yield
    finally:
        if worn.sheet_waits:
            worn.sheet_waits = False
            app.setStyleSheet(worn.sheet)


def _dress_first(app: QApplication, worn: Looks) -> None:
    """Do what is done once: the style, the pictures of the sheet, the ear for the system."""
    app.setStyle("Fusion")
    QDir.setSearchPaths("theme", [str(resources() / "theme")])
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(worn.follow_system)
    hints.accessibility().contrastPreferenceChanged.connect(worn.follow_system)


def _qt_colors(colors: Mapping[str, str]) -> dict[str, QColor]:
    return {name: QColor(*channels(value)) for name, value in colors.items()}


def _palette(colors: Mapping[str, QColor]) -> QPalette:
    """Return the palette for what the style sheet does not reach."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette(colors["surface"], colors["canvas"])
    for name, roles in (
        ("surface", (role.Base, role.Button, role.ToolTipBase)),
        ("surface2", (role.AlternateBase,)),
        ("ink", (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
        ("ink3", (role.PlaceholderText,)),
        ("selected", (role.Light, role.Midlight)),
        ("line", (role.Mid,)),
        ("lineStrong", (role.Dark, role.Shadow)),
        ("primary", (role.Highlight, role.Accent)),
        ("onPrimary", (role.HighlightedText,)),
        ("primaryText", (role.Link, role.LinkVisited)),
    ):
        for each in roles:
            palette.setColor(each, colors[name])
    for each in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(group.Disabled, each, colors["inkDisabled"])
    palette.setColor(group.Disabled, role.Highlight, colors["lineStrong"])
    palette.setColor(group.Disabled, role.HighlightedText, colors["ink"])
    return palette
