"""Workbooks are measured beside others that are the same to a reader. No time is looked at."""

from pathlib import Path

import pytest

from bench import shops, xlsx, xlsx_child
from bench.measure import Amount, Figure, OutcomesDifferError

ROWS = 30


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return shops.customer_shop(tmp_path / "shop.db", ROWS)


def test_the_writer_is_measured_beside_the_libraries_and_in_a_shop(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "_PAIRS", 1)
    monkeypatch.setattr(xlsx, "_FEW", ROWS)
    monkeypatch.setattr(xlsx, "_installed", lambda: False)
    figures = xlsx.measure(shop, tmp_path / "xlsx", ROWS)
    assert [type(figure) for figure in figures] == [Figure, Figure, Amount, Amount]
    assert [figure.name for figure in figures] == [
        "Workbook of 30 rows, 20 columns / openpyxl write_only",
        "Workbook of 30 rows, 20 columns / XlsxWriter bare",
        "Workbook of 30 rows, 20 columns; most memory",
        "Export of a shop of 100,000 as workbook; most memory",
    ]
    writer, export = figures[2:]
    assert isinstance(writer, Amount)
    assert isinstance(export, Amount)
    assert 5 < writer.amount < export.amount


@pytest.mark.parametrize("writer", ["openpyxl", "xlsxwriter"])
def test_a_writer_that_makes_something_else_is_no_measure(tmp_path: Path, writer: str) -> None:
    files = {name: tmp_path / f"{name}.xlsx" for name in ("product", writer, "more")}
    for name, many in (("product", 5), (writer, 5), ("more", 6)):
        xlsx_child.WRITERS.get(name, xlsx_child.product)(many, files[name])
    xlsx._same_look([files["product"], files[writer]])
    with pytest.raises(OutcomesDifferError, match=r"cells of more\.xlsx"):
        xlsx._same_look([files[writer], files["more"]])
