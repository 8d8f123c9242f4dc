"""The e-bill as the text that is stored with its operation."""

import json
from dataclasses import asdict
from typing import Any

from smbcrm.core.money import Currency
from smbcrm.membership.bills.types import (
    Balances,
    Bill,
    BillCustomer,
    BillLine,
    BillPayment,
    BillShop,
)

VERSION = 1


def encode(bill: Bill) -> str:
    """Return the stored text of a bill."""
    return json.dumps(
        {"version": VERSION, **asdict(bill)}, ensure_ascii=False, separators=(",", ":")
    )


def decode(text: str) -> Bill:
    """Return the bill of a stored text."""
    data: dict[str, Any] = json.loads(text)
    data.pop("version")
    customer = data.pop("customer")
    return Bill(
        currency=Currency(**data.pop("currency")),
        shop=BillShop(**data.pop("shop")),
        customer=None if customer is None else BillCustomer(**customer),
        lines=tuple(BillLine(**line) for line in data.pop("lines")),
        payments=tuple(BillPayment(**payment) for payment in data.pop("payments")),
        before=Balances(**data.pop("before")),
        after=Balances(**data.pop("after")),
        **data,
    )
