"""One of very many, such as a time zone: a box to choose from or to type any part of it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.calm_combo import CalmCombo
from smbcrm.ui.widgets.fields import Field

_ROWS_SHOWN = 10
_ROW_HEIGHT = 32


class SearchChooser(Field):
    """`options` are value and words; what matches nothing is the text as it was typed."""

    chosen = Signal()
    """Somebody took one from the list."""

    def __init__(self, title: str, options: Sequence[tuple[str, str]] = ()) -> None:
        self.edit = _Box()
        super().__init__(title, self.edit)
        self.set_options(options)
        self.edit.activated.connect(lambda _: self.chosen.emit())
        self.edit.editTextChanged.connect(self._changed)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these, tell nobody, and show none of them."""
        self._options = tuple(options)
        with QSignalBlocker(self.edit):
            self.edit.clear()
            self.edit.addItems([words for _, words in self._options])
            self.edit.setCurrentIndex(-1)

    def text(self) -> str:
        """Return the value that is chosen or typed.

        Typed words are a value where they are its words, or part of the words of one only.
        """
        typed = self.edit.currentText().strip()
        wanted = typed.casefold()
        for value, words in self._options:
            if wanted in {value.casefold(), words.casefold()}:
                return value
        found = [value for value, words in self._options if wanted and wanted in words.casefold()]
        return found[0] if len(found) == 1 else typed

    def set_text(self, text: str) -> None:
        """Show a value and tell nobody."""
        words = next((words for value, words in self._options if value == text), text)
        with QSignalBlocker(self.edit):
            self.edit.setCurrentIndex(self.edit.findText(words))
            self.edit.setEditText(words)
        self.show_fine()

    def _changed(self) -> None:
        self.show_fine()
        self.edited.emit()


class _Rows(QStyledItemDelegate):
    """Rows as high as in other lists of choices; the sheet does not reach this one."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room of a row."""
        return QSize(super().sizeHint(option, index).width(), _ROW_HEIGHT)

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Move the words in to where the field has them."""
        super().initStyleOption(option, index)
        option.text = f" {option.text}"


class _Box(CalmCombo):
    """A combo box to type in."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        finder = QCompleter(self.model(), self)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setMaxVisibleItems(_ROWS_SHOWN)
        popup = QListView()
        dress(popup, kind="whole")
        finder.setPopup(popup)
        popup.setItemDelegate(_Rows(popup))  # the completer has put in its own
        self.setCompleter(finder)
