"""What the chosen tier gives, as chips; and the voucher that is given on entering it."""

from functools import partial

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.changes.types import Changed
from smbcrm.membership.tiers.types import BirthdaySpan, Tier, TierChanges
from smbcrm.membership.vouchers.types import Definition, DefinitionChanges
from smbcrm.ui.desk import Desk
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.chip_field import AddChip, ChipField
from smbcrm.ui.settings.part import FormRow, Part
from smbcrm.ui.settings.tier_saver import Read, TierSaver
from smbcrm.ui.settings.tier_words import (
    USUAL,
    birthday_words,
    discount_words,
    points_words,
)
from smbcrm.ui.settings.typed_numbers import read_hundredths, shown_hundredths
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.flow import Flow

_WIDTH, _VOUCHER_WIDTH = 76, 230


class TierBenefits(FormRow):
    """A chip is pressed to change what it says; emptied, a benefit is given no more."""

    def __init__(self, desk: Desk, saver: TierSaver) -> None:
        flow = Flow()
        super().__init__(desk.say(N_("What it gives")), [flow])
        self._desk, self._saver = desk, saver
        say = desk.say
        self.points = self._chip("tier_factor", N_("Points"), _factor, before=N_("points ×"))
        self.discount = self._chip(
            "tier_discount", N_("Discount"), _discount, before=N_("discount in percent")
        )
        self.birthday = self._chip(
            "tier_birthday", N_("Birthday"), self._read_birthday, before=N_("on the birthday ×")
        )
        self.month = self._chip(
            "tier_birthday_month",
            N_("Birthday month"),
            self._read_month,
            before=N_("in the month of the birthday ×"),
        )
        self.more = AddChip(say(N_("Benefit")), "tier_gives")
        for chip in self._chips():
            self.more.offer(say(chip.said), self._shown(chip), chip.open)
            flow.addWidget(chip)
        flow.addWidget(self.more)
        for chip in self._chips():
            chip.saved.row = self
            chip.said = say(chip.said)

    def show_tier(self, tier: Tier) -> None:
        """Show what a tier gives."""
        desk = self._desk
        birthday = tier.birthday_factor != USUAL
        month = birthday and tier.birthday_span is BirthdaySpan.MONTH
        factor, words = shown_hundredths(tier.birthday_factor), birthday_words(desk, tier)
        self.points.show_value(shown_hundredths(tier.points_factor), points_words(desk, tier))
        self.discount.show_value(
            shown_hundredths(tier.discount) if tier.discount else "",
            discount_words(desk, tier) if tier.discount else "",
        )
        day = birthday and not month
        self.birthday.show_value(factor if day else "", words if day else "")
        self.month.show_value(factor if month else "", words if month else "")
        self.more.fit()

    def _chips(self) -> tuple[ChipField, ...]:
        return self.points, self.discount, self.birthday, self.month

    def _chip(self, name: str, said: str, read: Read, *, before: str) -> ChipField:
        words = self._desk.say(said)

        def save(text: str) -> None:
            self._saver.save_typed(chip.saved, words, read, text)

        chip = ChipField(name, words, _WIDTH, save, before=self._desk.say(before))
        chip.said = said
        self._saver.keep(chip.saved)
        return chip

    def _shown(self, chip: ChipField) -> "partial[bool]":
        """Return what tells whether a chip is there; of the two birthdays one alone can be."""
        pair = {self.birthday, self.month} if chip in {self.birthday, self.month} else {chip}
        return partial(lambda chips: any(one.is_set for one in chips), pair)

    def _read_birthday(self, text: str) -> TierChanges:
        return _birthday(text, BirthdaySpan.DAY)

    def _read_month(self, text: str) -> TierChanges:
        return _birthday(text, BirthdaySpan.MONTH)


class TierEntry(FormRow):
    """The voucher that somebody gets who moves up into the tier."""

    def __init__(self, part: Part) -> None:
        self.chooser = Chooser("")
        super().__init__(part.desk.say(N_("On moving up")), [self.chooser])
        self._part, self._desk = part, part.desk
        self._tier: Tier | None = None
        self._vouchers: tuple[Definition, ...] = ()
        self.chooser.combo.setObjectName("tier_voucher")
        self.chooser.combo.setAccessibleName(self._desk.say(N_("Voucher on moving up")))
        self.chooser.setMinimumWidth(_VOUCHER_WIDTH)
        self.chooser.changed.connect(self._chosen)

    def show_tier(self, tier: Tier, vouchers: tuple[Definition, ...]) -> None:
        """Show which voucher comes with a tier."""
        self._tier, self._vouchers = tier, vouchers
        say = self._desk.say
        options: list[tuple[object, str, str]] = [("", say(N_("no voucher")), "")]
        options += [
            (one.code, say(N_("Voucher: {name}"), name=one.name), "ticket")
            for one in vouchers
            if one.active
        ]
        self.chooser.set_options(options)
        self.chooser.choose(self._given())
        self.setVisible(tier.rank > 0 and len(options) > 1)

    def _given(self) -> str:
        code = self._tier.code if self._tier else ""
        return next((one.code for one in self._vouchers if one.on_entry == code), "")

    def _chosen(self, value: object) -> None:
        tier, before = self._tier, self._given()
        if tier is None or value == before:
            return
        vouchers, desk = self._desk.services.vouchers, self._desk
        code = str(value) or before
        changes = DefinitionChanges(on_entry=tier.code if value else "")

        def back(done: Changed[Definition]) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(vouchers.edit, code, changes.back_to(done.before), desk.act())

        def refused(error: ShopbellError) -> None:
            self.show_error(desk.tell(error))
            self.chooser.choose(before)

        what = Text(
            N_("{tier}, {setting}"), {"tier": tier.name, "setting": Text(N_("On moving up"))}
        )
        work = partial(vouchers.edit, code, changes, desk.act())
        self._part.saver.save(self._part, Save(what, work, back), refused)


def _factor(text: str) -> TierChanges:
    return TierChanges(points_factor=read_hundredths(text) if text else USUAL)


def _discount(text: str) -> TierChanges:
    return TierChanges(discount=read_hundredths(text) if text else 0)


def _birthday(text: str, span: BirthdaySpan) -> TierChanges:
    factor = read_hundredths(text) if text else USUAL
    return TierChanges(birthday_factor=factor, birthday_span=span)
