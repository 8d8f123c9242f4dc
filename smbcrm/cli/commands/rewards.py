"""`reward`: what points are exchanged for."""

import argparse
from collections.abc import Sequence

from smbcrm.cli.command import Argument, Command, Group, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count
from smbcrm.cli.wording import OFF
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.rewards.types import UNLIMITED, NewReward, Reward, RewardChanges

_NONE = "none"


def _add(context: Context, args: argparse.Namespace) -> Reply:
    new = NewReward(
        args.code,
        args.name,
        args.points,
        args.item,
        _stock(args.stock),
        tuple(args.tier or ()),
    )
    return _told(context, context.services.rewards.add(new, context.act))


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    stock = None if args.stock is None else _stock(args.stock)
    changes = RewardChanges(
        args.name,
        args.points,
        args.item,
        UNLIMITED if args.stock is not None and stock is None else stock,
        None if args.tier is None else tuple(one for one in args.tier if one != _NONE),
    )
    return _told(context, context.services.rewards.edit(args.code, changes, context.act).after)


def _on(context: Context, args: argparse.Namespace) -> Reply:
    return _switched(context, args.code, active=True)


def _off(context: Context, args: argparse.Namespace) -> Reply:
    return _switched(context, args.code, active=False)


def _switched(context: Context, code: str, *, active: bool) -> Reply:
    changed = context.services.rewards.edit(code, RewardChanges(active=active), context.act)
    return _told(context, changed.after)


def _list(context: Context, args: argparse.Namespace) -> Reply:
    if args.customer is None:
        found = context.services.rewards.all()
        return Reply({"rewards": [_data(one) for one in found]}, (_table(context, found),))
    customer = context.customer(args.customer)
    choices = context.services.benefits.reward_choices(customer)
    data = [
        {
            **_data(one.reward),
            "short": one.short,
            "why_not": None if one.why is None else type(one.why).__name__,
        }
        for one in choices
    ]
    heads = (N_("Code"), N_("Name"), N_("Points"), N_("In stock"), N_("Why not"))
    rows = [
        (one.reward.code, one.reward.name, one.reward.points, one.reward.stock, one.why)
        for one in choices
    ]
    return Reply({"rewards": data}, (Table(heads, rows),))


def _stock(text: str | None) -> int | None:
    """Return how many are there; None, for as many as wanted, where nothing or none is typed."""
    return None if text is None or text.strip() == _NONE else read_count(text)


def _told(context: Context, reward: Reward) -> Reply:
    return Reply(_data(reward), (_table(context, [reward]),))


def _data(one: Reward) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "points": one.points,
        "item": one.item.code if one.item else None,
        "stock": one.stock,
        "tiers": list(one.tiers),
        "active": one.active,
    }


def _table(context: Context, found: Sequence[Reward]) -> Table:
    return Table(
        (
            *(N_("Code"), N_("Name"), N_("Points"), N_("In stock"), N_("Item")),
            *(N_("Tiers"), N_("State")),
        ),
        [
            (
                one.code,
                one.name,
                one.points,
                Text(N_("any number")) if one.stock is None else one.stock,
                one.item.code if one.item else None,
                context.tier_names(one.tiers),
                None if one.active else Text(OFF),
            )
            for one in found
        ],
    )


_CODE = Argument("code", N_("a reward, see: smbcrm reward list"), "CODE")
_STOCK = Argument("--stock", N_("how many are there, or none for any number"), "N|none")
_ITEM = Argument("--item", N_("the item it is"), "CODE")

REWARD = Group(
    "reward",
    N_("what points are exchanged for"),
    (
        Command(
            "add",
            N_("add a reward"),
            _add,
            (
                Argument("code", N_("a short code of its own"), "CODE"),
                Argument("name", N_("what it is called"), "NAME"),
                Argument("points", N_("what it costs in points"), "POINTS", read=read_count),
                _STOCK,
                _ITEM,
                Argument(
                    "--tier",
                    N_("only for this tier; can be given several times"),
                    "TIER",
                    many=True,
                ),
            ),
            writes=True,
        ),
        Command(
            "list",
            N_("show the rewards; with a customer, which of them can be had"),
            _list,
            (
                Argument(
                    "customer",
                    N_("code, card number, or a text that finds one only"),
                    "CUSTOMER",
                    optional=True,
                ),
            ),
        ),
        Command(
            "edit",
            N_("change a reward"),
            _edit,
            (
                _CODE,
                Argument("--name", N_("what it is called"), "NAME"),
                Argument("--points", N_("what it costs in points"), "N", read=read_count),
                _STOCK,
                Argument("--item", N_("the item it is; an empty text for none"), "CODE"),
                Argument(
                    "--tier",
                    N_("only for this tier, or none; can be given several times"),
                    "TIER|none",
                    many=True,
                ),
            ),
            writes=True,
        ),
        Command("on", N_("give it again"), _on, (_CODE,), writes=True),
        Command("off", N_("give it no more"), _off, (_CODE,), writes=True),
    ),
)
