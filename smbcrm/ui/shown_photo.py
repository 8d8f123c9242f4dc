"""The photo of whom a screen shows, fetched once it is shown who it is."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from smbcrm.membership.counter.types import CustomerView
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.widgets.badges import Avatar


class ShownPhoto:
    """Puts it into round pictures, which show initials until it is there; each is asked for once.

    Who has none costs no question.
    """

    def __init__(self, desk: Desk, owner: QObject, pictures: Sequence[Avatar]) -> None:
        self._desk, self._pictures = desk, pictures
        self._asking = Latest(desk.jobs, owner)
        self._shown: int | None = None

    def show_view(self, view: CustomerView) -> None:
        """Show the photo of a customer, if there is one."""
        if view.photo == self._shown:
            return
        self._shown = view.photo
        self._show(None)
        self._asking.forget()
        if view.photo is not None:
            look = partial(self._desk.services.photos.of, view.shown.customer.id)
            self._asking.ask(look, self._show, self._failed)

    def _show(self, content: bytes | None) -> None:
        photo = QImage()
        if content is not None:
            # Whatever a restored shop calls a photo: no other reader of Qt's looks at it.
            photo.loadFromData(content, "JPEG")
        for one in self._pictures:
            one.show_photo(photo)

    def _failed(self, _error: Exception) -> None:
        """Leave the initials, and ask anew when the customer is shown again."""
        self._shown = None
