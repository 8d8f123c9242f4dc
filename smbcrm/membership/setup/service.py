"""The first day of a shop: settings, the owner, a till, tiers, offers and the house accounts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from smbcrm.core.currency_codes import checked_currency
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.types import POINT, House
from smbcrm.membership.offers.ports import OfferWork
from smbcrm.membership.offers.rules import shipped_offers
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.shop import settings as s
from smbcrm.membership.shop.scale import scale_of
from smbcrm.membership.staff.ports import StaffWork
from smbcrm.membership.staff.types import FIRST_TERMINAL, OWNER
from smbcrm.membership.tiers.rules import shipped_thresholds
from smbcrm.membership.tiers.types import SHIPPED_NAMES, Tier

_CODES = ("regular", "silver", "gold")
_FACTORS = (100, 120, 150)
_DIFFERENCE = 2
"""To be scaled to the currency, in major units; of any other one the setting's own default."""
_TAIWAN_POINTS = {s.EARN_POINTS.key: "10", s.WORTH_MINOR.key: "10"}


class ThresholdsUnordered(UserError):
    """Gold must be harder to reach than silver."""

    msgid = N_("Gold must be reached later than silver. Give two rising amounts.")


class ShopFilled(UserError):
    """Somebody else has made a shop here in the meantime."""

    msgid = N_("There is a shop in this database already. Open it, or give an empty database.")


class SetupWork(LedgerWork, StaffWork, OfferWork, Protocol):
    """The slice of a unit of work that a new shop is made with."""


@dataclass(frozen=True, slots=True)
class NewShop:
    """What is said when a shop is made; the thresholds in minor units, None: as shipped."""

    name: str
    currency: str = "USD"
    region: str = "US"
    time_zone: str = "UTC"
    language: str = "en"
    silver_from: int | None = None
    gold_from: int | None = None


def check_new_shop(new: NewShop) -> dict[str, str]:
    """Return the settings of a new shop.

    Raises BadSetting, UnknownCurrency, CurrencyByItsSign and ThresholdsUnordered.
    """
    settings = {
        s.NAME.key: s.NAME.check(new.name),
        s.CURRENCY.key: checked_currency(new.currency),
        s.REGION.key: s.REGION.check(new.region.upper()),
        s.TIME_ZONE.key: s.TIME_ZONE.check(new.time_zone),
        s.LANGUAGE.key: s.LANGUAGE.check(new.language),
    }
    currency = Currency.of(settings[s.CURRENCY.key])
    settings[s.EXPONENT.key] = str(currency.exponent)
    settings |= _points(currency) | _difference(currency)
    check_rising([threshold for threshold in thresholds(new, currency) if threshold is not None])
    return settings


def thresholds(new: NewShop, currency: Currency) -> tuple[int | None, int | None]:
    """Return the spend from which silver and gold are reached, in minor units: given or shipped."""
    silver, gold = (_minor(amount, currency) for amount in shipped_thresholds(currency.code))
    return (
        silver if new.silver_from is None else new.silver_from,
        gold if new.gold_from is None else new.gold_from,
    )


def check_rising(spends: Sequence[int]) -> None:
    """Raise ThresholdsUnordered unless each tier is reached later than the one before."""
    if any(later <= earlier for earlier, later in pairwise((0, *spends))):
        raise ThresholdsUnordered


def _points(currency: Currency) -> dict[str, str]:
    """Return the points rates of a currency: 1 for 1.00, in Taiwan 10 for NT$100."""
    unit = str(currency.unit)
    rates = {s.EARN_MINOR.key: unit, s.WORTH_MINOR.key: unit}
    if currency.code == "TWD":
        rates = {s.EARN_MINOR.key: "100", **_TAIWAN_POINTS}
    return rates


def _difference(currency: Currency) -> dict[str, str]:
    """Return from which difference on a day close needs a word, where the currency is known."""
    scale = scale_of(currency.code)
    if scale is None:
        return {}
    return {s.DIFFERENCE_LIMIT.key: str(_DIFFERENCE * scale * currency.unit)}


@dataclass(frozen=True, slots=True)
class SetupService:
    """Makes a new shop in an empty database."""

    uow: UnitOfWork[SetupWork]

    def make(self, new: NewShop, words: Callable[[str], str]) -> None:
        """Fill the tables of a new shop; `words` translates the names it starts with."""
        settings = check_new_shop(new)
        self.uow.run(self._make, new, settings, words)

    @staticmethod
    def _make(
        work: SetupWork, new: NewShop, settings: dict[str, str], words: Callable[[str], str]
    ) -> None:
        if work.settings.stored():
            raise ShopFilled
        for key, value in settings.items():
            work.settings.put(key, value)
        currency = Currency.of(settings[s.CURRENCY.key])
        work.staff.add_staff(words(OWNER))
        work.staff.add_terminal(words(FIRST_TERMINAL))
        for tier in _tiers(new, currency, words):
            work.tiers.add(tier)
        for amount, gift in shipped_offers(currency.code):
            work.offers.add(Offer(0, amount * currency.unit, gift * currency.unit))
        work.requests.begin()
        work.ledger.open_house([(house, currency.code) for house in _MONEY])
        work.ledger.open_house([(house, POINT) for house in _POINTS])


_POINTS = (House.POINTS, House.EXPIRED, House.OPENING, House.ADJUSTMENT)
_MONEY = tuple(
    house for house in House if house not in {House.POINTS, House.VISITS, House.VOUCHERS}
)


def _tiers(new: NewShop, currency: Currency, words: Callable[[str], str]) -> list[Tier]:
    return [
        Tier(0, code, rank, words(name), spend_from, factor, 0)
        for rank, (code, name, spend_from, factor) in enumerate(
            zip(_CODES, SHIPPED_NAMES, (None, *thresholds(new, currency)), _FACTORS, strict=True)
        )
    ]


def _minor(major: int | None, currency: Currency) -> int | None:
    return None if major is None else major * currency.unit
