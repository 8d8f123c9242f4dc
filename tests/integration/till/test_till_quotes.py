"""A quote is the very bill before it is written, and leaves nothing."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from smbcrm.bootstrap import create_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.core.money import Currency, Money
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.items.types import NewItem, UnknownItem
from smbcrm.membership.ledger.postings import OperationPosted
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.membership.sales import errors
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.proposing import Choice, Way
from smbcrm.membership.sales.quoting import RedeemDraft, SaleDraft, TopUpDraft
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.models.connect import connect, is_postgres_url
from smbcrm.models.session import Session
from smbcrm.models.uow import PeeweeUnitOfWork
from tests.helpers.contents import contents
from tests.helpers.twin import new_customer

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
CLOCK = SetClock(NOON)
USD = Currency.of("USD")

Ask = Callable[[Services, int, Act], Bill]


@pytest.fixture
def shop(shop_address: str) -> Iterator[Services]:
    CLOCK.instant = NOON
    services = create_shop(shop_address, NewShop("Tea"), clock=CLOCK, durable=False)
    services.items.add(NewItem("TEA", "Tea", 750))
    yield services
    services.close()


@pytest.fixture
def who(shop: Services) -> int:
    """Return a customer with 200.00 + 20.00 of stored value and 400 points."""
    customer = new_customer(shop)
    shop.till.top_up(TopUpRequest(act(), customer, 20_000))
    shop.till.sale(SaleRequest(act(), customer, 40_000))
    return customer


def act() -> Act:
    return Act(uuid7(CLOCK))


def mixed(who: int, at: Act) -> SaleRequest:
    payments = {Means.STORED: 1_100, Means.POINTS: 100, Means.CASH: 2_000}
    return SaleRequest(at, who, items=(ItemQuantity("TEA", 4_000),), payments=payments)


QUOTED: dict[str, tuple[Ask, Ask]] = {
    "sale": (
        lambda shop, who, at: shop.till.quote_sale(mixed(who, at)),
        lambda shop, who, at: shop.till.sale(mixed(who, at)),
    ),
    "walk-in": (
        lambda shop, _, at: shop.till.quote_sale(SaleRequest(at, None, 900)),
        lambda shop, _, at: shop.till.sale(SaleRequest(at, None, 900)),
    ),
    "upgrade": (
        lambda shop, who, at: shop.till.quote_sale(SaleRequest(at, who, 100_000)),
        lambda shop, who, at: shop.till.sale(SaleRequest(at, who, 100_000)),
    ),
    "redemption": (
        lambda shop, who, at: shop.till.quote_redeem(RedeemRequest(at, who, 300)),
        lambda shop, who, at: shop.till.redeem(RedeemRequest(at, who, 300)),
    ),
}


@pytest.mark.parametrize("kind", QUOTED)
def test_a_quote_is_the_bill_that_is_written_then(shop: Services, who: int, kind: str) -> None:
    quote, write = QUOTED[kind]
    at = act()
    assert quote(shop, who, at) == write(shop, who, at)
    assert quote(shop, who, at).operation == at.request_id, "what was recorded is its own quote"


@pytest.mark.parametrize("kind", QUOTED)
def test_nothing_is_left_of_a_quote(shop: Services, who: int, kind: str) -> None:
    heard: list[object] = []
    shop.events.subscribe(OperationPosted, heard.append)
    shop.events.subscribe(CustomerChanged, heard.append)
    before = contents(shop.address)
    for _ in range(3):
        QUOTED[kind][0](shop, who, act())
    assert contents(shop.address) == before
    assert heard == []
    assert shop.till.sale(SaleRequest(act(), None, 100)).bill_number == 3


def test_a_quote_says_what_is_left_when_something_has_ended(shop: Services, who: int) -> None:
    CLOCK.instant = NOON + dt.timedelta(days=400)
    before = contents(shop.address)
    request = SaleRequest(act(), who, 1_000, payments={Means.STORED: 1_000})
    bill = shop.till.quote_sale(request)
    assert (bill.before.gift, bill.before.points, bill.after.principal) == (0, 0, 19_000)
    assert contents(shop.address) == before, "the end of the gift is not booked by a question"
    assert shop.till.sale(request) == bill


def test_other_programs_see_nothing_of_a_quote(shop: Services, who: int) -> None:
    rows = "SELECT max(seq), (SELECT count(*) FROM request_log) FROM operation"
    seen = rows if is_postgres_url(shop.address) else "PRAGMA data_version"
    db = connect(shop.address)
    db.connect()
    before = Session(db).rows(seen)
    for quote, _ in QUOTED.values():
        quote(shop, who, act())
    assert Session(db).rows(seen) == before
    shop.till.sale(SaleRequest(act(), None, 100))
    assert Session(db).rows(seen) != before
    db.close()


@pytest.mark.parametrize(
    ("request_of", "refusal"),
    [
        (lambda who: SaleRequest(act(), who), errors.NothingSold),
        (lambda who: SaleRequest(act(), who, 0), errors.BadAmount),
        (lambda who: SaleRequest(act(), who, 5, (ItemQuantity("NO"),)), UnknownItem),
        (lambda who: SaleRequest(act(), who, 5, (ItemQuantity("TEA"),)), errors.AmountsDisagree),
        (lambda who: SaleRequest(act(), who, 5, payments={Means.CARD: 9}), errors.Overpaid),
        (lambda who: SaleRequest(act(), who, 5, payments={Means.CARD: 1}), errors.NotSettled),
        (
            lambda who: SaleRequest(act(), who, 50_000, payments={Means.STORED: 50_000}),
            errors.ShortStored,
        ),
        (lambda who: SaleRequest(act(), who, 50, payments={Means.CREDIT: 50}), errors.ShortCredit),
        (lambda _: SaleRequest(act(), None, 50, payments={Means.CREDIT: 50}), errors.NeedsCustomer),
    ],
)
def test_a_quote_is_refused_as_the_sale_is(
    shop: Services,
    who: int,
    request_of: Callable[[int], SaleRequest],
    refusal: type[UserError],
) -> None:
    request = request_of(who)
    with pytest.raises(refusal) as quoted:
        shop.till.quote_sale(request)
    with pytest.raises(refusal) as refused:
        shop.till.sale(request)
    assert quoted.value.params == refused.value.params


def test_what_is_short_can_be_reckoned_with(shop: Services, who: int) -> None:
    with pytest.raises(errors.ShortStored) as short:
        shop.till.quote_sale(SaleRequest(act(), who, 25_000, payments={Means.STORED: 25_000}))
    assert short.value.params["short"] == Money(3_000, USD)
    assert short.value.params["available"] == Money(22_000, USD)
    assert short.value.params["asked"] == Money(25_000, USD)
    with pytest.raises(errors.NotSettled) as missing:
        shop.till.quote_sale(SaleRequest(act(), who, 900, payments={Means.CARD: 500}))
    assert missing.value.params["missing"] == Money(400, USD)
    with pytest.raises(errors.ShortPoints) as points:
        shop.till.quote_redeem(RedeemRequest(act(), who, 500))
    assert points.value.params == {"available": 400, "asked": 500}


def test_a_request_of_another_sale_is_no_quote(shop: Services, who: int) -> None:
    at = act()
    shop.till.sale(SaleRequest(at, who, 900))
    with pytest.raises(RequestReused):
        shop.till.quote_sale(SaleRequest(at, who, 901))


# ------------------------------------------------------------------------- what is usual


def test_a_proposal_is_what_is_recorded_of_a_draft(shop: Services, who: int) -> None:
    draft = SaleDraft(who, 900, (), Choice())
    proposal = shop.till.propose_sale(act(), draft)
    assert (proposal.plan.way, proposal.refused) == (Way.STORED, None)
    assert [payment.means for payment in proposal.bill.payments] == [Means.STORED]
    request = proposal.request(act())
    bill = shop.till.sale(request)
    assert replace(proposal.bill, operation=bill.operation) == bill


PROPOSED: dict[str, Callable[[Services, int], object]] = {
    "as proposed": lambda shop, who: shop.till.propose_sale(
        act(), SaleDraft(who, 900, (), Choice())
    ),
    "refused": lambda shop, who: shop.till.propose_sale(
        act(), SaleDraft(who, 50_000, (), Choice(Way.STORED))
    ),
    "short of cash": lambda shop, who: shop.till.propose_top_up(
        act(), TopUpDraft(who, 50_000, Means.CASH, 40_000)
    ),
    "redemption": lambda shop, who: shop.till.propose_redemption(act(), RedeemDraft(who, 300)),
}


@pytest.mark.parametrize("kind", PROPOSED)
def test_a_proposal_is_one_step_and_leaves_nothing(
    shop: Services, who: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In two steps the payment could be proposed for what another till changes in between."""
    before = contents(shop.address)
    begun: list[str] = []
    for way in ("run", "read"):
        real = getattr(PeeweeUnitOfWork, way)

        def noted(*given: object, way: str = way, real: Callable[..., object] = real) -> object:
            begun.append(way)
            return real(*given)

        monkeypatch.setattr(PeeweeUnitOfWork, way, noted)
    PROPOSED[kind](shop, who)
    assert begun == ["run"]
    assert contents(shop.address) == before


