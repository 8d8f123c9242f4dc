"""What vouchers need from the outside."""

from collections.abc import Sequence
from typing import Protocol

from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.items.ports import CardNumbers, ItemWork
from smbcrm.membership.items.types import Item
from smbcrm.membership.vouchers.types import (
    Definition,
    Here,
    NewDefinition,
    NewVoucher,
    Voucher,
    VoucherMove,
)


class VoucherStore(Protocol):
    """The vouchers a shop gives, and those that its customers have."""

    def definitions(self) -> tuple[Definition, ...]:
        """Return every voucher that the shop gives or gave, by code."""

    def for_entries(self) -> tuple[Definition, ...]:
        """Return those that are or were given on the entry of a tier, by code."""

    def for_friends(self) -> tuple[Definition, ...]:
        """Return those that are given when a friend first buys, by code."""

    def definition(self, code: str, *, hold: bool = False) -> Definition | None:
        """Return the one with that code; `hold` it to the end of the step."""

    def add_definition(self, new: NewDefinition, item: Item | None) -> None:
        """Add one that was checked before."""

    def put_definition(self, new: NewDefinition, item: Item | None, *, active: bool) -> None:
        """Write a known one, by its code, that was checked before."""

    def alike(self, number: str) -> tuple[str, ...]:
        """Return those that equal a number, whatever its capitals, as they are written."""

    def keep(self, vouchers: Sequence[NewVoucher]) -> None:
        """Write what is kept of new vouchers beside their lots."""

    def find(self, code: str) -> Voucher | None:
        """Return the voucher with that code."""

    def of_customer(self, customer: int) -> tuple[Voucher, ...]:
        """Return every voucher that lies on a customer's accounts, soonest end first."""

    def of_lots(self, lots: Sequence[int]) -> dict[int, Voucher]:
        """Return the vouchers that lay in lots, by these lots."""

    def move_entry(self, voucher: Voucher, entry: int | None) -> None:
        """Note that another operation leads to the entry that brought a voucher; None: none."""

    def of_friend(self, customer: int) -> tuple[Voucher, ...]:
        """Return every voucher that somebody got because a customer first bought, oldest first."""

    def moves(self, voucher: Voucher) -> tuple[VoucherMove, ...]:
        """Return what happened to a voucher, oldest first."""

    def hold(self, code: str, here: Here) -> bool:
        """Lay a voucher at a till for `rules.HOLD`, unless it lies at another one by now.

        Of several tills that do it at once, one is told True.
        """

    def release(self, code: str, terminal: int) -> None:
        """Let a voucher go that lies at a till."""


class VoucherWork(CustomerWork, ItemWork, Protocol):
    """The slice of a unit of work that knows vouchers."""

    @property
    def vouchers(self) -> VoucherStore:
        """The vouchers."""


class IssuingWork(VoucherWork, Protocol):
    """The slice of a unit of work in which vouchers get their codes."""

    @property
    def cards(self) -> CardNumbers:
        """The numbers of cards: a scanner takes both."""
