"""`day-close`: what a till took, what should be in the drawer, and the count that closes it."""

import argparse
from collections.abc import Sequence

from smbcrm.cli.command import Argument, Command, Dating, Reply
from smbcrm.cli.commands.reports import FILE, answer
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count, read_pair
from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency
from smbcrm.membership.dayclose.types import CloseRequest

_PIECE = "WORTH=COUNT"


def _day_close(context: Context, args: argparse.Namespace) -> Reply:
    currency, days = context.shop.currency, context.services.dayclose
    request = CloseRequest(
        context.act,
        counted=_sum(args.counted, currency),
        pieces=_pieces(args.piece or (), currency),
        opening_float=_sum(args.float, currency),
        kept=_sum(args.keep, currency),
        word=args.reason,
    )
    day = (days.look if _looks(args) else days.close)(request)
    return answer(context, args, days.document(day), context.translator)


def _looks(args: argparse.Namespace) -> bool:
    """Tell whether nothing was counted, so that the day stays open."""
    return args.counted is None and not args.piece


def _sum(text: str | None, currency: Currency) -> int | None:
    return None if text is None else parse_amount(text, currency)


def _pieces(texts: Sequence[str], currency: Currency) -> dict[int, int]:
    """Return how many of each note and coin were typed; the same one twice is added up."""
    pieces: dict[int, int] = {}
    for text in texts:
        worth, count = read_pair(text, _PIECE)
        minor = parse_amount(worth, currency)
        pieces[minor] = pieces.get(minor, 0) + read_count(count)
    return pieces


DAY_CLOSE = Command(
    "day-close",
    N_("show the day of a till; with a count, close it"),
    _day_close,
    (
        Argument("--counted", N_("the cash in the drawer; it closes the day"), "AMOUNT"),
        Argument(
            "--piece",
            N_("the same by notes and coins: 20=6; can be given several times"),
            _PIECE,
            many=True,
        ),
        Argument("--float", N_("what was in the drawer in the morning"), "AMOUNT"),
        Argument("--keep", N_("what stays in it; the float of the morning without it"), "AMOUNT"),
        Argument("--reason", N_("why the cash differs"), "WORD", default=""),
        *FILE,
    ),
    writes=True,
    dating=Dating.GIVEN,
    looks=_looks,
)
