"""What a row of a list changes in a customer who is here already.

Nothing is lost: an empty cell changes nothing, notes and alerts are added to, phones and tags are
kept beside the new ones, and the stricter status wins.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from smbcrm.core.money import Currency
from smbcrm.membership.custom_fields.rules import written
from smbcrm.membership.customers.company_data import currency_of, limit_of
from smbcrm.membership.customers.folding import fold
from smbcrm.membership.customers.kinds import CustomerKind, Status
from smbcrm.membership.customers.phones import Phone, phone_key
from smbcrm.membership.customers.rules import LONGEST, MOST_PHONES, MOST_TAGS
from smbcrm.membership.customers.types import Profile

_SINGLE = (
    *("full_name", "family_name", "given_name", "gender", "email", "wechat", "whatsapp", "line"),
    *("address", "province", "city", "district", "postcode", "country", "language", "source"),
    *("looked_after_by", "tax_id", "bank", "bank_account", "currency"),
    *("payment_days", "credit_limit"),
)
_ADDED_TO = ("preferences", "alert", "notes")
_STRICTNESS = (Status.ACTIVE, Status.MOVED, Status.DO_NOT_CONTACT, Status.DECEASED)


def overwrite(before: Profile, said: Profile, *, corrected: bool) -> tuple[Profile, bool]:
    """Return the profile after a row is written over it, and whether something had no room.

    `corrected`: the row comes back from our own error file, so phones that were no numbers are
    taken for mended and go. A phone that is known stays where it stands; a new one becomes main.
    """
    all_ = ((name, getattr(said, name)) for name in _SINGLE)
    changes: dict[str, Any] = {name: value for name, value in all_ if _is_said(value)}
    known = {phone_key(phone) for phone in before.phones}
    kept = [phone for phone in before.phones if phone.e164 or not (corrected and said.phones)]
    is_known = not said.phones or phone_key(said.phones[0]) in known
    phones = (*kept, *said.phones) if is_known else (*said.phones, *kept)
    named = {one.kind for one in said.occasions}
    changes["occasions"] = (
        *said.occasions,
        *(one for one in before.occasions if one.kind not in named),
    )
    changes["custom"] = written(before.custom, said.custom)
    return _settled(before, said, changes, phones)


def fill(before: Profile, said: Profile) -> tuple[Profile, bool]:
    """Return the profile after a row has filled what was empty, and whether it says otherwise."""
    changes: dict[str, Any] = {}
    otherwise = False
    for name in _SINGLE:
        value, known = getattr(said, name), getattr(before, name)
        if _is_said(value) and not _is_said(known):
            changes[name] = value
        elif _is_said(value) and value != known and fold(str(value)) != fold(str(known)):
            otherwise = True
    held = dict(before.custom)
    otherwise |= any(held.get(field, value) != value for field, value in said.custom)
    changes["custom"] = written(said.custom, before.custom)
    kinds = {one.kind: one for one in before.occasions}
    otherwise |= any(kinds.get(one.kind, one) != one for one in said.occasions)
    changes["occasions"] = (
        *before.occasions,
        *(one for one in said.occasions if one.kind not in kinds),
    )
    merged, lost = _settled(before, said, changes, (*before.phones, *said.phones))
    return merged, otherwise or lost


def _is_said(value: object) -> bool:
    """Tell whether a value says something; no days and no credit do."""
    return bool(value) or value == 0


def in_currency(before: Profile, said: Profile, after: Profile, shop: Currency) -> Profile:
    """Return a profile whose credit limit is in its currency: a limit keeps its number.

    Raises AmountRefused.
    """
    typed = None
    if after.credit_limit is not None and after.credit_limit == said.credit_limit:
        typed = currency_of(said, shop).plain(after.credit_limit)
    return replace(after, credit_limit=limit_of(typed, before, after, shop))


def stricter(one: Status, other: Status) -> Status:
    """Return the status that allows less."""
    return max(one, other, key=_STRICTNESS.index)


def _settled(
    before: Profile, said: Profile, changes: dict[str, Any], phones: Iterable[Phone]
) -> tuple[Profile, bool]:
    """Return the profile with what both ways of merging have in common."""
    lost = False
    for name in _ADDED_TO:
        text, known = getattr(said, name), getattr(before, name)
        if text and text not in known:
            together = f"{known}\n{text}" if known else text
            fits = len(together) <= LONGEST[name][1]
            changes[name] = together if fits else known
            lost |= not fits
    each: dict[str, Phone] = {}
    for phone in phones:
        each.setdefault(phone_key(phone), phone)
    once = tuple(each.values())
    tags = tuple(sorted({*before.tags, *said.tags}))
    changes["phones"], changes["tags"] = once[:MOST_PHONES], tags[:MOST_TAGS]
    lost |= len(once) > MOST_PHONES or len(tags) > MOST_TAGS
    changes["status"] = stricter(before.status, said.status)
    if said.kind is CustomerKind.COMPANY:
        changes["kind"] = said.kind
    return replace(before, **changes), lost
