"""The signs and words people write beside an amount, and the currencies each may stand for."""

import re

_DOLLARS = frozenset(
    {
        "USD",
        "TWD",
        "HKD",
        "AUD",
        "CAD",
        "SGD",
        "NZD",
        "MOP",
        "BND",
        "MXN",
        "ARS",
        "CLP",
        "COP",
    }
)
_YUAN = frozenset({"CNY", "TWD", "HKD", "MOP"})
_SHARED = {
    "¥": frozenset({"CNY", "JPY"}),
    "$": _DOLLARS,
    "元": _YUAN,
    "块": _YUAN,
    "塊": _YUAN,
    "圆": _YUAN | {"JPY"},
    "圓": _YUAN | {"JPY"},
}
_OWN = {
    "CNY": "CN¥ RMB YUAN 人民币 人民幣",
    "TWD": "NT$ NT NTD 新台币 新台幣 新臺幣 台币 台幣 臺幣",
    "HKD": "HK$ 港币 港幣 港元",
    "MOP": "MOP$ 澳门元 澳門元 澳门币 澳門幣",
    "USD": "US$ 美元 美金",
    "JPY": "JP¥ YEN 円 日元 日圆 日圓",
    "EUR": "€ 欧元 歐元",
    "GBP": "£ 英镑 英鎊",
    "SGD": "S$ 新加坡元",
    "AUD": "A$ AU$ 澳元",
    "CAD": "C$ CA$ 加元",
    "NZD": "NZ$ 纽元 紐元",
    "KRW": "₩ 원",
    "THB": "฿",
    "VND": "₫",
    "INR": "₹",
    "PHP": "₱",
    "MYR": "RM",
}
_SIGNS = (
    _SHARED
    | {code.lower(): frozenset({code}) for code in _OWN}
    | {sign.lower(): frozenset({code}) for code, signs in _OWN.items() for sign in signs.split()}
)
# The longest first, so that NT$ is not taken for $.
_SIGN = re.compile("|".join(map(re.escape, sorted(_SIGNS, key=len, reverse=True))), re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{3}")


def currencies_beside(text: str) -> list[frozenset[str]] | None:
    """Return, for each sign beside an amount, the ISO 4217 codes it may stand for.

    Three capitals that we do not know are taken for a code. None where anything else is written.

    >>> currencies_beside("NT$"), currencies_beside("pts"), currencies_beside(" ")
    ([frozenset({'TWD'})], None, [])
    """
    found = [_SIGNS[sign.lower()] for sign in _SIGN.findall(text)]
    rest = _SIGN.sub("", text).strip()
    if _CODE.fullmatch(rest):
        return [*found, frozenset({rest})]
    return None if rest else found
