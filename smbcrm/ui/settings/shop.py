"""The shop: its name and place, its money and clock, its documents and cards."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.settings import Setting
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.shop import settings as s
from smbcrm.membership.shop.service import SettingValue
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.languages import LANGUAGE_OPTIONS
from smbcrm.ui.saver import Save, Saver
from smbcrm.ui.settings import choices
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.saved_field import SavedField, Typed, refuse
from smbcrm.ui.settings.search_chooser import SearchChooser
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import AreaField, Chooser, Field, TextField
from smbcrm.ui.widgets.labels import label

_ONE_COLUMN_BELOW = 620


class ShopPart(Part):
    """Every setting of the shop that is no rule of points, tiers or money."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self._grids: list[tuple[QGridLayout, Sequence[QWidget]]] = []
        self._show: dict[str, Callable[[str], None]] = {}
        self._shown = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._card(N_("Name and place"), self._place()))
        column.addWidget(self._card(N_("Money and day"), self._money()))
        column.addWidget(self._card(N_("Documents and cards"), self._documents()))
        column.addStretch(1)

    def arrive(self) -> None:
        """Ask for the settings."""
        self.desk.ask(self, self.desk.services.shop.all, self._show_all)

    def happened(self, event: object) -> None:
        """Ask again after a change of the shop."""
        if isinstance(event, Elsewhere) or event == SetUpChanged(SetUp.SHOP):
            self.arrive()

    def narrow(self, width: int, height: int) -> None:
        """Put the fields under each other where there is little room."""
        del height
        columns = 1 if width < _ONE_COLUMN_BELOW else 2
        for grid, fields in self._grids:
            _arrange(grid, fields, columns)

    def _place(self) -> list[QWidget]:
        language = self.desk.words.translator.language
        known = choices.regions(self.desk.shop.region, language)
        regions = SearchChooser(self._title(s.REGION), known)
        return [
            self._text(s.NAME),
            self._text(s.PHONE),
            self._typed(s.ADDRESS, AreaField(self._title(s.ADDRESS))),
            self._typed(s.REGION, regions),
        ]

    def _money(self) -> list[QWidget]:
        say = self.desk.say
        currency = TextField(self._title(s.CURRENCY))
        currency.edit.setReadOnly(True)
        currency.edit.setObjectName(s.CURRENCY.key)
        self._show[s.CURRENCY.key] = currency.set_text
        zones = SearchChooser(self._title(s.TIME_ZONE), choices.time_zones(self.desk.shop.region))
        hours = [(hour, hour, "") for hour in choices.hours()]
        return [
            self._explained(currency, say(N_("Fixed when the shop was made."))),
            self._explained(
                self._text(s.TAX, say(N_("none"))),
                say(N_("One line on the bill. Leave it empty for none.")),
            ),
            self._typed(s.TIME_ZONE, zones),
            self._explained(
                self._chosen(s.DAY_BEGINS, hours),
                say(N_("What is recorded before it counts for the day before.")),
            ),
            self._explained(
                self._chosen(s.COUNT_BLIND, choices.yes_or_no(say)),
                say(N_("Whoever closes the day counts first, and then sees what should be there.")),
            ),
        ]

    def _documents(self) -> list[QWidget]:
        say = self.desk.say
        return [
            self._explained(
                self._chosen(s.LANGUAGE, LANGUAGE_OPTIONS),
                say(N_("Of a bill, where the customer has no language of their own.")),
            ),
            self._explained(
                self._text(s.CARD_PREFIX),
                say(N_("Every card that the shop gives out begins with them.")),
            ),
            self._explained(
                self._text(s.TAX_NUMBER), say(N_("Stands at the foot of bills, below the address."))
            ),
            self._explained(
                self._text(s.BILL_NOTE),
                say(N_("A word of thanks, or how long goods can be brought back.")),
            ),
        ]

    def _text(self, setting: Setting[object], placeholder: str = "") -> TextField:
        field = TextField(self._title(setting), placeholder=placeholder)
        self._typed(setting, field)
        return field

    def _typed(self, setting: Setting[object], field: Typed) -> Typed:
        saved = SavedField(field, setting.key, lambda text: self._save(setting, text, refused))
        refused = refuse(self.desk, saved)
        self.fields.append(saved)
        self._show[setting.key] = saved.show
        return field

    def _chosen(self, setting: Setting[object], options: choices.Options) -> Chooser:
        field = Chooser(self._title(setting), options)
        field.combo.setObjectName(setting.key)
        field.changed.connect(lambda value: self._save(setting, str(value), refused))
        self._show[setting.key] = field.choose

        def refused(error: ShopbellError) -> None:
            field.show_error(self.desk.tell(error))
            self.arrive()

        return field

    def _title(self, setting: Setting[object]) -> str:
        return self.desk.say(setting.label)

    def _explained(self, field: Field, words: str) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(field)
        column.addWidget(label(words, "caption", wrap=True))
        column.addStretch(1)
        return box

    def _card(self, title: str, fields: Sequence[QWidget]) -> Card:
        card = Card()
        card.body.addWidget(label(self.desk.say(title), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        self._grids.append((grid, fields))
        _arrange(grid, fields, 2)
        card.body.addLayout(grid)
        return card

    def _show_all(self, values: Sequence[SettingValue]) -> None:
        for one in values:
            show = self._show.get(one.setting.key)
            if show is not None:
                show(choices.shown(one.setting, one.value))
        if not self._shown:
            self._shown = True
            self.retype()

    def _save(
        self,
        setting: Setting[object],
        text: str,
        refused: Callable[[ShopbellError], None],
    ) -> None:
        save_setting(self, setting, text, refused)


def save_setting(
    part: Part,
    setting: Setting[object],
    text: str,
    refused: Callable[[ShopbellError], None],
) -> None:
    """Save a setting of the shop at once; refusals as of `ShopService.set`."""
    shop, act = part.desk.services.shop, part.desk.act()

    def back(done: SettingValue) -> Callable[[], object] | None:
        if done.before is None or done.before == done.value:
            return None
        return partial(shop.set, setting.key, done.before, part.desk.act())

    what = Text(setting.label)
    work = partial(shop.set, setting.key, text, act)
    part.saver.save(part, Save(what, work, back, renews=True), refused)


def _arrange(grid: QGridLayout, fields: Sequence[QWidget], columns: int) -> None:
    for number, field in enumerate(fields):
        row, column = divmod(number, columns)
        grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)
    for column in range(2):
        grid.setColumnStretch(column, 1 if column < columns else 0)
