"""What each weekday multiplies points by: seven short fields in a row."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.shop.settings import WEEKDAYS
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.part import FormRow, RowField
from smbcrm.ui.settings.saved_field import refusal
from smbcrm.ui.settings.typed_numbers import read_hundredths, shown_hundredths
from smbcrm.ui.widgets.labels import label

_WIDTH, _USUAL = 50, 100
_MOST = 9_999
"""The highest factor of a day, in percent, as its setting takes it."""


class WeekdayFields(QWidget):
    """The factors of Monday to Sunday; `save` is told all of them as the setting is written."""

    def __init__(self, desk: Desk, name: str, save: Callable[[str, "RowField"], None]) -> None:
        super().__init__()
        self._desk = desk
        self._tell = save
        self._factors: Sequence[int] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(5)
        grid.setVerticalSpacing(2)
        locale = QLocale(desk.words.translator.language)
        self.fields: list[RowField] = []
        for number in range(len(WEEKDAYS)):
            short = locale.dayName(number + 1, QLocale.FormatType.ShortFormat)
            whole = locale.dayName(number + 1, QLocale.FormatType.LongFormat)
            field = RowField(f"{name}.{WEEKDAYS[number]}", whole, _WIDTH, self._saver(number))
            self.fields.append(field)
            grid.addWidget(label(short, "caption"), 0, number)
            grid.addWidget(field.field, 1, number)

    def stand_in(self, row: FormRow) -> None:
        """Say below a row what is wrong."""
        for field in self.fields:
            field.row = row

    def show_factors(self, factors: Sequence[int]) -> None:
        """Show the factors in percent; what somebody is typing stays."""
        self._factors = factors
        for field, factor in zip(self.fields, factors, strict=True):
            field.show(shown_hundredths(factor))

    def _saver(self, number: int) -> Callable[[str], None]:
        def save(text: str) -> None:
            field = self.fields[number]
            try:
                factor = read_hundredths(text) if text else _USUAL
            except UserError as error:
                field.refuse(*refusal(self._desk, error))
                return
            if factor > _MOST:
                most = shown_hundredths(_MOST)
                field.refuse(
                    self._desk.say(N_("“{text}” does not fit here."), text=text),
                    self._desk.say(N_("It takes {least} to {most}."), least="0", most=most),
                )
                return
            factors = [*self._factors]
            factors[number] = factor
            self._tell(written(factors), field)

        return save


def written(factors: Sequence[int]) -> str:
    """Return factors in percent as the setting is written.

    >>> written([100, 200, 100, 100, 100, 150, 100]), written([100] * 7)
    ('tue=2, sat=1.5', 'none')
    """
    parts = [
        f"{day}={shown_hundredths(factor)}"
        for day, factor in zip(WEEKDAYS, factors, strict=True)
        if factor != _USUAL
    ]
    return ", ".join(parts) or "none"
