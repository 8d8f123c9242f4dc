"""argparse's own words go through our catalogue, all of them."""

import argparse
import ast
import gettext
import inspect
import re

import pytest

from smbcrm.cli.argparse_words import WORDS, in_words_of
from smbcrm.core.i18n import Translator

# What argparse says to programmers, or of things that we do not use.
NOT_SHOWN = {
    "%(prog)s: error: %(message)s\n",
    "%r is not callable",
    "'required' is an invalid argument for positionals",
    ".__call__() not defined",
    'argument "-" with mode %r',
    "argument '%(argument_name)s' is deprecated",
    "can't open '%(filename)s': %(error)s",
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "command '%(parser_name)s' is deprecated",
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
    "one of the arguments %s is required",
    "option '%(option)s' is deprecated",
    "unexpected option string: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
    " (default: %(default)s)",
    "show program's version number and exit",
}
_MARKS = re.compile(r"%(?:\((\w+)\))?[sr]")


class Shouting(Translator):
    """A language in which every word is in capitals and no placeholder is lost."""

    def gettext(self, message: str) -> str:
        words = re.split(r"(\{\w+\})", message)
        return "".join(word if word.startswith("{") else word.upper() for word in words) + " 100%"


def _said_by_argparse() -> set[str]:
    found = set[str]()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
            texts = (one.value for one in node.args if isinstance(one, ast.Constant))
            found |= {text for text in texts if isinstance(text, str)}
    return found


def test_everything_argparse_may_say_to_a_user_has_our_words() -> None:
    assert _said_by_argparse() - NOT_SHOWN <= set(WORDS)


@pytest.mark.parametrize("message", WORDS)
def test_our_words_have_the_places_of_argparse(message: str) -> None:
    theirs = {name or "value" for name in _MARKS.findall(message)}
    assert set(re.findall(r"\{(\w+)\}", WORDS[message])) == theirs


@pytest.mark.parametrize("message", WORDS)
def test_the_words_fit_into_argparse(message: str) -> None:
    names = {"argument_name": "a", "message": "m", "option": "o", "matches": "m"}
    names |= {"type": "t", "value": "v", "choices": "c"}
    marks = _MARKS.findall(message)
    with in_words_of(Shouting("en")):
        said: str = vars(argparse)["_"](message)
    filled = said % (names if any(marks) else ("v",) * len(marks)) if marks else said
    assert filled.endswith("100%")


def test_argparse_speaks_as_before_afterwards() -> None:
    with in_words_of(Shouting("en")):
        assert argparse.ArgumentParser(prog="x").format_usage().startswith("USAGE")
    assert vars(argparse)["_"] is gettext.gettext
    assert vars(argparse)["ngettext"] is gettext.ngettext


def test_what_a_later_python_says_anew_is_said_as_it_is() -> None:
    with in_words_of(Shouting("en")):
        assert vars(argparse)["_"]("something new: %s") == "something new: %s"


def test_counted_words_are_one_sentence() -> None:
    with in_words_of(Translator("en")):
        counted = vars(argparse)["ngettext"]
        assert counted("expected %s argument", "expected %s arguments", 2) % 2 == "values needed: 2"
