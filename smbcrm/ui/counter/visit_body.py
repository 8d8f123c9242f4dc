"""What stands in the panel of visits: packages, discs, who serves how many, forms, used before."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.visits.owning import OwnedPackage
from smbcrm.ui.counter.count_stepper import CountStepper
from smbcrm.ui.counter.package_choice import Key, PackageChoice
from smbcrm.ui.counter.package_forms import ExtendForm, FormMemory, TransferForm
from smbcrm.ui.counter.package_wishes import Mode
from smbcrm.ui.counter.packages_sold import PackagesSold
from smbcrm.ui.counter.served_by import ServedBy
from smbcrm.ui.counter.servers import Servers
from smbcrm.ui.counter.visit_discs import VisitDiscs
from smbcrm.ui.counter.visits_before import VisitsBefore
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.focus import as_read
from smbcrm.ui.widgets.labels import ElideLabel, label

_BUTTONS = {
    Mode.PAUSE: ("circle-pause", N_("Pause")),
    Mode.EXTEND: ("calendar-plus", N_("Extend")),
    Mode.TRANSFER: ("arrow-left-right", N_("Give to another")),
}
_FIELD = 36
_COUNTED = frozenset({Mode.USE, Mode.TRANSFER})
"""Modes in which it matters how many visits."""


class VisitBody(QWidget):
    """The parts. `mode_wanted` tells a `Mode` of the buttons, `sell_wanted` an `Item`."""

    form_changed = Signal()
    mode_wanted = Signal(object)
    sell_wanted = Signal(object)

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self.choice = PackageChoice(desk)
        self.sold = PackagesSold(desk)
        self.sold.chosen.connect(self.sell_wanted)
        self.discs = VisitDiscs()
        self.used, self.stays = label("", "caption"), label("", "caption")
        self.now = label("", "strong")
        self.service = ElideLabel("", "strong")
        self.service.setFixedHeight(_FIELD)
        self.served = Servers(desk, desk.say(N_("Served by")), low=True)
        self.done_by = ServedBy(desk, desk.say(N_("Done by")), low=True)
        self.stepper = CountStepper(desk, desk.say(N_("How many visits")))
        self.extend, self.transfer = ExtendForm(desk), TransferForm(desk, ground)
        self.before = VisitsBefore(desk)
        self.buttons = {mode: self._button(mode) for mode in _BUTTONS}
        self._lay_out()
        for form in (self.extend, self.transfer):
            form.changed.connect(self.form_changed)
            form.hide()

    def fields(self) -> Iterator[QWidget]:
        """Yield what Tab reaches before the big button, in this order; the `buttons` follow it."""
        for part in (self.choice, self.sold, self._use, self.extend, self.transfer):
            yield from as_read(part)

    def take_focus(self) -> bool:
        """Put the focus on the package that is chosen, or on what is sold; say if there is one."""
        if self.choice.chosen is not None:
            self.choice.take_focus()
            return True
        return self.sold.take_focus()

    def show_owned(self, owned: Sequence[OwnedPackage], wanted: Key | None) -> None:
        """Show the packages; where there are none, what is sold."""
        self.choice.show_owned(owned, wanted)
        self.sold.setVisible(not owned)
        if not owned:
            self.sold.ask()

    def fit(self, mode: Mode, *, chosen_mode: Mode | None) -> None:
        """Show what belongs to the package that is chosen, in a mode."""
        one = self.choice.chosen
        self.served.setVisible(one is not None and mode is Mode.USE)
        self.done_by.setVisible(one is not None and mode is not Mode.USE)
        for place, button in self.buttons.items():
            button.setVisible(one is not None and _may(one, place))
            button.setChecked(place is chosen_mode)
        self.extend.setVisible(mode is Mode.EXTEND)
        self.transfer.setVisible(mode is Mode.TRANSFER)
        if one is None:
            for part in (self._detail, self._service, self.stepper, self.before):
                part.hide()
            return
        standing = one.standing
        self.stepper.setVisible(mode in _COUNTED and one.usable and standing.package.counted)
        self.stepper.show_count(self.stepper.count, standing.left)
        self.service.setText(one.service)
        self._service.setVisible(bool(one.service))
        shared = bool(one.owner_name) or len({used.customer for used in one.used}) > 1
        self.before.show_uses(one.used[:3], counted=standing.package.counted, shared=shared)
        if mode is Mode.EXTEND:
            self.extend.show_package(one)

    def show_discs(self, *, shown: bool) -> None:
        """Show how many visits were used, or leave that out: of a pass nothing becomes less."""
        self._detail.setVisible(shown)

    def focus_form(self, mode: Mode) -> None:
        """Put the focus into the form of a mode, if it has one."""
        if mode is Mode.EXTEND and not self.extend.isHidden():
            self.extend.until.setFocus()
        elif mode is Mode.TRANSFER:
            self.transfer.taker.setFocus()

    def check(self, mode: Mode) -> bool:
        """Tell whether the form of a mode is filled in; say at the first field what is wrong."""
        if mode is Mode.EXTEND:
            return self.extend.reason.check()
        if mode is not Mode.TRANSFER:
            return True
        if not self.transfer.taker.referrer().id:
            self.transfer.taker.show_error(self._desk.say(N_("Choose who gets them.")))
            self.transfer.taker.setFocus()
            return False
        return self.transfer.reason.check()

    def form_memory(self) -> FormMemory:
        """Return what is filled in."""
        return FormMemory(
            self.extend.day,
            self.extend.reason.code,
            self.transfer.taker.referrer(),
            self.transfer.reason.code,
        )

    def recall(self, count: int, form: FormMemory) -> None:
        """Show what was filled in."""
        self.stepper.show_count(count, count)
        self.extend.recall(form.until)
        self.extend.reason.choose(form.extension)
        self.transfer.taker.show_referrer(form.taker)
        self.transfer.reason.choose(form.transfer)

    def recall_staff(self, done_by: str, served: Sequence[Serves]) -> None:
        """Show who does it, and who served."""
        if done_by:
            self.done_by.recall(done_by)
        self.served.recall(served)

    def narrow(self, *, roomy: bool) -> None:
        """Be lower where there is little room."""
        self.choice.narrow(roomy=roomy)

    def _lay_out(self) -> None:
        foot = Flow()
        for button in self.buttons.values():
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.choice)
        column.addWidget(self.sold)
        column.addWidget(self._discs_tile())
        self._use = self._row()
        column.addWidget(self._use)
        column.addWidget(self.extend)
        column.addWidget(self.transfer)
        column.addWidget(self.before)
        column.addWidget(foot)

    def _discs_tile(self) -> QFrame:
        self._detail = QFrame()
        self._detail.hide()
        dress(self._detail, kind="tile")
        below = QHBoxLayout()
        below.addWidget(self.used)
        below.addStretch(1)
        below.addWidget(self.now)
        below.addWidget(self.stays)
        inside = QVBoxLayout(self._detail)
        inside.setContentsMargins(12, 12, 12, 10)
        inside.setSpacing(8)
        inside.addWidget(self.discs)
        inside.addLayout(below)
        return self._detail

    def _row(self) -> Flow:
        """Return what the package is for, who serves, and how many visits."""
        row = Flow(spacing=12)
        self._service = QWidget()
        words = QVBoxLayout(self._service)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        words.addWidget(ElideLabel(self._desk.say(N_("Service")), "label"))
        words.addWidget(self.service)
        words.addStretch(1)
        for part in (self._service, self.served, self.done_by, self.stepper):
            row.addWidget(part)
        return row

    def _button(self, mode: Mode) -> Button:
        icon, words = _BUTTONS[mode]
        made = Button(self._desk.say(words), icon=icon)
        made.setCheckable(True)
        made.clicked.connect(partial(self.mode_wanted.emit, mode))
        return made


def _may(one: OwnedPackage, mode: Mode) -> bool:
    """Tell whether a mode is offered for a package: only its owner decides about it."""
    if one.owner_name or one.standing.paused is not None:
        return False
    if mode is Mode.EXTEND:
        return bool(one.standing.left and one.standing.until)
    return one.usable
