"""Staff and tills are renamed and switched off, and never all of them."""

import datetime as dt
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

import pytest

from smbcrm.core.errors import UserError
from smbcrm.membership.changes.types import Changed, SetUp
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.membership.sales.errors import OtherTerminal
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.staff.service import StaffService
from smbcrm.membership.staff.types import (
    BadName,
    LastStaff,
    LastTerminal,
    NameTaken,
    Staff,
    Terminal,
    UnknownStaff,
    UnknownTerminal,
)
from tests.helpers.shops import StillShop
from tests.helpers.till_process import together

ROUNDS = 8
OWNER, FIRST = Staff(1, "Owner"), Terminal(1, "Till 1")


def test_a_new_name_is_used_from_then_on(shop: StillShop, heard: list[SetUp]) -> None:
    staff, till = shop.services.staff, shop.services.till
    assert staff.rename_staff(1, " Rosa ", shop.act(1)) == Changed(Staff(1, "Rosa"), OWNER)
    assert staff.rename_terminal(1, "Front", shop.act(2)) == Changed(Terminal(1, "Front"), FIRST)
    assert heard == [SetUp.STAFF, SetUp.TILLS]
    assert till.sale(SaleRequest(shop.act(3, "Rosa"), None, 100)).terminal == "Front"
    with pytest.raises(UnknownStaff):
        till.sale(SaleRequest(shop.act(4, "Owner"), None, 100))


def test_a_request_that_is_sent_again_changes_nothing(shop: StillShop, heard: list[SetUp]) -> None:
    staff = shop.services.staff
    for _ in range(2):
        changed = staff.rename_staff("Owner", "Rosa", shop.act(1))
        assert changed.after == Staff(1, "Rosa")
    assert changed.before is None, "what was before that request is not known any more"
    staff.rename_staff(1, "Ann", shop.act(2))
    assert staff.rename_staff("Owner", "Rosa", shop.act(1)).after.name == "Ann"
    with pytest.raises(RequestReused):
        staff.rename_staff("Owner", "Bea", shop.act(1))
    with pytest.raises(RequestReused):
        staff.set_staff_active("Owner", active=False, act=shop.act(1))
    assert heard == [SetUp.STAFF] * 2


def test_what_was_changed_can_be_set_back(shop: StillShop) -> None:
    staff = shop.services.staff
    made = staff.add_terminal("Till 2", shop.act(1))
    renamed = staff.rename_terminal(made.id, "Back", shop.act(2))
    off = staff.set_terminal_active(made.id, active=False, act=shop.act(3))
    assert off.before == Terminal(made.id, "Back")
    assert staff.all_terminals() == (FIRST, Terminal(made.id, "Back", active=False))
    staff.set_terminal_active(made.id, active=off.before.active, act=shop.act(4))
    assert renamed.before is not None
    staff.rename_terminal(made.id, renamed.before.name, shop.act(5))
    assert staff.all_terminals() == staff.terminals() == (FIRST, made)


def test_who_is_off_does_nothing_and_is_not_forgotten(shop: StillShop) -> None:
    services, staff = shop.services, shop.services.staff
    ann = staff.add_staff("Ann", shop.act(1))
    cared = services.customers.add(Details(full_name="Bo", looked_after_by="Ann"), shop.act(2)).id
    staff.set_staff_active(ann.id, active=False, act=shop.act(3, "Ann"))
    assert staff.staff() == (OWNER,)
    assert staff.all_staff() == (OWNER, ann._replace(active=False))
    with pytest.raises(UnknownStaff) as refused:
        services.till.sale(SaleRequest(shop.act(4, "Ann"), None, 100))
    assert refused.value.params["known"] == ["Owner"]
    with pytest.raises(UnknownStaff):
        services.customers.edit(cared, Details(notes="x"), shop.act(5, "Ann"))
    with pytest.raises(NameTaken):
        staff.add_staff("Ann", shop.act(6))
    assert services.customers.show(cared).looked_after_by == "Ann"


