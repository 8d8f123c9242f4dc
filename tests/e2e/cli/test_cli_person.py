"""`person erase` at a terminal: the name is typed again, because there is no way back."""

import io
import sys
from pathlib import Path

import pytest

from smbcrm.__main__ import main


class Terminal(io.StringIO):
    """A standard input that somebody types at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a shop with Hannah in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert main(["init", "shop.db", "--name", "Shop"]) == 0
    assert main(["customer", "add", "Hannah Lee"]) == 0


def erase(monkeypatch: pytest.MonkeyPatch, typed: str) -> int:
    monkeypatch.setattr(sys, "stdin", Terminal(f"{typed}\n"))
    return main(["person", "erase", "hannah", "--reason", "asked"])


def test_another_name_erases_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert erase(monkeypatch, "Hanna Lee") == 1
    assert "That is not their name." in capsys.readouterr().err
    assert main(["customer", "show", "hannah"]) == 0


def test_the_name_erases(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert erase(monkeypatch, "Hannah Lee") == 0
    assert "Type the name Hannah Lee" in capsys.readouterr().err
    assert main(["customer", "show", "hannah"]) == 1
