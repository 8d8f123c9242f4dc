"""What can be done for many customers at once; each as it is done for one of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from smbcrm.core.i18n import Counted
from smbcrm.membership.benefits.issuing import issue
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.bulk import types
from smbcrm.membership.bulk.ports import BulkWork, Deed, Means
from smbcrm.membership.bulk.rules import act_for, those
from smbcrm.membership.customers.editing import edited
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status
from smbcrm.membership.customers.typed import known
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.reversing import reverse
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.tiers.holding import held, unheld
from smbcrm.membership.tiers.types import HoldReason, HoldRequest
from smbcrm.membership.vouchers.steps import definition_called

Left = Mapping[int, Counted]


@dataclass(frozen=True, slots=True)
class Tag:
    """Put a tag on, or take it off."""

    alone: ClassVar[bool] = False
    tag: str
    on: bool = True

    def left_out(self, work: BulkWork, customers: Sequence[int], today: dt.date) -> Left:
        """Leave out whom it changes nothing for."""
        tagged = those(work, customers, today, "tag", (self.tag.strip(),))
        if self.on:
            return dict.fromkeys(tagged, types.HAS_IT)
        return dict.fromkeys(set(customers) - tagged, types.HAS_NOT)

    def do(self, work: BulkWork, means: Means, customer: int, act: Act) -> None:
        """Write the tags anew."""
        tag = self.tag.strip()
        rest = [one for one in known(work, customer).profile.tags if one != tag]
        details = Details(tags=(*rest, tag) if self.on else tuple(rest))
        edited(work, means.clock, customer, details, act)

    def back(self, act: Act) -> Deed:
        """Return the opposite."""
        del act
        return Tag(self.tag, on=not self.on)


@dataclass(frozen=True, slots=True)
class Consent:
    """Note what customers said about a channel, and how they said it.

    It has no way back: the history is kept. Nobody is opted in who has said no.
    """

    alone: ClassVar[bool] = False
    channel: ConsentChannel
    state: ConsentState
    how: str

    def left_out(self, work: BulkWork, customers: Sequence[int], today: dt.date) -> Left:
        """Leave out who said so before, and from a yes whoever wants no contact or said no."""
        left: dict[int, Counted] = {}
        if self.state is ConsentState.GIVEN:
            if not self.how.strip():
                raise types.NoHow
            no = those(work, customers, today, "consent", (self.channel, ConsentState.REFUSED))
            off = those(work, customers, today, "status", (Status.DO_NOT_CONTACT,))
            left |= dict.fromkeys(no, types.SAID_NO) | dict.fromkeys(off, types.NO_CONTACT)
        said = those(work, customers, today, "consent", (self.channel, self.state))
        return left | dict.fromkeys(said, types.SAID_SO)

    def do(self, work: BulkWork, means: Means, customer: int, act: Act) -> None:
        """Add it to the history."""
        said = ConsentSaid(self.channel, self.state, self.how)
        edited(work, means.clock, customer, Details(consents=(said,)), act)

    def back(self, act: Act) -> None:
        """Return nothing: what was said stays."""
        del act


@dataclass(frozen=True, slots=True)
class Hold:
    """Give a tier by hand until a last day, or for ever."""

    alone: ClassVar[bool] = True
    tier: str
    until: dt.date | None
    reason: HoldReason

    def left_out(self, work: BulkWork, customers: Sequence[int], today: dt.date) -> Left:
        """Leave out the deceased."""
        return _deceased(work, customers, today)

    def do(self, work: BulkWork, means: Means, customer: int, act: Act) -> None:
        """Give it."""
        request = HoldRequest(customer, self.tier, self.until, self.reason)
        held(work, means.clock, means.entry, request, act)

    def back(self, act: Act) -> Deed:
        """Return what takes it away again, while the day lasts."""
        del act
        return _Unhold()


@dataclass(frozen=True, slots=True)
class Voucher:
    """Give a voucher."""

    alone: ClassVar[bool] = True
    definition: str

    def left_out(self, work: BulkWork, customers: Sequence[int], today: dt.date) -> Left:
        """Leave out the deceased, and whoever is of a tier that it is not for."""
        tiers = definition_called(work, self.definition).tiers
        ids = [(one.id,) for one in work.tiers.all() if one.code in tiers]
        may = those(work, customers, today, "tier", *ids) if tiers else set(customers)
        other = dict.fromkeys(set(customers) - may, types.OTHER_TIER)
        return other | _deceased(work, customers, today)

    def do(self, work: BulkWork, means: Means, customer: int, act: Act) -> None:
        """Give one."""
        issue(work, means.clock, IssueRequest(act, self.definition, (customer,)))

    def back(self, act: Act) -> Deed:
        """Return what takes them back, as each is taken back by itself."""
        return _TakeVoucher(act)


@dataclass(frozen=True, slots=True)
class _Unhold:
    """Take back a tier that was given by hand today."""

    alone: ClassVar[bool] = True

    def left_out(self, work: BulkWork, customers: Sequence[int], today: dt.date) -> Left:
        """Leave out nobody."""
        del work, customers, today
        return {}

    def do(self, work: BulkWork, means: Means, customer: int, act: Act) -> None:
        """Take it back."""
        unheld(work, means.clock, means.entry, customer, act)

    def back(self, act: Act) -> None:
        """Return nothing: an undo is not undone."""
        del act


@dataclass(frozen=True, slots=True)
class _TakeVoucher:
    """Take back vouchers that were given under a request."""

    alone: ClassVar[bool] = True
    given: Act

    def left_out(self, work: BulkWork, customers: Sequence[int], today: dt.date) -> Left:
        """Leave out nobody."""
        del work, customers, today
        return {}

    def do(self, work: BulkWork, means: Means, customer: int, act: Act) -> None:
        """Take out its issue."""
        operation = act_for(self.given, customer).request_id
        reverse(work, means.clock, ReverseRequest(act, operation))

    def back(self, act: Act) -> None:
        """Return nothing: an undo is not undone."""
        del act


def _deceased(work: BulkWork, customers: Sequence[int], today: dt.date) -> dict[int, Counted]:
    return dict.fromkeys(
        those(work, customers, today, "status", (Status.DECEASED,)), types.DECEASED
    )
