"""Cards: pure rules of their numbers and of their lives (product.md section 4).

A number of our own has 12 digits: the shop's four, a serial of seven, a Luhn check digit. A UPC-A
also has 12 digits, and every UPC-A is an EAN-13 with a 0 before it, so a scanner would report one
for the other: of our candidates those that are a valid UPC-A are skipped, a tenth of them.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from smbcrm.core.check_digits import luhn_digit
from smbcrm.core.clock import add_months
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.cards import errors
from smbcrm.membership.cards.types import Card, CardAct, CardState
from smbcrm.membership.customers.rules import is_own_code
from smbcrm.membership.vouchers.codes import may_be_issued

LENGTH = 12
PREFIX_LENGTH = 4
LAST_SERIAL = 9_999_999

_ANY_PRINTER = re.compile(r"[0-9A-Za-z-]{4,32}")
_HAS_SIGN = re.compile(r"[0-9A-Za-z]")
_PRODUCT_LENGTHS = {8, 12, 13}
_RESTRICTED = {8: re.compile("[02]"), 12: re.compile("[24]"), 13: re.compile("0[24]|2")}


def is_product_number(number: str) -> bool:
    """Tell whether a scanner may report a number for a product: a valid UPC-A, EAN-13 or EAN-8.

    Source of the check digit: GS1 General Specifications, 7.9.

    >>> is_product_number("4006381333931"), is_product_number("96385074"), is_product_number("1001")
    (True, True, False)
    """
    if len(number) not in _PRODUCT_LENGTHS or not (number.isascii() and number.isdigit()):
        return False
    from_behind = number[::-1]
    odd, even = from_behind[0::2], from_behind[1::2]
    return (sum(map(int, odd)) + 3 * sum(map(int, even))) % 10 == 0


def stays_in_shops(number: str) -> bool:
    """Tell whether a valid UPC or EAN is one that no maker prints on a product.

    Shops number their own cards and coupons so. Source: GS1 General Specifications, 1.4.3,
    Restricted Circulation Numbers: EAN-8 from 0 or 2, UPC-A from 2 or 4, EAN-13 from 02, 04 or 2.

    >>> stays_in_shops("2012345678903"), stays_in_shops("4006381333931")
    (True, False)
    """
    return is_product_number(number) and bool(_RESTRICTED[len(number)].match(number))


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
        and not is_product_number(number)
    )


def serial_of(number: str) -> int:
    """Return the serial of a number of our own."""
    return int(number[PREFIX_LENGTH:-1])


def candidates(prefix: str, after: int) -> Iterator[str]:
    """Yield the numbers of our own whose serial is higher, lowest first."""
    for serial in range(after + 1, LAST_SERIAL + 1):
        number = card_number(prefix, serial)
        if not is_product_number(number):
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


def looks_like_ours(number: str, prefix: str) -> bool:
    """Tell whether a number has the form of our own range, right or misread."""
    return len(number) == LENGTH and number.isdigit() and number.startswith(prefix)


def is_misread(number: str, prefix: str) -> bool:
    """Tell whether a number has the form of our own range and a check digit that is not right.

    >>> is_misread("681000000018", "6810"), is_misread("681000000015", "6810")
    (True, False)
    """
    return (
        number.isascii()
        and looks_like_ours(number, prefix)
        and luhn_digit(number[:-1]) != number[-1]
    )


def why_not(number: str, prefix: str) -> UserError | None:
    """Return why no card may have a number, on paper or in a list of old ones; None: it may.

    Whatever else other printers wrote is right; whether something has it, `steps` asks.
    """
    if is_product_number(number) and not stays_in_shops(number):
        return errors.NumberOfProduct(number=number)
    if looks_like_ours(number, prefix) and not is_ours(number, prefix):
        return errors.NotOurCard(number=number, prefix=prefix)
    if may_be_issued(number):
        return errors.NumberOfVoucher(number=number)
    if is_own_code(number):
        return errors.NumberOfCustomer(number=number)
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


# ---------------------------------------------------------------------------------- its life

_STATE = CardState
_BLOCKED = {_STATE.FROZEN, _STATE.LOST}
_NOT_FINAL = (*_BLOCKED, _STATE.ISSUED, _STATE.ACTIVE, _STATE.EXPIRED)
_BECOMES: Mapping[CardAct, Mapping[CardState, CardState]] = {
    CardAct.HAND_OVER: {_STATE.ISSUED: _STATE.ACTIVE},
    CardAct.FREEZE: {_STATE.ISSUED: _STATE.FROZEN, _STATE.ACTIVE: _STATE.FROZEN},
    CardAct.UNFREEZE: dict.fromkeys(_BLOCKED, _STATE.ACTIVE),
    CardAct.REPORT_LOST: {state: _STATE.LOST for state in _NOT_FINAL if state is not _STATE.LOST},
    CardAct.REPLACE: dict.fromkeys(_NOT_FINAL, _STATE.REPLACED),
    CardAct.RENEW: {
        _STATE.ISSUED: _STATE.ISSUED,
        _STATE.ACTIVE: _STATE.ACTIVE,
        _STATE.EXPIRED: _STATE.ACTIVE,
    },
    CardAct.VOID: dict.fromkeys(_NOT_FINAL, _STATE.VOID),
}
"""What a card becomes; what is not listed is refused. Replaced and void are final."""


def as_of(card: Card, today: dt.date) -> Card:
    """Return a card as it counts on a business date: a living one ends with its last day.

    A frozen or lost card stays what it is: that says more of it than that it has ended too.
    """
    if card.living and card.valid_until is not None and card.valid_until < today:
        return replace(card, state=CardState.EXPIRED)
    return card


def becomes(card: Card, act: CardAct) -> CardState | None:
    """Return the state of a card, as it counts today, after an act; None where that cannot be."""
    return _BECOMES[act].get(card.state)


def refusal(card: Card, act: CardAct, code: str) -> UserError:
    """Return why an act cannot be and what to do; `code` is the customer's."""
    why, number, state = card.said, card.number, card.state
    if state is CardState.REPLACED:
        return errors.CardWasReplaced(why=why, following=card.replaced_by)
    if state is CardState.VOID:
        return errors.CardIsVoid(why=why, code=code)
    if act in {CardAct.HAND_OVER, CardAct.RENEW} and state is CardState.FROZEN:
        return errors.CardMustBeUnfrozen(why=why, number=number)
    if act in {CardAct.HAND_OVER, CardAct.RENEW} and state is CardState.LOST:
        return errors.CardMustBeFound(why=why, number=number)
    if act in {CardAct.HAND_OVER, CardAct.UNFREEZE} and state is CardState.EXPIRED:
        return errors.CardMustBeRenewed(why=why, number=number)
    return errors.CardNeedsNothing(why=why)


def last_day(day: dt.date, months: int) -> dt.date | None:
    """Return until when a card from that day is valid; None, for ever, where `months` is 0.

    What would end later than the calendar does never ends.
    """
    if not months or day.year + months // 12 >= dt.MAXYEAR:
        return None
    return add_months(day, months)


def kept_until(old: Card, today: dt.date, months: int) -> dt.date | None:
    """Return until when the card that takes an old one's place is valid.

    As long as the old one; where that is over, as long as a new card.
    """
    if old.valid_until is None or old.valid_until >= today:
        return old.valid_until
    return last_day(today, months)


def renewed_until(card: Card, today: dt.date, months: int, until: dt.date | None) -> dt.date | None:
    """Return the last day of a card that is renewed: `until` where given, else so many months on.

    The months count from its last day, or from today where that is over; 0 months: for ever.
    Raises LastDayOver, or CardNeedsNothing for a card that never ends.
    """
    if until is not None:
        if until < today:
            raise errors.LastDayOver(date=until, today=today)
        return until
    if card.valid_until is None:
        never = Text(N_("The card {number} never ends."), {"number": card.number})
        raise errors.CardNeedsNothing(why=never)
    return last_day(max(card.valid_until, today), months)
