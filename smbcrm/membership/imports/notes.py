"""What is said about single rows.

Notes name rows and codes, never people: an erase does not look into old reports.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.imports.fields import Field


class NoteKind(StrEnum):
    """How much a note asks for."""

    FAILED = "failed"
    """Nothing of the row came in."""
    PROBLEM = "problem"
    """The row came in, but for this."""
    REMARK = "remark"
    """Nothing to be done."""


@dataclass(frozen=True, slots=True)
class RowNote:
    """A note about a row; `row` is its number in the file, `field` what it is about, if one."""

    row: int
    field: Field | None
    kind: NoteKind
    text: Text


NOBODY: Final = N_("The row has no name, no phone and no card.")
NO_EMAIL: Final = N_("This is no e-mail address. Write it as name@example.com.")
NO_CARD: Final = N_("This is no card number: 4 to 32 letters, digits or hyphens.")
NO_PHONE: Final = N_("This is no phone: it has no digit.")
ODD_PHONE: Final = N_(
    "This is no phone number in this region. It was kept as typed: it is found, never messaged."
)
TOO_MANY: Final = N_("At most {most} are kept; the others were left out.")
DIGITS_LOST: Final = N_(
    "A spreadsheet has rounded this long number. Write it as text, with all its digits."
)
UNREAD: Final = N_(
    "This is a formula without a value. Open the file in Excel or WPS, save it and import it again."
)
BAD_VALUE: Final = N_(
    "This cannot be read: its text encoding is unknown, or it is too long. It was left empty."
)
BROKEN_CARD: Final = N_(
    "The card is broken: its BEGIN:VCARD or END:VCARD is missing. Export it from the phone again."
)
UNKNOWN: Final = N_("“{text}” is not known here. It was left empty.")
UNKNOWN_WORD: Final = N_("“{text}” is not known here. It was left empty. Known: {known}.")
SHORT_DATE: Final = N_("“{text}” is no day of a year. It has no end now. Write it as 2027-12-31.")
PART_OVER: Final = N_("This ended on {date}, so {amount} of it was not brought in.")
HAS_ENTRIES: Final = N_(
    "The customer {code} already has entries here, so this balance would count twice. Empty the"
    " balance in this row to bring in the rest."
)
TWICE: Final = N_("Nothing of this row came in: its balance would have counted twice.")
TWICE_WITH_BALANCE: Final = N_(
    "Row {row} is the same customer and there is a balance already, so this one would count twice."
    " Empty the balance in this row to bring in the rest."
)
JOINED: Final = N_("The same customer as in row {row}: joined, what was empty was filled.")
NOT_JOINED: Final = N_("It was to be joined with {other}, of whom nothing is here. Choose again.")
KEPT_FIRST: Final = N_("Row {row} says something else of the same customer; that was kept.")
NO_ROOM: Final = N_(
    "Something more is known of this customer than there is room for; it was left out."
)
SHARES_PHONE: Final = N_("The phone is also that of {others}. Both were kept, as for a household.")
CARD_TAKEN: Final = N_("The card is that of {other}, whose name and phone differ. Left out here.")
NUMBER_TAKEN: Final = N_("This is already the number of something else. Left out here.")
OUR_OWN: Final = N_("Numbers such as {number} are given by this program. Left out here.")
OF_PRODUCT: Final = N_(
    "{number} may stand on a product (UPC or EAN), and a scanner could not tell them apart. Left "
    "out here: give this customer another card."
)
OF_VOUCHER: Final = N_(
    "A voucher may get {number} for its code, and a scanner could not tell them apart. Left out "
    "here: give this customer another card."
)
MISREAD: Final = N_(
    "{number} looks like a card of this shop, but its check digit is wrong. Left out here: read it "
    "from the card again."
)
CODE_TAKEN: Final = N_("The code is that of {other}, whose name and phone differ. Left out here.")
CODE_KEPT: Final = N_("The customer keeps the code they have.")
NO_SUCH_CODE: Final = N_("No customer has this code now; the row was taken by name, phone or card.")
ROW: Final = N_("row {row}")

NOBODY_SAID: Final = N_("The row does not say which customer it is about.")
NOT_HERE: Final = N_(
    "No customer here has this code, card, phone or name. Bring the customer in first, or correct"
    " the row."
)
DIFFERENT: Final = N_(
    "What this row says is of different customers: {others}. Correct it, or leave only one of them."
)
CALLED_OTHERWISE: Final = N_(
    "This is {others}, called otherwise here. Correct the name or the number, or leave one out."
)
OWN_LOOKING: Final = N_(
    "{code} looks like a code of this shop, but nothing else in this row agrees with it, so it may"
    " be of another program. Write it under Shopbell code, or add the name of the customer."
)
LOST: Final = N_(
    "The phone is that of {others}, but the code or card in this row finds nobody. Write the name"
    " of the one who is meant, or their Shopbell code."
)
ANY_OF: Final = N_("This may be any of {others}. Write the code of the one who is meant.")
COUNTED_TWICE: Final = N_(
    "The customer {code} already has entries here, so this balance would count twice. Nothing of"
    " this row came in."
)
SAME_BALANCE: Final = N_(
    "An earlier row brought the same customer such a balance already, so this one would count"
    " twice. Nothing of this row came in."
)
NO_PACKAGE: Final = N_("The row does not say of which visit package. Write its code or its name.")
NO_PASS_END: Final = N_(
    "{package} is a pass: come as often as you like until it ends. Write 1, and the day it ends."
)
NO_OCCASION: Final = N_("The row does not say what the date is. Write birthday, or a name for it.")
NO_DATE: Final = N_("There is no date in this row, or it cannot be read.")
BAD_YEAR: Final = N_("“{text}” is no year, or not that of the date. Write it as 1990.")
OWN_OCCASION: Final = N_("“{text}” came in as an important date of your own, by this name.")
OTHER_DATE: Final = N_(
    "The customer {code} has this with another date here. It was not changed: correct it on the"
    " customer's page."
)
NO_KIND: Final = N_("The row does not say what the other one is to the customer. Known: {known}.")
SAME_PERSON: Final = N_("Both are the same customer. Nobody is related to themselves.")
OTHER_KIND: Final = N_(
    "{code} and {other} are related otherwise here. It was not changed: change it on the page of"
    " one of them."
)
NO_ITEM_CODE: Final = N_("The row has no code, and an item is known by it.")
NO_ITEM_NAME: Final = N_("The item is new, and the row has no name for it.")
NO_PRICE: Final = N_("The item is new, and the row has no price for it.")
ITEM_TWICE: Final = N_("An earlier row says something else of {code}. Nothing of this one came in.")
NAME_CHANGED: Final = N_("{code}: the name was {before}, now it is {after}.")
PRICE_CHANGED: Final = N_("{code}: the price was {before}, now it is {after}.")
BARCODE_CHANGED: Final = N_("{code}: the barcode was {before}, now it is {after}.")
BARCODE_GIVEN: Final = N_("{code}: the barcode is {after} now.")
KIND_CHANGED: Final = N_("{code}: service or product was changed.")

GONE: Final = N_("This customer is no longer here, and is not brought back by a list.")
SAME_CODE: Final = N_(
    "Row {row} is of the same customer, so nobody can tell which row is right. Nothing of this one"
    " came in: correct its code, or leave one of them."
)
NOBODY_LEFT: Final = N_("Without name and phone nobody could find the customer. Nothing changed.")
CONFLICT: Final = N_("This was changed in the shop since the list was exported. The shop's stays.")
FIXED: Final = N_("“{column}” is only shown in the list; it is not changed by one.")
NEVER_EMPTY: Final = N_("This is never empty, so it stays as it was.")
NOT_KNOWN: Final = N_("“{text}” is not known here. What was there before stays.")
OPTED_OUT: Final = N_(
    "Who said not to be contacted stays so; say otherwise on the customer's page."
)

STAYED_OPERATIONS: Final = N_("Something was recorded for this customer since.")
STAYED_CARDS: Final = N_("A card was issued or changed since.")
STAYED_CONSENT: Final = N_("The customer said since what may be sent.")
STAYED_REFERRED: Final = N_("Another customer was brought by this one.")
STAYED_IMPORTED: Final = N_(
    "Another import brings this customer too. Undo that one first to take back both."
)
STAYED_MERGED: Final = N_("The customer was merged with another one since.")
STAYED_EDITED: Final = N_("The customer was edited since.")
STAYED_LINK: Final = N_("The relationship was changed or removed since.")
STAYED_ITEM: Final = N_("The item was changed since.")
STAYED_ITEM_USED: Final = N_("The item was sold or is used since.")
