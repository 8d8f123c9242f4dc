"""Steps on what somebody typed about a customer: look at it, add it, and tell who looks alike."""

import datetime as dt
import json
from dataclasses import dataclass, replace
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.text import clean
from smbcrm.membership.custom_fields import rules as custom
from smbcrm.membership.custom_fields.types import FieldValue
from smbcrm.membership.customers import errors, rules, steps
from smbcrm.membership.customers.alike import similar
from smbcrm.membership.customers.company_data import doubts, limit_of
from smbcrm.membership.customers.kinds import Sameness
from smbcrm.membership.customers.phones import Phone, digits_missing, read_phone
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.customers.types import (
    Alike,
    Consent,
    Customer,
    CustomerChanged,
    Details,
    NewCustomer,
    Profile,
    Saved,
)
from smbcrm.membership.occasions.reading import order_of_region
from smbcrm.membership.requests.types import Done
from smbcrm.membership.staff.called import staff_called
from smbcrm.membership.staff.steps import Moment

"""The request by which somebody is added by hand."""


@dataclass(frozen=True, slots=True)
class OddPhone:
    """A phone that is no number here: kept as typed, found by its digits, never messaged.

    `missing` digits would make it a mobile number; 0 where something else is wrong.
    """

    typed: str
    missing: int


class Trait(StrEnum):
    """By what somebody is told from another."""

    PHONE = "phone"
    NAME = "name"
    EMAIL = "email"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What can be said of a customer who is half typed; nothing of it keeps anybody from saving."""

    alike: tuple[Alike, ...] = ()
    odd_phones: tuple[OddPhone, ...] = ()


def known(work: CustomerWork, customer: int) -> Customer:
    """Return a customer with everything known; raise UnknownCustomer, MergedAway."""
    found = work.customers.get(customer)
    if found is None:
        raise work.customers.gone(customer)
    return found


def touched(work: CustomerWork, customer: int, at: dt.datetime) -> None:
    """Say that a customer is not as before: what was brought in with a list stays then."""
    work.customers.change(customer, known(work, customer).profile, at)
    work.record(CustomerChanged(frozenset({customer})))


def look_at(work: CustomerWork, details: Details) -> FirstLook:
    """Return who looks like what is typed so far; what cannot be kept as it stands is left out."""
    region = work.settings.shop().region
    phones = _phones(details, region)
    profile = Profile(
        full_name=details.full_name or "",
        email=_email(details.email or ""),
        wechat=details.wechat or "",
        whatsapp=details.whatsapp or "",
        line=details.line or "",
        phones=phones,
        occasions=details.occasions or (),
    )
    odd = (OddPhone(one.typed, digits_missing(one, region)) for one in phones if not one.e164)
    return FirstLook(steps.alike(work, None, profile), tuple(odd))


def compared(details: Details, other: Profile, region: str) -> dict[Trait, bool | None]:
    """Return for each trait that somebody has whether what is typed is the same; None: not typed.

    Names are the same where they may be one person's.
    """
    typed = {one.e164 for one in _phones(details, region) if one.e164}
    theirs = {one.e164 for one in other.phones}
    birthday = rules.birthday_of(other.occasions)
    said = rules.birthday_of(details.occasions or ())
    name, email = (details.full_name or "").strip(), (details.email or "").strip()
    found = {
        Trait.PHONE: (bool(other.phones), bool(details.phones), bool(typed & theirs)),
        Trait.NAME: (bool(other.full_name), bool(name), similar(name, other.full_name)),
        Trait.EMAIL: (bool(other.email), bool(email), email.lower() == other.email.lower()),
        Trait.BIRTHDAY: (birthday is not None, said is not None, said == birthday),
    }
    return {
        trait: same if is_typed else None for trait, (has, is_typed, same) in found.items() if has
    }


def added(work: CustomerWork, details: Details, at: Moment) -> Done:
    """Add a customer as typed and return the answer; raise the refusals of `rules`, `errors`."""
    profile = profile_of(work, details, Profile(), None)
    code = steps.check_code(work, details.code, None) if details.code else None
    alike = steps.alike(work, None, profile)
    new = NewCustomer(profile, code, consents_of(details, at))
    (customer,) = steps.add_customers(work, (new,), at.now)
    return done(customer, alike)


def profile_of(
    work: CustomerWork, details: Details, before: Profile, customer: int | None
) -> Profile:
    """Return what will be known, with whoever and whatever is named looked up."""
    shop = work.settings.shop()
    profile = rules.written(details, before, shop.region)
    limit = limit_of(details.credit_limit, before, profile, shop.currency)
    profile = replace(profile, credit_limit=limit)
    for contact in details.contacts or ():
        if contact.person is not None:
            known(work, contact.person)  # or they were erased since
    if details.referrer is not None:
        found = _referrer(work, details.referrer.strip(), before.referrer, customer)
        profile = replace(profile, referrer=found)
    if details.looked_after_by is not None:
        name = details.looked_after_by.strip()
        profile = replace(profile, looked_after_by=staff_called(work, name).id if name else None)
    if details.custom:
        given = _custom(work, details.custom)
        profile = replace(profile, custom=custom.written(before.custom, given))
    return profile


def _custom(work: CustomerWork, typed: tuple[tuple[str | int, str], ...]) -> list[FieldValue]:
    """Return what was typed into fields of the shop, which nobody changes meanwhile."""
    known = work.custom_fields.all(hold=True)
    order = order_of_region(work.settings.shop().region)
    named = [(custom.shown_one(name, known), text) for name, text in typed]
    return [FieldValue(one.id, custom.read_value(one, text, order)) for one, text in named]


def consents_of(details: Details, at: Moment) -> tuple[Consent, ...]:
    """Return what was said about channels as history: now, by whoever acts."""
    return tuple(
        Consent(said.channel, said.state, at.now, rules.checked_how(said.how), at.staff.id)
        for said in details.consents or ()
    )


def done(customer: int, alike: tuple[Alike, ...]) -> Done:
    """Return the answer as it is kept with the request: ids, no names."""
    return Done(json.dumps([customer, [[one.id, one.why] for one in alike]]), customer)


def saved(work: CustomerWork, result: str) -> Saved:
    """Return the answer that was kept, with codes and names as they are now."""
    asked, same = json.loads(result)
    customer = work.customers.living(asked)
    found = known(work, customer)
    profile = found.profile
    phones = (*profile.phones, *(one.phone for one in profile.contacts if one.phone))
    odd: tuple[Phone, ...] = tuple(one for one in phones if one.e164 is None)
    alike = steps.named_alike(work, [(other, Sameness(why)) for other, why in same])
    doubted = tuple(doubts(profile, work.settings.shop().region))
    return Saved(customer, found.code, alike, tuple(phone.typed for phone in odd), doubted)


def _phones(details: Details, region: str) -> tuple[Phone, ...]:
    return tuple(filter(None, (read_phone(typed, region) for typed in details.phones or ())))


def _email(text: str) -> str:
    try:
        return rules.checked_email(text)
    except UserError:
        return ""


def _referrer(
    work: CustomerWork, code: str, before: int | None, customer: int | None
) -> int | None:
    """Return whose code it is; nobody refers to somebody new, so they close no ring."""
    if not code:
        return None
    found = work.customers.by_code(clean(code))
    if found is None:
        raise errors.UnknownReferrer(code=code)
    if found == customer:
        raise errors.OwnReferrer
    if customer is None or found == before:
        return found
    if rules.came_through(found, customer, work.customers.referrer):
        raise errors.ReferrersInARing(code=code)
    return found
