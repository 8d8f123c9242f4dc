"""The countries a new shop chooses from, each with its own name, currency and time zone."""

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QLocale, QTimeZone

from smbcrm.core.i18n import match_language

_OFFERED = (
    *("US", "GB", "IE", "CA", "AU", "NZ", "CN", "TW", "HK", "MO", "SG", "MY"),
    *("JP", "KR", "TH", "DE", "FR", "ES", "IT", "NL", "AT", "CH"),
)
_OF_LANGUAGE = {"en": "US", "zh_CN": "CN", "zh_TW": "TW"}
# Short where Qt's name is long, Latin where our fonts have no letters of theirs.
_SHORT = {"TW": "台灣", "HK": "香港", "MO": "澳門", "KR": "South Korea", "TH": "Thailand"}
_BY_REGION = {
    "US": "America/New_York",
    "CA": "America/Toronto",
    "AU": "Australia/Sydney",
    "NZ": "Pacific/Auckland",
    "CN": "Asia/Shanghai",
    "TW": "Asia/Taipei",
    "HK": "Asia/Hong_Kong",
    "MO": "Asia/Macau",
    "SG": "Asia/Singapore",
    "MY": "Asia/Kuala_Lumpur",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "ES": "Europe/Madrid",
}
"""Where most people of a country with several zones live."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its code of two letters, its own name, and its currency (ISO 4217)."""

    code: str
    name: str
    currency: str


def country(code: str) -> Country:
    """Return a country as its own people call it."""
    locale = QLocale(QLocale.Language.AnyLanguage, QLocale.codeToTerritory(code))
    currency = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    name = _SHORT.get(code) or locale.nativeTerritoryName() or code
    return Country(code, name, currency or "USD")


def offered(language: str) -> tuple[Country, ...]:
    """Return the countries to choose from; the one this PC is probably in stands first."""
    first = likely(language)
    codes = (first, *(code for code in _OFFERED if code != first))
    return tuple(country(code) for code in codes)


def likely(language: str) -> str:
    """Return the code of the country this PC is probably in."""
    system = QLocale.system()
    code = QLocale.territoryToCode(system.territory())
    if len(code) == 2 and match_language(system.name()) == language:  # noqa: PLR2004 - ISO 3166
        return code
    return _OF_LANGUAGE[language]


def time_zones(region: str) -> tuple[str, ...]:
    """Return the time zones of a country: that of this PC first, or where most people live.

    A PC that stands in another country, or says no more than UTC, does not know better.
    """
    territory = QLocale.codeToTerritory(region)
    if territory == QLocale.Country.AnyTerritory:
        return ("UTC",)
    zones = [_name(zone) for zone in QTimeZone.availableTimeZoneIds(territory)]
    zones = sorted(zone for zone in zones if "/" in zone and not zone.startswith("Etc/"))
    mine = _name(QTimeZone.systemTimeZoneId())
    wanted = (mine, _BY_REGION.get(region, ""), *zones)
    first = next((zone for zone in wanted if zone in zones), "UTC")
    return (first, *(zone for zone in zones if zone != first))


def _name(zone: QByteArray) -> str:
    return bytes(zone.data()).decode()
