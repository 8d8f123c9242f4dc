"""The codes of the ledger in words, for people; JSON and what is typed keep the codes."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.ledger.types import AccountKind, OperationKind

_KINDS: Mapping[str, str] = {
    OperationKind.SALE: N_("Sale"),
    OperationKind.TOP_UP: N_("Top up"),
    OperationKind.REDEMPTION: N_("Redemption"),
    OperationKind.OPENING: N_("Opening balance"),
    OperationKind.EXPIRY: N_("Expiry"),
    OperationKind.REVERSAL: N_("Reversal"),
    OperationKind.REFUND: N_("Refund"),
    OperationKind.WITHDRAWAL: N_("Withdrawal"),
    OperationKind.TRANSFER: N_("Transfer of value"),
    OperationKind.ADJUSTMENT: N_("Adjustment"),
    OperationKind.CASH: N_("Cash in or out"),
    OperationKind.VISIT_USE: N_("Visit used"),
    OperationKind.PAUSE: N_("Package paused"),
    OperationKind.RESUME: N_("Package goes on"),
    OperationKind.EXTENSION: N_("Package extended"),
    OperationKind.VOUCHER_ISSUE: N_("Voucher issued"),
    OperationKind.VOUCHER_VOID: N_("Voucher made void"),
}
_ACCOUNTS: Mapping[str, str] = {
    AccountKind.PRINCIPAL: N_("Paid part"),
    AccountKind.GIFT: N_("Gift part"),
    AccountKind.CREDIT: N_("Store credit"),
    AccountKind.POINTS: N_("Points"),
    AccountKind.VISITS: N_("Visit package"),
    AccountKind.VOUCHERS: N_("Vouchers"),
}
_REASONS: Mapping[str, str] = {
    "wrong_amount": N_("wrong amount"),
    "wrong_customer": N_("wrong customer"),
    "wrong_item": N_("wrong item"),
    "wrong_payment": N_("wrong payment"),
    "twice": N_("recorded twice"),
    "customer_changed_mind": N_("the customer changed their mind"),
    "changed_mind": N_("the customer changed their mind"),
    "test": N_("a test"),
    "faulty": N_("faulty"),
    "not_satisfied": N_("result not as agreed"),
    "correction": N_("a correction"),
    "goodwill": N_("goodwill"),
    "promised": N_("promised"),
    "old_book": N_("from the old book"),
    "family": N_("in the family"),
    "present": N_("a present"),
    "float": N_("float"),
    "bank": N_("bank"),
    "purchase": N_("a purchase"),
    "illness": N_("illness"),
    "shop_closed": N_("the shop was closed"),
    "known_in_person": N_("staff know them in person"),
    "document_shown": N_("they showed a document"),
    "mistake": N_("a mistake"),
    "misuse": N_("misuse"),
    "lost": N_("it was lost"),
    "customer_asked": N_("the customer asked"),
    "nothing_kept": N_("the friend has kept nothing"),
    "not_entered": N_("the tier was never entered"),
    "too_little_kept": N_("too little was kept for the tier"),
    "given_up": N_("given up before an erase"),
    "other": N_("another reason"),
}


def kind_words(kind: str) -> Text:
    """Return what happened in words; the code itself where a later version wrote it."""
    return Text(_KINDS.get(kind, kind))


def account_words(kind: str) -> Text:
    """Return a kind of account in words; the code itself where a later version made it."""
    return Text(_ACCOUNTS.get(kind, kind))


def reason_words(code: str) -> Text:
    """Return why something was done in words; the code itself where a later version wrote it."""
    return Text(_REASONS.get(code, code))


def happened_words(kind: str, target: str | None) -> Text:
    """Return what happened in words; a reversal names the kind of what it took back."""
    if target is None:
        return kind_words(kind)
    return Text(N_("Reversal: {kind}"), {"kind": kind_words(target)})
