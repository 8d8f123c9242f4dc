"""What becomes of the rows of each kind of list, in words."""

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.remarks import comes_back
from smbcrm.membership.imports.types import ImportReport

ICONS = {
    ListKind.CUSTOMERS: "users",
    ListKind.BALANCES: "wallet",
    ListKind.OCCASIONS: "calendar-clock",
    ListKind.RELATIONSHIPS: "users",
    ListKind.ITEMS: "tag",
    ListKind.SALES: "history",
}
NEEDED = {
    ListKind.CUSTOMERS: N_("A name, phone or card is needed"),
    ListKind.SALES: N_("A date, a customer and an amount are needed"),
}
"""What the columns of a list have to say, in few words."""
NEEDED_OTHERWISE = N_("Another column is needed")
NEW = {
    ListKind.CUSTOMERS: N_("New customers"),
    ListKind.RELATIONSHIPS: N_("New relationships"),
    ListKind.ITEMS: N_("New items"),
    ListKind.SALES: N_("New past sales"),
}
"""What is made, where anything is."""
UPDATED = {
    ListKind.CUSTOMERS: N_("Already here, updated"),
    ListKind.BALANCES: N_("Rows with a balance that came in"),
    ListKind.OCCASIONS: N_("Important dates added"),
    ListKind.ITEMS: N_("Items changed"),
}
"""What is changed, where anything is."""
UNCHANGED = N_("Nothing new")
GONE = {
    ListKind.CUSTOMERS: NN_("{count} customer is gone.", "{count} customers are gone."),
    ListKind.RELATIONSHIPS: NN_("{count} relationship is gone.", "{count} relationships are gone."),
    ListKind.ITEMS: NN_("{count} item is gone.", "{count} items are gone."),
    ListKind.SALES: NN_("{count} past sale is gone.", "{count} past sales are gone."),
}
"""What an undo says is gone."""


def unchanged_word(report: ImportReport) -> str:
    """Return what rows are called that change nothing."""
    return N_("Not edited") if comes_back(report.remarks) else UNCHANGED
