"""The commands that README shows are run as they stand there."""

import re
import shlex
from pathlib import Path

import pytest

from smbcrm.__main__ import main

README = Path(__file__).parents[3] / "README.md"


def commands() -> list[list[str]]:
    """Return the words of each command line of the first example after `smbcrm init`."""
    blocks = re.findall(r"```\n(smbcrm init my-shop.*?)```", README.read_text("utf-8"), re.DOTALL)
    return [shlex.split(line, comments=True)[1:] for line in blocks[0].splitlines()]


def test_the_first_example_works_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "home"))
    lines = commands()
    assert len(lines) > 5
    for words in lines:
        assert main([*words, "--language", "en"]) == 0, words
        said = capsys.readouterr()
        assert said.out
        if words[:2] == ["balance", "0142"]:
            assert "$550.00" in said.out
