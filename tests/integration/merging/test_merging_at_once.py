"""Two tills merge the same two while a third one sells to them: one merge, and nothing is lost."""

from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.errors import MergedAway
from smbcrm.membership.customers.types import Details
from smbcrm.membership.merging.types import LaterMerge, MergeUndone
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from tests.helpers.shops import StillShop, still_shop
from tests.integration.customers.test_customers_at_once import at_once

ROUNDS = 6
PAID = {Means.STORED: 100}


def sums(shop: StillShop) -> int:
    owned = "SELECT SUM(balance) FROM account WHERE kind IN ('principal', 'gift')"
    row = shop.uow.read(lambda work: work.session.row(owned))
    return 0 if row is None else int(row[0])


def test_one_of_two_merges_counts(shop_address: str) -> None:
    with still_shop(shop_address) as shop:
        add = shop.services.customers.add
        pair = [add(Details(full_name=name)).id for name in ("Ann", "Anna")]
        for who in pair:
            shop.services.till.top_up(TopUpRequest(Act(uuid7(shop.clock)), who, 100_000))
        before = sums(shop)
        sold: list[int] = []
        gone: list[int] = []

        def work(services: Services, number: int) -> None:
            for _ in range(ROUNDS):
                try:
                    if number < len(pair):
                        merge = services.merging.merge(pair[number], pair[1 - number])
                        services.merging.undo(merge.id)
                    else:
                        asked = SaleRequest(Act(uuid7(services.clock)), pair[0], 100, payments=PAID)
                        services.till.sale(asked)
                        sold.append(number)
                except (MergedAway, MergeUndone, LaterMerge):
                    gone.append(number)

        at_once(shop, work)
        assert sums(shop) == before - 100 * len(sold)
        assert len(sold) + gone.count(2) == ROUNDS
        assert set(shop.services.customers.ids()) == set(pair)
        assert not shop.services.audit.verify().findings
