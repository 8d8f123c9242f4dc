"""Two tills: one erases somebody while the other works with them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from smbcrm import bootstrap
from smbcrm.core.errors import UserError
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.types import Details
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from tests.helpers.known_person import KnownShop, left_of_her


def together(shop: KnownShop, *acts: Callable[[Services], object]) -> list[UserError | None]:
    """Do things at the same moment, each at a till of its own; return what was refused."""
    barrier = Barrier(len(acts))

    def till(act: Callable[[Services], object]) -> UserError | None:
        services = bootstrap.open_shop(shop.services.address, clock=shop.clock)
        try:
            barrier.wait()
            act(services)
        except UserError as refused:
            return refused
        finally:
            services.close()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(till, acts))


def test_an_edit_meanwhile_brings_nothing_back(shop: KnownShop) -> None:
    services = shop.services
    erased, edited = together(
        shop,
        lambda till: till.privacy.erase(shop.she, "asked", shop.act(), give_up=True),
        lambda till: till.customers.edit(
            shop.she, Details(notes="sings in the shower, too"), shop.act()
        ),
    )
    assert erased is None
    assert edited is None or isinstance(edited, UnknownCustomer)
    assert left_of_her(shop.texts()) == []
    assert services.audit.verify().clean


def test_a_sale_meanwhile_is_before_or_refused(shop: KnownShop) -> None:
    services = shop.services
    erased, sold = together(
        shop,
        lambda till: till.privacy.erase(shop.she, "asked", shop.act(), give_up=True),
        lambda till: till.till.sale(SaleRequest(shop.act(), shop.she, 100)),
    )
    assert erased is None
    assert sold is None or isinstance(sold, UnknownCustomer)
    assert left_of_her(shop.texts()) == []
    assert services.audit.verify().clean


def test_two_erases_are_one(shop: KnownShop) -> None:
    act = shop.act()

    def erase(till: Services) -> None:
        till.privacy.erase(shop.she, "asked", act, give_up=True)

    done = together(shop, erase, erase)
    assert done == [None, None]
    gone = shop.uow.read(lambda work: work.erasures.all())
    assert len({one.customer for one in gone}) == len(gone) == 2  # and who went into her


def test_who_is_gone_can_do_nothing(shop: KnownShop) -> None:
    services = shop.services
    services.privacy.erase(shop.she, "asked", give_up=True)
    acts: tuple[Callable[[Services], object], ...] = (
        lambda till: till.till.sale(SaleRequest(shop.act(), shop.she, 100)),
        lambda till: till.customers.edit(shop.she, Details(notes="x")),
        lambda till: till.privacy.erase(shop.she, "asked"),
        lambda till: till.privacy.look(shop.she),
        lambda till: till.consents.show(shop.she),
    )
    for act in acts:
        with pytest.raises(UnknownCustomer):
            act(services)
