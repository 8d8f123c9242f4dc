"""Why something is given back, put right, handed over, voided or reset: the codes, to choose."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.benefits.types import VoucherVoidReason
from smbcrm.membership.refunds.types import RefundReason
from smbcrm.membership.sales.codes import VoidReason
from smbcrm.membership.spending_pin.types import ResetReason
from smbcrm.membership.value.types import AdjustmentReason, TransferReason
from smbcrm.membership.visits.types import ExtensionReason
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.fields import Chooser

REFUND: Mapping[str, str] = {
    RefundReason.NOT_SATISFIED: N_("Result not as agreed"),
    RefundReason.FAULTY: N_("Faulty"),
    RefundReason.WRONG_ITEM: N_("Wrong item"),
    RefundReason.WRONG_AMOUNT: N_("Wrong amount"),
    RefundReason.CHANGED_MIND: N_("The customer changed their mind"),
    RefundReason.OTHER: N_("Another reason"),
}
VOID: Mapping[str, str] = {
    VoidReason.WRONG_AMOUNT: N_("Wrong amount"),
    VoidReason.WRONG_CUSTOMER: N_("Wrong customer"),
    VoidReason.WRONG_ITEM: N_("Wrong item"),
    VoidReason.WRONG_PAYMENT: N_("Wrong payment"),
    VoidReason.TWICE: N_("Recorded twice"),
    VoidReason.CUSTOMER_CHANGED_MIND: N_("The customer changed their mind"),
    VoidReason.TEST: N_("A test"),
    VoidReason.OTHER: N_("Another reason"),
}
EXTENSION: Mapping[str, str] = {
    ExtensionReason.ILLNESS: N_("Illness"),
    ExtensionReason.SHOP_CLOSED: N_("The shop was closed"),
    ExtensionReason.GOODWILL: N_("Goodwill"),
    ExtensionReason.CORRECTION: N_("A correction"),
    ExtensionReason.OTHER: N_("Another reason"),
}
TRANSFER: Mapping[str, str] = {
    TransferReason.FAMILY: N_("In the family"),
    TransferReason.PRESENT: N_("A present"),
    TransferReason.WRONG_CUSTOMER: N_("Wrong customer"),
    TransferReason.OTHER: N_("Another reason"),
}
ADJUSTMENT: Mapping[str, str] = {
    AdjustmentReason.CORRECTION: N_("A correction"),
    AdjustmentReason.GOODWILL: N_("Goodwill"),
    AdjustmentReason.PROMISED: N_("Promised"),
    AdjustmentReason.OLD_BOOK: N_("From the old book"),
    AdjustmentReason.OTHER: N_("Another reason"),
}
VOUCHER_VOID: Mapping[str, str] = {
    VoucherVoidReason.MISTAKE: N_("Given by mistake"),
    VoucherVoidReason.MISUSE: N_("Misuse"),
    VoucherVoidReason.LOST: N_("It was lost"),
    VoucherVoidReason.CUSTOMER_ASKED: N_("The customer asked for it"),
    VoucherVoidReason.OTHER: N_("Another reason"),
}
RESET: Mapping[str, str] = {
    ResetReason.KNOWN: N_("Known in person"),
    ResetReason.DOCUMENT: N_("Document shown"),
    ResetReason.OTHER: N_("Another reason"),
}


class ReasonChooser(Chooser):
    """A reason that has to be given; nothing is chosen beforehand."""

    def __init__(self, desk: Desk, reasons: Mapping[str, str]) -> None:
        super().__init__(desk.say(N_("Reason, needed")))
        self._desk = desk
        self.offer(reasons)

    @property
    def code(self) -> str:
        """The code of the reason, "" while none is chosen."""
        return str(self.value() or "")

    def offer(self, reasons: Mapping[str, str]) -> None:
        """Offer these; a code that both know stays chosen."""
        chosen = self.value()
        self.set_options([(code, self._desk.say(words), "") for code, words in reasons.items()])
        self.choose(chosen)
        self.show_fine()

    def check(self) -> bool:
        """Tell whether one is chosen; if not, say so and go there."""
        if self.code:
            return True
        self.show_error(self._desk.say(N_("Choose a reason.")))
        self.combo.setFocus()
        return False
