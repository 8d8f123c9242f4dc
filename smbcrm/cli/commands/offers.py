"""`offer`: gifts for topping up, by amount, tier and date."""

import argparse
import datetime as dt
from collections.abc import Sequence

from smbcrm.cli.command import Argument, Command, Group, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count, read_date
from smbcrm.cli.wording import OFF
from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.offers.types import (
    EVER_SINCE,
    FOR_EVER,
    NewOffer,
    Offer,
    OfferChanges,
)

_NONE, _ALL = "none", "all"


def _list(context: Context, _: argparse.Namespace) -> Reply:
    currency, offers = context.shop.currency, context.services.offers.all()
    none = Text(N_("There is no offer: a top-up brings no gift."))
    data = {"offers": [_data(one, currency) for one in offers], "currency": currency.code}
    return Reply(data, (_table(context, offers) if offers else none,))


def _add(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    new = NewOffer(
        parse_amount(args.amount, currency),
        parse_amount(args.gift, currency),
        getattr(args, "from"),  # a word of Python
        args.to,
        tuple(args.tier or ()),
        anyway=args.anyway,
    )
    return _told(context, context.services.offers.add(new, context.act))


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    changes = OfferChanges(
        None if args.amount is None else parse_amount(args.amount, currency),
        None if args.gift is None else parse_amount(args.gift, currency),
        _day(getattr(args, "from"), EVER_SINCE),
        _day(args.to, FOR_EVER),
        None if args.tier is None else tuple(one for one in args.tier if one != _ALL),
        anyway=args.anyway,
    )
    return _told(context, context.services.offers.edit(args.number, changes, context.act).after)


def _day(text: str | None, none: dt.date) -> dt.date | None:
    if text is None:
        return None
    return none if text.strip() == _NONE else read_date(text)


def _off(context: Context, args: argparse.Namespace) -> Reply:
    return _switch(context, args.number, active=False)


def _on(context: Context, args: argparse.Namespace) -> Reply:
    return _switch(context, args.number, active=True)


def _switch(context: Context, number: int, *, active: bool) -> Reply:
    changes = OfferChanges(active=active)
    changed = context.services.offers.edit(number, changes, context.act)
    return _told(context, changed.after)


def _told(context: Context, offer: Offer) -> Reply:
    currency = context.shop.currency
    data = {**_data(offer, currency), "currency": currency.code}
    return Reply(data, (_table(context, [offer]),))


def _data(offer: Offer, currency: Currency) -> dict[str, object]:
    return {
        "number": offer.id,
        "amount": Money(offer.amount, currency),
        "gift": Money(offer.gift, currency),
        "from": offer.first,
        "to": offer.last,
        "tiers": list(offer.tiers),
        "active": offer.active,
    }


def _table(context: Context, offers: Sequence[Offer]) -> Table:
    currency = context.shop.currency
    return Table(
        (
            *(N_("Offer number"), N_("Topped up at least"), N_("Gift part")),
            *(N_("First day"), N_("Last day")),
            *(N_("Tiers"), N_("State")),
        ),
        [
            (
                one.id,
                Money(one.amount, currency),
                Money(one.gift, currency),
                one.first,
                one.last,
                context.tier_names(one.tiers) or Text(N_("all")),
                None if one.active else Text(OFF),
            )
            for one in offers
        ],
    )


_NUMBER = Argument("number", N_("its number, see: smbcrm offer list"), "NUMBER", read=read_count)
_AMOUNT = N_("from how much on")
_GIFT = N_("how much is given")
_ANYWAY = Argument("--anyway", N_("also where more is given than is paid"), flag=True)

OFFER = Group(
    "offer",
    N_("gifts for topping up"),
    (
        Command("list", N_("show the offers"), _list),
        Command(
            "add",
            N_("give a gift from an amount on; of several the largest one is given, once"),
            _add,
            (
                Argument("amount", _AMOUNT, "AMOUNT"),
                Argument("gift", _GIFT, "GIFT"),
                Argument("--from", N_("the first day"), "DATE", read=read_date),
                Argument("--to", N_("the last day"), "DATE", read=read_date),
                Argument(
                    "--tier",
                    N_("only for this tier; can be given several times"),
                    "CODE",
                    many=True,
                ),
                _ANYWAY,
            ),
            writes=True,
        ),
        Command(
            "edit",
            N_("change an offer, for the top-ups from now on"),
            _edit,
            (
                _NUMBER,
                Argument("--amount", _AMOUNT, "AMOUNT"),
                Argument("--gift", _GIFT, "GIFT"),
                Argument("--from", N_("the first day, or none"), "DATE|none"),
                Argument("--to", N_("the last day, or none"), "DATE|none"),
                Argument(
                    "--tier",
                    N_("only for this tier; can be given several times; all for everybody"),
                    "CODE|all",
                    many=True,
                ),
                _ANYWAY,
            ),
            writes=True,
        ),
        Command("off", N_("give an offer no more"), _off, (_NUMBER,), writes=True),
        Command("on", N_("give an offer again"), _on, (_NUMBER,), writes=True),
    ),
)
