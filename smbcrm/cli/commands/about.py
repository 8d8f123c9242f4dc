"""`about`: which program this is, where its files lie, and whether all of it is there."""

import argparse
import platform
import sys
from pathlib import Path

from smbcrm import __version__
from smbcrm.cli.command import Command, Facts, Part, Reply
from smbcrm.cli.context import Context
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.paths import resources
from smbcrm.core.wholeness import damaged

_SHOWN = 10


class NotWhole(UserError):
    """Files that the program came with are gone, or are not what they were."""

    msgid = N_(
        "Parts of the program are missing or changed ({parts}). Install it again; the shops stay."
    )


def _about(context: Context, _: argparse.Namespace) -> Reply:
    from smbcrm import bootstrap  # noqa: PLC0415 - help must not wait for the databases

    parts = bootstrap.parts()
    missing = [name for name, count in parts.items() if not count]
    missing += damaged(resources().parent)
    data = {
        "version": __version__,
        "python": platform.python_version(),
        "system": _system(),
        "packaged": _packaged(),
        "program": str(_home()),
        "user_folder": str(context.machine.folder),
        "parts": parts,
        "missing": missing,
    }
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
    return Reply(data, (shown,), NotWhole(parts=_some(missing)) if missing else None)


def _some(names: list[str]) -> list[str | Text]:
    """Return so many of the names as a sentence bears; JSON has them all."""
    more = len(names) - _SHOWN
    rest = [Text(N_("{count} others"), {"count": more})] if more > 0 else []
    return [*names[:_SHOWN], *rest]


def _packaged() -> bool:
    return bool(getattr(sys, "frozen", False))


def _system() -> str:
    if sys.platform == "win32":  # platform would start Windows' slow book-keeping to find out more
        return "Windows {0.major}.{0.minor}.{0.build}".format(sys.getwindowsversion())
    return platform.platform()


def _home() -> Path:
    """Return the folder in which the program lies."""
    return Path(sys.executable).parent if _packaged() else resources().parent


ABOUT = Command("about", N_("say which program this is, where it lies, and if it is whole"), _about)
