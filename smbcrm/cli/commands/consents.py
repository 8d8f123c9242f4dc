"""`consent`: what a customer allows the shop, by channel and by purpose."""

import argparse

from smbcrm.cli.command import Argument, Command, Facts, Group, Part, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.wording import named, worded
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.consents.types import ConsentShown, Word
from smbcrm.membership.customers.kinds import (
    CONSENT_STATES,
    ConsentChannel,
    ConsentState,
    how_words,
)

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")
_SAID = {"yes": ConsentState.GIVEN, "no": ConsentState.REFUSED}
SILENT = N_("This customer is not to be contacted, whatever was allowed before.")


def _show(context: Context, args: argparse.Namespace) -> Reply:
    return _reply(context, context.services.consents.show(context.customer(args.customer)))


def _set(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    state = _SAID[args.said]
    return _reply(
        context,
        context.services.consents.say(customer, args.about, state, args.how, context.act),
    )


def _define(context: Context, args: argparse.Namespace) -> Reply:
    made = context.services.consents.define(args.purpose, args.name, context.act)
    said = Text(N_("Customers can be asked for {name} ({code}) now."), made._asdict())
    return Reply({"purpose": made.code, "name": made.name}, (said,))


def _purposes(context: Context, _: argparse.Namespace) -> Reply:
    known = context.services.consents.purposes()
    data = {"purposes": [{"purpose": one.code, "name": one.name} for one in known]}
    if not known:
        none = N_("No purpose is defined. Define one with: smbcrm consent define CODE NAME")
        return Reply(data, (Text(none),))
    return Reply(data, (Table((N_("Code"), N_("Name")), [tuple(one) for one in known]),))


def _reply(context: Context, shown: ConsentShown) -> Reply:
    standing = shown.standing
    asked = shown.asked
    data = {
        "code": shown.code,
        "full_name": shown.full_name,
        "do_not_contact": shown.silent,
        "standing": {
            about: standing[about].state if about in standing else None for about in asked
        },
        "history": [_data(one) for one in shown.words],
    }
    parts: list[Part] = [Facts([(N_("Customer"), named(shown.full_name, shown.code))])]
    parts += [Text(SILENT)] if shown.silent else []
    unasked = Text(N_("not asked"))
    parts.append(
        Table(
            (N_("What for"), N_("Consent")),
            [
                (
                    shown.called(about),
                    worded(CONSENT_STATES, standing[about].state) if about in standing else unasked,
                )
                for about in asked
            ],
        )
    )
    if shown.words:
        parts += ["", _history(context, shown)]
    return Reply(data, parts)


def _data(one: Word) -> dict[str, object]:
    return {
        "about": one.about,
        "state": one.state,
        "at": one.at,
        "how": one.how,
        "staff": one.staff or None,
    }


def _history(context: Context, shown: ConsentShown) -> Table:
    day = context.shop.day
    return Table(
        (N_("What for"), N_("Consent"), N_("Since"), N_("How"), N_("Staff")),
        [
            (
                shown.called(one.about),
                worded(CONSENT_STATES, one.state),
                day.local(one.at),
                how_words(one.how),
                one.staff,
            )
            for one in shown.words
        ],
    )


CONSENT = Group(
    "consent",
    N_("what a customer allows, and for which purposes the shop asks"),
    (
        Command("show", N_("show what a customer allows, and since when"), _show, (_CODE,)),
        Command(
            "set",
            N_("note what a customer said about a channel or a purpose"),
            _set,
            (
                _CODE,
                Argument(
                    "about",
                    N_("a channel, or a purpose of the shop"),
                    "WHAT",
                    known=tuple(map(str, ConsentChannel)),
                ),
                Argument("said", N_("what the customer said"), choices=tuple(_SAID)),
                Argument("--how", N_("how they told it: the proof"), "TEXT", required=True),
            ),
            writes=True,
        ),
        Command(
            "define",
            N_("define a purpose to ask for, or rename one"),
            _define,
            (
                Argument("purpose", N_("a short code, such as photos"), "PURPOSE"),
                Argument("name", N_("what people read"), "NAME"),
            ),
            writes=True,
        ),
        Command("purposes", N_("show the purposes of the shop"), _purposes),
    ),
)
