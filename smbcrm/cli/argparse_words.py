"""argparse's own words in the reader's language, through our catalogue.

argparse asks `gettext.gettext` by a name of its module, with messages in C's placeholders. While a
command line is parsed that name answers with our words; a test holds the table complete.
"""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager

from smbcrm.core.i18n import N_, Translator

WORDS = {
    "usage: ": N_("usage: "),
    "positional arguments": N_("words"),
    "options": N_("options"),
    "show this help message and exit": N_("show this help and stop"),
    "argument %(argument_name)s: %(message)s": N_("{argument_name}: {message}"),
    "unrecognized arguments: %s": N_("unknown words: {value}"),
    "the following arguments are required: %s": N_("missing: {value}"),
    "expected one argument": N_("a value is missing"),
    "expected at most one argument": N_("at most one value can be given"),
    "expected at least one argument": N_("at least one value is needed"),
    "expected %s argument": N_("values needed: {value}"),
    "expected %s arguments": N_("values needed: {value}"),
    "invalid choice: %(value)r (choose from %(choices)s)": N_(
        "“{value}” is not known here. Use one of these: {choices}."
    ),
    "invalid %(type)s value: %(value)r": N_("{value} does not fit ({type})"),
    "ignored explicit argument %r": N_("it takes no value, so “{value}” is too much"),
    "not allowed with argument %s": N_("not together with {value}"),
    "ambiguous option: %(option)s could match %(matches)s": N_(
        "{option} can mean several: {matches}"
    ),
}
"""What argparse may say to a user, with our words for it. The place of `%s` is {value}."""

_NAMED = re.compile(r"%\((\w+)\)[sr]")
_UNNAMED = re.compile(r"%[sr]")


@contextmanager
def in_words_of(translator: Translator) -> Iterator[None]:
    """Let argparse speak one language for the time of a `with` block."""

    def gettext(message: str) -> str:
        return _worded(translator, message)

    def ngettext(singular: str, plural: str, count: int) -> str:
        return _worded(translator, singular if count == 1 else plural)

    before = {name: getattr(argparse, name) for name in ("_", "ngettext")}
    vars(argparse).update(_=gettext, ngettext=ngettext)
    try:
        yield
    finally:
        vars(argparse).update(before)


def _worded(translator: Translator, message: str) -> str:
    """Return our words for a message of argparse, with argparse's placeholders."""
    ours = WORDS.get(message)
    if ours is None:
        return message
    marks = {found[1]: f"%({found[1]})s" for found in _NAMED.finditer(message)}
    if _UNNAMED.search(message):
        marks["value"] = "%s"
    words = translator.gettext(ours)
    return words.replace("%", "%%").format(**marks) if marks else words