def test_nothing_is_recorded_at_a_till_that_is_off(shop: StillShop) -> None:
    services, staff = shop.services, shop.services.staff
    second = staff.add_terminal("Till 2", shop.act(1))
    at_first = Act(shop.act(2).request_id, terminal="Till 1")
    bill = services.till.sale(SaleRequest(at_first, None, 100))
    staff.set_terminal_active("Till 1", active=False, act=shop.act(3))
    with pytest.raises(UnknownTerminal):
        services.till.sale(SaleRequest(Act(shop.act(4).request_id, terminal="Till 1"), None, 101))
    assert services.till.sale(SaleRequest(at_first, None, 100)) == bill, "it was done before"
    assert services.till.sale(SaleRequest(shop.act(5), None, 100)).terminal == second.name
    with pytest.raises(OtherTerminal) as other:
        services.till.reverse(ReverseRequest(shop.act(6), bill.operation))
    assert other.value.params["terminal"] == "Till 1"
    shop.clock.instant += dt.timedelta(hours=1)
    services.till.reverse(ReverseRequest(shop.act(7), bill.operation, "test"))


def test_somebody_is_always_there(shop: StillShop) -> None:
    staff = shop.services.staff
    with pytest.raises(LastStaff):
        staff.set_staff_active(1, active=False, act=shop.act(1))
    with pytest.raises(LastTerminal):
        staff.set_terminal_active(1, active=False, act=shop.act(2))
    assert staff.set_staff_active(1, active=True, act=shop.act(3)) == Changed(OWNER, OWNER)
    ann = staff.add_staff("Ann", shop.act(4))
    staff.set_staff_active(1, active=False, act=shop.act(5))
    with pytest.raises(LastStaff):
        staff.set_staff_active(ann.id, active=False, act=shop.act(6))
    assert shop.services.till.sale(SaleRequest(shop.act(7), None, 100)).staff == "Ann"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda staff: staff.rename_staff(9, "x"), UnknownStaff),
        (lambda staff: staff.rename_staff("Till 1", "x"), UnknownStaff),
        (lambda staff: staff.set_staff_active("Ann", active=True), UnknownStaff),
        (lambda staff: staff.rename_terminal(9, "x"), UnknownTerminal),
        (lambda staff: staff.set_terminal_active(9, active=False), UnknownTerminal),
        (lambda staff: staff.rename_staff(1, " "), BadName),
        (lambda staff: staff.rename_terminal(1, "a\nb"), BadName),
        (lambda staff: staff.rename_terminal(1, "x" * 81), BadName),
        (lambda staff: staff.rename_terminal(1, "Till 2"), NameTaken),
        (lambda staff: staff.rename_staff(1, "Gone"), NameTaken),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    shop: StillShop,
    heard: list[SetUp],
    change: Callable[[StaffService], object],
    refusal: type[UserError],
) -> None:
    staff = shop.services.staff
    staff.add_terminal("Till 2")
    staff.add_staff("Gone")
    staff.set_staff_active("Gone", active=False)
    before = staff.all_staff(), staff.all_terminals()
    heard.clear()
    with pytest.raises(refusal):
        change(staff)
    assert (staff.all_staff(), staff.all_terminals()) == before
    assert heard == []
    assert staff.rename_staff(1, "Owner").after == OWNER, "the own name is not taken"


def leave(services: Services, barrier: Barrier, people: list[int]) -> list[bool]:
    """Switch one of two off at the same moment as the other till does the other one."""
    left = []
    for _ in range(ROUNDS):
        mine = barrier.wait()
        try:
            services.staff.set_staff_active(people[mine], active=False)
            left.append(True)
        except LastStaff:
            left.append(False)
        barrier.wait()
        if mine == 0:
            for one in people:
                services.staff.set_staff_active(one, active=True)
    return left


def test_two_tills_do_not_switch_off_both(shop: StillShop) -> None:
    people = [1, shop.services.staff.add_staff("Ann").id]
    shop.services.close()
    shop.uow.close()
    first, second = together(shop.services.address, leave, people, 2)
    assert [one + other for one, other in zip(first, second, strict=True)] == [1] * ROUNDS
