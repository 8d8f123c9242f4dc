"""Which sign stands before the decimals, country by country.

From the Unicode CLDR 47 (cldr/common/main, numbers/symbols, Latin digits): of each country the
most spoken of its official languages.
"""

from smbcrm.core.amounts import Separator

_LISTED = """
AD AL AM AO AR AT AW AX AZ BA BE BF BG BI BJ BL BN BO BQ BR BY CD CF CG CI CL CM CO CR CV CY CZ
DE DJ DK DZ EA EC EE ES FI FO FR GA GE GF GL GN GP GQ GR GW HR HT HU IC ID IS IT KG KZ LA LB LT
LU LV LY MA MC MD ME MF MK ML MQ MR MU MZ NC NE NL NO PF PL PM PT RE RO RS RU RW SC SE SI SJ SK
SM SN SR ST TG TJ TL TM TN TR UA UY UZ VA VE VN WF XK YT ZA
"""
_COMMA = frozenset(_LISTED.split())


def usual_separator(region: str) -> Separator:
    """Return the sign before the decimals that is usual in a country (ISO 3166 code).

    >>> usual_separator("DE").value, usual_separator("TW").value
    (',', '.')
    """
    return Separator.COMMA if region in _COMMA else Separator.POINT
