"""Rules to be tried, written as TOML: whatever is in the file is refused by key and line."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeGuard

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.tiers.types import BirthdaySpan, TierChanges
from smbcrm.membership.what_if.types import (
    BadRule,
    NotATrial,
    NothingTried,
    NotToml,
    PointsChanges,
    RefusedRule,
    Trial,
    UnknownRule,
)

LARGEST = 100_000
_LONGEST_SHOWN = 40
_MOST = 1_000_000
_PERCENT = Currency("", 2)
_NONE = "none"
_AT = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")

EXAMPLE = """\
# Rules to be tried. Leave out what stays as it is.

[tiers.silver]              # a tier by its code, see: smbcrm tier list
spend_from = "350.00"       # spent in those months, or "none"
visits_from = 20            # or so many visits, or "none"
points_from = "none"        # or so many points earned, or "none"
months = 12                 # in so many months

[tiers.gold]
item = "club"               # or by buying this item, or "none"
item_months = 12            # for so many months
points_factor = 150         # percent of the usual points
birthday_factor = 200       # percent of these points on a birthday
birthday_span = "day"       # on the "day" of it, or in its whole "month"
discount = "5"              # percent off every sale
lasts_months = 0            # it lasts so many months at least
grace_months = 2            # and so many after it was reached last

[points]
earn_points = 1             # so many points
earn_amount = "1.00"        # for each of this amount
worth_points = 100          # so many points
worth_amount = "1.00"       # pay this amount

