"""`merge`: two customers become one, and two again."""

import argparse
from collections.abc import Iterator, Sequence

from smbcrm.cli.command import Argument, Command, Facts, Group, Part, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count, read_pair
from smbcrm.cli.wording import date_text, named
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency
from smbcrm.core.text import clean, small
from smbcrm.membership.custom_fields.rules import called
from smbcrm.membership.merging.types import (
    CUSTOM,
    FIELDS,
    SIDES,
    Choices,
    Merge,
    MergeField,
    Preview,
    Side,
    Who,
)
from smbcrm.membership.occasions.types import Occasion
from smbcrm.membership.occasions.words import occasion_words
from smbcrm.membership.reports.values import amount_on, titled

_FORM = "NAME=SIDE"


class UnknownMergeField(UserError):
    """A field that is not chosen in a merge, or a side that there is not."""

    msgid = N_("“{text}” chooses nothing. Fields: {fields}. Sides: {sides}.")


def _merge(context: Context, args: argparse.Namespace) -> Reply:
    keep, other = context.customer(args.keep), context.customer(args.other)
    chosen = _chosen(context, args.field or ())
    merging = context.services.merging
    if args.preview:
        shown = merging.preview(keep, other, chosen, context.act)
        currency = context.shop.currency
        return Reply(_preview_data(shown, currency), (*_preview(shown, currency),))
    made = merging.merge(keep, other, chosen, context.act)
    said = Text(
        N_("{other} was merged into {kept}. Until {until} it can be undone with: {command}"),
        {
            "other": _named(made.other),
            "kept": _named(made.kept),
            "until": context.shop.day.local(made.until),
            "command": f"smbcrm merge undo {made.id}",
        },
    )
    return Reply(_data(made), (said,))


def _undo(context: Context, args: argparse.Namespace) -> Reply:
    undone = context.services.merging.undo(args.merge, context.act)
    said = Text(
        N_("{kept} and {other} are two customers again."),
        {"kept": _named(undone.kept), "other": _named(undone.other)},
    )
    return Reply(_data(undone), (said,))


def _list(context: Context, _: argparse.Namespace) -> Reply:
    merges, day = context.services.merging.all(), context.shop.day
    rows = [
        (
            Text(str(one.id)),
            _named(one.kept),
            _named(one.other),
            day.local(one.at),
            one.staff,
            None if one.undone_at else day.local(one.until),
            None if one.undone_at is None else day.local(one.undone_at),
        )
        for one in merges
    ]
    heads = (
        *(N_("Merge"), N_("Stayed"), N_("Went"), N_("Merged at")),
        *(N_("Staff"), N_("Can be undone until"), N_("Undone at")),
    )
    return Reply({"merges": [_data(one) for one in merges]}, (Table(heads, rows),))


def _apart(context: Context, args: argparse.Namespace) -> Reply:
    said = N_("{one} and {other} are two people: no list of duplicates shows them any more.")
    return _marked(context, args, said, apart=True)


def _together(context: Context, args: argparse.Namespace) -> Reply:
    said = N_("{one} and {other} may be one person: the list of duplicates shows them again.")
    return _marked(context, args, said, apart=False)


def _marked(context: Context, args: argparse.Namespace, said: str, *, apart: bool) -> Reply:
    pair = context.customer(args.customer), context.customer(args.other)
    merging, customers = context.services.merging, context.services.customers
    (merging.set_apart if apart else merging.set_together)(*pair, context.act)
    one, other = (customers.get(who) for who in pair)
    who: dict[str, object] = {
        "one": named(one.profile.full_name, one.code),
        "other": named(other.profile.full_name, other.code),
    }
    return Reply({"customers": [one.code, other.code], "apart": apart}, (Text(said, who),))


def _preview(shown: Preview, currency: Currency) -> Iterator[Part]:
    """Yield what would be, side by side."""
    yield Facts([(N_("Stays"), _named(shown.keep)), (N_("Goes"), _named(shown.other))])
    yield Table(
        (N_("Field"), shown.keep.code, shown.other.code, N_("Whose stays"), N_("Result")),
        [
            (one.called, one.keep, one.other, Text(SIDES[one.side]), one.result)
            for one in shown.fields
        ],
    )
    yield Table(
        (N_("Account"), shown.keep.code, shown.other.code, N_("Together")),
        [
            (
                titled(one.kind, one.unit, one.name),
                *(amount_on(one.kind, n, currency) for n in (one.keep, one.other, one.together)),
            )
            for one in shown.held
        ],
    )
    keep, other, then = shown.tiers
    yield Facts(
        [
            (
                N_("Tier"),
                Text("{keep} + {other} → {then}", {"keep": keep, "other": other, "then": then}),
            ),
            (N_("Visits"), shown.visits),
            (N_("Cards that come"), list(shown.cards)),
            (N_("Refused from then on"), list(shown.stricter.values())),
            (N_("Occasions that come"), [_dated(one) for one in shown.occasions]),
            (N_("Relationships that come"), shown.links or None),
            (N_("Brought by the other one"), shown.brought or None),
        ]
    )
    yield Text(N_("Nothing was written: this is a preview."))


