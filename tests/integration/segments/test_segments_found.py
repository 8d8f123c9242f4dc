"""Whom a filter finds: any filter, against an oracle in plain Python, on both databases."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.customers.kinds import STATUSES, ConsentChannel
from smbcrm.membership.customers.lists import CustomerFilter, CustomerRow, CustomerSort
from smbcrm.membership.segments.kinds import KINDS
from smbcrm.membership.segments.types import Where
from smbcrm.models.queries import conditions
from tests.helpers.shops import StillShop
from tests.integration.segments.people import (
    CITIES,
    SOURCES,
    STAFF,
    TAGS,
    TODAY,
    Person,
    expected,
)

WORDS = [Translator("en"), *(Translator(one, localedir()) for one in ("zh_CN", "zh_TW"))]
NUMBERS = st.sampled_from(("0", "1", "2", "10", "46", "50", "100", "123.45"))
DAYS = st.one_of(
    st.sampled_from((0, 1, 30, 59, 60, 61, 366)).map(lambda ago: f"{ago}d"),
    st.sampled_from((0, 1, 30, 60, 400)).map(lambda ago: str(TODAY - dt.timedelta(days=ago))),
)


def ago(bound: str) -> int:
    """Return how many days ago a bound is."""
    if bound.endswith("d"):
        return int(bound[:-1])
    return (TODAY - dt.date.fromisoformat(bound)).days


def bounds(ends: st.SearchStrategy[str], key: Callable[[str], float]) -> st.SearchStrategy[str]:
    """Return bounds of which the first comes first."""

    def both(pair: list[str]) -> str:
        low, high = sorted(pair, key=key)
        return f"{low}..{high}"

    return st.one_of(
        ends.map(lambda one: f"{one}.."),
        ends.map(lambda one: f"..{one}"),
        st.lists(ends, min_size=2, max_size=2).map(both),
    )


SUMS = bounds(NUMBERS, float)
COUNTS = bounds(NUMBERS.filter(str.isdecimal), float)
SPANS = bounds(DAYS, lambda bound: -ago(bound))
AHEAD = st.sampled_from((0, 1, 7, 30, 60, 366)).map(lambda days: f"{days}d")
OWNED = st.sampled_from(("phone", "email", "address", "birthday", "card"))
VALUES = {
    "tier": st.sampled_from(("regular", "silver", "gold")),
    "status": st.sampled_from(sorted(STATUSES)),
    "kind": st.sampled_from(("person", "company")),
    "gender": st.sampled_from(("female", "male", "other", "unknown")),
    "tag": st.sampled_from((*TAGS, "nobody's")),
    "staff": st.sampled_from(STAFF),
    "source": st.sampled_from((*filter(None, SOURCES), "%")),
    "referrer": st.sampled_from(("C000001", "C000002", "C000003")),
    "language": st.sampled_from(("en", "zh_CN", "zh_TW", "unknown")),
    "city": st.sampled_from((*filter(None, CITIES), "TAIPEI")),
    "postcode": st.sampled_from(("200000", "1")),
    "has": OWNED,
    "lacks": OWNED,
    "consent": st.builds(
        "{}:{}".format,
        st.sampled_from(tuple(ConsentChannel)),
        st.sampled_from(("given", "refused", "unasked")),
    ),
    "stored": SUMS,
    "points": COUNTS,
    "spend": SUMS,
    "spend_ever": SUMS,
    "visits": COUNTS,
    "last_visit": st.one_of(SPANS, st.just("never")),
    "added": SPANS,
    "birthday": AHEAD,
    "occasion": AHEAD,
}
FILTERS = st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=4, unique=True).flatmap(
    lambda kinds: st.tuples(
        *(
            st.tuples(st.just(kind), st.lists(VALUES[kind], min_size=1, max_size=3).map(tuple))
            for kind in kinds
        )
    )
)
ON_ONE_SHOP = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def by_hand(address: str, statement: str) -> list[str]:
    """Run a statement as the shell of the database would, reading only; return the codes."""
    if address.startswith("postgresql"):
        with psycopg.connect(address, options="-c default_transaction_read_only=on") as server:
            return [row[0] for row in server.execute(statement.encode()).fetchall()]
    with closing(sqlite3.connect(f"file:{address}?mode=ro", uri=True)) as file:
        return [row[0] for row in file.execute(statement).fetchall()]


def test_every_kind_is_known_to_the_database_and_tried_here() -> None:
    assert set(KINDS) == set(conditions.KINDS) == set(VALUES)


def test_the_people_are_of_all_sorts(crowd: list[Person], shop: StillShop) -> None:
    """Each value of each kind that can be told finds somebody and leaves somebody out."""
    for kind in KINDS:
        words = {"stored": "50..", "points": "10..", "spend": "1..", "spend_ever": "1.."}
        words |= {"visits": "1..", "last_visit": "..60d", "added": "60d..", "tag": "vip"}
        words |= {"tier": "gold", "status": "moved", "kind": "company", "gender": "female"}
        words |= {"staff": "Mia", "source": "Walk-in", "referrer": "C000001", "language": "en"}
        words |= {"city": "Taipei", "postcode": "200000", "has": "card", "lacks": "birthday"}
        words |= {"consent": "sms:given", "birthday": "7d", "occasion": "1d"}
        found = expected(crowd, ((kind, (words[kind],)),))
        assert 0 < len(found) < len(crowd), kind
    for one in crowd:
        assert shop.services.customers.show(one.id).tier.lower() == one.tier


def test_any_filter_finds_whom_the_oracle_says(shop: StillShop, crowd: list[Person]) -> None:
    @ON_ONE_SHOP
    @given(where=FILTERS)
    def check(where: Where) -> None:
        segments, customers = shop.services.segments, shop.services.customers
        segments.save("one", where, replace=True)
        codes = expected(crowd, where)
        (shown,) = segments.all()
        assert shown.count == len(codes)
        chosen = segments.chosen("ONE")
        assert codes_of(customers.page_at(chosen, CustomerSort.CREATED)) == codes
        assert codes_of(customers.page(chosen, CustomerSort.CREATED)) == codes
        assert len(customers.ids(chosen)) == customers.count(chosen) == len(codes)
        assert by_hand(shop.services.address, segments.statement("one")) == codes
        for words in WORDS:
            assert words.render(chosen.sentence).strip()
        again = segments.save("two", shown.where, replace=True)
        assert (again.where, again.count) == (shown.where, shown.count)
        segments.remove("two")

    check()


def codes_of(rows: Sequence[CustomerRow]) -> list[str]:
    return [row.code for row in rows]


def test_a_choice_joins_status_and_text(shop: StillShop, crowd: list[Person]) -> None:
    shop.services.segments.save("all", (("kind", ("person", "company")),))
    choice = shop.services.segments.chosen("all").choice
    chosen = CustomerFilter(text="person", choice=choice)
    assert shop.services.customers.count(chosen) == len(crowd)
    said = Translator("en").render(chosen.sentence)
    assert said == "All customers found by “person”, person or company"
    statement = shop.uow.read(lambda work: work.customer_list.statement(chosen))
    assert sorted(by_hand(shop.services.address, statement)) == [one.code for one in crowd]
    everybody = shop.uow.read(lambda work: work.customer_list.statement(CustomerFilter()))
    assert by_hand(shop.services.address, everybody) == [one.code for one in crowd]
