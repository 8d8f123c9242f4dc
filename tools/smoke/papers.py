"""Reads back what the program handed over, by other programs than ours."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

from tools.smoke.packaged import Failed

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def pdf_text(path: Path) -> str:
    """Return the text of a PDF without blanks and line ends. Raises Failed."""
    if not path.read_bytes().startswith(b"%PDF-"):
        raise Failed(f"{path.name} is no PDF")
    return re.sub(r"\s", "", _text_by_poppler(path) or _text_by_pdfium(path))


def _text_by_poppler(path: Path) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        return ""
    done = subprocess.run([tool, "-enc", "UTF-8", str(path), "-"], check=False, capture_output=True)
    if done.returncode or done.stderr:
        raise Failed(f"pdftotext on {path.name}: {done.stderr.decode('utf-8', 'replace')}")
    return done.stdout.decode("utf-8")


def _text_by_pdfium(path: Path) -> str:
    """Return the text as PDFium reads it, where poppler is not at home: Windows and macOS."""
    pypdfium2 = import_module("pypdfium2")  # has no types
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def sheet(path: Path) -> tuple[int, set[str], set[str]]:
    """Return what the first sheet of a workbook holds: rows, texts, formulas. Raises Failed."""
    try:
        with zipfile.ZipFile(path) as packed:
            if broken := packed.testzip():
                raise Failed(f"{path.name}: {broken} is damaged")
            root = ET.fromstring(packed.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own
            shared = (
                ET.fromstring(packed.read("xl/sharedStrings.xml"))  # noqa: S314 - our own
                if "xl/sharedStrings.xml" in packed.namelist()
                else ET.Element("none")
            )
    except (zipfile.BadZipFile, KeyError, ET.ParseError) as error:
        raise Failed(f"{path.name} is no workbook: {error}") from error
    rows = sum(1 for _ in root.iter(f"{_MAIN}row"))
    formulas = {one.text or "" for one in root.iter(f"{_MAIN}f")}
    return rows, {*_texts(root, "is"), *_texts(shared, "si")}, formulas


def _texts(root: ET.Element, element: str) -> Iterator[str]:
    for one in root.iter(f"{_MAIN}{element}"):
        yield "".join(part.text or "" for part in one.iter(f"{_MAIN}t"))
