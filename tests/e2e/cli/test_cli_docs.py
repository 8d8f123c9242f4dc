"""The documents: every command line that they show runs as printed, every command is described."""

import io
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from smbcrm.__main__ import main
from smbcrm.cli.catalogue import COMMANDS
from smbcrm.cli.command import Command, leaves
from smbcrm.cli.parser import SHARED, WRITING

ROOT = Path(__file__).parents[3]
README, PAGE = ROOT / "README.md", ROOT / "docs" / "COMMANDS.md"
REFUSED = re.compile(r"\s+# refused$")
ISSUE = """
card issue, card freeze, card lost, card replace, card renew, card void, card show, top-up,
withdraw, transfer, redeem, adjust, package add, package list, package edit, voucher add,
voucher list, voucher edit, reward add, reward list, reward edit, offer add, offer list, offer edit,
tier add, tier list, tier edit, package sell, package use, package pause, package extend,
voucher issue, voucher use, voucher void, voucher show, cash in, cash out, refund, tiers review,
what-if, explain, liability, day-close, expire, customer link, customer pin, segment save,
segment list, segment run, segment sql, segment remove, export customers
"""
"""What can be done with value from the command line: the page shows all of it."""


def lines() -> list[str]:
    """Return the command lines of the page, in their order."""
    blocks = re.findall(r"```\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def saved() -> str:
    """Return the list of sales that the page shows, to be saved as `sales.csv`."""
    return "".join(re.findall(r"^    (.+\n)", PAGE.read_text("utf-8"), re.MULTILINE))


def test_every_line_of_the_page_runs_as_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for example in (ROOT / "docs" / "lists").iterdir():
        shutil.copy(example, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "sales.csv").write_text(saved())
    for line in lines():
        typed, _, command = REFUSED.sub("", line).rpartition(" | ")
        secret = "".join(f"{word}\n" for word in shlex.split(typed)[1:])
        monkeypatch.setattr(sys, "stdin", io.StringIO(secret))
        code = main(shlex.split(command)[1:])
        said = capsys.readouterr()
        assert (code, bool(said.err)) == ((1, True) if REFUSED.search(line) else (0, False)), (
            line,
            said,
        )
    assert "Everything adds up." in said.out


def test_the_page_shows_every_command_on_value() -> None:
    shown = {" ".join(shlex.split(line.rpartition("smbcrm ")[2])[:2]) for line in lines()}
    for name in ISSUE.replace("\n", " ").split(","):
        known = name.strip()
        assert any(one == known or one.split()[0] == known for one in shown), known


def declared() -> dict[str, Command]:
    """Return every command by its words after the name of the program."""
    return dict(leaves(COMMANDS))


def described() -> Iterator[tuple[set[str], str]]:
    """Yield each row of README's table: the commands it names, and all that it says."""
    known = declared()
    table = README.read_text("utf-8").partition("| command | does |")[2].partition("\n\n")[0]
    for row in table.splitlines()[2:]:
        names = set()
        for span in re.findall(r"`([^`]+)`", row):
            word, *rest = span.split()
            pairs = {f"{word} {one}" for one in "".join(rest[:1]).split("\\|")} & set(known)
            names |= pairs or {one for one in known if one.split()[0] == word}
        yield names, row


def test_readme_names_every_command_and_no_option_that_is_not_there() -> None:
    known, rows = declared(), list(described())
    assert {name for names, _ in rows for name in names} == set(known)
    for names, row in rows:
        options = {one.name for name in names for one in known[name].arguments}
        options |= {one.name for one in (*SHARED, *WRITING)}
        for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", row):
            assert option in options, (names, option)
