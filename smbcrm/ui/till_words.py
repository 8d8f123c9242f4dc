"""Words of the till that several pages say: how something is paid."""

from collections.abc import Sequence

from smbcrm.core.i18n import N_
from smbcrm.membership.sales.codes import Means
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


def means_words(desk: Desk, means: Sequence[Means]) -> str:
    """Return how something was paid: stored value, cash."""
    return desk.say(N_(", ")).join(desk.say(_MEANS[one]) for one in means)
