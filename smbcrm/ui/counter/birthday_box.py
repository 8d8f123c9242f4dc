"""When somebody was born, by the sun or the moon, and when it comes round next."""

import datetime as dt
import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.choices import days_in, first_time, may_be_leap, settings_of
from smbcrm.membership.occasions.rules import next_dates
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.ui.counter.birthday_words import comes_round, day_name, explanation, month_name
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Segmented
from smbcrm.ui.widgets.fields import Chooser, TextField
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import label

_YEAR_DIGITS = 4
_ROUNDS = 3
_YEAR_WIDTH, _CHOICE_WIDTH = 92, 124
_GAP, _LINE_HEIGHT = 12, 36
_BEEN = frozenset(OccasionKind) - {OccasionKind.WEDDING_ANNIVERSARY, OccasionKind.CUSTOM}
"""Of these the first day is over: a wedding may be to come."""


class BadYear(UserError):
    """Something else than four digits."""

    msgid = N_("“{text}” is no year. Write its four digits, or leave it empty.")


class YearToCome(UserError):
    """Nobody is born later than today."""

    msgid = N_("That day is still to come. Correct the year.")


class MonthMissing(UserError):
    """A year or a day without its month."""

    msgid = N_("The month is missing. Choose it, or empty the rest.")


@dataclass(frozen=True, slots=True)
class BirthdayParts:
    """What is typed of a birthday. Day and leap month are as wanted, also where none fits now."""

    calendar: Calendar = Calendar.SOLAR
    year: str = ""
    month: int | None = None
    day: int | None = None
    leap: bool = False

    def __bool__(self) -> bool:
        """Whether anything was typed."""
        return bool(self.year or self.month or self.day)


