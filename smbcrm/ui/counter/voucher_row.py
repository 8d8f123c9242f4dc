"""The vouchers of a customer at a sale: a chip for each, those that are chosen first."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.benefits.types import VoucherChoice
from smbcrm.membership.cards.scanning import VoucherScan
from smbcrm.membership.sales.proposing import Choice
from smbcrm.membership.sales.quoting import SaleDraft
from smbcrm.membership.vouchers.errors import ForeignVoucher
from smbcrm.membership.vouchers.rules import HOLD
from smbcrm.ui.counter.hands_on import HandsOn
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.money_words import refusal_line
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.quiet import keep_quiet
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Chip
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.own_words import plain_tip

_WIDEST = 190
"""A name that is longer ends in "…"; the whole of it stands in the tooltip."""

_RENEWED_MS = int(HOLD.total_seconds() * 1000) // 3
"""A sale that takes its time says again that its vouchers lie here, twice before that would end.

Only while somebody is at it: for as long as a hold lasts after the last key or click. A sale that
is left open overnight keeps nothing from other tills.
"""


class VoucherRow(QWidget):
    """Chips to choose from; without any it is not shown.

    `changed` when a person chose others; `refused` tells the `UserError` by which one cannot be;
    `shown` when the row came or went.
    What is chosen lies at this till until it is let go, or the sale is left alone. Who goes on with
    it takes it again, or is told that it lies elsewhere now.
    """

    changed = Signal()
    refused = Signal(object)
    shown = Signal()

    def __init__(self, desk: Desk, panel: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._codes: tuple[str, ...] = ()
        self._asked: SaleDraft | None = None
        self._question = Latest(desk.jobs, self)
        self.renewing = QTimer(self, interval=_RENEWED_MS)
        self.renewing.timeout.connect(self._renew)
        self._hands = HandsOn(self, panel)
        self._hands.moved.connect(self._go_on)
        self._moved_at = desk.services.clock.now()
        self._flow = Flow()
        self._flow.setAccessibleName(desk.say(N_("Voucher")))
        self.chips: dict[str, VoucherChip] = {}
        self._roomy = True
        self.none = Chip(desk.say(N_("No voucher")), big=True)
        self.none.clicked.connect(self._choose_none)
        self._flow.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(desk.say(N_("Voucher")), "label"))
        column.addWidget(self._flow)
        self.hide()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that are chosen, in the order in which they were."""
        return self._codes

    def recall(self, codes: Sequence[str]) -> None:
        """Go on with codes chosen before, and tell nobody."""
        self._codes = tuple(codes)
        self._lay_all_here()
        self._check()

    def add(self, code: str) -> None:
        """Choose one more, as a scan does."""
        if code not in self._codes:
            self._codes = (*self._codes, code)
            self._check()
            self.changed.emit()
            self._lay_here(code)

    def use(self, scan: VoucherScan, customer: int | None) -> None:
        """Choose a voucher that was scanned for a customer's sale, or say why it cannot be."""
        if scan.why is not None:
            self.refused.emit(scan.why)
        elif scan.voucher.holder != customer:
            self.refused.emit(ForeignVoucher(code=scan.code, owner=scan.owner))
        else:
            self.add(scan.code)

    def let_go(self) -> None:
        """Let go of what lies here: the sale is closed, or was taken."""
        self._stay(on=False)
        for code in self._codes:
            self._release(code)

    def narrow(self, *, roomy: bool) -> None:
        """Be lower where there is little room."""
        self._roomy = roomy
        for chip in (*self.chips.values(), self.none):
            dress(chip, big=roomy)
            chip.updateGeometry()

    def ask(self, draft: SaleDraft, *, anew: bool = False) -> None:
        """Ask what each would take off a draft; the same draft again only `anew`."""
        draft = SaleDraft(draft.customer, draft.amount, draft.items, Choice(), draft.vouchers)
        if draft.customer is None or (draft == self._asked and not anew):
            return
        self._asked = draft
        choices = self._desk.services.benefits.voucher_choices
        self._question.ask(partial(choices, self._desk.act(), draft), self._show, keep_quiet)

    def _show(self, choices: Sequence[VoucherChoice]) -> None:
        shown = {choice.voucher.code: choice for choice in choices}
        for code in [code for code in self.chips if code not in shown]:
            gone = self.chips.pop(code)
            self._flow.removeWidget(gone)
            gone.deleteLater()
        last = self._before()
        for code, choice in shown.items():
            chip = self.chips.get(code) or self._new(code)
            chip.show_choice(choice)
            dress(chip, big=self._roomy)
            self._flow.addWidget(chip)
            QWidget.setTabOrder(last, chip)
            last = chip
        self._flow.addWidget(self.none)
        self._check()
        if self.isHidden() == bool(shown):
            self.setVisible(bool(shown))
            self.shown.emit()

    def _before(self) -> QWidget:
        """Return what Tab goes through before the chips: new ones would come after all others."""
        mine: set[QWidget] = set(self.chips.values())
        before: QWidget | None = self.none.previousInFocusChain()
        # Where a frame is said to come before, Qt takes the last that stands in it.
        while before is not None and (before in mine or not before.focusPolicy()):
            before = before.previousInFocusChain()
        return before or self.none

    def _new(self, code: str) -> "VoucherChip":
        chip = self.chips[code] = VoucherChip(self._desk, self._flow)
        chip.clicked.connect(partial(self._clicked, code))
        return chip

    def _clicked(self, code: str) -> None:
        chip = self.chips[code]
        if code in self._codes:
            self._drop(code)
        elif chip.why is not None:
            self._check()
            self.refused.emit(chip.why)
        else:
            self.add(code)

    def _choose_none(self) -> None:
        if not self._codes:
            self._check()
            return
        self.let_go()
        self._codes = ()
        self._check()
        self.changed.emit()

    def _drop(self, code: str) -> None:
        self._codes = tuple(one for one in self._codes if one != code)
        self._release(code)
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        for code, chip in self.chips.items():
            chip.setChecked(code in self._codes)
        self.none.setChecked(not self._codes)

    def _lay_all_here(self) -> None:
        for code in self._codes:
            self._lay_here(code)

    def _lay_here(self, code: str) -> None:
        """Keep other tills from using it while this sale is being made."""
        if not self.renewing.isActive():
            self._stay(on=True)
        hold = partial(self._desk.services.benefits.hold, self._desk.act(), code)
        self._desk.ask(self, hold, lambda _held: None, partial(self._not_held, code))

    def _stay(self, *, on: bool) -> None:
        """Begin or cease to keep what is chosen here."""
        self._hands.watch(on=on)
        if on:
            self._moved_at = self._desk.services.clock.now()
            self.renewing.start()
        else:
            self.renewing.stop()

    def _renew(self) -> None:
        if not self._left_alone():
            self._lay_all_here()

    def _go_on(self) -> None:
        """Somebody is at it: take again what was given up meanwhile."""
        alone, self._moved_at = self._left_alone(), self._desk.services.clock.now()
        if alone:
            self._lay_all_here()

    def _left_alone(self) -> bool:
        return self._desk.services.clock.now() - self._moved_at > HOLD

    def _not_held(self, code: str, error: Exception) -> None:
        """Leave out what lies at another till; of a fault the next question tells."""
        if isinstance(error, UserError) and code in self._codes:
            self._codes = tuple(one for one in self._codes if one != code)
            self._check()
            self.changed.emit()
            self.refused.emit(error)

    def _release(self, code: str) -> None:
        release = partial(self._desk.services.benefits.release, self._desk.act(), code)
        self._desk.ask(self, release, lambda _done: None, keep_quiet)


