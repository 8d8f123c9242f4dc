"""An erase: the person goes out of every table and byte, the ledger stays whole."""

from dataclasses import replace
from pathlib import Path

import pytest

from smbcrm.membership.benefits.types import VoidVoucherRequest
from smbcrm.membership.bills.types import Paper
from smbcrm.membership.cards.scanning import UnknownScan
from smbcrm.membership.customers.errors import NobodyFound, UnknownCustomer
from smbcrm.membership.customers.kinds import ConsentState
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports.types import ImportRequest
from smbcrm.membership.ledger.named import PersonErased
from smbcrm.membership.privacy import keeping
from smbcrm.membership.privacy.types import BadEraseReason, ErasedOne, StillOwed
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.vouchers.errors import VoucherHeld
from smbcrm.models.persons import NO_PERSONS, PERSONS
from smbcrm.models.stores.erasures import STEPS
from tests.helpers.known_person import SAID, KnownShop, left_of_her


def erase(shop: KnownShop, *, give_up: bool = True) -> None:
    shop.services.privacy.erase(shop.she, "asked", shop.act(), give_up=give_up)


def test_she_stands_in_every_table_that_holds_persons(shop: KnownShop) -> None:
    """Else the proof that follows would prove nothing."""
    assert left_of_her(shop.texts())
    few = {"bill_issue", "import_before", "import_run", "spending_pin_wrong", "tier_review_move"}
    few |= {"past_sale", "past_sale_line"}  # tests/integration/past_sales
    tables = {held.table for held in PERSONS} - few
    counts = shop.uow.read(
        lambda work: {one: work.session.rows(f"SELECT 1 FROM {one}") for one in tables}
    )
    assert [table for table, found in counts.items() if not found] == []


def test_nothing_of_her_is_left_in_any_row(shop: KnownShop) -> None:
    erase(shop)
    assert left_of_her(shop.texts()) == []


def test_who_went_into_her_by_a_merge_is_erased_with_her(shop: KnownShop) -> None:
    """A copy of before the merge has two people, and neither may come back with it."""
    (one,) = shop.uow.read(lambda work: work.erasures.merged(shop.she))
    erase(shop)
    erased = {each.customer for each in shop.uow.read(lambda work: work.erasures.all())}
    assert erased == {shop.she, one.customer}


def test_the_books_stay_whole(shop: KnownShop) -> None:
    before = shop.services.audit.verify().figures
    erase(shop)
    verdict = shop.services.audit.verify()
    assert verdict.findings == ()
    assert verdict.figures.operations == before.operations + 2  # the voucher, and all the rest
    owed = shop.uow.read(
        lambda work: work.session.row(
            "SELECT SUM(balance), SUM(CASE WHEN balance <> 0 THEN 1 ELSE 0 END) FROM account"
        )
    )
    assert tuple(map(int, owed or ())) == (0, 0)


def test_value_that_is_owed_keeps_her(shop: KnownShop) -> None:
    look = shop.services.privacy.look(shop.she)
    assert look.owed.principal + look.owed.gift == 50_000 + 5_000 - 6_000
    assert (look.owed.vouchers, [tuple(one) for one in look.owed.visits]) == (
        1,
        [("Ten haircuts", 10)],
    )
    assert look.opted_out == ("email",)
    with pytest.raises(StillOwed):
        erase(shop, give_up=False)
    assert left_of_her(shop.texts())
    assert shop.services.audit.verify().clean


def test_a_reason_is_one_of_the_list(shop: KnownShop) -> None:
    with pytest.raises(BadEraseReason):
        shop.services.privacy.erase(shop.she, "because", give_up=True)


def test_the_same_request_again_does_nothing(shop: KnownShop) -> None:
    act = shop.act()
    first = shop.services.privacy.erase(shop.she, "asked", act, give_up=True)
    again = shop.services.privacy.erase(shop.she, "asked", act, give_up=True)
    assert first == again
    with pytest.raises(RequestReused):
        shop.services.privacy.erase(shop.friend, "asked", act, give_up=True)
    with pytest.raises(UnknownCustomer):
        erase(shop)


def test_nobody_is_found_by_what_she_was(shop: KnownShop) -> None:
    card = shop.services.cards.of_customer(shop.she)
    own = next(one.number for one in card if one.number.isdigit())
    erase(shop)
    for text in ("Wilhelmina", "0142", "QUACK-77", own):
        with pytest.raises(NobodyFound):
            shop.services.cards.customer(text)
    assert shop.services.customers.find("wil") == ()
    assert isinstance(shop.services.cards.scan(own), UnknownScan)
    assert shop.services.cards.next_number() != own
    assert shop.services.customers.count() == 1
    assert shop.services.customers.show(shop.friend).referrer == ""
    assert shop.services.relationships.of(shop.friend) == ()


