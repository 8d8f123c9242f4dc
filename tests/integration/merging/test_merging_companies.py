"""Companies that are merged, and people who are contacts of one: all of it moves and returns."""

import json
from dataclasses import replace

import pytest

from smbcrm.membership.companies.types import ContactSaid, DeliverySaid
from smbcrm.membership.customers.contacts import Contact
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.types import Details
from smbcrm.membership.merging.types import LaterMerge, MergeField, MergeKey, Side
from smbcrm.models.session import Session
from tests.integration.merging.conftest import MergeShop, differences


@pytest.fixture
def inns(shop: MergeShop) -> tuple[int, int]:
    """Return two companies that are one; Bo and Anna are contacts of the second."""
    add, companies = shop.services.customers.add, shop.services.companies
    kind = CustomerKind.COMPANY
    inn = add(Details(full_name="Inn", kind=kind, tax_id="1", payment_days="0")).id
    details = Details(
        full_name="The Inn",
        kind=kind,
        tax_id="2",
        bank="Bank",
        bank_account="4",
        currency="EUR",
        credit_limit="50",
    )
    other = add(details).id
    companies.put_contact(inn, ContactSaid("Eve", "cook"))
    companies.put_delivery(inn, DeliverySaid("Dock", "1 Dock Road"))
    companies.put_contact(other, ContactSaid(person=shop.bo))
    companies.put_contact(other, ContactSaid(person=shop.anna, role="buyer"))
    companies.put_delivery(other, DeliverySaid("Barn", "2 Barn Road"))
    return inn, other


def test_a_company_takes_what_the_other_had(shop: MergeShop, inns: tuple[int, int]) -> None:
    before = shop.rows()
    merge = shop.merge(*inns)
    made = shop.known(inns[0]).profile
    assert (made.tax_id, made.bank, made.bank_account) == ("1", "Bank", "4")
    assert (made.currency, made.payment_days, made.credit_limit) == ("", 0, None)
    assert [one.person or one.name for one in made.contacts] == ["Eve", shop.bo, shop.anna]
    assert [one.label for one in made.deliveries] == ["Dock", "Barn"]
    shop.sound()
    shop.undo(merge)
    assert differences(before, shop.rows()) == {}
    shop.sound()


def test_a_side_is_chosen_as_of_other_fields(shop: MergeShop, inns: tuple[int, int]) -> None:
    preview = shop.services.merging.preview(*inns, {})
    told = {str(one.field): str(one.side) for one in preview.fields}
    assert (told["tax_id"], told["bank"], told["terms"]) == ("keep", "other", "keep")
    assert (told["contacts"], told["deliveries"]) == ("both", "both")
    others = (MergeField.TAX_ID, MergeField.TERMS, MergeField.CONTACTS)
    chosen: dict[MergeKey, Side] = dict.fromkeys(others, Side.OTHER)
    chosen[MergeField.DELIVERIES] = Side.KEEP
    shop.services.merging.merge(*inns, chosen, shop.act())
    made = shop.known(inns[0]).profile
    assert (made.tax_id, made.currency, made.credit_limit) == ("2", "EUR", 5000)
    assert [one.person for one in made.contacts] == [shop.bo, shop.anna]
    assert [one.label for one in made.deliveries] == ["Dock"]


def test_a_contact_goes_on_as_who_stayed(shop: MergeShop, inns: tuple[int, int]) -> None:
    before = shop.rows()
    merge = shop.merge()
    assert shop.known(inns[1]).profile.contacts[1] == Contact(role="buyer", person=shop.ann)
    shop.undo(merge)
    assert differences(before, shop.rows()) == {}


def test_a_contact_who_is_erased_meanwhile_does_not_return(
    shop: MergeShop, inns: tuple[int, int]
) -> None:
    merge = shop.merge(*inns)
    shop.services.privacy.erase(shop.bo, "asked")
    shop.undo(merge)
    assert [one.person for one in shop.known(inns[1]).profile.contacts] == [shop.anna]


def test_what_came_since_stays_with_who_stayed(shop: MergeShop, inns: tuple[int, int]) -> None:
    merge = shop.merge(*inns)
    shop.services.companies.put_contact(inns[0], ContactSaid("Fay"))
    shop.services.companies.drop_contact(inns[0], "Eve")
    shop.undo(merge)
    assert [one.name for one in shop.known(inns[0]).profile.contacts] == ["Fay"]


def test_the_contacts_that_a_merge_names_stand_before_it(
    shop: MergeShop, inns: tuple[int, int]
) -> None:
    first = shop.merge(*inns)
    shop.merge()  # Anna, who is a contact of the company that went
    with pytest.raises(LaterMerge):
        shop.undo(first)


def test_a_company_is_no_contact_of_itself(shop: MergeShop, inns: tuple[int, int]) -> None:
    chosen: dict[MergeKey, Side] = {MergeField.KIND: Side.KEEP}
    merge = shop.services.merging.merge(inns[1], shop.bo, chosen, shop.act())
    assert [one.person for one in shop.known(inns[1]).profile.contacts] == [shop.anna]
    shop.undo(merge)
    contacts = shop.known(inns[1]).profile.contacts
    assert [one.person for one in contacts] == [shop.bo, shop.anna]


