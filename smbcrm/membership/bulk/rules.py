"""Many customers at once: who is left out, by what lists know."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from smbcrm.core.i18n import Counted, Text
from smbcrm.core.ids import job_id
from smbcrm.membership.bulk.ports import BulkWork
from smbcrm.membership.bulk.types import LeftOut
from smbcrm.membership.customers.conditions import Choice, Condition, Parameter
from smbcrm.membership.customers.lists import CustomerFilter
from smbcrm.membership.requests.types import Act


def those(
    work: BulkWork,
    customers: Sequence[int],
    today: dt.date,
    kind: str,
    *values: tuple[Parameter, ...],
) -> set[int]:
    """Return who among these meets a condition of a kind that segments know."""
    choice = Choice(today, (Condition(kind, values, Text("")),))
    return set(work.customer_list.ids(CustomerFilter(choice=choice, only=tuple(customers))))


def here(work: BulkWork, customers: Sequence[int]) -> set[int]:
    """Return who among these there is."""
    return set(work.customer_list.ids(CustomerFilter(only=tuple(customers))))


def counted(left: Mapping[int, Counted]) -> tuple[LeftOut, ...]:
    """Return how many are left out for each reason, the most first."""
    return tuple(LeftOut(why, many) for why, many in Counter(left.values()).most_common())


def act_for(act: Act, customer: int) -> Act:
    """Return the request for one of many: the same each time."""
    return Act(job_id("bulk", act.request_id, customer), act.staff, act.terminal)