class BirthdayBox(QFrame):
    """Asks for a birthday; month and day keep their place when the calendar is changed.

    Under another `title` for any other occasion, which `celebrate` names.
    """

    edited = Signal()

    def __init__(self, desk: Desk, title: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._of, self._label = OccasionKind.BIRTHDAY, ""
        self._called = title or desk.say(N_("Birthday"))
        self._day: int | None = None
        self._leap = False
        dress(self, kind="tile")
        self._calendar = Segmented(
            [
                (Calendar.SOLAR, desk.say(N_("Solar")), "sun"),
                (Calendar.LUNAR, desk.say(N_("Lunar")), "moon"),
            ]
        )
        named = title or desk.say(N_("Calendar of the birthday"))
        self._calendar.setAccessibleName(named)
        self._calendar.choose(Calendar.SOLAR)
        self.year = TextField(desk.say(N_("Year, if known")))
        self.month = Chooser(desk.say(N_("Month")))
        self.day = Chooser(desk.say(N_("Day")))
        self._leap_box = QCheckBox(desk.say(N_("leap")))
        self._leap_box.setAccessibleName(desk.say(N_("Leap month")))
        self._leap_part = QWidget()
        self._rounds = Flow()
        self._badges = [StateBadge("", "", "info") for _ in range(_ROUNDS)]
        self._words = label(kind="caption", wrap=True)
        self._build()
        self._connect()
        self._show_choices()
        self._show_rounds()

    # ------------------------------------------------------------------------ what is in it

    def occasion(self) -> Occasion | None:
        """Return the birthday, None where nothing is typed.

        Raises BadYear, YearToCome, MonthMissing, and what `Occasion` raises.
        """
        parts = self.parts()
        if not parts:
            return None
        year = _read_year(parts.year)
        if parts.month is None:
            raise MonthMissing
        day, leap = self._fitting_day(), self._leap_box.isChecked()
        found = Occasion(self._of, parts.calendar, year, parts.month, day, leap, self._label)
        born = first_time(found)
        to_come = (year or 0) > self._today().year or (born is not None and born > self._today())
        if to_come and self._of in _BEEN:
            raise YearToCome
        return found

    def celebrate(self, kind: OccasionKind, label: str) -> None:
        """Ask for the date of this occasion."""
        if (kind, label) != (self._of, self._label):
            self._of, self._label = kind, label
            self._show_rounds()

    def show_occasion(self, occasion: Occasion) -> None:
        """Show one that is known."""
        self._of, self._label = occasion.kind, occasion.label
        year = "" if occasion.year is None else f"{occasion.year:04}"
        date = (occasion.month, occasion.day, occasion.is_leap_month)
        self.show_parts(BirthdayParts(occasion.calendar, year, *date))

    def known(self) -> Occasion | None:
        """Return the birthday if it can be one as it stands."""
        try:
            return self.occasion()
        except UserError:
            return None

    def parts(self) -> BirthdayParts:
        """Return what is typed, right or wrong."""
        month = self.month.value()
        return BirthdayParts(
            Calendar(self._calendar.value()),
            self.year.text(),
            month if isinstance(month, int) else None,
            self._day,
            self._leap,
        )

    def show_parts(self, parts: BirthdayParts) -> None:
        """Show what was typed before."""
        self._calendar.choose(parts.calendar)
        self.year.set_text(parts.year)
        self._day, self._leap = parts.day, parts.leap
        self.month.choose(parts.month)
        self._show_choices()
        self._show_rounds()

    def check(self) -> bool:
        """Say at the field what is wrong; tell whether all is well."""
        try:
            self.occasion()
        except MonthMissing as error:
            self.month.show_error(*two_parts(self._desk.tell(error)))
        except UserError as error:
            self.year.show_error(*two_parts(self._desk.tell(error)))
        else:
            return True
        return False

    # -------------------------------------------------------------------------- in the house

    def _build(self) -> None:
        say = self._desk.say
        row = Flow(spacing=_GAP)
        self.year.edit.setFixedWidth(_YEAR_WIDTH)
        self.month.combo.setFixedWidth(_CHOICE_WIDTH)
        self.day.combo.setFixedWidth(_CHOICE_WIDTH)
        line = QWidget()
        line.setFixedHeight(_LINE_HEIGHT)
        middle = QHBoxLayout(line)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self._leap_box)
        calendar = _titled(self._called, self._calendar, QWidget())
        leap = _titled(say(N_("Leap month")), line, self._leap_part)
        for part in (calendar, self.year, self.month, self.day, leap):
            row.addWidget(part)
        rounds = self._rounds
        words = label(say(N_("Next three")), "label")
        words.setFixedHeight(self._badges[0].sizeHint().height())
        rounds.addWidget(words)
        for badge in self._badges:
            rounds.addWidget(badge)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(row)
        column.addWidget(self._rounds)
        column.addWidget(self._words)

    def _connect(self) -> None:
        self._calendar.changed.connect(self._changed)
        self.month.changed.connect(self._changed)
        self.day.changed.connect(self._day_chosen)
        self._leap_box.clicked.connect(self._leap_chosen)
        self.year.edited.connect(self._changed)
        self.year.left.connect(self._year_left)

    def _changed(self) -> None:
        self._show_choices()
        self._show_rounds()
        self.edited.emit()

    def _day_chosen(self, day: object) -> None:
        self._day = day if isinstance(day, int) else None
        self._changed()

    def _leap_chosen(self) -> None:
        self._leap = self._leap_box.isChecked()
        self._changed()

    def _year_left(self) -> None:
        if self.month.value() is not None or _bad_year(self.year.text()):
            self.check()

    def _show_choices(self) -> None:
        """Offer the months and days that this year has."""
        desk, calendar = self._desk, Calendar(self._calendar.value())
        chosen = self.month.value()
        months = range(1, lunar.MONTHS + 1)
        none = [(None, "—", "")]
        self.month.set_options(
            none + [(one, month_name(desk, calendar, one), "") for one in months]
        )
        self.month.choose(chosen)
        year = None if _bad_year(self.year.text()) else _read_year(self.year.text())
        number = chosen if isinstance(chosen, int) else 1
        may = calendar is Calendar.LUNAR and may_be_leap(year, number) and chosen is not None
        self._leap_part.setVisible(calendar is Calendar.LUNAR)
        self._leap_box.setEnabled(may)
        self._leap_box.setChecked(may and self._leap)
        days = days_in(calendar, year, number, leap=self._leap_box.isChecked())
        self.day.set_options(
            none + [(one, day_name(desk, calendar, one), "") for one in range(1, days + 1)]
        )
        self.day.choose(self._fitting_day())

    def _fitting_day(self) -> int | None:
        return self._day if self._day is None or self._day < self.day.combo.count() else None

    def _show_rounds(self) -> None:
        """Say when it comes round next, and what has to be known of that."""
        found, desk = self.known(), self._desk
        self._rounds.setVisible(found is not None)
        if found is None:
            self._words.setText(desk.say(N_("The month alone is enough; the year tells the age.")))
            return
        settings, today = settings_of(desk.shop), self._today()
        rounds = next_dates(found, today, _ROUNDS, settings)
        is_lunar = found.calendar is Calendar.LUNAR
        for badge, one in zip(self._badges, rounds, strict=False):
            icon, tone = ("moon", "info") if is_lunar else ("cake", "rose")
            badge.show_state(icon, comes_round(desk, found, one), tone)
        for number, badge in enumerate(self._badges):
            badge.setVisible(number < len(rounds))
        words = explanation(desk, found, settings, today)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _today(self) -> dt.date:
        return self._desk.shop.day.date(self._desk.services.clock.now())


def _titled(title: str, part: QWidget, holder: QWidget) -> QWidget:
    """Put a title above a part, as fields have one."""
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(title, "label"))
    column.addWidget(part)
    return holder


def _read_year(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    if not (len(plain) == _YEAR_DIGITS and plain.isascii() and plain.isdigit()):
        raise BadYear(text=text)
    return int(plain)


def _bad_year(text: str) -> bool:
    try:
        _read_year(text)
    except BadYear:
        return True
    return False
