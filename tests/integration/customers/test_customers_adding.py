import datetime as dt
import json

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.cards.errors import CardNumberTaken
from smbcrm.membership.cards.steps import next_number
from smbcrm.membership.customers import errors
from smbcrm.membership.customers.kinds import (
    ConsentChannel,
    ConsentState,
    CustomerKind,
    Gender,
    Sameness,
    Status,
)
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Alike, Consent, ConsentSaid, CustomerChanged, Details
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.requests.types import Act, BadRequestId, RequestReused
from smbcrm.membership.sales.types import SaleRequest
from tests.helpers.shops import MORNING, StillShop
from tests.helpers.twin import write_referrer

BIRTHDAY = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 3, 5)
PET = Occasion(OccasionKind.PET_BIRTHDAY, Calendar.LUNAR, None, 4, 1, is_leap_month=True)
EVERYTHING = Details(
    code="VIP-8",
    full_name="陈雨桐",
    family_name="陈",
    given_name="雨桐",
    kind=CustomerKind.COMPANY,
    gender=Gender.FEMALE,
    email="chen@example.com",
    wechat="cyt",
    whatsapp="+8613800138000",
    line="cyt.line",
    address="中山路1号\n2楼",
    province="广东省",
    city="广州市",
    district="天河区",
    postcode="510000",
    country="CN",
    language="zh_TW",
    preferences="绿茶",
    looked_after_by="Owner",
    referrer="C000001",
    source="friend",
    alert="坚果过敏",
    notes="喜欢靠窗",
    status=Status.DO_NOT_CONTACT,
    phones=("138-0013-8000", "12345"),
    tags=("vip", "tea"),
    occasions=(BIRTHDAY, PET),
    consents=(ConsentSaid(ConsentChannel.SMS, ConsentState.GIVEN, "form"),),
)


def test_everything_that_is_typed_is_kept(shop: StillShop) -> None:
    customers = shop.services.customers
    customers.add(Details(full_name="Referrer"))
    saved = customers.add(EVERYTHING)
    known = customers.get(saved.id)
    profile = known.profile
    assert known.code == saved.code == "VIP-8"
    assert known.created_at == known.changed_at == MORNING
    assert (known.last_visit, known.cards) == (None, ())
    for field in ("full_name", "family_name", "given_name", "kind", "gender", "email", "wechat"):
        assert getattr(profile, field) == getattr(EVERYTHING, field)
    for field in ("whatsapp", "line", "address", "province", "city", "district", "postcode"):
        assert getattr(profile, field) == getattr(EVERYTHING, field)
    for field in ("country", "language", "preferences", "source", "alert", "notes", "status"):
        assert getattr(profile, field) == getattr(EVERYTHING, field)
    assert profile.phones == (Phone("138-0013-8000", "+8613800138000"), Phone("12345", None))
    assert profile.tags == ("tea", "vip")
    assert profile.occasions == (BIRTHDAY, PET)
    assert (profile.referrer, profile.looked_after_by) == (1, 1)
    consent = Consent(ConsentChannel.SMS, ConsentState.GIVEN, MORNING, "form", 1)
    assert known.consents == (consent,)
    assert saved.unreachable == ("12345",)
    shown = customers.show(saved.id)
    assert (shown.referrer, shown.looked_after_by, shown.tier) == ("C000001", "Owner", "Regular")


def test_codes_follow_the_id_and_step_aside(shop: StillShop) -> None:
    customers = shop.services.customers
    assert customers.add(Details(full_name="First")).code == "C000001"
    assert customers.add(Details(full_name="Taker", code="C000003")).code == "C000003"
    assert customers.add(Details(full_name="Third")).code == "C000003-2"
    assert customers.add(Details(full_name="Fourth")).code == "C000004"


