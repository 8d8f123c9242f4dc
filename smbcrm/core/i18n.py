"""Text in the reader's language, without Qt.

A `Translator` is a value that is passed along, because a bill is in the customer's language while
the screen is in the clerk's. Message ids are English sentences with named placeholders.
"""

import datetime as dt
import gettext as _gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from string import Formatter

from smbcrm.core.errors import ShopbellError
from smbcrm.core.money import Money

LANGUAGE_NAMES = {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}
"""Each in its own words."""
LANGUAGES = tuple(LANGUAGE_NAMES)
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


@lru_cache(maxsize=4096)
def _pieces(words: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(words))


def _joined(left: str, right: str) -> str:
    """Put two pieces of Chinese text together, with a space or without one.

    >>> _joined("免费 ", "绿豆糕"), _joined("有效期至", "2026 年"), _joined("10 月 1 日", " 的复核")
    ('免费绿豆糕', '有效期至 2026 年', '10 月 1 日的复核')
    """
    before, after = left[-2:].strip(), right[:2].strip()
    if not before or not after:
        return left + right
    last, first = before[-1], after[0]
    apart = left[-1:] == " " or right[:1] == " "
    if apart and _is_han(last) and _is_han(first):
        return left.rstrip(" ") + right.lstrip(" ")
    if not apart and ((_is_han(last) and _is_latin(first)) or (_is_latin(last) and _is_han(first))):
        return f"{left} {right}"
    return left + right


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


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
        values = {name: self.value(item) for name, item in text.params.items()}
        return self.fill(self.gettext(text.msgid), values)

    def fill(self, words: str, values: Mapping[str, str]) -> str:
        """Return words with their placeholders filled in, and Chinese spaced as it is written.

        Between Chinese and Latin or figures there is a space, between Chinese there is none. Only
        here is it known what stands beside a placeholder: a date is 10 月 1 日 or 2026-10-01.
        """
        if not self.language.startswith("zh") or "{" not in words:
            return words.format(**values)
        made = ""
        for literal, name in _pieces(words):
            join = _joined if literal.strip() else str.__add__  # a space alone is meant
            made = join(made, literal)
            if name is not None:
                made = join(made, values[name])
        return made

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
