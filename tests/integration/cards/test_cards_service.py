import datetime as dt

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.cards import errors, rules, steps
from smbcrm.membership.cards.types import Card, CardState
from smbcrm.membership.customers.errors import NobodyFound, UnknownCustomer
from smbcrm.membership.customers.types import CustomerChanged, Details
from smbcrm.membership.items.types import BadItem, ItemCodeTaken, ItemKind, NewItem, UnknownItem
from smbcrm.membership.requests.types import Act, DateInFuture, RequestReused
from tests.helpers.shops import MORNING, StillShop
from tests.helpers.unsigned import unsigned

ENGLISH = Translator("en")


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann")).id


def test_numbers_rise_and_find_their_customer(shop: StillShop, ann: int) -> None:
    told: list[CustomerChanged] = []
    shop.services.events.subscribe(CustomerChanged, told.append)
    cards = [shop.services.cards.issue(ann) for _ in range(12)]
    numbers = [card.number for card in cards]
    assert numbers == sorted(set(numbers))
    assert all(rules.is_ours(number, "6810") for number in numbers)
    assert told[-1].customers == {ann}
    for number in numbers:
        assert [found.id for found in shop.services.customers.find(number)] == [ann]
    assert cards[0] == Card(numbers[0], ann, CardState.ACTIVE, MORNING.date(), None, None, MORNING)
    assert [card.number for card in shop.services.cards.of_customer(ann)] == numbers[::-1]


def test_the_same_request_issues_one_card(shop: StillShop, ann: int) -> None:
    first = shop.services.cards.issue(ann, shop.act(1))
    assert shop.services.cards.issue(ann, shop.act(1)) == first
    second = shop.services.cards.replace(first.number, shop.act(2))
    assert shop.services.cards.replace(first.number, shop.act(2)) == second
    assert len(shop.services.cards.of_customer(ann)) == 2
    with pytest.raises(RequestReused):
        shop.services.cards.issue(ann, shop.act(2))


def test_the_first_answer_may_be_gone_by_now(shop: StillShop, ann: int) -> None:
    shop.services.cards.issue(ann, shop.act(1))
    shop.services.items.add(NewItem("CUT", "Cut", 100), shop.act(2))
    shop.uow.run(unsigned(lambda work: work.customers.remove([ann])))
    shop.uow.run(lambda work: work.session.execute("DELETE FROM item"))
    with pytest.raises(errors.UnknownCard):
        shop.services.cards.issue(ann, shop.act(1))
    with pytest.raises(UnknownItem):
        shop.services.items.add(NewItem("CUT", "Cut", 100), shop.act(2))


def test_a_card_belongs_to_somebody(shop: StillShop) -> None:
    with pytest.raises(UnknownCustomer):
        shop.services.cards.issue(99)


def test_a_card_may_be_dated_back_and_not_ahead(shop: StillShop, ann: int) -> None:
    day = MORNING.date()
    act = Act(shop.act(1).request_id, date=day - dt.timedelta(days=9))
    assert shop.services.cards.issue(ann, act).issued_on == act.date
    with pytest.raises(DateInFuture):
        shop.services.cards.issue(ann, Act(shop.act(2).request_id, date=day + dt.timedelta(days=1)))


def test_a_printed_card_of_our_own_may_be_named(shop: StillShop, ann: int) -> None:
    *_, high = (next(rules.candidates("6810", 5000 + number)) for number in range(3))
    spaced = f"{high[:4]} {high[4:8]} {high[8:]}"
    assert shop.services.cards.issue(ann, number=spaced).number == high
    assert shop.services.cards.issue(ann).number > high
    with pytest.raises(errors.CardNumberTaken):
        shop.services.cards.issue(ann, number=high)
    for text in ("681000000018", "OLD-77", "", "12"):
        with pytest.raises(errors.NotOurCard, match="6810"):
            shop.services.cards.issue(ann, number=text)


def test_the_range_may_be_used_up(shop: StillShop, ann: int) -> None:
    last = [
        rules.card_number("6810", serial)
        for serial in range(rules.LAST_SERIAL - 20, rules.LAST_SERIAL + 1)
    ]
    shop.services.cards.issue(ann, number=next(n for n in last[::-1] if rules.is_ours(n, "6810")))
    with pytest.raises(errors.RangeUsedUp, match=r"begins with 6810 is left"):
        shop.services.cards.issue(ann)
    shop.services.shop.set("card.prefix", "7000")
    assert shop.services.cards.issue(ann).number.startswith("7000")


