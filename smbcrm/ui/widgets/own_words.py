"""The few words that widgets say by themselves, in the language that is worn."""

import functools

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import Counted, Text, Translator
from smbcrm.core.paths import localedir
from smbcrm.ui.theme.look import looks


def say(msgid: str, **params: object) -> str:
    """Return the words for a message id."""
    return _translator(looks().language).render(Text(msgid, params))


def say_count(counted: Counted, count: int) -> str:
    """Return the words for so many of something."""
    return _translator(looks().language).ngettext(*counted, count).format(count=f"{count:,}")


def plain_tip(text: str) -> str:
    """Return a text for `setToolTip` that is shown as it stands.

    Qt takes what looks like HTML in a tooltip for HTML, and a customer may be called `<b>x</b>`.
    """
    if not Qt.mightBeRichText(text):
        return text
    import html  # noqa: PLC0415 - seldom needed, and the counter waits for what is loaded

    return f"<p>{html.escape(text).replace(chr(10), '<br>')}</p>"


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say something that appeared without getting the focus."""
    from PySide6.QtGui import (  # noqa: PLC0415 - as above
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


@functools.cache
def _translator(language: str) -> Translator:
    return Translator(language, localedir())