def test_a_customer_is_added_with_an_account_and_can_buy(shop: StillShop) -> None:
    saved = shop.services.customers.add(Details(phones=("13800138000",)))
    bill = shop.services.till.sale(SaleRequest(shop.act(1), saved.id, 6800))
    assert bill.customer is not None
    assert (bill.customer.code, bill.customer.phone) == (saved.code, "138 0013 8000")
    assert shop.services.ledger.standing(saved.id).points == 68


def test_it_is_told_who_changed(shop: StillShop) -> None:
    told: list[CustomerChanged] = []
    shop.services.events.subscribe(CustomerChanged, told.append)
    saved = shop.services.customers.add(Details(full_name="Ann"))
    shop.services.customers.edit(saved.id, Details(notes="tea"))
    assert [event.customers for event in told] == [{saved.id}, {saved.id}]


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "{first_name}", "\u202egnp", "a\x07\r\nb"])
def test_hostile_names_come_back_as_they_were(shop: StillShop, name: str) -> None:
    saved = shop.services.customers.add(Details(full_name=name, notes="a\x00b\ud800"))
    profile = shop.services.customers.get(saved.id).profile
    assert (profile.full_name, profile.notes) == (name, "ab\ufffd")


def test_the_same_request_adds_once_and_gives_the_first_answer(shop: StillShop) -> None:
    customers = shop.services.customers
    other = customers.add(Details(full_name="Bob", phones=("13800138000",)))
    details = Details(full_name="Ann", phones=("13800138000",))
    first = customers.add(details, shop.act(1))
    assert first.alike == (Alike(other.id, other.code, "Bob", Sameness.PHONE),)
    upper = Act(shop.act(1).request_id.upper())
    assert customers.add(details, upper) == first
    assert customers.count() == 2


def test_the_same_id_for_something_else_is_refused(shop: StillShop) -> None:
    customers = shop.services.customers
    saved = customers.add(Details(full_name="Ann"), shop.act(1))
    with pytest.raises(RequestReused, match="other arguments"):
        customers.add(Details(full_name="Bob"), shop.act(1))
    with pytest.raises(RequestReused):
        customers.edit(saved.id, Details(full_name="Ann"), shop.act(1))
    shop.services.till.sale(SaleRequest(shop.act(2), saved.id, 100))
    with pytest.raises(RequestReused):
        customers.add(Details(full_name="Bob"), shop.act(2))
    with pytest.raises(BadRequestId):
        customers.add(Details(full_name="Bob"), Act("7"))
    assert customers.count() == 1


def test_a_kept_answer_holds_no_name(shop: StillShop) -> None:
    shop.services.customers.add(Details(full_name="Bob", email="b@example.com"))
    shop.services.customers.add(Details(full_name="Ann", email="B@example.com"), shop.act(1))
    rows = shop.uow.read(lambda work: work.session.rows("SELECT * FROM request_log"))
    kept = next(row for row in rows if row[0] == shop.act(1).request_id)
    assert json.loads(kept[3]) == [2, [[1, "email"]]]
    assert not any("Ann" in str(value) for value in kept)


def test_who_looks_alike_is_told_and_added(shop: StillShop) -> None:
    add = shop.services.customers.add
    phone = add(Details(full_name="A", phones=("138 0013 8000",)))
    email = add(Details(full_name="B", email="x@example.com"))
    born = add(Details(full_name="陈雨桐", occasions=(BIRTHDAY,)))
    add(Details(full_name="陈雨桐", occasions=(Occasion(*_other_year()),)))
    saved = add(
        Details(
            full_name="Chen Yutong",
            phones=("12345", "13800138000"),
            email="X@example.com",
            occasions=(BIRTHDAY,),
        )
    )
    assert {(one.id, one.why) for one in saved.alike} == {
        (phone.id, Sameness.PHONE),
        (email.id, Sameness.EMAIL),
        (born.id, Sameness.NAME_AND_BIRTHDAY),
    }
    assert add(Details(full_name="陈雨桐")).alike == ()


def _other_year() -> tuple[OccasionKind, Calendar, int, int, int]:
    return OccasionKind.BIRTHDAY, Calendar.SOLAR, 1960, 3, 5


