import datetime as dt
import random
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.membership.customers.came import Visits
from smbcrm.membership.customers.found import Found
from smbcrm.membership.customers.phones import read_phone
from smbcrm.membership.customers.search_keys import Rank, keys_of, match, parse_query
from smbcrm.membership.customers.steps import add_customers
from smbcrm.membership.customers.types import Customer, Details, NewCustomer, Profile
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.models.stores import search, search_statements
from smbcrm.models.work import Work
from tests.helpers.shops import MORNING, StillShop
from tests.helpers.unsigned import unsigned

TODAY = MORNING.date()
SURNAMES = ("陈", "王", "欧阳", "曾", "李", "陳", "Smith", "Li", "O'Brien")
GIVEN = ("雨桐", "雨彤", "小明", "小红", "明", "Ann", "Mary Ann", "José", "8")
PHONES = (
    "13800138000",
    "13800013900",
    "13900138001",
    "010-6552 9988",
    "12345",
    "+1 212 736 5000",
    "8000",
)
QUERIES = (
    *("桐", "雨桐", "陈雨桐", "陳", "王小", "cyt", "chenyutong", "yutong", "oyxm", "zeng", "li"),
    *("xiaoming", "ouyangxiaoming", "smith", "smi", "ann", "mary ann", "jose", "o'brien", "lia"),
    *(
        "38000",
        "000",
        "8000",
        "0138",
        "13800138000",
        "8613800138000",
        "138 0013",
        "65529988",
        "12345",
        "736",
    ),
    *("王 8000", "smith 138", "c000003", "OLD-7", "old7", "8", "x", "zz", "陈 8000 雨"),
)


def names_of(known: Customer) -> tuple[str, ...]:
    return known.profile.names


def phones_of(known: Customer) -> list[str]:
    return [phone.e164 or phone.typed for phone in known.profile.phones]


def expected(everybody: list[Customer], text: str) -> list[int]:
    """Return who answers a query, best first, found by looking at everybody."""
    query = parse_query(text)
    if query is None:
        return []
    ranked = []
    for known in everybody:
        rank = match(query, names_of(known), phones_of(known), known.cards, known.code)
        if rank is not None:
            visit = known.last_visit.toordinal() if known.last_visit else 0
            ranked.append((rank, -visit, -known.id))
    return [-id_ for _, _, id_ in sorted(ranked)]


def found(shop: StillShop, text: str, limit: int = 200) -> list[int]:
    return [one.id for one in shop.services.customers.find(text, limit)]


def everybody(shop: StillShop) -> list[Customer]:
    return [shop.services.customers.get(id_) for id_ in shop.services.customers.ids()]


def _visit(work: Work, customer: int, day: dt.date | None) -> None:
    work.customers.set_visits(customer, Visits(0 if day is None else 1, day))
    work.search.set_month(customer, day)


@pytest.fixture
def crowded(shop: StillShop) -> StillShop:
    """Return a shop of 160 people who share names, phones and months of the last visit."""
    dice = random.Random(7)  # noqa: S311 - the same people each time
    names = [
        family + given if family > "z" and given > "z" else f"{given} {family}"
        for family, given in product(SURNAMES, GIVEN)
    ]

    def step(work: Work) -> None:
        crowd = []
        for number in range(160):
            phone = read_phone(dice.choice(PHONES), "CN")
            assert phone
            phones = (phone,) if number % 5 else ()
            profile = Profile(full_name=dice.choice(names), phones=phones)
            code = f"OLD-{number}" if number % 20 == 7 else None
            crowd.append(NewCustomer(profile, "38000" if number == 3 else code))
        for customer in add_customers(work, crowd, MORNING):
            if customer % 4:
                _visit(work, customer, TODAY - dt.timedelta(days=dice.randrange(400)))

    shop.uow.run(unsigned(step))
    return shop


