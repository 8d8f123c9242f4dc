"""Writes what belongs inside the program, so that `smbcrm about` finds out what is gone."""

from pathlib import Path

from smbcrm.core.wholeness import LIST

_MIGRATIONS = "smbcrm/models/migrations"


def write(home: Path) -> None:
    """Write the list of the resources and migrations that lie in a folder of the program."""
    found = [*(home / "resources").rglob("*"), *(home / _MIGRATIONS).glob("[0-9]*.py")]
    files = [path for path in found if path.is_file() and path != home / LIST]
    lines = (f"{path.stat().st_size} {path.relative_to(home).as_posix()}" for path in sorted(files))
    (home / LIST).write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