def test_what_has_ended_is_no_part_of_a_proposal(shop: Services, who: int) -> None:
    CLOCK.instant = NOON + dt.timedelta(days=400)
    proposal = shop.till.propose_sale(act(), SaleDraft(who, 21_000, (), Choice()))
    assert (proposal.bill.before.stored, proposal.plan.way) == (20_000, Way.CASH)
    assert proposal.short == 1_000
    short = shop.till.propose_top_up(act(), TopUpDraft(who, 500, Means.CASH, 400))
    assert (short.bill.before.gift, short.bill.bill_number) == (0, 3)


def test_where_only_the_payment_is_refused_the_sum_stands(shop: Services, who: int) -> None:
    draft = SaleDraft(who, 50_000, (), Choice(Way.STORED))
    proposal = shop.till.propose_sale(act(), draft)
    assert isinstance(proposal.refused, errors.ShortStored)
    assert proposal.bill == replace(
        shop.till.quote_sale(SaleRequest(act(), who, 50_000)), operation=proposal.bill.operation
    )
    with pytest.raises(errors.BadAmount):
        shop.till.propose_sale(act(), replace(draft, amount=0))


def test_a_proposed_top_up_stands_though_the_cash_falls_short(shop: Services, who: int) -> None:
    draft = TopUpDraft(who, 50_000, Means.CASH, 40_000)
    short = shop.till.propose_top_up(act(), draft)
    assert isinstance(short.refused, errors.NotSettled)
    assert (short.bill.amount, short.bill.gift) == (50_000, 5_000)
    enough = shop.till.propose_top_up(act(), replace(draft, given=60_000))
    assert (enough.refused, enough.bill.payments[0].change) == (None, 10_000)
    by_card = shop.till.propose_top_up(act(), replace(draft, means=Means.CARD))
    assert by_card.refused is None, "what was given is cash"


