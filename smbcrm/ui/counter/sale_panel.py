"""Record sale (F5): an amount or items, how it is paid, and what it will change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Money
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.cards.scanning import ItemScan, Scan, VoucherScan
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.items.types import Item
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.errors import NotSettled, ShortStored
from smbcrm.membership.sales.proposing import Choice, Way
from smbcrm.membership.sales.quoting import Quote, SaleDraft, SaleQuote
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.counter.amount_row import AmountRow
from smbcrm.ui.counter.day_closed_line import DayClosedLine
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.in_place import Question
from smbcrm.ui.counter.item_lines import ItemLines
from smbcrm.ui.counter.last_look import LastLook, Usual, large_question, look_at_sale, same_question
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import MoneyPanel, for_whom
from smbcrm.ui.counter.money_words import refusal
from smbcrm.ui.counter.notice import Answer, Notice
from smbcrm.ui.counter.panel import TOP_UP
from smbcrm.ui.counter.payment_choice import PaymentChoice
from smbcrm.ui.counter.pin_box import PinBox
from smbcrm.ui.counter.replaced_amount import ReplacedAmount
from smbcrm.ui.counter.servers import Servers
from smbcrm.ui.counter.summary_rows import sale_rows
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.counter.titled_amount import TitledAmount
from smbcrm.ui.counter.top_up_panel import TopUpMemory
from smbcrm.ui.counter.typing_place import TypingPlace
from smbcrm.ui.counter.voucher_row import VoucherRow
from smbcrm.ui.desk import Desk
from smbcrm.ui.quiet import keep_quiet
from smbcrm.ui.sizes import ROOMY
from smbcrm.ui.till_words import means_words


@dataclass(frozen=True, slots=True)
class SaleMemory:
    """A sale that is half typed; `begun` also knows what may have been recorded already."""

    amount: str = ""
    lines: tuple[tuple[Item, int], ...] = ()
    choice: Choice = field(default_factory=Choice)
    served: tuple[Serves, ...] = ()
    begun: Begun | None = None
    vouchers: tuple[str, ...] = ()


class SalePanel(MoneyPanel):
    """A sale of a customer, or of a walk-in where `view` is None."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        say = desk.say
        frame = MoneyFrame(
            desk, "receipt-text", say(N_("Record sale")), for_whom(desk, view), say(N_("Take"))
        )
        super().__init__(desk, view, parent, frame)
        self._tiers: Sequence[Tier] = ()
        self._usual: Usual | None = None
        owned = None if view is None else view.owned
        hint = say(N_("sums work: 58+10"))
        self.amount = TitledAmount(desk, say(N_("Amount")), hint)
        self._replaced = ReplacedAmount(desk, self.amount, frame, self._drop_items)
        self.served = Servers(desk, say(N_("Served by")))
        self.items = ItemLines(desk)
        self.vouchers = VoucherRow(desk, self)
        self.payment = PaymentChoice(desk, owned, None if view is None else view.last_means)
        top = AmountRow(self.amount)
        frame.body.addWidget(DayClosedLine(desk, frame))
        frame.body.addWidget(top)
        frame.body.addWidget(self.items)
        frame.body.addWidget(self.vouchers)
        frame.body.addWidget(self.payment)
        self.pin = PinBox(desk, None if view is None else view.shown.customer.id)
        frame.body.addWidget(self.pin)
        top.add(self.served)
        self._connect()
        self.tab_after(self.served.combo)
        desk.ask(self, desk.services.tiers.all, self._know_tiers, keep_quiet)
        self.quote_again()

    def focus_first(self) -> None:
        """Begin with the amount."""
        self.amount.field.setFocus()

    def escape(self) -> bool:
        """Close the search for items, then what is said in place."""
        if self.items.close_search():
            return True
        return super().escape()

    def take_scan(self, scan: Scan) -> bool:
        """Sell the item or choose the voucher that was scanned, unless this is being written."""
        if self.taking.sending:
            return False
        if isinstance(scan, VoucherScan):
            if self.view is None and not self._typed():
                return False  # the page opens the sale of its owner
            self.vouchers.use(scan, None if self.view is None else self.view.shown.customer.id)
            return True
        if isinstance(scan, ItemScan):
            self.items.add_item(scan.item)
            return True
        return False

    def show_view(self, view: CustomerView) -> None:
        """Take up what the customer owns now."""
        self.payment.show_owned(view.owned)
        super().show_view(view)
        self._ask_vouchers(anew=True)

    def narrow(self, width: int, height: int) -> None:
        """Be lower where there is little room."""
        super().narrow(width, height)
        self.payment.narrow(roomy=height >= ROOMY)
        self.amount.narrow(roomy=height >= ROOMY)
        self.vouchers.narrow(roomy=height >= ROOMY)

    def let_go(self) -> None:
        """Let go of the vouchers that lie here."""
        self.vouchers.let_go()

    def memory(self) -> object:
        """Return what is half typed."""
        return SaleMemory(
            self._replaced.typed,
            self.items.lines,
            self.payment.choice,
            self.served.chosen,
            self.taking.memory(),
            self.vouchers.codes,
        )

    def recall(self, memory: object) -> None:
        """Go on with what was half typed."""
        if not isinstance(memory, SaleMemory):
            return
        self.served.recall(memory.served)
        self.items.recall(memory.lines)
        self.vouchers.recall(memory.vouchers)
        self.payment.recall(memory.choice)
        self._crowd()
        self.amount.type(memory.amount)
        self._items_changed()
        self.go_on(memory.begun)

    def _connect(self) -> None:
        amount = self.amount.field
        amount.changed.connect(self.edited)
        amount.entered.connect(self.enter)
        amount.stepped.connect(self.payment.step)
        self.served.changed.connect(self.edited)
        self.items.changed.connect(self._items_changed)
        self.items.left.connect(amount.setFocus)
        self.vouchers.changed.connect(self.edited)
        self.vouchers.refused.connect(self.say_refusal)
        self.vouchers.shown.connect(self._crowd)
        self.quoting.answered.connect(lambda _quote: self._ask_vouchers())
        self.quoting.failed.connect(lambda _error: self._ask_vouchers())
        self.payment.changed.connect(self.edited)
        self.payment.opened.connect(self._show_detail)
        self.payment.entered.connect(self.enter)
        self.pin.edited.connect(self.notices.clear)
        self.pin.chosen.connect(self.quoting.renew)
        self.pin.turned.connect(partial(self.frame.show_place, self.pin))
        self.frame.keypad.pressed.connect(self._key)
        TypingPlace(
            lambda: self.payment.typed_in or amount, self.payment.ways, self.payment.tenders
        )

    # ------------------------------------------------------------------ draft, quote, record

    def _typed(self) -> bool:
        return bool(self.amount.field.text().strip() or self.items.items)

    def quote_again(self) -> None:
        """Ask for the quote; where nothing is sold, for the vouchers alone."""
        super().quote_again()
        if not self.quoting.wanted:
            self._ask_vouchers()

    def _draft(self) -> SaleDraft | None:
        draft = self._written()
        return None if draft.empty else draft

    def _written(self) -> SaleDraft:
        """Return what is typed and chosen, also where nothing is sold yet."""
        items = self.items.items
        amount = None if items else self.amount.field.amount()
        customer = None if self.view is None else self.view.shown.customer.id
        choice, vouchers = self.payment.choice, self.vouchers.codes
        served = self.served.asked
        return SaleDraft(customer, amount or None, items, choice, vouchers, served)

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        if not isinstance(draft, SaleDraft):
            raise TypeError(draft)
        return partial(self.desk.services.till.propose_sale, act, draft)

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        return partial(self.desk.services.till.sale, _sale(quote).request(act, self.pin.typed))

    def _show(self, quote: Quote | None) -> None:
        desk, take = self.desk, self.frame.take
        if quote is None:
            self.frame.summary.show_rows(())
            self.pin.ask("", asks=False, has=True)
            take.refuse("" if self._typed() else desk.say(N_("Type the amount, or add an item.")))
            return
        sale, bill = _sale(quote), quote.bill
        if sale.draft.items:
            self._replaced.show_sum(bill.gross)
        if self.view is not None:
            self.payment.show_owned(bill.before)
        missing = quote.refused.params["missing"] if isinstance(quote.refused, NotSettled) else None
        cash = next((paid for paid in bill.payments if paid.means == Means.CASH), None)
        self.payment.show_plan(
            sale.plan,
            cash.change if cash and quote.refused is None else None,
            missing.minor if isinstance(missing, Money) else None,
        )
        self.frame.summary.show_rows(sale_rows(desk, bill, self._tiers))
        words = desk.say(N_("Take {amount}"), amount=desk.words.money(bill.amount))
        asks = sale.asks_pin and sale.refused is None and self.view is not None
        self.pin.ask("" if self.view is None else name_of(self.view), asks=asks, has=sale.has_pin)
        hint = desk.say(N_("PIN, then Enter")) if asks else self._short_hint(sale)
        take.allow(words, hint, loud=quote.refused is not None)

    def _short_hint(self, sale: SaleQuote) -> str:
        """Say why the payment cannot be; what falls short is paid otherwise if only proposed.

        Cash that is missing stands beside the cash given.
        """
        if sale.refused is not None and not isinstance(sale.refused, NotSettled):
            return refusal(self.desk, sale.refused)[0]
        if sale.refused is None and sale.draft.choice.way is None and sale.short:
            return self.desk.say(
                N_("Stored value is {short} short: paid by {means}."),
                short=self.desk.words.sum(sale.short),
                means=means_words(self.desk, list(sale.plan.parts)),
            )
        return ""

    def _wait_for(self, draft: object) -> None:
        """Keep the sum on the button where only the payment is another one."""
        last = self.quoting.quote
        if isinstance(last, SaleQuote) and isinstance(draft, SaleDraft):
            was, now = last.draft, draft
            if (was.amount, was.items, was.vouchers) == (now.amount, now.items, now.vouchers):
                return
        self.frame.take.wait()

    def _digit(self, digit: int) -> None:
        self.payment.choose_number(digit)

    def _fields_are_right(self) -> bool:
        if not self.items.items and not self.amount.check():
            return False
        wrong = self.payment.check()
        if wrong is not None:
            self.say_refusal(wrong)
        if wrong is not None or not self.payment.check_cash():
            return False
        return not self.pin.hinders(self.frame)

    # ------------------------------------------------------------------ asked and refused

    def _last_look(self, quote: Quote) -> Callable[[], object] | None:
        bill, customer = quote.bill, _sale(quote).draft.customer
        if self._usual is not None and (customer is None or "same" in self._sure_of):
            return None
        till = self.desk.services.till
        return partial(look_at_sale, till, customer, bill.amount, self._usual)

    def _question(self, quote: Quote, seen: object, known: set[str]) -> Question | None:
        sale, same_at = _sale(quote), None
        if isinstance(seen, LastLook):
            self._usual, same_at = seen.usual, seen.same_at
        net = sale.bill.amount
        large = large_question(self.desk, net, self._usual)
        if "large" not in known and large is not None:
            return large
        if "same" not in known and same_at is not None and self.view is not None:
            return same_question(self.desk, net, name_of(self.view), same_at)
        return None

    def _refused(self, error: UserError) -> None:
        if not self.pin.takes(error, self.frame):
            super()._refused(error)

    def _refusal(self, error: UserError) -> Notice:
        quote = self.quoting.quote
        if isinstance(error, ShortStored) and isinstance(quote, SaleQuote):
            return self._short(error, quote)
        return super()._refusal(error)

    def _short(self, error: ShortStored, quote: SaleQuote) -> Notice:
        """Say how much stored value is missing, and offer what helps."""
        say, figures = self.desk.say, self.desk.words
        needs, short, has = (_minor(error.params[one]) for one in ("asked", "short", "available"))
        answers = [
            Answer(say(N_("Top up")), partial(self._top_up, short), icon="wallet", key="F6"),
            Answer(say(N_("Other payment")), self._other_payment, kind="quiet"),
        ]
        if quote.plan.way is Way.STORED:
            words = say(N_("Take {amount} in cash"), amount=figures.sum(short))
            rest = partial(self._rest_in_cash, has)
            answers.insert(0, Answer(words, rest, icon="split", key="Enter", kind="soft"))
        return Notice(
            "danger",
            "wallet",
            say(N_("Stored value is {short} short"), short=figures.sum(short)),
            aside=say(
                N_("needs {needs}, has {has}"),
                needs=figures.sum(needs),
                has=figures.sum(has),
            ),
            answers=answers,
        )

    def _rest_in_cash(self, stored: int) -> None:
        self.payment.split(stored)
        self.take()

    def _top_up(self, amount: int) -> None:
        self.switched.emit(TOP_UP, TopUpMemory(self.desk.words.currency.plain(amount)))

    def _other_payment(self) -> None:
        self.notices.clear()
        self.payment.ways.setFocus()

    # ------------------------------------------------------------------ small things

    def _items_changed(self) -> None:
        self._replaced.lock(bool(self.items.items))
        self.edited()
        self._replaced.say()

    def _drop_items(self) -> None:
        self.items.recall(())
        self._items_changed()
        self.amount.field.setFocus()

    def _crowd(self) -> None:
        self.frame.crowd(self.payment.mixed or not self.vouchers.isHidden())

    def _show_detail(self) -> None:
        self._crowd()
        self.frame.show_place(self.payment.detail)

    def _ask_vouchers(self, *, anew: bool = False) -> None:
        self.vouchers.ask(self._written(), anew=anew)

    def _key(self, key: str) -> None:
        """Type a key of the keypad where the money is typed."""
        if self.pin.press(key):
            return
        given = self.payment.cash.field
        box = given if given.edit.hasFocus() else self.amount.field
        if not box.edit.isReadOnly():
            box.press(key)
            box.setFocus()

    def _know_tiers(self, tiers: Sequence[Tier]) -> None:
        self._tiers = tiers
        if self.quoting.quote is not None:
            self._show(self.quoting.quote)


def _sale(quote: Quote) -> SaleQuote:
    if not isinstance(quote, SaleQuote):
        raise TypeError(quote)
    return quote


def _minor(value: object) -> int:
    return value.minor if isinstance(value, Money) else 0
