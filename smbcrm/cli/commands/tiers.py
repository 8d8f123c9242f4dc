"""`tier`: what regular customers get."""

import argparse
from collections.abc import Mapping, Sequence

from smbcrm.cli.command import Argument, Command, Group, Part, Reply, Table
from smbcrm.cli.commands.tier_holding import HOLDING
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count
from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.core.percentages import percent_off
from smbcrm.membership.tiers.types import BirthdaySpan, NewTier, Tier, TierChanges, Ways

_NONE = "none"
_PERCENT = Currency("", 2)


def _list(context: Context, _: argparse.Namespace) -> Reply:
    currency, now = context.shop.currency, context.services.tiers.standing()
    coming = {one.tier.id: one for one in now.coming}
    data = {
        "tiers": [
            {
                **tier_data(one, currency),
                "people": now.people.get(one.id, 0),
                "by_hand": now.by_hand.get(one.id, 0),
            }
            for one in now.tiers
        ],
        "coming": [
            {"live_from": one.live_from, **tier_data(one.tier, currency)} for one in coming.values()
        ],
        "review_date": now.next_review,
        "currency": currency.code,
    }
    parts: list[Part] = [_table(now.tiers, currency, now.people)]
    for one in coming.values():
        says = N_("{tier} changes on {date} to:")
        parts += ["", Text(says, {"tier": one.tier.name, "date": one.live_from})]
        parts.append(_table([one.tier], currency))
    parts += ["", Text(N_("The next review is on {date}."), {"date": now.next_review})]
    return Reply(data, tuple(parts))


def _add(context: Context, args: argparse.Namespace) -> Reply:
    new = NewTier(args.code, args.name, _changes(context, args)._replace(name=None), args.above)
    return _one(context.services.tiers.add(new, context.act), context)


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    changes = _changes(context, args)
    tiers = context.services.tiers
    return _one(tiers.edit(args.code, changes, context.act, later=args.later).after, context)


def _order(context: Context, args: argparse.Namespace) -> Reply:
    codes = [code.strip() for code in args.codes.split(",")]
    tiers = context.services.tiers.reorder(codes, context.act).after
    currency = context.shop.currency
    data = {"tiers": [tier_data(one, currency) for one in tiers], "currency": currency.code}
    return Reply(data, (_table(tiers, currency),))


def _changes(context: Context, args: argparse.Namespace) -> TierChanges:
    return TierChanges(
        name=args.name,
        spend_from=_spend(args.spend_from, context.shop.currency),
        points_factor=args.points_factor,
        discount=None if args.discount is None else parse_amount(args.discount, _PERCENT),
        visits_from=_count(args.visits_from),
        points_from=_count(args.points_from),
        months=args.months,
        item="" if args.item is not None and args.item.strip() == _NONE else args.item,
        item_months=args.item_months,
        birthday_factor=args.birthday_factor,
        birthday_span=None if args.birthday_span is None else BirthdaySpan(args.birthday_span),
        lasts_months=args.lasts,
        grace_months=args.grace,
    )


def _spend(text: str | None, currency: Currency) -> int | None:
    if text is None:
        return None
    return 0 if text.strip() == _NONE else parse_amount(text, currency)


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    return 0 if text.strip() == _NONE else read_count(text)


def _one(tier: Tier, context: Context) -> Reply:
    currency = context.shop.currency
    data = {**tier_data(tier, currency), "currency": currency.code}
    return Reply(data, (_table([tier], currency),))


def tier_data(tier: Tier, currency: Currency) -> dict[str, object]:
    """Return a tier as JSON tells it."""
    spend = tier.spend_from
    return {
        "code": tier.code,
        "name": tier.name,
        "spend_from": None if spend is None else Money(spend, currency),
        "visits_from": tier.visits_from,
        "points_from": tier.points_from,
        "months": tier.months,
        "item": tier.item,
        "item_months": tier.item_months,
        "points_factor": tier.points_factor,
        "birthday_factor": tier.birthday_factor,
        "discount": _PERCENT.plain(tier.discount),
        "birthday_span": tier.birthday_span,
        "lasts_months": tier.lasts_months,
        "grace_months": tier.grace_months,
    }


