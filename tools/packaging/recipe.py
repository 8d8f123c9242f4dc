"""What goes into the packaged program; build.spec hands it to PyInstaller."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from smbcrm import __version__
from tools.packaging.trim import (
    EXCLUDES,
    LOOSE,
    kept,
    kept_modules,
    with_its_end,
    without_the_unreached,
)

NAME = "smbcrm"
"""The program's name on the command line."""
PRODUCT = "Shopbell"
_IDENTIFIER = "org.shopbell.Shopbell"
_MIGRATIONS = "smbcrm/models/migrations"
# What no import names: the runner of the migrations, and the time zones where a system has none.
_HIDDEN = ("playhouse.migrations", "tzdata")
# The kinds of barcodes are loaded all together, each by a text that is run.
_HIDDEN_PACKAGES = ("reportlab.graphics.barcode",)


class Recipe:
    """The answers to PyInstaller's questions, for the checkout in `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def analysis(self, *hidden: str) -> dict[str, Any]:
        """Return what the analysis is told, beside the script; `hidden` modules come on top."""
        return {
            "pathex": [str(self._root)],
            "datas": [*self._data(), *self._migrations()],
            "hiddenimports": [*self.modules(), *_hidden(), *hidden],
            "excludes": list(EXCLUDES),
            "module_collection_mode": LOOSE,
        }

    def modules(self) -> list[str]:
        """Return all our modules: some are loaded by name, when the window has time for it."""
        home = self._root / NAME
        files = (path.relative_to(self._root) for path in home.rglob("*.py"))
        ours = (path.with_suffix("") for path in files if path.parent.as_posix() != _MIGRATIONS)
        return sorted(".".join(path.parts).removesuffix(".__init__") for path in ours)

    def trim(self, found: Any) -> None:  # noqa: ANN401 - PyInstaller has no types
        """Leave out of what was found what the program does not need."""
        found.binaries = kept(found.binaries)
        if sys.platform == "linux":
            found.binaries = without_the_unreached(found.binaries)
        found.datas = with_its_end(kept(found.datas), found.binaries)
        found.binaries = with_its_end(found.binaries, found.datas)
        found.pure = kept_modules(found.pure)

    def icon(self) -> str | None:
        """Return the program's icon, where the system wants it in the program."""
        ending = {"win32": "ico", "darwin": "icns"}.get(sys.platform)
        return ending and str(self._root / "packaging" / "icons" / f"shopbell.{ending}")

    def bundle(self) -> dict[str, Any]:
        """Return what macOS is told about the program."""
        return {
            "name": f"{PRODUCT}.app",
            "icon": self.icon(),
            "bundle_identifier": _IDENTIFIER,
            "version": __version__,
            "info_plist": {"NSHighResolutionCapable": True, "LSMinimumSystemVersion": "13.0"},
        }

    def _data(self) -> list[tuple[str, str]]:
        """Return our resources; of the languages only what was compiled."""
        resources = self._root / "resources"
        files = (path for path in resources.rglob("*") if path.is_file())
        return [
            (str(path), path.parent.relative_to(self._root).as_posix())
            for path in sorted(files)
            if path.suffix != ".po"
        ]

    def _migrations(self) -> list[tuple[str, str]]:
        """Return the files of the migrations, which are read by their names."""
        home = self._root / _MIGRATIONS
        return [(str(path), _MIGRATIONS) for path in sorted(home.glob("*.py"))]


def _hidden() -> Iterator[str]:
    """Yield the modules of others that are loaded by their names."""
    yield from _HIDDEN
    for package in _HIDDEN_PACKAGES:
        found = find_spec(package)
        places = (found and found.submodule_search_locations) or ()
        yield from (f"{package}.{one.name}" for one in iter_modules(places))
