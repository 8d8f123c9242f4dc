"""Tills in processes of their own: one closes a day at the moment at which another books on it."""

import datetime as dt
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier
from typing import Any

from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.models.stores.ledger import PeeweeLedgerStore

MIA = "Mia"
_PATIENCE = 120


def close_or_sell(
    services: Services, barrier: Barrier, days: Sequence[dt.date]
) -> list[tuple[str, int]]:
    """On each day one closes and the others sell for 1.00, all at once.

    Return what each did: `closed` with what should be there, `sold` with 100, or `refused` with 0.
    """
    answers = []
    for day in days:
        act = Act(uuid7(services.clock), MIA, date=day)
        if barrier.wait(_PATIENCE) == 0:
            made = services.dayclose.close(CloseRequest(act, 0, word="at once")).closing
            assert made is not None
            answers.append(("closed", made.expected))
            continue
        try:
            answers.append(("sold", services.till.sale(SaleRequest(act, None, 100)).amount))
        except UserError:
            answers.append(("refused", 0))
    return answers


def close_or_sell_without_holding(
    services: Services, barrier: Barrier, days: Sequence[dt.date]
) -> list[tuple[str, int]]:
    """Do the same with a fault built in: nobody holds the end of the chain."""
    patched: Any = PeeweeLedgerStore
    patched.hold_chain = lambda *_: None
    return close_or_sell(services, barrier, days)


def close_the_same(
    services: Services, barrier: Barrier, requests: Sequence[CloseRequest]
) -> list[str]:
    """Send each of these requests at the same moment as the other tills; return the answers."""
    answers = []
    for request in requests:
        barrier.wait(_PATIENCE)
        made = services.dayclose.close(request).closing
        answers.append(repr(made))
    return answers


def close_each_for_itself(
    services: Services, barrier: Barrier, days: Sequence[dt.date]
) -> list[bool]:
    """Close each of these days at the same moment as the other tills; tell who could."""
    answers = []
    for day in days:
        barrier.wait(_PATIENCE)
        try:
            services.dayclose.close(CloseRequest(Act(uuid7(services.clock), date=day), 0))
        except UserError:
            answers.append(False)
        else:
            answers.append(True)
    return answers
