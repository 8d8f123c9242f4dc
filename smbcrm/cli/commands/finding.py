"""`find`: customers by any part of what is known, and what a number means that was scanned."""

import argparse

from smbcrm.cli.command import Argument, Command, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.dead_cards import dead_card_data
from smbcrm.cli.typed import read_count
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.cards.scanning import (
    CustomerScan,
    DeadCardScan,
    FreshCardScan,
    ItemScan,
    Scan,
    UnknownScan,
    VoucherScan,
    dead,
)
from smbcrm.membership.customers.found import Found
from smbcrm.membership.customers.search_keys import parse_query
from smbcrm.membership.items.types import CodesAlike


class TooShort(UserError):
    """A text that is too short to look for."""

    msgid = N_("Type at least two letters or digits, or one Chinese character.")


def _find(context: Context, args: argparse.Namespace) -> Reply:
    scan, alike = _scanned(context, args.text)
    found = _found(context, scan, args)
    if not found and isinstance(scan, UnknownScan) and parse_query(args.text) is None:
        raise TooShort
    said: tuple[Text | UserError, ...] = (*_said_of(scan), *alike)
    if not found and not said:
        said = (Text(N_("Nobody was found for “{text}”."), {"text": args.text}),)
    customers = [_row_data(one) for one in found]
    table = (_table(found),) if found else ()
    return Reply({"customers": customers, **_data_of(scan)}, (*table, *said))


def _scanned(context: Context, text: str) -> tuple[Scan, tuple[UserError, ...]]:
    """Return what a text means as a scan, and the refusal to choose among several.

    Any name could stand on another printer's card: only a number of our own is told to be a card.
    """
    try:
        scan = context.services.cards.scan(text)
    except CodesAlike as several:
        return UnknownScan(text), (several,)
    foreign = isinstance(scan, FreshCardScan) and not scan.ours
    return (UnknownScan(text) if foreign else scan), ()


def _found(context: Context, scan: Scan, args: argparse.Namespace) -> tuple[Found, ...]:
    """Return the customers that a text finds, above all the one whom it means as a scan.

    The search alone would not find a code of one sign.
    """
    found = context.services.customers.find(args.text, args.limit)
    meant = _meant(scan)
    if meant is None or meant in {one.id for one in found}:
        return found
    view = context.services.counter.customer(meant)
    known, card = view.shown.customer, view.card
    row = Found(
        known.id,
        known.code,
        known.profile.full_name,
        known.profile.phones[0].typed if known.profile.phones else "",
        card.number if card is not None and card.living else "",
        view.shown.tier,
        known.last_visit,
        known.profile.alert,
    )
    return (row, *found)[: args.limit]


def _meant(scan: Scan) -> int | None:
    match scan:
        case CustomerScan():
            return scan.customer
        case DeadCardScan():
            return scan.shown.card.customer
        case VoucherScan():
            return scan.voucher.holder
        case _:
            return None


def _said_of(scan: Scan) -> tuple[Text | UserError, ...]:
    """Return what there is to say of a text beside the customers that it finds."""
    match scan:
        case ItemScan():
            sold: dict[str, object] = {"text": scan.code, "item": scan.item.name}
            return (Text(N_("{text} is sold here: {item}"), sold),)
        case FreshCardScan():
            return (Text(N_("This card belongs to nobody.")),)
        case DeadCardScan():
            return (dead(scan),)
        case VoucherScan():
            return (_of_voucher(scan),)
        case _:
            return ()


def _of_voucher(scan: VoucherScan) -> Text:
    """Return what a voucher is and whose, or why it is over."""
    if scan.why is not None:
        return Text("{why}", {"why": scan.why})
    told: dict[str, object] = {
        "code": scan.voucher.code,
        "name": scan.voucher.name,
        "owner": scan.owner,
    }
    return Text(N_("{code} is a voucher of {owner}: {name}"), told)


def _data_of(scan: Scan) -> dict[str, object]:
    return {
        "item": scan.item.code if isinstance(scan, ItemScan) else None,
        "dead_card": dead_card_data(scan) if isinstance(scan, DeadCardScan) else None,
        "fresh_card": scan.code if isinstance(scan, FreshCardScan) else None,
        "voucher": _voucher(scan) if isinstance(scan, VoucherScan) else None,
    }


def _voucher(scan: VoucherScan) -> dict[str, object]:
    return {
        "voucher": scan.voucher.code,
        "name": scan.voucher.name,
        "why_not": None if scan.why is None else type(scan.why).__name__,
    }


def _row_data(row: Found) -> dict[str, object]:
    return {
        "code": row.code,
        "full_name": row.full_name,
        "phone": row.phone or None,
        "card": row.card or None,
        "tier": row.tier,
        "last_visit": row.last_visit,
        "alert": row.alert or None,
    }


def _table(found: tuple[Found, ...]) -> Table:
    return Table(
        (
            *(N_("Code"), N_("Full name"), N_("Phone"), N_("Card")),
            *(N_("Tier"), N_("Last visit"), N_("Alert")),
        ),
        [
            (one.code, one.full_name, one.phone, one.card, one.tier, one.last_visit, one.alert)
            for one in found
        ],
    )


FIND = Command(
    "find",
    N_("find customers by name, pinyin, phone, code or card"),
    _find,
    (
        Argument("text", N_("any part of it"), "TEXT"),
        Argument("--limit", N_("at most so many"), "N", read=read_count, default=20),
    ),
)
