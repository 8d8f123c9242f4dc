"""The round picture of the head: a photo is chosen, replaced and taken away by it."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu

from smbcrm.core.i18n import N_
from smbcrm.membership.counter.types import CustomerView
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.desk import Desk
from smbcrm.ui.file_dialog import ask_open
from smbcrm.ui.shown_photo import ShownPhoto
from smbcrm.ui.widgets.badges import Avatar
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.painting import paint_focus

_SIZES = (60, 44)
_RING = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KINDS = "(*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)"


class PictureButton(QAbstractButton):
    """Asks for a photo where there is none; else a menu says what can be done with it."""

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk, self._keeping = desk, keeping
        self._view: CustomerView | None = None
        self.avatars = tuple(Avatar(size=size) for size in _SIZES)
        self._photo = ShownPhoto(desk, self, self.avatars)
        row = QHBoxLayout(self)
        row.setContentsMargins(_RING, _RING, _RING, _RING)
        for avatar in self.avatars:
            avatar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(avatar)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.menu = QMenu(self)
        self.choose = _action(self.menu, desk.say(N_("Choose another photo…")))
        self.remove = _action(self.menu, desk.say(N_("Take the photo away")))
        self.choose.triggered.connect(self._choose)
        self.remove.triggered.connect(self._remove)
        self.clicked.connect(self._open)

    def show_view(self, view: CustomerView) -> None:
        """Show somebody, with their photo or their initials."""
        self._view, name = view, name_of(view)
        for avatar in self.avatars:
            avatar.show_person(name, view.tier_code)
        self._photo.show_view(view)
        words = N_("Add a photo of {name}") if view.photo is None else N_("Photo of {name}")
        self.setAccessibleName(self._desk.say(words, name=name))
        self.setToolTip(plain_tip(self.accessibleName()))
        self.menu.setAccessibleName(self.accessibleName())

    def be_slim(self, slim: bool) -> None:  # noqa: FBT001 - one thing to say
        """Fit a lower window."""
        for avatar, small in zip(self.avatars, (False, True), strict=True):
            avatar.setVisible(small == slim)

    def take(self, path: Path) -> None:
        """Let a picture be the photo."""
        if self._view is not None:
            self._keeping.put_photo(self._view.shown.customer.id, path)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses it, as Space does."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        del event
        if self.hasFocus():
            paint_focus(QPainter(self), self, self.width() / 2)

    def _open(self) -> None:
        if self._view is not None and self._view.photo is None:
            self._choose()
        else:
            self.menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _choose(self) -> None:
        say = self._desk.say
        pictures = say(N_("Pictures"))
        chosen = ask_open(self, say, say(N_("Choose a photo")), f"{pictures} {_KINDS}")
        if chosen:
            self.take(Path(chosen))

    def _remove(self) -> None:
        if self._view is not None:
            self._keeping.remove_photo(self._view.shown.customer.id)


def _action(menu: QMenu, words: str) -> QAction:
    made = QAction(words, menu)
    menu.addAction(made)
    return made
