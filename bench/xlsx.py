"""A list of 100,000 rows with 20 columns as a workbook: our writer beside the bare libraries.

Each writer is a process of its own and writes the same cells with the same look, which is read
back first. XlsxWriter is what ours stands on; openpyxl is the usual one; rustpy-xlsxwriter, whose
sums have no values and which is therefore no choice (docs/adr/0022), is measured where it is
installed. Memory is the most that a process had: of the writer alone, and of a whole export of a
shop of 100,000.
"""

import json
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from bench.children import environment, run
from bench.measure import Amount, Figure, figure_of, must_equal
from bench.xlsx_child import FIRST, KINDS, SUMMED

ROWS = 100_000
MEGABYTES = 80
_SAME_LOOK = ("product", "openpyxl", "xlsxwriter")
_BESIDE = {"openpyxl": ("openpyxl write_only", 0.9), "xlsxwriter": ("XlsxWriter bare", 1.35)}
_FAST = "rustpy"
_FEW, _PAIRS = 200, 3
_MEGABYTE = 1_000_000


def measure(shop: Path, folder: Path, many: int = ROWS) -> list[Figure | Amount]:
    """Measure in processes of their own; `shop` is a closed one of `shops.customer_shop`."""
    folder.mkdir(exist_ok=True)
    numbers = count()

    def written(writer: str, what: object) -> tuple[float, int, Path]:
        file = folder / f"{writer}-{next(numbers)}.xlsx"
        words = [writer, str(what), str(file)]
        cpu, memory = json.loads(run("bench.xlsx_child", words, environment(folder)))
        return cpu, memory, file

    _same_look([written(writer, _FEW)[2] for writer in _SAME_LOOK])
    name = f"Workbook of {many:,} rows, {len(KINDS)} columns"
    beside = {**_BESIDE, **({_FAST: ("rustpy-xlsxwriter", None)} if _installed() else {})}
    times: dict[str, list[float]] = {writer: [] for writer in ("product", *beside)}
    most = 0
    for _ in range(_PAIRS):
        for writer, taken in times.items():
            cpu, memory, file = written(writer, many)
            taken.append(cpu)
            most = max(most, memory) if writer == "product" else most
            file.unlink()
    figures: list[Figure | Amount] = [
        figure_of(
            f"{name} / {said}",
            "list",
            list(zip(times["product"], times[writer], strict=True)),
            limit,
        )
        for writer, (said, limit) in beside.items()
    ]
    return [*figures, *_memory(name, most, lambda: written("shop", shop)[1])]


def _memory(name: str, writer: int, export: Callable[[], int]) -> Iterator[Amount]:
    yield Amount(f"{name}; most memory", writer / _MEGABYTE, "MB", MEGABYTES)
    whole = "Export of a shop of 100,000 as workbook; most memory"
    yield Amount(whole, export() / _MEGABYTE, "MB", MEGABYTES)


def _installed() -> bool:
    return find_spec("rustpy_xlsxwriter") is not None


def _same_look(files: list[Path]) -> None:
    """Raise OutcomesDifferError where two files are not the same to a reader."""
    first, *others = files
    for other in others:
        must_equal(f"cells of {other.name}", _cells(first), _cells(other))
        must_equal(f"look of {other.name}", _look(first), _look(other))


def _cells(file: Path) -> object:
    sheet = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0)
    return sheet.to_python(skip_empty_area=False)


def _look(file: Path) -> object:
    sheet = openpyxl.load_workbook(file).active
    first, last = FIRST + 1, sheet.max_row
    money = SUMMED[1] + 1
    return (
        *(sheet.freeze_panes, sheet.auto_filter.ref, sheet.title),
        [sheet.cell(FIRST, column).font.b for column in range(1, len(KINDS) + 1)],
        [sheet.cell(last, column + 1).font.b for column in SUMMED],
        [sheet.cell(row, money).number_format.partition("_)")[0] for row in (first, last)],
    )