class VoucherChip(Chip):
    """A voucher: its name, and what it takes off; dashed, with the reason, where it cannot be."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._off = ""
        super().__init__("", big=True)
        self.setParent(parent)
        self._desk = desk
        self.why: UserError | None = None

    def show_choice(self, choice: VoucherChoice) -> None:
        """Show what it is, and what it does to the sale as it stands."""
        desk, voucher, self.why = self._desk, choice.voucher, choice.why
        self._off = desk.words.sum(-choice.off) if choice.off else ""
        dress(self, dashed=self.why is not None)
        self.ensurePolished()
        short = self.fontMetrics().elidedText(voucher.name, Qt.TextElideMode.ElideRight, _WIDEST)
        self.set_text(short)
        effect = desk.tell(voucher.effect(desk.words.currency))
        ends = voucher.lot.expires_on
        until = (
            desk.say(N_("until {date}"), date=desk.words.date(ends, today=desk.today()))
            if ends
            else ""
        )
        why = "" if self.why is None else refusal_line(desk, self.why)
        about = DOT.join(filter(None, (effect, until, self._off, why)))
        self.setAccessibleName(voucher.name)
        self.setAccessibleDescription(about)
        self.setToolTip(plain_tip(f"{voucher.name}\n{about}"))
        self.updateGeometry()
        self.update()

    def _trailing(self) -> str:
        return self._off
