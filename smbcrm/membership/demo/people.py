"""Who the demo shop's customers are: pure, from a seeded random source."""

import datetime as dt
import random
from dataclasses import dataclass, replace

from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.demo import names
from smbcrm.membership.demo.catalogues import Catalogue
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind

_LANGUAGES = ("en", "zh_CN", "zh_TW")
# How many customers in a hundred have each of these.
_EMAIL, _ALERT, _NOTES, _TAGS, _CARD, _CONSENT = 45, 6, 30, 20, 85, 70
_COMPOUND, _BIRTHDAY, _LUNAR, _YEAR, _MONTH_ONLY, _WEDDING = 3, 75, 35, 70, 6, 15
# Every so many names one is of the rare list.
_RARE_EVERY = 25


def _chance(rng: random.Random, percent: int) -> bool:
    return rng.randrange(100) < percent


@dataclass(frozen=True, slots=True)
class Person:
    """A demo customer: what a clerk types in on the first visit, and whether they take a card."""

    details: Details
    wants_card: bool = True


def person(rng: random.Random, catalogue: Catalogue, number: int, today: dt.date) -> Person:
    """Return the customer of that number; rare characters come round again and again."""
    language = rng.choices(_LANGUAGES, weights=catalogue.shares)[0]
    if number % _RARE_EVERY == 0 and language == "en":
        language = "zh_CN"
    family, given, full = _name(rng, language, number)
    city, postcode = rng.choice(catalogue.cities)
    street = rng.choice(catalogue.streets)
    house = rng.randint(1, 220)
    chinese = catalogue.shop.language != "en"
    mailbox = f"customer{number}@{rng.choice(names.EMAIL_HOSTS)}"
    details = Details(
        full_name=full,
        family_name=family,
        given_name=given,
        language=language,
        phones=(_phone(catalogue.phone, number),),
        email=mailbox if _chance(rng, _EMAIL) else "",
        city=city,
        postcode=postcode,
        address=f"{street} {house} 号" if chinese else f"{house} {street}",
        alert=rng.choice(catalogue.alerts) if _chance(rng, _ALERT) else "",
        notes=rng.choice(catalogue.notes) if _chance(rng, _NOTES) else "",
        tags=(rng.choice(catalogue.tags),) if _chance(rng, _TAGS) else (),
        occasions=_occasions(rng, language, today),
    )
    wants_card = _chance(rng, _CARD)
    said = ConsentState.GIVEN if _chance(rng, _CONSENT) else ConsentState.REFUSED
    consents = (ConsentSaid(ConsentChannel.SMS, said, catalogue.asked),)
    return Person(replace(details, consents=consents), wants_card)


def _phone(pattern: str, number: int) -> str:
    """Return the phone of a customer: no two have the same, nor that of a regular."""
    if "7d" in pattern:
        return pattern.format(n=2_000_000 + number * 37 % 7_000_000)
    return pattern.format(n=100_000 + number * 37 % 899_000)


def _name(rng: random.Random, language: str, number: int) -> tuple[str, str, str]:
    """Return family name, given name and the name as spoken."""
    if language == "en":
        given, family = rng.choice(names.ENGLISH_GIVEN), rng.choice(names.ENGLISH_FAMILY)
        return family, given, f"{given} {family}"
    if number % _RARE_EVERY == 0:
        rare = names.RARE[number // _RARE_EVERY % len(names.RARE)]
        return rare[0], rare[1:], rare
    simplified = language == "zh_CN"
    single = names.SIMPLIFIED_FAMILY if simplified else names.TRADITIONAL_FAMILY
    compound = names.SIMPLIFIED_COMPOUND if simplified else names.TRADITIONAL_COMPOUND
    family = rng.choice(compound) if _chance(rng, _COMPOUND) else rng.choice(single)
    given = rng.choice(names.SIMPLIFIED_GIVEN if simplified else names.TRADITIONAL_GIVEN)
    return family, given, family + given


def _occasions(rng: random.Random, language: str, today: dt.date) -> tuple[Occasion, ...]:
    """Return a birthday, often lunar in Chinese, sometimes without the year or the day."""
    found = []
    if _chance(rng, _BIRTHDAY):
        lunar = language != "en" and _chance(rng, _LUNAR)
        year = today.year - rng.randint(18, 75) if _chance(rng, _YEAR) else None
        month = rng.randint(1, 12)
        day = (
            None if not lunar and _chance(rng, _MONTH_ONLY) else rng.randint(1, 29 if lunar else 28)
        )
        calendar = Calendar.LUNAR if lunar else Calendar.SOLAR
        found.append(Occasion(OccasionKind.BIRTHDAY, calendar, year, month, day))
    if _chance(rng, _WEDDING):
        year, month, day = today.year - rng.randint(1, 30), rng.randint(1, 12), rng.randint(1, 28)
        found.append(Occasion(OccasionKind.WEDDING_ANNIVERSARY, Calendar.SOLAR, year, month, day))
    return tuple(found)
