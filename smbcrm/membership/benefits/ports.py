"""What vouchers on paper need from the outside."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from smbcrm.membership.benefits.types import CardPaper, VoucherCards
    from smbcrm.membership.bills.types import Sheets


class VoucherWriter(Protocol):
    """Puts vouchers on paper: a PDF, the same bytes whenever the same is asked for."""

    def write(self, cards: "VoucherCards", paper: "CardPaper") -> "Sheets":
        """Return the cards as a PDF, in their order.

        Characters that no font has are left out, and named.
        """
