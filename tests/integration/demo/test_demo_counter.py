"""The demo shop is alive when its counter is opened: known regulars, and a morning behind it."""

import datetime as dt
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from smbcrm.bootstrap import make_demo, open_shop
from smbcrm.core.clock import BusinessDay, SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.demo.catalogues import CATALOGUES
from smbcrm.membership.demo.regulars import MORNING
from smbcrm.membership.occasions.rules import next_dates
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.services import Services
from smbcrm.models.connect import connect
from smbcrm.models.session import Session

# 10:24 in the shop, as in the pictures.
OPENED = {
    "en": dt.datetime(2026, 11, 21, 15, 24, tzinfo=dt.UTC),
    "zh_CN": dt.datetime(2026, 11, 21, 2, 24, tzinfo=dt.UTC),
    "zh_TW": dt.datetime(2026, 11, 21, 2, 24, tzinfo=dt.UTC),
}
TIERS = {
    "en": {
        "Gold": {"Hannah Brooks", "Sofia Marchetti", "Elena Castellanos", "Maya Whitfield"},
        "Silver": {"Daniel Okafor", "Priya Nair", "Karl Bergström", "Iris Chan 陳愛怡"},
        "Regular": {"Ben Keller", "Ruth Walsh", "Tom Aldridge", "Fiona Hale"},
    },
    "zh_CN": {
        "金卡": {"陈雨桐", "沈知夏", "李淑芬", "林佩珊", "孙美玲"},
        "银卡": {"王思远", "许家骏", "欧阳若曦", "单国强"},
        "普通": {"曾丽华", "柯本乐", "赵梦琪", "仇志明"},
    },
    "zh_TW": {
        "金卡": {"林佩珊", "周怡安", "李淑芬", "許淑惠", "王志明"},
        "銀卡": {"賴俊傑", "張家豪", "歐陽詠晴", "陳柏翰"},
        "一般": {"曾文雄", "彭美惠", "簡宜蓁", "游佩君"},
    },
}
Operation = tuple[str, dt.datetime, str, str, str]
"""Kind, moment, business date, staff, till."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the demo shops lie, each made once, whatever the order of the tests."""
    return tmp_path_factory.mktemp("counter")


@pytest.fixture(params=sorted(OPENED))
def demo(request: pytest.FixtureRequest, folder: Path) -> str:
    address = folder / f"{request.param}.db"
    if not address.exists():
        now = OPENED[request.param]
        make_demo(str(address), customers=40, language=request.param, now=now).close()
    return str(address)


def opened(address: str) -> Services:
    """Return the demo shop open at its moment."""
    return open_shop(address, clock=SetClock(OPENED[Path(address).stem]))


def regular(shop: Services, name: str) -> int:
    """Return the regular of that name; others may have the same."""
    cast = CATALOGUES[shop.shop.shop().language].cast
    (phone,) = next(one.details.phones or () for one in cast.regulars if one.name == name)
    return next(found.id for found in shop.customers.find(phone[-8:]) if found.full_name == name)


def operations(address: str, kind: str = "%") -> list[Operation]:
    """Return the shop's operations, newest first."""
    db = connect(address)
    db.connect()
    rows = Session(db).rows(
        "SELECT o.kind, o.recorded_at, o.business_date, s.name, t.name FROM operation o"
        " JOIN staff s ON s.id = o.staff JOIN terminal t ON t.id = o.terminal"
        f" WHERE o.kind LIKE '{kind}' ORDER BY o.seq DESC"
    )
    db.close()
    return [(row[0], dt.datetime.fromisoformat(row[1]), *row[2:]) for row in rows]


def test_regulars_hold_the_tiers_of_the_pictures(demo: str) -> None:
    shop = opened(demo)
    for tier, names in TIERS[Path(demo).stem].items():
        held = {name: shop.customers.show(regular(shop, name)).tier for name in names}
        assert held == dict.fromkeys(names, tier)
    shop.close()


def test_the_star_of_each_shop_has_everything_a_card_can_show(demo: str) -> None:
    shop = opened(demo)
    star = CATALOGUES[Path(demo).stem].cast.regulars[0]
    customer = regular(shop, star.name)
    shown = shop.customers.show(customer)
    standing = shop.ledger.standing(customer)
    profile = shown.customer.profile
    today = shop.ledger.today()
    (birthday,) = next_dates(profile.occasions[0], today, 1)
    visits = [row for row in shop.history.of_customer(customer, 200) if row.net]
    shop.close()
    assert profile.alert
    assert profile.preferences
    assert shown.looked_after_by == CATALOGUES[Path(demo).stem].staff[0]
    assert shown.customer.cards
    assert {consent.state.value for consent in shown.customer.consents} == {"given", "refused"}
    assert 0 < (birthday.date - today).days <= 3
    assert birthday.age
    assert shown.customer.last_visit == today - dt.timedelta(days=23)
    assert standing.principal > standing.gift > 0
    assert standing.points >= 1000
    assert len(visits) > 20


