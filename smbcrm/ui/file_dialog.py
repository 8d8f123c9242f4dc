"""The dialog that asks for a file: the system's own, or Qt's where the system has none.

Of Qt's some words are in no catalogue that Qt brings, its arrows are black in the dark too, and its
columns are cut: what is lacking is put in here.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QHeaderView, QToolButton, QTreeView, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.theme import icons

Say = Callable[[str], str]
_ARROWS = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
}
_LABELS = {
    QFileDialog.DialogLabel.LookIn: N_("&Look in:"),
    QFileDialog.DialogLabel.FileType: N_("Files of &type:"),
}


def ask_open(parent: QWidget, say: Say, title: str, kinds: str = "") -> str:
    """Return the file to open, "" for none; `kinds` as Qt writes them, `say` renders an id."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _asked(dialog, say)[0]


def ask_save(parent: QWidget, say: Say, title: str, proposed: str, kinds: str) -> tuple[str, str]:
    """Return the file to write and its kind, "" for none; about one that is there it has asked."""
    dialog = QFileDialog(parent, title, proposed, kinds)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return _asked(dialog, say)


def _asked(dialog: QFileDialog, say: Say) -> tuple[str, str]:
    for part, words in _LABELS.items():
        dialog.setLabelText(part, say(words))
    _mend_qts(dialog)
    try:
        if not dialog.exec():
            return "", ""
        return next(iter(dialog.selectedFiles()), ""), dialog.selectedNameFilter()
    finally:
        dialog.deleteLater()


def _mend_qts(dialog: QFileDialog) -> None:
    """Mend what Qt's own dialog is made of; the system's has none of that."""
    for button in dialog.findChildren(QToolButton):
        if button.objectName() in _ARROWS:
            button.setIcon(icons.icon(_ARROWS[button.objectName()]))
    for files in dialog.findChildren(QTreeView):
        header = files.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
