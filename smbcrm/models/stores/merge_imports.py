"""What imports keep of who stayed after a merge that was undone: nothing of the other."""

from smbcrm.membership.imports.profiles import profile_from, profile_text
from smbcrm.membership.merging.ports import Content
from smbcrm.membership.merging.rules import parted
from smbcrm.models.session import Session
from smbcrm.models.stores.merge_rows import profile_in

_KEPT = (
    "SELECT b.run, b.profile FROM customer_merge m JOIN import_before b ON b.customer = m.kept "
    "JOIN import_run r ON r.id = b.run AND r.started_at >= m.merged_at WHERE m.id = ?"
)


def leave_own_before(session: Session, merge: int, kept: int, content: Content) -> None:
    """Let imports since the merge keep who stayed as they would have been without the other."""
    was, made = (profile_in(content[one]) for one in ("keep", "after"))
    for run, text in session.rows(_KEPT, merge):
        own = profile_text(parted(was, made, profile_from(text)))
        session.execute(
            "UPDATE import_before SET profile = ? WHERE run = ? AND customer = ?", own, run, kept
        )
