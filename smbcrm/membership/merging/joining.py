"""Two customers become one: what is looked at before, what is written, and what follows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from smbcrm.membership.consents.types import Word
from smbcrm.membership.customers.kinds import ConsentState
from smbcrm.membership.customers.typed import known
from smbcrm.membership.customers.types import Customer, CustomerChanged, Profile
from smbcrm.membership.customers.visits import recount_visits
from smbcrm.membership.imports.types import UNFINISHED
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.merging import rules, types
from smbcrm.membership.merging.ports import MergeWork, NewMerge
from smbcrm.membership.merging.types import Choices, MergedWithSelf, MergeField, Side
from smbcrm.membership.staff.steps import Moment
from smbcrm.membership.tiers.steps import review_upgrades
from smbcrm.membership.vouchers.entering import entries_of


class Pair(NamedTuple):
    """Two customers, whose value stays of each field, and what is known of them then."""

    keep: Customer
    other: Customer
    sides: Choices
    profile: Profile


def paired(work: MergeWork, keep: int, other: int, chosen: Choices) -> Pair:
    """Hold two customers and return what one would be made of them; raise why they stay two."""
    if keep == other:
        raise MergedWithSelf
    work.customers.hold_referrers()
    work.ledger.lock(sorted((keep, other)))
    pair = known(work, keep), known(work, other)
    check_imports(work)
    _check_staff(work, keep, other)
    _check_pauses(work, keep, other)
    one, two = (each.profile for each in pair)
    sides = rules.sides(one, two, chosen)
    profile = rules.joined(one, two, sides)
    other_first = sides[MergeField.REFERRER] is Side.OTHER
    wanted = [two.referrer, one.referrer] if other_first else [one.referrer, two.referrer]
    if MergeField.REFERRER in chosen:
        del wanted[1]
    brought = rules.referrer_of(wanted, (keep, other), work.customers.referrer)
    contacts = tuple(one for one in profile.contacts if one.person not in (keep, other))
    return Pair(*pair, sides, replace(profile, referrer=brought, contacts=contacts))


def join(work: MergeWork, pair: Pair, at: Moment) -> int:
    """Write the one customer, give them everything of the other, and return the merge."""
    keep, other = pair.keep.id, pair.other.id
    words = work.consents.of_customer(keep), work.consents.of_customer(other)
    after = work.tiers.last_operation()
    gone = pair.other
    done = at.now, at.staff.id, at.terminal.id
    new = NewMerge(keep, other, gone.code, gone.created_at, *done, after)
    work.merges.forget_before(rules.first_moment(at.now))
    merge = work.merges.add(new)
    content = work.merges.carry(merge, keep, other)
    work.customers.change(keep, pair.profile, at.now)
    _refuse(work, pair, words, at)
    retell(work, keep)
    recount_visits(work, keep)
    work.search.index([keep])
    work.merges.seal(merge, keep, content)
    work.record(CustomerChanged(frozenset({keep, other})))
    return merge


def retell(work: MergeWork, customer: int) -> None:
    """Work out the tiers of the one customer from the first day on; vouchers keep an entry.

    A merge gives no vouchers: nobody came up into a tier today. Those that were given for an entry
    belong to the entry of that tier that there is now, so that they go where its sale goes back.
    """
    first = work.merges.first_day(customer)
    if first is None:
        return
    review_upgrades(work, customer, first)
    now = {entry.tier: entry.seq for entry in reversed(entries_of(work, customer))}
    standing = {(entry.tier, entry.seq) for entry in entries_of(work, customer)}
    work.merges.move_entries(
        [
            (lot, now[tier])
            for lot, (tier, seq) in work.merges.entries(customer).items()
            if seq is not None and tier in now and (tier, seq) not in standing
        ]
    )


def check_imports(work: MergeWork) -> None:
    """Raise ImportStandsOpen: what it goes on with would meet people who changed places."""
    if any(run.state in UNFINISHED for run in work.imports.all()):
        raise types.ImportStandsOpen


def _check_staff(work: MergeWork, keep: int, other: int) -> None:
    staff = {one.customer: one.staff for one in work.relationships.staff_customers()}
    if keep in staff and other in staff:
        names = {one.id: one.name for one in work.staff.all_staff()}
        raise types.BothStaff(one=names[staff[keep]], other=names[staff[other]])


def _check_pauses(work: MergeWork, keep: int, other: int) -> None:
    """Raise PausedApart: visits that run while the package stands still would be lost."""
    accounts = [one for who in (keep, other) for one in work.ledger.wallet(who).accounts]
    paused = work.packages.paused(one.id for one in accounts if one.kind is AccountKind.VISITS)
    standing = {one.unit for one in accounts if one.id in paused}
    running = {one.unit for one in accounts if one.id not in paused}
    for package in work.packages.all():
        if package.unit in standing & running:
            raise types.PausedApart(package=package.item.name, code=package.item.code)


def _refuse(
    work: MergeWork, pair: Pair, words: tuple[Sequence[Word], Sequence[Word]], at: Moment
) -> None:
    """Let a refusal of either be the last word; how it was said tells whose it was."""
    how = f"{pair.other.code} → {pair.keep.code}"
    last = [rules.said(one) for one in words]
    for about in rules.refused(*words):
        if any(said.get(about) is ConsentState.GIVEN for said in last):
            refused = ConsentState.REFUSED
            work.consents.add(pair.keep.id, about, refused, at.now, how, at.staff.id)
