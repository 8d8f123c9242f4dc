"""What somebody who was erased had refused stays refused, though nothing of the person is kept.

Kept is a fingerprint of each phone, e-mail and messenger id by which they were reached. Whoever
comes with the same one, typed or in a list, has refused those channels from the beginning.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smbcrm.membership.customers.alike import Mark, marks_of
from smbcrm.membership.customers.kinds import (
    OPTED_OUT_BEFORE,
    ConsentChannel,
    ConsentState,
    Status,
)
from smbcrm.membership.customers.types import Consent, Customer

if TYPE_CHECKING:
    from smbcrm.membership.customers.ports import CustomerWork
    from smbcrm.membership.customers.types import NewCustomer, Profile

_ROUNDS = 1000
"""Rounds of PBKDF2: half a millisecond for a mark, so that a list can be looked through."""
_SALT = 16


def standing(consents: Iterable[Consent]) -> dict[ConsentChannel, Consent]:
    """Return what holds of each channel that a customer was asked about: the last word."""
    return {one.channel: one for one in consents}


def refused(customer: Customer) -> tuple[ConsentChannel, ...]:
    """Return the channels that a customer wants nothing by; all for one not to be contacted."""
    if customer.profile.status is Status.DO_NOT_CONTACT:
        return tuple(ConsentChannel)
    last = standing(customer.consents)
    return tuple(
        channel
        for channel in ConsentChannel
        if channel in last and last[channel].state is ConsentState.REFUSED
    )


def fingerprint(mark: Mark, salt: str) -> str:
    """Return what is kept of a mark: it tells the same one again, and not what it was."""
    told = f"{mark.kind}\x1f{mark.value}".encode(errors="surrogatepass")
    return hashlib.pbkdf2_hmac("sha256", told, bytes.fromhex(salt), _ROUNDS).hex()


def keep(work: "CustomerWork", customer: Customer) -> None:
    """Keep what a customer has refused beyond an erase."""
    channels, marks = refused(customer), marks_of(customer.profile)
    if not channels or not marks:
        return
    salts = work.opt_outs.salts() or (secrets.token_hex(_SALT),)
    work.opt_outs.keep(
        [(salts[0], fingerprint(mark, salts[0]), channel) for mark in marks for channel in channels]
    )


def remembered(
    work: "CustomerWork", changes: "Sequence[tuple[Profile | None, Profile]]", at: dt.datetime
) -> list[tuple[Consent, ...]]:
    """Return for each of some people, as they were and are, what comes with their new marks.

    That is what was refused by whoever had such a phone, e-mail or messenger id before an erase.
    """
    salts = work.opt_outs.salts()
    if not salts:
        return [() for _ in changes]
    prints = [
        {fingerprint(mark, salt) for mark in _new_marks(*change) for salt in salts}
        for change in changes
    ]
    known = work.opt_outs.channels(sorted(set[str]().union(*prints)))
    return [tuple(_refusals(one, known, at)) for one in prints]


def _new_marks(before: "Profile | None", after: "Profile") -> set[Mark]:
    return set(marks_of(after)).difference(() if before is None else marks_of(before))


def with_refusals(
    work: "CustomerWork", customers: Sequence["NewCustomer"], at: dt.datetime
) -> list["NewCustomer"]:
    """Return new customers with what was refused before, ahead of what they say now."""
    kept = remembered(work, [(None, one.profile) for one in customers], at)
    return [
        replace(one, consents=(*before, *one.consents)) if before else one
        for one, before in zip(customers, kept, strict=True)
    ]


def _refusals(
    prints: Iterable[str], known: Mapping[str, frozenset[ConsentChannel]], at: dt.datetime
) -> Iterable[Consent]:
    found = frozenset[ConsentChannel]().union(*(known.get(one, ()) for one in prints))
    for channel in ConsentChannel:
        if channel in found:
            yield Consent(channel, ConsentState.REFUSED, at, OPTED_OUT_BEFORE, None)