def test_the_usual_sale_is_the_middle_one_of_those_that_stand(shop: Services) -> None:
    assert shop.till.usual_sale() is None
    for amount in range(100, 1_000, 100):
        shop.till.sale(SaleRequest(act(), None, amount))
    assert shop.till.usual_sale() is None, "nine are too few"
    big = shop.till.sale(SaleRequest(act(), None, 99_999_900))
    assert shop.till.usual_sale() == 500
    shop.till.reverse(ReverseRequest(act(), big.operation))
    assert shop.till.usual_sale() is None
    shop.till.sale(SaleRequest(act(), None, 50))
    assert shop.till.usual_sale() == 400


def test_the_usual_sale_is_that_of_late(shop: Services) -> None:
    for _ in range(150):
        shop.till.sale(SaleRequest(act(), None, 100))
    for _ in range(101):
        shop.till.sale(SaleRequest(act(), None, 200))
    assert shop.till.usual_sale() == 200


def test_the_same_sum_for_the_same_customer_is_noticed_for_five_minutes(
    shop: Services, who: int
) -> None:
    till, other = shop.till, new_customer(shop, "Other")
    CLOCK.instant = NOON + dt.timedelta(hours=1)
    bill = till.sale(SaleRequest(act(), who, 6_800))
    till.sale(SaleRequest(act(), None, 777))
    at = CLOCK.instant
    CLOCK.instant = at + dt.timedelta(minutes=5)
    assert till.same_lately(who, 6_800) == at
    assert till.same_lately(who, 6_801) is None
    assert till.same_lately(who, 40_000) is None, "an hour ago"
    assert till.same_lately(other, 6_800) is None
    assert till.same_lately(None, 777) is None
    CLOCK.instant += dt.timedelta(microseconds=1)
    assert till.same_lately(who, 6_800) is None
    CLOCK.instant = at + dt.timedelta(minutes=2)
    till.reverse(ReverseRequest(act(), bill.operation))
    assert till.same_lately(who, 6_800) is None, "it was taken back"
