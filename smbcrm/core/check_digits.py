"""The check digit of our own numbers: it finds a digit misread and two neighbours swapped."""


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
