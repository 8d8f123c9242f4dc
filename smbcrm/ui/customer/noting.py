"""Writes notes of today down, from the timeline and from the tab of the notes."""

from collections.abc import Callable

from smbcrm.core.errors import ShopbellError
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.customer.parts import Parts
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts


class Noting:
    """Both fields empty once a note is written down; a refusal is said where it was typed."""

    def __init__(
        self, desk: Desk, keeping: Keeping, parts: Parts, customer: Callable[[], int | None]
    ) -> None:
        self._desk, self._keeping, self._parts = desk, keeping, parts
        self._customer = customer

    def add(self, text: str) -> None:
        """Write down what was said."""
        customer = self._customer()
        if customer is not None:
            self._keeping.add_note(customer, text, refused=self._refused, then=self._done)

    def _done(self) -> None:
        self._parts.timeline.note.clear()
        self._parts.notes.note_added()

    def _refused(self, error: ShopbellError) -> None:
        field = self._parts.timeline.note
        (field if field.text() else self._parts.notes.day_note).show_error(
            *two_parts(self._desk.tell(error))
        )
