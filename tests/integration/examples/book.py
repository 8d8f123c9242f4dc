"""Reads the worked examples: Markdown files with stories and a table for each of them."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "docs" / "examples"
INDEX = FOLDER / "README.md"
HEADINGS = ("On", "Do", "Then")
NOBODY = "nobody"

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MOMENT = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})(?:, (\d{{1,2}}):(\d\d))?")
_MORNING = dt.time(10)
_GIVEN = re.compile(r"\*Customers: (?P<names>[^.*]+)\.(?: Money: (?P<money>[A-Z]{3})\.)?\*")
_RULE = re.compile(r":?-+:?")


class NotReadableError(Exception):
    """An example that is not written as examples are: then it is not run, and that is a fault."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a table: when (None: a minute after the one before), what is done, and then."""

    at: dt.datetime | None
    do: str
    then: str


@dataclass(frozen=True, slots=True)
class Example:
    """A story with its table."""

    file: str
    title: str
    customers: tuple[str, ...]
    currency: str
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """What a failing test calls it."""
        return f"{self.file}: {self.title}"


def pages() -> list[Path]:
    """Return the files with examples: all but the index."""
    return sorted(file for file in FOLDER.glob("*.md") if file != INDEX)


def examples() -> list[Example]:
    """Return every example of every page; raise NotReadableError."""
    return [one for page in pages() for one in read_page(page.name, page.read_text("utf-8"))]


def read_page(file: str, text: str) -> list[Example]:
    """Return the examples of a page: each heading of the second rank begins one."""
    title, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    if not title.startswith("# ") or _tables(title) or not parts:
        raise NotReadableError(f"{file}: a title, a few words, then examples, each under ## ")
    return [_example(file, *part.split("\n", 1)) for part in parts]


def day(text: str) -> dt.date:
    """Return a day written as 10 March 2026; raise NotReadableError."""
    return moment(text).date()


def moment(text: str) -> dt.datetime:
    """Return a day, or a day and a time written as 10 March 2026, 15:04; raise NotReadableError."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise NotReadableError(f"no day: {text!r}")
    number, month, year, hour, minute = found.groups()
    time = _MORNING if hour is None else dt.time(int(hour), int(minute))
    return dt.datetime.combine(
        dt.date(int(year), _MONTHS.index(month) + 1, int(number)), time, dt.UTC
    )


def _example(file: str, title: str, body: str) -> Example:
    where = f"{file}: {title}"
    given, tables = list(_GIVEN.finditer(body)), _tables(body)
    if len(given) != 1 or len(tables) != 1:
        raise NotReadableError(f"{where}: one line of customers, then one table")
    head, rule, *rows = tables[0]
    if tuple(head) != HEADINGS or not all(map(_RULE.fullmatch, rule)) or not rows:
        raise NotReadableError(f"{where}: the table has the columns {' | '.join(HEADINGS)}")
    if any(len(row) != len(HEADINGS) for row in rows):
        raise NotReadableError(f"{where}: a row has {len(HEADINGS)} cells")
    steps = tuple(Step(moment(on) if on else None, do, then) for on, do, then in rows)
    if steps[0].at is None or not any(step.then for step in steps):
        raise NotReadableError(f"{where}: it begins on a day, and something comes of it")
    names = given[0]["names"].split(", ")
    people = () if names == [NOBODY] else tuple(names)
    return Example(file, title.strip(), people, given[0]["money"] or "USD", steps)


def _tables(text: str) -> list[list[list[str]]]:
    """Return the rows of each table: what stands in lines that begin with a bar."""
    runs = groupby(text.splitlines(), lambda line: line.lstrip().startswith("|"))
    return [list(_cells(list(lines))) for is_table, lines in runs if is_table]


def _cells(lines: Sequence[str]) -> Iterator[list[str]]:
    for line in lines:
        yield [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
