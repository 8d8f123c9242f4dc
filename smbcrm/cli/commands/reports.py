"""`explain`, `liability`, `insider`: where a balance comes from, what is owed, what stands out."""

import argparse
from dataclasses import replace
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Reply
from smbcrm.cli.context import Context
from smbcrm.cli.files import FORCE, INSTEAD, instead, written
from smbcrm.cli.languages import translator
from smbcrm.cli.reports import report_reply
from smbcrm.cli.typed import read_date
from smbcrm.core.i18n import N_, Translator
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.ledger.words import account_words
from smbcrm.membership.reports.document import Document
from smbcrm.membership.reports.explaining import EVERYTHING

FILE = (
    Argument("--out", N_("a file to write: .pdf, .xlsx or .csv"), "FILE.pdf", read=str),
    INSTEAD,
    FORCE,
)


def _account_meaning(code: str) -> str:
    return account_words(AccountKind(code)).msgid


def _explain(context: Context, args: argparse.Namespace) -> Reply:
    kinds = (AccountKind(args.account),) if args.account else EVERYTHING
    customer = context.customer(args.customer)
    known = context.services.customers.get(customer)
    explained = context.services.reports.explain(customer, kinds)
    # The paper is the customer's, the terminal the clerk's.
    words = translator(args.language or explained.language)
    reply = answer(context, args, explained.document, words)
    who = {"code": known.code, "full_name": known.profile.full_name}
    return replace(reply, data={**reply.data, "customer": who})


def _liability(context: Context, args: argparse.Namespace) -> Reply:
    document = context.services.reports.liability(args.as_of)
    return answer(context, args, document, context.translator)


def _insider(context: Context, args: argparse.Namespace) -> Reply:
    document = context.services.reports.insider(getattr(args, "from"), args.to)
    return answer(context, args, document, context.translator)


def answer(
    context: Context, args: argparse.Namespace, document: Document, words: Translator
) -> Reply:
    """Return a report, or say where it was written to."""
    return report_reply(document) if args.out is None else saved(context, args, document, words)


def saved(
    context: Context, args: argparse.Namespace, document: Document, words: Translator
) -> Reply:
    """Write a report to the file that was named, and say so."""
    file = Path(args.out)
    context.services.reports.save(document, words, file, dict(instead(args)), replace=args.force)
    data = {"file": str(file), "report": document.id, "date": document.day}
    return Reply(data, (written(file),))


EXPLAIN = Command(
    "explain",
    N_("where a balance comes from, lot by lot, and what of it ends when"),
    _explain,
    (
        Argument("customer", N_("code, card number, or a text that finds one only"), "CODE"),
        Argument(
            "--account",
            N_("this one alone"),
            choices=tuple(kind.value for kind in AccountKind),
            meaning=_account_meaning,
        ),
        *FILE,
    ),
)

LIABILITY = Command(
    "liability",
    N_("what the shop owes its customers, by month, and if everyone came today"),
    _liability,
    (
        Argument("--as-of", N_("business date, as 2026-03-05; else today"), "DATE", read=read_date),
        *FILE,
    ),
)

INSIDER = Command(
    "insider",
    N_("what an owner should look at: who served themselves, took back late, gave much away"),
    _insider,
    (
        Argument("--from", N_("first business date; else 30 days before"), "DATE", read=read_date),
        Argument("--to", N_("last business date; else today"), "DATE", read=read_date),
        *FILE,
    ),
)
