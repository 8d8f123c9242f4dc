"""What happens in the demo shop beside its everyday sales: packages, vouchers, cards, refunds.

An errand is done for one of the regulars, by the number in the cast, so that each of the three
shops has the same stories. Who has not been here yet, or has too little for it, is passed over.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from smbcrm.membership.benefits.types import (
    BuyRequest,
    IssueRequest,
    RewardRequest,
    VoidVoucherRequest,
    VoucherVoidReason,
)
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.cards.types import CardReason
from smbcrm.membership.demo.clerk import Clerk, Guest
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.packages.types import NewPackage
from smbcrm.membership.refunds.types import RefundReason, RefundRequest
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import WHOLE, Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest, TopUpRequest
from smbcrm.membership.tiers.types import HoldReason, HoldRequest
from smbcrm.membership.value.types import (
    AdjustmentReason,
    AdjustRequest,
    TransferReason,
    TransferRequest,
    WithdrawRequest,
)
from smbcrm.membership.visits.types import ExtendRequest, ExtensionReason, PauseRequest, UseRequest

PIN = "2580"
"""The spending PIN of the second regular; it stands in their notes, so that it can be tried."""


@dataclass(slots=True)
class Errands:
    """Runs the errands of a demo shop for its guests, who are known by their numbers."""

    clerk: Clerk
    guests: Mapping[int, Guest]
    sold: dict[int, Bill] = field(default_factory=dict)
    """The sale that may come back, by the number of the guest."""

    def _act(self) -> Act:
        staff = self.clerk.catalogue.staff
        return self.clerk.act(staff[self.clerk.requests % len(staff)])

    def sell_package(self, package: NewPackage, guest: Guest) -> None:
        """Sell a package, paid by card."""
        payments = {Means.CARD: package.price * self.clerk.unit}
        sold = (ItemQuantity(package.code),)
        bill = self.clerk.services.till.sale(
            SaleRequest(self._act(), guest.id, items=sold, payments=payments)
        )
        guest.balances = bill.after

    def use(self, package: NewPackage, guest: Guest, *, owner: int | None = None) -> None:
        """Use a visit, of one of the household where its owner's number is given."""
        lender = None if owner is None else self.guests[owner].id
        request = UseRequest(self._act(), guest.id, package.code, owner=lender)
        self.clerk.services.visits.use(request)

    def pause(self, package: NewPackage, guest: Guest) -> None:
        """Let a package stand still."""
        self.clerk.services.visits.pause(PauseRequest(self._act(), guest.id, package.code))

    def extend(self, package: NewPackage, guest: Guest) -> None:
        """Let a package last a year from today, because its owner was ill."""
        until = self.clerk.services.ledger.today() + dt.timedelta(days=365)
        self.clerk.services.visits.extend(
            ExtendRequest(self._act(), guest.id, package.code, until, ExtensionReason.ILLNESS)
        )

    def note(self, kind: str, text: str, guest: Guest) -> None:
        """Write down how it was done, for the next time."""
        self.clerk.services.records.add(guest.id, kind, text, act=self._act())

    def marry(self, other: int, guest: Guest) -> None:
        """Link a couple: they share their visits from now on."""
        self.clerk.services.relationships.link(
            guest.id, self.guests[other].id, LinkKind.SPOUSE, self._act()
        )

    def reward(self, code: str, guest: Guest) -> None:
        """Hand a reward over, if there are points enough."""
        services = self.clerk.services
        if services.ledger.standing(guest.id).points >= services.rewards.get(code).points:
            request = RewardRequest(self._act(), guest.id, code)
            guest.balances = services.benefits.redeem(request).after

    def buy_voucher(self, guest: Guest) -> None:
        """Give a voucher for points, if there are enough."""
        services = self.clerk.services
        if services.ledger.standing(guest.id).points >= (
            services.vouchers.get("POINTS").points or 0
        ):
            request = BuyRequest(self._act(), guest.id, "POINTS")
            guest.balances = services.benefits.buy(request).after

    def issue(self, definition: str, numbers: range) -> None:
        """Give a voucher to those of these numbers who have been here."""
        ids = tuple(self.guests[n].id for n in numbers if n in self.guests and self.guests[n].id)
        if ids:
            request = IssueRequest(self.clerk.act(), definition, ids)
            self.clerk.services.benefits.issue(request)

    def use_voucher(self, code: str, guest: Guest) -> None:
        """Sell the dearest item, in cash, with the voucher of that definition."""
        found = self._voucher(code, guest)
        if found:
            dearest = max(self.clerk.catalogue.items, key=lambda item: item[2])[0]
            items = (ItemQuantity(dearest), *self._free(code))
            request = SaleRequest(self._act(), guest.id, items=items, vouchers=(found,))
            guest.balances = self.clerk.services.till.sale(request).after

    def lay_voucher(self, code: str, guest: Guest) -> None:
        """Lay a voucher at the second till, in whose sale it has been chosen just now."""
        found = self._voucher(code, guest)
        if found:
            act = self.clerk.act(terminal=self.clerk.catalogue.terminal)
            self.clerk.services.benefits.hold(act, found)

    def void_voucher(self, code: str, guest: Guest) -> None:
        """Make a voucher void that was given by mistake."""
        found = self._voucher(code, guest)
        if found:
            request = VoidVoucherRequest(self._act(), found, VoucherVoidReason.MISTAKE)
            self.clerk.services.benefits.void(request)

    def _voucher(self, definition: str, guest: Guest) -> str | None:
        held = self.clerk.services.benefits.of_customer(guest.id)
        return next((one.code for one in held if one.definition == definition), None)

    def _free(self, code: str) -> tuple[ItemQuantity, ...]:
        item = self.clerk.services.vouchers.get(code).item
        return (ItemQuantity(item.code),) if item else ()

    def replace_card(self, guest: Guest) -> None:
        """Replace a card that was lost."""
        card = self._card(guest)
        if card:
            self.clerk.services.cards.report_lost(card, self._act())
            self.clerk.services.cards.replace(card, self._act())

    def freeze_card(self, guest: Guest) -> None:
        """Freeze a card for somebody who asks for it."""
        card = self._card(guest)
        if card:
            self.clerk.services.cards.freeze(card, CardReason.CUSTOMER_ASKED, self._act())

    def lose_card(self, guest: Guest) -> None:
        """Write down that a card was lost, and not replaced yet."""
        card = self._card(guest)
        if card:
            self.clerk.services.cards.report_lost(card, self._act())

    def _card(self, guest: Guest) -> str | None:
        cards = self.clerk.services.cards.of_customer(guest.id)
        return cards[0].number if cards else None

    def sell_two(self, number: int, guest: Guest) -> None:
        """Sell the two dearest items by card; one of them comes back later."""
        dearest = sorted(self.clerk.catalogue.items, key=lambda item: -item[2])[:2]
        codes = tuple(code for code, *_ in dearest)
        self.sold[number] = self.clerk.sell(self._act(), guest, codes, (Means.CARD,))

    def refund(self, number: int, guest: Guest) -> None:
        """Take one of them back."""
        if number in self.sold:
            request = RefundRequest(
                self._act(),
                self.sold[number].operation,
                lines={2: WHOLE},
                reason=RefundReason.CHANGED_MIND,
            )
            guest.balances = self.clerk.services.refunds.refund(request).after

    def withdraw(self, guest: Guest) -> None:
        """Pay a part of the stored value out."""
        amount = self._quarter()
        if self.clerk.services.ledger.standing(guest.id).principal >= amount:
            request = WithdrawRequest(self.clerk.act(), guest.id, amount)
            guest.balances = self.clerk.services.value.withdraw(request).after

    def transfer(self, taker: int, guest: Guest) -> None:
        """Hand stored value over to somebody else."""
        amount, other = self._quarter(), self.guests[taker].id
        if self.clerk.services.ledger.standing(guest.id).principal >= amount:
            request = TransferRequest(self._act(), guest.id, other, amount, TransferReason.PRESENT)
            self.clerk.services.value.transfer(request)

    def _quarter(self) -> int:
        return self.clerk.catalogue.cast.top_up * self.clerk.unit // 4

    def adjust(self, guest: Guest) -> None:
        """Give a hundred points for the wait."""
        request = AdjustRequest(
            self.clerk.act(), guest.id, AccountKind.POINTS, 100, AdjustmentReason.GOODWILL
        )
        self.clerk.services.value.adjust(request)

    def hold_tier(self, guest: Guest) -> None:
        """Give silver by hand, for a year."""
        until = self.clerk.services.ledger.today() + dt.timedelta(days=365)
        request = HoldRequest(guest.id, "silver", until, HoldReason.INVITATION)
        self.clerk.services.tiers.hold(request, self.clerk.act())

    def choose_pin(self, guest: Guest) -> None:
        """Let somebody who keeps much stored value choose a PIN; the shop asks for it from now."""
        clerk = self.clerk
        minor = 2 * clerk.catalogue.cast.top_up * clerk.unit
        paid = {clerk.catalogue.cast.tender: minor}
        guest.balances = clerk.services.till.top_up(
            TopUpRequest(self._act(), guest.id, minor, paid)
        ).after
        # The same demo shop to the last row: its PIN is no secret.
        pins = replace(clerk.services.spending_pins, salt=bytes)
        pins.set(guest.id, PIN, clerk.act())
        clerk.services.shop.set("stored_value.pin_from", str(minor * 3 // 4), clerk.act())


@dataclass(frozen=True, slots=True)
class Errand:
    """One errand: so many days ago, for the regular of that number, counted from 1.

    It is passed over where that one, or another regular whom it needs, is not there.
    """

    days: int
    customer: int
    run: Callable[[Guest], None]
    hour: int = 11
    needs: int | None = None


def errands(done_by: Errands) -> tuple[Errand, ...]:
    """Return what is done for single regulars; of one day in the order in which it is done."""
    do, gives = done_by, done_by.clerk.catalogue.gives
    counted, visits, pass_ = gives.counted, gives.visits, gives.pass_
    reward, last = gives.rewards[1].code, gives.rewards[3].code
    used = partial(do.use, counted)
    return (
        Errand(235, 1, partial(do.sell_package, counted)),
        *(Errand(days, 1, used, 12) for days in (229, 217, 203, 185, 161, 133, 76)),
        Errand(150, 1, partial(do.reward, reward)),
        Errand(58, 1, partial(do.reward, reward)),
        Errand(49, 1, do.replace_card),
        Errand(200, 9, partial(do.sell_package, visits)),
        *(Errand(days, 9, partial(do.use, visits)) for days in (150, 110, 60)),
        Errand(150, 6, partial(do.sell_package, pass_)),
        Errand(149, 6, partial(do.marry, 5), needs=5),
        *(Errand(days, 6, partial(do.use, pass_)) for days in (135, 100, 64)),
        *(Errand(days, 5, partial(do.use, pass_, owner=6), needs=6) for days in (120, 81, 46)),
        Errand(140, 14, partial(do.sell_package, counted)),
        *(Errand(days, 14, used) for days in (120, 99)),
        Errand(66, 14, partial(do.pause, counted)),
        Errand(200, 15, partial(do.sell_package, counted)),
        *(Errand(days, 15, used) for days in (180, 140)),
        Errand(20, 15, partial(do.extend, counted)),
        Errand(31, 3, partial(do.reward, last)),
        Errand(24, 11, partial(do.reward, gives.rewards[0].code)),
        Errand(16, 2, do.buy_voucher),
        Errand(40, 8, do.replace_card),
        Errand(14, 4, do.freeze_card),
        Errand(12, 10, do.lose_card),
        Errand(9, 11, partial(do.sell_two, 11)),
        Errand(7, 11, partial(do.refund, 11)),
        Errand(33, 5, do.withdraw),
        Errand(28, 2, partial(do.transfer, 3), needs=3),
        Errand(25, 9, do.adjust),
        Errand(35, 15, do.hold_tier),
        Errand(21, 2, do.choose_pin),
        Errand(5, 8, partial(do.void_voucher, "FREE")),
        *_notes(done_by),
    )


def _notes(done_by: Errands) -> list[Errand]:
    """In the evening, when all that is sold to them is sold."""
    return [
        Errand(one.days, one.customer, partial(done_by.note, one.kind, one.text), 17)
        for one in done_by.clerk.catalogue.keeps.records
    ]