def test_a_code_is_nobody_elses(shop: StillShop) -> None:
    customers, cards = shop.services.customers, shop.services.cards
    ann = customers.add(Details(full_name="Ann", code="A1"))
    card = cards.issue(ann.id)
    for code in ("A1", card.number):
        with pytest.raises(errors.CustomerCodeTaken, match=code):
            customers.add(Details(full_name="Bob", code=code))
    with pytest.raises(errors.BadCustomerCode):
        customers.add(Details(full_name="Bob", code="a b"))
    assert customers.count() == 1


def test_a_code_that_is_the_next_card_number_is_stepped_over(shop: StillShop) -> None:
    customers, cards = shop.services.customers, shop.services.cards
    ann = customers.add(Details(full_name="Ann"))
    first = cards.issue(ann.id).number
    following = shop.uow.read(next_number)
    customers.add(Details(full_name="Bob", code=following))
    assert first < following < cards.issue(ann.id).number
    with pytest.raises(CardNumberTaken):
        cards.issue(ann.id, number=following)


def test_referrer_and_staff_are_looked_up(shop: StillShop) -> None:
    customers = shop.services.customers
    ann = customers.add(Details(full_name="Ann"))
    with pytest.raises(errors.UnknownReferrer, match="C9"):
        customers.add(Details(full_name="Bob", referrer="C9"))
    with pytest.raises(errors.OwnReferrer):
        customers.edit(ann.id, Details(referrer=ann.code))
    bob = customers.add(Details(full_name="Bob", referrer=ann.code, looked_after_by="Owner"))
    customers.edit(bob.id, Details(referrer="", looked_after_by=""))
    profile = customers.get(bob.id).profile
    assert (profile.referrer, profile.looked_after_by) == (None, None)


def test_referrers_never_go_round(shop: StillShop) -> None:
    customers = shop.services.customers
    ann = customers.add(Details(full_name="Ann"))
    bob = customers.add(Details(full_name="Bob", referrer=ann.code))
    cleo = customers.add(Details(full_name="Cleo", referrer=bob.code))
    for one in (bob, cleo):
        with pytest.raises(errors.ReferrersInARing, match=one.code):
            customers.edit(ann.id, Details(referrer=one.code))
    assert customers.get(ann.id).profile.referrer is None
    customers.edit(cleo.id, Details(referrer=ann.code))
    customers.edit(bob.id, Details(referrer=cleo.code))
    assert customers.get(bob.id).profile.referrer == cleo.id


def test_who_stands_in_a_ring_already_can_be_edited(shop: StillShop) -> None:
    """Rings that an earlier version let in: what is not changed is not refused."""
    customers = shop.services.customers
    ann = customers.add(Details(full_name="Ann"))
    bob = customers.add(Details(full_name="Bob", referrer=ann.code))
    write_referrer(shop.services, ann.id, bob.id)
    customers.edit(ann.id, Details(referrer=bob.code, notes="tea"))
    dan = customers.add(Details(full_name="Dan", referrer=ann.code))
    customers.edit(dan.id, Details(referrer=bob.code))
    customers.edit(ann.id, Details(referrer=""))
    assert customers.get(ann.id).profile.referrer is None


def test_an_edit_changes_what_is_given(shop: StillShop) -> None:
    customers = shop.services.customers
    customers.add(Details(full_name="Referrer"))
    saved = customers.add(EVERYTHING)
    before = customers.get(saved.id)
    shop.clock.instant += dt.timedelta(hours=1)
    refused = ConsentSaid(ConsentChannel.SMS, ConsentState.REFUSED, "phoned")
    customers.edit(
        saved.id, Details(code="VIP-9", phones=("13900139000",), email="", consents=(refused,))
    )
    after = customers.get(saved.id)
    assert (after.code, after.profile.email) == ("VIP-9", "")
    assert after.profile.phones == (Phone("13900139000", "+8613900139000"),)
    assert [one.state for one in after.consents] == [ConsentState.GIVEN, ConsentState.REFUSED]
    assert after.changed_at == shop.clock.instant
    assert after.created_at == before.created_at
    assert (after.profile.tags, after.profile.occasions) == (("tea", "vip"), (BIRTHDAY, PET))
    assert [found.id for found in customers.find("139000")] == [saved.id]
    assert customers.find("138001") == ()


