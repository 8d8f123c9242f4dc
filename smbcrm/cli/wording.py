"""The codes of the domain in words, for people; JSON and what is typed keep the codes."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.cards.types import CardState
from smbcrm.membership.items.types import ItemKind
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.sales.types import Means

KINDS = {
    OperationKind.SALE: N_("Sale"),
    OperationKind.TOP_UP: N_("Top up"),
    OperationKind.REDEMPTION: N_("Redemption"),
    OperationKind.OPENING: N_("Opening balance"),
    OperationKind.EXPIRY: N_("Expiry"),
    OperationKind.REVERSAL: N_("Reversal"),
}

MEANS = {
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

ACCOUNTS = {
    AccountKind.PRINCIPAL: N_("Paid part"),
    AccountKind.GIFT: N_("Gift part"),
    AccountKind.CREDIT: N_("Store credit"),
    AccountKind.POINTS: N_("Points"),
    AccountKind.VISITS: N_("Visit package"),
    AccountKind.VOUCHERS: N_("Vouchers"),
}

CARD_STATES = {
    CardState.ISSUED: N_("issued"),
    CardState.ACTIVE: N_("active"),
    CardState.FROZEN: N_("frozen"),
    CardState.LOST: N_("lost"),
    CardState.REPLACED: N_("replaced"),
    CardState.EXPIRED: N_("expired"),
    CardState.VOID: N_("void"),
}

ITEM_KINDS = {ItemKind.SERVICE: N_("service"), ItemKind.PRODUCT: N_("product")}


def worded(words: Mapping[str, str], code: str) -> Text:
    """Return the words of a code; the code itself where a later version wrote it."""
    return Text(words.get(code, code))