def _preview_data(shown: Preview, currency: Currency) -> dict[str, object]:
    keep, other, then = shown.tiers
    return {
        "keep": _who(shown.keep),
        "other": _who(shown.other),
        "currency": currency.code,
        "fields": {
            one.name: {
                "keep": one.keep,
                "other": one.other,
                "side": one.side,
                "then": one.result,
            }
            for one in shown.fields
        },
        "accounts": [
            {
                "kind": one.kind,
                "unit": one.unit,
                "keep": amount_on(one.kind, one.keep, currency),
                "other": amount_on(one.kind, one.other, currency),
                "then": amount_on(one.kind, one.together, currency),
            }
            for one in shown.held
        ],
        "tier": {"keep": keep, "other": other, "then": then},
        "visits": shown.visits,
        "cards": list(shown.cards),
        "refused": list(shown.stricter),
        "occasions": [_dated(one) for one in shown.occasions],
        "relationships": shown.links,
        "brought": shown.brought,
    }


def _data(made: Merge) -> dict[str, object]:
    return {
        "merge": made.id,
        "kept": _who(made.kept),
        "other": _who(made.other),
        "merged_at": made.at,
        "staff": made.staff,
        "terminal": made.terminal,
        "undo_until": made.until,
        "undone_at": made.undone_at,
    }


def _who(who: Who) -> dict[str, object]:
    return {"code": who.code, "full_name": who.full_name}


def _named(who: Who) -> Text:
    return named(who.full_name, who.code)


def _dated(one: Occasion) -> Text:
    return Text("{what} {date}", {"what": occasion_words(one), "date": date_text(one)})


def read_field(text: str) -> tuple[MergeField | str, Side]:
    """Return a field, or the name of one of the shop's own, and whose stays; typed as NAME=SIDE.

    Raises NotAPair, UnknownMergeField.
    """
    typed, side = read_pair(clean(text), _FORM)
    name = small(typed)
    try:
        own = name.startswith(CUSTOM)
        return typed[len(CUSTOM) :] if own else MergeField(name), Side(small(side))
    except ValueError:
        fields = [*(one.value for one in MergeField), f"{CUSTOM}NAME"]
        sides = [one.value for one in Side]
        raise UnknownMergeField(text=text, fields=fields, sides=sides) from None


def _chosen(context: Context, typed: Sequence[tuple[MergeField | str, Side]]) -> Choices:
    """Return whose value stays of which field; raise UnknownField, NoFieldsYet."""
    known = context.services.custom_fields.all()
    return {
        field if isinstance(field, MergeField) else called(field, known).id: side
        for field, side in typed
    }


def _previews(args: argparse.Namespace) -> bool:
    return bool(args.preview)


_TWO = (
    Argument("customer", N_("code, card number, or a text that finds one only"), "A"),
    Argument("other", N_("the other customer"), "B"),
)

MERGE = Group(
    "merge",
    N_("make one customer of two; within 30 days they can be two again"),
    (
        Command(
            "customers",
            N_("give one customer everything of another; the word customers can be left out"),
            _merge,
            (
                Argument("keep", N_("who stays: code, card number, or a text"), "KEEP"),
                Argument("other", N_("who goes into that one"), "OTHER"),
                Argument(
                    "--field",
                    N_("whose value stays of a field; can be given several times"),
                    _FORM,
                    many=True,
                    known=tuple(MergeField),
                    meaning=FIELDS.__getitem__,
                    read=read_field,
                ),
                Argument("--preview", N_("only show what would be"), flag=True),
            ),
            writes=True,
            looks=_previews,
        ),
        Command(
            "undo",
            N_("make two customers again, within 30 days and the last merge first"),
            _undo,
            (Argument("merge", N_("its number in the list"), "N", read=read_count),),
            writes=True,
        ),
        Command("list", N_("show the merges, newest first"), _list),
        Command(
            "apart",
            N_("say that two who look alike are two people"),
            _apart,
            _TWO,
            writes=True,
        ),
        Command(
            "together",
            N_("take that back: they may be one person"),
            _together,
            _TWO,
            writes=True,
        ),
    ),
    usual="customers",
)
