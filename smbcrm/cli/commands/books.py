"""`balance`, `history`, `expire` and `verify`: what is owned, what happened, and its proof."""

import argparse
from collections.abc import Sequence

from smbcrm.cli.bills import balances_data, balances_facts, value_data
from smbcrm.cli.command import Argument, Command, Dating, Facts, Part, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.past_sales import past_data, past_parts
from smbcrm.cli.typed import read_count, read_date
from smbcrm.cli.wording import named
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.audit.types import Figures, Verdict
from smbcrm.membership.bills.types import Balances
from smbcrm.membership.history.types import HistoryRow, Person, VisitsMoved
from smbcrm.membership.ledger.types import AccountKind, Lot
from smbcrm.membership.ledger.words import account_words, kind_words
from smbcrm.membership.packages.types import PackageStanding
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.vouchers.types import Voucher

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")


class DoesNotAddUp(UserError):
    """The books of the shop do not prove themselves."""

    msgid = N_(
        "{count} things do not add up. Do not record anything more, and look at the copies: "
        "smbcrm backup list"
    )


def _balance(context: Context, args: argparse.Namespace) -> Reply:
    services, currency = context.services, context.shop.currency
    customer = context.customer(args.customer)
    shown = services.customers.show(customer)
    standing = services.ledger.standing(customer)
    packages = services.visits.of_customer(customer)
    vouchers = services.benefits.of_customer(customer)
    owned = Balances(standing.principal, standing.gift, standing.credit, standing.points)
    name, code = shown.customer.profile.full_name, shown.customer.code
    data = {
        "customer": {"code": code, "full_name": name, "tier": shown.tier},
        **balances_data(owned, currency),
        "visits": [_visits_data(one) for one in packages],
        "vouchers": [_voucher_data(one, currency) for one in vouchers],
        "lots": [_lot_data(lot, currency) for lot in standing.lots],
    }
    who = Facts([(N_("Customer"), named(name, code)), (N_("Tier"), shown.tier)])
    parts: list[Part] = [who, balances_facts(owned, currency)]
    if packages:
        parts.append(_visits_table(packages))
    if vouchers:
        parts.append(_vouchers_table(vouchers, currency))
    if standing.lots:
        parts.append(_lot_table(standing.lots, currency))
    return Reply(data, parts)


def _visits_data(one: PackageStanding) -> dict[str, object]:
    return {
        "package": one.package.item.code,
        "name": one.package.item.name,
        "left": one.left,
        "until": one.until,
        "paused_since": one.paused,
    }


def _visits_table(packages: Sequence[PackageStanding]) -> Table:
    return Table(
        (N_("Visit package"), N_("Name"), N_("Left"), N_("Valid until"), N_("Paused since")),
        [
            (one.package.item.code, one.package.item.name, one.left, one.until, one.paused)
            for one in packages
        ],
    )


def _voucher_data(one: Voucher, currency: Currency) -> dict[str, object]:
    return {
        "voucher": one.code,
        "name": one.name,
        "kind": one.kind_code,
        "currency": currency.code,
        "value": value_data(one.kind_code, one.value, currency),
        "minimum": Money(one.minimum, currency),
        "from": one.first_day,
        "until": one.lot.expires_on,
    }


def _vouchers_table(vouchers: Sequence[Voucher], currency: Currency) -> Table:
    return Table(
        (
            *(N_("Voucher"), N_("Name"), N_("What it does"), N_("Minimum")),
            *(N_("Valid from"), N_("Valid until")),
        ),
        [
            (
                one.code,
                one.name,
                one.effect(currency),
                Money(one.minimum, currency) if one.minimum else None,
                one.first_day,
                one.lot.expires_on,
            )
            for one in vouchers
        ],
    )


def _lot_data(lot: Lot, currency: Currency) -> dict[str, object]:
    value = _amount(lot, currency)
    data: dict[str, object] = {"kind": _ACCOUNT_KEYS.get(lot.kind, lot.kind)}
    if isinstance(value, Money):
        data["currency"] = currency.code
    if lot.kind is AccountKind.VISITS:
        data["unit"] = lot.unit
    return data | {"remaining": value, "opened_on": lot.opened_on, "expires_on": lot.expires_on}


def _lot_table(lots: Sequence[Lot], currency: Currency) -> Table:
    return Table(
        (N_("Kind"), N_("Left"), N_("From"), N_("Valid until")),
        [(_kind(lot), _amount(lot, currency), lot.opened_on, lot.expires_on) for lot in lots],
    )


def _kind(lot: Lot) -> Text | str:
    """Return what lies in a lot; of visits, the code of their package."""
    if lot.kind is AccountKind.VISITS:
        return lot.unit.partition(":")[2]
    return account_words(lot.kind)


_ACCOUNT_KEYS = {"credit": "store_credit"}


def _amount(lot: Lot, currency: Currency) -> Money | int:
    return Money(lot.remaining, currency) if lot.unit == currency.code else lot.remaining


