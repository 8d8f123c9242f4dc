"""Check digits: of our own numbers, and of numbers that others gave and somebody typed.

They find a digit misread and two neighbours swapped. What others gave is written with blanks and
hyphens or without; letters may be small.
"""

import re

_GAPS = re.compile(r"[\s\-\u2010-\u2015]+")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_CREDIT_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")
_RESIDENT_SIGNS = "10X98765432"
_UNIFORM_NUMBER = re.compile(r"[0-9]{8}")
_UNIFORM_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)
_SEVENTH = 6


def luhn_digit(digits: str) -> str:
    """Return the check digit that follows the digits (ISO/IEC 7812-1, annex B).

    >>> luhn_digit("7992739871")
    '3'
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the sum of its two digits
    return str(-total % 10)


def iban_adds_up(typed: str) -> bool | None:
    """Tell whether an IBAN leaves 1 when it is divided by 97; None: it looks like none.

    ISO 13616-1:2020, 5 (two letters, two check digits, up to 30 signs) and annex A, by ISO/IEC 7064
    MOD 97-10: the first four signs go to the end, A counts 10 and Z 35.

    >>> iban_adds_up("GB82 WEST 1234 5698 7654 32"), iban_adds_up("6222 0212 3456 7890 123")
    (True, None)
    """
    text = _plain(typed)
    if not _IBAN.fullmatch(text):
        return None
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def credit_code_adds_up(typed: str) -> bool | None:
    """Tell whether a tax id of 18 signs of the PRC adds up; None: it looks like none.

    Either a unified social credit code (GB 32100-2015, 4.2.5 and annex A: weights 3^n modulo 31; no
    I, O, S, V and Z) or the number of a resident who pays taxes as a sole trader (GB 11643-1999, by
    ISO/IEC 7064 MOD 11-2). Codes that were given out with a wrong sign are known: it is a doubt.

    >>> credit_code_adds_up("91110000101623741K"), credit_code_adds_up("22099131")
    (True, None)
    """
    text = _plain(typed)
    if not _CREDIT_CODE.fullmatch(text):
        return None
    return _social_credit_sign(text[:17]) == text[17] or _resident_sign(text[:17]) == text[17]


def _social_credit_sign(signs: str) -> str | None:
    if not set(signs) <= set(_CREDIT_CODE_SIGNS):
        return None
    total = sum(_CREDIT_CODE_SIGNS.index(sign) * pow(3, n, 31) for n, sign in enumerate(signs))
    return _CREDIT_CODE_SIGNS[-total % 31]


def _resident_sign(signs: str) -> str | None:
    if not signs.isdecimal():
        return None
    total = sum(int(sign) * pow(2, 17 - n, 11) for n, sign in enumerate(signs))
    return _RESIDENT_SIGNS[total % 11]


def uniform_number_adds_up(typed: str) -> bool | None:
    """Tell whether a uniform number of Taiwan adds up; None: it looks like none.

    Fiscal Information Agency of the Ministry of Finance, explanation of the amended check of
    uniform numbers, in force since April 2023: the digits of the products with 1, 2, 1, 2, 1, 2, 4
    and 1 make a multiple of 5 (of 10 before), where the seventh digit is a 7 also one less than it.

    >>> uniform_number_adds_up("2209-9131"), uniform_number_adds_up("22099132")
    (True, False)
    """
    text = _plain(typed)
    if not _UNIFORM_NUMBER.fullmatch(text):
        return None
    products = (int(sign) * weight for sign, weight in zip(text, _UNIFORM_WEIGHTS, strict=True))
    total = sum(sum(divmod(product, 10)) for product in products)
    return total % 5 == 0 or (text[_SEVENTH] == "7" and (total + 1) % 5 == 0)


def _plain(typed: str) -> str:
    return _GAPS.sub("", typed).upper()
