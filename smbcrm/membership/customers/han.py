"""Han characters: which signs are Han, and one form for traditional and simplified ones."""

from smbcrm.membership.customers.han_table import SIMPLIFIED, TRADITIONAL

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The Han characters of Unicode as the inside of a regular expression's [set]; planes 2 and 3, the
sign of repetition and the round zero are among them."""

_TABLE = str.maketrans(TRADITIONAL, SIMPLIFIED)


def simplify(text: str) -> str:
    """Return the text with each traditional or regional character in its simplified form.

    Sign by sign, so the length stays and no context is looked at (乾 is always 干): good for
    comparing when both sides go through it, never for showing or storing a name.

    >>> simplify("陳龍裡 Chen")
    '陈龙里 Chen'
    """
    return text.translate(_TABLE)
