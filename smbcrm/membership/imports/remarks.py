"""What is said about a list as a whole, before its rows are read for good."""

from collections.abc import Iterator, Sequence
from typing import Final

from smbcrm.core.amounts import Separator, has_two_readings
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency
from smbcrm.membership.imports.fields import LABELS, MONEY
from smbcrm.membership.imports.headings import recognise
from smbcrm.membership.imports.layout import Column
from smbcrm.membership.imports.returned import SHEET
from smbcrm.membership.imports.source import SourceInfo
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


MIXED_DATES: Final = N_(
    "“{column}” holds real dates beside texts such as {text}. Where a spreadsheet took day and"
    " month for each other the real ones are wrong: compare a few with where the list came from."
)


HIDDEN: Final = N_("Hidden sheets were not read: {sheets}.")
PASSED: Final = N_("The list was found in the sheet {sheet}; none was found in: {sheets}.")
TWO_ROWS: Final = N_("The headings stand in rows {first} and {last}, which were read together.")
ABOVE: Final = N_("Left out, because they stand above the headings: rows {rows}.")
ALSO: Final = N_(
    "“{column}” is not imported: it is called like {field}, which “{other}” fills already."
)


RETURNED: Final = N_(
    "This is the list of customers that was exported on {date}. Only what was edited in it since"
    " comes in; who is not in it any more stays."
)
NOT_OURS: Final = N_(
    "This list was exported by another shop, or after the backup that was restored: it was read"
    " like any other, and an empty cell changes nothing."
)


def comes_back(remarks: Sequence[Text]) -> bool:
    """Tell by its remarks whether a list is one of ours that comes back."""
    return any(one.msgid == RETURNED for one in remarks)


def sheet_remarks(info: SourceInfo, passed: tuple[str, ...]) -> Iterator[Text]:
    """Yield what has to be known of the sheets beside the one that is read."""
    if passed:
        yield Text(PASSED, {"sheet": info.sheet, "sheets": passed})
    hidden = tuple(name for name in info.hidden_sheets if name not in {info.sheet, SHEET})
    if hidden:
        yield Text(HIDDEN, {"sheets": hidden})


def remarks(survey: Survey, currency: Currency, region: str) -> Iterator[Text]:
    """Yield what has to be known of a list, in the order of its columns."""
    yield from _of_headings(survey)
    for column in survey.layout.columns:
        if column.field in MONEY:
            yield from _sign_taken(survey, column, currency, region)
        if column.index in survey.left_out:
            yield Text(CREDIT_LEFT_OUT, {"column": column.name})
        if text := survey.mixed_dates.get(column.index):
            yield Text(MIXED_DATES, {"column": column.name, "text": text})
        yield from _filled_already(survey, column)


def _of_headings(survey: Survey) -> Iterator[Text]:
    layout = survey.layout
    if layout.upper_row:
        yield Text(TWO_ROWS, {"first": layout.upper_row, "last": layout.heading_row})
    if survey.above:
        yield Text(ABOVE, {"rows": survey.above})


def _filled_already(survey: Survey, column: Column) -> Iterator[Text]:
    """Say of a column that another one was taken for what it is called."""
    known = recognise(column.heading, survey.layout.book)
    if column.field is None and known is not None:
        field = known[0]
        for index in survey.layout.places.get(field, ()):
            other = survey.layout.columns[index].name
            yield Text(ALSO, {"column": column.name, "field": Text(LABELS[field]), "other": other})


def _sign_taken(survey: Survey, column: Column, currency: Currency, region: str) -> Iterator[Text]:
    """Say which decimal separator was taken, where an amount has two readings without it."""
    usual = survey.usual_sign(column.index, region)
    if usual and has_two_readings(survey.open_amounts.get(column.index, ""), currency):
        said = POINT_TAKEN if usual is Separator.POINT else COMMA_TAKEN
        yield Text(said, {"column": column.name})
