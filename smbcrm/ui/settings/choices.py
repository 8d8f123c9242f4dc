"""What can be chosen for the settings of a shop, and how their values are shown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimeZone

from smbcrm.core.i18n import N_
from smbcrm.core.settings import Setting
from smbcrm.membership.shop import settings as s
from smbcrm.ui import countries

Options = Sequence[tuple[object, str, str]]

_HOURS = 24


def hours() -> Sequence[str]:
    """Return the full hours of a day."""
    return [f"{hour:02}:00" for hour in range(_HOURS)]


def yes_or_no(say: Callable[[str], str]) -> Options:
    """Return the choices of a setting that is on or off."""
    return [("no", say(N_("No")), ""), ("yes", say(N_("Yes")), "")]


def regions(mine: str, language: str) -> Sequence[tuple[str, str]]:
    """Return codes and names of the countries offered, the shop's own among them.

    Any other can be typed as its code of two letters (ISO 3166-1).
    """
    offered = {one.code: one.name for one in countries.offered(language)}
    offered.setdefault(mine, countries.country(mine).name)
    return [(code, f"{name} ({code})") for code, name in offered.items()]


def time_zones(region: str) -> Sequence[tuple[str, str]]:
    """Return the time zones of the tz database, those of the shop's region first."""
    near = countries.time_zones(region)
    every = (bytes(zone.data()).decode() for zone in QTimeZone.availableTimeZoneIds())
    rest = sorted(zone for zone in every if "/" in zone and not zone.startswith("Etc/"))
    return [(zone, zone) for zone in dict.fromkeys((*near, *rest, "UTC"))]


def shown(setting: Setting[object], value: str) -> str:
    """Return a stored value as its field shows it."""
    if setting == s.TAX:
        return "" if value == "none" else value
    if setting == s.DAY_BEGINS:
        return f"{s.DAY_BEGINS.read(value):02}:00"
    return value
