"""How long the chosen tier is kept: when people move down, and who holds it by hand."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.shop import settings as s
from smbcrm.membership.tiers.standing import ByHand
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.part import FormRow, Part, empty
from smbcrm.ui.settings.shop import save_setting
from smbcrm.ui.settings.tier_saver import TierSaver, reads_count
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import hairline, label

_COUNT_WIDTH, _DAYS_WIDTH = 56, 186
_MOST_NAMED = 30
REVIEWS = (
    ("01-01 04-01 07-01 10-01", N_("the 1st of a quarter")),
    ("01-01 07-01", N_("1 January and 1 July")),
    ("01-01", N_("1 January")),
    (" ".join(f"{month:02}-01" for month in range(1, 13)), N_("the 1st of a month")),
)


class MovingDown(FormRow):
    """Only on the shop's review dates, after the months of grace of the tier."""

    def __init__(self, part: Part, saver: TierSaver) -> None:
        flow = Flow(spacing=6)
        super().__init__(part.desk.say(N_("Moving down")), [flow])
        self._part, self._desk = part, part.desk
        say = self._desk.say
        self.days = Chooser("", [(value, say(words), "") for value, words in REVIEWS])
        self.days.combo.setObjectName("tier_review_days")
        self.days.combo.setAccessibleName(say(s.REVIEW_DATES.label))
        self.days.setFixedWidth(_DAYS_WIDTH)
        self.days.changed.connect(self._chosen)
        grace = say(N_("Months of grace"))
        self.grace = saver.field("tier_grace", grace, _COUNT_WIDTH, reads_count("grace_months"))
        parts = (say(N_("only on")), self.days, say(N_("after")), self.grace)
        for one in (*parts, say(N_("months of grace"))):
            if isinstance(one, str):
                flow.addWidget(_word(one))
            else:
                flow.addWidget(one if one is self.days else self.grace.field)
        self.grace.row = self

    def show_tier(self, tier: Tier, dates: str) -> None:
        """Show the review dates of the shop, and the grace of a tier."""
        known = [value for value, _ in REVIEWS]
        options = [(value, self._desk.say(words), "") for value, words in REVIEWS]
        if dates not in known:
            options.append((dates, _written(self._desk, dates), ""))
        self.days.set_options(options)
        self.days.choose(dates)
        self.grace.show(str(tier.grace_months))

    def _chosen(self, value: object) -> None:
        def refused(error: ShopbellError) -> None:
            self.show_error(self._desk.tell(error))

        save_setting(self._part, s.REVIEW_DATES, str(value), refused)


class Lasting(FormRow):
    """For how long a tier is kept at least, whatever becomes of its condition."""

    def __init__(self, desk: Desk, saver: TierSaver) -> None:
        say = desk.say
        lasts = say(N_("Lasts at least"))
        self.lasts = saver.field("tier_lasts", lasts, _COUNT_WIDTH, reads_count("lasts_months"))
        super().__init__(lasts, [self.lasts, say(N_("months from the day it was reached"))])

    def show_tier(self, tier: Tier) -> None:
        """Show the months of a tier."""
        self.lasts.show(str(tier.lasts_months))


class HeldByHand(FormRow):
    """How many hold the tier by hand, and on demand who, and until when."""

    def __init__(self, part: Part) -> None:
        box = QWidget()
        super().__init__(part.desk.say(N_("By hand")), [box])
        self._desk = part.desk
        self._tier: Tier | None = None
        self._words = label("", wrap=True)
        self.show_all = Button(self._desk.say(N_("Show")), kind="quiet", small=True)
        self.show_all.setObjectName("tier_by_hand")
        self.show_all.clicked.connect(self._ask)
        self._names = QVBoxLayout()
        self._names.setSpacing(0)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._words, 1)
        head.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addLayout(self._names)

    def show_tier(self, tier: Tier, count: int) -> None:
        """Show how many hold a tier by hand."""
        if self._tier is None or self._tier.id != tier.id or not count:
            empty(self._names)
        self._tier = tier
        desk = self._desk
        if count:
            says = NN_(
                "{count} person is {tier} by hand. It holds until the date set there.",
                "{count} people are {tier} by hand. It holds until the date set there.",
            )
            self._words.setText(desk.count(says, count, tier=tier.name))
        else:
            self._words.setText(desk.say(N_("Nobody is {tier} by hand."), tier=tier.name))
        self.show_all.setVisible(bool(count))

    def _ask(self) -> None:
        self._desk.ask(self, self._desk.services.tiers.by_hand, self._show)

    def _show(self, found: Sequence[ByHand]) -> None:
        empty(self._names)
        desk, today = self._desk, self._desk.today()
        mine = [one for one in found if self._tier is not None and one.tier == self._tier.id]
        for one in mine[:_MOST_NAMED]:
            until = (
                desk.say(N_("for ever"))
                if one.until is None
                else desk.say(N_("until {date}"), date=desk.words.date(one.until, today=today))
            )
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 4, 0, 4)
            row.addWidget(label(one.name or one.code, "strong", wrap=True), 1)
            row.addWidget(label(until, "caption"))
            self._names.addWidget(hairline())
            self._names.addWidget(line)
        if len(mine) > _MOST_NAMED:
            more = desk.count(
                NN_("{count} more customer", "{count} more customers"), len(mine) - _MOST_NAMED
            )
            self._names.addWidget(label(more, "caption"))


def _word(text: str) -> QWidget:
    """Return a word that stands in the middle of the height of the fields beside it."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 8, 0, 0)
    row.addWidget(label(text))
    return box


def _written(desk: Desk, dates: str) -> str:
    """Return days of the year as people say them."""
    locale = QLocale(desk.words.translator.language)
    days = (QDate(2001, *map(int, one.split("-"))) for one in dates.split())
    return desk.say(N_(", ")).join(locale.toString(day, desk.say(N_("d MMM"))) for day in days)
