"""What stands in a file of rules: where, and which values a rule can take."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeGuard

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency
from smbcrm.core.settings import BadSetting, Setting
from smbcrm.membership.tiers.types import BirthdaySpan
from smbcrm.membership.what_if.types import BadRule, NoSuchVoucher, RefusedRule, UnknownRule

_LONGEST_SHOWN = 40
_MOST = 1_000_000
_PERCENT = Currency("", 2)
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """A value, where it stands, and the words to refuse it with."""

    text: str
    path: tuple[str, ...]

    @property
    def line(self) -> int:
        """The line of it, counted from 1."""
        return line_of(self.text, self.path)

    @property
    def key(self) -> str:
        """Its name, with the names of what it is in."""
        return _cut(".".join(self.path))

    def inside(self, name: str) -> "Place":
        """Return the place of something in it."""
        return Place(self.text, (*self.path, name))

    def cannot(self, found: object, form: str) -> BadRule:
        """Return the refusal of a value."""
        shown = f"“{_cut(found)}”" if isinstance(found, str) else _cut(_in_toml(found))
        return BadRule(line=self.line, key=self.key, found=shown, form=Text(form))


def line_of(text: str, path: Sequence[str]) -> int:
    """Return the line on which a key stands, the nearest there is; 1 where none is found.

    A key of a table is looked for below the heading of the table.
    """
    lines = text.splitlines()
    start, found = 0, 1
    for depth in range(len(path), 0, -1):
        heading = re.compile(rf"\s*\[+\s*{_dotted(path[:depth])}\s*\]")
        place = next((n for n, line in enumerate(lines) if heading.match(line)), None)
        if place is not None:
            start, found = place, place + 1
            break
    name = (
        re.compile(rf"[^#]*(?<![\w-])[\"']?{re.escape(path[-1])}[\"']?\s*(?:=|\.|$)")
        if path
        else None
    )
    below = (n for n, line in enumerate(lines[start:], start) if name and name.match(line))
    return next(below, found - 1) + 1


def _dotted(path: Sequence[str]) -> str:
    return r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in path)


def known_table(place: Place, table: object, names: Sequence[str]) -> Mapping[str, Any]:
    """Return a table whose keys are all known."""
    if not isinstance(table, dict):
        raise place.cannot(table, A_TABLE)
    for name in table:
        if name not in names:
            where = place.inside(name)
            raise UnknownRule(line=where.line, key=where.key, known=list(names))
    return table


Read = Callable[[Place, object], Any]


def _in_toml(value: object) -> str:
    """Return a value as somebody types it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_in_toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_in_toml(one)}' for key, one in value.items())}}}"
    return str(value)


def or_none(read: Read, form: str) -> Read:
    """Return what reads "none" as nothing; `form` says what else there may be."""

    def reader(place: Place, value: object) -> object:
        if value == _NONE:
            return 0
        try:
            return read(place, value)
        except BadRule:
            raise place.cannot(value, form) from None

    return reader


def count(place: Place, value: object) -> int:
    """Return a whole number from 0."""
    if not _is_number(value) or not 0 <= value <= _MOST:
        raise place.cannot(value, _COUNT)
    return value


def some(place: Place, value: object) -> int:
    """Return a whole number from 1."""
    if not _is_number(value) or not 1 <= value <= _MOST:
        raise place.cannot(value, _SOME)
    return value


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def day(place: Place, value: object) -> dt.date:
    """Return a date, also where it is written as a text."""
    if isinstance(value, str):
        with suppress(ValueError):
            value = dt.date.fromisoformat(value)
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise place.cannot(value, _DATE)
    return value


def setting_value(setting: Setting[Any]) -> Read:
    """Return what reads the value of a setting, as it is typed there."""

    def reader(place: Place, value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise place.cannot(value, setting.form)
        try:
            return setting.read(setting.check(str(value)))
        except BadSetting:
            raise place.cannot(value, setting.form) from None

    return reader


def codes_of(known: Collection[str], form: str) -> Read:
    """Return what reads a list of codes that there are."""

    def reader(place: Place, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(code in known for code in map(str, value)):
            raise place.cannot(value, form)
        return tuple(map(str, value))

    return reader


def vouchers_of(known: Collection[str]) -> Read:
    """Return what reads a list of vouchers that the shop gives, by their codes."""

    def reader(place: Place, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise place.cannot(value, VOUCHERS)
        codes = tuple(map(str, value))
        for code in codes:
            if code not in known:
                raise NoSuchVoucher(line=place.line, key=place.key, code=_cut(code))
        return codes

    return reader


def a_name(place: Place, value: object) -> str:
    """Return a name."""
    if not isinstance(value, str) or not value.strip():
        raise place.cannot(value, _A_NAME)
    return value


def one_of(known: Collection[str]) -> Read:
    """Return what reads the code of a tier that there is."""

    def reader(place: Place, value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise place.cannot(value, _A_TIER)
        return value

    return reader


def item_code(place: Place, value: object) -> str:
    """Return the code of an item; nothing for "none"."""
    if not isinstance(value, str) or not value.strip():
        raise place.cannot(value, _CODE)
    return "" if value == _NONE else value


def birthday_span(place: Place, value: object) -> BirthdaySpan:
    """Return on which days a birthday counts."""
    if not isinstance(value, str) or value not in set(BirthdaySpan):
        raise place.cannot(value, _SPAN)
    return BirthdaySpan(value)


def percentage(place: Place, value: object) -> int:
    """Return a percentage in hundredths of a percent."""
    found = _typed(place, value, _PERCENT)
    if found is None:
        raise place.cannot(value, _A_PERCENTAGE)
    return found


def amount_in(currency: Currency) -> Read:
    """Return what reads an amount above 0, into minor units."""

    def reader(place: Place, value: object) -> int:
        found = _typed(place, value, currency)
        if not found:
            raise place.cannot(value, _AMOUNT)
        return found

    return reader


def _typed(place: Place, value: object, currency: Currency) -> int | None:
    """Return an amount as it is typed everywhere, in minor units; None: it is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    try:
        return parse_amount(str(value), currency)
    except UserError as error:
        raise RefusedRule(line=place.line, key=place.key, reason=error) from None


def _cut(found: object) -> str:
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in str(found)).split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


_A_NAME = N_("a name in quotation marks")
_A_TIER = N_("the code of a tier in quotation marks")
VOUCHERS = N_('a list of vouchers by their codes, each with one tier alone, such as ["WELCOME"]')
A_TABLE = N_("a table with a name in square brackets")
OFFERS = N_("each offer as [[offers]] with an amount and a gift")
_DATE = N_("a date, such as 2026-03-05")
CODES = N_('a list of tiers by their codes, such as ["gold"]')
_AMOUNT = N_('an amount above 0 in quotation marks, such as "400.00"')
AMOUNT_OR_NONE = N_('an amount above 0 in quotation marks, such as "400.00", or "none"')
_COUNT = N_("a whole number from 0 to 1,000,000")
_SOME = N_("a whole number from 1 to 1,000,000")
COUNT_OR_NONE = N_('a whole number from 1 to 1,000,000, or "none"')
_A_PERCENTAGE = N_('a percentage in quotation marks, such as "7.5"')
_SPAN = N_('"day" or "month"')
_CODE = N_('the code of an item in quotation marks, or "none"')
