"""The options that the commands share which write a file, and what they say of it."""

import argparse
from pathlib import Path

from smbcrm.cli.command import Argument
from smbcrm.cli.typed import INSTEAD_FORM, read_instead
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.bills.types import PaperSize

FORCE = Argument("--force", N_("replace a file that is there"), flag=True)
INSTEAD = Argument(
    "--instead",
    N_(
        "what is written for a character that no font has, or for a whole name"
        " with such; can be given again"
    ),
    INSTEAD_FORM,
    many=True,
)


def size(told: str) -> Argument:
    """Return the option that chooses a paper, with its help (a message id)."""
    sizes = tuple(one.value for one in PaperSize)
    return Argument("--size", told, choices=sizes, default=PaperSize.A5.value)


def instead(args: argparse.Namespace) -> tuple[tuple[str, str], ...]:
    """Return what was typed after each --instead; raise NotAPair."""
    return tuple(map(read_instead, args.instead or ()))


def written(file: Path) -> Text:
    """Say where something was written to."""
    return Text(N_("Written to {file}"), {"file": str(file)})
