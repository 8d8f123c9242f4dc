"""The page of duplicates in the window: the ways to it, the keys, and Ctrl+Z from anywhere."""

import pytest

from smbcrm.membership.customers.types import Details
from smbcrm.ui.duplicates.page import DuplicatesPage
from tests.helpers.house import House


@pytest.fixture
def alike(open_house: House) -> House:
    """Return a window on a salon in which two look alike."""
    with open_house.books() as books:
        books.customers.add(Details(full_name="Hanna Brooks", phones=("+12075550142",)))
    open_house.settle()
    return open_house


def page(house: House) -> DuplicatesPage:
    """Return the page that is shown."""
    here = house.shop.here
    assert isinstance(here, DuplicatesPage)
    return here


def test_the_palette_leads_to_it(alike: House) -> None:
    alike.press("Ctrl+K")
    alike.type("duplic")
    alike.press("Enter")
    assert page(alike).card.list.hasFocus()
    alike.press("Esc")
    assert alike.shop.place == "customers"


def test_the_list_of_customers_leads_to_it(alike: House) -> None:
    alike.press("Ctrl+2")
    more = alike.shop.here.tools.more.menu_below  # type: ignore[attr-defined]
    more.actions()[0].trigger()
    alike.settle()
    assert page(alike).head.sub().startswith("1 pair ")


def test_what_many_share_is_shown_in_the_list_of_customers(alike: House) -> None:
    alike.press("Ctrl+2")
    alike.type("Hannah")
    alike.shop.go("customers/+12075550142")
    alike.settle()
    assert alike.shop.here.model.rowCount() == 2  # type: ignore[attr-defined]


def test_two_who_are_picked_are_shown_side_by_side(alike: House) -> None:
    alike.press("Ctrl+2", "Down", "Space")
    assert not alike.shop.here.bulk.merge.isVisible()  # type: ignore[attr-defined]
    alike.press("Down", "Space")
    alike.hands.click("customers_merge")
    shown = page(alike)
    assert [line.sub.partition(" ")[0] for line in shown.card.list.lines] == ["chosen", "phone"]
    assert shown.pair.seen is not None


def test_by_keys_alone_one_of_two_and_back_from_another_page(alike: House) -> None:
    alike.press("Ctrl+Shift+M", "Enter", "Space", "Ctrl+Enter")
    assert alike.shows("Hanna Brooks merged into Hannah Brooks")
    assert not page(alike).card.list.lines
    alike.press("Ctrl+2", "Ctrl+Z")
    assert alike.shop.place == "customers"
    with alike.books() as books:
        assert len(books.duplicates.find().pairs) == 1
    alike.press("Ctrl+Shift+M")
    assert len(page(alike).card.list.lines) == 1


def test_tab_goes_through_all_of_it(alike: House) -> None:
    alike.press("Ctrl+Shift+M")
    reached = []
    while "Check all again" not in reached:
        alike.press("Tab")
        reached.append(alike.focus.accessibleName())
    assert reached[:4] == [
        *("Page of Hannah Brooks", "Page of Hanna Brooks", "Swap"),
        "Full name of Hannah Brooks: Hannah Brooks",
    ]
    assert "Full name of Hanna Brooks: Hanna Brooks" not in reached  # arrows lead there
    foot = ["Two people", "Later", "Merge into Hannah Brooks"]
    at = reached.index(foot[0])
    assert reached[at : at + 3] == foot
    assert reached[at - 1].startswith("Notes of Hannah Brooks")


def test_what_another_till_says_is_seen(alike: House) -> None:
    alike.press("Ctrl+Shift+M")
    pair = page(alike).pair.pair
    assert pair is not None
    with alike.books() as books:
        books.merging.set_apart(*pair)
    alike.wait_for(lambda: not page(alike).card.list.lines)
    assert alike.shows("No two customers look alike.")
