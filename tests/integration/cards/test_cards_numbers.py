"""A scanner never has to choose: no number is that of a card and of something that is sold."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

from hypothesis import given, settings
from hypothesis import strategies as st

from smbcrm import bootstrap
from smbcrm.core.errors import UserError
from smbcrm.membership.cards import rules
from smbcrm.membership.cards.scanning import CustomerScan, ItemScan
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import ItemChanges, NewItem
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.services import Services
from smbcrm.models.connect import is_postgres_url
from tests.helpers.shops import StillShop

ROUNDS = 10
OURS = st.integers(1, 12).map(lambda serial: rules.card_number("6810", serial))
WIDE = OURS.map(lambda number: number.translate({ord("0") + n: 0xFF10 + n for n in range(10)}))
NUMBERS = st.one_of(
    OURS, OURS, WIDE, st.sampled_from(["4006381333931", "A-100", "B-200", "V20417"])
)
WAYS = st.sampled_from(["issue", "next", "scan", "item", "barcode", "edited", "package"])


def test_a_card_number_never_equals_the_code_of_an_item(shop: StillShop) -> None:
    ann = shop.services.customers.add(Details(full_name="Ann")).id
    names = iter(range(1_000_000))

    @settings(max_examples=10 if is_postgres_url(shop.services.address) else 40)
    @given(st.lists(st.tuples(WAYS, NUMBERS), max_size=8))
    def never(story: list[tuple[str, str]]) -> None:
        for way, number in story:
            with suppress(UserError):
                take(shop, ann, way, number, f"i{next(names)}")
        cards = {card.number for card in shop.services.cards.of_customer(ann)}
        items = shop.services.items.all()
        codes = {code for item in items for code in (item.code, item.barcode)}
        assert not cards & {rules.read_number(code) for code in codes if code}
        for number in cards:
            assert shop.services.cards.scan(number) == CustomerScan(number, ann)
        for item in items:
            assert shop.services.cards.scan(item.code) == ItemScan(item.code, item)

    never()


def take(shop: StillShop, ann: int, way: str, number: str, name: str) -> None:
    """Try to give a number to a card, or to something that is sold."""
    services = shop.services
    match way:
        case "issue":
            services.cards.issue(ann, number=number)
        case "next":
            services.cards.issue(ann)
        case "scan":
            services.cards.issue(ann, number=number, scanned=True)
        case "item":
            services.items.add(NewItem(number, "Tea", 100))
        case "barcode":
            services.items.add(NewItem(name, "Tea", 100, barcode=number))
        case "edited":
            services.items.add(NewItem(name, "Tea", 100))
            services.items.edit(name, ItemChanges(barcode=number))
        case _:
            services.packages.add(NewPackage(number, "Ten cuts", 100, Terms(10)))


def test_two_tills_that_want_one_number_do_not_both_get_it(shop: StillShop) -> None:
    """One gives it to a card, the other to a bottle, in the same moment."""
    ann = shop.services.customers.add(Details(full_name="Ann")).id
    start = Barrier(2)

    def till(job: Callable[[Services, str], object]) -> list[bool]:
        services = bootstrap.open_shop(shop.services.address, clock=shop.clock)
        done = []
        try:
            for serial in range(100, 100 + ROUNDS):
                start.wait()
                try:
                    job(services, next(rules.candidates("6810", serial * 10)))
                except UserError:
                    done.append(False)
                else:
                    done.append(True)
        finally:
            services.close()
        return done

    def card(services: Services, number: str) -> object:
        return services.cards.issue(ann, number=number)

    def bottle(services: Services, number: str) -> object:
        return services.items.add(NewItem(f"oil-{number}", "Oil", 100, barcode=number))

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(till, (card, bottle)))
    assert [sorted(pair) for pair in zip(*done, strict=True)] == [[False, True]] * ROUNDS
