"""Vouchers as cards that are handed to their customers: what each gives, until when, for whom."""

from collections.abc import Sequence

from smbcrm.core.clock import Clock
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.benefits.types import NoVouchers, VoucherCard, VoucherCards
from smbcrm.membership.reports.document import Letterhead
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.vouchers import rules
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE
from smbcrm.membership.vouchers.steps import voucher_called
from smbcrm.membership.vouchers.types import Voucher

_NOT_PAID_OUT = Text(N_("It counts once and is not paid out."))


def voucher_cards(work: TillWork, clock: Clock, codes: Sequence[str]) -> VoucherCards:
    """Return vouchers as cards, in this order, each once, in the language of its customer.

    Raises NoVouchers, UnknownVoucher, and VoucherUsed, VoucherExpired or VoucherIsVoid for one
    that is over.
    """
    shop, now = work.settings.shop(), clock.now()
    today = shop.day.date(now)
    if not codes:
        raise NoVouchers
    found = {one.code: one for one in (voucher_called(work, code) for code in codes)}
    for one in found.values():
        if (refused := rules.dead(one, today)) is not None:
            raise refused
    cards = []
    for one in found.values():
        known = None if one.holder is None else work.customers.addressee(one.holder, today)
        name = known.full_name if known else ""
        cards.append(_card(one, shop, name, (known.language if known else "") or shop.language))
    head = Letterhead(shop.name, shop.address, shop.phone)
    return VoucherCards(head, shop.currency, now, tuple(cards))


def _card(voucher: Voucher, shop: Shop, customer: str, language: str) -> VoucherCard:
    known = BY_CODE.get(voucher.kind_code)
    own = (Text(known.terms),) if known is not None and known.terms else ()
    return VoucherCard(
        code=voucher.code,
        language=language,
        customer=customer,
        name=voucher.name,
        gives=voucher.effect(shop.currency),
        terms=(*own, _NOT_PAID_OUT),
        minimum=voucher.minimum,
        first_day=voucher.first_day,
        last_day=voucher.lot.expires_on,
    )
