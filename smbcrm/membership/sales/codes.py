"""The till: how is paid and why is voided, as it is written down, and the bounds of it."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from smbcrm.core.i18n import N_
from smbcrm.membership.ledger.types import House

WHOLE = 1000
UNDO_WINDOW = dt.timedelta(minutes=30)


class Means(StrEnum):
    """How a sale is paid."""

    CASH = "cash"
    CARD = "card"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    TRANSFER = "transfer"
    OTHER = "other"
    STORED = "stored"
    CREDIT = "credit"
    POINTS = "points"


MEANS_NAMES: Mapping[str, str] = {
    Means.CASH: N_("Cash"),
    Means.CARD: N_("Bank card"),
    Means.WECHAT: N_("WeChat Pay"),
    Means.ALIPAY: N_("Alipay"),
    Means.TRANSFER: N_("Transfer"),
    Means.OTHER: N_("Other"),
    Means.STORED: N_("Stored value"),
    Means.CREDIT: N_("Store credit"),
    Means.POINTS: N_("Points"),
}
"""The means of payment as titles, for people."""


class VoidReason(StrEnum):
    """Why something is voided: codes, because the ledger holds no free text."""

    WRONG_AMOUNT = "wrong_amount"
    WRONG_CUSTOMER = "wrong_customer"
    WRONG_ITEM = "wrong_item"
    WRONG_PAYMENT = "wrong_payment"
    TWICE = "twice"
    CUSTOMER_CHANGED_MIND = "customer_changed_mind"
    TEST = "test"
    OTHER = "other"


TENDERS: Mapping[Means, House] = {
    Means.CASH: House.CASH,
    Means.CARD: House.CARD,
    Means.WECHAT: House.WECHAT,
    Means.ALIPAY: House.ALIPAY,
    Means.TRANSFER: House.TRANSFER,
    Means.OTHER: House.OTHER,
}
MEANS_OF_TENDER: Mapping[str, Means] = {house.value: means for means, house in TENDERS.items()}
"""The means of payment by the kind of the house account that takes the money."""
