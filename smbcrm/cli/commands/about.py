"""`about`: which program this is, where its files lie, and whether all of it is there."""

import argparse
import platform
import sys
from pathlib import Path

from smbcrm import __version__
from smbcrm.cli.command import Command, Facts, Part, Reply
from smbcrm.cli.context import Context
from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_
from smbcrm.core.paths import localedir, resources


class NotWhole(EnvironmentFault):
    """Files that the program came with are gone."""

    msgid = N_("Parts of the program are missing ({parts}). Install it again; the shops stay.")


def _about(context: Context, _: argparse.Namespace) -> Reply:
    parts = _parts()
    missing = [name for name, count in parts.items() if not count]
    data = {
        "version": __version__,
        "python": platform.python_version(),
        "system": _system(),
        "packaged": _packaged(),
        "program": str(_home()),
        "user_folder": str(context.machine.folder),
        "parts": parts,
    }
    if missing:
        raise NotWhole(parts=", ".join(missing))
    shown: Part = Facts(
        [
            (N_("Version"), __version__),
            (N_("Program"), str(_home())),
            (N_("Settings, log and shops"), str(context.machine.folder)),
            (N_("System"), f"{_system()}, Python {platform.python_version()}"),
            (N_("Fonts"), parts["fonts"]),
            (N_("Icons"), parts["icons"]),
            (N_("Languages besides English"), parts["catalogues"]),
            (N_("Steps of the database"), parts["migrations"]),
        ]
    )
    return Reply(data, (shown,))


def _packaged() -> bool:
    return bool(getattr(sys, "frozen", False))


def _system() -> str:
    if sys.platform == "win32":  # platform would start Windows' slow book-keeping to find out more
        return "Windows {0.major}.{0.minor}.{0.build}".format(sys.getwindowsversion())
    return platform.platform()


def _home() -> Path:
    """Return the folder in which the program lies."""
    return Path(sys.executable).parent if _packaged() else resources().parent


def _parts() -> dict[str, int]:
    """Return how many files there are of each kind that is found by its folder."""
    from smbcrm.models.upgrade import MIGRATIONS  # noqa: PLC0415 - help must not wait for it

    kinds = {
        "fonts": (resources() / "fonts", "**/*.ttf"),
        "icons": (resources() / "icons", "*.svg"),
        "theme": (resources() / "theme", "**/*.*"),
        "catalogues": (localedir(), "*/LC_MESSAGES/smbcrm.mo"),
        "migrations": (MIGRATIONS, "[0-9]*.py"),
    }
    return {name: len(list(folder.glob(pattern))) for name, (folder, pattern) in kinds.items()}


ABOUT = Command("about", N_("say which program this is, where it lies, and if it is whole"), _about)
