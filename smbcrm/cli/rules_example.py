"""The example of a file of rules: every key once, explained in the reader's language.

It is made of the rules that the shop has, so that it can be tried there as it is.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency
from smbcrm.membership.shop.scale import scale_of
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.what_if.types import RuleSet

_COLUMN = 32
_TITLE = N_("Rules to be tried. Leave out what stays as it is.")
_TIER = N_("a tier by its code, see: smbcrm tier list")
_NEW_CODE, _NEW_NAME = "platinum", N_("Platinum")
_OFFER, _GIFT, _NEW_FROM = 200, 25, 2_500
"""To be scaled to the currency, in major units."""
_Line = tuple[str, str]


def example(rules: RuleSet, currency: Currency, words: Callable[[str], str]) -> str:
    """Return the example as a file; `words` puts a message id into the reader's language."""
    lines = (
        f"{rule:<{_COLUMN}}# {words(comment)}" if comment else rule
        for rule, comment in _Example(rules, currency, words).lines()
    )
    return "\n".join((f"# {words(_TITLE)}", *lines, ""))


@dataclass(frozen=True, slots=True)
class _Example:
    """The example for a shop, line by line, each with what it means."""

    rules: RuleSet
    currency: Currency
    words: Callable[[str], str]

    def lines(self) -> Iterator[_Line]:
        yield "", ""
        yield "[tiers]", ""
        yield 'review_dates = "01-01 07-01"', N_("days on which tiers are reviewed")
        yield from self._tiers()
        yield from self._new_tier()
        yield from self._points()
        yield from self._offers()

    def _tiers(self) -> Iterator[_Line]:
        """Yield how the lowest tier but one is reached, and what the highest one gives."""
        tiers, comment = self.rules.tiers, _TIER
        for tier in dict.fromkeys((*tiers[1:2], tiers[-1])):
            yield "", ""
            yield f"[tiers.{tier.code}]", comment
            comment = ""
            yield from self._reached(tier) if tier in tiers[1:2] else ()
            yield from self._given(tier) if tier == tiers[-1] else ()

    def _reached(self, tier: Tier) -> Iterator[_Line]:
        spend = "none" if tier.spend_from is None else self._less(tier.spend_from)
        yield f'spend_from = "{spend}"', N_('spent in those months, or "none"')
        yield f"visits_from = {_or_none(tier.visits_from)}", N_('or so many visits, or "none"')
        points = N_('or so many points earned, or "none"')
        yield f"points_from = {_or_none(tier.points_from)}", points
        yield f"months = {tier.months}", N_("in so many months")

    def _given(self, tier: Tier) -> Iterator[_Line]:
        yield f"item = {_text(tier.item or 'none')}", N_('or by buying this item, or "none"')
        yield f"item_months = {tier.item_months or 12}", N_("for so many months")
        yield f"points_factor = {tier.points_factor}", N_("percent of the usual points")
        yield "birthday_factor = 200", N_("percent of these points on a birthday")
        yield 'birthday_span = "day"', N_('on the "day" of it, or in its whole "month"')
        yield 'discount = "5"', N_("percent off every sale")
        yield f"lasts_months = {tier.lasts_months}", N_("it lasts so many months at least")
        grace = N_("and so many after it was reached last")
        yield f"grace_months = {tier.grace_months}", grace
        yield '# entry_vouchers = ["WELCOME"]', N_("all vouchers that coming up into it brings")

    def _new_tier(self) -> Iterator[_Line]:
        """Yield a tier that none of the shop's stands in the way of."""
        tiers = self.rules.tiers
        taken = {told.casefold() for tier in tiers for told in (tier.code, tier.name)}
        for number in count(1):
            code, name = _numbered(_NEW_CODE, number, "-"), self.words(_NEW_NAME)
            name = _numbered(name, number, " ")
            if not {code, name.casefold()} & taken:
                break
        spends = [tier.spend_from for tier in tiers if tier.spend_from]
        beyond = self.currency.plain(max(spends) * 5 // 2) if spends else self._scaled(_NEW_FROM)
        yield "", ""
        yield f"[tiers.{code}]", N_("a new tier: it has a name")
        yield f"name = {_text(name)}", ""
        yield f'above = "{tiers[-1].code}"', N_("it comes after this one; without it, after all")
        yield f'spend_from = "{beyond}"', ""

    def _points(self) -> Iterator[_Line]:
        rates, money = self.rules.rates, self.currency.plain
        on_gift = "on" if rates.on_gift else "off"
        yield "", ""
        yield "[points]", ""
        yield f"earn_points = {rates.earn_points}", N_("so many points")
        yield f'earn_amount = "{money(rates.earn_minor)}"', N_("for each of this amount")
        yield f"worth_points = {rates.worth_points}", N_("so many points")
        yield f'worth_amount = "{money(rates.worth_minor)}"', N_("pay this amount")
        yield f"months = {rates.points_months}", N_("points end after so many months")
        yield f'earned_at = "{rates.earn_at}"', N_('earned at "spend" or at "top_up"')
        yield f'on_gift = "{on_gift}"', N_('on gift money too: "on" or "off"')
        yield 'weekdays = "tue=2, sat=1.5"', N_('weekdays with their factor, or "none"')
        yield "", ""
        yield "[stored_value]", ""
        gift_months = N_("the gift part ends after so many months")
        yield f"gift_months = {rates.gift_months}", gift_months

    def _offers(self) -> Iterator[_Line]:
        tier = self.rules.tiers[-1].code
        yield "", ""
        yield "[[offers]]", N_("all top-up offers; without any they stay as they are")
        yield f'amount = "{self._scaled(_OFFER)}"', ""
        yield f'gift = "{self._scaled(_GIFT)}"', ""
        yield f'tiers = ["{tier}"]', N_("for these alone; leave it out for everybody")
        yield "first = 2026-01-01", N_("from this day on; leave it out for ever since")
        yield "last = 2026-12-31", N_("through this day; leave it out for ever")

    def _less(self, spend: int) -> str:
        """Return an eighth less, in whole units where that leaves something."""
        less = max(spend * 7 // 8, 1)
        return self.currency.plain(less // self.currency.unit * self.currency.unit or less)

    def _scaled(self, major: int) -> str:
        scale = scale_of(self.currency.code) or 1
        return self.currency.plain(major * scale * self.currency.unit)


def _or_none(number: int | None) -> str:
    return '"none"' if number is None else str(number)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _numbered(text: str, number: int, between: str) -> str:
    return text if number == 1 else f"{text}{between}{number}"
