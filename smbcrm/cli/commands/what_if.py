"""`what-if`: who would be where under other rules, and what it would have cost."""

import argparse
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Reply
from smbcrm.cli.commands.reports import FILE, answer
from smbcrm.cli.context import Context
from smbcrm.cli.rules_example import example
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.what_if.reading import LARGEST

_MOST_BYTES = 4 * LARGEST + 1


class TrialNotRead(UserError):
    """The file of rules cannot be opened."""

    msgid = N_("{file} cannot be read. Check its name and folder.")


class NoTrialNamed(UserError):
    """Neither a file nor the example was asked for."""

    msgid = N_("Name a file of rules.")
    command = N_("For an example: smbcrm what-if --example")


def _what_if(context: Context, args: argparse.Namespace) -> Reply:
    what_if = context.services.what_if
    if args.example:
        shown = example(*what_if.current(), context.translator.gettext)
        return Reply({"example": shown}, tuple(shown.splitlines()))
    if args.file is None:
        raise NoTrialNamed
    trial = what_if.read(_content(args.file))
    outcome = what_if.replay(trial, context.progress)
    return answer(context, args, what_if.document(outcome), context.translator)


def _content(file: str) -> bytes:
    try:
        with Path(file).open("rb") as stream:
            return stream.read(_MOST_BYTES)
    except (OSError, ValueError):
        raise TrialNotRead(file=file) from None


WHAT_IF = Command(
    "what-if",
    N_("replay the last 12 months under other rules; nothing is changed"),
    _what_if,
    (
        Argument(
            "file", N_("the rules to be tried, as TOML"), "FILE.toml", optional=True, read=str
        ),
        Argument("--example", N_("show how such a file is written"), flag=True),
        *FILE,
    ),
)
