"""What a command is, what it answers, and what it is given to work with."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from smbcrm.cli.context import Context
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.text import clean
from smbcrm.membership.requests.types import NoDateHere


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels (message ids) with their values; a pair without a value is left out."""

    rows: Sequence[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings (message ids). Columns of money and counts stand to the right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


Part = Text | UserError | str | Facts | Table
"""One part of an answer. A `str` is data and shown as it is, a `Text` is put into words.

A UserError is what would be refused elsewhere, said beside an answer that is given all the same.
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command answers: `data` as JSON, or `parts` for people.

    Keys of `data` are glossary words; money stands as Money beside a key `currency`. With a
    `refusal` the answer is shown all the same, and then why the command did not succeed. A `notice`
    is what somebody should know of what was done; it is said beside the answer.
    """

    data: Mapping[str, object]
    parts: Sequence[Part] = ()
    refusal: UserError | None = None
    notice: Text | None = None


Handler = Callable[[Context, argparse.Namespace], Reply]


class _Choice(str):
    """One of the choices; argparse shows what `repr` makes of it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Argument:
    """One word or option of a command.

    `name` is `code` or `--limit`. A word with `optional` may be left out; an option with `many`
    may be given again and again, and a last word with it takes all that are typed; an option with
    `flag` takes no value. `read` turns the typed text into
    a value; the UserErrors it raises are mistakes in the command line. By default a text is made
    clean; only a file may have a name that is no UTF-8 (`read=str`). `choices` are looked at by
    the parser, `known` codes are only listed in the help, because the shop refuses others itself;
    `meaning` gives the words of a code (a message id), where they say more than the code: with it
    choices are listed, too.
    """

    name: str
    help: str
    metavar: str = ""
    optional: bool = False
    many: bool = False
    flag: bool = False
    choices: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    meaning: Callable[[str], str] = str
    read: Callable[[str], object] = clean
    default: object = None
    required: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word and not an option."""
        return not self.name.startswith("-")

    @property
    def place(self) -> str:
        """Where it stands in the usage line; empty for what is only listed as an option."""
        if not self.is_word:
            return f"{self.name} {self._mark}" if self.required else ""
        place = f"{self.metavar}..." if self.many else self.metavar
        return f"[{place}]" if self.optional else place

    @property
    def _mark(self) -> str:
        """What stands for its value in a usage line."""
        return self.metavar or "|".join(self.choices)

    def _listed(self, code: str, words: Callable[[str], str]) -> str:
        """Return a known code, with what it means in the reader's language where that differs."""
        told = words(self.meaning(code))
        plain = code.casefold()
        if told.casefold() in {plain, plain.replace("_", " ")}:
            return code
        return words(N_("{code} ({meaning})")).format(code=code, meaning=told)

    def declare(self, add: Callable[..., object], words: Callable[[str], str]) -> None:
        """Declare it by a parser's `add_argument`, with its help in the reader's language."""
        told = words(self.help)
        explained = self.known or (self.choices if self.meaning is not str else ())
        codes = words(", ").join(self._listed(code, words) for code in explained)
        if codes:
            told = words(N_("{what}: {codes}")).format(what=told, codes=codes) if told else codes
        told = told.replace("%", "%%")
        if self.flag:
            add(self.name, action="store_true", help=told)
            return
        how: dict[str, object] = {"help": told, "type": self.read, "default": self.default}
        if self.choices:
            how["choices"] = tuple(map(_Choice, self.choices))
        how["metavar"] = self._mark or None
        if self.is_word:
            how["nargs"] = "+" if self.many else "?" if self.optional else None
        else:
            how["required"] = self.required
            how["action"] = "append" if self.many else "store"
        add(self.name, **how)


def _tries(args: argparse.Namespace) -> bool:
    return bool(getattr(args, "dry_run", False))


class Dating(Enum):
    """What becomes of --date: it is taken, what was recorded before gives it, or there is none."""

    GIVEN = "given"
    FOLLOWS = "follows"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Command:
    """One command, declared once.

    `writes`: it changes the shop and takes a request. `looks` tells of one that writes whether it
    only looks when it is given these arguments, as with `--dry-run`. Help offers --date where it
    is taken.
    """

    name: str
    help: str
    handler: Handler
    arguments: tuple[Argument, ...] = ()
    writes: bool = False
    looks: Callable[[argparse.Namespace], bool] = _tries
    dating: Dating = Dating.NEVER

    def check_date(self, args: argparse.Namespace) -> None:
        """Raise NoDateHere where a date is given on which nothing depends.

        Where the date follows from what was recorded before, the use case refuses it itself.
        """
        if self.writes and self.dating is Dating.NEVER and args.date is not None:
            raise NoDateHere

    def changes(self, args: argparse.Namespace) -> bool:
        """Whether it may change the shop when it is given these arguments."""
        return self.writes and not self.looks(args)


@dataclass(frozen=True, slots=True)
class Group:
    """Commands on one kind of thing: `customer add`, `customer show`.

    `usual` is the one that is meant where none is named: `ebill 10482`.
    """

    name: str
    help: str
    commands: "tuple[Command | Group, ...]"
    usual: str = ""


def leaves(commands: "Iterable[Command | Group]", path: str = "") -> Iterator[tuple[str, Command]]:
    """Yield every command with its words after the name of the program, also those of groups."""
    for one in commands:
        words = f"{path} {one.name}".strip()
        if isinstance(one, Group):
            yield from leaves(one.commands, words)
        else:
            yield words, one