def test_a_replaced_card_is_found_and_says_what_to_use(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    first = cards.issue(ann)
    second = cards.replace(first.number)
    third = cards.replace("Ann")
    assert [found.id for found in shop.services.customers.find(first.number)] == [ann]
    assert shop.services.customers.find("Ann")[0].card == third.number
    shown = cards.show(f" {first.number} ")
    assert (shown.code, shown.full_name) == ("C000001", "Ann")
    assert (shown.card.state, shown.card.replaced_by) == (CardState.REPLACED, second.number)
    assert shown.living == third
    assert cards.show(third.number).living is None
    assert shop.services.customers.get(ann).cards[0] == third.number
    with pytest.raises(errors.UnknownCard):
        cards.show("999999999999")


def test_a_dead_card_is_not_replaced_again(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    with pytest.raises(errors.NoCardToReplace, match="C000001"):
        cards.replace("Ann")
    first = cards.issue(ann)
    cards.replace(first.number)
    with pytest.raises(errors.CardWasReplaced) as refused:
        cards.replace(first.number)
    assert first.number in ENGLISH.render(refused.value)
    with pytest.raises(NobodyFound):
        cards.replace("nobody")


def test_who_only_looks_may_name_a_dead_card(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    card = cards.issue(ann)
    for text in (card.number, "C000001", "ann"):
        assert cards.customer(text) == cards.customer(text, living=True) == ann
    cards.report_lost(card.number)
    with pytest.raises(errors.CardIsDeadAlone) as alone:
        cards.customer(card.number, living=True)
    assert "reported lost" in ENGLISH.render(alone.value)
    assert f"card replace {card.number}" in ENGLISH.with_command(alone.value)
    living = cards.replace(card.number)
    with pytest.raises(errors.CardIsDead) as dead:
        cards.customer(card.number, living=True)
    assert living.number in ENGLISH.render(dead.value)
    spaced = f"{card.number[:4]} {card.number[4:]}"
    assert cards.customer(card.number) == cards.customer(spaced) == ann
    assert cards.customer("C000001", living=True) == ann
    with pytest.raises(NobodyFound):
        cards.customer("nobody", living=True)


def wrong_end(number: str) -> str:
    """Return a number with a check digit that is not its own."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def test_cards_that_only_look_like_ours_do_not_move_the_serial(shop: StillShop, ann: int) -> None:
    first = shop.services.cards.issue(ann).number
    serials = (rules.card_number("6810", serial) for serial in range(5_000_000, 5_000_150))
    brought = tuple(
        Card(wrong_end(ours), ann, CardState.ACTIVE, MORNING.date(), None, None, MORNING)
        for ours in serials
    )
    shop.uow.run(unsigned(lambda work: work.cards.add(brought)))
    assert first < shop.services.cards.issue(ann).number < "681050000000"


def test_items_and_cards_never_share_a_number(shop: StillShop, ann: int) -> None:
    items, cards = shop.services.items, shop.services.cards
    first = cards.issue(ann).number
    following = shop.uow.read(steps.next_number)
    items.add(NewItem("A", "Tea", 100, ItemKind.PRODUCT, barcode=following))
    assert cards.issue(ann).number > following
    with pytest.raises(errors.CardNumberTaken):
        cards.issue(ann, number=following)
    for item in (NewItem(first, "Tea", 100), NewItem("B", "Tea", 100, barcode=first)):
        with pytest.raises(ItemCodeTaken, match=first):
            items.add(item)


def test_an_item_is_added_once(shop: StillShop) -> None:
    items = shop.services.items
    new = NewItem(" CUT ", "=剪发\x00", 6800, barcode=" 4006381333931 ", points_factor=200)
    item = items.add(new, shop.act(1))
    assert items.add(new, shop.act(1)) == item
    assert (item.code, item.name, item.barcode) == ("CUT", "=剪发", "4006381333931")
    assert items.all() == (item,)
    for taken in (NewItem("CUT", "x", 1), NewItem("x", "x", 1, barcode="CUT")):
        with pytest.raises(ItemCodeTaken):
            items.add(taken)
    with pytest.raises(ItemCodeTaken):
        items.add(NewItem("4006381333931", "x", 1))
    with pytest.raises(RequestReused):
        items.add(NewItem("TEA", "Tea", 100), shop.act(1))


@pytest.mark.parametrize(
    "item",
    [
        NewItem("", "x", 1),
        NewItem("a b", "x", 1),
        NewItem("x" * 41, "x", 1),
        NewItem("a_b", "x", 1),
        NewItem("a", " ", 1),
        NewItem("a", "x" * 201, 1),
        NewItem("a", "x", -1),
        NewItem("a", "x", 10**12 + 1),
        NewItem("a", "x", 1, barcode="4 0"),
        NewItem("a", "x", 1, points_factor=-1),
        NewItem("a", "x", 1, points_factor=10_001),
    ],
)
def test_what_no_item_can_be(shop: StillShop, item: NewItem) -> None:
    with pytest.raises(BadItem):
        shop.services.items.add(item)
    assert shop.services.items.all() == ()
