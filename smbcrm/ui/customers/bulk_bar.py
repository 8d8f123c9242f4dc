"""The bar below the list while somebody is picked: how many they are, and what is done for them."""

import threading
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.bulk.ports import Deed
from smbcrm.membership.bulk.types import LeftOut, Outcome, Outlook
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.customers.deed_forms import DEEDS, DeedForm, Offered, offered
from smbcrm.ui.customers.selection import Selection
from smbcrm.ui.customers.take_back import Back, TakeBack
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane, Latest
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.foot_band import FootBand
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label
from smbcrm.ui.widgets.own_words import announce, plain_tip
from smbcrm.ui.widgets.progress import ProgressLine
from smbcrm.ui.widgets.wrapped import WrapLabel

_SIDES, _ENDS, _GAP, _WIDE = 20, 10, 8, 1200
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DOT = " · "
_PAIR = 2
"""So many who are picked can be shown side by side."""


class BulkBar(QWidget):
    """One row with the buttons; above it the form of one of them, or how far it is."""

    all_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, desk: Desk, selection: Selection, take_back: TakeBack) -> None:
        super().__init__()
        self._desk, self._selection, self._take_back = desk, selection, take_back
        self._busy = False
        self._stop = threading.Event()
        self._asking = Latest(desk.jobs, self, lane=Lane.LONG)
        say = desk.say
        self.count = label("", "strong")
        self.all = Button("", kind="quiet", small=True)
        self.all.setObjectName("customers_select_all")
        self.clear = Button(say(N_("Clear")), icon="x", kind="quiet", key="Esc")
        self.export = Button(say(N_("Export")), icon="file-spreadsheet")
        self.export.setObjectName("customers_bulk_export")
        self.merge = Button(say(N_("Merge")), icon="git-merge")
        self.merge.setObjectName("customers_merge")
        self.buttons = {one.id: Button(say(one.words), icon=one.icon) for one in DEEDS}
        self.forms: dict[str, DeedForm] = {one.id: one.form(desk) for one in DEEDS}
        self.outlook = ElideLabel("", "caption")
        self.wrong = WrapLabel("", "error")
        self.go = Button("", kind="soft")
        self.go.setObjectName("customers_bulk_go")
        self.cancel = Button(say(N_("Cancel")), kind="quiet", key="Esc")
        self.progress = ProgressLine("")
        self._worded = {
            one: one.text() for one in (*self.buttons.values(), self.merge, self.export)
        }
        self._lay_out()
        self._connect()
        self.hide()

    # --------------------------------------------------------------------------- what is shown

    def show_shown(self, shown: int) -> None:
        """Offer to pick everybody whom the list shows."""
        words = NN_("Select all {count}", "Select all {count}")
        self.all.set_text(self._desk.count(words, shown))
        self.all.setVisible(len(self._selection) < shown)

    def narrow(self, width: int) -> None:
        """Let the buttons be icons where there is no room for words."""
        for button, words in self._worded.items():
            button.set_text(words if width >= _WIDE else "")
            button.setAccessibleName(words)
            button.setToolTip(plain_tip("" if width >= _WIDE else words))

    def escape(self) -> bool:
        """Close the form that is open; say whether one was."""
        if self._strip.isHidden() or self._busy:
            return False
        self._close()
        return True

    def begin(self, deed: str) -> None:
        """Ask what is needed for one of the deeds."""
        if self._busy:
            return

        def offer(known: Offered) -> None:
            form = self.forms[deed]
            form.offer(known)
            self._stack.setCurrentWidget(form)
            self._hint.setText(self._desk.say(form.hint) if form.hint else "")
            self._hint.setVisible(bool(form.hint))
            self._strip.show()
            form.fields[-1].setFocus()
            self._look()

        self._desk.ask(self, partial(offered, self._desk.services), offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in a field does it."""
        if event.key() in _ENTER and not event.isAutoRepeat() and self.go.isEnabled():
            self._send()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------- what is asked

    @property
    def _form(self) -> DeedForm:
        form = self._stack.currentWidget()
        if not isinstance(form, DeedForm):
            raise TypeError(form)
        return form

    def _look(self) -> None:
        """Say for how many it would be done, and who is left out."""
        self.wrong.hide()
        deed = self._form.deed()
        if deed is None or self._strip.isHidden():
            self._asking.forget()
            self._show(None)
            return
        work = partial(self._desk.services.bulk.look, deed, self._selection.ids())
        self._asking.ask(work, self._show, self._refused)

    def _show(self, outlook: Outlook | None) -> None:
        fit = 0 if outlook is None else outlook.fit
        words = NN_("Do it for {count}", "Do it for {count}")
        self.go.set_text(self._desk.count(words, fit) if fit else self._desk.say(N_("Do it")))
        self.go.setEnabled(fit > 0 and not self._busy)
        self.outlook.setText("" if outlook is None else self._left(outlook.left))

    def _left(self, left: tuple[LeftOut, ...]) -> str:
        """Return who is left out, and why."""
        return _DOT.join(self._desk.count(one.why, one.many) for one in left)

    def _send(self) -> None:
        deed = self._form.deed()
        if deed is not None and not self._busy:
            self._run(deed, self._selection.ids(), self._desk.act())

    def _run(self, deed: Deed, customers: tuple[int, ...], act: Act) -> None:
        desk, stop = self._desk, self._stop
        stop.clear()
        self._set_busy(busy=True)
        tell = desk.jobs.teller(self, self.progress.show_progress)

        def go_on(through: int, of: int) -> bool:
            tell(through, of)
            return not (stop.is_set() or desk.jobs.closing)

        again = partial(self._run, deed, customers, act)
        work = partial(desk.services.bulk.do, deed, customers, act, go_on)
        done = partial(self._done, deed, act, again)
        desk.ask(self, work, done, partial(self._failed, again), lane=Lane.LONG)

    def _done(self, deed: Deed, act: Act, again: partial[None], made: Outcome) -> None:
        self._set_busy(busy=False)
        form = self._form
        said = self._desk.count(form.said, len(made.done), name=form.name)
        parts = [said, self._left(made.left)]
        if made.stopped:
            parts.insert(1, self._desk.say(N_("stopped")))
        words = _DOT.join(filter(None, parts))
        back = deed.back(act)
        if back is None or not made.done:
            self._desk.room.toast(words)
        else:
            run = partial(_take_back, back, made.done)
            self._take_back.offer(Back(words, run, Lane.LONG))
        announce(self, words)
        self._close()
        if made.fault is not None:
            self._desk.room.trouble(made.fault, again)

    def _failed(self, again: partial[None], error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, UserError):
            self._refused(error)
        else:
            fault = isinstance(error, EnvironmentFault)
            self._desk.room.trouble(error, again if fault else None)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._desk.room.trouble(error)
            return
        self._show(None)
        words = self._desk.tell(error)
        self.wrong.setText(words)
        self.wrong.show()
        announce(self, words)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for one in (*self._worded, self.all, self.clear, self.cancel, self._stack):
            one.setEnabled(not busy)
        self.go.setEnabled(not busy)
        if busy:
            self.progress.begin(self._desk.say(N_("Working…")))
        else:
            self.progress.end()

    def _picked(self) -> None:
        many = len(self._selection)
        words = NN_("{count} selected", "{count} selected")
        self.count.setText(self._desk.count(words, many))
        if not many and not self._busy:
            self._close()
        self.merge.setVisible(many == _PAIR)
        self.setVisible(bool(many) or self._busy)
        if not self._strip.isHidden():
            self._look()

    def _merge(self) -> None:
        """Show the two who are picked side by side."""
        one, other = self._selection.ids()
        self._desk.room.go(f"duplicates/pairs/{one}-{other}")

    def _close(self) -> None:
        self._strip.hide()
        self._asking.forget()

    # ----------------------------------------------------------------------- what it is made of

    def _lay_out(self) -> None:
        self._hint = label("", "caption")
        self._stack = QStackedWidget()
        for form in self.forms.values():
            self._stack.addWidget(form)
        self._strip = QWidget()
        fields = QHBoxLayout()
        fields.setSpacing(_GAP)
        fields.addWidget(self._stack, 1)
        bottom = Qt.AlignmentFlag.AlignBottom
        fields.addWidget(self.go, 0, bottom)
        fields.addWidget(self.cancel, 0, bottom)
        inside = QVBoxLayout(self._strip)
        inside.setContentsMargins(_SIDES, _ENDS, _SIDES, _ENDS)
        inside.setSpacing(4)
        inside.addLayout(fields)
        for line in (self._hint, self.outlook, self.wrong):
            inside.addWidget(line)
        self.wrong.hide()
        self._strip.hide()
        band = FootBand()
        band.set_edges(_SIDES, _ENDS)
        band.row.setSpacing(_GAP)
        band.row.addWidget(self.count)
        band.row.addWidget(self.all)
        for button in (*self.buttons.values(), self.merge, self.export):
            band.row.addWidget(button)
        band.row.addStretch(1)
        band.row.addWidget(self.clear)
        running = QVBoxLayout()
        running.setContentsMargins(_SIDES, 0, _SIDES, 0)
        running.addWidget(self.progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addWidget(self._strip)
        column.addLayout(running)
        column.addWidget(band)

    def _connect(self) -> None:
        self._selection.changed.connect(self._picked)
        self.all.clicked.connect(self.all_wanted)
        self.clear.clicked.connect(self._selection.clear)
        self.export.clicked.connect(self.export_wanted)
        self.merge.clicked.connect(self._merge)
        for id_, button in self.buttons.items():
            button.clicked.connect(partial(self.begin, id_))
        for form in self.forms.values():
            form.edited.connect(self._look)
        self.go.clicked.connect(self._send)
        self.cancel.clicked.connect(self._close)
        self.progress.stopped.connect(self._stop.set)


def _take_back(deed: Deed, customers: tuple[int, ...], services: Services, act: Act) -> Outcome:
    return services.bulk.do(deed, customers, act)
