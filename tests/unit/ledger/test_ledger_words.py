"""The codes of the ledger have words, whatever page, paper or command says them."""

import pytest

from smbcrm.membership.benefits.types import VoucherVoidReason
from smbcrm.membership.ledger.words import reason_words
from smbcrm.membership.refunds.types import RefundReason
from smbcrm.membership.sales.codes import VoidReason
from smbcrm.membership.spending_pin.types import ResetReason
from smbcrm.membership.value.types import AdjustmentReason, CashReason, TransferReason
from smbcrm.membership.visits.types import ExtensionReason
from smbcrm.membership.vouchers.types import GROUND_GONE
from tests.helpers.reports import words as translator

BY_HAND = (
    *VoidReason,
    *RefundReason,
    *AdjustmentReason,
    *CashReason,
    *TransferReason,
    *ExtensionReason,
    *ResetReason,
    *VoucherVoidReason,
)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
@pytest.mark.parametrize("code", sorted({*map(str, BY_HAND), *GROUND_GONE}))
def test_every_reason_has_words(code: str, language: str) -> None:
    assert not translator(language).render(reason_words(code)).isascii()


def test_a_reason_of_a_later_version_is_its_code() -> None:
    assert reason_words("eclipse").msgid == "eclipse"
