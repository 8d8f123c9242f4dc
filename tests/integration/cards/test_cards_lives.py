"""The life of a card in a shop: what is done with it, what is kept of that, and when it ends."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.cards import errors, rules
from smbcrm.membership.cards.scanning import CustomerScan, DeadCardScan
from smbcrm.membership.cards.types import CardAct, CardEvent, CardReason, CardState
from smbcrm.membership.customers.types import CustomerChanged, Details
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.sales.types import SaleRequest
from tests.helpers.shops import MORNING, StillShop

ENGLISH = Translator("en")
A, S = CardAct, CardState
LAST_DAY = dt.date(2027, 3, 10)
BEFORE_FOUR = dt.datetime(2027, 3, 10, 19, 59, tzinfo=dt.UTC)
"""03:59 on 11 March in China, where the day begins at 04:00."""
AFTER_FOUR = BEFORE_FOUR + dt.timedelta(minutes=1)


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann")).id


def told(history: tuple[CardEvent, ...]) -> list[tuple[CardAct, CardState, str | None]]:
    return [(one.act, one.state, one.reason) for one in history]


def test_a_card_keeps_what_was_done_with_it_by_whom_and_why(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    shop.services.staff.add_staff("Mia")
    number = cards.issue(ann).number
    shop.clock.instant += dt.timedelta(minutes=5)
    heard: list[CustomerChanged] = []
    shop.services.events.subscribe(CustomerChanged, heard.append)
    assert cards.freeze(number, CardReason.MISUSE, shop.act(1, "Mia")).state is S.FROZEN
    assert heard[-1].customers == {ann}
    assert cards.unfreeze(number).state is S.ACTIVE
    assert cards.report_lost(number, reason=CardReason.STOLEN).state is S.LOST
    assert cards.unfreeze(number, reason=CardReason.FOUND).state is S.ACTIVE
    assert cards.renew(number, until=LAST_DAY).valid_until == LAST_DAY
    assert cards.void(number).state is S.VOID
    history = cards.history(f" {number} ")
    assert told(history) == [
        (A.ISSUE, S.ACTIVE, None),
        (A.FREEZE, S.FROZEN, "misuse"),
        (A.UNFREEZE, S.ACTIVE, None),
        (A.REPORT_LOST, S.LOST, "stolen"),
        (A.UNFREEZE, S.ACTIVE, "found"),
        (A.RENEW, S.ACTIVE, None),
        (A.VOID, S.VOID, None),
    ]
    assert [one.staff for one in history[:3]] == ["Owner", "Mia", "Owner"]
    assert {one.terminal for one in history} == {"Till 1"}
    assert [one.at for one in history[:2]] == [MORNING, MORNING + dt.timedelta(minutes=5)]
    assert [one.valid_until for one in history[-3:]] == [None, LAST_DAY, LAST_DAY]
    assert shop.services.audit.verify().clean


def test_what_is_refused_leaves_no_trace(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    number = cards.issue(ann).number
    for act in (cards.unfreeze, cards.hand_over, cards.renew):
        with pytest.raises(errors.CardNeedsNothing):
            act(number)
    for reason in ("", "because"):
        with pytest.raises(errors.BadCardReason, match="misuse"):
            cards.freeze(number, reason)
    with pytest.raises(errors.LastDayOver):
        cards.renew(number, until=MORNING.date() - dt.timedelta(days=1))
    with pytest.raises(errors.UnknownCard):
        cards.void("4711")
    with pytest.raises(errors.UnknownCard):
        cards.history("4711")
    cards.void(number)
    with pytest.raises(errors.CardIsVoid) as refused:
        cards.freeze(number, "misuse")
    assert "card issue C000001" in ENGLISH.with_command(refused.value)
    assert [one.act for one in cards.history(number)] == [A.ISSUE, A.VOID]


def test_the_same_request_does_it_once(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    number = cards.issue(ann).number
    for _ in range(2):
        assert cards.freeze(number, "misuse", shop.act(1)).state is S.FROZEN
    cards.unfreeze(number, shop.act(2))
    assert cards.freeze(f" {number}", "misuse", shop.act(1)).state is S.ACTIVE, "not again"
    with pytest.raises(RequestReused):
        cards.freeze(number, "stolen", shop.act(1))
    with pytest.raises(RequestReused):
        cards.void(number, shop.act(1))
    for _ in range(2):
        assert cards.renew(number, shop.act(3), LAST_DAY).valid_until == LAST_DAY
        assert cards.void(number, shop.act(4)).state is S.VOID
    acts = [one.act for one in cards.history(number)]
    assert acts == [A.ISSUE, A.FREEZE, A.UNFREEZE, A.RENEW, A.VOID]


def test_a_card_may_be_handed_over_later(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    card = cards.issue(ann, shop.act(1), later=True)
    assert card.state is S.ISSUED
    assert cards.issue(ann, shop.act(1), later=True) == card
    with pytest.raises(RequestReused):
        cards.issue(ann, shop.act(1))
    assert cards.scan(card.number) == CustomerScan(card.number, ann)
    assert cards.hand_over(card.number).state is S.ACTIVE
    assert told(cards.history(card.number)) == [
        (A.ISSUE, S.ISSUED, None),
        (A.HAND_OVER, S.ACTIVE, None),
    ]


def test_a_replaced_card_says_so_and_the_new_one_has_its_own_history(
    shop: StillShop, ann: int
) -> None:
    cards = shop.services.cards
    old = cards.issue(ann).number
    cards.report_lost(old)
    new = cards.replace(old, reason=CardReason.STOLEN).number
    assert told(cards.history(old))[-1] == (A.REPLACE, S.REPLACED, "stolen")
    assert told(cards.history(new)) == [(A.ISSUE, S.ACTIVE, None)]
    with pytest.raises(errors.CardWasReplaced, match=new):
        cards.unfreeze(old)
    with pytest.raises(errors.BadCardReason):
        cards.replace(new, reason="x")
    assert cards.show(old).living == cards.show(new).card


def expiring(shop: StillShop, customer: int) -> str:
    """Return a card that is valid for twelve months, in a shop in China."""
    shop.services.shop.set("shop.time_zone", "Asia/Shanghai")
    shop.services.shop.set("card.validity_months", "12")
    card = shop.services.cards.issue(customer)
    assert card.valid_until == LAST_DAY
    return card.number


def test_a_card_is_valid_through_the_end_of_its_last_local_day(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    number = expiring(shop, ann)
    shop.clock.instant = BEFORE_FOUR
    assert cards.scan(number) == CustomerScan(number, ann)
    assert cards.customer(number, living=True) == ann
    shop.clock.instant = AFTER_FOUR
    scan = cards.scan(number)
    assert isinstance(scan, DeadCardScan)
    assert ENGLISH.render(scan.why) == f"The card {number} has expired."
    assert (scan.shown.card.state, scan.shown.living) == (S.EXPIRED, None)
    with pytest.raises(errors.CardIsDeadAlone):
        cards.customer(number, living=True)
    assert [one.act for one in cards.history(number)] == [A.ISSUE], "nobody did anything"


def cards_shown(shop: StillShop, customer: int, request: int) -> set[str]:
    """Return the cards that the places of the program show of the only customer as in use."""
    services = shop.services
    today = services.shop.shop().day.date(shop.clock.now())
    (found,) = services.customers.find("Ann")
    (row,), (line,) = services.customers.page(), services.customers.page_at()
    (new,) = shop.uow.read(lambda work: work.counter.newcomers(MORNING, today, 9))
    bill = services.till.sale(SaleRequest(shop.act(request), customer, 500))
    assert bill.customer is not None
    assert new.card_end == found.card[-4:]
    return {found.card, row.card, line.card, bill.customer.card}


def test_a_card_that_has_ended_is_shown_nowhere_as_the_card_in_use(
    shop: StillShop, ann: int
) -> None:
    services = shop.services
    number = expiring(shop, ann)
    shop.clock.instant = BEFORE_FOUR
    assert cards_shown(shop, ann, 1) == {number}
    assert services.counter.customer(ann).card == services.cards.show(number).card
    shop.clock.instant = AFTER_FOUR
    assert cards_shown(shop, ann, 2) == {""}
    view = services.counter.customer(ann)
    assert view.card is not None
    assert (view.card.number, view.card.state) == (number, S.EXPIRED)
    assert [one.state for one in services.cards.of_customer(ann)] == [S.EXPIRED]
    assert services.customers.find(number)[0].id == ann, "the number still finds its customer"


def test_an_expired_card_is_renewed_or_replaced(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    first, second = expiring(shop, ann), cards.issue(ann).number
    shop.clock.instant = AFTER_FOUR + dt.timedelta(days=30)
    with pytest.raises(errors.CardNeedsNothing):
        cards.freeze(first, "misuse")
    renewed = cards.renew(first)
    assert (renewed.state, renewed.valid_until) == (S.ACTIVE, dt.date(2028, 4, 10))
    assert cards.renew(first).valid_until == dt.date(2029, 4, 10), "from its last day on"
    new = cards.replace(second, replace(shop.act(1), date=LAST_DAY))
    assert (new.valid_until, new.living) == (dt.date(2028, 4, 10), True)
    follower = cards.replace(first)
    assert follower.valid_until == dt.date(2029, 4, 10), "as long as the old one"


def test_a_frozen_card_that_ended_meanwhile_is_unfrozen_and_then_renewed(
    shop: StillShop, ann: int
) -> None:
    cards = shop.services.cards
    number = expiring(shop, ann)
    cards.freeze(number, "customer_asked")
    shop.clock.instant = AFTER_FOUR
    assert cards.show(number).card.state is S.FROZEN
    with pytest.raises(errors.CardMustBeUnfrozen) as refused:
        cards.renew(number)
    assert f"card unfreeze {number}" in ENGLISH.with_command(refused.value)
    assert cards.unfreeze(number).state is S.EXPIRED
    with pytest.raises(errors.CardMustBeRenewed):
        cards.unfreeze(number)
    assert cards.renew(number).state is S.ACTIVE


class TestPrintedCards:
    """Cards that another printer numbered."""

    def test_one_is_given_by_scanning_it(self, shop: StillShop, ann: int) -> None:
        services = shop.services
        card = services.cards.issue(ann, number=" VIP-00 17 ", scanned=True)
        assert card.number == "VIP-0017"
        assert services.cards.scan("VIP-0017") == CustomerScan("VIP-0017", ann)
        assert [one.id for one in services.customers.find("vip0017")] == [ann]
        other = services.cards.replace("VIP-0017", number="90210001", scanned=True)
        assert (other.number, other.customer) == ("90210001", ann)
        assert rules.is_ours(services.cards.issue(ann).number, "6810")

    def test_one_of_our_own_may_be_scanned_too(self, shop: StillShop, ann: int) -> None:
        number = shop.services.cards.next_number()
        spaced = f"{number[:4]} {number[4:]}"
        assert shop.services.cards.issue(ann, number=spaced, scanned=True).number == number

    def test_it_may_be_the_code_of_its_own_customer(self, shop: StillShop) -> None:
        customer = shop.services.customers.add(Details(full_name="Bo", code="10042")).id
        assert shop.services.cards.issue(customer, number="10042", scanned=True).number == "10042"

    @pytest.mark.parametrize(
        ("number", "refusal"),
        [
            ("4006381333931", errors.NumberOfProduct),
            ("036000291452", errors.NumberOfProduct),
            ("96385074", errors.NumberOfProduct),
            ("V20260006", errors.NumberOfVoucher),
            ("v20260006", errors.NumberOfVoucher),
            ("C000099", errors.NumberOfCustomer),
            ("TEA-1", errors.CardNumberTaken),
            ("TEA-BAR", errors.CardNumberTaken),
            ("BOB-1", errors.CardNumberTaken),
            ("VIP-1", errors.CardNumberTaken),
            ("12", errors.BadCardNumber),
            ("card!", errors.BadCardNumber),
        ],
    )
    def test_a_number_that_a_scanner_would_take_for_something_else_is_refused(
        self, number: str, refusal: type[Exception], shop: StillShop, ann: int
    ) -> None:
        services = shop.services
        services.items.add(NewItem("TEA-1", "Tea", 100, ItemKind.PRODUCT, barcode="TEA-BAR"))
        bob = services.customers.add(Details(full_name="Bob", code="BOB-1")).id
        services.cards.issue(bob, number="VIP-1", scanned=True)
        services.cards.void("VIP-1")
        with pytest.raises(refusal):
            services.cards.issue(ann, number=number, scanned=True)
        with pytest.raises(errors.NoCardToReplace):
            services.cards.replace("Ann", number=number, scanned=True)
        assert services.cards.of_customer(ann) == ()

    def test_a_misread_number_of_our_own_is_refused(self, shop: StillShop, ann: int) -> None:
        ours = shop.services.cards.next_number()
        for last in range(10):
            number = f"{ours[:-1]}{last}"
            if number != ours and not rules.is_product_number(number):
                with pytest.raises(errors.NotOurCard, match=number):
                    shop.services.cards.issue(ann, number=number, scanned=True)
