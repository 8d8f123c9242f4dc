"""Words to a command and its arguments.

Each command has a parser of its own, made only for the command that was named: its options may
stand anywhere among its words, and what all commands share before or after the command.
"""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NoReturn

from smbcrm import __version__
from smbcrm.cli.argparse_words import WORDS, in_words_of
from smbcrm.cli.command import Argument, Command, Group
from smbcrm.cli.signs import padded, width, wrapped
from smbcrm.cli.typed import read_date, read_shop
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import LANGUAGES, N_, Text, Translator

PROGRAM = "smbcrm"
_ABOUT = N_("Shopbell: customers, points and a till for a small shop.")
_VERSION = N_("show the version and stop")
_OPTIONS = N_("options")
_COMMANDS = N_("commands")
_ANY = N_("with any command")
_RECORDING = N_("with everything that is recorded")
_MORE = N_("Help on one command: {program} COMMAND --help")

_UNKNOWN = "unrecognized arguments: %s"
_MISSING = "the following arguments are required: %s"
# A dash alone is a walk-in; before a digit or a sign of currency it makes a negative amount.
_OPTION = re.compile(r"-(?:-|[A-Za-z])")

SHARED = (
    Argument(
        "--shop",
        N_("a file or a PostgreSQL address; else the shop opened last"),
        "FILE|URL",
        read=read_shop,
    ),
    Argument("--json", N_("answer as JSON"), flag=True),
    Argument(
        "--language",
        N_("language of the answer; else the one chosen on this PC, or the system's"),
        choices=LANGUAGES,
    ),
)
"""What stands before or after any command."""

WRITING = (
    Argument("--request-id", N_("a UUID; the same request sent again counts once"), "UUID"),
    Argument("--date", N_("business date, as 2026-03-05; else today"), "DATE", read=read_date),
    Argument("--staff", N_("who does it; else the first of the staff"), "NAME"),
    Argument("--till", N_("at which till; else the one this PC is, or the first"), "NAME"),
    Argument("--note", N_("a note for the shop"), "TEXT", default=""),
)
"""What every command takes that changes the shop."""


class BadUsage(Exception):
    """The command line is no command. `usage` says how it is written."""

    def __init__(self, usage: str, complaint: str | Text | UserError) -> None:
        super().__init__(complaint)
        self.usage = usage
        self.complaint = complaint


class _WrongWords(Exception):
    def __init__(self, msgid: str, words: list[str]) -> None:
        super().__init__(words)
        self.complaint = Text(msgid, {"value": " ".join(words)})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A command with its arguments; without a command `help` is what to show instead."""

    command: Command | None
    path: str
    args: argparse.Namespace
    help: str = ""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Breaks help texts by columns of the terminal, so that Chinese stays inside."""

    def _split_lines(self, text: str, columns: int) -> list[str]:
        return wrapped(" ".join(text.split()), columns)


