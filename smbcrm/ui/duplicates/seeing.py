"""What is asked of the shop for the page, on a worker, and what somebody has chosen so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.membership.customers.errors import TextTooLong, TooMany
from smbcrm.membership.customers.likeness import naming
from smbcrm.membership.customers.lists import CustomerFilter, CustomerRow, CustomerSort
from smbcrm.membership.customers.rules import LONGEST
from smbcrm.membership.duplicates.blocks import Ids
from smbcrm.membership.duplicates.types import Pair, Who
from smbcrm.membership.merging.types import (
    FIELDS,
    LISTS,
    Choices,
    KindsDiffer,
    MergeField,
    MergeKey,
    Preview,
    Side,
)
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services

_MIRRORED = {Side.KEEP: Side.OTHER, Side.OTHER: Side.KEEP, Side.BOTH: Side.BOTH}
_CALLED = {LONGEST[one][0] if one in LONGEST else FIELDS[one]: one for one in LISTS}
"""The lists of a customer by what an error calls them."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was chosen for a pair: who stays, and whose value of which field.

    Who was here first stays, until somebody swaps them.
    """

    swapped: bool = False
    sides: Choices = field(default_factory=dict)

    def swap(self) -> "Draft":
        """Let the other one stay; the values that were chosen stay the same."""
        mirrored = {one: _MIRRORED[side] for one, side in self.sides.items()}
        return Draft(not self.swapped, mirrored)

    def choose(self, one: MergeKey, side: Side) -> "Draft":
        """Let the value of a side stay."""
        return Draft(self.swapped, {**self.sides, one: side})

    def order(self, pair: Ids) -> Ids:
        """Return who stays and who goes."""
        one, other = pair
        return (other, one) if self.swapped else pair


@dataclass(frozen=True, slots=True)
class Seen:
    """What a merge would do. Of the fields that are `open` somebody has to choose a side first."""

    preview: Preview
    people: Mapping[int, CustomerRow]
    open: Mapping[MergeField, UserError]


def put_together(services: Services, ids: Ids) -> Pair:
    """Return two customers as a pair; raises UnknownCustomer."""
    one, other = (
        Who(known.id, known.code, known.profile.full_name)
        for known in map(services.customers.get, sorted(ids))
    )
    return Pair(one, other, frozenset(), naming(one.full_name, other.full_name), 0)


def see(services: Services, pair: Ids, draft: Draft, act: Act) -> Seen:
    """Return what a merge would do; raises what it would be refused for."""
    keep, other = draft.order(pair)
    sides, missing = dict(draft.sides), dict[MergeField, UserError]()
    while True:
        try:
            preview = services.merging.preview(keep, other, sides, act)
        except (KindsDiffer, TextTooLong, TooMany) as error:
            one = _asked_for(error)
            if one is None or one in missing:
                raise
            missing[one], sides[one] = error, Side.KEEP
            continue
        both = CustomerFilter(only=(keep, other))
        rows = services.customers.page_at(both, CustomerSort.CODE, 0, 2)
        return Seen(preview, {row.id: row for row in rows}, missing)


def _asked_for(error: UserError) -> MergeField | None:
    """Return the field of which a side has to be chosen, where that helps."""
    if isinstance(error, KindsDiffer):
        return MergeField.KIND
    called = error.params["field"]
    return _CALLED.get(called.msgid) if isinstance(called, Text) else None
