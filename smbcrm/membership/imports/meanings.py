"""What each kind of list means."""

from collections.abc import Mapping

from smbcrm.membership.imports.balances import Balances
from smbcrm.membership.imports.customer_lists import CustomerLists
from smbcrm.membership.imports.items import Items
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.meaning import ListMeaning
from smbcrm.membership.imports.occasions import Occasions
from smbcrm.membership.imports.relationships import Relationships
from smbcrm.membership.imports.sale_lists import SaleLists

MEANINGS: Mapping[ListKind, ListMeaning] = {
    ListKind.CUSTOMERS: CustomerLists(),
    ListKind.BALANCES: Balances(),
    ListKind.OCCASIONS: Occasions(),
    ListKind.RELATIONSHIPS: Relationships(),
    ListKind.ITEMS: Items(),
    ListKind.SALES: SaleLists(),
}
