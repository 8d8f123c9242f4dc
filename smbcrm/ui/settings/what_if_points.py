"""The rules of points that are tried: what they are now, and beside it what they would be."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.settings import Setting
from smbcrm.membership.shop import settings as s
from smbcrm.membership.shop.service import SettingValue
from smbcrm.membership.shop.types import EarnAt, Rates
from smbcrm.membership.what_if.types import PointsChanges, Trial
from smbcrm.ui.desk import Desk
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.saved_field import refusal
from smbcrm.ui.settings.tried import Figure, Tried
from smbcrm.ui.settings.typed_numbers import read_count
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.flow import Flow

_MONEY_WIDTH, _COUNT_WIDTH = 104, 66
_CHOOSER_WIDTH = 178
_SETTINGS: Mapping[str, Setting[object]] = {
    "earn_points": s.EARN_POINTS,
    "earn_minor": s.EARN_MINOR,
    "worth_points": s.WORTH_POINTS,
    "worth_minor": s.WORTH_MINOR,
    "points_months": s.POINTS_MONTHS,
    "gift_months": s.GIFT_MONTHS,
    "earn_at": s.EARN_AT,
    "on_gift": s.ON_GIFT,
}
"""What can be tried here, by the names of `PointsChanges`."""


class TriedPoints(Tried):
    """Takes other rules by which points are earned, what they are worth, and how long they last."""

    home, home_title = "settings/points", N_("Points")
    counts = N_("from the next sale")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rates: Rates | None = None
        say = desk.say
        self.earn = Figure("what_if_earn", say(N_("Points earned")), _COUNT_WIDTH)
        self.earn_for = Figure("what_if_earn_for", say(N_("for each")), _MONEY_WIDTH)
        self.worth = Figure("what_if_worth", say(N_("Points to redeem")), _COUNT_WIDTH)
        self.worth_of = Figure("what_if_worth_of", say(N_("are worth")), _MONEY_WIDTH)
        self.months = Figure("what_if_points_months", say(s.POINTS_MONTHS.label), _COUNT_WIDTH)
        self.gift = Figure("what_if_gift_months", say(s.GIFT_MONTHS.label), _COUNT_WIDTH)
        when = ((EarnAt.SPEND, say(N_("When it is spent"))), (EarnAt.TOP_UP, say(N_("At top up"))))
        self.when = _chooser("what_if_earned_at", say(s.EARN_AT.label), when)
        on_gift = ((False, say(N_("No"))), (True, say(N_("Yes"))))
        self.on_gift = _chooser("what_if_on_gift", say(s.ON_GIFT.label), on_gift)
        flow = Flow(self, spacing=14)
        for one in self._figures().values():
            flow.addWidget(one)
            one.field.edited.connect(self.edited)
            one.field.edit.returnPressed.connect(self.entered)
        for box in (self.when, self.on_gift):
            flow.addWidget(box)
            box.changed.connect(lambda _: self.edited.emit())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(flow)

    def title(self) -> str:
        """Return what is asked."""
        return self._desk.say(N_("What if points had other rules?"))

    def show_rates(self, rates: Rates) -> None:
        """Take the rules as they are; what is typed stays where they did not change."""
        if self._rates is not None and _rules(rates) == _rules(self._rates):
            return
        self._rates, money = rates, self._desk.words.money
        self.earn.show_old(str(rates.earn_points), "")
        self.earn_for.show_old(money(rates.earn_minor), "")
        self.worth.show_old(str(rates.worth_points), "")
        self.worth_of.show_old(money(rates.worth_minor), "")
        self.months.show_old(str(rates.points_months), "")
        self.gift.show_old(str(rates.gift_months), "")
        self.when.choose(rates.earn_at)
        self.on_gift.choose(rates.on_gift)
        self.edited.emit()

    def trial(self) -> Trial | None:
        """Return what differs from the rules as they are; None where something cannot be read."""
        currency = self._desk.shop.currency

        def amount(text: str) -> int:
            return parse_amount(text, currency)

        read: dict[str, Any] = self._chosen()
        for name, one in self._figures().items():
            text, setting = one.typed(), _SETTINGS[name]
            if text is None:
                continue
            try:
                read[name] = amount(text) if setting.amounts else read_count(text)
                setting.check(str(read[name]))
            except UserError as error:
                one.field.show_error(*refusal(self._desk, error))
                one.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
        return Trial(points=PointsChanges(**read))

    def using(self, trial: Trial) -> Save[list[SettingValue]]:
        """Return what puts them into force from the next sale on."""
        shop, act = self._desk.services.shop, self._desk.act
        given = [
            (_SETTINGS[name].key, _text(value), act())
            for name, value in trial.points.given().items()
        ]

        def work() -> list[SettingValue]:
            return [shop.set(*one) for one in given]

        def back(done: list[SettingValue]) -> Work | None:
            before = [(one.setting.key, one.before, act()) for one in done]
            known = [(key, value, by) for key, value, by in before if value is not None]
            return partial(_set_all, shop.set, known) if known else None

        return Save(Text(N_("Rules of points")), work, back, renews=True)

    def _chosen(self) -> dict[str, object]:
        """Return what is chosen and not as it is."""
        chosen = {"earn_at": self.when.value(), "on_gift": self.on_gift.value()}
        now = self._rates._asdict() if self._rates is not None else chosen
        return {name: value for name, value in chosen.items() if value != now[name]}

    def _figures(self) -> Mapping[str, Figure]:
        """Return the fields of figures, by the names of `PointsChanges`."""
        return {
            "earn_points": self.earn,
            "earn_minor": self.earn_for,
            "worth_points": self.worth,
            "worth_minor": self.worth_of,
            "points_months": self.months,
            "gift_months": self.gift,
        }


def _chooser(name: str, title: str, options: Sequence[tuple[object, str]]) -> Chooser:
    box = Chooser(title, [(value, words, "") for value, words in options])
    box.combo.setObjectName(name)
    box.setFixedWidth(_CHOOSER_WIDTH)
    return box


def _text(value: object) -> str:
    """Return a value as its setting is stored."""
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def _set_all(set_one: Callable[..., object], given: Sequence[tuple[object, ...]]) -> None:
    for one in given:
        set_one(*one)


def _rules(rates: Rates) -> tuple[object, ...]:
    return tuple(getattr(rates, name) for name in _SETTINGS)
