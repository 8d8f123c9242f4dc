from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from smbcrm import bootstrap
from smbcrm.membership.customers.errors import ReferrersInARing
from smbcrm.membership.customers.types import Details
from smbcrm.membership.services import Services
from tests.helpers.shops import StillShop

TILLS = 3
ROUNDS = 12


def only(field: str, text: str) -> Details:
    fields: dict[str, Any] = {field: text}
    return Details(**fields)


def at_once(shop: StillShop, work: Callable[[Services, int], None]) -> None:
    """Let several tills do their work at the same time, each on a connection of its own."""
    start = Barrier(TILLS)

    def till(number: int) -> None:
        services = bootstrap.open_shop(shop.services.address, clock=shop.clock)
        try:
            start.wait()
            work(services, number)
        finally:
            services.close()

    with ThreadPoolExecutor(TILLS) as pool:
        for done in [pool.submit(till, number) for number in range(TILLS)]:
            done.result()


def test_edits_of_different_fields_do_not_undo_each_other(shop: StillShop) -> None:
    ann = shop.services.customers.add(Details(full_name="Ann")).id
    fields = ("notes", "alert", "source")

    def work(services: Services, number: int) -> None:
        field, last = fields[number], ""
        for round_ in range(ROUNDS):
            assert getattr(services.customers.get(ann).profile, field) == last
            last = str(round_)
            services.customers.edit(ann, only(field, last))

    at_once(shop, work)
    profile = shop.services.customers.get(ann).profile
    assert [getattr(profile, field) for field in fields] == [str(ROUNDS - 1)] * TILLS


def test_three_tills_close_no_ring_of_referrers(shop: StillShop) -> None:
    customers = shop.services.customers
    people = [customers.add(Details(full_name=str(n) * 2)) for n in range(TILLS)]
    refused: list[int] = []

    def work(services: Services, number: int) -> None:
        own, by = people[number], people[(number + 1) % TILLS]
        try:
            services.customers.edit(own.id, Details(referrer=by.code))
        except ReferrersInARing:
            refused.append(number)

    for _ in range(4):
        at_once(shop, work)
        brought_by = [customers.get(one.id).profile.referrer for one in people]
        assert (len(refused), brought_by.count(None)) == (1, 1)
        refused.clear()
        for one in people:
            customers.edit(one.id, Details(referrer=""))


def test_every_card_has_a_number_of_its_own(shop: StillShop) -> None:
    people = [shop.services.customers.add(Details(full_name=str(n) * 2)).id for n in range(TILLS)]

    def work(services: Services, number: int) -> None:
        for _ in range(4):
            services.cards.issue(people[number])

    at_once(shop, work)
    issued = [shop.services.cards.of_customer(customer) for customer in people]
    assert list(map(len, issued)) == [4] * TILLS
    assert len({card.number for cards in issued for card in cards}) == 4 * TILLS


def test_the_same_request_from_several_tills_adds_one(shop: StillShop) -> None:
    answers: list[int] = []

    def work(services: Services, _number: int) -> None:
        add = services.customers.add
        answers.extend(add(Details(full_name="Ann"), shop.act(number)).id for number in range(5))

    at_once(shop, work)
    assert shop.services.customers.count() == 5
    assert len(answers) == 5 * TILLS
    assert len(set(answers)) == 5