class _Parser(argparse.ArgumentParser):
    """Raises BadUsage instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        raise BadUsage(self.format_usage(), message)


def parse(
    argv: Sequence[str], commands: Sequence[Command | Group], translator: Translator
) -> Parsed:
    """Return what a command line means; raise BadUsage, or SystemExit once help was shown."""
    with in_words_of(translator):
        return _Reading(translator).command_of(PROGRAM, list(argv), commands)


class _Reading:
    """One reading of a command line, in one language."""

    def __init__(self, translator: Translator) -> None:
        self._words = translator.gettext
        self._args = argparse.Namespace()

    def command_of(
        self, path: str, words: Sequence[str], commands: Sequence[Command | Group]
    ) -> Parsed:
        """Return the command that is named first, below a group where need be."""
        parser = self._front(path, commands)
        try:
            args = parser.parse_args(words, self._args)
        except UserError as error:
            raise BadUsage(parser.format_usage(), error) from error
        if args.command is None:
            return Parsed(None, path, args, parser.format_help())
        found = next(one for one in commands if one.name == args.command)
        rest, args.command = args.rest, None
        if isinstance(found, Group):
            return self.command_of(f"{path} {found.name}", _named(found, rest), found.commands)
        return Parsed(found, f"{path} {found.name}", self._leaf(path, found, rest))

    def _leaf(self, path: str, command: Command, rest: list[str]) -> argparse.Namespace:
        """Return the arguments of a command.

        argparse is told of its options only: what else stands among them are its words, in their
        order, because argparse takes no words on both sides of an option. So are all after `--`.
        """
        usage = " ".join(argument.place for argument in command.arguments if argument.place)
        parser = self._parser(f"{path} {command.name}", usage, self._words(command.help))
        words = [one for one in command.arguments if one.is_word]
        for option in (one for one in command.arguments if not one.is_word):
            option.declare(parser.add_argument, self._words)
        self._add(parser, _RECORDING, WRITING if command.writes else ())
        self._add(parser, _ANY, SHARED)
        end = rest.index("--") if "--" in rest else len(rest)
        if not {"-h", "--help"}.isdisjoint(rest[:end]):
            for word in words:
                word.declare(parser.add_argument, self._words)
            parser.print_help()
            parser.exit()
        try:
            args, others = parser.parse_known_args(rest[:end], self._args)
            _take_words(args, words, others, rest[end + 1 :])
        except _WrongWords as error:
            raise BadUsage(parser.format_usage(), error.complaint) from error
        except UserError as error:
            raise BadUsage(parser.format_usage(), error) from error
        return args

    def _parser(self, path: str, usage: str, about: str, more: str = "") -> _Parser:
        return _Parser(
            prog=path,
            usage=f"{path} {usage} [{self._words(_OPTIONS)}]",
            description=about,
            epilog=more,
            formatter_class=_Formatter,
            allow_abbrev=False,
        )

    def _add(
        self, parser: argparse.ArgumentParser, title: str, arguments: Sequence[Argument]
    ) -> None:
        """Declare options under a title. What stood before the command is kept behind it, because
        a namespace that has a value is given no default.
        """  # noqa: D205 - one thought
        group = parser.add_argument_group(self._words(title))  # an empty one is not shown
        for argument in arguments:
            argument.declare(group.add_argument, self._words)

    def _front(self, path: str, commands: Sequence[Command | Group]) -> _Parser:
        longest = max(width(one.name) for one in commands) + 2
        listed = (f"  {padded(one.name, longest)}{self._words(one.help)}" for one in commands)
        more = self._words(_MORE).format(program=path)
        epilog = "\n".join((f"{self._words(_COMMANDS)}:", *listed, "", more))
        parser = self._parser(path, "COMMAND", self._words(_ABOUT), epilog)
        parser.add_argument(
            "--version",
            action="version",
            version=f"Shopbell {__version__}",
            help=self._words(_VERSION),
        )
        self._add(parser, _ANY, SHARED)
        names = [one.name for one in commands]
        parser.add_argument("command", nargs="?", choices=names, help=argparse.SUPPRESS)
        parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
        return parser


def _named(group: Group, words: list[str]) -> list[str]:
    """Return what was typed behind a group, with the usual command where none was named."""
    options = (*SHARED, *WRITING, *(one for each in group.commands for one in each.arguments))
    with_value = {one.name for one in options if not one.is_word and not one.flag}
    plain = (
        word
        for before, word in zip(["", *words], words, strict=False)
        if not _OPTION.match(word) and before not in with_value
    )
    first = next(plain, "")
    if not group.usual or not first or first in {one.name for one in group.commands}:
        return words
    return [group.usual, *words]


def _take_words(
    args: argparse.Namespace, words: Sequence[Argument], others: list[str], after: list[str]
) -> None:
    """Give each typed word to the argument in its place; raise _WrongWords."""
    typed = others + after
    many = bool(words) and words[-1].many
    beyond = [] if many else typed[len(words) :]
    unknown = [word for word in others if _OPTION.match(word)] or beyond
    if unknown:
        raise _WrongWords(WORDS[_UNKNOWN], unknown)
    missing = [one.metavar for one in words[len(typed) :] if not one.optional]
    if missing:
        raise _WrongWords(WORDS[_MISSING], missing)
    for one, text in zip_longest(words, typed[: len(words)]):
        setattr(args, one.name, one.default if text is None else one.read(text))
    if many:
        last = words[-1]
        setattr(args, last.name, [last.read(text) for text in typed[len(words) - 1 :]])
