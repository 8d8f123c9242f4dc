"""The review of tiers: everybody who would move, decided one by one, then applied."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.ledger.postings import OperationPosted
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.moves import Move, ReviewList
from smbcrm.membership.tiers.standing import TiersNow
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.jobs import Lane, Latest
from smbcrm.ui.report_file import ReportFile
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.part import Part, empty
from smbcrm.ui.settings.tier_moves import keep
from smbcrm.ui.settings.tier_words import figures_words
from smbcrm.ui.widgets.badges import TierBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, hairline, label
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.wording import called

_MOST = 200
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Seen:
    now: TiersNow
    review: ReviewList

    @property
    def due(self) -> bool:
        """Whether it may be applied now."""
        return self.review.of <= self.now.today and self.review.applied is None


class TierReviewPart(Part):
    """The list comes first; nothing moves before it is applied, and then exactly once."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        say = desk.say
        self._seen: _Seen | None = None
        self._keeps: list[Button] = []
        self._asking = Latest(desk.jobs, self, lane=Lane.LONG)
        self.back = Button(say(N_("Tiers")), icon="arrow-left", kind="quiet", small=True)
        self.back.setObjectName("review_back")
        self.back.clicked.connect(lambda: desk.room.go("settings/tiers"))
        self._title = label("", "section")
        listed = say(N_("The whole list to Excel"))
        self.excel = Button(say(N_("Excel")), icon="file-spreadsheet", kind="quiet", name=listed)
        self.excel.setObjectName("review_excel")
        self.excel.setToolTip(plain_tip(listed))
        self.excel.clicked.connect(self._save_list)
        self.excel.hide()
        self.file = ReportFile(desk, self, N_("Save this list"), desk.room.remark)
        self.note = Note("info")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.apply = Button(say(N_("Apply")), icon="check", kind="primary")
        self.apply.setObjectName("review_apply")
        self.apply.clicked.connect(self._apply)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.back)
        head.addWidget(self._title, 1)
        head.addWidget(self.excel)
        head.addWidget(self.apply)
        card = Card(padding=0, spacing=0)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 12)
        top.setSpacing(10)
        top.addLayout(head)
        top.addWidget(self.note)
        card.body.addLayout(top)
        card.body.addLayout(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def arrive(self) -> None:
        """Ask who would move."""
        services = self.desk.services
        self._asking.ask(lambda: _look(services), self._show, self.desk.room.trouble)

    def happened(self, event: object) -> None:
        """Ask again after anything that tiers look at."""
        changed = isinstance(event, SetUpChanged) and event.what in {SetUp.SHOP, SetUp.TIERS}
        if changed or isinstance(event, Elsewhere | OperationPosted):
            self.arrive()

    def names(self) -> list[str]:
        """Return who would move, as it is shown."""
        found = (self._lines.itemAt(number) for number in range(self._lines.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [one.accessibleName() for one in widgets if one is not None and one.accessibleName()]

    def _show(self, seen: _Seen) -> None:
        desk, self._seen = self.desk, seen
        review, at = seen.review, self._focused()
        day = desk.words.date(review.of, today=seen.now.today)
        self._title.setText(desk.say(N_("Review of {date}"), date=day))
        self.note.show_text("", self._says(seen))
        self.apply.setVisible(seen.due)
        self.apply.setEnabled(seen.due and bool(review.moves))
        self.excel.setVisible(bool(review.moves))
        empty(self._lines)
        self._keeps = []
        for move in review.moves[:_MOST]:
            self._lines.addWidget(hairline())
            self._lines.addWidget(self._line(review, move))
        if len(review.moves) > _MOST:
            more = desk.count(
                NN_("{count} more customer", "{count} more customers"), len(review.moves) - _MOST
            )
            rest = label(more, "caption")
            rest.setContentsMargins(16, 8, 16, 8)
            self._lines.addWidget(rest)
        if at is not None:
            self._focus_again(*at)

    def _focused(self) -> tuple[str, int] | None:
        """Return the name of the button with the focus, and its number among those that keep."""
        for number, button in enumerate((*self._keeps, self.excel, self.apply)):
            if button.hasFocus():
                return button.objectName(), number
        return None

    def _focus_again(self, name: str, number: int) -> None:
        """Put the focus where it was; else to who took the place in the list, or the way back."""
        heads = [one for one in (self.excel, self.apply) if one.isVisible() and one.isEnabled()]
        same = [one for one in (*self._keeps, *heads) if one.objectName() == name]
        stops = same or self._keeps[number : number + 1] or [self.back]
        stops[0].setFocus()

    def _says(self, seen: _Seen) -> str:
        desk, review = self.desk, seen.review
        day = desk.words.date(review.of, today=seen.now.today)
        up = sum(move.is_up for move in review.moves)
        figures = {"up": up, "down": len(review.moves) - up, "date": day}
        if review.applied is not None:
            return desk.say(N_("It was applied: {up} moved up, {down} down."), **figures)
        if not review.moves:
            return desk.say(N_("Nobody would move, as of today."))
        if seen.due:
            return desk.say(N_("{up} move up, {down} down, once this is applied."), **figures)
        return desk.say(
            N_("{up} would move up, {down} down on {date}, if nothing is bought before."),
            **figures,
        )

    def _line(self, review: ReviewList, move: Move) -> QWidget:
        desk, name = self.desk, called(move.name, move.code)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(ElideLabel(name, "strong"), 1)
        figures = label(figures_words(desk, move.figures, move.judged))
        figures.setAlignment(_RIGHT)
        row.addWidget(figures)
        row.addSpacing(10)
        row.addWidget(TierBadge(move.before.code, move.before.name, small=True))
        row.addWidget(IconLabel("arrow-right", 15))
        row.addWidget(TierBadge(move.after.code, move.after.name, small=True))
        if review.applied is None and not move.is_up:
            says = desk.say(N_("Keep {name}"), name=name)
            button = Button(desk.say(N_("Keep")), small=True, name=says)
            button.setObjectName(f"keep_{move.code}")
            button.clicked.connect(partial(keep, self, review, [move]))
            row.addWidget(button)
            self._keeps.append(button)
        line.setAccessibleName(
            desk.say(
                N_("{name}, {figures}, from {before} to {after}"),
                name=name,
                figures=figures.text(),
                before=move.before.name,
                after=move.after.name,
            )
        )
        return line

    def _apply(self) -> None:
        if self._seen is None or not self._seen.due:
            return
        desk = self.desk
        self.back.setFocus()
        self.apply.setEnabled(False)
        work = partial(desk.services.tiers.apply_review, None, desk.act())
        desk.ask(self, work, self._applied, self._failed, lane=Lane.LONG)

    def _applied(self, done: ReviewList) -> None:
        desk = self.desk
        up = sum(move.is_up for move in done.moves)
        says = desk.say(N_("Applied: {up} moved up, {down} down"), up=up, down=len(done.moves) - up)
        desk.room.toast(says)
        self.arrive()

    def _save_list(self) -> None:
        if self._seen is not None:
            desk, review = self.desk, self._seen.review
            title = desk.say(N_("Review of tiers"))
            self.file.save(
                f"{title} {review.of.isoformat()}", partial(desk.services.reports.review, review)
            )

    def _failed(self, error: Exception) -> None:
        self.desk.room.trouble(error, self._apply)
        self.arrive()


def _look(services: Services) -> _Seen:
    """Return the review that is due, else the one to come."""
    now, due = services.tiers.standing(), services.tiers.review()
    if due.applied is None and due.moves:
        return _Seen(now, due)
    return _Seen(now, services.tiers.review(now.next_review))
