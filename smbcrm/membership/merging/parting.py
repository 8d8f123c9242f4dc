"""One customer becomes two again: within 30 days, and the last merge first."""

from smbcrm.membership.customers.kinds import ConsentState
from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.customers.visits import recount_visits
from smbcrm.membership.merging import rules, types
from smbcrm.membership.merging.joining import check_imports
from smbcrm.membership.merging.ports import MergeWork
from smbcrm.membership.merging.types import Merge
from smbcrm.membership.staff.steps import Moment
from smbcrm.membership.tiers.steps import review_upgrades


def part(work: MergeWork, merge: int, at: Moment) -> Merge:
    """Give both what they had; raise why it cannot be done (any more)."""
    known = work.merges.get(merge, lock=True)
    if known is None:
        raise types.UnknownMerge(merge=merge)
    work.customers.hold_referrers()
    work.ledger.lock((known.kept.id,))
    _check(work, known, at)
    kept, other = known.kept.id, known.other.id
    back = work.merges.part(merge)
    if back.edited is not None:
        work.customers.change(kept, rules.parted(*back.edited), at.now)
    # Nobody knows who of the two said it: what was refused since counts for both.
    for one in back.said:
        if one.state is ConsentState.REFUSED:
            work.consents.add(other, one.about, one.state, one.at, one.how, one.staff)
    for customer in (kept, other):
        recount_visits(work, customer)
        if back.since is not None:
            review_upgrades(work, customer, back.since)
    work.search.index([kept, other])
    work.merges.leave_own(merge)
    work.merges.mark_undone(merge, at.now)
    work.record(CustomerChanged(frozenset({kept, other})))
    return known


def _check(work: MergeWork, merge: Merge, at: Moment) -> None:
    day = work.settings.shop().day
    if merge.undone_at is not None:
        raise types.MergeUndone(merge=merge.id, at=day.local(merge.undone_at))
    if at.now > merge.until or not work.merges.keeps(merge.id):
        days = types.UNDO_DAYS
        raise types.MergeTooOld(merge=merge.id, at=day.local(merge.at), days=days)
    later = work.merges.blocked_by(merge.id)
    if later is not None:
        raise types.LaterMerge(merge=merge.id, later=later)
    check_imports(work)
    if work.customers.codes([merge.kept.id])[merge.kept.id][0] == merge.other.code:
        raise types.OldCodeTaken(code=merge.other.code)
