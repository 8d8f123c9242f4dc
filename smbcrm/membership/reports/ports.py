"""What reports need from the outside."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import Translator
from smbcrm.membership.bills.types import MissingCharacter
from smbcrm.membership.packages.ports import PackageWork
from smbcrm.membership.vouchers.ports import VoucherWork

if TYPE_CHECKING:
    from smbcrm.membership.occasions.types import OccasionKind
    from smbcrm.membership.occasions.windows import Span
    from smbcrm.membership.reports.celebrating import Celebrant
    from smbcrm.membership.reports.document import Document
    from smbcrm.membership.reports.holdings import Holdings
    from smbcrm.membership.reports.insider import InsiderFacts
    from smbcrm.membership.reports.owing import LedgerSums


class HoldingsQuery(Protocol):
    """Reads everything that ever happened to what a customer owns."""

    def of_customer(self, customer: int) -> "Holdings":
        """Return the accounts, lots, entries and changed ends of a customer, in order."""


class LiabilityQuery(Protocol):
    """Reads sums over the whole ledger."""

    def at(self, days: Sequence[dt.date]) -> "LedgerSums":
        """Return what all customers' accounts come to at the end of some days, in order."""


class InsiderQuery(Protocol):
    """Reads what staff did in a while."""

    def between(self, begins: dt.datetime, ends: dt.datetime, day: BusinessDay) -> "InsiderFacts":
        """Return what was recorded from one instant to before another, by the chain's order."""


class CelebrantQuery(Protocol):
    """Reads the occasions of all customers."""

    def within(self, spans: Sequence["Span"], kind: "OccasionKind | None") -> Iterable["Celebrant"]:
        """Return every occasion whose date lies in one of the spans, of one kind or of all.

        Those of a month alone too. Who has moved away or died is left out.
        """


class ReportWork(VoucherWork, PackageWork, Protocol):
    """The slice of a unit of work that reports read."""

    @property
    def holdings(self) -> HoldingsQuery:
        """What a customer owns, and how it came there."""

    @property
    def liability(self) -> LiabilityQuery:
        """What the shop owes."""

    @property
    def insider(self) -> InsiderQuery:
        """What staff did."""

    @property
    def celebrants(self) -> CelebrantQuery:
        """Who has what occasion."""


class MadeFile(NamedTuple):
    """The content of a file, and the characters that are missing in it, each one once."""

    content: bytes
    missing: tuple[MissingCharacter, ...] = ()


class DocumentWriter(Protocol):
    """Makes a file of a document: the same bytes whenever the same is asked for."""

    def make(self, document: "Document", words: Translator, instead: Mapping[str, str]) -> MadeFile:
        """Return the file in a language.

        `instead` holds characters that no font has, with what is written for each.
        """
