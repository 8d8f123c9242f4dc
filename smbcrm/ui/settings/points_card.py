"""Points and stored value: how it is spent, how points are earned, what goes back, what ends."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QWidget

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_, NN_, Counted
from smbcrm.core.settings import BadSetting, Setting
from smbcrm.membership.shop import settings as s
from smbcrm.membership.shop.types import Shop
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.part import FormRow, Part, RowField, rows
from smbcrm.ui.settings.saved_field import refusal
from smbcrm.ui.settings.shop import save_setting
from smbcrm.ui.settings.spread import spread, spread_counted
from smbcrm.ui.settings.typed_numbers import read_count
from smbcrm.ui.settings.weekday_fields import WeekdayFields
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.groups import Segmented
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.switch import Switch

_COUNT_WIDTH, _MONEY_WIDTH, _CHOOSER_WIDTH = 64, 96, 132
_ON, _OFF = "on", "off"


class PointsCard(Card):
    """Every rule is saved when it is chosen or its field is left; it counts from the next sale."""

    def __init__(self, part: Part) -> None:
        super().__init__(spacing=4)
        self.body.setContentsMargins(16, 12, 16, 10)
        self.setObjectName("points_card")
        self._part = part
        self._desk = part.desk
        self._show: list[Callable[[Shop], None]] = []
        self._months_seen = 0
        self._newer = label("", "caption", wrap=True)
        self._newer.hide()
        self._add(N_("Stored value"), self._stored_value())
        self._add(N_("Points"), self._points())
        self.body.addWidget(self._newer)
        self._add(N_("Refunds"), self._refunds())

    def show_shop(self, shop: Shop) -> None:
        """Show the rules in force; what somebody is typing stays."""
        for show in self._show:
            show(shop)

    def newer(self) -> str:
        """Return what is said of a shorter life of points."""
        return self._newer.text()

    def _add(self, title: str, lines: Sequence[FormRow]) -> None:
        self.body.addWidget(label(self._desk.say(title), "section"))
        self.body.addLayout(rows(*lines))

    def _stored_value(self) -> list[FormRow]:
        say = self._desk.say
        order = self._one_of(
            s.SPEND_ORDER,
            lambda shop: shop.spend_order,
            (N_("In proportion"), N_("Gift first"), N_("Paid first")),
            ("pro_rata", "gift_first", "principal_first"),
        )
        pin = self._money(s.PIN_FROM, lambda shop: shop.pin_from, none="off")
        months = self._count(s.GIFT_MONTHS, lambda shop: shop.rates.gift_months)
        return [
            FormRow(say(N_("Spend")), [order]),
            FormRow(
                say(N_("Pay out")), [say(N_("paid part only, its gift ends")), self._pay_out()]
            ),
            FormRow(say(N_("Gift ends")), [months, say(N_("months after the top up"))]),
            FormRow(
                say(N_("Spending PIN")),
                tuple(spread(self._desk, N_("asked from {amount} on; empty: never"), amount=pin)),
            ),
        ]

    def _points(self) -> list[FormRow]:
        say = self._desk.say
        earn = self._count(s.EARN_POINTS, lambda shop: shop.rates.earn_points)
        earn_for = self._money(s.EARN_MINOR, lambda shop: shop.rates.earn_minor)
        when = self._one_of(
            s.EARN_AT,
            lambda shop: shop.rates.earn_at,
            (N_("When it is spent"), N_("At top up")),
            ("spend", "top_up"),
        )
        earned = self._counted(
            NN_(
                "{count} point for each {amount} paid, × tier",
                "{count} points for each {amount} paid, × tier",
            ),
            lambda shop: shop.rates.earn_points,
            count=earn,
            amount=earn_for,
        )
        return [
            FormRow(say(N_("Earned")), earned),
            self._weekdays(),
            FormRow(say(N_("When")), [when, label(say(N_("once only")), "caption")]),
            FormRow(say(N_("Worth")), self._worth()),
            FormRow(
                say(N_("Points end")),
                [
                    self._count(s.POINTS_MONTHS, lambda shop: shop.rates.points_months),
                    say(N_("months after earning, at the end of that month")),
                ],
            ),
        ]

    def _worth(self) -> Sequence[QWidget | RowField]:
        worth = self._count(s.WORTH_POINTS, lambda shop: shop.rates.worth_points)
        worth_of = self._money(s.WORTH_MINOR, lambda shop: shop.rates.worth_minor)
        redeemed = self._counted(
            NN_("{count} point = {amount}", "{count} points = {amount}"),
            lambda shop: shop.rates.worth_points,
            count=worth,
            amount=worth_of,
        )
        self._steps = label("", "caption")
        self._show.append(self._show_steps)
        return [*redeemed, self._steps]

    def _refunds(self) -> list[FormRow]:
        say = self._desk.say
        order = self._one_of(
            s.REFUND_ORDER,
            lambda shop: shop.refund_order,
            (N_("Money paid"), N_("Stored value")),
            ("money", "stored"),
        )
        vouchers = Switch(say(N_("come back after a whole refund")))
        vouchers.setObjectName(s.REFUND_VOUCHERS.key)
        vouchers.clicked.connect(
            lambda on: self._save(s.REFUND_VOUCHERS, _ON if on else _OFF, self._not_saved)
        )
        self._show.append(lambda shop: vouchers.setChecked(shop.refund_vouchers))
        return [
            FormRow(say(N_("Goes back first")), [order]),
            FormRow(say(N_("Vouchers")), [vouchers]),
        ]

    def _pay_out(self) -> QWidget:
        say = self._desk.say
        options = (
            ("everybody", say(N_("Everybody")), ""),
            ("owner", say(N_("Owner only")), ""),
            ("nobody", say(N_("Nobody")), ""),
        )
        box = Chooser("", options)
        box.setFixedWidth(_CHOOSER_WIDTH)
        box.combo.setObjectName(s.PAY_OUT.key)
        box.combo.setAccessibleName(say(s.PAY_OUT.label))
        box.changed.connect(lambda value: self._save(s.PAY_OUT, str(value), self._not_saved))
        self._show.append(lambda shop: box.choose(str(shop.pay_out)))
        return box

    def _weekdays(self) -> FormRow:
        def save(text: str, field: RowField) -> None:
            self._save(
                s.WEEKDAY_FACTORS, text, lambda error: field.refuse(*refusal(self._desk, error))
            )

        fields = WeekdayFields(self._desk, s.WEEKDAY_FACTORS.key, save)
        self._part.fields += fields.fields
        self._show.append(lambda shop: fields.show_factors(shop.rates.weekdays))
        row = FormRow(self._desk.say(N_("× by weekday")), [fields])
        fields.stand_in(row)
        return row

    def _show_steps(self, shop: Shop) -> None:
        say, rates = self._desk.say, shop.rates
        step = rates.worth.denominator
        self._steps.setText(say(N_("in steps of {step}"), step=step) if step > 1 else "")
        self._months_seen = max(self._months_seen, rates.points_months)
        shorter = rates.points_months < self._months_seen
        self._newer.setText(say(N_("counts for new points only")) if shorter else "")
        self._newer.setVisible(shorter)

    def _one_of(
        self,
        setting: Setting[object],
        value: Callable[[Shop], object],
        words: Sequence[str],
        values: Sequence[str],
    ) -> Segmented:
        say = self._desk.say
        made = Segmented([(one, say(told), "") for one, told in zip(values, words, strict=True)])
        made.setObjectName(setting.key)
        made.setAccessibleName(say(setting.label))
        made.changed.connect(lambda chosen: self._save(setting, chosen, self._not_saved))
        self._show.append(lambda shop: made.choose(str(value(shop))))
        return made

    def _counted(
        self, words: Counted, number: Callable[[Shop], int], **fields: RowField
    ) -> Sequence[QWidget | RowField]:
        """Return a sentence with fields in it whose words go by a number that is in force."""
        many = 2
        parts = [
            label(part) if isinstance(part, str) else part
            for part in spread_counted(self._desk, words, many, **fields)
        ]

        def show(shop: Shop) -> None:
            said = spread_counted(self._desk, words, number(shop), **fields)
            for part, text in zip(parts, said, strict=True):
                if isinstance(part, QLabel) and isinstance(text, str):
                    part.setText(text)

        self._show.append(show)
        return parts

    def _count(self, setting: Setting[object], value: Callable[[Shop], int]) -> RowField:
        field = self._field(setting, _COUNT_WIDTH, lambda text: str(read_count(text)))
        self._show.append(lambda shop: field.show(str(value(shop))))
        return field

    def _money(
        self, setting: Setting[object], value: Callable[[Shop], int | None], none: str = ""
    ) -> RowField:
        """Return a field for an amount; `none` is what is saved where it is empty."""
        money, currency = self._desk.words.money, self._desk.shop.currency

        def read(text: str) -> str:
            return none if none and not text else str(parse_amount(text, currency=currency))

        def show(shop: Shop) -> None:
            amount = value(shop)
            field.show("" if amount is None else money(amount))

        field = self._field(setting, _MONEY_WIDTH, read)
        self._show.append(show)
        return field

    def _field(self, setting: Setting[object], width: int, read: Callable[[str], str]) -> RowField:
        def save(text: str) -> None:
            try:
                value = read(text)
            except UserError as error:
                refused(error)
            else:
                self._save(setting, value, refused)

        def refused(error: ShopbellError) -> None:
            what, todo = refusal(self._desk, error)
            if isinstance(error, BadSetting) and setting.amounts is not None:
                what, todo = _beyond(self._desk, field.field.text(), setting.amounts)
            field.refuse(what, todo)

        field = RowField(setting.key, self._desk.say(setting.label), width, save)
        self._part.fields.append(field)
        return field

    def _save(
        self, setting: Setting[object], text: str, refused: Callable[[ShopbellError], None]
    ) -> None:
        save_setting(self._part, setting, text, refused)

    def _not_saved(self, error: ShopbellError) -> None:
        """Show again what is in force, and why."""
        self._desk.room.toast(self._desk.tell(error))
        self._part.arrive()


def _beyond(desk: Desk, typed: str, amounts: tuple[int, int]) -> tuple[str, str]:
    """Say what an amount may be; the setting itself counts in the smallest coin."""
    money = desk.words.money
    least, most = amounts
    return (
        desk.say(N_("“{text}” does not fit here."), text=typed),
        desk.say(N_("It takes {least} to {most}."), least=money(least), most=money(most)),
    )
