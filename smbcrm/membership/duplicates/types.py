"""Duplicates: the facts."""

from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.membership.customers.alike import Mark
from smbcrm.membership.customers.likeness import Naming, Reason
from smbcrm.membership.occasions.types import Occasion


class Who(NamedTuple):
    """A customer, as a list names one."""

    id: int
    code: str
    full_name: str


class Born(NamedTuple):
    """Who has a birthday whose day is known."""

    customer: int
    full_name: str
    birthday: Occasion


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers who may be one person, the one who was here first before the other."""

    one: Who
    other: Who
    reasons: frozenset[Reason]
    naming: Naming
    score: int


class Crowd(NamedTuple):
    """Something that so many share that it says nothing: a placeholder, or the shop's own.

    A birthday that so many of one name share comes with that `name`.
    """

    shared: Mark | Occasion
    customers: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Likely pairs, best first, and what too many share to make pairs of them."""

    pairs: tuple[Pair, ...]
    crowds: tuple[Crowd, ...]
