"""The codes of vouchers: a letter and digits, the last one a check digit, no hyphen.

The digits before the check digit are the number of the lot as which the voucher was issued, so no
two vouchers have the same. Cards of our own are all digits, and a printed one that is written as a
voucher code is refused; the letter is another one where an item, a customer or a card from
elsewhere has the code already.
"""

import re
import unicodedata
from collections.abc import Iterator

from smbcrm.core.check_digits import luhn_digit

_FORM = re.compile(r"[A-Za-z][0-9]+")
# No I, O, Q, S or Z: they are taken for digits. C begins the codes of customers.
_LETTERS = "VBDEFGHJKLMNPRTWXY"
_DIGITS = 7


def candidates(lot: int) -> Iterator[str]:
    """Yield the codes that a voucher may have, the usual one first.

    >>> next(candidates(4900))
    'V00049007'
    """
    serial = f"{lot:0{_DIGITS}}"
    for letter in _LETTERS:
        yield f"{letter}{serial}{luhn_digit(serial)}"


def is_voucher_code(number: str) -> bool:
    """Tell whether a number is written as voucher codes are: a letter and digits, no hyphen."""
    return _FORM.fullmatch(number) is not None


def read_code(text: str) -> str | None:
    """Return the voucher code that a text may be, in capitals; None where it cannot be one.

    >>> read_code(" v0004 9007 "), read_code("6810")
    ('V00049007', None)
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    return plain if is_voucher_code(plain) else None
