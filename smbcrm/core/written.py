"""Figures and sums as people read them, in one language; no Qt, so paper has them too."""

from dataclasses import dataclass
from fractions import Fraction

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import Counted, Text, Translator
from smbcrm.core.money import Currency

MINUS = "−"
THOUSANDTHS = Currency("", 3)
"""The decimals of a quantity, which is counted in thousandths."""

_GROUP = 4
_HUNDRED = 100


def quantity_text(thousandths: int) -> str:
    """Return a quantity as JSON, tables and refusals have it, ungrouped: `2`, `0.5`, `-1250`."""
    return THOUSANDTHS.plain(thousandths).rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Written:
    """One language and one currency."""

    translator: Translator
    currency: Currency

    def say(self, msgid: str, **params: object) -> str:
        """Return the words for a message id."""
        return self.translator.render(Text(msgid, params))

    def count(self, counted: Counted, count: int, **params: object) -> str:
        """Return the words for so many of something; `count` is a parameter of both."""
        words = self.translator.ngettext(*counted, count)
        values = {name: self.translator.value(item) for name, item in params.items()}
        return self.translator.fill(words, {"count": self.number(count), **values})

    def tell(self, text: Text | ShopbellError) -> str:
        """Return a finished sentence of the domain."""
        return self.translator.render(text)

    def number(self, value: int) -> str:
        """Return a count: 1,240; −40."""
        return f"{MINUS if value < 0 else ''}{abs(value):,}"

    def money(self, minor: int) -> str:
        """Return an amount with its sign of currency: $1,050.00; −$58.00."""
        sign = MINUS if minor < 0 else ""
        return f"{sign}{self.currency.symbol}{self.currency.grouped(abs(minor))}"

    def sum(self, minor: int) -> str:
        """Return an amount without the sign of currency: 1,050.00."""
        sign = MINUS if minor < 0 else ""
        return f"{sign}{self.currency.grouped(abs(minor))}"

    def round_sum(self, minor: int) -> str:
        """Return an amount as offers are called: 500, and 12.50 where there are cents."""
        whole, cents = divmod(minor, self.currency.unit)
        return self.sum(minor) if cents else self.number(whole)

    def signed(self, minor: int) -> str:
        """Return an amount that came in or went out: +$220.00; −$58.00."""
        return f"+{self.money(minor)}" if minor > 0 else self.money(minor)

    def signed_sum(self, minor: int) -> str:
        """Return the same without the sign of currency: +220.00; −58.00."""
        return f"+{self.sum(minor)}" if minor > 0 else self.sum(minor)

    def signed_number(self, value: int) -> str:
        """Return a count that came in or went out: +75; −300."""
        return f"+{self.number(value)}" if value > 0 else self.number(value)

    def share(self, share: Fraction) -> str:
        """Return a share in percent, with as many decimals as it needs, two at most.

        A share such as 1/3 is shown rounded down: 33.33.
        """
        hundredths = int(share * _HUNDRED * _HUNDRED)
        whole, rest = divmod(hundredths, _HUNDRED)
        decimals = f".{rest:02d}".rstrip("0") if rest else ""
        return f"{self.number(whole)}{decimals}"

    def quantity(self, thousandths: int) -> str:
        """Return how much or how many, in thousandths: 2; 0.5; 1,250; −0.5."""
        figures = THOUSANDTHS.grouped(abs(thousandths)).rstrip("0").rstrip(".")
        return f"{MINUS if thousandths < 0 else ''}{figures}"

    def card(self, number: str) -> str:
        """Return a card number in groups of four."""
        groups = (number[start : start + _GROUP] for start in range(0, len(number), _GROUP))
        return " ".join(groups) if number.isdigit() else number
