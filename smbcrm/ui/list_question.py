"""Which list shall be brought in: the system's own dialog asks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from smbcrm.core.i18n import N_

_KINDS = "*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.tsv"


def ask_for_list(parent: QWidget, say: Callable[[str], str]) -> Path | None:
    """Return the file that was chosen, None for none; `say` renders a message id."""
    lists, all_files = say(N_("Lists")), say(N_("All files"))
    kinds = f"{lists} ({_KINDS});;{all_files} (*)"
    name, _ = QFileDialog.getOpenFileName(parent, say(N_("Choose a list")), "", kinds)
    return Path(name) if name else None
