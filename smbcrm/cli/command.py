"""What a command is, what it answers, and what it is given to work with."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from smbcrm.cli.context import Context
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.text import clean


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels (message ids) with their values; a pair without a value is left out."""

    rows: Sequence[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings (message ids). Columns of money and counts stand to the right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


Part = Text | str | Facts | Table
"""One part of an answer. A `str` is data and shown as it is, a `Text` is put into words."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command answers: `data` as JSON, or `parts` for people.

    Keys of `data` are glossary words; money stands as Money beside a key `currency`. With a
    `refusal` the answer is shown all the same, and then why the command did not succeed.
    """

    data: Mapping[str, object]
    parts: Sequence[Part] = ()
    refusal: UserError | None = None


Handler = Callable[[Context, argparse.Namespace], Reply]


@dataclass(frozen=True, slots=True)
class Argument:
    """One word or option of a command.

    `name` is `code` or `--limit`. A word with `optional` may be left out; an option with `many`
    may be given again and again, and a last word with it takes all that are typed; an option with
    `flag` takes no value. `read` turns the typed text into
    a value; the UserErrors it raises are mistakes in the command line. By default a text is made
    clean; only a file may have a name that is no UTF-8 (`read=str`). `choices` are looked at by
    the parser, `known` codes are only listed in the help, because the shop refuses others itself.
    """

    name: str
    help: str
    metavar: str = ""
    optional: bool = False
    many: bool = False
    flag: bool = False
    choices: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
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
            return f"{self.name} {self.metavar}" if self.required else ""
        place = f"{self.metavar}..." if self.many else self.metavar
        return f"[{place}]" if self.optional else place

    def declare(self, add: Callable[..., object], words: Callable[[str], str]) -> None:
        """Declare it by a parser's `add_argument`, with its help in the reader's language."""
        told = ": ".join(filter(None, (words(self.help), ", ".join(self.known))))
        told = told.replace("%", "%%")
        if self.flag:
            add(self.name, action="store_true", help=told)
            return
        how: dict[str, object] = {"help": told, "type": self.read, "default": self.default}
        if self.choices:
            how["choices"] = self.choices
        how["metavar"] = self.metavar or "|".join(self.choices) or None
        if self.is_word:
            how["nargs"] = "+" if self.many else "?" if self.optional else None
        else:
            how["required"] = self.required
            how["action"] = "append" if self.many else "store"
        add(self.name, **how)


@dataclass(frozen=True, slots=True)
class Command:
    """One command, declared once. `writes`: it changes the shop and takes a request."""

    name: str
    help: str
    handler: Handler
    arguments: tuple[Argument, ...] = ()
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Commands on one kind of thing: `customer add`, `customer show`.

    `usual` is the one that is meant where none is named: `ebill 10482`.
    """

    name: str
    help: str
    commands: tuple[Command, ...]
    usual: str = ""
