"""The program as a process of its own: what the system, a pipe and a terminal do to it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.cli.program import Smbcrm

# What a `find` must not wait for, and must not need.
HEAVY = (
    *("PySide6", "shiboken6", "reportlab", "openpyxl", "charset_normalizer"),
    *("phonenumbers", "pypinyin", "logging.handlers"),
)
_PROGRAM = """\
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ImportError(name + " is blocked")
        return None

sys.meta_path.insert(0, Blocked())
from smbcrm.__main__ import main

code = main(sys.argv[1:])
print(*sorted(set(sys.modules) & set({heavy!r})), file=sys.stderr)
sys.exit(code)
"""


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", **more}


@pytest.fixture
def ann(shop: Smbcrm) -> str:
    """Return the code of a customer."""
    return str(shop.json("customer", "add", "陈雨桐", "--phone=4155552671")["code"])


def test_find_needs_no_screen_library_and_loads_nothing_heavy(ann: str) -> None:
    program = _PROGRAM.format(blocked=("PySide6", "shiboken6", "PyQt6"), heavy=HEAVY)
    run = subprocess.run(
        [sys.executable, "-c", program, "find", "cyt", "--json"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=_environment(),
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["customers"][0]["code"] == ann
    assert run.stderr.split() == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_a_terminal_that_lacks_signs_gets_question_marks(ann: str, encoding: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "smbcrm", "find", "cyt"],
        check=False,
        capture_output=True,
        env=_environment(PYTHONUTF8="0", PYTHONIOENCODING=encoding),
    )
    assert run.returncode == 0
    shown = run.stdout.decode(encoding)
    assert ann in shown
    assert ("陈雨桐" if encoding == "gbk" else "???") in shown


def test_who_stops_reading_is_told_nothing(ann: str) -> None:
    """`smbcrm customer show … | true`: the pipe is closed before the answer is there."""
    with subprocess.Popen(
        [sys.executable, "-m", "smbcrm", "customer", "show", ann],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait() == 130


def test_the_program_is_installed_under_its_name(home: Path) -> None:
    program = Path(sys.executable).with_name("smbcrm")
    run = subprocess.run([program, "--version"], check=True, capture_output=True, encoding="utf-8")
    assert run.stdout.startswith("Shopbell ")
    assert not home.exists()
