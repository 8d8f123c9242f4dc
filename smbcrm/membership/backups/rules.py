"""Backups: pure rules. Which copies stay, when the next is due, and what they are called."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from smbcrm.membership.backups.types import Backup

EXTENSION = ".smbcrm-backup"
LAST, DAYS, WEEKS = 3, 7, 4
EVERY = dt.timedelta(hours=4)
AGAIN_AFTER = dt.timedelta(hours=1)
_NAME_LETTERS = 40  # of up to 4 bytes each, where file systems take 255 bytes
_STAMP = re.compile(r"-(\d{8}-\d{6})(?:-\d+)?" + re.escape(EXTENSION) + r"\Z")


def kept(times: Iterable[dt.datetime]) -> frozenset[dt.datetime]:
    """Return the moments whose copies stay: the last 3, and the newest of 7 days and 4 weeks.

    Days and weeks (Monday to Sunday, UTC) count where a copy was made, as borg and restic do: what
    a shop had before its holidays is still there afterwards, and a wrong clock deletes nothing.
    """
    newest_first = sorted(times, reverse=True)
    days: dict[dt.date, dt.datetime] = {}
    weeks: dict[tuple[int, int], dt.datetime] = {}
    for moment in newest_first:
        date = moment.astimezone(dt.UTC).date()
        days.setdefault(date, moment)
        weeks.setdefault(date.isocalendar()[:2], moment)
    return frozenset(
        [
            *newest_first[:LAST],
            *list(days.values())[:DAYS],
            *list(weeks.values())[:WEEKS],
        ]
    )


def expendable(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """Return the copies that may go.

    Only good ones are counted by `kept`. Of the others the last 3 stay while there is no good one
    after them. A file of which nothing is known was not put there by us and stays.
    """
    good = [backup for backup in backups if backup.verified]
    keep = kept(backup.made_at for backup in good)
    last_good = max((backup.made_at for backup in good), default=None)
    bad = sorted(
        (b for b in backups if not b.verified and b.figures is not None),
        key=lambda backup: backup.made_at,
        reverse=True,
    )
    stay = {b.path for b in bad[:LAST] if last_good is None or b.made_at > last_good}
    old = [backup for backup in good if backup.made_at not in keep]
    return (*old, *(backup for backup in bad if backup.path not in stay))


def due(backups: Iterable[Backup], now: dt.datetime) -> bool:
    """Tell whether the last good copy is older than 4 hours.

    Where the last try did not make a good one, the next is an hour later. A copy from the future
    (the clock was wrong) does not count.
    """
    good, tried = None, None
    for backup in backups:
        if backup.made_at <= now:
            tried = max(backup.made_at, tried or backup.made_at)
            if backup.verified:
                good = max(backup.made_at, good or backup.made_at)
    if good is not None and now - good < EVERY:
        return False
    return tried is None or now - tried >= AGAIN_AFTER


def file_name(shop: str, at: dt.datetime) -> str:
    """Return the name of a copy made at a moment."""
    plain = re.sub(r"[^\w. -]", "_", shop)[:_NAME_LETTERS]
    return f"{plain}-{at.astimezone(dt.UTC):%Y%m%d-%H%M%S}{EXTENSION}"


def numbered(name: str, number: int) -> str:
    """Return the name of the second, third... copy of the same second."""
    return f"{name.removesuffix(EXTENSION)}-{number}{EXTENSION}"


def moment_of(name: str) -> dt.datetime | None:
    """Return the moment that a copy's name tells, or None."""
    found = _STAMP.search(name)
    if found is None:
        return None
    try:
        return dt.datetime.strptime(found[1], "%Y%m%d-%H%M%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return None
