"""`about`: which program this is, and whether all of it is there."""

import json
from pathlib import Path

import pytest

from smbcrm import __main__, __version__, bootstrap
from smbcrm.core.paths import resources
from smbcrm.exports.reading.child import FLAG


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a user who never started the program."""
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path / "home"


def test_it_says_what_was_found_and_where_things_lie(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert __main__.main(["about", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["packaged"]) == (__version__, False)
    assert told["user_folder"] == str(home)
    assert told["parts"]["icons"] == len(list((resources() / "icons").glob("*.svg")))
    assert all(count > 0 for count in told["parts"].values())
    assert not home.exists()
    assert __main__.main(["about"]) == 0
    assert f"Version                    {__version__}\n" in capsys.readouterr().out


def test_a_program_that_lost_its_fonts_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "resources", lambda: home)
    assert __main__.main(["about"]) == 1
    assert capsys.readouterr().err == (
        "Parts of the program are missing (fonts, icons, theme). "
        "Install it again; the shops stay.\n"
    )


def test_a_packaged_program_lies_where_it_was_started(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(home / "shopbell" / "smbcrm"))
    monkeypatch.setattr("sys.argv", ["smbcrm", "about", "--json"])
    assert __main__.main() == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["packaged"], told["program"]) == (True, str(home / "shopbell"))


def test_the_start_knows_the_flag_of_the_reading_child() -> None:
    assert __main__._CHILD == FLAG
