"""What is said about single rows of a list of sales."""

from typing import Final

from smbcrm.core.i18n import N_

NO_DAY: Final = N_("The row has no date. Write the day of the sale.")
SHORT_DAY: Final = N_("“{text}” is no day of a year. Write it as 2026-03-05.")
NO_QUANTITY: Final = N_("This is no quantity. It was left empty.")
CUT: Final = N_("This is longer than {most} signs. The rest was left out.")
SIGNS_DIFFER: Final = N_(
    "Either the quantity or the amount is below zero, not both. Of a return both are."
)
NO_AMOUNT: Final = N_("The row has no amount, and its sale no total. Write one of them.")
TOTALS_DIFFER: Final = N_(
    "The rows of this bill say different totals. Where “{column}” holds the amount of each row, let"
    " it be the amount and not the total."
)
NOT_THE_SUM: Final = N_(
    "The rows of this sale come to {sum}, its total is {total}. Correct it, or leave “{column}” out"
    " where it is before discounts."
)
TWO_CUSTOMERS: Final = N_("The rows of this bill name different customers: {codes}. Correct them.")
OTHER_ROW: Final = N_(
    "Nothing of this bill came in, because of row {row}. Correct that one and import both again."
)
UNDATED: Final = N_(
    "Another row of a bill of this number has no date that can be read. Correct it and import all"
    " rows of the bill again."
)
OTHER_TOTAL: Final = N_(
    "This bill came in before, with {total}. It stays as it is. Where this list is right, undo the"
    " import that brought it first."
)
