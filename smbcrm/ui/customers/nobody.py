"""What stands in the place of the list while there is nobody in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, EmptyState


class Nobody(QStackedWidget):
    """Why nobody is there, and what ends it: a first customer, a list, another search or filter."""

    new_wanted = Signal()
    list_wanted = Signal()
    all_wanted = Signal()
    less_wanted = Signal()
    """The filter that was put on last shall go."""
    clear_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self.add = Button(say(N_("Add your first customer")), icon="user-plus", kind="primary")
        self.bring = Button(say(N_("Bring your list")), icon="file-up")
        self.add.set_key("F3")
        self.new = Button("", icon="user-plus", kind="soft", key="Enter")
        self.all = Button(say(N_("Show all")), kind="quiet", key="Esc")
        self.less = Button("", icon="x", kind="soft")
        self.clear = Button(say(N_("Clear all")), kind="quiet", key="Esc")
        self.less.clicked.connect(self.less_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        for button in (self.add, self.new):
            button.clicked.connect(self.new_wanted)
        self.bring.clicked.connect(self.list_wanted)
        self.all.clicked.connect(self.all_wanted)
        first = EmptyState(
            "users",
            say(N_("Nobody in your book yet.")),
            say(N_("The first customer takes 20 seconds: a name or a phone.")),
            (self.add, self.bring),
        )
        self._found = EmptyState("search", "", "", (self.new, self.all))
        self._fits = EmptyState("funnel", "", "", (self.less, self.clear))
        for state in (first, self._found, self._fits):
            card = Card()
            card.body.addWidget(state)
            self.addWidget(card)

    def say_empty(self) -> None:
        """Say that the shop has no customers yet."""
        self.setCurrentIndex(0)

    def say_nobody_fits(self, sentence: str, last: str) -> None:
        """Say that nobody fits the filter; `last`: what was put on last."""
        say = self._desk.say
        self._fits.show_words(say(N_("Nobody fits this filter.")), sentence)
        self.less.set_text(say(N_("Take off “{filter}”"), filter=last))
        self.setCurrentIndex(2)

    def say_unknown(self, text: str) -> None:
        """Say that a search found nobody."""
        say = self._desk.say
        self._found.show_words(
            say(N_("Nobody with {text}."), text=text), say(N_("Not in phones, cards or names."))
        )
        self.new.set_text(say(N_("New customer with {text}"), text=text))
        self.setCurrentIndex(1)
