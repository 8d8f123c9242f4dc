"""Who would move at the next review, and who is close to the chosen tier."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_, Text
from smbcrm.membership.tiers.moves import Move, ReviewList
from smbcrm.membership.tiers.rules import review_after
from smbcrm.membership.tiers.standing import Close
from smbcrm.membership.tiers.types import HoldReason, HoldRequest, Tier
from smbcrm.ui.desk import Desk
from smbcrm.ui.saver import Save
from smbcrm.ui.settings.part import Part, empty
from smbcrm.ui.settings.tier_words import figures_words
from smbcrm.ui.widgets.badges import Avatar, TierBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label
from smbcrm.ui.wording import called, initials

SHOWN = 4
_PERCENT = 100


class MovesCard(Card):
    """The first of those who would move, before anything is applied."""

    decided = Signal()
    """Somebody wants to see the whole list."""

    def __init__(self, part: Part) -> None:
        super().__init__(padding=0, spacing=0)
        self.setObjectName("tier_moves")
        self._part, self._desk = part, part.desk
        self._list: ReviewList | None = None
        self._title = label("", "section", wrap=True)
        self._title.setContentsMargins(14, 12, 14, 10)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.keep = Button("", small=True)
        self.keep.setObjectName("tier_keep_all")
        self.keep.clicked.connect(self._keep)
        self.decide = Button(self._desk.say(N_("Decide each")), kind="quiet", small=True)
        self.decide.setObjectName("tier_decide")
        self.decide.clicked.connect(self.decided)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(14, 8, 14, 10)
        row.addWidget(self.keep)
        row.addWidget(self.decide)
        row.addStretch(1)
        self.body.addWidget(self._title)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._foot)
        self._foot.hide()

    def show_list(self, found: ReviewList, *, due: bool) -> None:
        """Show a review; `due`: its date is there, and it was not applied yet."""
        desk, today = self._desk, self._desk.today()
        self._list = found
        empty(self._lines)
        day = desk.words.date(found.of, today=today)
        says = N_("Review of {date}: to be applied") if due else N_("Would move on {date}")
        self._title.setText(desk.say(says, date=day))
        for move in found.moves[:SHOWN]:
            self._lines.addWidget(hairline())
            self._lines.addWidget(MoveLine(desk, move))
        if not found.moves:
            self._lines.addWidget(hairline())
            nobody = label(desk.say(N_("Nobody, as of today.")), "caption", wrap=True)
            nobody.setContentsMargins(14, 10, 14, 12)
            self._lines.addWidget(nobody)
        elif len(found.moves) > SHOWN:
            more = desk.count(
                NN_("{count} more customer", "{count} more customers"), len(found.moves) - SHOWN
            )
            rest = label(more, "caption")
            rest.setContentsMargins(14, 6, 14, 6)
            self._lines.addWidget(hairline())
            self._lines.addWidget(rest)
        down = sum(not move.is_up for move in found.moves)
        self.keep.set_text(desk.say(N_("Keep all {count}"), count=f"{down:,}"))
        self.keep.setVisible(bool(down))
        self._foot.setVisible(bool(found.moves))

    def text(self) -> str:
        """Return what is in it, line by line."""
        items = (self._lines.itemAt(number) for number in range(self._lines.count()))
        found = (item.widget() for item in items if item is not None)
        lines = [one.accessibleName() for one in found if one is not None and one.accessibleName()]
        return "\n".join([self._title.text(), *lines])

    def _keep(self) -> None:
        if self._list is not None:
            down = [move for move in self._list.moves if not move.is_up]
            keep(self._part, self._list, down)


class MoveLine(QWidget):
    """Somebody who would move: name, figures, and the tier they would come to."""

    def __init__(self, desk: Desk, move: Move) -> None:
        super().__init__()
        name = called(move.name, move.code)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(Avatar(initials(name), move.before.code))
        words = QVBoxLayout()
        words.setSpacing(0)
        figures = figures_words(desk, move.figures, move.judged)
        words.addWidget(ElideLabel(name, "strong"))
        words.addWidget(label(figures, "caption", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(TierBadge(move.after.code, move.after.name, small=True))
        says = desk.say(
            N_("{name}, {figures}, from {before} to {after}"),
            name=name,
            figures=figures,
            before=move.before.name,
            after=move.after.name,
        )
        self.setAccessibleName(says)


class CloseCard(Card):
    """Who lacks least of the chosen tier."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=8)
        self.setObjectName("tier_close")
        self._desk = desk
        self._title = label("", "section", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addWidget(self._title)
        self.body.addLayout(self._lines)

    def show_close(self, tier: Tier, close: Sequence[Close]) -> None:
        """Show who is close to a tier; the card goes where nobody is."""
        desk = self._desk
        empty(self._lines)
        self._title.setText(desk.say(N_("Close to {tier}"), tier=tier.name))
        for one in close:
            money = desk.words.money(one.wanted - one.spend)
            head = QHBoxLayout()
            head.addWidget(ElideLabel(called(one.name, one.code), "strong"), 1)
            to_go = desk.say(N_("{amount} to go"), amount=money)
            head.addWidget(label(to_go, "caption"), 0, Qt.AlignmentFlag.AlignRight)
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setFixedHeight(6)
            bar.setRange(0, _PERCENT)
            bar.setValue(_PERCENT * one.spend // one.wanted)
            bar.setAccessibleName(f"{called(one.name, one.code)}, {to_go}")
            line = QWidget()
            column = QVBoxLayout(line)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            column.addLayout(head)
            column.addWidget(bar)
            self._lines.addWidget(line)
        self.setVisible(bool(close))


def keep(part: Part, review: ReviewList, moves: Sequence[Move]) -> None:
    """Let people keep the tier they hold at a review; the one after it decides again."""
    desk = part.desk
    tiers, shop = desk.services.tiers, desk.services.shop

    def work() -> Sequence[Move]:
        until = review_after(shop.shop().review_dates, review.of) - dt.timedelta(days=1)
        for move in moves:
            reason = HoldReason.GOODWILL.value
            tiers.hold(HoldRequest(move.customer, move.before.code, until, reason), desk.act())
        return moves

    def take_back(held: Sequence[Move]) -> None:
        for move in held:
            tiers.unhold(move.customer, desk.act())

    what = (
        Text(N_("{name} stays {tier}"), _named(moves[0]))
        if len(moves) == 1
        else Text(N_("{count} people keep their tier"), {"count": len(moves)})
    )
    save = Save(what, work, lambda held: partial(take_back, held), done=lambda _: part.arrive())
    part.saver.save(part, save, desk.room.trouble)


def _named(move: Move) -> dict[str, object]:
    return {"name": called(move.name, move.code), "tier": move.before.name}
