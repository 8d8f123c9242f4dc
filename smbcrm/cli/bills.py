"""The answer of everything recorded at the till: its bill."""

from collections.abc import Mapping, Sequence

from smbcrm.cli.command import Facts, Part, Reply, Table
from smbcrm.cli.wording import named, worded
from smbcrm.core.clock import BusinessDay, parse_instant
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.core.percentages import percent_text
from smbcrm.core.written import quantity_text
from smbcrm.membership.bills.types import (
    Balances,
    Bill,
    BillCustomer,
    BillLine,
    BillPayment,
    BillReward,
    BillServer,
    BillVisits,
    BillVoucher,
)
from smbcrm.membership.ledger.words import kind_words
from smbcrm.membership.sales.codes import MEANS_NAMES
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE
from smbcrm.membership.vouchers.kinds.kind import Worth
from smbcrm.membership.vouchers.types import effect_of


def bill_reply(bill: Bill, day: BusinessDay) -> Reply:
    """Return what the till answers; times are shown as the shop's clocks show them."""
    return Reply(_data(bill), _parts(bill, day))


def balances_data(owned: Balances, currency: Currency) -> dict[str, object]:
    """Return what a customer owns, for JSON."""
    return {
        "currency": currency.code,
        "stored_value": Money(owned.stored, currency),
        "principal": Money(owned.principal, currency),
        "gift": Money(owned.gift, currency),
        "store_credit": Money(owned.credit, currency),
        "points": owned.points,
    }


def balances_facts(owned: Balances, currency: Currency) -> Facts:
    """Return what a customer owns, for people."""
    return Facts(
        [
            (N_("Stored value"), Money(owned.stored, currency)),
            (N_("Paid part"), Money(owned.principal, currency)),
            (N_("Gift part"), Money(owned.gift, currency)),
            (N_("Store credit"), Money(owned.credit, currency)),
            (N_("Points"), owned.points),
        ]
    )


def _data(bill: Bill) -> dict[str, object]:
    currency = bill.currency
    return {
        "operation": bill.operation,
        "kind": bill.kind,
        "bill_number": bill.bill_number,
        "business_date": bill.business_date,
        "recorded_at": bill.recorded_at,
        "staff": bill.staff,
        "served": [{"staff": one.name, "share": one.share} for one in bill.servers],
        "terminal": bill.terminal,
        "customer": None if bill.customer is None else _customer_data(bill.customer),
        "currency": currency.code,
        "amount": Money(bill.amount, currency),
        "lines": [_line_data(line, currency) for line in bill.lines],
        "gross": Money(bill.gross, currency),
        "discount": Money(bill.discount, currency),
        "tax": None if bill.tax is None else Money(bill.tax, currency),
        "payments": [_payment_data(payment, currency) for payment in bill.payments],
        "gift": Money(bill.gift, currency),
        "points": bill.points,
        "before": balances_data(bill.before, currency),
        "after": balances_data(bill.after, currency),
        "reverses": bill.reverses,
        "refunds": bill.refunds,
        "again_until": bill.again_until,
        "visits": [_visits_data(visits) for visits in bill.visits],
        "vouchers": [_voucher_data(voucher, currency) for voucher in bill.vouchers],
        "reward": None if bill.reward is None else _reward_data(bill.reward),
        "gift_spent": Money(bill.gift_spent, currency) if bill.gift_spent else None,
    }


def _customer_data(customer: BillCustomer) -> dict[str, object]:
    return {
        "code": customer.code,
        "full_name": customer.name,
        "card": customer.card or None,
        "tier": customer.tier,
    }


def _reward_data(reward: BillReward) -> dict[str, object]:
    return {"code": reward.code, "name": reward.name, "quantity": reward.quantity}


def value_data(kind: str, value: int | None, currency: Currency) -> Money | str | None:
    """Return what a voucher of a kind takes off, for JSON: an amount, a percentage, or nothing."""
    known = BY_CODE.get(kind)
    if known is None or value is None:
        return None
    return percent_text(value) if known.worth is Worth.PERCENT else Money(value, currency)


def _voucher_data(voucher: BillVoucher, currency: Currency) -> dict[str, object]:
    return {
        "voucher": voucher.code,
        "name": voucher.name,
        "kind": voucher.kind,
        "currency": currency.code,
        "value": value_data(voucher.kind, voucher.value, currency),
        "moved": voucher.moved,
        "amount": Money(voucher.amount, currency),
        "until": voucher.until,
    }


def _visits_data(visits: BillVisits) -> dict[str, object]:
    data: dict[str, object] = {
        "package": visits.code,
        "name": visits.name,
        "moved": visits.moved,
        "left": visits.left,
        "until": visits.until,
    }
    return data if visits.used is None else data | {"used": visits.used}


