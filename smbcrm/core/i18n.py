"""Text in the reader's language, without Qt.

A `Translator` is a value that is passed along, because a bill is in the customer's language while
the screen is in the clerk's. Message ids are English sentences with named placeholders.
"""

import datetime as dt
import gettext as _gettext
from dataclasses import dataclass, field
from pathlib import Path

from smbcrm.core.errors import ShopbellError
from smbcrm.core.money import Money

LANGUAGES = ("en", "zh_CN", "zh_TW")
DOMAIN = "smbcrm"


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a text for extraction; it is translated where it is shown."""
    return message


Counted = tuple[str, str]
"""The message ids for one of something and for several."""


def NN_(one: str, many: str) -> Counted:  # noqa: N802 - beside N_
    """Mark a counted text for extraction; both hold `{count}`."""
    return one, many


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence with its parameters, before it has words in one language."""

    msgid: str
    params: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the source sentence with its parameters filled in, for logs."""
        return self.msgid.format(**self.params)


def match_language(wanted: str) -> str:
    """Return the language we speak that is nearest to a locale name such as `zh-Hant-HK`.

    >>> match_language("zh_HK.UTF-8"), match_language("zh-Hans-HK"), match_language("fr_FR")
    ('zh_TW', 'zh_CN', 'en')
    """
    language, *parts = wanted.partition(".")[0].replace("-", "_").lower().split("_")
    if language != "zh":
        return "en"
    traditional = "hans" not in parts and not {"hant", "tw", "hk", "mo"}.isdisjoint(parts)
    return "zh_TW" if traditional else "zh_CN"


class Translator:
    """One language: finds the words of a message id and fills in its parameters."""

    def __init__(self, language: str, localedir: Path | None = None) -> None:
        self.language = language
        self._catalogue: _gettext.NullTranslations = (
            _gettext.NullTranslations()
            if localedir is None
            else _gettext.translation(DOMAIN, localedir, [language], fallback=language == "en")
        )

    def gettext(self, message: str) -> str:
        """Return the words for a message id; the source text where there are none."""
        return self._catalogue.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the words for a counted message id."""
        return self._catalogue.ngettext(singular, plural, count)

    def render(self, text: Text | ShopbellError) -> str:
        """Return the finished sentence."""
        words = self.gettext(text.msgid)
        return words.format(**{name: self.value(item) for name, item in text.params.items()})

    def with_command(self, error: ShopbellError) -> str:
        """Return the sentence of an error, and after it the command that helps."""
        if not error.command:
            return self.render(error)
        gap = "" if self.language.startswith("zh") else " "
        return f"{self.render(error)}{gap}{self.render(Text(error.command, error.params))}"

    def value(self, item: object) -> str:
        """Return one parameter as people read it."""
        match item:
            case Text() | ShopbellError():
                return self.render(item)
            case Money():
                return item.label()
            case dt.datetime():
                return item.strftime("%Y-%m-%d %H:%M")
            case dt.date():
                return item.isoformat()
            case list() | tuple():
                return self.gettext(", ").join(self.value(part) for part in item)
            case _:
                return str(item)
