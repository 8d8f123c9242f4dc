"""What an e-bill says, in the words of its language."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from smbcrm.core.i18n import N_, NN_, Translator
from smbcrm.exports.pdf.paper_words import PaperWords
from smbcrm.membership.bills.types import Bill, BillCustomer, BillPayment, BillVoucher
from smbcrm.membership.sales.codes import MEANS_NAMES
from smbcrm.membership.vouchers.types import effect_of

_FINEST_RATE = Decimal("0.0001")
_HAN = range(0x3400, 0x40000)


@dataclass(frozen=True, slots=True)
class BillWords(PaperWords):
    """Figures, dates and names as they stand on a bill."""

    @classmethod
    def of(cls, bill: Bill, translator: Translator) -> "BillWords":
        """Return the words for a bill in one language."""
        return cls(translator, bill.currency)

    def moment(self, bill: Bill) -> str:
        """Return the business date, and when it was recorded as far as that is known.

        The time alone where it was recorded on that very day; else with its date, because it was
        dated back, or belongs to the evening before.
        """
        day = dt.date.fromisoformat(bill.business_date)
        if not bill.local_time:
            return self.date(day)
        local = dt.datetime.fromisoformat(bill.local_time)
        wall = local.date()
        time = f"{local.hour}:{local.minute:02}"
        moment = self.say(N_("{date}, {time}"), date=self.date(wall), time=time)
        if wall == day:
            return moment
        return self.say(N_("{date}, recorded {moment}"), date=self.date(day), moment=moment)

    def number_of(self, bill: Bill) -> str:
        """Return the bill number with its word; nothing where the bill has none."""
        if bill.bill_number is None:
            return ""
        return self.say(N_("Bill {number}"), number=bill.bill_number)

    def percent(self, rate: str) -> str:
        """Return a rate as a percentage without its sign: 1/5 is 20, 3/40 is 7.5."""
        share = Fraction(rate) * 100
        percent = Decimal(share.numerator) / share.denominator
        return f"{percent.quantize(_FINEST_RATE).normalize():f}"

    def called(self, customer: BillCustomer | None) -> str:
        """Return how a customer is spoken to: by the given name, in Chinese by the whole name."""
        if customer is None:
            return ""
        chinese = self.translator.language.startswith("zh")
        if chinese or any(ord(character) in _HAN for character in customer.name):
            return customer.name
        return customer.given_name or customer.name

    def voucher(self, one: BillVoucher, *, until: bool = False) -> str:
        """Return what a voucher is called, what it does and its code; with `until` its last day."""
        effect = effect_of(one.kind, one.value, one.item, self.currency)
        said = self.translator.render(effect)
        told = self.say(N_("{name}, {effect} ({code})"), name=one.name, effect=said, code=one.code)
        if not until or one.until is None:
            return told
        date = self.date(dt.date.fromisoformat(one.until))
        return self.say(N_("{voucher}, valid until {date}"), voucher=told, date=date)

    def paid(self, payment: BillPayment, *, back: bool = False) -> str:
        """Return how a part was paid, or with `back` how it went back, without its amount."""
        if payment.principal is not None and payment.gift is not None:
            said = N_("from stored value: paid part {paid}, gift part {gift}")
            if back:
                said = N_("to stored value: paid part {paid}, gift part {gift}")
            paid, gift = self.sum(payment.principal), self.sum(payment.gift)
            return self.say(said, paid=paid, gift=gift)
        if payment.given is not None and payment.change:
            return self.say(
                N_("Cash: {given} given, {change} change"),
                given=self.sum(payment.given),
                change=self.sum(payment.change),
            )
        if payment.points is not None:
            return self.count(NN_("{count} point", "{count} points"), payment.points)
        return self.say(MEANS_NAMES.get(payment.means, payment.means))
