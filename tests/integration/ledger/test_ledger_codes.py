"""What a scanner reads means one thing, and a voucher is used once: whatever a shop does."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress

from hypothesis import strategies as st

from smbcrm.core.errors import UserError
from smbcrm.membership.benefits.types import IssueRequest, VoidVoucherRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.cards.scanning import CustomerScan, ItemScan, VoucherScan
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.membership.vouchers.codes import candidates
from smbcrm.membership.vouchers.types import NewDefinition
from tests.integration.ledger.conftest import DAY, Shop, examples

TEN = NewDefinition("ten", "Ten off", "amount_off", 1_000, days=20)
AHEAD = 3
"""So many vouchers ahead somebody may guess a code."""

# ------------------------------------------------------------------ one number, one meaning


class Numbers:
    """Everything with a number that one shop has given away."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.cards: list[str] = []
        self.vouchers: list[str] = []
        self.items: list[str] = []
        shop.services.vouchers.add(TEN)

    def all(self) -> list[str]:
        return [*self.cards, *self.vouchers, *self.items]

    def wanted(self) -> list[str]:
        """Return numbers that are given away already, or will be soon, also as others type them."""
        last = int(self.vouchers[-1][1:-1]) if self.vouchers else 0
        soon = [next(candidates(last + n)) for n in range(1, AHEAD + 1)]
        known = [*self.all(), *soon, self.shop.services.cards.next_number()]
        return [*known, *(one.lower() for one in known), "".join(map(_wide, known[-1]))]

    def do(self, kind: str, which: int) -> None:
        """Give one more number away: the next one, or one that is wanted; or see it refused."""
        who, services, wanted = self.shop.begin()[0], self.shop.services, self.wanted()
        text = wanted[which % len(wanted)]
        match kind:
            case "card":
                self.cards.append(services.cards.issue(who, self.shop.act()).number)
            case "printed":
                card = services.cards.issue(who, self.shop.act(), text, scanned=True)
                self.cards.append(card.number)
            case "voucher":
                asked = IssueRequest(self.shop.act(), "ten", (who,))
                self.vouchers += [one.code for one in services.benefits.issue(asked)]
            case "item":
                self.items.append(services.items.add(NewItem(text, "Odd", 100)).code)
            case _:
                code = f"I-{len(self.items)}"
                services.items.add(NewItem(code, "Odd", 100, barcode=text))
                self.items += [code, text]


def _wide(sign: str) -> str:
    """Return a digit as a Chinese keyboard types it."""
    return chr(ord(sign) + 0xFEE0)


def test_a_card_number_never_equals_the_code_of_a_voucher_or_a_product(shop: Shop) -> None:
    numbers = Numbers(shop)
    kinds = st.sampled_from(["card", "printed", "voucher", "voucher", "item", "barcode"])

    @examples(shop, st.lists(st.tuples(kinds, st.integers(0, 200)), max_size=8))
    def _(story: list[tuple[str, int]]) -> None:
        for kind, which in story:
            with suppress(UserError):
                numbers.do(kind, which)
        assert [n for n, times in Counter(numbers.all()).items() if times > 1] == []
        for meant, given in (
            (CustomerScan, numbers.cards),
            (VoucherScan, numbers.vouchers),
            (ItemScan, numbers.items),
        ):
            wrong = [one for one in given if not isinstance(shop.services.cards.scan(one), meant)]
            assert wrong == [], numbers.all()


# ------------------------------------------------------------------------- used once


class Life:
    """The vouchers of two customers: which sales have used each and stand, by an own account."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.who = shop.begin(2)
        self.codes: list[str] = []
        self.bills: list[Bill] = []
        self.uses: defaultdict[str, list[str]] = defaultdict(list)

    def do(self, name: str, which: int) -> None:
        """Do something with one of the vouchers or sales, or see it refused."""
        shop, services = self.shop, self.shop.services
        code = self.codes[which % len(self.codes)] if self.codes else ""
        bill = self.bills[which % len(self.bills)] if self.bills else None
        match name:
            case "issue":
                asked = IssueRequest(shop.act(), "ten", (self.who[which % 2],))
                self.codes += [one.code for one in services.benefits.issue(asked)]
            case "use" if code:
                self.use(self.who[which // 2 % 2], (code,))
            case "use two" if code:
                self.use(self.who[0], (code, self.codes[which // 3 % len(self.codes)]))
            case "undo" if bill is not None:
                services.till.reverse(ReverseRequest(shop.act(), bill.operation))
                self.undone(bill)
            case "refund" | "part" if bill is not None:
                amount = None if name == "refund" else 1_000
                back = services.refunds.refund(RefundRequest(shop.act(), bill.operation, amount))
                for one in back.vouchers:
                    self.uses[one.code].remove(bill.operation)
                self.bills.append(back)
            case "void" if code:
                services.benefits.void(VoidVoucherRequest(shop.act(), code, "mistake"))
            case "days":
                shop.clock.instant += which % 40 * DAY
            case _:
                services.ledger.expire()

    def use(self, who: int, codes: tuple[str, ...]) -> None:
        request = SaleRequest(self.shop.act(), who, 5_000, vouchers=codes)
        bill = self.shop.services.till.sale(request)
        assert self.shop.services.till.sale(request) == bill
        for one in bill.vouchers:
            assert self.uses[one.code] == [], "it was used by a sale that stands"
            self.uses[one.code].append(bill.operation)
        self.bills.append(bill)

    def undone(self, bill: Bill) -> None:
        """Note that a sale has not used its vouchers, or a refund not given them back."""
        self.bills.remove(bill)
        for one in bill.vouchers:
            if one.moved < 0:
                self.uses[one.code].remove(bill.operation)
            else:
                self.uses[one.code].append(str(bill.refunds))

    def told(self) -> Iterator[tuple[int, ...]]:
        """Yield of each voucher how many of it there were after each thing that happened to it."""
        for code in self.codes:
            there, counts = 0, []
            for move in self.shop.services.benefits.show(code).moves:
                there += move.amount
                counts.append(there)
            yield tuple(counts)


DEEDS = st.sampled_from(
    [
        *("issue", "issue", "use", "use", "use", "use two"),
        *("undo", "refund", "part", "void", "days", "expire"),
    ]
)


def test_no_voucher_is_used_twice_whatever_is_done(shop: Shop) -> None:
    shop.services.vouchers.add(TEN)

    @examples(shop, st.lists(st.tuples(DEEDS, st.integers(0, 200)), max_size=14))
    def _(story: list[tuple[str, int]]) -> None:
        life = Life(shop)
        for name, which in [("issue", 0), *story]:
            with suppress(UserError):
                life.do(name, which)
        assert {count for counts in life.told() for count in counts} <= {0, 1}
        assert all(len(uses) <= 1 for uses in life.uses.values())