def test_a_merge_of_the_version_before_is_undone(shop: MergeShop) -> None:
    before = [shop.known(who) for who in (shop.ann, shop.anna)]
    merge = shop.merge()
    shop.still.uow.run(lambda work: _as_before(work.session))
    shop.undo(merge)
    for was in before:
        now, none = shop.known(was.id), ()
        assert replace(now.profile, custom=none) == replace(was.profile, custom=none)
        assert (now.code, now.cards, now.consents) == (was.code, was.cards, was.consents)
    shop.sound()


def test_a_contact_that_the_version_before_moved_goes_back(
    shop: MergeShop, inns: tuple[int, int]
) -> None:
    merge = shop.merge()
    moved = [{"customer": inns[1], "position": 1}]
    shop.still.uow.run(lambda work: _as_before(work.session, moved))
    shop.undo(merge)
    assert _contacts(shop, inns[1]) == [(shop.bo, ""), (shop.anna, "buyer")]


def _as_before(session: Session, moved: list[dict[str, int]] | None = None) -> None:
    """Take out of what the merge kept what the first version with merges did not know."""
    row = session.row("SELECT content FROM customer_merge")
    assert row
    content = json.loads(row[0])
    del content["contacts"]
    later = [f"customer_{name}" for name in ("contact", "delivery", "field")]
    for side in ("keep", "other", "after"):
        for table in later:
            del content[side][table]
        for known in content[side]["customer"]:
            for name in ("tax_id", "bank", "bank_account", "currency"):
                del known[name]
            del known["payment_days"], known["credit_limit"]
    tables = ("customer_note", "service_record", "customer_file", "past_sale", "import_before")
    names = [f"{table}.customer" for table in tables]
    for kind in ("moved", "aside"):
        for name in (*names, "import_link.customer", "import_link.other", "change_log.customer"):
            del content[kind][name]
    if moved is not None:
        content["moved"]["customer_contact.person"] = moved
    session.execute("UPDATE customer_merge SET content = ?", json.dumps(content))


def _contacts(shop: MergeShop, company: int) -> list[tuple[int | str, str]]:
    return [(one.person or one.name, one.role) for one in shop.known(company).profile.contacts]


def test_who_was_a_contact_as_both_is_one_and_two_again(
    shop: MergeShop, inns: tuple[int, int]
) -> None:
    company, put = inns[1], shop.services.companies.put_contact
    put(company, ContactSaid(person=shop.ann, role="cook"))
    before = shop.rows()
    merge = shop.merge()
    assert _contacts(shop, company) == [(shop.bo, ""), (shop.ann, "buyer")]
    put(company, ContactSaid(role="boss"), shop.known(shop.ann).code)
    assert _contacts(shop, company) == [(shop.bo, ""), (shop.ann, "boss")]
    put(company, ContactSaid(role="buyer"), shop.known(shop.ann).code)
    shop.undo(merge)
    assert set(differences(before, shop.rows())) <= {"customer", "change_log", "request_log"}
    assert _contacts(shop, company) == [(shop.bo, ""), (shop.anna, "buyer"), (shop.ann, "cook")]


def test_a_company_that_was_edited_since_knows_both_again(
    shop: MergeShop, inns: tuple[int, int]
) -> None:
    company, companies = inns[1], shop.services.companies
    companies.put_contact(company, ContactSaid("Fay"))
    merge = shop.merge()
    companies.put_contact(company, ContactSaid("Gus", main=True))
    companies.put_contact(company, ContactSaid(role="boss", main=True), shop.known(shop.ann).code)
    companies.drop_contact(company, shop.known(shop.bo).code)
    shop.undo(merge)
    assert _contacts(shop, company) == [(shop.anna, "boss"), ("Gus", ""), ("Fay", "")]


def test_who_is_no_contact_any_more_does_not_come_back(
    shop: MergeShop, inns: tuple[int, int]
) -> None:
    company, companies = inns[1], shop.services.companies
    merge = shop.merge()
    companies.drop_contact(company, shop.known(shop.ann).code)
    companies.put_contact(company, ContactSaid(person=shop.cy))
    shop.undo(merge)
    assert _contacts(shop, company) == [(shop.bo, ""), (shop.cy, "")]


def test_a_contact_of_both_companies_stands_once_and_is_edited(
    shop: MergeShop, inns: tuple[int, int]
) -> None:
    put = shop.services.companies.put_contact
    put(inns[0], ContactSaid(person=shop.anna, main=True))
    put(inns[1], ContactSaid("Eve", "waiter", email="eve@x.org"))
    before = shop.rows()
    merge = shop.merge(*inns)
    made = shop.known(inns[0]).profile.contacts
    told = [(shop.anna, "buyer"), ("Eve", "cook"), (shop.bo, "")]
    assert _contacts(shop, inns[0]) == told
    assert made[1].email == "eve@x.org"
    shop.undo(merge)
    assert differences(before, shop.rows()) == {}
    again = shop.merge(*inns)
    put(inns[0], ContactSaid(role="boss"), shop.known(shop.anna).code)
    shop.undo(again)
    assert _contacts(shop, inns[0]) == [("Eve", "cook"), (shop.anna, "boss")]
    assert _contacts(shop, inns[1]) == [(shop.bo, ""), (shop.anna, "buyer"), ("Eve", "waiter")]