def test_it_finds_whom_a_look_at_everybody_finds(crowded: StillShop) -> None:
    people = everybody(crowded)
    for text in QUERIES:
        assert found(crowded, text) == expected(people, text), text
    assert sum(len(expected(people, text)) for text in QUERIES) > 500


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.text("陈陳王雨桐ab Aé8-", min_size=1, max_size=8),
            st.text("018+ ", max_size=12),
            st.dates(dt.date(2025, 1, 1), dt.date(2026, 3, 10)) | st.none(),
        ),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.text("陈王雨桐chenyutabl018 ", min_size=1, max_size=6), min_size=1, max_size=8),
)
def test_any_names_and_queries(
    shop: StillShop, people: list[tuple[str, str, dt.date | None]], texts: list[str]
) -> None:
    def step(work: Work) -> None:
        for name, typed, day in people:
            phone = read_phone(typed, "CN")
            new = NewCustomer(Profile(full_name=name, phones=(phone,) if phone else ()))
            (customer,) = add_customers(work, [new], MORNING)
            _visit(work, customer, day)

    shop.uow.run(unsigned(lambda work: work.customers.remove(shop.services.customers.ids())))
    shop.uow.run(unsigned(step))
    present = everybody(shop)
    for text in texts:
        if parse_query(text) is not None and not _left_out(text):
            assert found(shop, text) == expected(present, text), text


def _left_out(text: str) -> bool:
    """Tell whether the text is of the few that `search_keys` leaves out on purpose."""
    query = parse_query(text)
    assert query
    if query.short_key or query.part_key:
        return False
    return query.part_prefix is None or (query.part_prefix.isdigit() and len(query.part_prefix) < 4)


def test_the_list_ends_at_the_limit_with_the_best(crowded: StillShop) -> None:
    people = everybody(crowded)
    for text in ("陈", "王", "8000", "38000", "0138", "ann", "li", "smith", "xiao"):
        best = expected(people, text)
        for limit in (1, 2, 5, 20):
            assert found(crowded, text, limit) == best[:limit], text


