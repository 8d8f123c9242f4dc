"""Relationships in words."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.relationships.types import LinkKind

LINKS: Mapping[str, str] = {
    LinkKind.SPOUSE: N_("spouse"),
    LinkKind.PARENT: N_("parent"),
    LinkKind.CHILD: N_("child"),
    LinkKind.FRIEND: N_("friend"),
    LinkKind.COLLEAGUE: N_("colleague"),
    LinkKind.PET_OWNER: N_("owner of the pet"),
    LinkKind.PET: N_("pet"),
}
