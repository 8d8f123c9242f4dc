"""The day that something belongs to, typed."""

import datetime as dt

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.requests.types import DateInFuture, DateTooEarly
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.typed_dates import NotADate, read_date
from smbcrm.ui.widgets.fields import TextField

_WIDTH = 150


class DayField(TextField):
    """A date, or nothing; what is wrong with it is said below."""

    def __init__(self, desk: Desk, *, placeholder: str = "") -> None:
        super().__init__(desk.say(N_("Date")), placeholder=placeholder)
        self._desk = desk
        self.setFixedWidth(_WIDTH)

    def day(self) -> dt.date | None:
        """Return the day, None for nothing; raise NotADate."""
        return read_date(self.text())

    def check(self) -> bool:
        """Tell whether a date or nothing is typed; if not, say so here."""
        try:
            self.day()
        except NotADate as error:
            self.refuse(error)
            return False
        return True

    def refuse(self, error: ShopbellError) -> None:
        """Say that it is no day for it, and put the cursor here."""
        self.show_error(*two_parts(self._desk.tell(error)))
        self.setFocus()

    @staticmethod
    def is_meant(error: ShopbellError) -> bool:
        """Tell whether it is about the day that something was refused."""
        return isinstance(error, DateInFuture | DateTooEarly)
