"""`backup`: copies of the shop, and the way back."""

import argparse
from typing import TYPE_CHECKING

from smbcrm.cli.command import Argument, Command, Facts, Group, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.wording import BACKUP_REASONS, worded
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.backups.types import Backup, Restored

if TYPE_CHECKING:
    from smbcrm.membership.backups.service import BackupService


class NoGoodCopyMade(UserError):
    """What was copied does not add up; the shop itself does not either."""

    msgid = N_("The copy was made and does not add up. Prove the shop with: smbcrm verify")


def _service(context: Context) -> "BackupService":
    """Return the copies of the shop that is meant, whether it can be opened or not."""
    from smbcrm import bootstrap  # noqa: PLC0415 - help must not wait for the databases

    return bootstrap.backups(context.address, clock=context.clock)


def _now(context: Context, _: argparse.Namespace) -> Reply:
    made = _service(context).now()
    if made.verified:
        said = Text(N_("The copy was read back and adds up."))
        return Reply(_data(made), (_facts(made), said))
    return Reply(_data(made), (_facts(made), *made.findings), NoGoodCopyMade())


def _list(context: Context, _: argparse.Namespace) -> Reply:
    copies = _service(context).copies()
    table = Table(
        (N_("Copy"), N_("Made at (UTC)"), N_("Why"), N_("Bytes"), N_("Operations"), N_("Good")),
        [
            (
                one.name,
                one.made_at,
                worded(BACKUP_REASONS, one.reason),
                one.size,
                None if one.figures is None else one.figures.operations,
                Text(_YES if one.verified else _NO),
            )
            for one in copies
        ],
    )
    none = Text(N_("There is no copy yet. Make one with: smbcrm backup now"))
    return Reply({"copies": [_data(one) for one in copies]}, (table if copies else none,))


def _restore(context: Context, args: argparse.Namespace) -> Reply:
    done = _service(context).restore(args.copy, accept_findings=args.accept_findings)
    shop = context.shown_address
    context.machine.remember_shop(context.address)
    facts = Facts(
        [
            (N_("Shop"), shop),
            (N_("Restored from"), str(done.source)),
            (N_("The shop as it was"), done.before and done.before.name),
            (N_("The damaged file"), done.set_aside and str(done.set_aside)),
            (N_("Operations"), done.verdict.figures.operations),
            (N_("Erased again"), done.erased_again or None),
        ]
    )
    clean = Text(N_("Everything adds up."))
    findings = done.verdict.findings
    return Reply({"shop": shop, **_restored_data(done)}, (facts, *(findings or (clean,))))


def _data(one: Backup) -> dict[str, object]:
    figures = one.figures
    return {
        "copy": one.name,
        "path": str(one.path),
        "made_at": one.made_at,
        "reason": one.reason,
        "version": one.version,
        "size": one.size,
        "verified": one.verified,
        "superseded": one.superseded,
        "findings": list(one.findings),
        "customers": figures and figures.customers,
        "operations": figures and figures.operations,
        "entries": figures and figures.entries,
    }


def _restored_data(done: Restored) -> dict[str, object]:
    return {
        "source": str(done.source),
        "before": done.before and done.before.name,
        "set_aside": done.set_aside and str(done.set_aside),
        "operations": done.verdict.figures.operations,
        "erased_again": done.erased_again,
        "clean": done.verdict.clean,
        "findings": list(done.verdict.findings),
    }


def _facts(one: Backup) -> Facts:
    figures = one.figures
    return Facts(
        [
            (N_("Copy"), str(one.path)),
            (N_("Bytes"), one.size),
            (N_("Customers"), figures and figures.customers),
            (N_("Operations"), figures and figures.operations),
        ]
    )


_YES, _NO = N_("yes"), N_("no")

BACKUP = Group(
    "backup",
    N_("copies of the shop"),
    (
        Command("now", N_("make a copy and prove it"), _now),
        Command("list", N_("show the copies"), _list),
        Command(
            "restore",
            N_("go back to a copy, after a copy of what is"),
            _restore,
            (
                Argument(
                    "copy",
                    N_("a copy or its file; else the newest good one"),
                    "FILE",
                    optional=True,
                    read=str,
                ),
                Argument("--accept-findings", N_("also a copy that does not add up"), flag=True),
            ),
        ),
    ),
)
