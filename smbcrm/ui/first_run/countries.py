"""The countries a new shop chooses from, each with its own name, currency and time zone."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QTimeZone

from smbcrm.core.i18n import match_language

_OFFERED = (
    *("US", "GB", "IE", "CA", "AU", "NZ", "CN", "TW", "HK", "MO", "SG", "MY"),
    *("JP", "KR", "TH", "DE", "FR", "ES", "IT", "NL", "AT", "CH"),
)
_OF_LANGUAGE = {"en": "US", "zh_CN": "CN", "zh_TW": "TW"}
# Short where Qt's name is long, Latin where our fonts have no letters of theirs.
_SHORT = {"TW": "台灣", "HK": "香港", "MO": "澳門", "KR": "South Korea", "TH": "Thailand"}
_BY_REGION = {
    "CN": "Asia/Shanghai",
    "TW": "Asia/Taipei",
    "HK": "Asia/Hong_Kong",
    "MO": "Asia/Macau",
    "SG": "Asia/Singapore",
    "MY": "Asia/Kuala_Lumpur",
}


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


def time_zone(region: str) -> str:
    """Return the time zone of this PC, or that of a country where this PC has none."""
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return zone if "/" in zone else _BY_REGION.get(region, "UTC")


def time_zones(region: str) -> tuple[str, ...]:
    """Return the time zones of a country, that of this PC first."""
    territory = QLocale.codeToTerritory(region)
    zones = [bytes(zone.data()).decode() for zone in QTimeZone.availableTimeZoneIds(territory)]
    first = time_zone(region)
    if first not in zones and region in _BY_REGION:
        first = _BY_REGION[region]
    rest = [zone for zone in zones if zone != first and "/" in zone]
    return (first, *sorted(rest))
