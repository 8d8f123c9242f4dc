"""The headings of each kind of list."""

from collections.abc import Mapping

from smbcrm.membership.imports.headings import CUSTOMERS, Book
from smbcrm.membership.imports.sale_headings import SALES
from smbcrm.membership.imports.types import ListOf

BOOKS: Mapping[ListOf, Book] = {ListOf.CUSTOMERS: CUSTOMERS, ListOf.SALES: SALES}
