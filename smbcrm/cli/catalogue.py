"""Every command of the program, in the order in which help lists them."""

from smbcrm.cli.command import Command, Group
from smbcrm.cli.commands import (
    backups,
    books,
    cards,
    customers,
    imports,
    items,
    people,
    shop,
    tiers,
    till,
    window,
)

COMMANDS: tuple[Command | Group, ...] = (
    window.WINDOW,
    window.TOUR,
    shop.INIT,
    shop.DEMO,
    shop.SETTING,
    people.STAFF,
    people.TILL,
    items.ITEM,
    tiers.TIER,
    tiers.OFFER,
    customers.CUSTOMER,
    cards.CARD,
    customers.FIND,
    till.SALE,
    till.TOP_UP,
    till.REDEEM,
    till.UNDO,
    till.VOID,
    books.BALANCE,
    books.HISTORY,
    imports.IMPORT,
    customers.EXPORT,
    books.EXPIRE,
    books.VERIFY,
    backups.BACKUP,
)
