"""What an import refuses as a whole, and what to do instead."""

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_


class HeadingsNotFound(UserError):
    """No row names the columns."""

    msgid = N_(
        "No row of {file} names its columns. Write names such as Name, Phone or Card above the"
        " list, or say which column is which: --map name=A --map phone=B"
    )


class ColumnMissing(UserError):
    """No column says what every row of such a list has to say."""

    msgid = N_("No column of the list is known to be one of: {fields}. Say which one it is.")
    command = N_("Say it with: --map FIELD=COLUMN")


class SaleHeadingsNotFound(HeadingsNotFound):
    """No row names the columns of a list of sales."""

    msgid = N_(
        "No row of {file} names its columns. Write names such as Date, Phone or Card, Item and"
        " Amount above the list, or say which column is which: --map sold_on=A --map amount=D"
    )


class NoRows(UserError):
    """Headings, and nothing below them."""

    msgid = N_("{file} has no rows below its headings. Choose a list that holds some.")


class UnknownField(UserError):
    """A field that does not exist was to be filled."""

    msgid = N_("There is no field {field}. Fields: {known}.")


class NoSuchOwnField(UserError):
    """A column was to fill a field of the shop's own, and none has the name of its heading."""

    msgid = N_(
        "The shop has no field called {column}. Give the column the name of a field, or add the"
        " field first."
    )
    command = N_("Add it with: smbcrm field add NAME")


class UnknownColumn(UserError):
    """A column that the list does not have."""

    msgid = N_("The list has no column {column}. Its columns: {known}.")


class SeveralColumns(UserError):
    """Two columns have the heading that was named."""

    msgid = N_("Several columns are called {column}. Name one by its letter: {letters}.")


class ColumnTwice(UserError):
    """One column was to fill two fields."""

    msgid = N_("Column {column} is mapped twice. Give it one field.")


class FieldTwice(UserError):
    """Two columns were to fill a field that holds one value."""

    msgid = N_("{field} is mapped twice, and it holds one value. Choose one column.")


class HeaderRowEmpty(UserError):
    """The row that was to hold the headings holds nothing."""

    msgid = N_(
        "Row {row} of {file} names no columns: it is empty, or too far down. Name a row from 1 to"
        " {most}, or 0 where the list has no headings."
    )


class NoWordsThere(UserError):
    """Words were to be matched in a field that takes any text."""

    msgid = N_("Words are matched in these fields only: {known}. Not in {field}.")


class UnknownValue(UserError):
    """A word was to become something that the field does not know."""

    msgid = N_("{field} has no value {value}. Values: {known}. Leave it empty to leave it out.")


class ValueTwice(UserError):
    """One word was to become two things."""

    msgid = N_("“{word}” is matched twice for {field}. Give it one value.")


class NoSuchRow(UserError):
    """Something was chosen for a row that does not tell of anything."""

    msgid = N_("The list has nothing in row {row}. Rows are counted as in the file, from 1.")


class NotAnEarlierRow(UserError):
    """A row was to mean whom a later row means."""

    msgid = N_("Row {other} does not stand above row {row}. Join the lower one with the upper one.")


class ChosenTwice(UserError):
    """Two things were chosen for one row."""

    msgid = N_("Two different things were chosen for row {row}. Choose one of them.")


class NotOneColumn(UserError):
    """Something was typed for a field that no column fills, or several."""

    msgid = N_(
        "Not just one column of the list fills {field}, so nothing can be typed for it. Correct the"
        " row in the file."
    )


class NotPlain(UserError):
    """What was typed for an amount or a count is none."""

    msgid = N_("Row {row}, {field}: “{text}” is no figure. Write it as 60.00")


class ChosenInOurs(UserError):
    """It was chosen whom a row means, and the list says it by our own codes."""

    msgid = N_(
        "This list came from this shop: its codes say who is meant. Correct the code in the row, or"
        " leave the choice out."
    )


class ColumnInOtherCurrency(UserError):
    """A heading names a currency that is not the shop's."""

    msgid = N_("Column {column} is not in {currency}, the currency of the shop. Convert it first.")


class SourceChanged(EnvironmentFault):
    """The file is not what it was when it was looked at a moment ago."""

    msgid = N_("{file} was changed while it was read. Close it in other programs, then try again.")


class UnknownImport(UserError):
    """There is no import of that id."""

    msgid = N_("There is no import {run}.")
    command = N_("See: smbcrm import list")


class NotTheSameList(UserError):
    """An import goes on with the very list it began with."""

    msgid = N_(
        "{file} is not the list that this import began with. Choose {first} as it was then, or"
        " undo the import."
    )


class ImportElsewhere(EnvironmentFault):
    """Another program goes on with the same import."""

    msgid = N_("Another PC is working on this import. Whole batches are in.")
    command = N_("See: smbcrm import list")


class UndoTooLate(UserError):
    """Undo ends after 30 days."""

    msgid = N_("The import of {date} can be undone for {days} days, until {last}. It stays.")


class ErrorFileRefused(EnvironmentFault):
    """The error file cannot be written."""

    msgid = N_(
        "The error file {file} cannot be written. Close it in other programs, or choose"
        " another name and folder."
    )


class ErrorFileIsTheList(UserError):
    """The error file would overwrite the list."""

    msgid = N_("{file} is the list itself. Give the error file another name.")
