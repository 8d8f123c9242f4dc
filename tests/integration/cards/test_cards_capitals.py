"""A scanner with Caps Lock on: capitals tell no code of a card, item or voucher from another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smbcrm import bootstrap
from smbcrm.core.i18n import LANGUAGES, Translator
from smbcrm.core.text import small
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.cards import errors
from smbcrm.membership.cards.scanning import CustomerScan, ItemScan, VoucherScan
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import CodesAlike, ItemChanges, ItemCodeTaken, NewItem
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.models.connect import is_postgres_url
from smbcrm.models.work import Work
from tests.helpers.shops import StillShop

ROUNDS = 6


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann")).id


@pytest.fixture
def bob(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Bob")).id


def from_before(shop: StillShop, *cards: tuple[str, int]) -> None:
    """Write cards as versions before could give them away."""

    def write(work: Work) -> None:
        for number, customer in cards:
            work.session.execute(
                "INSERT INTO card (number, customer, state, issued_on, changed_at) "
                "VALUES (?, ?, 'active', '2026-03-10', '2026-03-10T00:00:00.000000Z')",
                number,
                customer,
            )

    shop.uow.run(write)


def voucher_of(shop: StillShop, customer: int) -> str:
    services = shop.services
    services.vouchers.add(NewDefinition("ten", "Ten off", "amount_off", value=1_000))
    (given,) = services.benefits.issue(IssueRequest(shop.act(90), "ten", (customer,)))
    return given.code


def test_what_equals_another_code_but_for_capitals_is_refused_by_name(
    shop: StillShop, ann: int, bob: int
) -> None:
    cards, items = shop.services.cards, shop.services.items
    cards.issue(ann, number="ABC-123", scanned=True)
    with pytest.raises(errors.CardNumberTaken, match="taken by the card ABC-123"):
        cards.issue(bob, number="Abc-123", scanned=True)
    with pytest.raises(ItemCodeTaken, match="taken by the card ABC-123"):
        items.add(NewItem("abc-123", "Oil", 100))
    items.add(NewItem("hairoil", "Hair oil", 100, barcode="OIL-b"))
    for code in ("HairOil", "Oil-B", "oil-b"):
        with pytest.raises(ItemCodeTaken, match=r"taken by the item hairoil \(Hair oil\)"):
            items.add(NewItem("tea", "Tea", 100, barcode=code))
        with pytest.raises(ItemCodeTaken):
            items.add(NewItem(code, "Tea", 100))
        with pytest.raises(errors.CardNumberTaken, match="taken by the item hairoil"):
            cards.issue(bob, number=code, scanned=True)
    code = voucher_of(shop, ann)
    with pytest.raises(ItemCodeTaken, match=f"taken by the voucher {code}"):
        items.add(NewItem(small(code), "Tea", 100))


def test_an_item_may_take_its_own_code_as_barcode(shop: StillShop) -> None:
    items = shop.services.items
    items.add(NewItem("oil", "Hair oil", 100))
    assert items.edit("OIL", ItemChanges(barcode="OIL")).after.barcode == "OIL"
    assert items.edit("oil", ItemChanges(barcode="Oil")).after.barcode == "Oil"


def test_a_scan_finds_whatever_the_capitals(shop: StillShop, ann: int) -> None:
    services = shop.services
    services.cards.issue(ann, number="Abc-123", scanned=True)
    oil = services.items.add(NewItem("oil", "Hair oil", 100, barcode="Bar-1"))
    code = voucher_of(shop, ann)
    for text in ("ABC-123", "abc-123", " aBC-123 "):
        assert services.cards.scan(text) == CustomerScan("Abc-123", ann)
        assert services.cards.customer(text, living=True) == ann
    for text in ("OIL", "BAR-1", "bar-1"):
        assert services.cards.scan(text) == ItemScan(text, oil)
    assert isinstance(services.cards.scan(small(code)), VoucherScan)
    asked = (ItemQuantity("OIL", 1_000),)
    assert services.till.sale(SaleRequest(shop.act(1), ann, items=asked)).amount == 100
    assert services.cards.freeze("ABC-123", "misuse").number == "Abc-123"


def test_of_several_from_before_nobody_is_chosen(shop: StillShop, ann: int, bob: int) -> None:
    cards = shop.services.cards
    from_before(shop, ("ABC-123", ann), ("Abc-123", bob))
    assert cards.scan("ABC-123") == CustomerScan("ABC-123", ann)
    assert cards.scan("Abc-123") == CustomerScan("Abc-123", bob)
    with pytest.raises(CodesAlike) as refused:
        cards.scan("abc-123")
    for language in LANGUAGES:
        said = Translator(language).render(refused.value)
        assert "“abc-123”" in said
        assert "ABC-123" in said
    for act in (cards.customer, cards.void):
        with pytest.raises(CodesAlike):
            act("abc-123")
    assert cards.void("Abc-123").customer == bob


def test_a_card_and_an_item_from_before_are_told_apart_as_written(
    shop: StillShop, ann: int
) -> None:
    services = shop.services
    oil = services.items.add(NewItem("abc-123", "Oil", 100))
    from_before(shop, ("ABC-123", ann))
    assert services.cards.scan("abc-123") == ItemScan("abc-123", oil)
    assert services.cards.scan("ABC-123") == CustomerScan("ABC-123", ann)
    with pytest.raises(CodesAlike):
        services.cards.scan("Abc-123")
    services.items.set_active("abc-123", active=False)
    with pytest.raises(CodesAlike):
        services.cards.scan("abc-123"), "an item that is sold no more never means a person's card"


def test_items_alike_from_before_are_not_sold_by_a_guess(shop: StillShop) -> None:
    services = shop.services
    services.items.add(NewItem("TEA", "Green tea", 100))
    services.items.add(NewItem("x", "Black tea", 200))
    shop.uow.run(lambda work: work.session.execute("UPDATE item SET code = 'Tea' WHERE code = 'x'"))
    one = SaleRequest(shop.act(1), None, items=(ItemQuantity("Tea", 1_000),))
    assert services.till.sale(one).amount == 200
    with pytest.raises(CodesAlike):
        services.till.sale(SaleRequest(shop.act(2), None, items=(ItemQuantity("tea", 1_000),)))
    services.customers.add(Details(full_name="Tea Lee"))
    assert services.cards.customer("tea") == services.customers.find("Tea Lee")[0].id


CODES = st.sampled_from(["a--1", "A--1", "b--2", "B--2", "a-1b", "A-1B", "a-1B"])


def test_no_two_codes_ever_equal_each_other_but_for_capitals(shop: StillShop, ann: int) -> None:
    names = iter(range(1_000_000))

    def take(services: Services, way: int, code: str) -> None:
        if way == 0:
            services.cards.issue(ann, number=code, scanned=True)
        elif way == 1:
            services.items.add(NewItem(code, "Tea", 100))
        else:
            services.items.add(NewItem(f"i{next(names)}", "Tea", 100, barcode=code))

    @settings(max_examples=8 if is_postgres_url(shop.services.address) else 30)
    @given(st.lists(st.tuples(st.integers(0, 2), CODES), max_size=5))
    def never(story: list[tuple[int, str]]) -> None:
        for way, code in story:
            with suppress(ItemCodeTaken, errors.CardNumberTaken):
                take(shop.services, way, code)
        cards = [card.number for card in shop.services.cards.of_customer(ann)]
        items = [code for one in shop.services.items.all() for code in (one.code, one.barcode)]
        known = [small(code) for code in (*cards, *items) if code]
        assert len(known) == len(set(known))

    never()


def test_two_tills_never_give_away_one_code_in_other_capitals(shop: StillShop, ann: int) -> None:
    start = Barrier(2, timeout=60)

    def till(job: Callable[[Services, int], object]) -> list[bool]:
        services = bootstrap.open_shop(shop.services.address, clock=shop.clock)
        done = []
        try:
            for turn in range(ROUNDS):
                start.wait()
                try:
                    job(services, turn)
                except (ItemCodeTaken, errors.CardNumberTaken):
                    done.append(False)
                else:
                    done.append(True)
        finally:
            services.close()
        return done

    def card(services: Services, turn: int) -> object:
        return services.cards.issue(ann, number=f"CAP-{turn}", scanned=True)

    def bottle(services: Services, turn: int) -> object:
        return services.items.add(NewItem(f"cap-{turn}", "Oil", 100))

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(till, (card, bottle)))
    assert [sorted(pair) for pair in zip(*done, strict=True)] == [[False, True]] * ROUNDS


@pytest.mark.parametrize(
    ("statement", "indexes"),
    [
        ("SELECT number FROM card WHERE lower(number) = 'a'", {"card_small"}),
        (
            "SELECT id FROM item WHERE lower(code) IN ('a', 'b') OR lower(barcode) IN ('a', 'b')",
            {"item_code_small", "item_barcode_small"},
        ),
    ],
)
def test_a_scan_walks_an_index(shop: StillShop, statement: str, indexes: set[str]) -> None:
    """However many cards and items there are."""

    def plan(work: Work) -> str:
        if is_postgres_url(shop.services.address):
            work.session.execute("SET LOCAL enable_seqscan = off")
            return str(work.session.rows(f"EXPLAIN {statement}"))
        return str(work.session.rows(f"EXPLAIN QUERY PLAN {statement}"))

    told = shop.uow.run(plan)
    assert all(index in told for index in indexes), told
