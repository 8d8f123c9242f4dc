"""What of the found files belongs into the packaged program."""

from pathlib import Path

import pytest

from tools.packaging import trim
from tools.packaging.trim import keeps, kept_modules, library, systems_own, with_its_end


@pytest.mark.parametrize(
    "dest",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/translations/qtbase_zh_TW.qm",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "libssl.so.3",
        "psycopg_binary.libs/libz.so.1",
        "resources/icons/x.svg",
    ],
)
def test_what_is_kept(dest: str) -> None:
    assert keeps((dest, "", "BINARY"))


@pytest.mark.parametrize(
    "dest",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_help_zh_CN.qm",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/opengl32sw.dll",
        "phonenumbers/geodata/data0.py",
        "reportlab/fonts/Vera.ttf",
        "libX11.so.6",
        "libstdc++.so.6",
        "libglib-2.0.so.0",
    ],
)
def test_what_is_left_out(dest: str) -> None:
    assert not keeps((dest, "", "BINARY"))


def test_a_library_is_known_without_its_numbers() -> None:
    names = ["libz.so.1.2.13", "libQt6Core.so.6", "libpython3.11.so.1.0", "/usr/lib/libc.so"]
    assert [library(name) for name in names] == ["libz", "libQt6Core", "libpython3.11", "libc"]
    assert systems_own("libc.so.6")
    assert not systems_own("libc")
    assert not systems_own("libcrypto.so.3")


def test_numbers_of_the_fire_brigade_stay_at_home() -> None:
    modules = [(name, "", "PYMODULE") for name in ("phonenumbers.shortdata.region_US", "peewee")]
    assert [name for name, _, _ in kept_modules(modules)] == ["peewee"]


def test_a_link_goes_with_what_it_leads_to() -> None:
    there = ("PySide6/Qt/lib/libA.so.6", "/w/libA.so.6", "BINARY")
    leads = ("libA.so.6", "PySide6/Qt/lib/libA.so.6", "SYMLINK")
    nowhere = ("libB.so.6", "PySide6/Qt/lib/libB.so.6", "SYMLINK")
    upwards = ("x/y", "z", "SYMLINK")
    assert with_its_end([there, leads, nowhere, upwards], []) == [there, leads]
    assert with_its_end([leads, upwards], [there, ("x/z", "", "DATA")]) == [leads, upwards]


def test_a_library_that_nobody_needs_any_more_goes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = {
        "/w/module.so": {"libused.so.1"},
        "/w/libused.so.1": {"libdeep.so.2", "libc.so.6"},
        "/w/libgone.so.1": {"libdeeper.so.1"},
    }
    monkeypatch.setattr(
        "tools.packaging.elf.needed", lambda path: frozenset(needs.get(path.as_posix(), ()))
    )
    entries = [
        ("qt/module.so", "/w/module.so", "EXTENSION"),
        ("libused.so.1", "/w/libused.so.1", "BINARY"),
        ("wheel.libs/libdeep.so.2", "/w/libdeep.so.2", "BINARY"),
        ("libdeep.so.2", "wheel.libs/libdeep.so.2", "SYMLINK"),
        ("libgone.so.1", "/w/libgone.so.1", "BINARY"),
        ("libdeeper.so.1", "/w/libdeeper.so.1", "BINARY"),
        ("libpython3.11.so.1.0", "/w/libpython3.11.so.1.0", "BINARY"),
    ]
    kept = trim.without_the_unreached(entries)
    assert [Path(dest).name for dest, _, _ in entries if dest not in {one[0] for one in kept}] == [
        "libgone.so.1",
        "libdeeper.so.1",
    ]
