"""The folder for Windows: what is kept of a wheel, and what starts the program."""

import io
import shutil
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from tools.packaging import windows
from tools.packaging.program import Unfinished


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/QtWidgets.pyd",
        "PySide6/Qt6PrintSupport.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/translations/qtbase_zh_CN.qm",
        "PySide6/support/__init__.py",
        "PIL/_imaging.cp313-win_amd64.pyd",
        "phonenumbers/data/region_TW.py",
        "peewee-4.5.3.dist-info/licenses/LICENSE",
        "peewee.py",
    ],
)
def test_what_a_wheel_is_needed_for(path: str) -> None:
    assert windows.needs(PurePosixPath(path))


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Quick.dll",
        "PySide6/designer.exe",
        "PySide6/qml/QtQuick/plugins.qmltypes",
        "PySide6/plugins/sqldrivers/qsqlite.dll",
        "PySide6/QtCore.pyi",
        "lxml/etree.cp313-win_amd64.pyd",
        "PIL/_avif.cp313-win_amd64.pyd",
        "phonenumbers/geodata/data1.py",
        "phonenumbers/carrier.py",
        "pypdfium2_cli/__init__.py",
        "thing-1.0.data/scripts/thing.py",
    ],
)
def test_what_of_a_wheel_is_not_needed(path: str) -> None:
    assert not windows.needs(PurePosixPath(path))


def test_the_wheels_are_those_that_the_python_of_windows_takes() -> None:
    taken = {line.partition("==")[0] for line in windows.wheels()}
    assert {"psycopg-binary", "peewee", "tzdata"} <= taken
    assert "typing-extensions" not in taken  # for Python before 3.13


def test_a_release_without_an_installer_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("CI", raising=False)
    assert windows.installer(tmp_path) is None
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Unfinished, match="NSIS"):
        windows.installer(tmp_path)


@pytest.mark.parametrize(
    ("kind", "python"), [("t64.exe", "python.exe"), ("w64.exe", "pythonw.exe")]
)
def test_a_launcher_names_the_python_beside_it(kind: str, python: str) -> None:
    made = windows.launcher(kind, python)
    assert made[:2] == b"MZ"
    assert f"#!<launcher_dir>\\python\\{python} -X utf8\r\n".encode() in made
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert b"from smbcrm.__main__ import main" in packed.read("__main__.py")
    assert made == windows.launcher(kind, python)
