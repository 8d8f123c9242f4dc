"""The codes of the currencies in use.

From ISO 4217, List One, as of 2025, without what is no money in hand: units of account,
funds, precious metals and test codes.
"""

from smbcrm.core.currency_signs import currencies_beside
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.text import clean

_LISTED = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN
NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES
VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CODES = frozenset(_LISTED.split())
_LONGEST_SHOWN = 20


class UnknownCurrency(UserError):
    """A code that ISO 4217 does not have; it would stand in every amount for ever."""

    msgid = N_(
        "“{code}” is no currency code. Give one of ISO 4217, such as USD, EUR, CNY, TWD or JPY."
    )


class CurrencyByItsSign(UserError):
    """A word or sign of a currency instead of its code."""

    msgid = N_("“{code}” is no currency code. The code of that currency is {meant}.")


def checked_currency(text: str) -> str:
    """Return the code of a currency; raise UnknownCurrency or CurrencyByItsSign.

    Shops that were made with another code before are still opened.
    """
    code = clean(text).strip().upper()
    if code in CODES:
        return code
    shown = code[:_LONGEST_SHOWN]
    if meant := meant_by(code):
        raise CurrencyByItsSign(code=shown, meant=meant)
    raise UnknownCurrency(code=shown)


def meant_by(text: str) -> str:
    """Return the code that somebody means by a word or sign of one currency, else nothing.

    >>> meant_by("RMB"), meant_by("yen"), meant_by("NT$"), meant_by("$"), meant_by("XXQ")
    ('CNY', 'JPY', 'TWD', '', '')
    """
    found = currencies_beside(text) or []
    codes = found[0] & CODES if len(found) == 1 else frozenset()
    return next(iter(codes)) if len(codes) == 1 else ""
