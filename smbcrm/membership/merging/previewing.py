"""What a merge would do, told side by side: it is done, and the caller takes it back."""

from collections.abc import Iterator

from smbcrm.core.i18n import LANGUAGE_NAMES, Text
from smbcrm.membership.consents.service import shown
from smbcrm.membership.customers.company_data import terms
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.kinds import CUSTOMER_KINDS, GENDERS, STATUSES
from smbcrm.membership.customers.lists import date_text
from smbcrm.membership.customers.rules import one_line_address
from smbcrm.membership.customers.types import Customer, Profile
from smbcrm.membership.ledger.types import AccountKind, Wallet
from smbcrm.membership.merging import rules
from smbcrm.membership.merging.joining import Pair, join
from smbcrm.membership.merging.ports import MergeWork
from smbcrm.membership.merging.types import (
    CUSTOM,
    FIELDS,
    Compared,
    Held,
    MergeField,
    Preview,
    Who,
)
from smbcrm.membership.occasions.types import Occasion, OccasionKind
from smbcrm.membership.occasions.words import occasion_words
from smbcrm.membership.staff.steps import Moment
from smbcrm.membership.tiers.steps import tier_on

_PLAIN = (
    *(MergeField.EMAIL, MergeField.WECHAT, MergeField.WHATSAPP, MergeField.LINE),
    *(MergeField.SOURCE, MergeField.TAX_ID),
    *(MergeField.PREFERENCES, MergeField.ALERT, MergeField.NOTES),
)


def previewed(work: MergeWork, pair: Pair, at: Moment) -> Preview:
    """Merge two customers, and return what that did."""
    keep, other = pair.keep.id, pair.other.id
    held = tuple(_held(work, work.ledger.wallet(keep), work.ledger.wallet(other)))
    links = {who: {one.customer for one in work.relationships.of(who)} for who in (keep, other)}
    was = [tier_on(work, who, at.today).name for who in (keep, other)]
    brought, fields = work.merges.brought(other), tuple(_compared(work, pair))
    one, two = shown(work, keep), shown(work, other)
    stricter = set(rules.refused(one.words, two.words)) - set(rules.refused(one.words, ()))
    join(work, pair, at)
    known = pair.keep.profile.occasions
    return Preview(
        _who(pair.keep),
        _who(pair.other),
        fields,
        held,
        pair.other.cards,
        {about: two.called(about) for about in sorted(stricter)},
        tuple(one for one in pair.profile.occasions if one not in known),
        len(links[other] - links[keep] - {keep}),
        brought,
        work.customers.visits(keep).count,
        (was[0], was[1], tier_on(work, keep, at.today).name),
    )


def _who(customer: Customer) -> Who:
    return Who(customer.id, customer.code, customer.profile.full_name)


def _held(work: MergeWork, keep: Wallet, other: Wallet) -> Iterator[Held]:
    """Yield what both have of each kind and unit, where either has any."""
    names = {package.unit: package.item.name for package in work.packages.all()}
    units = dict.fromkeys(
        (account.kind, account.unit) for account in (*keep.accounts, *other.accounts)
    )
    order = tuple(AccountKind)
    for kind, unit in sorted(units, key=lambda one: (order.index(one[0]), one[1])):
        both = [
            sum(one.balance for one in wallet.accounts if (one.kind, one.unit) == (kind, unit))
            for wallet in (keep, other)
        ]
        if any(both):
            yield Held(kind, unit, both[0], both[1], names.get(unit, ""))


def _compared(work: MergeWork, pair: Pair) -> Iterator[Compared]:
    """Yield the fields of which either knows something, and what stays."""
    profiles = (pair.keep.profile, pair.other.profile, pair.profile)
    for field in MergeField:
        keep, other, result = (_said(work, field, one) for one in profiles)
        if keep or other:
            called = Text(FIELDS[field])
            yield Compared(field, field.value, called, keep, other, pair.sides[field], result)
    own = [dict(one.custom) for one in profiles]
    for one in work.custom_fields.all():
        if one.active and (one.id in own[0] or one.id in own[1]):
            said = (one.shown(held[one.id]) if one.id in held else "" for held in own)
            keep, other, result = said
            name, called = f"{CUSTOM}{one.name}", Text("{name}", {"name": one.name})
            yield Compared(one.id, name, called, keep, other, pair.sides[one.id], result)


def _said(work: MergeWork, field: MergeField, profile: Profile) -> Text | str:
    """Return one field of a customer in words."""
    if field in _PLAIN:
        text: str = getattr(profile, field.value)
        return text
    born = [one for one in profile.occasions if one.kind is OccasionKind.BIRTHDAY]
    rest = [one for one in profile.occasions if one.kind is not OccasionKind.BIRTHDAY]
    lists = {
        MergeField.PHONES: [one.e164 or one.typed for one in profile.phones],
        MergeField.TAGS: list(profile.tags),
        MergeField.BIRTHDAY: [date_text(one) for one in born],
        MergeField.OCCASIONS: [_dated(one) for one in rest],
        MergeField.BANK: [one for one in (profile.bank, profile.bank_account) if one],
        MergeField.TERMS: list(terms(profile, work.settings.shop().currency)),
        MergeField.CONTACTS: [_reached(work, one) for one in profile.contacts],
        MergeField.DELIVERIES: [_delivered(one) for one in profile.deliveries],
    }
    if field in lists:
        return Text("{list}", {"list": lists[field]}) if lists[field] else ""
    words = {
        MergeField.KIND: Text(CUSTOMER_KINDS[profile.kind]),
        MergeField.GENDER: Text(GENDERS[profile.gender]) if profile.gender else "",
        MergeField.STATUS: Text(STATUSES[profile.status]),
        MergeField.NAME: profile.full_name,
        MergeField.LANGUAGE: LANGUAGE_NAMES.get(profile.language, profile.language),
        MergeField.ADDRESS: one_line_address(profile),
    }
    return words[field] if field in words else _person(work, field, profile)


def _person(work: MergeWork, field: MergeField, profile: Profile) -> str:
    if field is MergeField.LOOKED_AFTER_BY:
        names = {one.id: one.name for one in work.staff.all_staff()}
        return names.get(profile.looked_after_by or 0, "")
    known = work.customers.codes([profile.referrer]) if profile.referrer else {}
    return next((code for code, _ in known.values()), "")


def _reached(work: MergeWork, one: Contact) -> str:
    known = work.customers.codes([] if one.person is None else [one.person])
    names = [name or code for code, name in known.values()]
    return ", ".join(filter(None, (one.name, *names, one.role)))


def _delivered(one: DeliveryAddress) -> str:
    return ": ".join(filter(None, (one.label, one_line_address(one))))


def _dated(one: Occasion) -> Text:
    return Text("{what} {date}", {"what": occasion_words(one), "date": date_text(one)})
