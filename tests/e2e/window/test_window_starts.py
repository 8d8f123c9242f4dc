"""The program started as people start it: by its name, by a shop, by a demo, for pictures."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from smbcrm.core.machine import LANGUAGE, Machine
from tests.helpers.salon import salon

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
_LOOK = """\
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from smbcrm import __main__

def look():
    window = QApplication.activeWindow() or QApplication.topLevelWidgets()[0]
    if {there}:
        timer.stop()
        print({tell})
        {end}

timer = QTimer()
def begin(*_):
    timer.timeout.connect(look)
    timer.start(20)
real = QApplication.exec
QApplication.exec = lambda *given: (begin(), real())[1]
sys.exit(__main__.main(sys.argv[1:]))
"""
_TITLE = "window.windowTitle()"
_FIRST_PAGE = """\
[
    QFontInfo(part.font()).family()
    for shop in [window.centralWidget()]
    for part in [
        shop.sidebar.findChild(QAbstractButton),
        shop.counter.row.box.field,
        shop.counter.row.new,
        next(one for one in shop.findChildren(QLabel) if one.property("kind") == "section"),
        next(one for one in shop.findChildren(QLabel) if one.property("kind") == "kpi"),
    ]
]"""
"""The families of a button of the sidebar, the search, a button, a heading and a total."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a user who never started the program."""
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path / "home"


def start(
    words: list[str],
    there: str = "",
    tell: str = _TITLE,
    end: str = "window.close()",
    **more: str,
) -> subprocess.CompletedProcess[str]:
    """Start the program; as soon as what is awaited is there it tells, and ends."""
    program = ["-c", _LOOK.format(there=there, tell=tell, end=end)] if there else ["-m", "smbcrm"]
    return subprocess.run(
        [sys.executable, *program, *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**_environment(), "PYTHONUTF8": "1", **more},
        timeout=120,
    )


def _environment() -> Mapping[str, str]:
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return {name: value for name, value in os.environ.items() if name not in screens}


@pytest.mark.parametrize("words", [[], ["window"], ["window", "--demo"]])
def test_without_a_display_it_says_so(home: Path, words: list[str]) -> None:
    run = start(words)
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.startswith("There is no display to open a window on.")
    assert "Traceback" not in run.stderr
    assert not (home / "shop.smbcrm").exists()


def test_without_qt_it_says_so_and_the_commands_work(home: Path) -> None:
    assert not home.exists()
    blocked = (
        "import sys; sys.modules['PySide6'] = None; from smbcrm.__main__ import main; "
        "sys.exit(main(sys.argv[1:]))"
    )
    for words, code in ((["window"], 1), ([], 1), (["--version"], 0)):
        run = subprocess.run(
            [sys.executable, "-c", blocked, *words],
            check=False,
            capture_output=True,
            encoding="utf-8",
            env={**_environment(), "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"},
        )
        assert run.returncode == code, run.stderr
        if code:
            assert run.stderr.startswith("The window cannot be opened:")
            assert "Traceback" not in run.stderr


def test_the_first_start_asks_what_to_begin_with(home: Path) -> None:
    run = start([], "window.windowTitle() == 'Shopbell' and window.isVisible()", **OFFSCREEN)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "Shopbell\n"
    assert Machine(home).last_shop() is None


def test_a_shop_by_its_address_is_opened_and_then_remembered(home: Path, tmp_path: Path) -> None:
    address = str(tmp_path / "salon.smbcrm")
    salon(address).close()
    there = "'Willow' in window.windowTitle()"
    run = start(["window", "--shop", address], there, **OFFSCREEN)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "Willow & Wren Salon — Shopbell\n"
    assert Machine(home).last_shop() == address
    assert start([], there, **OFFSCREEN).stdout == run.stdout


def test_the_first_page_of_a_start_is_written_in_inter(home: Path, tmp_path: Path) -> None:
    address = str(tmp_path / "salon.smbcrm")
    salon(address).close()
    there = "'Willow' in window.windowTitle()"
    for words in (["window", "--shop", address], []):
        run = start(words, there, tell=_FIRST_PAGE, **OFFSCREEN)
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout == f"{['Inter'] * 5}\n"
    assert home.exists()


def test_it_ends_where_qt_does_without_the_window_being_closed(home: Path, tmp_path: Path) -> None:
    """As Qt does when the X server is gone: what watches the shop must not go on for ever."""
    address = str(tmp_path / "salon.smbcrm")
    salon(address).close()
    there = "'Willow' in window.windowTitle()"
    run = start(["window", "--shop", address], there, end="QApplication.exit(1)", **OFFSCREEN)
    assert (run.stdout, run.stderr) == ("Willow & Wren Salon — Shopbell\n", "")
    assert home.exists()


def test_a_language_asked_for_counts_for_this_start(home: Path, tmp_path: Path) -> None:
    address = str(tmp_path / "salon.smbcrm")
    salon(address).close()
    Machine(home).put(LANGUAGE, "zh_CN")
    words = ["window", "--shop", address, "--language", "en"]
    tell = "window.centralWidget().counter.desk.words.translator.language"
    there = "'Willow' in window.windowTitle()"
    assert start(words, there, tell=tell, **OFFSCREEN).stdout == "en\n"
    assert start(words[:3], there, tell=tell, **OFFSCREEN).stdout == "zh_CN\n"


def test_the_demo_is_made_and_opened(home: Path) -> None:
    run = start(["window", "--demo"], "'Willow' in window.windowTitle()", **OFFSCREEN)
    assert (run.returncode, run.stderr) == (0, "")
    assert [path.name for path in home.glob("*.smbcrm")] == ["demo-en.smbcrm"]


def test_a_shop_that_is_not_there_is_said_in_the_window(home: Path, tmp_path: Path) -> None:
    del home
    gone = str(tmp_path / "gone.smbcrm")
    there = "any('gone.smbcrm' in one.text() for one in window.findChildren(QLabel))"
    run = start(["window", "--shop", gone], there, **OFFSCREEN)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.soak
def test_the_tour_takes_its_pictures_without_a_display(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    run = start(["tour", str(folder), "--language", "en", "--size", "911x452", "--theme", "dark"])
    assert (run.returncode, run.stderr) == (0, "")
    pictures = sorted(path.name for path in folder.iterdir())
    assert pictures[0] == "01-first-run.png"
    assert f"{len(pictures)} pictures are in {folder}." in run.stdout
    assert not home.exists()


def test_a_tour_into_a_file_is_refused_in_words(home: Path, tmp_path: Path) -> None:
    del home
    (tmp_path / "file").touch()
    run = start(["tour", str(tmp_path / "file")])
    assert run.returncode == 1
    assert run.stderr.startswith(f"{tmp_path / 'file'} could not be written.")