def test_an_edit_keeps_name_or_phone_and_warns_of_what_is_new_only(shop: StillShop) -> None:
    customers = shop.services.customers
    customers.add(Details(full_name="Bob", phones=("13800138000",), email="b@example.com"))
    ann = customers.add(Details(full_name="Ann", phones=("13800138000",)))
    assert customers.edit(ann.id, Details(notes="tea")).alike == ()
    edited = customers.edit(ann.id, Details(email="b@example.com"))
    assert [one.why for one in edited.alike] == [Sameness.EMAIL]
    customers.add(Details(full_name="Cy", phones=("07700 9001",), wechat="cy1988"))
    edited = customers.edit(ann.id, Details(phones=("13800138000", "0 7700-9001")))
    assert [one.why for one in edited.alike] == [Sameness.PHONE]
    edited = customers.edit(ann.id, Details(phones=("0 7700-9001",), wechat="CY1988 "))
    assert [one.why for one in edited.alike] == [Sameness.MESSENGER]
    with pytest.raises(errors.NameOrPhoneMissing):
        customers.edit(ann.id, Details(full_name="", phones=()))
    assert customers.get(ann.id).profile.full_name == "Ann"


def test_the_same_edit_twice_is_one(shop: StillShop) -> None:
    customers = shop.services.customers
    ann = customers.add(Details(full_name="Ann"))
    said = ConsentSaid(ConsentChannel.CALL, ConsentState.GIVEN, "asked")
    customers.edit(ann.id, Details(consents=(said,)), shop.act(1))
    customers.edit(ann.id, Details(notes="tea"), shop.act(2))
    customers.edit(ann.id, Details(consents=(said,)), shop.act(1))
    known = customers.get(ann.id)
    assert (len(known.consents), known.profile.notes) == (1, "tea")


def test_nobody_is_not_edited_or_shown(shop: StillShop) -> None:
    customers = shop.services.customers
    for call in (customers.get, customers.show):
        with pytest.raises(errors.UnknownCustomer):
            call(99)
    with pytest.raises(errors.UnknownCustomer):
        customers.edit(99, Details(notes="x"))


def test_a_code_a_card_or_a_text_that_finds_one(shop: StillShop) -> None:
    customers, cards = shop.services.customers, shop.services.cards
    ann = customers.add(Details(full_name="Ann Smith", phones=("13800138001",)))
    card = cards.issue(ann.id).number
    bob = customers.add(Details(full_name="Bob Smith", phones=("13900139002",)))
    spaced = f"{card[:4]} {card[4:8]} {card[8:]}"
    for text in (ann.code, ann.code.lower(), card, spaced, "ann", " 8001 ", "ann smith"):
        assert cards.customer(text) == ann.id
    assert cards.customer(bob.code) == bob.id
    for text in ("zoe", "", "x", "99999"):
        with pytest.raises(errors.NobodyFound):
            cards.customer(text)
    with pytest.raises(errors.SeveralFound) as refused:
        cards.customer("smith")
    said = Translator("en").render(refused.value)
    assert "Ann Smith (C000001, phone …8001)" in said
    assert "Bob Smith (C000002, phone …9002)" in said


def test_of_many_the_first_five_are_named(shop: StillShop) -> None:
    for number in range(7):
        shop.services.customers.add(Details(full_name=f"Kim {number}"))
    with pytest.raises(errors.ManyFound) as refused:
        shop.services.cards.customer("kim")
    said = Translator("en").render(refused.value)
    assert said.count("Kim ") == 5
    assert "and more" in said
