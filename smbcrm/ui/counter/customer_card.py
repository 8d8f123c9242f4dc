"""The open customer's card: name, tier, allergy, occasion, numbers, good to know."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.membership.counter.types import CustomerView
from smbcrm.ui.alert_note import AlertNote
from smbcrm.ui.counter import facts
from smbcrm.ui.counter.card_line import CardButtons, CardLine
from smbcrm.ui.counter.card_parts import (
    FEW_LINES,
    LINES,
    GoodToKnow,
    OccasionBanner,
    make_tiles,
)
from smbcrm.ui.counter.figures import Figure, Kind, figures
from smbcrm.ui.desk import Desk
from smbcrm.ui.name_line import NameLine
from smbcrm.ui.shown_photo import ShownPhoto
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import Avatar
from smbcrm.ui.widgets.cards import Tile
from smbcrm.ui.widgets.scrolling import scrolling
from smbcrm.ui.widgets.wrapped import WrapLabel

WIDE, SLIM = 396, 352
_AVATARS = (56, 44)


class CustomerCard(QFrame):
    """Everything that matters before somebody is served; it scrolls where the window is low."""

    card_wanted = Signal()
    """The customer shall get a card, or another one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._customer: int | None = None
        self._slim = False
        dress(self, kind="card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        inside = QWidget()
        self._scroll = scrolling(inside)
        outer.addWidget(self._scroll)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(15, 15, 15, 15)
        self._column.setSpacing(12)
        self._column.addLayout(self._head())
        self.alert = AlertNote()
        self.banner = OccasionBanner()
        self._column.addWidget(self.alert)
        self._column.addWidget(self.banner)
        self._column.addLayout(self._numbers())
        self.known = GoodToKnow(desk)
        self._column.addWidget(self.known, 1)
        self._buttons = CardButtons(desk)
        self.card_button = self._buttons.card
        self.card_button.clicked.connect(self.card_wanted)
        self._column.addWidget(self._buttons)
        self.setFixedWidth(WIDE)

    def show_view(self, view: CustomerView) -> None:
        """Show a customer."""
        desk, name = self._desk, facts.name_of(view)
        for avatar in self._avatars:
            avatar.show_person(name, view.tier_code)
        self._photo.show_view(view)
        self._name.show_name(name, view.tier_code, view.shown.tier)
        self._since.setText(facts.since_words(desk, view))
        self._card.show_view(view)
        self._buttons.show_view(view)
        self.alert.show_alert(view.shown.customer.profile.alert)
        soon = view.occasion
        self.banner.show_banner(facts.occasion_words(desk, soon) if soon else None)
        self._show_figures(figures(desk, view, short=self._slim))
        if view.shown.customer.id != self._customer:
            self._customer = view.shown.customer.id
            self.known.fold()
            self._scroll.verticalScrollBar().setValue(0)
        self.known.show_lines(facts.good_to_know(desk, view))
        self.setAccessibleName(name)

    def touch(self, touched: Collection[Kind]) -> None:
        """Mark the tiles whose numbers were just changed."""
        for kind, tile in self._tiles.items():
            tile.set_touched(kind in touched)

    def be_slim(self, slim: bool) -> None:  # noqa: FBT001 - one thing to say
        """Fit a narrower window."""
        self._slim = slim
        self.setFixedWidth(SLIM if slim else WIDE)
        edge = 10 if slim else 15
        self._column.setContentsMargins(edge, edge, edge, edge)
        for avatar, size in zip(self._avatars, _AVATARS, strict=True):
            avatar.setVisible((size == min(_AVATARS)) == slim)
        self._card.be_slim(slim)
        self.known.show_most(FEW_LINES if slim else LINES)
        self._column.setSpacing(8 if slim else 12)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(14)
        self._avatars = tuple(Avatar(size=size) for size in _AVATARS)
        for avatar in self._avatars:
            head.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        self._avatars[1].hide()
        self._photo = ShownPhoto(self._desk, self, self._avatars)
        words = QVBoxLayout()
        words.setSpacing(3)
        self._name = NameLine()
        self._since = WrapLabel("", "muted")
        self._card = CardLine(self._desk)
        for part in (self._name, self._since, self._card):
            words.addWidget(part)
        head.addLayout(words, 1)
        return head

    def _numbers(self) -> QGridLayout:
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        for column in range(2):
            self._grid.setColumnStretch(column, 1)
        self._tiles = make_tiles()
        for place, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, place // 2, place % 2)
        return self._grid

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles that are shown, in their order."""
        return tuple(tile for tile in self._tiles.values() if not tile.isHidden())

    def _show_figures(self, shown: Sequence[Figure]) -> None:
        """Fill the tiles of a customer, and let the others go."""
        kinds = [figure.kind for figure in shown]
        for kind, tile in self._tiles.items():
            tile.setVisible(kind in kinds)
        for place, figure in enumerate(shown):
            tile = self._tiles[figure.kind]
            tile.show_value(figure.value, figure.sub, title=figure.title)
            self._grid.addWidget(tile, place // 2, place % 2)
