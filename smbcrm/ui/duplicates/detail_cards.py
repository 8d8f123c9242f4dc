"""What is known of a merge, and of what many share."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.customers.alike import Mark, MarkKind
from smbcrm.membership.duplicates.types import Crowd
from smbcrm.membership.merging.types import Merge, Who
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.words import DOT, crowd_field, crowd_title, told_apart
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.wrapped import WrapLabel
from smbcrm.ui.wording import called


class MergedCard(Card):
    """Who went into whom, when, and by whom; `opened` tells the id of who stayed."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kept = 0
        self._title = label("", "section", wrap=True)
        self._sentence = WrapLabel("", "muted")
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        self._values: list[WrapLabel] = []
        say = desk.say
        heads = (N_("Went"), N_("Stayed"), N_("Merged at"), N_("Staff"), N_("Till"))
        for at, words in enumerate(heads):
            value = WrapLabel("")
            self._values.append(value)
            self._facts.addWidget(label(say(words), "muted"), at, 0)
            self._facts.addWidget(value, at, 1)
        self.page = Button(say(N_("Customer page")), icon="external-link", small=True)
        self.body.addWidget(self._title)
        self.body.addWidget(self._sentence)
        self.body.addLayout(self._facts)
        self.body.addWidget(self.page)
        self.body.setAlignment(self.page, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.page.clicked.connect(lambda _checked: self.opened.emit(self._kept))

    def show_merge(self, merge: Merge) -> None:
        """Show another one."""
        desk = self._desk
        self._kept = merge.kept.id
        self._title.setText(desk.say(N_("Merge {number}"), number=str(merge.id)))
        says = N_("{kept} and {other} are two customers again.")
        if merge.undone_at is None:
            says = N_(
                "Undone, both are again what they were. What was recorded since stays with who"
                " stayed."
            )
        kept, other = told_apart(merge.kept, merge.other)
        self._sentence.setText(desk.say(says, kept=kept, other=other))
        values = (
            *(_named(merge.other), _named(merge.kept)),
            *(desk.words.moment(merge.at, desk.today()), merge.staff, merge.terminal),
        )
        for part, value in zip(self._values, values, strict=True):
            part.setText(value)


class CrowdCard(Card):
    """What so many share that it says nothing of anybody; `led` tells where they are listed."""

    led = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._place = ""
        self._title = WrapLabel("", "section")
        self._count = WrapLabel("", "strong")
        self.body.addWidget(self._title)
        self.body.addWidget(self._count)
        says = N_(
            "So many share it that it says nothing of anybody. It stands where nothing is known, or"
            " is the shop's own, and makes no pairs."
        )
        self.body.addWidget(WrapLabel(desk.say(says), "muted"))
        then = N_("Take it away from those it does not belong to: then they are compared again.")
        self.body.addWidget(WrapLabel(desk.say(then), "muted"))
        self.list = Button(desk.say(N_("Show these customers")), icon="users", small=True)
        self.list.setObjectName("duplicates_shared")
        self.body.addWidget(self.list)
        self.body.setAlignment(self.list, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.list.clicked.connect(lambda _checked: self.led.emit(self._place))

    def show_crowd(self, crowd: Crowd) -> None:
        """Show another one. The list of customers finds them by a phone, and by nothing else."""
        desk = self._desk
        self._title.setText(DOT.join((crowd_field(desk, crowd), crowd_title(crowd))))
        have = NN_("{count} customer has it", "{count} customers have it")
        self._count.setText(desk.count(have, crowd.customers))
        phone = isinstance(crowd.shared, Mark) and crowd.shared.kind is MarkKind.PHONE
        self.list.setVisible(phone)
        self._place = f"customers/{crowd_title(crowd)}"


def _named(who: Who) -> str:
    name = called(who.full_name, who.code)
    return name if name == who.code else f"{name} ({who.code})"
