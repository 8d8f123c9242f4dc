"""Four questions about a new shop: its name, where it is, its money and its clock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Translator
from smbcrm.core.settings import BadSetting
from smbcrm.membership.setup.service import NewShop, check_new_shop
from smbcrm.ui import countries
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import Chooser, TextField
from smbcrm.ui.widgets.labels import label

_WIDTH = 560


class ShopForm(QFrame):
    """Asks what a shop cannot be made without; only the name has to be typed."""

    ready = Signal(object)
    """The answers: a `NewShop`."""
    back = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        dress(self, kind="card")
        self.setFixedWidth(_WIDTH)
        say = words.gettext
        offered = countries.offered(words.language)
        self.name = TextField(say(N_("Name of the shop")), big=True)
        self.country = Chooser(say(N_("Country")), [(one, one.name, "") for one in offered])
        self.currency = Chooser(say(N_("Currency")), _currencies(offered))
        self.zone = Chooser(say(N_("Time zone")), [])
        self.country.changed.connect(lambda _: self._settle())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(say(N_("Your shop")), "title"))
        note = N_("The currency stays as it is. Everything else can be changed later in Settings.")
        column.addWidget(label(say(note), "caption", wrap=True))
        column.addWidget(self.name)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.country, 1)
        row.addWidget(self.currency, 1)
        column.addLayout(row)
        column.addWidget(self.zone)
        column.addSpacing(8)
        column.addLayout(self._buttons())
        self._settle()

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
        self.name.edit.setFocus()

    def send(self) -> None:
        """Check the answers and hand them on; say what is wrong with them."""
        country = self.country.value()
        new = NewShop(
            name=self.name.text(),
            currency=str(self.currency.value()),
            region=country.code if isinstance(country, countries.Country) else "",
            time_zone=str(self.zone.value()),
            language=self._words.language,
        )
        try:
            check_new_shop(new)
        except BadSetting:
            say = self._words.gettext
            self.name.show_error(
                say(N_("The name is missing.")), say(N_("Type it as on your sign."))
            )
            self.name.edit.setFocus()
        except UserError as error:
            self.name.show_error(self._words.render(error), "")
        else:
            self.ready.emit(new)

    def _buttons(self) -> QHBoxLayout:
        say = self._words.gettext
        row = QHBoxLayout()
        back = Button(say(N_("Back")), icon="arrow-left", key="Esc")
        back.clicked.connect(self.back)
        self.make = Button(say(N_("Open the shop")), icon="check", kind="primary", key="Enter")
        self.make.clicked.connect(self.send)
        self.name.edit.returnPressed.connect(self.send)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self.make)
        return row

    def _settle(self) -> None:
        """Follow the country with money and clock."""
        chosen = self.country.value()
        if isinstance(chosen, countries.Country):
            self.currency.choose(chosen.currency)
            self.zone.set_options([(zone, zone, "") for zone in countries.time_zones(chosen.code)])


def _currencies(offered: tuple[countries.Country, ...]) -> list[tuple[object, str, str]]:
    codes = dict.fromkeys(one.currency for one in offered)
    return [(code, code, "") for code in codes]