def test_a_refusal_outlives_her(shop: KnownShop) -> None:
    erase(shop)
    again = shop.services.customers.add(Details(full_name="Ms Q", phones=("+12075550142",)))
    words = shop.services.consents.show(again.id).words
    assert [(one.about, one.state) for one in words] == [("email", ConsentState.REFUSED)]
    other = shop.services.customers.add(Details(full_name="Other", phones=("+12075550188",)))
    assert shop.services.consents.show(other.id).words == ()
    shop.services.customers.edit(other.id, Details(email="Mina.Q@example.com"))
    shop.services.customers.edit(other.id, Details(notes="tall"))
    assert len(shop.services.consents.show(other.id).words) == 1


def test_what_she_bought_is_neither_taken_back_nor_given_back(shop: KnownShop) -> None:
    bills = shop.services.history.of_customer(shop.she)
    sale = next(one for one in bills if one.kind == "sale")
    erase(shop)
    with pytest.raises(PersonErased):
        shop.services.till.reverse(ReverseRequest(shop.act(), sale.id))
    with pytest.raises(PersonErased):
        shop.services.refunds.refund(RefundRequest(shop.act(), sale.id, 100))
    with pytest.raises(PersonErased):
        shop.services.refunds.sale_left(sale.id)
    assert shop.services.audit.verify().clean


def test_her_bill_is_still_there_without_her(shop: KnownShop) -> None:
    sale = next(one for one in shop.services.history.of_customer(shop.she) if one.net == 6000)
    erase(shop)
    found = shop.services.bills.find(sale.id).bill
    assert found.customer is not None
    assert (found.customer.name, found.customer.code, found.amount) == ("", "C000002", 6000)


def test_every_table_whose_rows_stay_has_a_step() -> None:
    asked = {held.table for held in PERSONS if not held.by and not held.along}
    assert asked == set(STEPS)
    assert not [held for held in PERSONS if held.along and held.along not in STEPS]


def test_no_text_is_both() -> None:
    for held in PERSONS:
        assert not set(held.texts) & set(NO_PERSONS.get(held.table, ()))


def test_what_lists_and_papers_said_of_her_goes_as_well(shop: KnownShop, tmp_path: Path) -> None:
    services = shop.services
    file = tmp_path / "list.csv"
    rows = ("Name,Phone,Gender", f"{SAID['name']},+12075550142,{SAID['notes']}", "Bo Tan,,strange")
    file.write_text("\n".join(rows), "utf-8")
    act = shop.act()
    services.imports.run(ImportRequest(file, act))
    sale = next(one for one in services.history.of_customer(shop.she) if one.net == 6000)
    paper = Paper(instead=((SAID["name"], "W. Q."),))
    services.bills.issue(shop.act(), sale.id, paper)
    assert SAID["notes"] in str(services.imports.get(act.request_id).report.notes)
    assert services.bills.find(sale.id).issues[0].paper.instead
    erase(shop)
    assert left_of_her(shop.texts()) == []
    left = services.imports.get(act.request_id).report.notes
    assert {one.row for one in left} == {3}, "what was said of others stays"
    assert services.imports.undo(act.request_id).undo is not None
    assert services.audit.verify().clean


def test_an_import_that_was_taken_back_says_nothing_of_her(shop: KnownShop, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"Name,Phone\n{SAID['name']},+12075550142\n", "utf-8")
    act = shop.act()
    shop.services.imports.run(ImportRequest(file, act))
    shop.services.imports.undo(act.request_id)
    erase(shop)
    assert left_of_her(shop.texts()) == []


def test_a_voucher_that_lies_at_another_till_keeps_her(shop: KnownShop) -> None:
    services = shop.services
    services.staff.add_terminal("Till 2")
    (voucher,) = services.benefits.of_customer(shop.she)
    services.benefits.hold(replace(shop.act(), terminal="Till 2"), voucher.code)
    with pytest.raises(VoucherHeld):
        erase(shop)
    services.benefits.release(replace(shop.act(), terminal="Till 2"), voucher.code)
    services.benefits.void(VoidVoucherRequest(shop.act(), voucher.code, "mistake"))
    erase(shop)
    assert services.audit.verify().clean


def test_whoever_owns_nothing_goes_without_an_operation(shop: KnownShop) -> None:
    before = shop.services.audit.verify().figures.operations
    shop.services.privacy.erase(shop.friend, "asked")
    assert shop.services.audit.verify().figures.operations == before
    assert shop.uow.read(lambda work: work.erasures.there(())) == ()


def test_back_from_a_copy_they_are_erased_again(shop: KnownShop) -> None:
    one = ErasedOne(shop.she, "2026-03-10T10:00:00.000000Z")
    other = ErasedOne(shop.friend, "1999-01-01T00:00:00.000000Z")
    back = shop.uow.run(keeping.erase_again, shop.clock, (one, other), shop.act())
    assert (back, shop.services.customers.count()) == (1, 1)
    assert left_of_her(shop.texts()) == []
    assert shop.services.audit.verify().clean
