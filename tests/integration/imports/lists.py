"""Lists that exist in memory only, and what a shop looks like before and after one."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from smbcrm.core.ids import uuid7
from smbcrm.membership.imports.service import ImportService
from smbcrm.membership.imports.source import Cell, ListReader, Row, RowSource, SourceInfo
from smbcrm.membership.imports.types import ImportRequest, ProblemRow
from smbcrm.membership.requests.types import Act
from tests.helpers.shops import StillShop

HEADS: tuple[Cell, ...] = ("姓名", "手机", "卡号", "储值余额", "赠送余额", "积分", "生日")


@dataclass
class ListSource:
    """A list in memory; `calls` counts how often its rows were read."""

    lines: Sequence[Sequence[Cell]]
    excel: bool = True
    calls: int = 0
    fail_at: Callable[[int], None] | None = None
    sheets: tuple[str, ...] = ("Sheet1",)

    def info(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None
    ) -> SourceInfo:
        digest = hashlib.sha256(repr([path, self.lines]).encode("utf-8", "replace")).hexdigest()
        kind = None if self.excel else (encoding or "utf-8")
        return SourceInfo(sheet or "Sheet1", self.sheets, (), kind, None, 1, digest)

    def rows(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None
    ) -> Iterator[tuple[int, Row]]:
        del path, sheet, encoding
        self.calls += 1
        for number, line in enumerate(self.lines, 1):
            if self.calls > 1 and self.fail_at is not None:
                self.fail_at(number)
            if any(cell is not None for cell in line):
                yield number, tuple(line)

    def once(self) -> AbstractContextManager[RowSource]:
        return nullcontext(self)


@dataclass
class Sink:
    """Keeps the problem rows that it is told."""

    headings: Sequence[str] = ()
    rows: list[ProblemRow] = field(default_factory=list)

    def begin(self, source: Path, headings: Sequence[str]) -> None:
        del source
        self.headings = headings
        self.rows = []

    def add(self, rows: Sequence[ProblemRow]) -> None:
        self.rows += rows


def importer(shop: StillShop, source: ListReader) -> ImportService:
    """Return the shop's imports, reading from another source."""
    return replace(shop.services.imports, source=source)


def request(
    shop: StillShop, *mapping: tuple[str, str], path: str = "list.xlsx", act: Act | None = None
) -> ImportRequest:
    return ImportRequest(Path(path), act or Act(uuid7(shop.clock)), mapping)


def people(count: int, start: int = 0) -> list[tuple[Cell, ...]]:
    """Return rows of different people, each with a balance."""
    return [
        (f"客人{i:05}", 13_000_000_000 + i, 700_000 + i, 10 + i, None, i, None)
        for i in range(start, start + count)
    ]


@dataclass(frozen=True)
class Picture:
    """What of a shop people see: customers and what it owes in all."""

    customers: int
    owed: int
    points: int
    found: tuple[str, ...]


def picture(shop: StillShop, *texts: str) -> Picture:
    """Return the picture, after the books have proved themselves."""
    assert not shop.services.audit.verify().findings
    rows = shop.services.customers.page(limit=100_000)
    found = (one.code for text in texts for one in shop.services.customers.find(text))
    return Picture(
        shop.services.customers.count(),
        sum(row.principal + row.gift for row in rows),
        sum(row.points for row in rows),
        tuple(found),
    )
