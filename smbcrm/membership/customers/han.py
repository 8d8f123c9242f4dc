"""Han characters: which signs are Han, and one form for traditional and simplified ones."""

from smbcrm.membership.customers.han_table import SIMPLIFIED, TRADITIONAL

_TABLE = str.maketrans(TRADITIONAL, SIMPLIFIED)


def is_han(sign: str) -> bool:
    """Tell whether a sign is a Han character of Unicode.

    Planes 2 and 3 are, forms of compatibility, the sign of repetition and the round zero too.
    """
    # No regular expression: to compile a set of so many signs takes longer than a search, and
    # that would pass before the first key at the counter is answered.
    return sign >= "\u3005" and (
        "\u4e00" <= sign <= "\u9fff"
        or "\u3400" <= sign <= "\u4dbf"
        or "\uf900" <= sign <= "\ufaff"
        or "\U00020000" <= sign <= "\U0003ffff"
        or sign in "\u3005\u3007"
    )


def simplify(text: str) -> str:
    """Return the text with each traditional or regional character in its simplified form.

    Sign by sign, so the length stays and no context is looked at (乾 is always 干): good for
    comparing when both sides go through it, never for showing or storing a name.

    >>> simplify("陳龍裡 Chen")
    '陈龙里 Chen'
    """
    return text.translate(_TABLE)
