"""Files and functions stay small enough to be read at one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.quality.repository import ROOT, python_files

FILE_LINES = 400
FUNCTION_LINES = 40


def _long_functions(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{file.relative_to(ROOT)}:{node.lineno} {node.name}: {lines} lines"


def _measured() -> list[Path]:
    # A migration is a picture of the tables at one moment: as long as they are.
    return [file for file in python_files() if file.parent.name != "migrations"]


def test_no_file_is_too_long() -> None:
    lines = {file: len(file.read_text("utf-8").splitlines()) for file in _measured()}
    too_long = [
        f"{file.relative_to(ROOT)}: {count}" for file, count in lines.items() if count > FILE_LINES
    ]
    assert not too_long


def test_no_function_is_too_long() -> None:
    assert not [line for file in _measured() for line in _long_functions(file)]
