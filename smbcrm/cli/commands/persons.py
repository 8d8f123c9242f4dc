"""`person`: what the shop knows of one person, handed out or taken away."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Facts, Group, Part, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.files import FORCE, written
from smbcrm.cli.typed import read_count
from smbcrm.cli.wording import named, worded
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.membership.customers.kinds import CHANNELS
from smbcrm.membership.privacy.types import Away, EraseReason, Erasing, Owed, Retention
from smbcrm.membership.privacy.words import COPIES, ERASED, NOT_SWEPT

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")
_REASONS: Mapping[str, str] = {
    EraseReason.ASKED: N_("they asked for it"),
    EraseReason.STAYED_AWAY: N_("they never came back"),
}


def _export(context: Context, args: argparse.Namespace) -> Reply:
    file = context.services.dossiers.save(
        context.customer(args.customer),
        Path(args.out),
        language=args.language or "",
        replace=args.force,
    )
    return Reply({"file": str(file)}, (written(file),))


def _erase(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    privacy = context.services.privacy
    if args.dry_run:
        return _look(privacy.look(customer))
    _confirm(context, privacy.look(customer))
    done = privacy.erase(customer, args.reason, context.act, give_up=args.give_up)
    parts: list[Part] = [Text(ERASED), Text(COPIES)]
    if not done.swept:
        parts.append(Text(NOT_SWEPT))
    return Reply({"erased": done.customer, "swept": done.swept}, parts)


def _confirm(context: Context, erasing: Erasing) -> None:
    """Ask at a terminal for the name; raise NameDiffers where another one is typed."""
    if context.args.json or sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty():
        return
    words = context.translator.render(
        Text(
            N_("This cannot be undone. Type the name {name} to erase them: "),
            {"name": erasing.name},
        )
    )
    context.screen.write(words)
    context.screen.flush()
    erasing.check_name(sys.stdin.readline())


def _look(one: Erasing) -> Reply:
    owed: object = one.owed.words or Text(N_("nothing"))
    kept: object = [worded(CHANNELS, channel) for channel in one.opted_out]
    facts = Facts(
        [
            (N_("Customer"), named(one.full_name, one.code)),
            (N_("Owed"), owed),
            (N_("Refused for good"), kept or None),
        ]
    )
    data = {
        "code": one.code,
        "full_name": one.full_name,
        "owed": _owed(one.owed),
        "nothing_owed": one.owed.nothing,
        "refused": list(one.opted_out),
    }
    return Reply(data, (facts, Text(N_("Nothing was erased: it was only looked at."))))


def _owed(owed: Owed) -> dict[str, object]:
    return {
        "currency": owed.currency.code,
        "principal": Money(owed.principal, owed.currency),
        "gift": Money(owed.gift, owed.currency),
        "store_credit": Money(owed.credit, owed.currency),
        "points": owed.points,
        "visits": [one._asdict() for one in owed.visits],
        "vouchers": owed.vouchers,
    }


def _retention(context: Context, args: argparse.Namespace) -> Reply:
    privacy = context.services.privacy
    if args.erase:
        return _listed(privacy.erase_away(args.months, context.act))
    return _listed(privacy.away(args.months))


def _listed(found: Retention) -> Reply:
    told = {"count": len(found.people), "date": found.since}
    parts: list[Part] = [Text(N_("Did not come since {date}: {count}"), told)]
    if found.people:
        parts.append(
            Table(
                (N_("Customer"), N_("Last visit"), N_("Why they stay")),
                [(named(one.full_name, one.code), one.last_visit, one.why) for one in found.people],
            )
        )
    if found.erased:
        parts.append(Text(N_("People erased: {count}"), {"count": found.erased}))
        parts.append(Text(COPIES))
    elif found.free:
        parts.append(Text(N_("To erase those who need not stay, say --erase.")))
    if not found.swept:
        parts.append(Text(NOT_SWEPT))
    data = {
        "since": found.since,
        "months": found.months,
        "people": [_away(one) for one in found.people],
        "erased": found.erased,
        "swept": found.swept,
    }
    return Reply(data, parts)


def _away(one: Away) -> dict[str, object]:
    return {
        "code": one.code,
        "full_name": one.full_name,
        "last_visit": one.last_visit,
        "owed": _owed(one.owed),
        "stays": one.why,
    }


def _only_lists(args: argparse.Namespace) -> bool:
    return not args.erase


PERSON = Group(
    "person",
    N_("what the shop knows of one person: hand it out, or take it away"),
    (
        Command(
            "export",
            N_("write everything that is known of a person, to be read by people and programs"),
            _export,
            (
                _CODE,
                Argument("--out", N_("the folder to write to"), "DIR", read=str, required=True),
                FORCE,
            ),
        ),
        Command(
            "erase",
            N_("take a person out of the shop for good; the ledger stays, without them"),
            _erase,
            (
                _CODE,
                Argument(
                    "--reason",
                    N_("why"),
                    choices=tuple(map(str, _REASONS)),
                    meaning=lambda code: _REASONS[code],
                    required=True,
                ),
                Argument(
                    "--give-up",
                    N_("they give up what the shop owes them: it is booked out"),
                    flag=True,
                ),
                Argument("--dry-run", N_("only look what is owed"), flag=True),
            ),
            writes=True,
        ),
        Command(
            "retention",
            N_("list who did not come for long, and erase those who are owed nothing"),
            _retention,
            (
                Argument(
                    "--months",
                    N_("for how many months; else as the shop has set"),
                    "M",
                    read=read_count,
                ),
                Argument("--erase", N_("erase them, and not only list them"), flag=True),
            ),
            writes=True,
            looks=_only_lists,
        ),
    ),
)
