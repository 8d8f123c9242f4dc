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
from smbcrm.cli.command import Argument, Command, Dating, Group, leaves
from smbcrm.cli.examples import EXAMPLES, UNITS
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
_DATED = N_("for another day")
_MORE = N_("Help on one command: {program} COMMAND --help")
_TYPED = N_("what is typed")
_EXAMPLE = N_("example")
_NO_COMMAND = N_("There is no command “{name}”. See: {program} --help")

_UNKNOWN = "unrecognized arguments: %s"
MISSING = WORDS["the following arguments are required: %s"]
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
    Argument("--staff", N_("who does it; else the first of the staff"), "NAME"),
    Argument("--till", N_("at which till; else the one this PC is, or the first"), "NAME"),
    Argument("--note", N_("a note for the shop"), "TEXT", default=""),
)
"""What every command takes that changes the shop."""
_DATE = Argument("--date", N_("business date, as 2026-03-05; else today"), "DATE", read=read_date)


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


_NARROW = re.compile(r"(?m)(?<=[\u3400-\u9fff]):$")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Breaks help texts by columns of the terminal, so that Chinese stays inside."""

    def _split_lines(self, text: str, columns: int) -> list[str]:
        return wrapped(" ".join(text.split()), columns)


class _Parser(argparse.ArgumentParser):
    """Raises BadUsage instead of ending the process."""

    def format_help(self) -> str:
        """Return the help; argparse ends a title with a colon of its own, too narrow for Han."""
        return _NARROW.sub("：", super().format_help())

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
        self,
        path: str,
        words: Sequence[str],
        commands: Sequence[Command | Group],
        about: str = _ABOUT,
    ) -> Parsed:
        """Return the command that is named first, below a group where need be."""
        parser = self._front(path, commands, about)
        try:
            args = parser.parse_args(words, self._args)
        except UserError as error:
            raise BadUsage(parser.format_usage(), error) from error
        if args.command is None:
            return Parsed(None, path, args, parser.format_help())
        found = next((one for one in commands if one.name == args.command), None)
        if found is None:
            told = Text(_NO_COMMAND, {"name": args.command, "program": path})
            raise BadUsage(parser.format_usage(), told)
        rest, args.command = args.rest, None
        if isinstance(found, Group):
            rest = _named(found, rest)
            return self.command_of(f"{path} {found.name}", rest, found.commands, found.help)
        return Parsed(found, f"{path} {found.name}", self._leaf(path, found, rest))

    def _leaf(self, path: str, command: Command, rest: list[str]) -> argparse.Namespace:
        """Return the arguments of a command.

        argparse is told of its options only: what else stands among them are its words, in their
        order, because argparse takes no words on both sides of an option. So are all after `--`.
        """
        usage = "".join(f"{one.place} " for one in command.arguments if one.place)
        named = f"{path} {command.name}"
        more = self._explained(named, command)
        parser = self._parser(named, usage, self._words(command.help), more)
        words = [one for one in command.arguments if one.is_word]
        for option in (one for one in command.arguments if not one.is_word):
            option.declare(parser.add_argument, self._words)
        self._add(parser, _RECORDING, WRITING if command.writes else ())
        if command.writes:
            self._dated(parser, command)
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

    def _explained(self, path: str, command: Command) -> str:
        """Return what the words in capitals of a command stand for, and an example of it."""
        marks = (re.split(r"[^A-Z]+", one.metavar) for one in command.arguments)
        used = {mark for each in marks for mark in each}
        units = [(mark, told) for mark, told in UNITS.items() if mark in used]
        longest = max((len(mark) for mark, _ in units), default=0) + 2
        lines = [f"  {mark:<{longest}}{self._words(told)}" for mark, told in units]
        typed = EXAMPLES.get(path.removeprefix(f"{PROGRAM} "))
        if lines:
            lines = [f"{self._words(_TYPED)}:", *lines, ""]
        if typed is not None:
            lines += [f"{self._words(_EXAMPLE)}:", f"  {path} {typed}".rstrip()]
        return "\n".join(lines)

    def _parser(self, path: str, usage: str, about: str, more: str = "") -> _Parser:
        return _Parser(
            prog=path,
            usage=f"{path} {usage}[{self._words(_OPTIONS)}]",
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

    def _dated(self, parser: argparse.ArgumentParser, command: Command) -> None:
        """Declare the business date; where it is refused, help does not offer it."""
        if command.dating is Dating.GIVEN:
            self._add(parser, _DATED, (_DATE,))
        else:
            parser.add_argument(_DATE.name, type=_DATE.read, help=argparse.SUPPRESS)

    def _front(self, path: str, commands: Sequence[Command | Group], about: str) -> _Parser:
        longest = max(width(one.name) for one in commands) + 2
        listed = (f"  {padded(one.name, longest)}{self._words(one.help)}" for one in commands)
        more = self._words(_MORE).format(program=path)
        epilog = "\n".join((f"{self._words(_COMMANDS)}:", *listed, "", more))
        parser = self._parser(path, "COMMAND ", self._words(about), epilog)
        parser.add_argument(
            "--version",
            action="version",
            version=f"Shopbell {__version__}",
            help=self._words(_VERSION),
        )
        self._add(parser, _ANY, SHARED)
        parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
        parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
        return parser


def _named(group: Group, words: list[str]) -> list[str]:
    """Return what was typed behind a group, with the usual command where none was named."""
    options = (
        *SHARED,
        *WRITING,
        _DATE,
        *(one for _, each in leaves(group.commands) for one in each.arguments),
    )
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
        raise _WrongWords(MISSING, missing)
    for one, text in zip_longest(words, typed[: len(words)]):
        setattr(args, one.name, one.default if text is None else one.read(text))
    if many:
        last = words[-1]
        setattr(args, last.name, [last.read(text) for text in typed[len(words) - 1 :]])