def test_this_morning_has_every_kind_of_service(demo: str) -> None:
    now = OPENED[Path(demo).stem]
    served = [row for row in operations(demo) if row[0] != "expiry" and row[1] >= now - MORNING]
    kinds = [row[0] for row in served]
    assert kinds[0] == "sale"
    assert kinds.count("sale") == 7
    assert kinds.count("top_up") == 2
    assert kinds.count("redemption") == 1
    assert {row[3] for row in served} == set(CATALOGUES[Path(demo).stem].staff)
    tills = [row[4] for row in served]
    assert len(set(tills)) == 2
    assert tills.count(tills[0]) > len(tills) / 2
    assert now - served[0][1] < dt.timedelta(minutes=15)


def test_this_morning_is_paid_by_stored_value_money_and_a_top_up_with_its_gift(demo: str) -> None:
    shop = opened(demo)
    now = OPENED[Path(demo).stem]
    rows = [
        row
        for one in CATALOGUES[Path(demo).stem].cast.regulars
        for row in shop.history.of_customer(regular(shop, one.name), 5)
        if row.recorded_at >= now - MORNING
    ]
    bills = [shop.bills.find(row.id).bill for row in rows if row.bill_number]
    shop.close()
    means = {payment.means for bill in bills for payment in bill.payments if bill.kind == "sale"}
    assert {"stored", "cash"} < means
    assert any(bill.gift for bill in bills)
    assert any(bill.points < 0 for bill in bills)


def test_two_came_for_the_first_time_this_morning_and_have_a_card(demo: str) -> None:
    shop = opened(demo)
    now = OPENED[Path(demo).stem]
    people = [shop.customers.get(customer) for customer in shop.customers.ids()]
    shop.close()
    new = [one for one in people if one.created_at >= now - MORNING]
    assert len(new) == 2
    assert all(one.cards for one in new)


def test_somebody_celebrates_today_by_birthday_and_by_wedding(demo: str) -> None:
    shop = opened(demo)
    today = shop.ledger.today()
    kinds = {
        occasion.kind.value
        for one in CATALOGUES[Path(demo).stem].cast.regulars
        for occasion in shop.customers.get(regular(shop, one.name)).profile.occasions
        if next_dates(occasion, today, 1)[0].date == today
    }
    shop.close()
    assert kinds >= {"birthday", "wedding_anniversary"}


def test_the_newest_can_be_undone_at_the_first_till(demo: str, tmp_path: Path) -> None:
    address = str(tmp_path / Path(demo).name)
    shutil.copy(demo, address)
    shop = opened(address)
    newest = CATALOGUES[Path(demo).stem].cast.morning[-1]
    row = shop.history.of_customer(regular(shop, newest.who), 1)[0]
    bill = shop.till.reverse(ReverseRequest(Act(uuid7(shop.clock)), row.id))
    verdict = shop.audit.verify()
    shop.close()
    assert bill.reverses == row.id
    assert verdict.findings == ()


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-11-21 04:00", 0),
        ("2026-11-21 04:30", 2),
        ("2026-11-22 00:40", 10),  # still Saturday's business
        ("2026-11-23 12:00", 10),  # a Monday
        ("2028-02-26 10:24", 10),  # the birthday in three days is a leap day
        ("2026-03-08 03:10", 10),  # the clock has just been put forward
    ],
)
def test_at_any_hour_nothing_lies_ahead_or_on_another_day(
    tmp_path: Path, local: str, expected: int
) -> None:
    address = str(tmp_path / "demo.db")
    day = BusinessDay(ZoneInfo(CATALOGUES["en"].shop.time_zone), 4)
    now = dt.datetime.fromisoformat(local).replace(tzinfo=day.zone).astimezone(dt.UTC)
    shop = make_demo(address, customers=20, now=now)
    verdict = shop.audit.verify()
    shop.close()
    done = [row for row in operations(address) if row[0] != "expiry"]
    served = [row for row in done if row[1] >= now - MORNING]
    assert verdict.findings == ()
    assert len(served) == expected
    assert all(row[1] <= now for row in done)
    assert {row[2] for row in served} <= {day.date(now).isoformat()}


def test_nobody_else_comes_in_between_and_nobody_ahead_of_time(tmp_path: Path) -> None:
    address = str(tmp_path / "demo.db")
    afternoon = OPENED["en"] + dt.timedelta(hours=6)
    make_demo(address, customers=150, seed=20, now=afternoon).close()
    done = [row for row in operations(address) if row[0] != "expiry"]
    earlier = [row for row in done[10:] if row[2] == "2026-11-21"]
    assert all(afternoon - MORNING <= row[1] <= afternoon for row in done[:10])
    assert earlier
    assert max(row[1] for row in earlier) < done[9][1]


@pytest.mark.parametrize("customers", [1, 5, 12])
def test_of_few_customers_the_most_telling_are_there(tmp_path: Path, customers: int) -> None:
    shop = make_demo(str(tmp_path / "demo.db"), customers=customers, now=OPENED["en"])
    names = [shop.customers.get(customer).profile.full_name for customer in shop.customers.ids()]
    verdict = shop.audit.verify()
    shop.close()
    cast = CATALOGUES["en"].cast
    assert sorted(names) == sorted(one.name for one in cast.regulars[:customers])
    assert verdict.findings == ()
