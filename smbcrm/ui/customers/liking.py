"""How somebody likes the list: which columns, sorted by which, and how high the rows are.

It is kept on this PC for each shop and for whoever acts; until they choose, it is what this PC has
had for all.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import TypeVar

from smbcrm.core.machine import CUSTOMER_COLUMNS, CUSTOMER_ORDER, LIST_DENSITY, STAFF
from smbcrm.core.settings import Setting
from smbcrm.membership.customers.lists import CustomerSort, ListSort
from smbcrm.ui.customers.columns import ListColumn
from smbcrm.ui.desk import Desk

T = TypeVar("T")
_FALLING = "-"


class Density(Enum):
    """How high the rows are, in pixels."""

    COMPACT = 30
    NORMAL = 36
    ROOMY = 46


def columns_liked(desk: Desk, columns: Sequence[ListColumn]) -> tuple[str, ...]:
    """Return the ids of the columns to be shown, from the left; the name always comes first."""
    kept = desk.machine.get(_mine(desk, CUSTOMER_COLUMNS))
    known = {one.id for one in columns}
    ids = [one for one in kept or desk.premises.machine.get(CUSTOMER_COLUMNS) if one in known]
    shown = ids or [one.id for one in columns if one.first]
    return tuple(dict.fromkeys((columns[0].id, *shown)))


def like_columns(desk: Desk, columns: Sequence[ListColumn], ids: Sequence[str]) -> None:
    """Remember which columns are shown in which order."""
    shipped = list(ids) == [one.id for one in columns if one.first]
    plain = shipped and not desk.premises.machine.get(CUSTOMER_COLUMNS)
    desk.machine.put(_mine(desk, CUSTOMER_COLUMNS), "" if plain else ",".join(ids))


def order_liked(desk: Desk, columns: Sequence[ListColumn]) -> tuple[ListSort, bool]:
    """Return by what the list is sorted, and whether it falls."""
    kept = desk.machine.get(_mine(desk, CUSTOMER_ORDER))
    for one in columns:
        if kept.removeprefix(_FALLING) == one.id and isinstance(one.column.sort, ListSort):
            return one.column.sort, kept.startswith(_FALLING)
    return CustomerSort.NAME, False


def like_order(
    desk: Desk, columns: Sequence[ListColumn], sort: ListSort, *, descending: bool
) -> None:
    """Remember by what the list is sorted."""
    id_ = next(one.id for one in columns if one.column.sort == sort)
    desk.machine.put(_mine(desk, CUSTOMER_ORDER), f"{_FALLING if descending else ''}{id_}")


def density_liked(desk: Desk) -> Density:
    """Return how high the rows are."""
    return Density[desk.machine.get(_mine(desk, LIST_DENSITY)).upper()]


def like_density(desk: Desk, density: Density) -> None:
    """Remember how high the rows are."""
    desk.machine.put(_mine(desk, LIST_DENSITY), density.name.lower())


def _mine(desk: Desk, setting: Setting[T]) -> Setting[T]:
    """Return a setting of whoever acts."""
    return replace(setting, key=f"{setting.key}_{desk.machine.get(STAFF)}")
