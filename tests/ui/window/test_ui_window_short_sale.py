"""A sale that is more than the stored value: the top-up out of it, the rest in cash, the change."""

from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.proposing import Way
from smbcrm.ui.counter.panel import SALE, TOP_UP
from smbcrm.ui.counter.panel_flow import DONE, PanelFlow
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.counter.served_by import SERVED_BY
from tests.helpers.house import House

CLOSED = "The top-up was closed."
GO_ON = "Go on with the top-up"


def flow(house: House) -> PanelFlow:
    return house.shop.counter.flow


def sale(house: House) -> SalePanel:
    panel = flow(house).panel
    assert isinstance(panel, SalePanel)
    return panel


def begin(house: House, amount: str = "200") -> None:
    """Begin a sale of Hannah's, who has 162.00."""
    house.type("0142")
    house.press("Enter", "F5")
    house.type(amount)


def short(house: House) -> None:
    """Go from a sale of 200.00 by stored value to the top-up of what is missing."""
    begin(house)
    sale(house).payment.choose(Way.STORED)
    house.settle()
    house.press("Enter")
    assert house.shows("Stored value is 38.00 short")
    house.press("F6")
    assert flow(house).name == TOP_UP


def let_wait(house: House) -> None:
    """Let somebody come while Hannah is served."""
    with house.books() as books:
        other = books.customers.find("0181")[0].id
    house.shop.counter.open_customer(other)
    house.settle()
    assert house.shows("is next")
    panel = flow(house).panel
    assert panel is not None
    panel.focus_first()


def test_what_was_typed_of_a_top_up_and_closed_can_be_gone_on_with(open_house: House) -> None:
    house = open_house
    short(house)
    house.press("Ctrl+A")
    house.type("77")
    for _ in range(2):  # what is gone on with was typed all the same
        house.press("Esc")
        assert flow(house).name == SALE
        assert house.shows(CLOSED)
        assert not house.shows("Ctrl+Z")
        house.click(GO_ON)
        assert flow(house).name == TOP_UP
        assert house.focus.property("text") == "77"
    house.press("Enter")
    assert house.shows("$77.00 topped up")
    assert sale(house).amount.field.text() == "200"


def test_a_top_up_that_was_closed_leaves_the_next_customer_waiting(open_house: House) -> None:
    house = open_house
    short(house)
    let_wait(house)
    house.press("Ctrl+A")
    house.type("77")
    house.click("Back")
    assert flow(house).name == SALE
    assert house.shop.counter.notice.text == f"{CLOSED} 陈雨桐 is next."
    house.click(GO_ON)
    assert flow(house).name == TOP_UP
    assert house.focus.property("text") == "77"
    assert house.shows("is next.")


def test_a_top_up_can_be_undone_while_the_next_customer_waits(open_house: House) -> None:
    house = open_house
    short(house)
    let_wait(house)
    house.press("Enter")
    assert flow(house).name == SALE
    assert house.shows("$38.00 topped up")
    assert house.shows("is next.")
    house.click("Undo top-up")
    assert house.shows("$38.00 taken back")
    assert flow(house).name == SALE
    assert house.shows("is next.")
    house.click("Back")
    assert house.shop.counter.view is not None
    assert house.shop.counter.view.shown.customer.profile.full_name == "陈雨桐"


def test_nobody_waits_any_more_after_not_now(open_house: House) -> None:
    house = open_house
    short(house)
    let_wait(house)
    house.press("Enter")
    house.click("Not now")
    assert not house.shows("is next.")
    house.press("Esc")
    assert house.shows("Hannah Brooks")


def test_an_untouched_top_up_is_closed_without_a_word(open_house: House) -> None:
    house = open_house
    with house.books() as books:
        mia = books.staff.add_staff("Mia")
    house.shop.desk.machine.put(SERVED_BY, str(mia.id))
    short(house)
    assert house.shows("Mia")
    house.press("Esc")
    assert flow(house).name == SALE
    assert not house.shows("losed")


def test_an_untouched_top_up_stays_so_in_another_language(open_house: House) -> None:
    house = open_house
    short(house)
    house.shop.wear()
    house.settle()
    assert flow(house).name == TOP_UP
    house.press("Esc")
    assert flow(house).name == SALE
    assert not house.shows("losed")


def test_the_change_of_a_mixed_sale_stays_in_another_language(open_house: House) -> None:
    house = open_house
    begin(house)
    sale(house).payment.split(16200)
    house.settle()
    sale(house).payment.cash.field.setFocus()
    house.type("50")
    assert house.shows("$12.00")
    house.shop.wear()
    house.settle()
    assert sale(house).payment.cash.field.text() == "50.00"
    assert house.shows("$12.00")


def test_the_change_shown_is_what_is_recorded(open_house: House) -> None:
    house = open_house
    begin(house)
    sale(house).payment.choose(Way.CASH)
    house.settle()
    sale(house).payment.cash.field.setFocus()
    house.type("300")
    assert house.shows("$100.00")
    sale(house).payment.choose(Way.MIXED)
    house.settle()
    sale(house).payment.parts.field(Means.CASH).setFocus()
    house.type("38")
    assert sale(house).payment.cash.field.text() == "300"
    assert house.shows("$262.00")
    sale(house).focus_first()
    house.press("Enter")
    assert flow(house).name == DONE
    assert house.shows("$262.00")


def test_the_rest_in_cash_is_exact_whatever_was_given_for_all_of_it(open_house: House) -> None:
    house = open_house
    begin(house)
    sale(house).payment.choose(Way.CASH)
    house.settle()
    sale(house).payment.cash.field.setFocus()
    house.type("300")
    sale(house).payment.choose(Way.STORED)
    house.settle()
    sale(house).focus_first()
    house.press("Enter")
    assert house.shows("Take 38.00 in cash")
    house.press("Enter")
    done = flow(house).done
    assert done is not None
    assert done.bill is not None
    paid = {one.means: (one.amount, one.change) for one in done.bill.payments}
    assert paid[Means.CASH] == (3800, 0)
