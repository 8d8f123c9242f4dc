"""`card`: issue, replace and show cards."""

import argparse

from smbcrm.cli.command import Argument, Command, Facts, Group, Reply
from smbcrm.cli.context import Context
from smbcrm.cli.wording import CARD_STATES, named, worded
from smbcrm.core.i18n import N_

_NUMBER = Argument("--number", N_("a printed card of our own; else the next number"), "NUMBER")


def _issue(context: Context, args: argparse.Namespace) -> Reply:
    cards = context.services.cards
    customer = context.customer(args.customer)
    return _card(context, cards.issue(customer, context.act, args.number).number)


def _replace(context: Context, args: argparse.Namespace) -> Reply:
    card = context.services.cards.replace(args.card, context.act, args.number)
    return _card(context, card.number)


def _show(context: Context, args: argparse.Namespace) -> Reply:
    return _card(context, args.card)


def _card(context: Context, number: str) -> Reply:
    shown = context.services.cards.show(number)
    card = shown.card
    living = None if shown.living is None else shown.living.number
    data = {
        "card": card.number,
        "state": card.state,
        "issued_on": card.issued_on,
        "valid_until": card.valid_until,
        "replaced_by": card.replaced_by,
        "living_card": living,
        "customer": {"code": shown.code, "full_name": shown.full_name},
    }
    facts = Facts(
        [
            (N_("Card"), card.number),
            (N_("Customer"), named(shown.full_name, shown.code)),
            (N_("State"), worded(CARD_STATES, card.state)),
            (N_("Issued on"), card.issued_on),
            (N_("Valid until"), card.valid_until),
            (N_("Replaced by"), card.replaced_by),
            (N_("Use instead"), living),
        ]
    )
    return Reply(data, (facts,))


CARD = Group(
    "card",
    N_("cards of customers"),
    (
        Command(
            "issue",
            N_("give a customer a card"),
            _issue,
            (Argument("customer", N_("code, card number or text"), "CODE"), _NUMBER),
            writes=True,
        ),
        Command(
            "replace",
            N_("put a new card in the place of an old one"),
            _replace,
            (Argument("card", N_("the old card, or its customer"), "NUMBER|CODE"), _NUMBER),
            writes=True,
        ),
        Command(
            "show",
            N_("show a card"),
            _show,
            (Argument("card", N_("the number of the card"), "NUMBER"),),
        ),
    ),
)
