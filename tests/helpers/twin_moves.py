"""Value that goes back, out, over or right, done to the shop and to the oracle."""

import datetime as dt
from collections.abc import Mapping

from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.value.types import (
    AdjustRequest,
    CashRequest,
    TransferRequest,
    WithdrawRequest,
)
from tests.helpers.oracle_types import Accepted
from tests.helpers.twin import Twin


class MovingTwin(Twin):
    """A shop and its oracle in which value also moves without a sale."""

    def refund(
        self,
        request: str,
        sale: str,
        amount: int | None,
        terminal: str,
        lines: Mapping[int, int] | None = None,
    ) -> None:
        """Give a sale back in both, and compare what went back where."""
        expected = self.oracle.refund(request, sale, amount, lines=lines, terminal=terminal)
        asked = RefundRequest(Act(request, terminal=terminal), sale, amount, lines or {})
        bill = self.both(lambda: self.services.refunds.refund(asked), expected)
        if bill is not None and isinstance(expected, Accepted):
            back = {str(paid.means): paid.amount for paid in bill.payments}
            assert (bill.amount, back) == (expected.net, dict(expected.back))
            assert (-bill.points, -bill.gift) == (expected.points_taken, expected.gift_voided)
            assert sum(paid.points or 0 for paid in bill.payments) == expected.points_back
            assert -sum(package.moved for package in bill.visits) == expected.visits_taken

    def withdraw(
        self, request: str, who: int, amount: int, means: str, date: dt.date | None
    ) -> None:
        """Pay stored value out in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.withdraw(request, theirs, amount, means, date=date)
        act = Act(request, terminal="Till 1", date=date)
        asked = WithdrawRequest(act, ours, amount, Means(means))
        bill = self.both(lambda: self.services.value.withdraw(asked), expected, who)
        if bill is not None and isinstance(expected, Accepted):
            assert (-bill.gift, bill.points) == (expected.gift_voided, expected.points_earned)

    def transfer(
        self, request: str, giver: int, taker: int, amount: int, date: dt.date | None
    ) -> None:
        """Hand stored value over in both."""
        expected = self.oracle.transfer(
            request,
            self.customers[giver][0],
            self.customers[taker][0],
            "stored",
            amount,
            date=date,
        )
        act = Act(request, terminal="Till 1", date=date)
        ours = self.customers[giver][1], self.customers[taker][1]
        asked = TransferRequest(act, *ours, amount, "family")
        self.both(lambda: self.services.value.transfer(asked), expected, giver)

    def adjust(
        self, request: str, who: int, account: AccountKind, amount: int, date: dt.date | None
    ) -> None:
        """Put an account right in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.adjust(request, theirs, account, amount, date=date)
        act = Act(request, terminal="Till 1", date=date)
        asked = AdjustRequest(act, ours, account, amount, "goodwill")
        self.both(lambda: self.services.value.adjust(asked), expected, who)

    def cash(self, request: str, amount: int) -> None:
        """Put cash in or take it out in both."""
        expected = self.oracle.cash(request, amount)
        asked = CashRequest(Act(request, terminal="Till 1"), amount, "bank")
        self.both(lambda: self.services.value.cash(asked), expected)
