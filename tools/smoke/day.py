"""The whole day of a shop at the command line, from an empty folder to a proven copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tools.smoke.packaged import Failed, Packaged, expect
from tools.smoke.papers import pdf_text, sheet

LISTS = Path(__file__).parents[2] / "tests" / "data"
RARE = "𠮷㛃喆镕堃犇龑䶮𫚉䢺𬭎㭎䥑𬱖昇珺赟燊"
"""Characters of living names that common fonts lack; some lie beyond the first 65,536."""
FORMULA = "=1+1"
"""A name that a spreadsheet must not take for a formula."""


@dataclass(frozen=True, slots=True)
class Day:
    """One shop: where it is, the lists it brings, its customer, and what that one buys.

    `lists`: a file of tests/data with the customers it makes and the rows it refuses. `found_by`
    is typed to find the customer. `void` is the word on a bill that was taken back.
    """

    language: str
    currency: str
    region: str
    zone: str
    lists: tuple[tuple[str, int, int], ...]
    name: str
    phone: str
    found_by: str
    top_up: int
    sale: int
    stored: int
    void: str


DAYS = (
    Day(
        language="en",
        currency="USD",
        region="US",
        zone="America/New_York",
        lists=(("clients_en_cp1252.csv", 4, 3),),
        name=f"Hannah {RARE}",
        phone="207-555-0142",
        found_by="0142",
        top_up=500,
        sale=68,
        stored=50,
        void="VOID",
    ),
    Day(
        language="zh_CN",
        currency="CNY",
        region="CN",
        zone="Asia/Shanghai",
        lists=(("salon_zh.xlsx", 13, 3), ("old_till_zh.xls", 3, 1)),
        name=f"歐陽{RARE}",
        phone="13912345671",
        found_by="5671",
        top_up=1000,
        sale=268,
        stored=200,
        void="作废",
    ),
    Day(
        language="zh_TW",
        currency="TWD",
        region="TW",
        zone="Asia/Taipei",
        lists=(("members_tw_big5.csv", 5, 1),),
        name=f"歐陽{RARE}",
        phone="0987123406",
        found_by="3406",
        top_up=5000,
        sale=1250,
        stored=1000,
        void="作廢",
    ),
)


def live(program: Packaged, day: Day) -> Iterator[str]:
    """Live through the day; yield what was done. Raises Failed."""
    words = ("--shop", f"shop-{day.language}.smbcrm", "--language", day.language)
    shop = _Shop(program, day, words)
    yield shop.opened()
    yield from shop.lists()
    yield shop.customer()
    yield shop.value()
    yield shop.bills()
    yield shop.table()
    yield shop.proof()


class _Shop:
    """The shop of one day."""

    def __init__(self, program: Packaged, day: Day, words: tuple[str, ...]) -> None:
        self._program = program
        self._day = day
        self._words = words
        self._sold = ""
        self._undone = ""
        self._customers = 0

    def opened(self) -> str:
        day = self._day
        self._program.json(
            *("init", f"shop-{day.language}.smbcrm", "--currency", day.currency),
            *("--region", day.region, "--time-zone", day.zone, "--language", day.language),
        )
        return "init"

    def lists(self) -> Iterator[str]:
        for name, made, failed in self._day.lists:
            report = self._json("import", "customers", str(LISTS / name))["report"]
            expect(f"{name}: made and failed", (report["made"], report["failed"]), (made, failed))
            self._customers += made
            yield f"{name} in"

    def customer(self) -> str:
        self._json("customer", "add", self._day.name, "--phone", self._day.phone)
        self._json("customer", "add", FORMULA, "--code", "F1")
        self._customers += 2
        for typed in (self._day.found_by, "龑"):
            found = self._json("find", typed)["customers"]
            names = [one["full_name"] for one in found]
            expect(f"who is found by {typed}", names, [self._day.name])
        return "found by phone and by a rare character"

    def value(self) -> str:
        """Top up, sell, sell once more and take that back: the balance tells."""
        day = self._day
        self._json("top-up", day.found_by, str(day.top_up))
        paid = ("--pay", f"stored={day.stored}", "--pay", f"cash={day.sale - day.stored}")
        self._sold = self._json("sale", day.found_by, str(day.sale), *paid)["operation"]
        before = self._owned()
        self._undone = self._json("sale", day.found_by, "1", "--pay", "stored=1")["operation"]
        expect("stored value after one more", self._owned(), before - 1)
        self._json("undo", self._undone)
        expect("stored value after undo", self._owned(), before)
        return "top-up, sale, undo"

    def _owned(self) -> Decimal:
        return Decimal(self._json("balance", self._day.found_by)["stored_value"])

    def bills(self) -> str:
        """Hand over both bills; names, sums and marks are read back."""
        text = self._bill(self._sold, "A5")
        for part in (self._day.name, str(self._day.sale)):
            if part.replace(" ", "") not in text.replace(",", ""):
                raise Failed(f"the bill does not say {part}; it says:\n    {text}")
        if self._day.void in text:
            raise Failed("the bill of a sale that stands says that it is void")
        if self._day.void not in self._bill(self._undone, "A4"):
            raise Failed(f"the bill of what was taken back does not say {self._day.void}")
        return "bills A5 and A4"

    def _bill(self, operation: str, size: str) -> str:
        file = f"bill-{self._day.language}-{size}.pdf"
        self._json("ebill", operation, "--out", file, "--size", size)
        return pdf_text(self._program.folder / file)

    def table(self) -> str:
        """Write the list of customers; each is in it, and none became a formula."""
        file = f"list-{self._day.language}.xlsx"
        self._json("export", "customers", "--out", file)
        rows, texts, formulas = sheet(self._program.folder / file)
        if rows <= self._customers:
            raise Failed(f"{file} has {rows} rows for {self._customers} customers")
        if missing := {self._day.name, FORMULA} - texts:
            raise Failed(f"{file} lacks {missing}")
        if FORMULA.removeprefix("=") in formulas:
            raise Failed(f"{file} takes the name {FORMULA} for a formula")
        return "Excel"

    def proof(self) -> str:
        copy = self._json("backup", "now")
        told = (copy["verified"], copy["customers"])
        expect("the copy: verified, customers", told, (True, self._customers))
        verdict = self._json("verify")
        expect("what does not add up", verdict["findings"], [])
        return "backup, verify"

    def _json(self, *words: str) -> Any:  # noqa: ANN401 - whatever the program answers
        return self._program.json(*words, *self._words)
