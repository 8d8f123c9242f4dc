"""Two tills, each a process of its own, that want the same voucher in the same second."""

from multiprocessing.synchronize import Barrier

from smbcrm.core.clock import SystemClock
from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.membership.benefits.types import IssueRequest, RewardRequest
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import HoldRequest, TierChanges
from smbcrm.membership.vouchers.types import NewDefinition
from tests.helpers.till_process import together
from tests.helpers.twin import new_customer, write_referrer
from tests.integration.vouchers.conftest import VoucherShop

ROUNDS, TILLS, PATIENCE = 6, 2, 120


def use_the_same(services: Services, barrier: Barrier, given: tuple[int, list[str]]) -> list[str]:
    """Use each voucher at the same moment as the other till; tell why not, or nothing."""
    customer, codes = given
    answers = []
    for code in codes:
        barrier.wait(PATIENCE)
        request = SaleRequest(Act(uuid7(services.clock)), customer, 5_000, vouchers=(code,))
        try:
            services.till.sale(request)
        except UserError as refused:
            answers.append(type(refused).__name__)
        else:
            answers.append("")
    return answers


def take_the_last(services: Services, barrier: Barrier, customers: list[int]) -> list[str]:
    """Take rewards for customers of one's own until there are none; tell why not, or nothing."""
    answers = []
    barrier.wait(PATIENCE)
    for customer in customers:
        try:
            services.benefits.redeem(RewardRequest(Act(uuid7(services.clock)), customer, "SOAP"))
        except UserError as refused:
            answers.append(type(refused).__name__)
        else:
            answers.append("")
    return answers


def hold_the_same(services: Services, barrier: Barrier, codes: list[str]) -> list[str]:
    """Lay each voucher at a till of one's own; tell why not, or nothing."""
    till = services.staff.add_terminal(f"Till of {uuid7(services.clock)}").name
    answers = []
    for code in codes:
        barrier.wait(PATIENCE)
        try:
            services.benefits.hold(Act(uuid7(services.clock), terminal=till), code)
        except UserError as refused:
            answers.append(type(refused).__name__)
        else:
            answers.append("")
    return answers


def issue_many(services: Services, barrier: Barrier, customer: int) -> list[str]:
    """Issue vouchers one after the other; return their codes."""
    barrier.wait(PATIENCE)
    codes = []
    for _ in range(ROUNDS):
        request = IssueRequest(Act(uuid7(services.clock)), "ever", (customer,))
        codes += [one.code for one in services.benefits.issue(request)]
    return codes


def give_silver(services: Services, barrier: Barrier, customers: list[int]) -> None:
    """Give each of them silver by hand at the same moment as the other till."""
    for customer in customers:
        barrier.wait(PATIENCE)
        services.tiers.hold(
            HoldRequest(customer, "silver", None, "goodwill"), Act(uuid7(services.clock))
        )


def review_or_sell(services: Services, barrier: Barrier, customers: list[int]) -> None:
    """Apply the review; the other till sells to those who rise by it, the last of them first."""
    if barrier.wait(PATIENCE) == 0:
        services.tiers.apply_review()
        return
    for customer in reversed(customers):
        services.till.sale(SaleRequest(Act(uuid7(services.clock)), customer, 100))


def sell_to_friends(services: Services, barrier: Barrier, friends: list[int]) -> None:
    """Sell to two friends, the one first who comes second at the other till; so to all."""
    turned = -1 if barrier.wait(PATIENCE) == 0 else 1
    for place in range(0, len(friends), 2):
        barrier.wait(PATIENCE)
        for customer in friends[place : place + 2][::turned]:
            services.till.sale(SaleRequest(Act(uuid7(services.clock)), customer, 1_000))


def test_two_who_brought_each_other_get_theirs_once(shop: VoucherShop) -> None:
    """Each is the friend of the other: both tills lock both, in one order."""
    shop.services.vouchers.add(NewDefinition("two", "For two", "bring_a_friend", 500))
    add, get = shop.services.customers.add, shop.services.customers.get
    friends = []
    for first in [new_customer(shop.services) for _ in range(ROUNDS)]:
        second = add(Details(full_name="Second", referrer=get(first).code)).id
        write_referrer(shop.services, first, second)
        friends += [first, second]
    together(shop.services.address, sell_to_friends, friends, TILLS)
    assert [len(shop.living(who)) for who in friends] == [2] * len(friends)


def test_a_voucher_is_used_once_whoever_comes_first(shop: VoucherShop) -> None:
    codes = [shop.issue("ever")[0] for _ in range(ROUNDS)]
    address = shop.services.address
    for one in zip(*together(address, use_the_same, (shop.ann, codes), TILLS), strict=True):
        assert sorted(one) == ["", "VoucherUsed"]
    assert shop.living(shop.ann) == set()


def test_no_reward_is_handed_over_that_is_not_there(shop: VoucherShop) -> None:
    for who in (shop.ann, shop.bob):
        shop.sell(who, 60_000)
    customers = [shop.ann, shop.bob]
    answers = together(shop.services.address, take_the_last, customers * 2, TILLS)
    said = [one for till in answers for one in till]
    assert (said.count(""), said.count("OutOfStock")) == (3, 5)
    assert shop.stock("SOAP") == 0


def test_a_voucher_is_held_by_one_till(shop: VoucherShop) -> None:
    codes = [shop.issue("ever")[0] for _ in range(ROUNDS)]
    for one in zip(*together(shop.services.address, hold_the_same, codes, TILLS), strict=True):
        assert sorted(one) == ["", "VoucherHeld"]


def test_every_voucher_has_a_code_of_its_own(shop: VoucherShop) -> None:
    answers = together(shop.services.address, issue_many, shop.ann, TILLS)
    codes = [code for till in answers for code in till]
    assert len(set(codes)) == ROUNDS * TILLS
    assert len(shop.living(shop.ann)) == ROUNDS * TILLS


def test_a_tier_that_two_give_by_hand_is_entered_once(shop: VoucherShop) -> None:
    customers = [new_customer(shop.services) for _ in range(ROUNDS)]
    together(shop.services.address, give_silver, customers, TILLS)
    assert [len(shop.living(who)) for who in customers] == [1] * ROUNDS


def test_who_buys_while_a_review_raises_them_gets_one_voucher(shop: VoucherShop) -> None:
    shop.clock.instant = SystemClock().now()
    customers = [new_customer(shop.services) for _ in range(ROUNDS * 2)]
    for who in customers:
        shop.sell(who, 35_000)
    shop.services.tiers.edit("silver", TierChanges(spend_from=30_000))
    together(shop.services.address, review_or_sell, customers, TILLS)
    assert [len(shop.living(who)) for who in customers] == [1] * len(customers)
