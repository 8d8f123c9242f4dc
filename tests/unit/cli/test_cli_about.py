"""`about`: which program this is, and whether all of it is there."""

import json
import shutil
from pathlib import Path

import pytest

from smbcrm import __main__, __version__, bootstrap
from smbcrm.cli.commands import about
from smbcrm.core.paths import resources
from smbcrm.core.wholeness import LIST
from smbcrm.exports.reading.child import FLAG
from smbcrm.models.upgrade import MIGRATIONS
from tools.packaging import contents


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
        "Parts of the program are missing or changed (fonts, icons, theme). "
        "Install it again; the shops stay.\n"
    )


def test_a_file_that_is_gone_or_changed_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = home / "program"
    shutil.copytree(resources(), made / "resources", ignore=shutil.ignore_patterns("fonts"))
    shutil.copytree(MIGRATIONS, made / "smbcrm/models/migrations")
    contents.write(made)
    monkeypatch.setattr(about, "resources", lambda: made / "resources")
    assert __main__.main(["about"]) == 0
    listed = (made / LIST).read_text("utf-8")
    assert " resources/theme/tokens.json\n" in listed
    assert " smbcrm/models/migrations/0001_initial.py\n" in listed
    assert LIST not in listed
    (made / "resources/theme/tokens.json").unlink()
    catalogue = made / "resources/locale/zh_CN/LC_MESSAGES/smbcrm.mo"
    catalogue.write_bytes(catalogue.read_bytes()[:-1])
    capsys.readouterr()
    assert __main__.main(["about", "--json"]) == 1
    gone = ["resources/locale/zh_CN/LC_MESSAGES/smbcrm.mo", "resources/theme/tokens.json"]
    assert json.loads(capsys.readouterr().out)["missing"] == gone
    for file in (made / "resources/icons").glob("*.svg"):
        file.unlink()
    assert __main__.main(["about"]) == 1
    assert capsys.readouterr().err.count(".svg") == 10
    (made / LIST).write_bytes(b"\xff")
    assert __main__.main(["about"]) == 1
    assert LIST in capsys.readouterr().err


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
