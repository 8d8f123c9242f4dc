"""Lists as LibreOffice reads them; `python3 dev.py soak` installs it."""

import csv
import subprocess
from pathlib import Path

_CSV = "csv:Text - txt - csv (StarCalc)"
AS_CSV = f"{_CSV}:44,34,76,1,,0,false,true,false,false,false,-1"
"""Commas, quotation marks, UTF-8, from the first row on, values and not formulas, every sheet."""
_ALL_TEXT = "/".join(f"{column}/2" for column in range(1, 60))


def by_libreoffice(file: Path) -> dict[str, list[list[str]]]:
    """Return the cells of each sheet that is shown as LibreOffice writes them, by its name.

    A file of bare texts is read as such: nothing in it is taken for a number.
    """
    folder = file.parent / f"libreoffice {file.name}"
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    words = ["soffice", profile, "--headless", "--convert-to", AS_CSV, "--outdir", str(folder)]
    if file.suffix == ".csv":
        words.insert(3, f"--infilter=CSV:44,34,76,1,{_ALL_TEXT}")
    subprocess.run([*words, str(file)], check=True, capture_output=True, timeout=300)
    sheets = {}
    for made in folder.glob("*.csv"):
        with made.open(encoding="utf-8", newline="") as stream:
            name = made.stem.removeprefix(f"{file.stem}-")
            sheets[name] = list(csv.reader(stream))
    return sheets
