"""What every page of the window is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from smbcrm.ui.desk import Desk, Undo

if TYPE_CHECKING:
    from smbcrm.ui.walk import Walk


class Page(QWidget):
    """One page. It builds itself from the desk and asks for its data when it is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        # It fills its ground itself, so that nothing behind is painted anew with every key.
        self.setAutoFillBackground(True)

    def arrive(self, part: str = "") -> None:
        """Be shown: ask again for what is on it. `part`: a place in it, as backup."""

    def escape(self) -> bool:
        """Go one step back; say whether there was one."""
        return False

    def refocus(self) -> None:
        """Put the focus where work on this page begins."""
        self.setFocus()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size (design: 1200 and 1024 are the breaks)."""

    def come_from(self, customer: int, walk: "Walk") -> None:
        """Be about a customer of a list, which can be walked, once one arrives."""

    def subject(self) -> int | None:
        """Return the customer whom this page is about: what is begun is begun for them."""
        return None

    def take_scan(self, code: str) -> bool:
        """Use a scanned code here; say whether it was used. If not, the counter takes it."""
        del code
        return False

    def take_back(self) -> bool:
        """Take back what Ctrl+Z means here before all else; tell whether there was something."""
        return False

    def unfinished(self) -> Sequence[str]:
        """Return the parts in which something is half done that closing would lose.

        "" is a page without parts.
        """
        return ()

    def memory(self) -> object:
        """Return what is half done here, for the page that takes this one's place."""
        return None

    def recall(self, memory: object) -> None:
        """Go on where `memory` was."""

    def undo_again(self, kept: object) -> Undo | None:
        """Return the undo that the page of before kept this for."""
        del kept
        return None
