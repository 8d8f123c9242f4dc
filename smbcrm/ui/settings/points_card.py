"""Points and stored value: how points are earned, what they are worth, and when both end."""

from collections.abc import Callable
from functools import partial

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_
from smbcrm.core.settings import BadSetting, Setting
from smbcrm.membership.shop import settings as s
from smbcrm.membership.shop.types import Rates
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.part import FormRow, Part, RowField, rows
from smbcrm.ui.settings.saved_field import refusal
from smbcrm.ui.settings.shop import save_setting
from smbcrm.ui.settings.typed_numbers import read_count
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import label

_COUNT_WIDTH, _MONEY_WIDTH = 76, 108
_LEAST, _MOST = 1, 1_000_000


class PointsCard(Card):
    """Every rule is saved when the focus leaves its field; it counts from the next sale."""

    def __init__(self, part: Part) -> None:
        super().__init__(spacing=4)
        self.body.setContentsMargins(16, 12, 16, 10)
        self.setObjectName("points_card")
        self._part = part
        self._desk = desk = part.desk
        say = desk.say
        earn, earn_for = self._count(s.EARN_POINTS), self._money(s.EARN_MINOR)
        worth, worth_of = self._count(s.WORTH_POINTS), self._money(s.WORTH_MINOR)
        self._points_months = self._count(s.POINTS_MONTHS)
        self._gift_months = self._count(s.GIFT_MONTHS)
        self._rates = (earn, earn_for, worth, worth_of)
        after_earning = say(N_("months after earning, at the end of that month"))
        after_top_up = say(N_("months after the top up"))
        self.body.addWidget(label(say(N_("Points and stored value")), "section"))
        self.body.addLayout(
            rows(
                FormRow(
                    say(N_("Earned")),
                    [earn, say(N_("points for each")), earn_for, say(N_("paid, × tier"))],
                ),
                FormRow(say(N_("Worth")), [worth, say(N_("points =")), worth_of]),
                FormRow(say(N_("Points end")), [self._points_months, after_earning]),
                FormRow(say(N_("Gift ends")), [self._gift_months, after_top_up]),
            )
        )

    def show_rates(self, rates: Rates) -> None:
        """Show the rules in force; what somebody is typing stays."""
        earn, earn_for, worth, worth_of = self._rates
        money = self._desk.words.money
        earn.show(str(rates.earn_points))
        earn_for.show(money(rates.earn_minor))
        worth.show(str(rates.worth_points))
        worth_of.show(money(rates.worth_minor))
        self._points_months.show(str(rates.points_months))
        self._gift_months.show(str(rates.gift_months))

    def _count(self, setting: Setting[object]) -> RowField:
        return self._field(setting, _COUNT_WIDTH, read_count)

    def _money(self, setting: Setting[object]) -> RowField:
        return self._field(
            setting, _MONEY_WIDTH, partial(parse_amount, currency=self._desk.shop.currency)
        )

    def _field(self, setting: Setting[object], width: int, read: Callable[[str], int]) -> RowField:
        def save(text: str) -> None:
            try:
                value = read(text)
            except UserError as error:
                refused(error)
            else:
                save_setting(self._part, setting, str(value), refused)

        def refused(error: ShopbellError) -> None:
            what, todo = refusal(self._desk, error)
            if isinstance(error, BadSetting) and setting in {s.EARN_MINOR, s.WORTH_MINOR}:
                what, todo = _beyond(self._desk, field.field.text())
            field.refuse(what, todo)

        field = RowField(setting.key, self._desk.say(setting.label), width, save)
        self._part.fields.append(field)
        return field


def _beyond(desk: Desk, typed: str) -> tuple[str, str]:
    """Say what an amount may be; the setting itself counts in the smallest coin."""
    money = desk.words.money
    return (
        desk.say(N_("“{text}” does not fit here."), text=typed),
        desk.say(N_("It takes {least} to {most}."), least=money(_LEAST), most=money(_MOST)),
    )
