"""Whoever is erased goes from what companies knew of them, before and after they were customers."""

import pytest

from smbcrm.membership.companies.types import ContactSaid
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.types import Details
from tests.helpers.known_person import all_texts
from tests.helpers.shops import StillShop

HERS = ("Wilhelmina", "Mina Q", "13955577731", "mina@example.com", "lion tamer")


def left(shop: StillShop) -> list[str]:
    text = shop.uow.read(lambda work: all_texts(work.session))
    return [one for one in HERS if one in text]


@pytest.fixture
def inn(shop: StillShop) -> int:
    """Return a company that knew somebody by name before she was a customer, and knows others."""
    add, companies = shop.services.customers.add, shop.services.companies
    inn = add(Details(full_name="Inn", kind=CustomerKind.COMPANY)).id
    companies.put_contact(inn, ContactSaid("Eve", "cook", "13912345678"))
    name, nick, phone, mail, role = HERS
    companies.put_contact(inn, ContactSaid(nick, role, phone))
    companies.put_contact(inn, ContactSaid(name, email=mail, main=True), nick)
    return inn


@pytest.fixture
def she(shop: StillShop, inn: int) -> int:
    """Return her, who is a customer now, and still who is reached at the company."""
    she = shop.services.customers.add(Details(full_name="Wilhelmina")).id
    shop.services.companies.put_contact(inn, ContactSaid("", phone="", email="", person=she), "1")
    return she


def lines(shop: StillShop, inn: int) -> list[tuple[str, str | None, str | None]]:
    return shop.uow.read(
        lambda work: work.session.rows(
            "SELECT part, before, after FROM change_log WHERE customer = ? AND field = 'contact' "
            "ORDER BY id",
            inn,
        )
    )


@pytest.mark.parametrize("gone", [False, True])
def test_the_log_of_a_company_forgets_who_is_erased(
    shop: StillShop, inn: int, she: int, *, gone: bool
) -> None:
    if gone:
        shop.services.companies.drop_contact(inn, "Wilhelmina")
    assert left(shop) == list(HERS)
    shop.services.privacy.erase(she, "asked")
    assert left(shop) == []
    (contact,) = shop.services.customers.get(inn).profile.contacts
    assert (contact.name, contact.role) == ("Eve", "cook")
    eve = [("main cook, 13912345678", "other cook, 13912345678")]
    eve += [(b, a) for a, b in reversed(eve)] * gone
    told = [(None, "main cook, 13912345678"), *eve]
    assert lines(shop, inn) == [(":Eve", *one) for one in told]


def test_what_a_merge_kept_forgets_who_is_erased(shop: StillShop, inn: int) -> None:
    add, companies, merging = (
        shop.services.customers.add,
        shop.services.companies,
        shop.services.merging,
    )
    other = add(Details(full_name="The Inn", kind=CustomerKind.COMPANY)).id
    gus = add(Details(full_name="Gus")).id
    companies.put_contact(inn, ContactSaid(person=gus))
    companies.put_contact(other, ContactSaid("Fay", "waiter"))
    merge = merging.merge(inn, other, {})
    she = add(Details(full_name="Wilhelmina")).id
    companies.put_contact(inn, ContactSaid("", phone="", email="", person=she), "1")
    another = add(Details(full_name="Third Inn", kind=CustomerKind.COMPANY)).id
    again = merging.merge(inn, another, {})
    shop.services.privacy.erase(she, "asked")
    assert left(shop) == []
    merging.undo(again.id)
    merging.undo(merge.id)
    assert left(shop) == []
    get = shop.services.customers.get
    names = [[one.name or one.person for one in get(o).profile.contacts] for o in (inn, other)]
    assert names == [["Eve", gus], ["Fay"]]
