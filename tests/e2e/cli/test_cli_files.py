"""Files that the program writes and reads: none is lost, and the right shop is meant."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.cli.program import Smbcrm


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return a list with a row that cannot come in."""
    path = tmp_path / "in.csv"
    path.write_text("Name,Phone,Balance\nAnn Lee,4155552671,five\nBo Chen,4155552672,5\n", "utf-8")
    return str(path)


@pytest.fixture
def till(smbcrm: Smbcrm, tmp_path: Path) -> tuple[Smbcrm, Path]:
    """Return the program on a shop that is a file, with that file."""
    path = tmp_path / "w.db"
    smbcrm.text("init", str(path))
    return smbcrm, path


def _in_shell(line: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m smbcrm "$@" {line}', sys.executable, *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_no_list_is_written_over_the_shop(till: tuple[Smbcrm, Path], file: str) -> None:
    shop, path = till
    shop.text("customer", "add", "Cy Dee")  # a copy is made
    copy = shop.json("backup", "list")["copies"][0]["path"]
    held = Path(copy).read_bytes()
    for target in (str(path), f"{path}-wal", f"{path}-shm", copy, f"{path}.backups/new.csv"):
        assert shop.refused("export", "customers", "--out", target, "--force") == "FileKept"
        words = ("import", "customers", file, "--errors", target)
        assert shop.refused(*words) == "FileKept"
        assert shop.refused(*words, "--force") == "FileKept"
    assert shop.json("import", "list")["imports"] == []
    assert Path(copy).read_bytes() == held
    assert shop.json("verify")["clean"] is True


def test_a_refused_error_file_leaves_no_import_behind(
    shop: Smbcrm, file: str, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("Name\nAnn\n")
    words = ("import", "customers", file, "--errors")
    refusals = {
        str(mine): "FileExists",
        file: "FileKept",
        str(tmp_path): "NotAFile",
        "/dev/null": "NotAFile",
        "": "NotAFile",
        str(tmp_path / "e.xlsx"): "NotCsv",
        "-": "NotCsv",
    }
    for target, refusal in refusals.items():
        assert shop.refused(*words, target) == refusal
        assert shop.refused(*words, target, "--dry-run") == refusal
    ending = shop.ends(*words, str(tmp_path / "none" / "e.csv"), "--json")
    assert (ending.code, json.loads(ending.err)["code"]) == (1, "FileNotWritten")
    assert shop.json("import", "list")["imports"] == []
    assert mine.read_text() == "Name\nAnn\n"
    shop.json(*words, str(mine), "--force")
    assert "five" in mine.read_text("utf-8-sig")
    again = shop.ends(*words, str(mine), "--json")  # it is ours now
    assert json.loads(again.out)["error_file"] == str(mine), again


def test_an_export_refuses_what_is_no_list(shop: Smbcrm, tmp_path: Path) -> None:
    for name in ("a.xls", "a.ODS", "a.xlsm", "a.xlsb"):
        assert shop.refused("export", "customers", "--out", str(tmp_path / name)) == "NotAList"
    assert shop.refused("export", "customers", "--out", "-") == "NotAList"
    assert shop.refused("export", "customers", "--out", "/dev/null", "--force") == "NotAFile"


def test_a_file_that_is_there_says_how_it_is_replaced(shop: Smbcrm, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_text("mine")
    ending = shop.ends("export", "customers", "--out", str(tmp_path / "list.xlsx"))
    assert ending.err.endswith("Choose another name. Or replace it with --force.\n")


@pytest.mark.parametrize("line", [">/dev/full", ">&-"])
def test_what_was_recorded_and_cannot_be_shown_is_told(shop: Smbcrm, line: str) -> None:
    code = shop.json("customer", "add", "Ann Lee")["code"]
    run = _in_shell(line, "sale", code, "7")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("It is done, but the answer could not be shown.")
    assert "--request-id" in run.stderr
    told = json.loads(_in_shell(line, "sale", code, "7", "--json").stderr)
    assert told["code"] == "NotShown"
    assert len(shop.json("history", code)["operations"]) == 2
    run = _in_shell(line, "find", "ann")
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert "broke" not in run.stderr


@pytest.mark.parametrize("line", [">&- 2>&-", ">/dev/full 2>/dev/full", "2>&-", "2>/dev/full"])
def test_where_nobody_can_be_told_the_program_still_ends(shop: Smbcrm, line: str) -> None:
    assert shop.ends("find", "ann").code == 0
    assert _in_shell(line, "history", "nobody").returncode == 1
    assert _in_shell(line, "--help").returncode in {0, 1}


def test_help_that_cannot_be_shown_is_no_bug(home: Path) -> None:
    run = _in_shell(">/dev/full", "customer")
    assert (run.returncode, run.stderr) == (1, "")
    assert not home.exists()


def test_an_empty_shop_is_not_the_one_opened_last(shop: Smbcrm) -> None:
    for words in (("--shop", "", "find", "ann"), ("find", "ann", "--shop="), ("init", "")):
        ending = shop.ends(*words)
        assert (ending.code, ending.out) == (2, "")
        assert "The shop's name is empty." in ending.err


@pytest.mark.parametrize("address", ["http://x", "mysql://me:secret@x/y", "file:///tmp/x"])
def test_an_address_that_is_no_postgres_is_refused(
    smbcrm: Smbcrm, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("init", address), ("demo", address), ("--shop", address, "find", "ann")):
        assert smbcrm.refused(*words) == "UnknownAddress"
        assert "secret" not in smbcrm.ends(*words).err
    assert not [*tmp_path.iterdir()]


def test_a_text_too_short_to_find_is_said(shop: Smbcrm) -> None:
    shop.text("customer", "add", "陈雨桐")
    for text in ("a", "7", "", "-"):
        assert shop.refused("find", text) == "TooShort"
    assert len(shop.json("find", "陈")["customers"]) == 1
    assert "Nobody was found" in shop.text("find", "林")


def test_advice_on_copies_names_the_damaged_shop(till: tuple[Smbcrm, Path], tmp_path: Path) -> None:
    smbcrm, first = till
    smbcrm.text("customer", "add", "Ann Lee")
    smbcrm.text("backup", "now")
    smbcrm.text("init", str(tmp_path / "second.db"))
    first.write_text("damaged")
    ending = smbcrm.ends("--shop", str(first), "find", "ann")
    assert ending.code == 1
    assert f"smbcrm --shop {first} backup restore" in ending.err
    assert f"smbcrm --shop {first} backup list" in ending.err
    assert smbcrm.facts("--shop", str(first), "backup", "restore")["Shop"] == str(first)
    assert smbcrm.json("backup", "restore")["shop"] == str(first)
    spaced = tmp_path / "a shop.db"
    spaced.write_text("damaged")
    told = json.loads(smbcrm.ends("--shop", str(spaced), "sale", "-", "5", "--json").err)
    assert (told["code"], f'--shop "{spaced}" backup list' in told["error"]) == ("Damaged", True)
