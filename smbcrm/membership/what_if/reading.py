"""Rules to be tried, written as TOML: whatever is in the file is refused by key and line."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.shop import settings as s
from smbcrm.membership.tiers.types import NewTier, TierChanges
from smbcrm.membership.what_if.types import (
    NotATrial,
    NothingTried,
    NotToml,
    PointsChanges,
    Trial,
)
from smbcrm.membership.what_if.values import (
    AMOUNT_OR_NONE,
    CODES,
    COUNT_OR_NONE,
    OFFERS,
    VOUCHERS,
    Place,
    Read,
    a_name,
    amount_in,
    birthday_span,
    codes_of,
    count,
    day,
    item_code,
    known_table,
    one_of,
    or_none,
    percentage,
    setting_value,
    some,
    vouchers_of,
)

LARGEST = 100_000
_REVIEWS = "review_dates"
_AT = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_NEW_ONLY = N_("it only with the name of a new tier")


class Known(NamedTuple):
    """The codes of what there is: of tiers, lowest first, and of vouchers that are given."""

    tiers: Collection[str]
    vouchers: Collection[str] = ()


def read_trial(content: bytes, currency: Currency, there: Known) -> Trial:
    """Return the rules in a TOML file.

    Raises NotATrial, NotToml, NothingTried, UnknownRule, BadRule and RefusedRule.
    """
    text = _text(content)
    document = _parsed(text)
    root = Place(text, ())
    known_table(root, document, ("tiers", "points", "stored_value", "offers"))
    there = _with_new(document.get("tiers"), there)
    trial = _tiers(root.inside("tiers"), document.get("tiers", {}), currency, there)
    trial = replace(
        trial,
        points=_points(root, document, currency),
        offers=_offers(root.inside("offers"), document.get("offers"), currency, there.tiers),
    )
    if trial == Trial():
        raise NothingTried
    return trial


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
    except RecursionError:  # brackets in brackets in brackets
        raise NotToml(line=1) from None
    except ValueError as error:
        said = _AT.search(str(error))
        line = int(said[1]) if said and said[1] else text.count("\n") + 1
        raise NotToml(line=line) from None


def _with_new(table: object, there: Known) -> Known:
    """Return what there is with the tiers that the file makes: those it gives a name."""
    rules = table if isinstance(table, dict) else {}
    named = [code for code, rule in rules.items() if isinstance(rule, dict) and "name" in rule]
    return there._replace(tiers=tuple(dict.fromkeys((*there.tiers, *named))))


def _tiers(place: Place, table: object, currency: Currency, there: Known) -> Trial:
    """Return the rules of tiers; one with a name is new."""
    readers = {
        **_tier_readers(currency),
        "name": a_name,
        "above": one_of(there.tiers),
        "entry_vouchers": vouchers_of(there.vouchers),
    }
    changes: dict[str, TierChanges] = {}
    new: list[NewTier] = []
    vouchers: dict[str, tuple[str, ...]] = {}
    rules = dict(known_table(place, table, (*there.tiers, _REVIEWS)))
    reviews = rules.pop(_REVIEWS, None)
    for code, rule in rules.items():
        at = place.inside(code)
        given = {
            name: readers[name](at.inside(name), value)
            for name, value in known_table(at, rule, list(readers)).items()
        }
        if "entry_vouchers" in given:
            vouchers[code] = given.pop("entry_vouchers")
            if _named_twice(vouchers.values()):
                raise at.inside("entry_vouchers").cannot(rule["entry_vouchers"], VOUCHERS)
        if "name" in given:
            name, above = given.pop("name"), given.pop("above", None)
            new.append(NewTier(code, name, TierChanges(**given), above))
        elif "above" in given:
            raise at.inside("above").cannot(given["above"], _NEW_ONLY)
        elif given:
            changes[code] = TierChanges(**given)
    read = setting_value(s.REVIEW_DATES)
    dates = None if reviews is None else read(place.inside(_REVIEWS), reviews)
    return Trial(changes, new_tiers=tuple(new), entry_vouchers=vouchers, review_dates=dates)


def _named_twice(lists: Iterable[tuple[str, ...]]) -> bool:
    named = [code for codes in lists for code in codes]
    return len(named) > len(set(named))


def _points(root: Place, document: Mapping[str, Any], currency: Currency) -> PointsChanges:
    """Return what changes of points and of the gift part."""
    money = amount_in(currency)
    readers: Mapping[str, Mapping[str, tuple[str, Read]]] = {
        "points": {
            "earn_points": ("earn_points", some),
            "earn_amount": ("earn_minor", money),
            "worth_points": ("worth_points", some),
            "worth_amount": ("worth_minor", money),
            "months": ("points_months", setting_value(s.POINTS_MONTHS)),
            "earned_at": ("earn_at", setting_value(s.EARN_AT)),
            "on_gift": ("on_gift", setting_value(s.ON_GIFT)),
            "weekdays": ("weekdays", setting_value(s.WEEKDAY_FACTORS)),
        },
        "stored_value": {"gift_months": ("gift_months", setting_value(s.GIFT_MONTHS))},
    }
    found: dict[str, Any] = {}
    for heading, names in readers.items():
        place = root.inside(heading)
        for name, value in known_table(place, document.get(heading, {}), list(names)).items():
            field, read = names[name]
            found[field] = read(place.inside(name), value)
    return PointsChanges(**found)


def _offers(
    place: Place, table: object, currency: Currency, codes: Collection[str]
) -> tuple[Offer, ...] | None:
    if table is None:
        return None
    if not isinstance(table, list):
        raise place.cannot(table, OFFERS)
    money = amount_in(currency)
    readers: Mapping[str, Read] = {
        "amount": money,
        "gift": money,
        "first": day,
        "last": day,
        "tiers": codes_of(codes, CODES),
    }
    found: list[Offer] = []
    for row in table:
        given = known_table(place, row, list(readers))
        if not {"amount", "gift"} <= given.keys():
            raise place.cannot(row, OFFERS)
        read = {name: readers[name](place.inside(name), given[name]) for name in given}
        found.append(Offer(len(found) + 1, **read))
    return tuple(found)


def _tier_readers(currency: Currency) -> Mapping[str, Read]:
    money = amount_in(currency)
    return {
        "spend_from": or_none(money, AMOUNT_OR_NONE),
        "visits_from": or_none(some, COUNT_OR_NONE),
        "points_from": or_none(some, COUNT_OR_NONE),
        "months": some,
        "item": item_code,
        "item_months": some,
        "points_factor": count,
        "birthday_factor": count,
        "birthday_span": birthday_span,
        "discount": percentage,
        "lasts_months": count,
        "grace_months": count,
    }
