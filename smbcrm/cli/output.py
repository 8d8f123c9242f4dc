"""Answers and refusals on the terminal: in words for people, as JSON for programs."""

import datetime as dt
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from smbcrm.cli.command import Facts, Part, Reply, Table
from smbcrm.cli.signs import cut, harmless, json_signs, padded, width
from smbcrm.core.clock import instant_text
from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, Text, Translator
from smbcrm.core.money import Money

_WIDEST = 48
_GAP = "  "
_NOTHING = N_("There is nothing yet.")


def harden(stream: TextIO) -> None:
    """Let a terminal that lacks a sign show a question mark instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")


@dataclass(frozen=True, slots=True)
class Output:
    """Where answers and complaints go, in which language and form."""

    out: TextIO
    err: TextIO
    translator: Translator
    as_json: bool

    def answer(self, reply: Reply) -> None:
        """Show what a command answers."""
        if self.as_json:
            self._json(self.out, reply.data)
            return
        for before, part in zip((None, *reply.parts), reply.parts, strict=False):
            if before is not None and isinstance(part, Facts | Table):
                self.out.write("\n")
            for line in self._lines(part):
                self.out.write(f"{line}\n")
        self.out.flush()

    def complain(self, error: Text | str | ShopbellError, code: str, **more: object) -> None:
        """Say on stderr what went wrong; `more` stands in the JSON beside it."""
        if self.as_json:
            self._json(self.err, {"error": self.sentence(error), "code": code, **more})
        else:
            self.say(error)

    def say(self, error: Text | str | ShopbellError) -> None:
        """Say one sentence on stderr, for people."""
        self.err.write(f"{harmless(self.sentence(error))}\n")
        self.err.flush()

    def sentence(self, words: Text | str | ShopbellError) -> str:
        """Return a sentence in the reader's language, raw."""
        if isinstance(words, ShopbellError):
            return self.translator.with_command(words)
        return words if isinstance(words, str) else self.translator.render(words)

    def _json(self, stream: TextIO, data: Mapping[str, object]) -> None:
        text = json.dumps(data, ensure_ascii=False, indent=2, default=self._plain)
        stream.write(f"{json_signs(text, stream.encoding or 'ascii')}\n")
        stream.flush()

    def _plain(self, value: object) -> object:
        match value:
            case Money():
                return value.plain()
            case dt.datetime():
                return instant_text(value)
            case dt.date():
                return value.isoformat()
            case Text():
                return self.translator.render(value)
            case _:
                raise TypeError(type(value))

    def _lines(self, part: Part) -> Iterator[str]:
        match part:
            case Facts():
                rows = [(label, self._cell(value)) for label, value in part.rows]
                told = [(self.translator.gettext(label), value) for label, value in rows if value]
                longest = max((width(label) for label, _ in told), default=0)
                for label, value in told:
                    yield f"{padded(label, longest)}{_GAP}{value}"
            case Table():
                yield from self._table(part)
            case _:
                yield harmless(self.sentence(part))

    def _table(self, table: Table) -> Iterator[str]:
        """Give the lines of a table; a column in which nothing stands is left out."""
        if not table.rows:
            yield self.translator.gettext(_NOTHING)
            return
        columns = []
        for head, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True):
            texts = [self._fitted(cell) for cell in cells]
            if any(texts):
                column = (self.translator.gettext(head), *texts)
                right, wide = _is_number(cells), max(map(width, column))
                columns.append([padded(text, wide, right=right) for text in column])
        for line in zip(*columns, strict=True):
            yield _GAP.join(line).rstrip()

    def _fitted(self, value: object) -> str:
        """Return a cell no wider than a column may be; what we say ourselves is never cut."""
        text = self._cell(value)
        return text if isinstance(value, ShopbellError) else cut(text, _WIDEST)

    def _cell(self, value: object) -> str:
        return "" if value is None else harmless(self.translator.value(value))


def _is_number(cells: Sequence[object]) -> bool:
    """Tell whether a column holds money or counts, which stand to the right."""
    return any(isinstance(cell, int | Money) for cell in cells) and all(
        cell is None or isinstance(cell, int | Money) for cell in cells
    )
