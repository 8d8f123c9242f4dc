"""Words of the till that several pages say: how something is paid, why it was taken back."""

from collections.abc import Sequence

from smbcrm.core.i18n import N_
from smbcrm.membership.sales.codes import Means, VoidReason
from smbcrm.ui.desk import Desk

_MEANS = {
    Means.CASH: N_("cash"),
    Means.CARD: N_("card"),
    Means.WECHAT: N_("WeChat Pay"),
    Means.ALIPAY: N_("Alipay"),
    Means.TRANSFER: N_("transfer"),
    Means.OTHER: N_("other payment"),
    Means.STORED: N_("stored value"),
    Means.CREDIT: N_("store credit"),
    Means.POINTS: N_("points"),
}
VOIDED = {
    VoidReason.WRONG_AMOUNT: N_("wrong amount"),
    VoidReason.WRONG_CUSTOMER: N_("wrong customer"),
    VoidReason.WRONG_ITEM: N_("wrong item"),
    VoidReason.WRONG_PAYMENT: N_("wrong payment"),
    VoidReason.TWICE: N_("recorded twice"),
    VoidReason.CUSTOMER_CHANGED_MIND: N_("the customer changed their mind"),
    VoidReason.TEST: N_("a test"),
    VoidReason.OTHER: N_("another reason"),
}
"""Why something was taken back, as message ids."""


def means_words(desk: Desk, means: Sequence[Means]) -> str:
    """Return how something was paid: stored value, cash."""
    return desk.say(N_(", ")).join(desk.say(_MEANS[one]) for one in means)
