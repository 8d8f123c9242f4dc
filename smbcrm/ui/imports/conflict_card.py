"""Whose value counts where a list of ours and the shop both changed one."""

from PySide6.QtCore import Signal

from smbcrm.core.i18n import N_, NN_
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.groups import Segmented
from smbcrm.ui.widgets.labels import label

_SHOP, _LIST = "shop", "list"


class ConflictCard(Card):
    """Offers the one choice that there is: the shop's values stay, or the list's win."""

    theirs = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        say = desk.say
        self._told = label("", "caption", wrap=True)
        options = ((_SHOP, say(N_("The shop's")), ""), (_LIST, say(N_("The list's")), ""))
        self.choice = Segmented(options, small=True)
        self.choice.setAccessibleName(say(N_("Whose value counts")))
        self.choice.changed.connect(lambda value: self.theirs.emit(value == _LIST))
        self.body.addWidget(label(say(N_("Whose value counts?")), "section"))
        self.body.addWidget(self._told)
        self.body.addWidget(self.choice)

    def is_used(self) -> bool:
        """Tell whether somebody is choosing."""
        return any(button.hasFocus() for button in self.choice.buttons())

    def show_course(self, course: ImportCourse) -> None:
        """Show the choice where there is one."""
        kept = course.changes.kept
        self.setVisible(bool(kept) or course.theirs)
        self.choice.choose(_LIST if course.theirs else _SHOP)
        told = NN_(
            "{count} value was changed in the shop too, since the list was exported: it stays.",
            "{count} values were changed in the shop too, since the list was exported: they stay.",
        )
        wins = self._desk.say(N_("The list wins over what was changed in the shop since."))
        self._told.setText(wins if course.theirs else self._desk.count(told, kept))
