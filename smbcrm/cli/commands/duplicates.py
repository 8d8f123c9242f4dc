"""`duplicates`: customers of whom two may be one person."""

import argparse

from smbcrm.cli.command import Argument, Command, Reply
from smbcrm.cli.commands.reports import FILE, answer
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count
from smbcrm.core.i18n import N_

_SHOWN = 50
"""Pairs that a screen shows if nobody says how many; a file holds all of them."""


def _duplicates(context: Context, args: argparse.Namespace) -> Reply:
    duplicates = context.services.duplicates
    limit = _SHOWN if args.limit is None and args.out is None else args.limit
    document = duplicates.document(duplicates.find(), limit)
    return answer(context, args, document, context.translator)


DUPLICATES = Command(
    "duplicates",
    N_("customers of whom two may be one person, with what they have in common"),
    _duplicates,
    (
        Argument(
            "--limit", N_("most pairs; else 50, and all of them in a file"), "N", read=read_count
        ),
        *FILE,
    ),
)
