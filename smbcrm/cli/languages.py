"""Which language the reader wants: asked for, else chosen on this PC, else the system's."""

import locale
import os
import sys
from collections.abc import Mapping, Sequence

from smbcrm.core.i18n import LANGUAGES, Translator, match_language
from smbcrm.core.paths import localedir

OPTION = "--language"


def wanted_language(argv: Sequence[str], chosen: str = "") -> str:
    """Return the language of the answer, found before the words are parsed.

    `chosen` is the one this PC remembers, empty for the system's. Help and complaints about the
    command line are in this language too. An unknown language is the parser's to refuse; the
    complaint is then as if none was asked for.
    """
    asked = ""
    for word, following in zip(argv, [*argv, ""][1:], strict=True):
        if word == "--":
            break
        if word == OPTION:
            asked = following
        elif word.startswith(f"{OPTION}="):
            asked = word.partition("=")[2]
    if asked in LANGUAGES:
        return asked
    return chosen or system_language(os.environ)


def system_language(environment: Mapping[str, str]) -> str:
    """Return the language of the system that we speak: POSIX variables, then Windows' own."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return match_language(environment[name])
    return match_language(_windows_language())


def _windows_language() -> str:
    """Return the name of the language in which Windows shows itself; empty elsewhere."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows needs it

        number = ctypes.WinDLL("kernel32").GetUserDefaultUILanguage()
        return locale.windows_locale.get(number, "")
    return ""


def translator(language: str) -> Translator:
    """Return the words of a language; English where its catalogue was not shipped."""
    try:
        return Translator(language, localedir())
    except FileNotFoundError:
        return Translator("en")