def _line_data(line: BillLine, currency: Currency) -> dict[str, object]:
    return {
        "item": line.code or None,
        "name": line.name or None,
        "quantity": quantity_text(line.quantity),
        "currency": currency.code,
        "price": Money(line.price, currency),
        "gross": Money(line.gross, currency),
    }


def _payment_data(payment: BillPayment, currency: Currency) -> dict[str, object]:
    known: Mapping[str, int | None] = {
        "given": payment.given,
        "change": payment.change,
        "principal": payment.principal,
        "gift": payment.gift,
    }
    data: dict[str, object] = {
        "means": payment.means,
        "currency": currency.code,
        "amount": Money(payment.amount, currency),
    }
    if payment.points is not None:
        data["points"] = payment.points
    return data | {
        name: Money(amount, currency) for name, amount in known.items() if amount is not None
    }


def _parts(bill: Bill, day: BusinessDay) -> list[Part]:
    currency, customer = bill.currency, bill.customer
    parts: list[Part] = [
        Facts(
            [
                (N_("Operation"), bill.operation),
                (N_("Kind"), kind_words(bill.kind)),
                (N_("Takes back"), bill.reverses),
                (N_("Refund of"), bill.refunds),
                (N_("Bill number"), bill.bill_number),
                (N_("Business date"), bill.business_date),
                (N_("Recorded at"), day.local(parse_instant(bill.recorded_at))),
                (N_("Customer"), customer and named(customer.name, customer.code)),
                (N_("Tier"), customer and customer.tier),
                (N_("Served by"), served_words(bill.served)),
                (N_("Amount"), Money(bill.amount, currency)),
                (N_("Discount"), Money(bill.discount, currency) if bill.discount else None),
                (N_("Tax included"), None if bill.tax is None else Money(bill.tax, currency)),
                (N_("Gift"), Money(bill.gift, currency) if bill.gift else None),
                (
                    N_("Gift spent before"),
                    Money(bill.gift_spent, currency) if bill.gift_spent else None,
                ),
                (N_("Valid again until"), bill.again_until),
                (N_("Points"), f"{bill.points:+}" if bill.points else None),
                (N_("Points to earn back first"), -bill.after.points if _owes(bill) else None),
                (N_("Reward"), bill.reward and bill.reward.name),
                (N_("Pieces"), bill.reward and bill.reward.quantity),
            ]
        )
    ]
    if any(line.code for line in bill.lines):
        parts.append(_lines_table(bill.lines, currency))
    if bill.payments:
        parts.append(_payments_table(bill.payments, currency))
    parts += [_visits_table(bill.visits)] if bill.visits else []
    parts += [_vouchers_table(bill.vouchers, currency)] if bill.vouchers else []
    if customer is not None:
        parts += ["", Text(N_("The customer now has:")), balances_facts(bill.after, currency)]
    return parts


def served_words(served: Sequence[BillServer]) -> str | None:
    """Return who served with their shares: Amy 60 · Ben 40; None: who sold."""
    return " · ".join(f"{one.name} {one.share}" for one in served) or None


def _owes(bill: Bill) -> bool:
    """Tell whether it took more points than there were: until then none are redeemed."""
    return bill.points < 0 and bill.after.points < 0


def _lines_table(lines: Sequence[BillLine], currency: Currency) -> Table:
    return Table(
        (N_("Item"), N_("Name"), N_("Quantity"), N_("Price"), N_("Amount")),
        [
            (
                line.code,
                line.name,
                quantity_text(line.quantity),
                Money(line.price, currency),
                Money(line.gross, currency),
            )
            for line in lines
        ],
    )


def _visits_table(packages: Sequence[BillVisits]) -> Table:
    return Table(
        (
            N_("Visit package"),
            N_("Name"),
            N_("Package visits"),
            N_("Used"),
            N_("Left"),
            N_("Valid until"),
        ),
        [
            (
                one.code,
                one.name,
                f"{one.moved:+}" if one.moved else None,
                one.used,
                one.left,
                one.until,
            )
            for one in packages
        ],
    )


def _vouchers_table(vouchers: Sequence[BillVoucher], currency: Currency) -> Table:
    return Table(
        (N_("Voucher"), N_("Name"), N_("What it does"), N_("Off"), N_("Moved"), N_("Valid until")),
        [
            (
                one.code,
                one.name,
                effect_of(one.kind, one.value, one.item, currency),
                Money(one.amount, currency) if one.amount else None,
                f"{one.moved:+}" if one.moved else None,
                one.until,
            )
            for one in vouchers
        ],
    )


def _payments_table(payments: Sequence[BillPayment], currency: Currency) -> Table:
    def money(amount: int | None) -> Money | None:
        return None if amount is None else Money(amount, currency)

    return Table(
        (N_("Paid with"), N_("Amount"), N_("Points"), N_("Given"), N_("Change")),
        [
            (
                worded(MEANS_NAMES, payment.means),
                money(payment.amount),
                payment.points,
                money(payment.given),
                money(payment.change),
            )
            for payment in payments
        ],
    )
