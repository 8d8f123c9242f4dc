"""What the rules mean: a sale worked out on a real customer, and gift money that earns or not."""

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.sales.working_out import WorkedSale
from smbcrm.membership.shop import settings as s
from smbcrm.membership.shop.types import Rates
from smbcrm.ui.settings.part import Part, empty
from smbcrm.ui.settings.shop import save_setting
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.switch import Switch
from smbcrm.ui.wording import called

_DECIMALS = 10_000


class WorkedCard(Card):
    """A sale of the usual sum to somebody who has stored value, as the rules are now."""

    def __init__(self, part: Part) -> None:
        super().__init__(spacing=6)
        self.setObjectName("worked_card")
        self._desk = part.desk
        self.title = label("", "section", wrap=True)
        self.sub = label("", "caption", wrap=True)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(10)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(0, 1)
        self.note = Note("info")
        self.body.addWidget(self.title)
        self.body.addWidget(self.sub)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.note)

    def show_worked(self, worked: WorkedSale | None, rates: Rates) -> None:
        """Show the sale; None: nobody has stored value yet."""
        say, words = self._desk.say, self._desk.words
        empty(self._lines)
        self.note.show_text(
            "",
            say(N_("Nothing is earned on vouchers or points."))
            if rates.on_gift
            else say(N_("Nothing is earned on gift money, vouchers or points.")),
        )
        if worked is None:
            self.title.setText(say(N_("An example, as set now")))
            self.sub.setText(say(N_("It stands here once somebody has stored value.")))
            return
        self.title.setText(
            say(N_("A sale of {amount}, as set now"), amount=words.money(worked.net))
        )
        who = {"name": called(worked.name), "tier": worked.tier}
        self.sub.setText(say(N_("{name}, {tier}, pays by stored value"), **who))
        for line, (told, figure) in enumerate(self._rows(worked)):
            self._lines.addWidget(label(told, "muted", wrap=True), line, 0)
            right = label(figure, "strong")
            self._lines.addWidget(right, line, 1, Qt.AlignmentFlag.AlignRight)

    def _rows(self, worked: WorkedSale) -> tuple[tuple[str, str], ...]:
        words = self._desk.words
        both = worked.has_principal + worked.has_gift
        factor = _shown(worked.rate * words.currency.unit)
        exact = worked.rate * worked.base
        points = {"base": words.sum(worked.base), "factor": factor, "points": _shown(exact)}
        told = N_("Points on {base} × {factor}")
        if exact.denominator > 1 and int(exact) == worked.points:  # it is seen what is rounded
            told = N_("Points on {base} × {factor} = {points}")
        return (
            (
                self._part_of(N_("Paid part, {part} of {all}"), worked.has_principal, both),
                words.sum(-worked.principal),
            ),
            (
                self._part_of(N_("Gift part, {part} of {all}"), worked.has_gift, both),
                words.sum(-worked.gift),
            ),
            (
                self._desk.say(told, **points),
                words.signed_number(worked.points),
            ),
        )

    def _part_of(self, msgid: str, part: int, both: int) -> str:
        amounts = {"part": self._desk.words.sum(part), "all": self._desk.words.sum(both)}
        return self._desk.say(msgid, **amounts)


class GiftEarnsCard(Card):
    """The switch for points on gift money, with what it would change in that very sale."""

    def __init__(self, part: Part) -> None:
        super().__init__(spacing=2)
        self.setObjectName("gift_earns_card")
        self._part = part
        self._desk = part.desk
        self.switch = Switch("")
        self.switch.setAccessibleName(self._desk.say(s.ON_GIFT.label))
        self.switch.setObjectName(s.ON_GIFT.key)
        self.switch.clicked.connect(self._clicked)
        self.sub = label("", "caption", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self._desk.say(s.ON_GIFT.label), "strong", wrap=True))
        words.addWidget(self.sub)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.switch)
        self.body.addLayout(row)

    def show_worked(self, worked: WorkedSale | None, rates: Rates) -> None:
        """Say what the other way would bring in this sale."""
        self.switch.setChecked(rates.on_gift)
        self.sub.setVisible(worked is not None)
        if worked is not None:
            number = self._desk.words.signed_number
            self.sub.setText(
                self._desk.say(
                    N_("this sale would bring {other} instead of {points}"),
                    other=number(worked.otherwise),
                    points=number(worked.points),
                )
            )

    def _clicked(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        def refused(error: Exception) -> None:
            del error
            self._part.arrive()

        save_setting(self._part, s.ON_GIFT, "on" if on else "off", refused)


def _shown(rate: Fraction) -> str:
    """Return points, or points for 1.00, with the decimals they need, four at most.

    >>> _shown(Fraction(3, 2)), _shown(Fraction(12, 100)), _shown(Fraction(10))
    ('1.5', '0.12', '10')
    """
    whole, rest = divmod(int(rate * _DECIMALS), _DECIMALS)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".")
