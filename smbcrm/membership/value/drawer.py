"""Cash that goes into the drawer or out of it without a sale."""

from typing import Protocol

from smbcrm.core.clock import Clock
from smbcrm.core.money import Currency, Money
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.dayclose.ports import DayCloseWork
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.closing import TillDay
from smbcrm.membership.ledger.posting import post
from smbcrm.membership.ledger.postings import Posting
from smbcrm.membership.ledger.types import House, OperationKind
from smbcrm.membership.sales.desk import ask, blank_bill, close_desk, open_desk
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.rules import check_amount, check_reason
from smbcrm.membership.value.types import CashReason, CashRequest, FloatIsThere, NothingMoves


class CashWork(TillWork, DayCloseWork, Protocol):
    """The slice of a unit of work that moves cash: what the last close left matters."""


def cash(work: CashWork, clock: Clock, request: CashRequest) -> Bill:
    """Note cash that goes into the drawer or out; the same again returns the first bill."""
    arguments = {
        "amount": request.amount,
        "reason": request.reason,
        "again": request.again or None,
    }
    asked = ask(work, OperationKind.CASH, request.act, arguments)
    if asked.first is not None:
        return asked.first
    reason = check_reason(request.reason, list(CashReason))
    if not request.amount:
        raise NothingMoves
    desk = open_desk(work, clock, request.act, asked)
    currency = desk.shop.currency
    check_amount(abs(request.amount), currency)
    if reason == CashReason.FLOAT and not request.again:
        _check_float(work, TillDay(desk.date, desk.request.terminal), request.amount, currency)
    operation = post(
        work,
        Posting(
            kind=OperationKind.CASH,
            request=desk.request,
            business_date=desk.date,
            entries=(
                ledger.house(House.CASH, currency.code, -request.amount),
                ledger.house(House.ADJUSTMENT, currency.code, request.amount),
            ),
            reason_code=reason,
            note=desk.note,
        ),
    )
    return close_desk(
        work, desk, operation, blank_bill(work, desk, operation, request.amount, None)
    )


def _check_float(work: CashWork, day: TillDay, amount: int, currency: Currency) -> None:
    """Raise FloatIsThere for the very sum that the last close left in the drawer.

    That is the float already; somebody who notes it once more would have it counted twice. Whoever
    put in as much again says so: it is float all the same, so that a float which is typed at the
    close still is the whole of it.
    """
    if amount == work.day_closes.kept_before(day):
        raise FloatIsThere(amount=Money(amount, currency))
