"""Countries to choose from: each in its own words, with its money and its clock."""

import pytest
from PySide6.QtCore import QByteArray, QLocale, QTimeZone

from smbcrm.core.money import Currency
from smbcrm.ui import countries


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in Berlin."""
    monkeypatch.setattr(QTimeZone, "systemTimeZoneId", lambda: QByteArray(b"Europe/Berlin"))


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Know no more than UTC."""
    monkeypatch.setattr(QTimeZone, "systemTimeZoneId", lambda: QByteArray(b"Etc/UTC"))


def test_every_country_has_a_name_and_money_that_we_know() -> None:
    for one in countries.offered("en"):
        assert one.name
        assert Currency.of(one.currency).code == one.currency
    names = {one.code: one.name for one in countries.offered("zh_TW")}
    assert (names["TW"], names["CN"], names["DE"]) == ("台灣", "中国", "Deutschland")


@pytest.mark.parametrize(
    ("system", "language", "first"),
    [
        ("de_DE", "en", "DE"),
        ("zh_HK", "zh_TW", "HK"),
        ("zh_CN", "zh_CN", "CN"),
        ("de_DE", "zh_CN", "CN"),
        ("en_US", "zh_TW", "TW"),
        ("C", "en", "US"),
    ],
)
def test_the_likely_country_stands_first_and_once(
    monkeypatch: pytest.MonkeyPatch, system: str, language: str, first: str
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(system))
    codes = [one.code for one in countries.offered(language)]
    assert codes[0] == first
    assert len(codes) == len(set(codes))


@pytest.mark.usefixtures("here")
def test_the_zone_of_this_pc_is_the_first_in_its_own_country_only() -> None:
    assert countries.time_zones("DE")[0] == "Europe/Berlin"
    assert countries.time_zones("CN")[0] == "Asia/Shanghai"
    assert "Europe/Berlin" not in countries.time_zones("CN")


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize(
    ("region", "first"),
    [("US", "America/New_York"), ("GB", "Europe/London"), ("TW", "Asia/Taipei"), ("XX", "UTC")],
)
def test_a_pc_that_knows_no_zone_leaves_it_to_the_country(region: str, first: str) -> None:
    zones = countries.time_zones(region)
    assert zones[0] == first
    assert len(zones) == len(set(zones))
