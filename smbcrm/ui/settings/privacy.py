"""Privacy: what else customers are asked for, and how long people are kept who stay away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.consents.types import BadPurpose, Purpose
from smbcrm.membership.services import Services
from smbcrm.membership.shop import settings as s
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import CopyMade, Ended, TimeWentOn
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.away_card import AwayCard
from smbcrm.ui.settings.codes_card import Codes, CodesCard
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.saved_field import SavedField, refuse
from smbcrm.ui.settings.shop import save_setting

_NOTHING_NEW = (CopyMade, Ended, TimeWentOn)
_KEY = s.RETENTION_MONTHS.key


class PrivacyPart(Part):
    """Two cards; what is in both is asked for anew after a change."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self._shown = False
        self.purposes = CodesCard(self, _purposes(desk))
        self.away = AwayCard(desk, desk.say(s.RETENTION_MONTHS.label))
        self.months = SavedField(self.away.months, _KEY, self._keep_months)
        self.fields.append(self.months)
        self.away.settled.connect(self.arrive)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.purposes)
        column.addWidget(self.away)
        column.addStretch(1)

    def arrive(self) -> None:
        """Ask for the purposes, the months, and who did not come."""
        services = self.desk.services
        self.desk.ask(self, lambda: _look(services), self._show)
        self.away.load()

    def happened(self, event: object) -> None:
        """Ask again: a visit brings somebody off the list, too."""
        if isinstance(event, SetUpChanged) and event.what is not SetUp.SHOP:
            return
        if not isinstance(event, _NOTHING_NEW):
            self.arrive()

    def escape(self) -> bool:
        """Leave the question, or give back what was typed."""
        return self.away.escape() or super().escape()

    def half_done(self) -> bool:
        """Tell whether something is typed and not saved, or people are being erased."""
        return self.purposes.is_typed() or self.away.under_way or super().half_done()

    def _show(self, found: tuple[Sequence[Purpose], int]) -> None:
        purposes, months = found
        self.purposes.show_all(purposes)
        self.months.show(str(months))
        if not self._shown:
            self._shown = True
            self.retype()

    def _keep_months(self, text: str) -> None:
        save_setting(self, s.RETENTION_MONTHS, text, refuse(self.desk, self.months))


def _look(services: Services) -> tuple[Sequence[Purpose], int]:
    return services.consents.purposes(), services.shop.shop().retention_months


def _purposes(desk: Desk) -> Codes:
    define = desk.services.consents.define
    return Codes(
        id="purpose",
        title=N_("Purposes of consent"),
        about=N_("Asked on the tab Consent of each customer, below the channels."),
        example=N_("Code, like photos"),
        added=N_("Customers can be asked for {name} ({code}) now."),
        add=define,
        rename=define,
        bad_code=BadPurpose,
    )
