"""`window` and `tour`: the program as people see it."""

import argparse
import re
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Reply
from smbcrm.cli.context import Context
from smbcrm.cli.screens import TourWish
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.machine import LANGUAGE
from smbcrm.membership.files.types import FileNotWritten

_SIZE = re.compile(r"(\d{3,4})x(\d{3,4})")
_SMALLEST, _LARGEST = 0.5, 4.0


class BadSize(UserError):
    """A size that no window has."""

    msgid = N_("“{text}” is no size of a window. Write it as 1366x696.")


class BadScale(UserError):
    """A scale that no screen has."""

    msgid = N_("“{text}” is no scale. Give a number from 0.5 to 4, such as 1.5.")


def _size(text: str) -> tuple[int, int]:
    found = _SIZE.fullmatch(text)
    if found is None:
        raise BadSize(text=text)
    return int(found[1]), int(found[2])


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        raise BadScale(text=text) from None
    if not _SMALLEST <= scale <= _LARGEST:
        raise BadScale(text=text)
    return scale


def _window(context: Context, args: argparse.Namespace) -> Reply:
    demo = getattr(args, "demo", False)
    chosen = context.address if args.shop else None
    if args.language:
        context.machine.hold(LANGUAGE, args.language)
    context.screens.window(context.machine, chosen, context.translator.language, demo=demo)
    return Reply({})


def _tour(context: Context, args: argparse.Namespace) -> Reply:
    width, height = args.size
    wish = TourWish(
        Path(args.folder), context.translator.language, args.theme, width, height, args.scale
    )
    try:
        pictures = context.screens.tour(wish)
    except OSError as error:
        raise FileNotWritten(file=str(wish.folder)) from error
    data = {"pictures": [picture.name for picture in pictures]}
    text = N_("{count} pictures are in {folder}.")
    return Reply(data, (Text(text, {"count": len(pictures), "folder": str(wish.folder)}),))


WINDOW = Command(
    "window",
    N_("Open the window, as the program does without a command"),
    _window,
    (Argument("--demo", N_("the demo shop, made if there is none yet"), flag=True),),
)
TOUR = Command(
    "tour",
    N_("Drive the window through its main jobs and save pictures of them"),
    _tour,
    (
        Argument("folder", N_("where the pictures go"), "DIR", read=str),
        Argument("--theme", N_("light or dark"), choices=("light", "dark"), default="light"),
        Argument("--size", N_("size of the window"), "WxH", read=_size, default=(1366, 696)),
        Argument("--scale", N_("scale of the screen, such as 1.5"), "N", read=_scale, default=1.0),
    ),
)
