"""Language and look of this PC: for all shops that are opened on it, and for nobody else."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core import machine as m
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.settings import Setting
from smbcrm.ui.desk import Desk
from smbcrm.ui.languages import LANGUAGE_OPTIONS
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.part import FormRow, Part, RowField, rows
from smbcrm.ui.settings.saved_field import SavedField, refusal
from smbcrm.ui.widgets.buttons import Segmented, Switch
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import label

SMALLER = "0.9"
_ON, _OFF = "on", "off"
_PREFIX_WIDTH = 96


class LookPart(Part):
    """Each choice is worn at once, and the page comes back where it was."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._looks())
        column.addWidget(self._scanner())
        column.addStretch(1)

    def _looks(self) -> Card:
        say = self.desk.say
        themes = (
            ("system", say(N_("As the system")), "monitor"),
            ("light", say(N_("Light")), "sun"),
            ("dark", say(N_("Dark")), "moon"),
        )
        sizes = (("1", say(N_("Normal")), ""), (SMALLER, say(N_("Smaller")), ""))
        language = self._segments(m.LANGUAGE, LANGUAGE_OPTIONS)
        language.choose(self.desk.words.translator.language)
        card = self._card(N_("On this PC"), N_("For every shop that is opened here."))
        card.body.addLayout(
            rows(
                FormRow(say(m.LANGUAGE.label), [language]),
                FormRow(say(m.THEME.label), [self._segments(m.THEME, themes)]),
                FormRow(say(m.TEXT_SCALE.label), [self._segments(m.TEXT_SCALE, sizes)]),
                FormRow(say(m.SOUNDS.label), [self._sounds()]),
            )
        )
        return card

    def _scanner(self) -> Card:
        said = self.desk.say(m.SCANNER_PREFIX.label)
        key = m.SCANNER_PREFIX.key
        prefix = RowField(key, said, _PREFIX_WIDTH, lambda text: self._keep_prefix(text, prefix))
        prefix.show(self._now(m.SCANNER_PREFIX))
        self.fields.append(prefix)
        about = N_(
            "A scanner that sends a sign of its own before each code is never mistaken for typing. "
            "Set the same sign here. Leave it empty for none."
        )
        card = self._card(N_("Scanner"), about)
        card.body.addWidget(FormRow(said, [prefix]))
        return card

    def _card(self, title: str, about: str) -> Card:
        card = Card(spacing=4)
        card.body.addWidget(label(self.desk.say(title), "section"))
        card.body.addWidget(label(self.desk.say(about), "caption", wrap=True))
        return card

    def _segments(
        self, setting: Setting[object], options: Sequence[tuple[str, str, str]]
    ) -> Segmented:
        made = Segmented(options)
        made.setObjectName(setting.key)
        made.setAccessibleName(self.desk.say(setting.label))
        made.choose(self._now(setting))
        made.changed.connect(lambda value: self._keep(setting, value))
        return made

    def _sounds(self) -> QWidget:
        switch = Switch(self.desk.say(N_("A short tick on a scan, a low tone on an unknown one")))
        switch.setObjectName(m.SOUNDS.key)
        switch.setChecked(self.desk.premises.machine.get(m.SOUNDS))
        switch.clicked.connect(lambda on: self._keep(m.SOUNDS, _ON if on else _OFF))
        return switch

    def _keep(self, setting: Setting[object], value: str) -> None:
        self.saver.keep(setting, value, self._now(setting))

    def _keep_prefix(self, text: str, prefix: SavedField) -> None:
        try:
            self._keep(m.SCANNER_PREFIX, text)
        except UserError as error:
            prefix.refuse(*refusal(self.desk, error))

    def _now(self, setting: Setting[object]) -> str:
        """Return what is remembered, as it is written."""
        value = self.desk.premises.machine.get(setting)
        match value:
            case bool():
                return _ON if value else _OFF
            case float():
                return f"{value:g}"
            case _:
                return str(value)
