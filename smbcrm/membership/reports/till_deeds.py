"""An operation as reports list it. Money in minor units."""

import datetime as dt
from typing import NamedTuple

from smbcrm.membership.ledger.types import OperationKind


class TillDeed(NamedTuple):
    """Who did what, where, for whom; `of` and `target_at` are of what it takes back, if it does.

    `bill` is the number of its bill, else of that one. `holder` is the customer, `other` who else
    takes part. `money` is what came in by all tenders, `cash` of it into the drawer; `net` what was
    sold; `value`, `gift`, `points` and `visits` are what customers got on their accounts of money,
    of which gift, and of these; of a transfer, what the one got whom `other_name` is.
    """

    seq: int
    id: str
    kind: OperationKind
    of: OperationKind | None
    bill: int | None
    business_date: dt.date
    recorded_at: dt.datetime
    target_at: dt.datetime | None
    staff: int
    staff_name: str
    terminal: int
    terminal_name: str
    holder: int | None
    other: int | None
    name: str
    code: str
    other_name: str
    reason: str | None
    money: int
    cash: int
    net: int
    value: int
    gift: int
    points: int
    visits: int

    @property
    def customer(self) -> str:
        """Whose it is, by name or else code; of a transfer, who gave to whom."""
        whose = self.name or self.code
        is_handed = OperationKind.TRANSFER in {self.kind, self.of}
        return f"{whose} → {self.other_name}" if is_handed else whose

    @property
    def amount(self) -> int:
        """What it is about, in money: what was sold, else what came in, else what was given."""
        return self.net or self.money or self.value
