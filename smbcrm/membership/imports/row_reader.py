"""From the cells of a row to what is known of a customer.

A row fails only where nobody could be found by it or its balance cannot be taken; whatever else
cannot be read is left empty, with a note.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from smbcrm.core.amounts import AmountRefused, Separator
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.cards.rules import read_number
from smbcrm.membership.cards.types import BadCardNumber
from smbcrm.membership.customers import rules
from smbcrm.membership.customers.phones import Phone, read_phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports import notes, words
from smbcrm.membership.imports.cells import (
    NotACount,
    amount_of,
    count_of,
    digits_lost,
    name_of,
    phones_in,
    text_of,
    unquoted,
)
from smbcrm.membership.imports.dates import expiry_of, occasion_of
from smbcrm.membership.imports.fields import DATES, MONEY, Field
from smbcrm.membership.imports.headings import heading_key
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.imports.source import Cell, Row
from smbcrm.membership.imports.survey import Survey
from smbcrm.membership.occasions.reading import DayOrder, order_of_region
from smbcrm.membership.occasions.types import Occasion
