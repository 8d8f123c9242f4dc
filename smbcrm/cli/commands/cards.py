"""`card`: the life of cards: issue, hand over, freeze, lose, replace, renew, void and show them."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace

from smbcrm.cli.command import Argument, Command, Dating, Facts, Group, Handler, Part, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_date
from smbcrm.cli.wording import CARD_REASONS, named, reason, worded
from smbcrm.core.clock import BusinessDay
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.cards.types import REASONS, Card, CardAct, CardEvent
from smbcrm.membership.cards.words import CARD_ACTS, CARD_STATES


class TwoNumbers(UserError):
    """Both ways to name a printed card at once."""

    msgid = N_("Give --number or --scan, not both.")


def _issue(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    number, scanned = _printed(args)
    card = context.services.cards.issue(
        customer, context.act, number, scanned=scanned, later=args.later
    )
    return _shown(context, card.number)


def _replace(context: Context, args: argparse.Namespace) -> Reply:
    number, scanned = _printed(args)
    card = context.services.cards.replace(
        args.card, context.act, number, scanned=scanned, reason=args.reason
    )
    reply, old = _shown(context, card.number), _replaced(context, card)
    if old is None:
        return reply
    said = Text(N_("{old} is replaced by {new}."), {"old": old, "new": card.number})
    return replace(reply, parts=(said, *reply.parts))


def _replaced(context: Context, card: Card) -> str | None:
    """Return the number of the card whose place a card took; None where it took none."""
    cards = context.services.cards.of_customer(card.customer)
    return next((one.number for one in cards if one.replaced_by == card.number), None)


def _printed(args: argparse.Namespace) -> tuple[str | None, bool]:
    """Return the number of a printed card, and whether it was scanned; raise TwoNumbers."""
    if args.number is not None and args.scan is not None:
        raise TwoNumbers
    return (args.number, False) if args.scan is None else (args.scan, True)


def _freeze(context: Context, args: argparse.Namespace) -> Card:
    return context.services.cards.freeze(args.card, args.reason, context.act)


def _unfreeze(context: Context, args: argparse.Namespace) -> Card:
    return context.services.cards.unfreeze(args.card, context.act, args.reason)


def _lost(context: Context, args: argparse.Namespace) -> Card:
    return context.services.cards.report_lost(args.card, context.act, args.reason)


def _void(context: Context, args: argparse.Namespace) -> Card:
    return context.services.cards.void(args.card, context.act, args.reason)


def _renew(context: Context, args: argparse.Namespace) -> Reply:
    card = context.services.cards.renew(args.card, context.act, args.until)
    reply = _shown(context, card.number)
    if card.valid_until is not None:
        return reply
    said = Text(N_("The card {number} never ends."), {"number": card.number})
    return replace(reply, parts=(said, *reply.parts))


def _hand_over(context: Context, args: argparse.Namespace) -> Card:
    return context.services.cards.hand_over(args.card, context.act)


def _then_shown(act: Callable[[Context, argparse.Namespace], Card]) -> Handler:
    """Return what does something with a card and shows what it is then."""
    return lambda context, args: _shown(context, act(context, args).number)


def _show(context: Context, args: argparse.Namespace) -> Reply:
    return _shown(context, args.card)


def _shown(context: Context, number: str) -> Reply:
    cards = context.services.cards
    shown, history = cards.show(number), cards.history(number)
    card = shown.card
    living = None if shown.living is None else shown.living.number
    replaces = _replaced(context, card)
    data = {
        "card": card.number,
        "state": card.state,
        "issued_on": card.issued_on,
        "valid_until": card.valid_until,
        "replaces": replaces,
        "replaced_by": card.replaced_by,
        "living_card": living,
        "customer": {"code": shown.code, "full_name": shown.full_name},
        "history": [_event_data(one) for one in history],
    }
    facts = Facts(
        [
            (N_("Card"), card.number),
            (N_("Customer"), named(shown.full_name, shown.code)),
            (N_("State"), worded(CARD_STATES, card.state)),
            (N_("Issued on"), card.issued_on),
            (N_("Valid until"), card.valid_until),
            (N_("In place of"), replaces),
            (N_("Replaced by"), card.replaced_by),
            (N_("Use instead"), living),
        ]
    )
    parts: list[Part] = [facts]
    if history:
        parts.append(_history_table(history, context.shop.day))
    return Reply(data, parts)


def _event_data(event: CardEvent) -> dict[str, object]:
    return {
        "act": event.act,
        "state": event.state,
        "valid_until": event.valid_until,
        "at": event.at,
        "staff": event.staff,
        "terminal": event.terminal,
        "reason_code": event.reason,
    }


def _history_table(history: Sequence[CardEvent], day: BusinessDay) -> Table:
    return Table(
        (
            *(N_("Time"), N_("What was done"), N_("Valid until")),
            *(N_("Staff"), N_("Till"), N_("Reason")),
        ),
        [
            (
                day.local(one.at),
                worded(CARD_ACTS, one.act),
                one.valid_until,
                one.staff,
                one.terminal,
                None if one.reason is None else worded(CARD_REASONS, one.reason),
            )
            for one in history
        ],
    )


_CARD = Argument("card", N_("the number of the card"), "NUMBER")
_NUMBER = Argument("--number", N_("a printed card of our own; else the next number"), "NUMBER")
_SCAN = Argument("--scan", N_("a printed card as it is scanned, also another printer's"), "NUMBER")


def _why(act: CardAct, *, required: bool = False) -> Argument:
    return reason(*REASONS[act], required=required)


_LATER = Argument("--later", N_("it is handed over later"), flag=True)
_UNTIL = Argument(
    "--until", N_("its last day; else as long as a new card is valid"), "DATE", read=read_date
)


def _act(
    name: str, told: str, act: Callable[[Context, argparse.Namespace], Card], *more: Argument
) -> Command:
    return Command(name, told, _then_shown(act), (_CARD, *more), writes=True)


CARD = Group(
    "card",
    N_("cards of customers"),
    (
        Command(
            "issue",
            N_("give a customer a card"),
            _issue,
            (
                Argument("customer", N_("code, card number or text"), "CODE"),
                *(_NUMBER, _SCAN, _LATER),
            ),
            writes=True,
            dating=Dating.GIVEN,
        ),
        _act("hand-over", N_("note that the customer has the card now"), _hand_over),
        _act(
            "freeze",
            N_("let a card be used no more for now"),
            _freeze,
            _why(CardAct.FREEZE, required=True),
        ),
        _act(
            "unfreeze",
            N_("take back a freeze, or the report of a loss"),
            _unfreeze,
            _why(CardAct.UNFREEZE),
        ),
        _act("lost", N_("report a card lost"), _lost, _why(CardAct.REPORT_LOST)),
        Command(
            "replace",
            N_("put a new card in the place of an old one"),
            _replace,
            (
                Argument("card", N_("the old card, or its customer"), "NUMBER|CODE"),
                *(_NUMBER, _SCAN, _why(CardAct.REPLACE)),
            ),
            writes=True,
            dating=Dating.GIVEN,
        ),
        Command(
            "renew",
            N_("let a card be valid longer"),
            _renew,
            (_CARD, _UNTIL),
            writes=True,
        ),
        _act("void", N_("end a card for good"), _void, _why(CardAct.VOID)),
        Command("show", N_("show a card and what was done with it"), _show, (_CARD,)),
    ),
)
