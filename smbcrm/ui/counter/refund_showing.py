"""What the panel of a refund says of a quote: rows, the right column, the remark, the button."""

from smbcrm.core.i18n import N_
from smbcrm.membership.refunds.planning import RefundQuote, SaleLeft
from smbcrm.membership.sales.codes import UNDO_WINDOW
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.refund_body import Part, RefundBody
from smbcrm.ui.counter.refund_words import afterwards, back_rows, handed_over, order_words
from smbcrm.ui.counter.result_side import ResultSide
from smbcrm.ui.desk import Desk

_MISSING = {
    Part.LINES: N_("Tick what comes back."),
    Part.AMOUNT: N_("Type the amount."),
}


class RefundShowing:
    """Shows one quote, or what is missing for it."""

    def __init__(self, desk: Desk, frame: MoneyFrame, side: ResultSide, body: RefundBody) -> None:
        self._desk = desk
        self._frame = frame
        self.side = side
        self._body = body
        frame.summary.show_rows(())

    def show(self, sale: SaleLeft, quote: RefundQuote | None) -> None:
        """Show it; None: there is none."""
        say, body = self._desk.say, self._body
        self._remark(sale, quote)
        if quote is None:
            body.back.show_rows("", "", ())
            self.side.show_figure("", "")
            self.side.show_rows("", ())
            self.side.show_remark("")
            self._frame.take.refuse(say(_MISSING.get(body.part, "")))
            return
        rows = tuple(back_rows(self._desk, sale, quote))
        body.back.show_rows(say(N_("What goes back")), order_words(self._desk, sale), rows)
        self.side.show_figure(*handed_over(self._desk, quote))
        self.side.show_rows(say(N_("Afterwards")), afterwards(self._desk, quote))
        amount = self._desk.words.money(quote.bill.amount)
        void = body.part is Part.VOID
        words = N_("Void {amount}") if void else N_("Give back {amount}")
        self.side.show_remark("" if void else self._stays(sale))
        self._frame.take.allow(say(words, amount=amount))

    def _stays(self, sale: SaleLeft) -> str:
        until = self._desk.services.clock.now() + UNDO_WINDOW
        return self._desk.say(
            N_("Recorded as something new: sale {number} stays as it was. Undo until {time}."),
            number=sale.bill_number,
            time=self._desk.words.time(until),
        )

    def _remark(self, sale: SaleLeft, quote: RefundQuote | None) -> None:
        """Say what is not seen in the rows."""
        say, part, note = self._desk.say, self._body.part, self._body.remark
        partly = quote is not None and sale.gone + quote.bill.amount < sale.net
        if part is Part.VOID:
            words = (
                N_("Void takes the sale out whole, as if it had never been."),
                N_("Its bill prints VOID."),
            )
        elif sale.voidable and not partly:
            words = (
                N_("It is of today, and nothing of it was used."),
                N_("“Void instead” takes it out as if it had never been."),
            )
        elif partly and sale.points:
            words = (
                N_("Points are counted anew on what stays."),
                N_("Taking the rest back later ends the same as taking all back now."),
            )
        else:
            note.hide()
            return
        note.show_text(*(say(one) for one in words))
        note.show()
