"""What should be there is recounted by hand: from what was typed, never from the entries."""

import datetime as dt
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.membership.bills.types import Bill
from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.sales.codes import TENDERS, Means
from smbcrm.membership.value.types import ShortPrincipal
from tests.integration.dayclose.conftest import TILL_2, TwoTills

TILLS = (None, TILL_2)


@dataclass(frozen=True)
class Deed:
    """Something done at a till, today or so many days back."""

    kind: str
    amount: int
    means: Means
    second_till: bool
    back: int


@dataclass
class Notebook:
    """What somebody with a pencil writes down: money by day, till and means; sales that stand."""

    money: Counter[tuple[dt.date, bool, Means]] = field(default_factory=Counter)
    sales: list[tuple[Bill, int, Means]] = field(default_factory=list)

    def put(self, day: dt.date, deed: Deed, amount: int, means: Means) -> None:
        self.money[day, deed.second_till, means] += amount


DEEDS = st.builds(
    Deed,
    st.sampled_from(
        ["sale", "sale", "mixed", "top_up", "withdraw", "undo", "undo", "refund", "in", "out"]
    ),
    st.integers(100, 9_000),
    st.sampled_from([Means.CASH, Means.CASH, Means.CASH, *TENDERS]),
    st.booleans(),
    st.sampled_from([0, 0, 0, 1]),
)


def do(shop: TwoTills, deed: Deed, book: Notebook, today: dt.date) -> None:
    """Do it in the shop and, where that is not refused, in the notebook."""
    day = today - dt.timedelta(days=deed.back)
    act = shop.act(till=TILLS[deed.second_till], date=day)
    plain = shop.act(till=TILLS[deed.second_till])
    means, amount = deed.means, deed.amount
    match deed.kind:
        case "sale":
            bill = shop.sell(amount, act, **{means: amount})
            book.put(day, deed, amount, means)
            book.sales.append((bill, amount, means))
        case "mixed":
            half = amount // 2
            both = Counter({Means.CASH.value: half, Means.CARD.value: amount - half})
            shop.sell(amount, act, **both)
            book.put(day, deed, half, Means.CASH)
            book.put(day, deed, amount - half, Means.CARD)
        case "top_up":
            shop.top_up(amount, act, **{means: amount})
            book.put(day, deed, amount, means)
        case "withdraw":
            shop.withdraw(amount, act)
            book.put(day, deed, -amount, Means.CASH)
        case "undo" if book.sales:
            bill, paid, how = book.sales.pop()
            shop.undo(bill, plain, "test")
            book.put(dt.date.fromisoformat(bill.business_date), deed, -paid, how)
        case "refund" if book.sales:
            bill, paid, how = book.sales.pop()
            shop.refund(bill, act=plain)
            book.put(today, deed, -paid, how)
        case "in" | "out":
            signed = amount if deed.kind == "in" else -amount
            shop.cash(signed, "other", act)
            book.put(day, deed, signed, Means.CASH)


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(DEEDS, min_size=3, max_size=12), st.integers(0, 20_000), st.integers(-300, 300))
def test_the_drawer_is_what_the_pencil_says(
    shop: TwoTills, deeds: list[Deed], opening: int, off: int
) -> None:
    shop.go_on(days=3)  # two days that nobody has touched
    today = shop.services.ledger.today()
    book = Notebook()
    for deed in deeds:
        shop.go_on(minutes=2)
        with suppress(ShortPrincipal):
            do(shop, deed, book, today)
    for back in (0, 1):
        day = today - dt.timedelta(days=back)
        for second in (False, True):
            act = shop.act(till=TILLS[second], date=day)
            paid = rules.payments(shop.look(act).takings.sums)
            for means in TENDERS:
                assert sum(paid.get(means, {}).values()) == book.money[day, second, means]
            cash = book.money[day, second, Means.CASH]
            counted = max(0, opening + cash + off)
            request = CloseRequest(act, counted, opening_float=opening, word="off")
            made = shop.services.dayclose.close(request)
            assert made.closing is not None
            assert made.closing.difference == counted - opening - cash