def _birthday(tier: Tier) -> Text | None:
    """Return what the points are multiplied by on a birthday; None where it is a day as any."""
    if tier.birthday_factor == _PERCENT.unit:
        return None
    words = {
        BirthdaySpan.DAY: N_("on the day {percent} %"),
        BirthdaySpan.MONTH: N_("in the month {percent} %"),
    }
    return Text(words[tier.birthday_span], {"percent": tier.birthday_factor})


def _table(
    tiers: Sequence[Tier], currency: Currency, people: Mapping[int, int] | None = None
) -> Table:
    return Table(
        (
            *(N_("Code"), N_("Name"), N_("Spent"), N_("Visits"), N_("Points earned")),
            *(N_("In months"), N_("Item"), N_("For months"), N_("Points factor")),
            *(N_("Birthday"), N_("Discount"), N_("Lasts at least"), N_("Months of grace")),
            N_("People"),
        ),
        [
            _row(tier, currency, None if people is None else people.get(tier.id, 0))
            for tier in tiers
        ],
    )


def _row(tier: Tier, currency: Currency, people: int | None) -> Sequence[object]:
    counted = tier.counts != Ways()
    return (
        tier.code,
        tier.name,
        None if tier.spend_from is None else Money(tier.spend_from, currency),
        tier.visits_from,
        tier.points_from,
        tier.months if counted else None,
        tier.item,
        tier.item_months,
        f"{tier.points_factor} %",
        _birthday(tier),
        percent_off(tier.discount) if tier.discount else None,
        tier.lasts_months or None,
        tier.grace_months if tier.rank else None,
        people,
    )


_RULE = (
    Argument("--spend-from", N_("spent in those months to reach it, or none"), "AMOUNT|none"),
    Argument("--visits-from", N_("or so many visits, or none"), "N|none"),
    Argument("--points-from", N_("or so many points earned, or none"), "N|none"),
    Argument("--months", N_("in how many months"), "M", read=read_count),
    Argument("--item", N_("or by buying this item, or none"), "CODE|none"),
    Argument("--item-months", N_("for how many months the item gives it"), "M", read=read_count),
    Argument("--points-factor", N_("percent of the usual points"), "N", read=read_count),
    Argument(
        "--birthday-factor", N_("percent of these points on a birthday"), "N", read=read_count
    ),
    Argument(
        "--birthday-span",
        N_("on the day of the birthday, or in its whole month"),
        choices=tuple(BirthdaySpan),
    ),
    Argument("--discount", N_("percent off every sale"), "PERCENT"),
    Argument("--lasts", N_("months that it lasts at least"), "M", read=read_count),
    Argument("--grace", N_("months it is kept after it was reached last"), "M", read=read_count),
)
_CODE = Argument("code", N_("a tier, see: smbcrm tier list"), "CODE")

TIER = Group(
    "tier",
    N_("what regular customers get"),
    (
        Command("list", N_("show the tiers, lowest first"), _list),
        Command(
            "add",
            N_("add a tier; without a way to reach it, it is given by hand"),
            _add,
            (
                Argument("code", N_("a short code of its own"), "CODE"),
                Argument("name", N_("what it is called"), "NAME"),
                Argument("--above", N_("the tier it comes after; else it is the highest"), "CODE"),
                *_RULE,
            ),
            writes=True,
        ),
        Command(
            "edit",
            N_("change a tier, for the sales from now on"),
            _edit,
            (
                _CODE,
                Argument("--name", N_("what it is called"), "NAME"),
                *_RULE,
                Argument("--later", N_("let it count from tomorrow night"), flag=True),
            ),
            writes=True,
        ),
        Command(
            "order",
            N_("put the tiers into another order"),
            _order,
            (Argument("codes", N_("all tiers, lowest first"), "CODE,CODE,…"),),
            writes=True,
        ),
        *HOLDING,
    ),
)
