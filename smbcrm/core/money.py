"""Money as an exact count of minor units of one currency; never a float."""

from dataclasses import dataclass

_SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "CNY": "¥",
    "JPY": "¥",
    "TWD": "NT$",
    "HKD": "HK$",
    "MOP": "MOP$",
    "SGD": "S$",
    "AUD": "A$",
    "CAD": "C$",
    "NZD": "NZ$",
    "KRW": "₩",
    "THB": "฿",
    "MYR": "RM",
}
# A shop works in whole units of these; Taiwan's and Japan's cents are not in use (product.md 1).
_WHOLE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF TWD UGX VND VUV XAF XOF XPF"
_NO_MINOR = frozenset(_WHOLE.split())
_THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency and the number of decimals the shop fixed when it was made."""

    code: str
    exponent: int

    @classmethod
    def of(cls, code: str) -> "Currency":
        """Return the currency with the exponent a new shop uses (ISO 4217; TWD is 0)."""
        exponent = 0 if code in _NO_MINOR else 3 if code in _THREE_DECIMALS else 2
        return cls(code, exponent)

    @property
    def unit(self) -> int:
        """Minor units in one major unit."""
        return int(10**self.exponent)

    @property
    def symbol(self) -> str:
        """The sign before an amount; the code and a space where there is none."""
        return _SYMBOLS.get(self.code, f"{self.code} ")

    @property
    def example(self) -> str:
        """An amount as it is typed in this currency: 68.50, or 68 where there are no decimals."""
        return self.plain(685 * self.unit // 10)

    def plain(self, minor: int) -> str:
        """Return the amount in major units, ungrouped: `1050.00` (for JSON and files)."""
        return self._digits(minor, "d")

    def grouped(self, minor: int) -> str:
        """Return the amount in major units with thousands separators: `1,050.00`."""
        return self._digits(minor, ",d")

    def _digits(self, minor: int, whole_format: str) -> str:
        whole, part = divmod(abs(minor), self.unit)
        sign = "-" if minor < 0 else ""
        fraction = f".{part:0{self.exponent}d}" if self.exponent else ""
        return f"{sign}{whole:{whole_format}}{fraction}"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency, as it crosses a border (error, screen, JSON)."""

    minor: int
    currency: Currency

    def __str__(self) -> str:
        """Return the label."""
        return self.label()

    def plain(self) -> str:
        """Return `1050.00`."""
        return self.currency.plain(self.minor)

    def label(self) -> str:
        """Return the amount as people read it: `$1,050.00`, `-NT$300`."""
        sign = "-" if self.minor < 0 else ""
        return f"{sign}{self.currency.symbol}{self.currency.grouped(abs(self.minor))}"


def half_up(numerator: int, denominator: int) -> int:
    """Return numerator / denominator rounded half away from zero, exactly.

    >>> half_up(5, 10), half_up(4, 10), half_up(-5, 10)
    (1, 0, -1)
    """
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def split_by_weight(amount: int, weights: list[int]) -> list[int]:
    """Share a non-negative amount by weight so that the parts add up exactly.

    Largest remainder method (Hamilton): each part is floored, what is left goes one by one to the
    largest remainders, ties to the earlier part. All weights zero: the first part takes it all.
    """
    total = sum(weights)
    if not total:
        return [amount, *[0] * (len(weights) - 1)] if weights else []
    parts = [amount * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % total), i))
    for i in order[: amount - sum(parts)]:
        parts[i] += 1
    return parts
