"""Spending PINs: pure rules (product.md section 3, "What it carries")."""

import datetime as dt
import hashlib
import hmac
import re
import unicodedata
from dataclasses import replace

from smbcrm.membership.spending_pin.types import (
    LOCKS,
    TRIES,
    BadPin,
    BadResetReason,
    ResetReason,
    SpendingPin,
)

_DIGITS = re.compile(r"[0-9]{4,6}")
# N, r and p of scrypt (RFC 7914): 16 MB and some 50 ms for one guess. They stand in the secret, so
# that harder ones can follow while older PINs still open.
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1
_LENGTH = 32


def typed(pin: str) -> str:
    """Return a PIN as it is meant, whatever digits the keyboard makes."""
    return unicodedata.normalize("NFKC", pin).strip()


def check_form(pin: str) -> str:
    """Return a PIN of 4 to 6 digits; raise BadPin."""
    meant = typed(pin)
    if not _DIGITS.fullmatch(meant):
        raise BadPin
    return meant


def check_reset_reason(reason: str) -> ResetReason:
    """Return a reason of the list; raise BadResetReason."""
    known = [str(one) for one in ResetReason]
    if reason not in known:
        raise BadResetReason(reason=reason, known=known)
    return ResetReason(reason)


def stretched(pin: str, salt: bytes) -> str:
    """Return what is kept of a PIN: the way it was stretched, the salt, and what came of it."""
    found = _scrypt(pin, salt, (_COST, _BLOCK, _PARALLEL))
    return f"scrypt${_COST}${_BLOCK}${_PARALLEL}${salt.hex()}${found.hex()}"


def fits(pin: str, secret: str) -> bool:
    """Tell whether a PIN is the one of a secret, in the same time for any."""
    _, cost, block, parallel, salt, kept = secret.split("$")
    found = _scrypt(pin, bytes.fromhex(salt), (int(cost), int(block), int(parallel)))
    return hmac.compare_digest(found, bytes.fromhex(kept))


def _scrypt(pin: str, salt: bytes, how: tuple[int, int, int]) -> bytes:
    cost, block, parallel = how
    text = pin.encode(errors="surrogatepass")
    return hashlib.scrypt(text, salt=salt, n=cost, r=block, p=parallel, dklen=_LENGTH)


def is_locked(kept: SpendingPin, now: dt.datetime, newest: dt.datetime | None) -> bool:
    """Tell whether a PIN may not be typed now; `newest` is the newest instant of the chain.

    The first lock goes by the clock. Later ones end only once the shop has recorded something at
    or after their end: whoever puts the clock forward has to leave an operation with that time,
    and all that are recorded once it stands right again are flagged. A lock that a clock ahead has
    set lasts until then; a reset takes it away.
    """
    until = kept.locked_until
    if until is None:
        return False
    return now < until or (kept.locks > 1 and (newest is None or newest < until))


def after_wrong(kept: SpendingPin, now: dt.datetime) -> SpendingPin:
    """Return a PIN after it was typed wrong once more; the last try locks it, longer each time."""
    wrong = kept.wrong + 1
    if wrong < TRIES:
        return replace(kept, wrong=wrong, locked_until=None)
    length = LOCKS[min(kept.locks, len(LOCKS) - 1)]
    return replace(kept, wrong=0, locked_until=now + length, locks=kept.locks + 1)


def after_right(kept: SpendingPin) -> SpendingPin:
    """Return a PIN after it was typed right."""
    return replace(kept, wrong=0, locked_until=None, locks=0)
