"""How the packaged program fits into the desktop: input methods, other programs, the taskbar."""

import ctypes
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QDesktopServices

from smbcrm.ui import desktop

OURS = "/usr/lib/shopbell/_internal"


@pytest.fixture
def packaged(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Be the packaged program on Linux."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", OURS)
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    return monkeypatch


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Stand in for the desktop; return where the programs that it starts look for libraries."""
    found: list[str | None] = []

    def opening(_url: object) -> bool:
        found.append(os.environ.get("LD_LIBRARY_PATH"))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opening)
    return found


@pytest.mark.parametrize("theirs", [None, "/opt/lib"])
def test_programs_of_the_desktop_are_started_with_the_systems_libraries(
    packaged: pytest.MonkeyPatch, seen: list[str | None], tmp_path: Path, theirs: str | None
) -> None:
    if theirs is not None:
        packaged.setenv("LD_LIBRARY_PATH_ORIG", theirs)
    assert desktop.open_folder(tmp_path)
    assert seen == [theirs]
    assert os.environ["LD_LIBRARY_PATH"] == OURS


def test_a_program_that_is_not_packaged_hands_on_what_was_set(
    monkeypatch: pytest.MonkeyPatch, seen: list[str | None], tmp_path: Path
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/mine")
    desktop.open_folder(tmp_path)
    assert seen == ["/opt/mine"]


@pytest.mark.parametrize(
    ("asked", "heard"),
    [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("wayland;fcitx", "wayland;ibus")],
)
def test_fcitx_is_spoken_to_as_ibus(packaged: pytest.MonkeyPatch, asked: str, heard: str) -> None:
    packaged.setenv("QT_IM_MODULE", asked)
    packaged.delenv("QT_IM_MODULES", raising=False)
    desktop.fit_in()
    assert os.environ["QT_IM_MODULE"] == heard
    assert "QT_IM_MODULES" not in os.environ


def test_only_the_packaged_program_lacks_the_plugin_of_fcitx(
    packaged: pytest.MonkeyPatch,
) -> None:
    packaged.delattr(sys, "frozen")
    packaged.setenv("QT_IM_MODULE", "fcitx")
    desktop.fit_in()
    assert os.environ["QT_IM_MODULE"] == "fcitx"


def test_windows_is_told_whose_window_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    shell = SimpleNamespace(SetCurrentProcessExplicitAppUserModelID=told.append)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(shell32=shell), raising=False)
    desktop.fit_in()
    assert told == ["Shopbell"]
