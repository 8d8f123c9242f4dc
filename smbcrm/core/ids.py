"""Identifiers made by us: request ids, and the repeatable ids of jobs."""

import re
import secrets
import uuid

from smbcrm.core.clock import Clock

_JOB_SPACE = uuid.UUID("b52c1f7e-6a0d-5c1b-9b60-7e1d5a3f0c11")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def uuid7(clock: Clock) -> str:
    """Return a time-ordered UUID version 7 (RFC 9562, section 5.7)."""
    milliseconds = int(clock.now().timestamp() * 1000)
    random = secrets.randbits(74)
    value = milliseconds << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | random & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def job_id(job: str, *parts: object) -> str:
    """Return the id of one step of a job: the same job and parts give the same id again."""
    return str(uuid.uuid5(_JOB_SPACE, "\x1f".join((job, *map(str, parts)))))


def is_uuid(text: str) -> bool:
    """Tell whether a text is a UUID in its usual form, of any version."""
    return bool(_UUID.fullmatch(text))
