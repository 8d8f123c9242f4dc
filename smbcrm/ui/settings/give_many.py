"""One voucher for many customers: those of some tiers, or who is typed or pasted, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.vouchers.types import Definition, Voucher
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane, Latest
from smbcrm.ui.theme.props import dress
from smbcrm.ui.voucher_paper import VoucherPaperCard
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.chip import Chip
from smbcrm.ui.widgets.fields import AreaField, Chooser
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.wrapped import WrapLabel

_WIDTH = 520
_PAUSE_MS = 300
"""So long nobody types before it is looked who is meant."""
_PAGE = 1000
_LINES = 4
_MOST_WRONG = 3


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who is meant, each once, and why some lines mean nobody, or several."""

    customers: tuple[int, ...]
    unknown: tuple[UserError, ...]


def recipients(services: Services, tiers: frozenset[str], lines: Sequence[str]) -> Recipients:
    """Return everybody who holds one of the tiers, by code, and whom each line means."""
    found = dict.fromkeys(_of_tiers(services, tiers) if tiers else ())
    unknown = []
    for line in lines:
        try:
            found[services.cards.customer(line, living=True)] = None
        except UserError as error:
            unknown.append(error)
    return Recipients(tuple(found), tuple(unknown))


def _of_tiers(services: Services, tiers: frozenset[str]) -> Iterator[int]:
    after: tuple[str, int] | None = None
    while rows := services.customers.page(after=after, limit=_PAGE):
        yield from (row.id for row in rows if row.tier_code in tiers)
        after = (rows[-1].code, rows[-1].id)


class GiveMany(QFrame):
    """A card over the settings: which voucher, to whom, how many that are; then all their cards.

    All get it or nobody does. A fault sends the very same again, and it counts once.
    """

    def __init__(self, desk: Desk, vouchers: Sequence[Definition], tiers: Sequence[Tier]) -> None:
        super().__init__()
        self._desk, self._tiers = desk, tiers
        self._given = {one.code: one for one in vouchers if one.active}
        self._act = desk.act()
        self._meant = Recipients((), ())
        self._busy = self._looking = False
        self._asking = Latest(desk.jobs, self, lane=Lane.LONG)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        say = desk.say
        title = say(N_("Give a voucher to many"))
        dress(self, kind="overlay")
        self.setObjectName("give_many")
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        self.voucher = Chooser(say(N_("Voucher")))
        self.voucher.set_options([(one.code, one.name, "") for one in self._given.values()])
        self.voucher.choose(next(iter(self._given), None))
        self.chips = {tier.code: Chip(tier.name) for tier in tiers}
        self.lines = AreaField(
            say(N_("Or who is typed here")),
            placeholder=say(N_("code, card, phone or name; one a line")),
            lines=_LINES,
        )
        self.count = label("", "strong")
        self.wrong = WrapLabel("", "error")
        self.keep = Button(say(N_("Back")), key="Esc")
        self.give = Button("", kind="primary")
        self.give.setObjectName("give_many_go")
        self.papers = VoucherPaperCard(desk)
        self._lay_out(title)
        self._connect()
        self._fit()

    # ------------------------------------------------------------------ who is meant

    def _edited(self) -> None:
        self._looking = True
        self._pause.start()
        self._show()

    def _voucher_chosen(self) -> None:
        self._fit()
        self._edited()

    def _fit(self) -> None:
        """Offer the tiers that the voucher is for."""
        one = self._given.get(str(self.voucher.value()))
        for code, chip in self.chips.items():
            may = one is None or not one.tiers or code in one.tiers
            chip.setVisible(may)
            if not may:
                chip.setChecked(False)
        self._show()

    def _look(self) -> None:
        tiers = frozenset(code for code, chip in self.chips.items() if chip.isChecked())
        lines = [line.strip() for line in self.lines.text().splitlines() if line.strip()]
        work = partial(recipients, self._desk.services, tiers, lines)
        self._asking.ask(work, self._know, self._desk.room.trouble)

    def _know(self, meant: Recipients) -> None:
        self._meant, self._looking = meant, False
        self._show()
        if meant.unknown:
            self._say_wrong("\n".join(map(self._desk.tell, meant.unknown[:_MOST_WRONG])))

    def _show(self) -> None:
        count = len(self._meant.customers)
        self.wrong.hide()
        told = NN_("{count} customer gets it", "{count} customers get it")
        self.count.setText("…" if self._looking else self._desk.count(told, count))
        words = NN_("Give it to {count}", "Give it to {count}")
        self.give.set_text(self._desk.count(words, count))
        ready = not self._busy and not self._looking and not self._meant.unknown
        self.give.setEnabled(ready and count > 0 and self.voucher.value() is not None)

    def _say_wrong(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.show()

    # ------------------------------------------------------------------ given

    def hand_out(self) -> None:
        """Give it to all of them."""
        if not self._busy and self.give.isEnabled():
            code = str(self.voucher.value())
            self._send(IssueRequest(self._act, code, self._meant.customers))

    def _send(self, request: IssueRequest) -> None:
        self._busy = True
        self._show()
        work = partial(self._desk.services.benefits.issue, request)
        failed = partial(self._failed, request)
        self._desk.ask(self, work, self._done, failed, lane=Lane.LONG)

    def _failed(self, request: IssueRequest, error: Exception) -> None:
        self._busy = False
        self._show()
        if isinstance(error, UserError):
            self._act = self._desk.act()
            self._say_wrong(self._desk.tell(error))
        else:
            again = partial(self._send, request) if isinstance(error, EnvironmentFault) else None
            self._desk.room.trouble(error, again)

    def _done(self, given: Sequence[Voucher]) -> None:
        """Say how many were given, and offer their cards on paper."""
        words = NN_("{count} customer got it.", "{count} customers got it.")
        self.count.setText(self._desk.count(words, len(given)))
        for part in (self.voucher, self._whom, self._chips, self.lines, self.give):
            part.hide()
        self.papers.show_codes([one.code for one in given])
        self.papers.save.setFocus()

    # ------------------------------------------------------------------ what it is made of

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("ticket", 22))
        head.addWidget(label(title, "section"), 1)
        self._whom = label(self._desk.say(N_("Everybody of")), "label")
        self._chips = Flow()
        for chip in self.chips.values():
            self._chips.addWidget(chip)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.keep)
        foot.addWidget(self.give)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addLayout(head)
        for part in (self.voucher, self._whom, self._chips, self.lines, self.wrong, self.papers):
            column.addWidget(part)
        column.addLayout(foot)
        self.wrong.hide()

    def _connect(self) -> None:
        self.voucher.changed.connect(lambda _code: self._voucher_chosen())
        for chip in self.chips.values():
            chip.toggled.connect(lambda _on: self._edited())
        self.lines.edited.connect(self._edited)
        self.keep.clicked.connect(self._desk.room.uncover)
        self.give.clicked.connect(self.hand_out)
