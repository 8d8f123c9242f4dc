"""The codes of the currencies in use.

From ISO 4217, List One, as of 2025, without what is no money in hand: units of account,
funds, precious metals and test codes.
"""

from smbcrm.core.currency_signs import currencies_beside

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


def meant_by(text: str) -> str:
    """Return the code that somebody means by a word or sign of one currency, else nothing.

    >>> meant_by("RMB"), meant_by("yen"), meant_by("NT$"), meant_by("$"), meant_by("XXQ")
    ('CNY', 'JPY', 'TWD', '', '')
    """
    found = currencies_beside(text) or []
    codes = found[0] & CODES if len(found) == 1 else frozenset()
    return next(iter(codes)) if len(codes) == 1 else ""
