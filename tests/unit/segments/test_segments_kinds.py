"""Kinds of conditions that need no shop to look into: how they are read, kept and said."""

import datetime as dt
from typing import Any, cast

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.segments.kind import Known
from smbcrm.membership.segments.kinds import KINDS
from smbcrm.membership.shop.types import Shop

KNOWN = Known(cast("Any", None), Shop.of({"shop.currency": "CNY"}), dt.date(2026, 3, 10))


TODAYS = (
    *("solar", 3, 0, 10, 10, 2026),
    *("lunar", 1, 0, 22, 22, 2026),
)
"""10 March 2026 is the 22nd of the first month."""
TOMORROWS = (
    *("solar", 3, 0, 10, 11, 2026),
    *("lunar", 1, 0, 22, 23, 2026),
)


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "parameters", "said"),
    [
        ("status", "Moved", "moved", ("moved",), "moved away"),
        ("gender", "unknown", "unknown", ("",), "gender not known"),
        ("language", "ZH_cn", "zh_CN", ("zh_CN",), "简体中文"),
        ("city", "O'Fallon", "O'Fallon", ("o'fallon",), "O'Fallon"),
        ("tag", "VIP", "VIP", ("VIP",), "VIP"),
        ("consent", "SMS:Given", "sms:given", ("sms", "given"), "consent to SMS"),
        ("points", "５..", "5..", (5, None), "at least 5"),
        ("points", "..1234", "..1234", (None, 1234), "at most 1,234"),
        ("points", "5 .. 5", "5..5", (5, 5), "from 5 to 5"),
        ("stored", "¥50..68.5", "50.00..68.50", (5000, 6850), "from ¥50.00 to ¥68.50"),
        ("last_visit", "never", "never", (None, None), "never"),
        ("last_visit", "..60d", "..60d", (None, "2026-01-09"), "at least 60 days ago"),
        ("last_visit", "30d..", "30d..", ("2026-02-08", None), "in the last 30 days"),
        ("last_visit", "1d..", "1d..", ("2026-03-09", None), "from yesterday on"),
        ("last_visit", "..0d", "..0d", (None, "2026-03-10"), "until today"),
        ("birthday", "0", "0d", TODAYS, "today"),
        ("occasion", "１d", "1d", TOMORROWS, "today or tomorrow"),
        (
            *("last_visit", "20260105..30d", "2026-01-05..30d"),
            *(("2026-01-05", "2026-02-08"), "from 2026-01-05 to 30 days ago"),
        ),
        (
            *("last_visit", "30d..2026-01-05", "30d..2026-01-05"),
            *(("2026-02-08", "2026-01-05"), "from 30 days ago to 2026-01-05"),
        ),
    ],
)
def test_a_value_is_read_kept_and_said(
    kind: str, typed: str, kept: str, parameters: tuple[object, ...], said: str
) -> None:
    value = KINDS[kind].read(typed, KNOWN)
    assert (value.kept, value.parameters) == (kept, parameters)
    assert Translator("en").value(value.said) == said
    assert KINDS[kind].read(kept, KNOWN) == value


def test_an_instant_is_bound_by_business_days() -> None:
    """A day ends where the next begins, by the clock of the shop."""
    first, end = KINDS["added"].read("2026-03-10..2026-03-10", KNOWN).parameters
    begins = KNOWN.shop.day.begins
    assert str(first)[:19] == begins(dt.date(2026, 3, 10)).strftime("%Y-%m-%dT%H:%M:%S")
    assert str(end)[:19] == begins(dt.date(2026, 3, 11)).strftime("%Y-%m-%dT%H:%M:%S")


@pytest.mark.parametrize("typed", ["", "d", "-1d", "367d", "14..", "1000", "soon"])
def test_what_is_no_number_of_days_to_come_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\A\Z"):
        KINDS["birthday"].read(typed, KNOWN)


def test_a_year_ahead_is_few_runs() -> None:
    """Every date of the year comes round in it, so one run of days is enough for a month."""
    value = KINDS["birthday"].read("366d", KNOWN)
    assert value.kept == "366d"
    assert len(value.parameters) // 6 < 80
