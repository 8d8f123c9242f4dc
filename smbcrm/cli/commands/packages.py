"""`package`: visits that are paid ahead; defined, sold, used, paused, extended."""

import argparse
from collections.abc import Sequence

from smbcrm.cli.bills import bill_reply
from smbcrm.cli.command import Argument, Command, Dating, Group, Reply, Table
from smbcrm.cli.commands.items import EDIT_OPTIONS, NEW_OPTIONS
from smbcrm.cli.commands.till import PAY, SERVED
from smbcrm.cli.context import Context
from smbcrm.cli.secret import with_pin
from smbcrm.cli.typed import payments, read_count, read_date, read_serves
from smbcrm.cli.wording import OFF, reason
from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.packages.types import NewPackage, Package, PackageChanges, Terms
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.visits.types import (
    ExtendRequest,
    ExtensionReason,
    PauseRequest,
    UseRequest,
)

_CUSTOMER = Argument("customer", N_("code, card number, or a text that finds one only"), "CUSTOMER")
_CODE = Argument("code", N_("the code of the package, or its barcode"), "CODE")


def _add(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    new = NewPackage(
        args.code,
        args.name,
        parse_amount(args.price, currency),
        Terms(args.visits, args.months, args.service),
        args.barcode,
        args.points_factor,
    )
    return _defined(context.services.packages.add(new, context.act), currency)


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    changes = PackageChanges(
        args.name,
        None if args.price is None else parse_amount(args.price, currency),
        args.visits,
        args.months,
        args.service,
        args.barcode,
        args.points_factor,
    )
    return _defined(context.services.packages.edit(args.code, changes, context.act).after, currency)


def _list(context: Context, _: argparse.Namespace) -> Reply:
    currency, found = context.shop.currency, context.services.packages.all()
    return Reply({"packages": [_data(one, currency) for one in found]}, (_table(found, currency),))


def _sell(context: Context, args: argparse.Namespace) -> Reply:
    package = context.services.packages.get(args.code)
    request = SaleRequest(
        context.act,
        context.customer(args.customer, living=True),
        items=(ItemQuantity(package.item.code),),
        payments=payments(args.pay, context.shop.currency),
        served=tuple(map(read_serves, args.served or ())),
    )
    bill = with_pin(context, context.services.till.sale, request)
    return bill_reply(bill, context.shop.day)


def _use(context: Context, args: argparse.Namespace) -> Reply:
    owner: str | None = getattr(args, "from")  # a word of Python
    request = UseRequest(
        context.act,
        context.customer(args.customer, living=True),
        args.code,
        args.count,
        None if owner is None else context.customer(owner, living=True),
        tuple(map(read_serves, args.served or ())),
    )
    return bill_reply(context.services.visits.use(request), context.shop.day)


def _pause(context: Context, args: argparse.Namespace) -> Reply:
    request = PauseRequest(context.act, context.customer(args.customer), args.code)
    return bill_reply(context.services.visits.pause(request), context.shop.day)


def _resume(context: Context, args: argparse.Namespace) -> Reply:
    request = PauseRequest(context.act, context.customer(args.customer), args.code)
    return bill_reply(context.services.visits.resume(request), context.shop.day)


def _extend(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    request = ExtendRequest(context.act, customer, args.code, args.until, args.reason)
    return bill_reply(context.services.visits.extend(request), context.shop.day)


def _defined(package: Package, currency: Currency) -> Reply:
    return Reply(_data(package, currency), (_table([package], currency),))


def _data(package: Package, currency: Currency) -> dict[str, object]:
    item, terms = package.item, package.terms
    return {
        "code": item.code,
        "name": item.name,
        "currency": currency.code,
        "price": Money(item.price, currency),
        "visits": terms.visits,
        "months": terms.months,
        "service": terms.service,
        "barcode": item.barcode,
        "points_factor": item.points_factor,
        "active": item.active,
    }


def _table(packages: Sequence[Package], currency: Currency) -> Table:
    return Table(
        (
            *(
                N_("Code"),
                N_("Name"),
                N_("Package price"),
                N_("Number of visits"),
                N_("Months"),
                N_("Service"),
            ),
            *(N_("Barcode"), N_("Points factor"), N_("State")),
        ),
        [
            (
                one.item.code,
                one.item.name,
                Money(one.item.price, currency),
                one.terms.visits,
                one.terms.months,
                one.terms.service,
                one.item.barcode,
                f"{one.item.points_factor} %",
                None if one.item.active else Text(OFF),
            )
            for one in packages
        ],
    )


_MONTHS = Argument("--months", N_("how many months they last"), "M", read=read_count)

PACKAGE = Group(
    "package",
    N_("visits that are paid ahead"),
    (
        Command(
            "add",
            N_(
                "add a visit package; without --visits it is a pass, without --months it never ends"
            ),
            _add,
            (
                Argument("code", N_("a short code of its own"), "CODE"),
                Argument("name", N_("what it is called"), "NAME"),
                Argument("price", N_("what one costs"), "PRICE"),
                Argument("--visits", N_("how many visits"), "N", read=read_count),
                _MONTHS,
                Argument("--service", N_("the item it is for"), "CODE"),
                *NEW_OPTIONS,
            ),
            writes=True,
        ),
        Command("list", N_("show all visit packages"), _list),
        Command(
            "edit",
            N_("change a visit package, for what is sold from now on"),
            _edit,
            (
                _CODE,
                Argument("--name", N_("what it is called"), "NAME"),
                Argument("--price", N_("what one costs"), "PRICE"),
                Argument("--visits", N_("how many visits"), "N", read=read_count),
                Argument(
                    "--months", N_("how many months they last; 0: no end"), "M", read=read_count
                ),
                Argument("--service", N_("the item it is for; an empty text for none"), "CODE"),
                *EDIT_OPTIONS,
            ),
            writes=True,
        ),
        Command(
            "sell",
            N_("sell one to a customer"),
            _sell,
            (_CUSTOMER, _CODE, PAY, SERVED),
            writes=True,
            dating=Dating.GIVEN,
        ),
        Command(
            "use",
            N_("use visits, what ends first first"),
            _use,
            (
                _CUSTOMER,
                _CODE,
                Argument("--count", N_("how many visits"), "N", read=read_count, default=1),
                Argument("--from", N_("whose package it is, in a household"), "OWNER"),
                SERVED,
            ),
            writes=True,
            dating=Dating.GIVEN,
        ),
        Command(
            "pause",
            N_("let it stand still: nothing ends, nothing is used"),
            _pause,
            (_CUSTOMER, _CODE),
            writes=True,
            dating=Dating.FOLLOWS,
        ),
        Command(
            "resume",
            N_("let it go on; it ends later by the days paused"),
            _resume,
            (_CUSTOMER, _CODE),
            writes=True,
            dating=Dating.FOLLOWS,
        ),
        Command(
            "extend",
            N_("let what is left last longer, or bring back what has ended"),
            _extend,
            (
                _CUSTOMER,
                _CODE,
                Argument("--until", N_("the last day"), "DATE", read=read_date, required=True),
                reason(*ExtensionReason, required=True),
            ),
            writes=True,
            dating=Dating.FOLLOWS,
        ),
    ),
)
