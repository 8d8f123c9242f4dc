"""The worked example of the settings: a sale that nobody made, to a real customer. Cents."""

from fractions import Fraction

from smbcrm.membership.tiers.types import TierChanges
from tests.helpers.twin import database
from tests.integration.spending.conftest import SpendingShop


def test_without_stored_value_there_is_no_example(shop: SpendingShop) -> None:
    assert shop.services.till.worked_sale(shop.act()) is None
    shop.sell(shop.ann, 5_000)
    assert shop.services.till.worked_sale(shop.act()) is None


def test_it_is_a_sale_of_the_usual_sum_as_the_till_would_make_it(shop: SpendingShop) -> None:
    for _ in range(10):
        shop.sell(shop.bob, 6_120)
    shop.top_up(shop.ann, 20_000)
    shop.set(points__weekdays="tue=1.5")
    worked = shop.services.till.worked_sale(shop.act())
    assert worked is not None
    assert (worked.name, worked.tier, worked.net) == ("Ann", "Regular", 6_120)
    assert (worked.has_principal, worked.has_gift) == (20_000, 2_000)
    assert worked.rate == Fraction(15, 1000)
    bill = shop.spend(shop.ann, 6_120)
    paid = bill.payments[0]
    assert (worked.principal, worked.gift, worked.points) == (paid.principal, paid.gift, 83)
    assert worked.points == bill.points
    assert (worked.base, worked.otherwise) == (5_563, 91)


def test_it_is_no_larger_than_what_somebody_has_and_knows_the_discount(shop: SpendingShop) -> None:
    shop.services.tiers.edit("regular", TierChanges(discount=1_000))
    shop.top_up(shop.ann, 1_000)
    worked = shop.services.till.worked_sale(shop.act())
    assert worked is not None
    assert (worked.net, worked.has_principal) == (900, 1_000)


def test_nothing_of_it_is_left(shop: SpendingShop) -> None:
    shop.top_up(shop.ann, 20_000)
    shop.pass_by(days=400)
    before = shop.services.ledger.standing(shop.ann)
    worked = shop.services.till.worked_sale(shop.act())
    assert worked is not None
    assert worked.has_gift == 0, "it has ended, and that is booked with the next sale"
    assert shop.services.ledger.standing(shop.ann) == before
    rows = database(shop.services).read(lambda work: work.session.rows("SELECT 1 FROM operation"))
    assert len(rows) == 1