def _history(context: Context, args: argparse.Namespace) -> Reply:
    services, shop = context.services, context.shop
    customer = context.customer(args.customer)
    known = services.customers.get(customer)
    rows = services.history.of_customer(customer, args.limit)
    past, sales = services.past_sales.of(customer, args.limit)
    data = {
        "customer": {"code": known.code, "full_name": known.profile.full_name},
        "operations": [_row_data(row, shop.currency) for row in rows],
        "past_sales": past_data(past, sales, shop.currency),
    }
    who = Facts([(N_("Customer"), named(known.profile.full_name, known.code))])
    parts = (who, _history_table(rows, shop, customer), *past_parts(past, sales, shop.currency))
    return Reply(data, parts)


def _row_data(row: HistoryRow, currency: Currency) -> dict[str, object]:
    return {
        "operation": row.id,
        "kind": row.kind,
        "bill_number": row.bill_number,
        "business_date": row.business_date,
        "recorded_at": row.recorded_at,
        "staff": row.staff,
        "terminal": row.terminal,
        "currency": currency.code,
        "net": None if row.net is None else Money(row.net, currency),
        "principal": Money(row.principal, currency),
        "gift": Money(row.gift, currency),
        "store_credit": Money(row.credit, currency),
        "points": row.points,
        "visits": row.visits,
        "vouchers": row.vouchers,
        "reason_code": row.reason_code,
        "reverses": row.reverses,
        "reversed_by": row.reversed_by,
        "note": row.note,
        "packages": [_package_data(one) for one in row.packages],
    }


def _package_data(one: VisitsMoved) -> dict[str, object]:
    return {
        "package": one.package,
        "name": one.name,
        "moved": one.moved,
        "owner": _person_data(one.owner),
        "used_by": None if one.user is None else _person_data(one.user),
    }


def _person_data(who: Person) -> dict[str, object]:
    return {"code": who.code, "full_name": who.full_name}


def _package_words(one: VisitsMoved, customer: int) -> Text | str:
    """Return a package with what came or went, and who else owns it or used it."""
    what = f"{one.name} {one.moved:+}" if one.moved else one.name
    if one.owner.id != customer:
        other, words = one.owner, N_("{what}, from {name}")
    elif one.user is not None and one.user.id != customer:
        other, words = one.user, N_("{what}, by {name}")
    else:
        return what
    return Text(words, {"what": what, "name": other.full_name or other.code})


def _history_table(rows: Sequence[HistoryRow], shop: Shop, customer: int) -> Table:
    def money(amount: int | None) -> Money | None:
        return Money(amount, shop.currency) if amount else None

    heads = (
        *(N_("Date"), N_("Kind"), N_("Bill"), N_("Net"), N_("Paid part"), N_("Gift part")),
        *(
            N_("Store credit"),
            N_("Points"),
            N_("Package visits"),
            N_("Package"),
            N_("Vouchers"),
            N_("Operation"),
            N_("Taken back by"),
            N_("Note"),
        ),
    )
    return Table(
        heads,
        [
            (
                row.business_date,
                kind_words(row.kind),
                row.bill_number,
                money(row.net),
                money(row.principal),
                money(row.gift),
                money(row.credit),
                row.points or None,
                row.visits or None,
                [_package_words(one, customer) for one in row.packages],
                row.vouchers or None,
                row.id,
                row.reversed_by,
                row.note,
            )
            for row in rows
        ],
    )


def _expire(context: Context, args: argparse.Namespace) -> Reply:
    count = context.services.ledger.expire(context.act, args.as_of)
    said = Text(N_("Lots that have ended: {count}"), {"count": count})
    return Reply({"expired_lots": count}, (said,))


def _verify(context: Context, _: argparse.Namespace) -> Reply:
    verdict = context.services.audit.verify()
    parts: list[Part] = [_figures(verdict.figures), "", *verdict.findings, *verdict.notes]
    if verdict.clean:
        return Reply(_verdict_data(verdict), [*parts, Text(N_("Everything adds up."))])
    return Reply(_verdict_data(verdict), parts, DoesNotAddUp(count=len(verdict.findings)))


def _verdict_data(verdict: Verdict) -> dict[str, object]:
    figures = verdict.figures
    return {
        "clean": verdict.clean,
        "findings": list(verdict.findings),
        "notes": list(verdict.notes),
        "operations": figures.operations,
        "entries": figures.entries,
        "accounts": figures.accounts,
        "lots": figures.lots,
        "head_hash": figures.head_hash,
    }


def _figures(figures: Figures) -> Facts:
    return Facts(
        [
            (N_("Operations"), figures.operations),
            (N_("Entries"), figures.entries),
            (N_("Accounts"), figures.accounts),
            (N_("Lots"), figures.lots),
            (N_("End of the chain"), figures.head_hash),
        ]
    )


BALANCE = Command("balance", N_("what a customer owns"), _balance, (_CODE,))

HISTORY = Command(
    "history",
    N_("what happened, newest first"),
    _history,
    (_CODE, Argument("--limit", N_("at most so many"), "N", read=read_count, default=50)),
)

EXPIRE = Command(
    "expire",
    N_("book what has ended"),
    _expire,
    (
        Argument(
            "--as-of", N_("what was due on that business date; else today"), "DATE", read=read_date
        ),
    ),
    writes=True,
    dating=Dating.FOLLOWS,
)

VERIFY = Command("verify", N_("prove the books"), _verify)
