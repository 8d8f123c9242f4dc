"""A voucher as a document that is handed to its customer: what it does, until when, its code."""

from collections.abc import Iterator

from smbcrm.core.clock import Clock
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.membership.benefits.types import VoucherPaper
from smbcrm.membership.reports.document import Coded, Document, Fact, Letterhead, Value
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.vouchers import rules
from smbcrm.membership.vouchers.steps import owner_of, voucher_called
from smbcrm.membership.vouchers.types import Voucher


def voucher_paper(work: TillWork, clock: Clock, code: str) -> VoucherPaper:
    """Return a voucher to be handed over, in its customer's language.

    Raises UnknownVoucher, and VoucherUsed, VoucherExpired or VoucherIsVoid for one that is over.
    """
    voucher, shop, now = voucher_called(work, code), work.settings.shop(), clock.now()
    today = shop.day.date(now)
    refused = rules.dead(voucher, today)
    if refused is not None:
        raise refused
    known = None if voucher.holder is None else work.customers.addressee(voucher.holder, today)
    document = Document(
        "voucher",
        Text(N_("Voucher {code}"), {"code": voucher.code}),
        Letterhead(shop.name, shop.address, shop.phone),
        shop.currency,
        today,
        now,
        tuple(_facts(work, voucher, shop)),
        (),
    )
    return VoucherPaper(document, (known.language if known else "") or shop.language)


def _facts(work: TillWork, voucher: Voucher, shop: Shop) -> Iterator[Fact]:
    effect = Coded(voucher.kind_code, voucher.effect(shop.currency))
    yield Fact("effect", N_("What it does"), effect)
    yield Fact("name", N_("Name"), voucher.name)
    yield Fact("customer", N_("Customer"), owner_of(work, voucher))
    if voucher.minimum:
        yield Fact("minimum", N_("Minimum"), Money(voucher.minimum, shop.currency))
    if voucher.first_day is not None:
        yield Fact("from", N_("Valid from"), voucher.first_day)
    ends: Value = voucher.lot.expires_on or Coded(None, Text(N_("no end")))
    yield Fact("until", N_("Valid until"), ends)
