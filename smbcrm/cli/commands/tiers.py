"""`tier` and `offer`: what regular customers get, and what a top-up brings."""

import argparse
from collections.abc import Sequence

from smbcrm.cli.command import Argument, Command, Group, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count
from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.tiers.types import Offer, Tier, TierChanges

_NONE = "none"
_PERCENT = Currency("", 2)


def _list(context: Context, _: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    tiers = context.services.tiers.all()
    data = {"tiers": [_tier(one, currency) for one in tiers], "currency": currency.code}
    return Reply(data, (_table(tiers, currency),))


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    changes = TierChanges(
        args.name,
        _spend(args.spend_from, currency),
        args.points_factor,
        None if args.discount is None else parse_amount(args.discount, _PERCENT),
    )
    tier = context.services.tiers.edit(args.code, changes, context.act).after
    data = {**_tier(tier, currency), "currency": currency.code}
    return Reply(data, (_table([tier], currency),))


def _spend(text: str | None, currency: Currency) -> int | None:
    if text is None:
        return None
    return 0 if text.strip() == _NONE else parse_amount(text, currency)


def _tier(tier: Tier, currency: Currency) -> dict[str, object]:
    spend = tier.spend_from
    return {
        "code": tier.code,
        "name": tier.name,
        "spend_from": None if spend is None else Money(spend, currency),
        "points_factor": tier.points_factor,
        "discount": _PERCENT.plain(tier.discount),
    }


def _table(tiers: Sequence[Tier], currency: Currency) -> Table:
    return Table(
        (
            *(N_("Code"), N_("Name"), N_("Spent in 12 months")),
            *(N_("Points factor"), N_("Discount")),
        ),
        [
            (
                tier.code,
                tier.name,
                None if tier.spend_from is None else Money(tier.spend_from, currency),
                f"{tier.points_factor} %",
                f"{_PERCENT.plain(tier.discount)} %" if tier.discount else None,
            )
            for tier in tiers
        ],
    )


def _offers(context: Context, _: argparse.Namespace) -> Reply:
    return _offered(context)


def _put_offer(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    amounts = parse_amount(args.amount, currency), parse_amount(args.gift, currency)
    context.services.tiers.put_offer(*amounts, context.act)
    return _offered(context)


def _drop_offer(context: Context, args: argparse.Namespace) -> Reply:
    amount = parse_amount(args.amount, context.shop.currency)
    context.services.tiers.drop_offer(amount, context.act)
    return _offered(context)


def _offered(context: Context) -> Reply:
    currency = context.shop.currency
    offers: Sequence[Offer] = context.services.tiers.offers()
    rows = [(Money(one.amount, currency), Money(one.gift, currency)) for one in offers]
    data = {
        "offers": [{"amount": amount, "gift": gift} for amount, gift in rows],
        "currency": currency.code,
    }
    none = Text(N_("There is no offer: a top-up brings no gift."))
    table = Table((N_("Topped up at least"), N_("Gift part")), rows)
    return Reply(data, (table if rows else none,))


_AMOUNT = Argument("amount", N_("from how much on"), "AMOUNT")

TIER = Group(
    "tier",
    N_("what regular customers get"),
    (
        Command("list", N_("show the tiers, lowest first"), _list),
        Command(
            "edit",
            N_("change a tier, for the sales from now on"),
            _edit,
            (
                Argument("code", N_("a tier, see: smbcrm tier list"), "CODE"),
                Argument("--name", N_("what it is called"), "NAME"),
                Argument(
                    "--spend-from", N_("spent in 12 months to reach it, or none"), "AMOUNT|none"
                ),
                Argument(
                    "--points-factor", N_("percent of the usual points"), "N", read=read_count
                ),
                Argument("--discount", N_("percent off every sale"), "PERCENT"),
            ),
            writes=True,
        ),
    ),
)

OFFER = Group(
    "offer",
    N_("gifts for topping up"),
    (
        Command("list", N_("show the offers"), _offers),
        Command(
            "set",
            N_("give a gift from an amount on"),
            _put_offer,
            (_AMOUNT, Argument("gift", N_("how much is given"), "GIFT")),
            writes=True,
        ),
        Command("off", N_("give no more gift for an amount"), _drop_offer, (_AMOUNT,), writes=True),
    ),
)
