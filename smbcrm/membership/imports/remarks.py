"""What is said about a list as a whole, before its rows are read for good."""

from collections.abc import Iterator
from typing import Final

from smbcrm.core.amounts import Separator, has_two_readings
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency
from smbcrm.membership.imports.fields import MONEY
from smbcrm.membership.imports.layout import Column
from smbcrm.membership.imports.survey import Survey

POINT_TAKEN: Final = N_(
    "No amount in “{column}” shows how decimals are written. They are taken to follow a dot, as"
    " is usual in this region."
)
COMMA_TAKEN: Final = N_(
    "No amount in “{column}” shows how decimals are written. They are taken to follow a comma, as"
    " is usual in this region."
)

CREDIT_LEFT_OUT: Final = N_(
    "“{column}” is not imported: opening balances are paid part, gift part and points only. Where"
    " it shall not be lost, add it to the gift part in the file."
)


def remarks(survey: Survey, currency: Currency, region: str) -> Iterator[Text]:
    """Yield what has to be known of a list, in the order of its columns."""
    for column in survey.layout.columns:
        if column.field in MONEY:
            yield from _sign_taken(survey, column, currency, region)
        if column.index in survey.left_out:
            yield Text(CREDIT_LEFT_OUT, {"column": column.name})


def _sign_taken(survey: Survey, column: Column, currency: Currency, region: str) -> Iterator[Text]:
    """Say which decimal separator was taken, where an amount has two readings without it."""
    usual = survey.usual_sign(column.index, region)
    if usual and has_two_readings(survey.open_amounts.get(column.index, ""), currency):
        said = POINT_TAKEN if usual is Separator.POINT else COMMA_TAKEN
        yield Text(said, {"column": column.name})
