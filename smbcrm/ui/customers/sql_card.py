"""The statement behind what the list shows: to be read and copied, never changed here."""

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.wrapped import WrapLabel

_WIDTH, _HEIGHT = 640, 200


class SqlCard(QFrame):
    """A card over the list."""

    def __init__(self, desk: Desk, sentence: str, statement: str) -> None:
        super().__init__()
        self._desk = desk
        title = desk.say(N_("The SQL of this list"))
        dress(self, kind="overlay")
        self.setObjectName("customers_sql")
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        self.statement = QPlainTextEdit(statement)
        self.statement.setReadOnly(True)
        self.statement.setTabChangesFocus(True)
        self.statement.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.statement.setFixedHeight(_HEIGHT)
        self.statement.setAccessibleName(title)
        self.copy = Button(desk.say(N_("Copy")), icon="copy", kind="primary")
        close = Button(desk.say(N_("Close")), key="Esc")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("database-backup", 22))
        head.addWidget(label(title, "section"), 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(label(desk.say(N_("It only reads.")), "caption"), 1)
        foot.addWidget(close)
        foot.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(WrapLabel(sentence, "caption"))
        column.addWidget(self.statement)
        column.addLayout(foot)
        self.copy.clicked.connect(self._copy)
        close.clicked.connect(desk.room.uncover)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.statement.toPlainText())
        self._desk.room.uncover()
        self._desk.room.toast(self._desk.say(N_("The SQL is copied.")))
