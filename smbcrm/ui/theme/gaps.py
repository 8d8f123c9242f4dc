"""What neither the style sheet nor the palette reaches in Qt's own widgets."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QAbstractSpinBox, QCalendarWidget, QLineEdit

_INSET = 9  # pixels: with the border the 10 of every other field


def inset(field: QAbstractSpinBox) -> None:
    """Move the text of a field with arrows in to where other fields have it.

    Qt leaves the padding of the sheet out there; a date with a calendar it treats as a combo box,
    which needs nothing.
    """
    for text in field.findChildren(QLineEdit):
        text.setTextMargins(_INSET, 0, 0, 0)


def plain_days(calendar: QCalendarWidget) -> None:
    """Show weekends in the colour of other days, and no numbers of weeks.

    Qt paints weekends in its own red, which stands for failure here.
    """
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
