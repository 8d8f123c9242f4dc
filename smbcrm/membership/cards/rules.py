"""Card numbers: pure rules (product.md section 4).

A number of our own has 12 digits: the shop's four, a serial of seven, a Luhn check digit. A UPC-A
also has 12 digits, and every UPC-A is an EAN-13 with a 0 before it, so a scanner would report one
for the other: of our candidates those that are a valid UPC-A are skipped, a tenth of them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from smbcrm.membership.cards.types import Card, CardState

LENGTH = 12
PREFIX_LENGTH = 4
LAST_SERIAL = 9_999_999

_ANY_PRINTER = re.compile(r"[0-9A-Za-z-]{4,32}")
_HAS_SIGN = re.compile(r"[0-9A-Za-z]")


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


def is_upc_a(number: str) -> bool:
    """Tell whether 12 digits are a valid UPC-A (GS1 General Specifications, 7.9).

    >>> is_upc_a("036000291452"), is_upc_a("036000291453")
    (True, False)
    """
    odd, even = number[0::2], number[1::2]
    return (3 * sum(map(int, odd)) + sum(map(int, even))) % 10 == 0


def card_number(prefix: str, serial: int) -> str:
    """Return the number of a serial of a range."""
    digits = f"{prefix}{serial:07}"
    return digits + luhn_digit(digits)


def is_ours(number: str, prefix: str) -> bool:
    """Tell whether a number is of the shop's own range."""
    return (
        len(number) == LENGTH
        and number.isascii()
        and number.isdigit()
        and number.startswith(prefix)
        and luhn_digit(number[:-1]) == number[-1]
        and not is_upc_a(number)
    )


def serial_of(number: str) -> int:
    """Return the serial of a number of our own."""
    return int(number[PREFIX_LENGTH:-1])


def candidates(prefix: str, after: int) -> Iterator[str]:
    """Yield the numbers of our own whose serial is higher, lowest first."""
    for serial in range(after + 1, LAST_SERIAL + 1):
        number = card_number(prefix, serial)
        if not is_upc_a(number):
            yield number


def read_number(text: str) -> str | None:
    """Return the card number meant by a text, None where no card can have it.

    Spaces between groups of digits go, wide digits and letters become plain ones; 4 to 32
    letters, digits or hyphens are left, as other printers number cards.

    >>> read_number(" 6810 0000 0017"), read_number("６８１０"), read_number("12")
    ('681000000017', '6810', None)
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if _ANY_PRINTER.fullmatch(plain) and _HAS_SIGN.search(plain):
        return plain
    return None


def to_replace(cards: Sequence[Card]) -> Card | None:
    """Return the card that is meant where only the customer is given: living, then newest."""
    order = (
        CardState.ACTIVE,
        CardState.ISSUED,
        CardState.FROZEN,
        CardState.LOST,
        CardState.EXPIRED,
    )
    fitting = [card for card in cards if card.state in order]
    return min(
        fitting,
        key=lambda card: (order.index(card.state), -card.issued_on.toordinal(), card.number),
        default=None,
    )


def living_one(cards: Sequence[Card], dead: Card) -> Card | None:
    """Return the living card that took a dead one's place, else the customer's newest living."""
    by_number = {card.number: card for card in cards}
    card: Card | None = dead
    seen: set[str] = set()
    while card is not None and card.number not in seen:
        if card.living:
            return card
        seen.add(card.number)
        card = by_number.get(card.replaced_by or "")
    alive = [card for card in cards if card.living]
    return max(alive, key=lambda card: (card.issued_on, card.number), default=None)
