"""The files that belong to the repository, for the tests that read them all."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
_MADE_HERE = {".venv", "build", "dist", "__pycache__"}


def repository_files() -> list[Path]:
    """Return every file that git keeps, and every new one that it does not ignore.

    In a source archive there is no git: then every file but those that programs make here.
    """
    if not (ROOT / ".git").exists():
        files = (path for path in sorted(ROOT.rglob("*")) if path.is_file())
        return [path for path in files if not _MADE_HERE & set(path.relative_to(ROOT).parts)]
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        cwd=ROOT,
    ).stdout
    names = sorted(set(listed.decode().split("\0")) - {""})
    return [path for path in (ROOT / name for name in names) if path.is_file()]


def python_files() -> list[Path]:
    """Return the Python files among them."""
    return [path for path in repository_files() if path.suffix == ".py"]
