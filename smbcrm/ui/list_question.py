"""Which list shall be brought in: the system's own dialog asks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.file_dialog import ask_open

_KINDS = "*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.tsv *.vcf"


def ask_for_list(parent: QWidget, say: Callable[[str], str]) -> Path | None:
    """Return the file that was chosen, None for none; `say` renders a message id."""
    lists, all_files = say(N_("Lists")), say(N_("All files"))
    kinds = f"{lists} ({_KINDS});;{all_files} (*)"
    name = ask_open(parent, say, say(N_("Choose a list")), kinds)
    return Path(name) if name else None
