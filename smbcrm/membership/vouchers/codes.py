"""The codes of vouchers: a letter and digits, the last one a check digit, no hyphen.

The digits before the check digit are the number of the lot as which the voucher was issued, so no
two vouchers have the same. Cards of our own are all digits, and one from elsewhere is refused where
a voucher may get its number; the letter is another one where an item, a customer or a card that was
there before has the code already.
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


def may_be_issued(number: str) -> bool:
    """Tell whether a voucher may get a number for its code, in capitals or not.

    >>> may_be_issued("v00049007"), may_be_issued("V00049008"), may_be_issued("A1001")
    (True, False, False)
    """
    code = number.upper()
    return (
        is_voucher_code(code)
        and code[0] in _LETTERS
        and len(code) > _DIGITS + 1
        and luhn_digit(code[1:-1]) == code[-1]
    )


def read_code(text: str) -> str | None:
    """Return the voucher code that a text may be, in capitals; None where it cannot be one.

    >>> read_code(" v0004 9007 "), read_code("6810")
    ('V00049007', None)
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    return plain if is_voucher_code(plain) else None
