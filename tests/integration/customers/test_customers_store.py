import datetime as dt

import pytest

from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.steps import add_customers
from smbcrm.membership.customers.types import Consent, Details, NewCustomer, Profile
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.models.session import Session
from smbcrm.models.work import Work
from tests.helpers.shops import MORNING, StillShop
from tests.helpers.unsigned import unsigned


def crowd(count: int) -> list[NewCustomer]:
    consent = Consent(ConsentChannel.SMS, ConsentState.GIVEN, MORNING, "list", None)
    return [
        NewCustomer(
            Profile(
                full_name=f"Person {number}",
                phones=(Phone(f"1380013{number:04}", f"+861380013{number:04}"),),
                tags=("a", "b"),
                occasions=(Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 3, 5),),
            ),
            code=f"X-{number}" if number % 2 else None,
            consents=(consent,),
        )
        for number in range(count)
    ]


def test_many_are_added_at_once_in_order(shop: StillShop) -> None:
    ids = shop.uow.run(unsigned(add_customers), crowd(501), MORNING)
    assert len(set(ids)) == 501
    for number in (0, 1, 499, 500):
        known = shop.services.customers.get(ids[number])
        assert known.profile.full_name == f"Person {number}"
        assert known.code == (f"X-{number}" if number % 2 else f"C{ids[number]:06}")
        assert known.profile.phones[0].e164 == f"+861380013{number:04}"
        assert (len(known.consents), len(known.profile.occasions)) == (1, 1)
    accounts = shop.uow.read(
        lambda work: work.session.rows("SELECT holder FROM account WHERE kind = 'principal'")
    )
    assert {row[0] for row in accounts} - {None} == set(ids)


def test_a_batch_takes_few_statements(shop: StillShop, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    plain = Session.text

    def noted(session: Session, statement: str) -> str:
        said.append(statement)
        return plain(session, statement)

    monkeypatch.setattr(Session, "text", noted)
    shop.uow.run(unsigned(add_customers), crowd(500), MORNING)
    assert len(said) < 30


def test_the_addressee_is_what_a_bill_says(shop: StillShop) -> None:
    details = Details(
        full_name="Ann",
        phones=("010-6552 9988", "13800138000"),
        address="1 High St",
        city="Bath",
        language="zh_CN",
    )
    saved = shop.services.customers.add(details)
    card = shop.services.cards.issue(saved.id)
    shop.clock.instant += dt.timedelta(days=1)
    newest = shop.services.cards.replace(card.number)
    to = shop.uow.read(lambda work: work.customers.addressee(saved.id, MORNING.date()))
    assert (to.id, to.code, to.full_name, to.language) == (saved.id, "C000001", "Ann", "zh_CN")
    assert (to.phone, to.address, to.card) == ("010 6552 9988", "1 High St, Bath", newest.number)
    bare = shop.services.customers.add(Details(phones=("x123",)))
    to = shop.uow.read(lambda work: work.customers.addressee(bare.id, MORNING.date()))
    assert (to.full_name, to.phone, to.address, to.card) == ("", "x123", "", "")
    with pytest.raises(LookupError):
        shop.uow.read(lambda work: work.customers.addressee(99, MORNING.date()))


def test_phones_are_looked_up_together(shop: StillShop) -> None:
    ids = shop.uow.run(unsigned(add_customers), crowd(3), MORNING)
    double = shop.services.customers.add(Details(full_name="Spouse", phones=("13800130001",)))
    asked = ["+8613800130001", "+8613800130002", "+8613899999999"]
    assert shop.uow.read(lambda work: work.customers.by_phones(asked)) == {
        "+8613800130001": ((ids[1], "Person 1"), (double.id, "Spouse")),
        "+8613800130002": ((ids[2], "Person 2"),),
    }


def test_the_last_visit_follows_sales_and_their_reversal(shop: StillShop) -> None:
    saved = shop.services.customers.add(Details(full_name="Ann"))
    till = shop.services.till

    def seen() -> list[dt.date | None]:
        return [
            shop.uow.read(lambda work: work.customers.visits(saved.id).last),
            shop.uow.read(lambda work: work.customers.count_visits(saved.id).last),
            shop.services.customers.find("ann")[0].last_visit,
        ]

    assert seen() == [None] * 3
    till.top_up(TopUpRequest(shop.act(1), saved.id, 10_000))
    assert seen() == [None] * 3
    till.sale(SaleRequest(shop.act(2), saved.id, 100))
    first = MORNING.date()
    assert seen() == [first] * 3
    shop.clock.instant += dt.timedelta(days=40)
    bill = till.sale(SaleRequest(shop.act(3), saved.id, 100))
    assert seen() == [first + dt.timedelta(days=40)] * 3
    till.reverse(ReverseRequest(shop.act(4), bill.operation))
    assert seen() == [first] * 3


def test_who_was_never_dealt_with_leaves_no_trace(shop: StillShop) -> None:
    ids = shop.uow.run(unsigned(add_customers), crowd(3), MORNING)
    stays, goes = ids[0], ids[1:]
    card = shop.services.cards.issue(goes[0])
    shop.services.cards.replace(card.number)
    code = shop.services.customers.get(goes[0]).code
    shop.services.customers.edit(stays, Details(referrer=code))
    shop.uow.run(unsigned(lambda work: work.customers.remove(goes)))
    assert shop.services.customers.ids() == (stays,)
    assert shop.services.customers.get(stays).profile.referrer is None
    for table in ("customer_phone", "customer_tag", "occasion", "consent", "card", "search_short"):
        assert owners(shop, table, "customer") <= {stays}
    assert owners(shop, "search_part", "customer") == {stays}
    assert owners(shop, "account", "holder") == {stays, None}
    assert shop.services.customers.find("13800130001") == ()


def owners(shop: StillShop, table: str, column: str) -> set[int | None]:
    def step(work: Work) -> set[int | None]:
        return {row[0] for row in work.session.rows(f"SELECT {column} FROM {table}")}

    return shop.uow.read(step)


def test_an_id_is_never_given_twice(shop: StillShop) -> None:
    first = shop.uow.run(unsigned(add_customers), crowd(2), MORNING)
    shop.uow.run(unsigned(lambda work: work.customers.remove(first)))
    assert set(shop.uow.run(unsigned(add_customers), crowd(2), MORNING)).isdisjoint(first)


def test_what_was_rehearsed_is_not_there(shop: StillShop) -> None:
    shop.uow.rehearse(add_customers, crowd(2), MORNING)
    assert shop.services.customers.count() == 0
    assert owners(shop, "search_short", "customer") == set()


def test_nothing_is_done_for_nobody(shop: StillShop) -> None:
    def step(work: Work) -> list[int]:
        work.customers.remove([])
        work.search.index([])
        return work.customers.add([], MORNING)

    assert shop.uow.run(step) == []
