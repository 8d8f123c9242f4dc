"""`tier hold`, `release`, `held`, `history` and `tiers review`: who has a tier, and why."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Dating, Group, Part, Reply, Table
from smbcrm.cli.commands.reports import FILE, saved
from smbcrm.cli.context import Context
from smbcrm.cli.files import instead
from smbcrm.cli.typed import read_date
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.membership.tiers.moves import Move, ReviewList
from smbcrm.membership.tiers.types import FOR_EVER, HoldReason, HoldRequest, Membership, Tier
from smbcrm.membership.tiers.words import (
    applied_words,
    hold_reason_words,
    nobody_words,
    reason_words,
)

_CUSTOMER = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")
_FOR_EVER = N_("for ever")


def _hold(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    request = HoldRequest(customer, args.tier, args.until, args.reason)
    context.services.tiers.hold(request, context.act)
    return _told(context, customer)


def _release(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    context.services.tiers.hold(HoldRequest(customer, None), context.act)
    return _told(context, customer)


def _history(context: Context, args: argparse.Namespace) -> Reply:
    return _told(context, context.customer(args.customer))


def _told(context: Context, customer: int) -> Reply:
    """Return the tiers that somebody got, newest first."""
    tiers = {tier.id: tier for tier in context.services.tiers.all()}
    told = context.services.tiers.history(customer)[::-1]
    who = context.services.customers.get(customer)
    data = {
        "customer": {"code": who.code, "full_name": who.profile.full_name},
        "tiers": [_membership_data(one, tiers) for one in told],
    }
    rows = [
        (
            one.since,
            tiers[one.tier].name,
            reason_words(one.reason),
            None if one.reason_code is None else hold_reason_words(one.reason_code),
            Text(_FOR_EVER) if one.held_until == FOR_EVER else one.held_until,
        )
        for one in told
    ]
    columns = N_("Since"), N_("Tier"), N_("How it came"), N_("Reason"), N_("Not lowered until")
    return Reply(data, (Table(columns, rows),))


def _membership_data(one: Membership, tiers: Mapping[int, Tier]) -> dict[str, object]:
    return {
        "tier": tiers[one.tier].code,
        "since": one.since,
        "why": one.reason.value,
        "reason": one.reason_code,
        "held_until": one.held_until,
    }


def _held(context: Context, _: argparse.Namespace) -> Reply:
    tiers = {tier.id: tier for tier in context.services.tiers.all()}
    found = context.services.tiers.by_hand()
    data = {
        "held": [
            {
                "code": one.code,
                "full_name": one.name,
                "tier": tiers[one.tier].code,
                "held_until": one.until,
            }
            for one in found
        ]
    }
    rows = [
        (one.code, one.name, tiers[one.tier].name, one.until or Text(_FOR_EVER)) for one in found
    ]
    columns = N_("Code"), N_("Name"), N_("Tier"), N_("Not lowered until")
    return Reply(data, (Table(columns, rows),))


def _review(context: Context, args: argparse.Namespace) -> Reply:
    tiers = context.services.tiers
    if args.apply and args.out is not None:
        _check(context, args, tiers.review(args.as_of))
    found = tiers.apply_review(args.as_of, context.act) if args.apply else tiers.review(args.as_of)
    data = {
        "review_date": found.of,
        "as_of": found.day,
        "applied": found.applied is not None,
        "up": found.applied.up if found.applied else sum(one.is_up for one in found.moves),
        "down": found.applied.down if found.applied else sum(not one.is_up for one in found.moves),
        "moves": [_move_data(context, one) for one in found.moves],
        "currency": context.shop.currency.code,
    }
    if args.out is None:
        return Reply(data, tuple(_review_parts(context, found)))
    wrote = saved(context, args, context.services.reports.review(found), context.translator)
    told = () if found.applied is None else (applied_words(found.applied),)
    return Reply({**data, **wrote.data}, (*told, *wrote.parts))


def _check(context: Context, args: argparse.Namespace, found: ReviewList) -> None:
    """Refuse a file that cannot be written, before anybody moves."""
    reports, words = context.services.reports, context.translator
    file, others = Path(args.out), dict(instead(args))
    reports.check(reports.review(found), words, file, others, replace=args.force)


def _move_data(context: Context, move: Move) -> dict[str, object]:
    return {
        "code": move.code,
        "full_name": move.name,
        "from": move.before.code,
        "to": move.after.code,
        "months": move.judged.months,
        "spend": Money(move.figures.spend, context.shop.currency),
        "visits": move.figures.visits,
        "points": move.figures.points,
    }


def _review_parts(context: Context, found: ReviewList) -> Sequence[Part]:
    if found.applied is not None:
        parts: list[Part] = [applied_words(found.applied)]
    elif found.moves:
        says = N_("Who moves at the review of {date}, as of {day}:")
        parts = [Text(says, {"date": found.of, "day": found.day})]
    else:
        return [nobody_words(found)]
    if found.moves:
        parts.append(_moves_table(context, found.moves))
    if found.applied is None:
        parts += ["", Text(N_("Nothing has moved yet: --apply does it."))]
    return parts


def _moves_table(context: Context, moves: Sequence[Move]) -> Table:
    visits = any(move.judged.visits_from is not None for move in moves)
    points = any(move.judged.points_from is not None for move in moves)
    return Table(
        (
            *(N_("Code"), N_("Name"), N_("Old tier"), N_("New tier"), N_("Spent")),
            *(N_("Visits"), N_("Points earned"), N_("In months")),
        ),
        [
            (
                move.code,
                move.name,
                move.before.name,
                move.after.name,
                Money(move.figures.spend, context.shop.currency),
                move.figures.visits if visits else None,
                move.figures.points if points else None,
                move.judged.months,
            )
            for move in moves
        ],
    )


_REASONS = tuple(one.value for one in HoldReason if one is not HoldReason.RELEASE)

HOLDING = (
    Command(
        "hold",
        N_("give somebody a tier by hand; no review lowers it until its last day"),
        _hold,
        (
            _CUSTOMER,
            Argument("tier", N_("a tier, see: smbcrm tier list"), "TIER"),
            Argument("--until", N_("the last day; else for ever"), "DATE", read=read_date),
            Argument(
                "--reason",
                N_("why"),
                "CODE",
                known=_REASONS,
                meaning=lambda code: hold_reason_words(code).msgid,
                required=True,
            ),
        ),
        writes=True,
        dating=Dating.GIVEN,
    ),
    Command(
        "release",
        N_("let the reviews decide again about a tier given by hand"),
        _release,
        (_CUSTOMER,),
        writes=True,
        dating=Dating.GIVEN,
    ),
    Command("held", N_("show who holds a tier by hand"), _held),
    Command("history", N_("show the tiers somebody got, and why"), _history, (_CUSTOMER,)),
)

TIERS = Group(
    "tiers",
    N_("the tiers of everybody"),
    (
        Command(
            "review",
            N_("who moves at the last review date, and why; --apply does it, once"),
            _review,
            (
                Argument(
                    "--as-of",
                    N_("business date, as 2026-03-05; else today"),
                    "DATE",
                    read=read_date,
                ),
                Argument("--apply", N_("do it"), flag=True),
                *FILE,
            ),
            writes=True,
            looks=lambda args: not args.apply,
        ),
    ),
)
