"""What deeds for many need from the outside."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from smbcrm.core.clock import Clock
from smbcrm.core.i18n import Counted
from smbcrm.membership.customers.lists import CustomerListWork
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.tiers.ports import EntrySteps, StandingQuery


class BulkWork(TillWork, CustomerListWork, Protocol):
    """Everything that deeds for many customers need."""

    @property
    def tier_standing(self) -> StandingQuery:
        """The tiers of everybody."""


class Means(Protocol):
    """What a deed is done with."""

    @property
    def clock(self) -> Clock:
        """What time it is."""

    @property
    def entry(self) -> EntrySteps[BulkWork]:
        """What follows where somebody enters a tier."""


class Deed(Protocol):
    """Something that is done for each of many customers.

    `alone`: each in a transaction of its own, so that a refusal of one leaves the others.
    """

    @property
    def alone(self) -> bool:
        """Whether one may be refused for a reason of their own."""

    def left_out(
        self, work: BulkWork, customers: Sequence[int], today: dt.date
    ) -> Mapping[int, Counted]:
        """Return who among these is left out and why."""

    def do(self, work: BulkWork, means: Means, customer: int, act: Act) -> None:
        """Do it for one of the others; the same request again changes nothing."""

    def back(self, act: Act) -> "Deed | None":
        """Return what takes back what this did under a request; None where nothing can."""
