"""Records: which kinds of service record the shop writes down."""

from PySide6.QtWidgets import QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.records.types import BadRecordKind, RecordKind
from smbcrm.ui.desk import Desk
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.codes_card import Codes, CodesCard
from smbcrm.ui.settings.part import Part


class RecordsPart(Part):
    """One card."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self._shown = False
        self.kinds = CodesCard(self, _kinds(desk))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.kinds)
        column.addStretch(1)

    def arrive(self) -> None:
        """Ask for the kinds."""
        desk = self.desk
        desk.ask(self, desk.services.records.kinds, self._show)

    def happened(self, event: object) -> None:
        """Ask again where a kind was defined or renamed."""
        if isinstance(event, SetUpChanged) and event.what is SetUp.SHOP:
            self.arrive()

    def half_done(self) -> bool:
        """Tell whether something is typed and not saved."""
        return self.kinds.is_typed() or super().half_done()

    def _show(self, kinds: tuple[RecordKind, ...]) -> None:
        self.kinds.show_all(kinds)
        if not self._shown:
            self._shown = True
            self.retype()


def _kinds(desk: Desk) -> Codes:
    records = desk.services.records
    return Codes(
        id="record_kind",
        title=N_("Kinds of service record"),
        about=N_(
            "What you write down of a customer after a service, such as a colour formula, eyesight "
            "or a patch test. It stands on the tab Notes and files of each customer."
        ),
        example=N_("Code, like colour"),
        added=N_("{name} ({code}) can be written down now."),
        add=records.add_kind,
        rename=records.edit_kind,
        bad_code=BadRecordKind,
    )
