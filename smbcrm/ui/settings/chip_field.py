"""A chip that says what is set; pressed, it becomes the field in which that is changed."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from smbcrm.ui.settings.part import RowField
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.chip import Chip
from smbcrm.ui.widgets.labels import label


class _OpenField(RowField):
    """A field that stays open while it says what is wrong."""

    opened: Callable[[], None]

    def refuse(self, what: str, todo: str = "") -> None:
        """Say why it was not saved, and stay open."""
        super().refuse(what, todo)
        self.opened()


class ChipField(QWidget):
    """Shows a chip, or while it is changed the field behind it; nothing where nothing is set.

    `before` and `after` are the words around the field.
    """

    def __init__(  # noqa: PLR0913 - the names of a field, and the words around it
        self,
        name: str,
        said: str,
        width: int,
        save: Callable[[str], None],
        *,
        before: str = "",
        after: str = "",
    ) -> None:
        super().__init__()
        self.said = said
        self.chip = _EditChip("")
        self.chip.setObjectName(f"{name}_chip")
        self.saved = _OpenField(name, said, width, save)
        self.saved.opened = self._stay
        self._box = QWidget()
        row = QHBoxLayout(self._box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if before:
            row.addWidget(label(before))
        row.addWidget(self.saved.field)
        if after:
            row.addWidget(label(after))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.chip)
        whole.addWidget(self._box)
        self._box.hide()
        self.hide()
        self.chip.clicked.connect(self.open)
        self.saved.field.left.connect(self._close)
        self._edit = self.saved.edit
        if isinstance(self._edit, QLineEdit):
            self._edit.returnPressed.connect(self._entered)

    @property
    def is_set(self) -> bool:
        """Whether it is shown: as a chip, or being changed."""
        return not self.isHidden()

    def show_value(self, text: str, words: str) -> None:
        """Show what is saved: the text of the field, and the words of the chip or ""."""
        self.saved.show(text)
        self.chip.set_text(words)
        editing = not self._box.isHidden()
        if not editing:
            self.chip.setVisible(bool(words))
            self.setVisible(bool(words))

    def open(self) -> None:
        """Become the field."""
        self.chip.setChecked(True)
        self.show()
        self.chip.hide()
        self._box.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self._edit, QLineEdit):
            self._edit.selectAll()

    def close_field(self) -> None:
        """Become the chip again, or nothing."""
        self._box.hide()
        self.chip.setVisible(bool(self.chip.text()))
        self.setVisible(bool(self.chip.text()))

    def _stay(self) -> None:
        self.show()
        self.chip.hide()
        self._box.show()

    def _close(self) -> None:
        if not self.saved.field.has_error() and not self._box.isHidden():
            self.close_field()

    def _entered(self) -> None:
        if not self.saved.field.has_error():
            self.close_field()
            if self.chip.isVisible():
                self.chip.setFocus(Qt.FocusReason.OtherFocusReason)


class AddChip(Chip):
    """The chip with a plus that offers what is not set yet."""

    def __init__(self, text: str, name: str, *, big: bool = False) -> None:
        super().__init__(text, big=big)
        self.setCheckable(False)
        self.setObjectName(name)
        dress(self, dashed=True)
        self.menu_below = QMenu(self)
        self.menu_below.setAccessibleName(text)
        self._offered: list[Callable[[], bool]] = []
        self.clicked.connect(self._open)

    def offer(self, words: str, is_set: Callable[[], bool], open_it: Callable[[], None]) -> None:
        """Offer something while it is not set."""
        self.menu_below.addAction(words).triggered.connect(open_it)
        self._offered.append(is_set)

    def fit(self) -> None:
        """Offer what is not set now; be there only while there is something."""
        for action, is_set in zip(self.menu_below.actions(), self._offered, strict=True):
            action.setVisible(not is_set())
        self.setVisible(not all(is_set() for is_set in self._offered))

    def _open(self) -> None:
        self.fit()
        self.menu_below.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _shown_icon(self) -> str:
        return "plus"

    def _takes_enter(self) -> bool:
        return True


class _EditChip(Chip):
    """A chip that is always on, and opens."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setChecked(True)

    def _shown_icon(self) -> str:
        return ""

    def _takes_enter(self) -> bool:
        return True