[[offers]]                  # all top-up offers; without any they stay as they are
amount = "200.00"
gift = "25.00"
tiers = ["gold"]            # for these alone; leave it out for everybody
first = 2026-01-01          # from this day on; leave it out for ever since
last = 2026-12-31           # through this day; leave it out for ever
"""


@dataclass(frozen=True, slots=True)
class _Place:
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

    def inside(self, name: str) -> "_Place":
        """Return the place of something in it."""
        return _Place(self.text, (*self.path, name))

    def cannot(self, found: object, form: str) -> BadRule:
        """Return the refusal of a value."""
        shown = f"“{_cut(found)}”" if isinstance(found, str) else _cut(str(found))
        return BadRule(line=self.line, key=self.key, found=shown, form=Text(form))


def read_trial(content: bytes, currency: Currency, tiers: Collection[str]) -> Trial:
    """Return the rules in a TOML file; `tiers` are the codes of those there are.

    Raises NotATrial, NotToml, NothingTried, UnknownRule, BadRule and RefusedRule.
    """
    text = _text(content)
    document = _parsed(text)
    root = _Place(text, ())
    _known(root, document, ("tiers", "points", "offers"))
    trial = Trial(
        dict(_tiers(root.inside("tiers"), document.get("tiers", {}), currency, tiers)),
        _points(root.inside("points"), document.get("points", {}), currency),
        _offers(root.inside("offers"), document.get("offers"), currency, tiers),
    )
    if trial == Trial():
        raise NothingTried
    return trial


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


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotATrial(largest=LARGEST) from None
    if len(text) > LARGEST or "\0" in text:
        raise NotATrial(largest=LARGEST)
    return text.replace("\r\n", "\n")


def _parsed(text: str) -> dict[str, Any]:
    """Return what the file says; numbers with decimals stay as they were typed."""
    try:
        return tomllib.loads(text, parse_float=str)
    except RecursionError:
        raise NotToml(line=1, found=Text(N_("too many brackets in each other"))) from None
    except ValueError as error:
        said = _AT.search(str(error))
        line = int(said[1]) if said and said[1] else text.count("\n") + 1
        raise NotToml(line=line, found=_cut(_AT.sub("", str(error)).strip())) from None


def _known(place: _Place, table: object, names: Sequence[str]) -> Mapping[str, Any]:
    """Return a table whose keys are all known."""
    if not isinstance(table, dict):
        raise place.cannot(table, _A_TABLE)
    for name in table:
        if name not in names:
            where = place.inside(name)
            raise UnknownRule(line=where.line, key=where.key, known=list(names))
    return table


def _tiers(
    place: _Place, table: object, currency: Currency, codes: Collection[str]
) -> Iterator[tuple[str, TierChanges]]:
    for code, rule in _known(place, table, list(codes)).items():
        at = place.inside(code)
        readers = _tier_readers(currency)
        given = {
            name: readers[name](at.inside(name), value)
            for name, value in _known(at, rule, list(readers)).items()
        }
        if given:
            yield code, TierChanges(**given)


def _points(place: _Place, table: object, currency: Currency) -> PointsChanges:
    given = _known(place, table, ("earn_points", "earn_amount", "worth_points", "worth_amount"))
    read = {
        name: (_some if name.endswith("points") else _money(currency))(place.inside(name), value)
        for name, value in given.items()
    }
    return PointsChanges(
        read.get("earn_points"),
        read.get("earn_amount"),
        read.get("worth_points"),
        read.get("worth_amount"),
    )


def _offers(
    place: _Place, table: object, currency: Currency, codes: Collection[str]
) -> tuple[Offer, ...] | None:
    if table is None:
        return None
    if not isinstance(table, list):
        raise place.cannot(table, _OFFERS)
    money = _money(currency)
    readers: Mapping[str, _Read] = {
        "amount": money,
        "gift": money,
        "first": _day,
        "last": _day,
        "tiers": partial(_codes, codes),
    }
    found: list[Offer] = []
    for row in table:
        given = _known(place, row, list(readers))
        if not {"amount", "gift"} <= given.keys():
            raise place.cannot(row, _OFFERS)
        read = {name: readers[name](place.inside(name), given[name]) for name in given}
        found.append(Offer(len(found) + 1, **read))
    return tuple(found)


_Read = Callable[[_Place, object], Any]


def _tier_readers(currency: Currency) -> Mapping[str, _Read]:
    money = _money(currency)
    return {
        "spend_from": _or_none(money, _AMOUNT_OR_NONE),
        "visits_from": _or_none(_some, _COUNT_OR_NONE),
        "points_from": _or_none(_some, _COUNT_OR_NONE),
        "months": _some,
        "item": _item,
        "item_months": _some,
        "points_factor": _count,
        "birthday_factor": _count,
        "birthday_span": _span,
        "discount": _percent,
        "lasts_months": _count,
        "grace_months": _count,
    }


def _or_none(read: _Read, form: str) -> _Read:
    def reader(place: _Place, value: object) -> object:
        if value == _NONE:
            return 0
        try:
            return read(place, value)
        except BadRule:
            raise place.cannot(value, form) from None

    return reader


def _count(place: _Place, value: object) -> int:
    if not _is_number(value) or not 0 <= value <= _MOST:
        raise place.cannot(value, _COUNT)
    return value


def _some(place: _Place, value: object) -> int:
    if not _is_number(value) or not 1 <= value <= _MOST:
        raise place.cannot(value, _SOME)
    return value


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _day(place: _Place, value: object) -> dt.date:
    if isinstance(value, str):
        with suppress(ValueError):
            value = dt.date.fromisoformat(value)
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise place.cannot(value, _DATE)
    return value


def _codes(known: Collection[str], place: _Place, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(code in known for code in map(str, value)):
        raise place.cannot(value, _CODES)
    return tuple(map(str, value))


def _item(place: _Place, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise place.cannot(value, _CODE)
    return "" if value == _NONE else value


def _span(place: _Place, value: object) -> BirthdaySpan:
    if not isinstance(value, str) or value not in set(BirthdaySpan):
        raise place.cannot(value, _SPAN)
    return BirthdaySpan(value)


def _percent(place: _Place, value: object) -> int:
    found = _typed(place, value, _PERCENT)
    if found is None:
        raise place.cannot(value, _A_PERCENTAGE)
    return found


def _money(currency: Currency) -> _Read:
    def reader(place: _Place, value: object) -> int:
        found = _typed(place, value, currency)
        if not found:
            raise place.cannot(value, _AMOUNT)
        return found

    return reader


def _typed(place: _Place, value: object, currency: Currency) -> int | None:
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


_A_TABLE = N_("a table, such as [tiers.gold]")
_OFFERS = N_("each offer as [[offers]] with an amount and a gift")
_DATE = N_("a date, such as 2026-03-05")
_CODES = N_('a list of tiers by their codes, such as ["gold"]')
_AMOUNT = N_('an amount above 0 in quotation marks, such as "400.00"')
_AMOUNT_OR_NONE = N_('an amount above 0 in quotation marks, such as "400.00", or "none"')
_COUNT = N_("a whole number from 0 to 1,000,000")
_SOME = N_("a whole number from 1 to 1,000,000")
_COUNT_OR_NONE = N_('a whole number from 1 to 1,000,000, or "none"')
_A_PERCENTAGE = N_('a percentage in quotation marks, such as "7.5"')
_SPAN = N_('"day" or "month"')
_CODE = N_('the code of an item in quotation marks, or "none"')
