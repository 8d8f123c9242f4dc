"""The e-bill as the text that is stored with its operation."""

import json
from dataclasses import fields
from typing import Any

from smbcrm.core.money import Currency
from smbcrm.membership.bills.types import (
    Balances,
    Bill,
    BillCustomer,
    BillLine,
    BillPayment,
    BillReward,
    BillServer,
    BillShop,
    BillVisits,
    BillVoucher,
)

VERSION = 1

# The names of the fields in their order. `dataclasses.asdict` copies every value deeply, which
# takes longer than all the rest of writing a bill.
_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (
        Bill,
        BillShop,
        BillCustomer,
        BillLine,
        BillPayment,
        BillVisits,
        BillVoucher,
        BillReward,
        Balances,
        Currency,
    )
}


def encode(bill: Bill) -> str:
    """Return the stored text of a bill."""
    return _WRITER.encode({"version": VERSION, **_values(bill)})


def _values(part: object) -> dict[str, object]:
    """Return a bill, or a part of one, as names and values; parts are left as they are."""
    return {name: getattr(part, name) for name in _FIELDS[type(part)]}


_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_values)


def decode(text: str) -> Bill:
    """Return the bill of a stored text."""
    data: dict[str, Any] = json.loads(text)
    data.pop("version")
    customer, reward = data.pop("customer"), data.pop("reward", None)
    return Bill(
        currency=Currency(**data.pop("currency")),
        shop=BillShop(**data.pop("shop")),
        customer=None if customer is None else BillCustomer(**customer),
        lines=tuple(BillLine(**line) for line in data.pop("lines")),
        payments=tuple(BillPayment(**payment) for payment in data.pop("payments")),
        visits=tuple(BillVisits(**visits) for visits in data.pop("visits", ())),
        vouchers=tuple(BillVoucher(**voucher) for voucher in data.pop("vouchers", ())),
        served=tuple(BillServer(*one) for one in data.pop("served", ())),
        reward=None if reward is None else BillReward(**reward),
        before=Balances(**data.pop("before")),
        after=Balances(**data.pop("after")),
        **data,
    )
