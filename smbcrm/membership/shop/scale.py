"""How large the amounts are that a new shop starts with, by its currency (product.md section 1)."""

_SCALE = {"USD": 1, "EUR": 1, "GBP": 1, "CNY": 5, "TWD": 30}


def scale_of(currency: str) -> int | None:
    """Return what an amount is multiplied by that is meant for one US dollar; None: not known.

    >>> scale_of("TWD"), scale_of("JPY")
    (30, None)
    """
    return _SCALE.get(currency)
