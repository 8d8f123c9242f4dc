"""What is said of a copy: why it was made, how large it is, and how its test went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smbcrm.core.i18n import N_
from smbcrm.membership.backups.types import Backup, BackupReason
from smbcrm.ui.desk import Desk

REASONS: Mapping[BackupReason, str] = {
    BackupReason.MANUAL: N_("made by hand"),
    BackupReason.AUTOMATIC: N_("made by itself"),
    BackupReason.BEFORE_UPGRADE: N_("before an update"),
    BackupReason.BEFORE_RESTORE: N_("before a restore"),
}

_KILO = 1000
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class State:
    """How the test of a copy went, as a badge says it."""

    icon: str
    words: str
    tone: str


_GOOD = State("check", N_("opened, sums agree"), "ok")
_BAD = State("triangle-alert", N_("sums do not agree"), "danger")
_UNKNOWN = State("circle-help", N_("not tested"), "neutral")


def state_of(copy: Backup) -> State:
    """Return how the test of a copy went."""
    if copy.verified:
        return _GOOD
    return _BAD if copy.findings else _UNKNOWN


def newest_tested(copies: Sequence[Backup]) -> Backup | None:
    """Return the newest copy that was made here; a file that somebody put there says nothing."""
    return next((copy for copy in copies if copy.figures is not None), None)


def shown_size(desk: Desk, size: int) -> str:
    """Return a number of bytes as people read it: 3.1 MB, 412 kB (powers of ten, as on disks)."""
    if size >= _MEGA:
        tenths = round(size * 10 / _MEGA)
        return desk.say(N_("{size} MB"), size=f"{tenths // 10:,}.{tenths % 10}")
    return desk.say(N_("{size} kB"), size=f"{max(1, round(size / _KILO))}")