def test_many_candidates_that_fail_do_not_hide_the_one(
    shop: StillShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_FIRST_PAGE", 4)
    monkeypatch.setattr(search, "_GROWTH", 2)
    crowd = [NewCustomer(Profile(full_name=f"Smithson {number}")) for number in range(40)]
    last = NewCustomer(Profile(full_name="Smithers"))
    ids = shop.uow.run(unsigned(add_customers), [last, *crowd], MORNING)
    assert found(shop, "smithers", 1) == [ids[0]]


def test_an_end_and_a_middle_in_two_phones_are_no_end(shop: StillShop) -> None:
    add = shop.services.customers.add
    older = add(Details(phones=("13900138000", "12380001399"))).id
    newer = add(Details(phones=("12380009999",))).id
    assert found(shop, "238000") == expected(everybody(shop), "238000") == [newer, older]
    assert found(shop, "238000", 1) == [newer]


def test_the_exact_card_or_code_stands_first(shop: StillShop) -> None:
    add = shop.services.customers.add
    codes = [add(Details(full_name="Code", code="8000"))]
    for _ in range(3):
        saved = add(Details(full_name="Phone", phones=("13900138000",)))
        shop.services.till.sale(SaleRequest(shop.act(saved.id), saved.id, 100))
    middle = add(Details(full_name="Middle", phones=("13800013900",)))
    assert found(shop, "8000")[0] == codes[0].id
    assert found(shop, "8000")[-1] == middle.id
    assert found(shop, "8000", 1) == [codes[0].id]
    lower = add(Details(full_name="Lower", code="AB"))
    initials = add(Details(full_name="Ann Bee"))
    assert found(shop, "ab") == [lower.id, initials.id]


def test_a_found_row_says_what_the_counter_needs(shop: StillShop) -> None:
    saved = shop.services.customers.add(
        Details(full_name="Ann", phones=("138-0013-8000", "12345"), alert="nuts")
    )
    first = shop.services.cards.issue(saved.id)
    card = shop.services.cards.replace(first.number)
    shop.services.till.sale(SaleRequest(shop.act(1), saved.id, 200_000))
    silver = shop.uow.read(lambda work: work.tiers.all())[1].name
    row = Found(saved.id, saved.code, "Ann", "138-0013-8000", card.number, silver, TODAY, "nuts")
    assert shop.services.customers.find(first.number) == (row,)


def test_the_order_follows_the_last_visit_and_a_reversal_brings_it_back(shop: StillShop) -> None:
    add, till = shop.services.customers.add, shop.services.till
    first, second = (add(Details(full_name=f"陈{sign}")).id for sign in "一二")
    assert found(shop, "陈") == [second, first]
    shop.clock.instant += dt.timedelta(days=40)
    before = rows(shop)
    bill = till.sale(SaleRequest(shop.act(1), first, 100))
    assert found(shop, "陈") == [first, second]
    till.reverse(ReverseRequest(shop.act(2), bill.operation))
    assert found(shop, "陈") == [second, first]
    assert rows(shop) == before


def rows(shop: StillShop) -> list[list[tuple[object, ...]]]:
    def step(work: Work) -> list[list[tuple[object, ...]]]:
        return [
            work.session.rows("SELECT key, month, customer FROM search_short ORDER BY 1, 2, 3"),
            work.session.rows("SELECT key, customer FROM search_part ORDER BY 1, 2"),
        ]

    return shop.uow.read(step)


def test_the_tables_hold_the_keys_of_the_rows(crowded: StillShop) -> None:
    short, part = rows(crowded)
    people = everybody(crowded)
    expected_short, expected_part = set(), set()
    for known in people:
        keys = keys_of(names_of(known), phones_of(known), known.cards, known.code)
        visit = known.last_visit
        month = visit.year * 12 + visit.month if visit else 0
        expected_short |= {(key, month, known.id) for key in keys.short}
        expected_part |= {(key, known.id) for key in keys.part}
    assert set(short) == expected_short
    assert set(part) == expected_part


def test_writing_the_keys_again_changes_nothing(crowded: StillShop) -> None:
    before = rows(crowded)
    crowded.uow.run(lambda work: work.search.index(crowded.services.customers.ids()))
    assert rows(crowded) == before


def test_of_very_many_the_latest_months_are_put_in_order(
    shop: StillShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_statements, "MOST_RECENT", 3)

    def step(work: Work) -> list[int]:
        crowd = [NewCustomer(Profile(full_name="陈")) for _ in range(12)]
        ids = add_customers(work, crowd, MORNING)
        for place, customer in enumerate(ids):
            day = dt.date(2026, 1 + place % 3, 1 + place)
            _visit(work, customer, day)
        return ids

    ids = shop.uow.run(unsigned(step))
    in_march = [customer for place, customer in enumerate(ids) if place % 3 == 2]
    assert found(shop, "陈", 2) == in_march[::-1][:2]


@pytest.mark.parametrize("text", ["", " ", "a", "%", "_", "'", "\x00", "\ud800\ud800", "x" * 5000])
def test_odd_texts_find_nobody_and_break_nothing(shop: StillShop, text: str) -> None:
    shop.services.customers.add(Details(full_name="Ann"))
    assert found(shop, text) == []


@pytest.mark.parametrize(("asked", "given_back"), [(-1, 1), (0, 1), (1, 1), (3, 3), (10**9, 5)])
def test_the_limit_is_brought_to_sense(shop: StillShop, asked: int, given_back: int) -> None:
    for _ in range(5):
        shop.services.customers.add(Details(full_name="Ann"))
    assert len(found(shop, "ann", asked)) == given_back


def test_ranks_are_the_places_in_the_statement() -> None:
    assert list(map(int, Rank)) == [0, 1, 2]
