"""Where the list stands in its file: which sheet, which row of headings, and what was left out."""

from PySide6.QtCore import Signal

from smbcrm.core.i18n import N_
from smbcrm.membership.imports.plan import Glance
from smbcrm.membership.imports.returned import SHEET
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.labels import label

_LONGEST = 40


class PlaceCard(Card):
    """Says what was read of a file, and lets somebody read it otherwise."""

    sheet_chosen = Signal(object)
    """The name of a sheet."""
    headings_chosen = Signal(object)
    """The row of the headings, 0 for none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        say = desk.say
        self.sheet = Chooser(say(N_("Sheet")))
        self.headings = Chooser(say(N_("Row of the headings")))
        for chooser in (self.sheet, self.headings):
            chooser.combo.setProperty("quotes", "yes")  # the file's words may be shortened
        self._told = label("", "caption", wrap=True)
        self.sheet.changed.connect(self.sheet_chosen)
        self.headings.changed.connect(self.headings_chosen)
        self.body.addWidget(label(say(N_("Where the list stands")), "section"))
        for part in (self.sheet, self.headings, self._told):
            self.body.addWidget(part)

    def show_course(self, course: ImportCourse) -> None:
        """Show how the list was read."""
        glance = course.glance
        if glance is None:
            return
        hidden = [name for name in glance.info.hidden_sheets if name != SHEET]
        options = [(name, name, "") for name in glance.info.sheets]
        options += [(name, self._desk.say(N_("{name} (hidden)"), name=name), "") for name in hidden]
        self.sheet.set_options(options)
        self.sheet.choose(glance.info.sheet)
        self.sheet.setVisible(len(options) > 1)
        rows = self._rows(glance)
        self.headings.set_options(rows)
        self.headings.choose(glance.layout.heading_row)
        self.headings.setVisible(bool(rows))
        self._told.setText("\n".join(map(self._desk.tell, glance.remarks)))
        self._told.setVisible(bool(glance.remarks))
        self.setVisible(len(options) > 1 or bool(rows) or bool(glance.remarks))

    def _rows(self, glance: Glance) -> list[tuple[int, str, str]]:
        """Return the rows that may hold the headings; a phone's contacts have none to choose."""
        if not glance.layout.heading_row and any(one.heading for one in glance.layout.columns):
            return []
        say, number = self._desk.say, self._desk.words.number
        rows = [(0, say(N_("There are no headings")), "")]
        for at, texts in zip(glance.numbers, glance.head, strict=True):
            cells = " · ".join(" ".join(text.split()) for text in texts if text)[:_LONGEST]
            if cells:
                rows.append((at, say(N_("Row {row}: {text}"), row=number(at), text=cells), ""))
        return rows
