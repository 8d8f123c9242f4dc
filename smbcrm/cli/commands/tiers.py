"""`tier`: what regular customers get."""

import argparse
from collections.abc import Sequence

from smbcrm.cli.command import Argument, Command, Group, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count
from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.tiers.types import BirthdaySpan, Tier, TierChanges

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
        name=args.name,
        spend_from=_spend(args.spend_from, currency),
        points_factor=args.points_factor,
        discount=None if args.discount is None else parse_amount(args.discount, _PERCENT),
        birthday_factor=args.birthday_factor,
        birthday_span=None if args.birthday_span is None else BirthdaySpan(args.birthday_span),
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
        "birthday_factor": tier.birthday_factor,
        "birthday_span": tier.birthday_span,
    }


def _birthday(tier: Tier) -> Text | None:
    """Return what the points are multiplied by on a birthday; None where it is a day as any."""
    if tier.birthday_factor == _PERCENT.unit:
        return None
    words = {
        BirthdaySpan.DAY: N_("{percent} % on the day"),
        BirthdaySpan.MONTH: N_("{percent} % in the month"),
    }
    return Text(words[tier.birthday_span], {"percent": tier.birthday_factor})


def _table(tiers: Sequence[Tier], currency: Currency) -> Table:
    return Table(
        (
            *(N_("Code"), N_("Name"), N_("Spent in 12 months")),
            *(N_("Points factor"), N_("Discount"), N_("Birthday")),
        ),
        [
            (
                tier.code,
                tier.name,
                None if tier.spend_from is None else Money(tier.spend_from, currency),
                f"{tier.points_factor} %",
                f"{_PERCENT.plain(tier.discount)} %" if tier.discount else None,
                _birthday(tier),
            )
            for tier in tiers
        ],
    )


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
                Argument(
                    "--birthday-factor",
                    N_("percent of these points on a birthday"),
                    "N",
                    read=read_count,
                ),
                Argument(
                    "--birthday-span",
                    N_("on the day of the birthday, or in its whole month"),
                    choices=tuple(BirthdaySpan),
                ),
            ),
            writes=True,
        ),
    ),
)
