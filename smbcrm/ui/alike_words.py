"""What is said of two who may be one person."""

from collections.abc import Collection, Mapping

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.customers.likeness import Naming, Reason
from smbcrm.membership.duplicates.document import REASONS
from smbcrm.ui.desk import Desk

_NAMED: Mapping[Naming, str] = {
    Naming.DIFFERENT: N_("other name"),
    Naming.MISSING: N_("a name is missing"),
    Naming.SIMILAR: N_("similar name"),
    Naming.SAME: N_("same name"),
}


def why_alike(desk: Desk, reasons: Collection[Reason], naming: Naming, otherwise: str) -> str:
    """Return what two have in common, or what else it is, and how their names compare."""
    same = [Text(REASONS[one]) for one in REASONS if one in reasons]
    why = desk.say("{same}", same=same) if same else otherwise
    return " · ".join((why, desk.say(_NAMED[naming])))
