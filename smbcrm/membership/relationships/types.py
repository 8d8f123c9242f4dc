"""Relationships: the facts, and what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_


class LinkKind(StrEnum):
    """What another customer is to one."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    PET_OWNER = "pet_owner"
    PET = "pet"


INVERSE: Mapping[LinkKind, LinkKind] = {
    LinkKind.SPOUSE: LinkKind.SPOUSE,
    LinkKind.PARENT: LinkKind.CHILD,
    LinkKind.CHILD: LinkKind.PARENT,
    LinkKind.FRIEND: LinkKind.FRIEND,
    LinkKind.COLLEAGUE: LinkKind.COLLEAGUE,
    LinkKind.PET_OWNER: LinkKind.PET,
    LinkKind.PET: LinkKind.PET_OWNER,
}
"""What one is to another who is that to one."""

LINKS: Mapping[str, str] = {
    LinkKind.SPOUSE: N_("spouse"),
    LinkKind.PARENT: N_("parent"),
    LinkKind.CHILD: N_("child"),
    LinkKind.FRIEND: N_("friend"),
    LinkKind.COLLEAGUE: N_("colleague"),
    LinkKind.PET_OWNER: N_("owner of the pet"),
    LinkKind.PET: N_("pet"),
}
"""How people say it."""

HOUSEHOLD = frozenset({LinkKind.SPOUSE, LinkKind.PARENT, LinkKind.CHILD})
"""Who may use the visits of each other."""


@dataclass(frozen=True, slots=True)
class Link:
    """What another customer is to one: who it is, by id, code and name."""

    kind: LinkKind
    customer: int
    code: str
    full_name: str


@dataclass(frozen=True, slots=True)
class StaffCustomer:
    """Somebody of the staff who is a customer too."""

    staff: int
    customer: int
    code: str
    full_name: str


class LinkedToSelf(UserError):
    """Somebody is not related to themselves."""

    msgid = N_("Both are the same customer. Choose another one.")


class NotLinked(UserError):
    """There is nothing to take away."""

    msgid = N_("{first} and {second} are not linked.")


class NotOfHousehold(UserError):
    """Visits are shared in a household only."""

    msgid = N_(
        "Visits are shared by spouses, parents and children. Link the two first, or hand visits "
        "over."
    )
    command = N_("Link them with: smbcrm customer link A B --as spouse")


class StaffIsOther(UserError):
    """A customer is one of the staff only."""

    msgid = N_("This customer is {name} of the staff already.")
