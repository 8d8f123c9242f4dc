"""The demo shop: believable, made by the use cases, and the same each time."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from smbcrm.bootstrap import make_demo, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.errors import Touched, VoidTooLate
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.services import Services
from tests.helpers.contents import contents

NOW = dt.datetime(2026, 11, 21, 15, 24, tzinfo=dt.UTC)
CUSTOMERS = 50


def rows(services: Services) -> list[tuple[str, int]]:
    """Return (code, id) of every customer."""
    ids = services.customers.ids()
    return [(services.customers.get(customer).code, customer) for customer in ids]


@pytest.fixture(scope="module")
def demo_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = str(tmp_path_factory.mktemp("demo") / "demo.db")
    make_demo(address, customers=CUSTOMERS, seed=7, now=NOW).close()
    return address


def test_the_same_seed_and_moment_make_the_same_shop_to_the_last_row(
    demo_address: str, tmp_path: Path
) -> None:
    again, other = str(tmp_path / "again.db"), str(tmp_path / "other.db")
    make_demo(again, customers=CUSTOMERS, seed=7, now=NOW).close()
    make_demo(other, customers=CUSTOMERS, seed=8, now=NOW).close()
    assert contents(demo_address) == contents(again)
    assert contents(demo_address) != contents(other)


def test_both_databases_hold_the_same_shop(postgres_url: str, tmp_path: Path) -> None:
    file = str(tmp_path / "shop.db")
    for address in (file, postgres_url):
        make_demo(address, customers=30, seed=3, now=NOW).close()
    assert contents(file) == contents(postgres_url)


def test_it_proves_its_books_on_both_databases(shop_address: str) -> None:
    shop = make_demo(shop_address, customers=40, seed=3, now=NOW)
    verdict = shop.audit.verify()
    shop.close()
    assert verdict.findings == ()
    assert verdict.figures.operations > 100


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_it_speaks_the_language_it_is_made_in(tmp_path: Path, language: str) -> None:
    shop = make_demo(str(tmp_path / "demo.db"), customers=60, seed=7, language=language, now=NOW)
    settings = shop.shop.shop()
    tills = [till.name for till in shop.staff.terminals()]
    found = shop.customers.find("cyt" if language == "zh_CN" else "in")
    shop.close()
    assert settings.language == language
    assert tills[0] == {"en": "Till 1", "zh_CN": "收银台 1", "zh_TW": "收銀台 1"}[language]
    assert isinstance(found, tuple)


def test_people_have_rhythms_tiers_stored_value_and_some_stay_away(demo_address: str) -> None:
    shop = open_shop(demo_address, clock=SetClock(NOW))
    people = [shop.customers.get(customer) for _, customer in rows(shop)]
    away = [p for p in people if p.last_visit and (NOW.date() - p.last_visit).days > 180]
    standings = [shop.ledger.standing(p.id) for p in people]
    tiers = {shop.customers.show(p.id).tier for p in people}
    shop.close()
    assert len(people) > 0.9 * CUSTOMERS
    assert 0 < len(away) < len(people) / 2
    assert any(standing.principal and standing.gift for standing in standings)
    assert len(tiers) == 3
    assert any(p.profile.alert for p in people)
    assert any("𠮷" in p.profile.full_name or "喆" in p.profile.full_name for p in people)


def test_a_sale_of_three_months_ago_can_be_taken_back_as_on_its_day(
    demo_address: str, tmp_path: Path
) -> None:
    month = dt.date(2026, 8, 1)
    # The other tests look at the demo as it was made.
    address = str(tmp_path / "copy.db")
    shutil.copy(demo_address, address)
    shop = open_shop(address)
    operations = [
        row
        for _, customer in rows(shop)
        for row in shop.history.of_customer(customer, 200)
        if row.kind is OperationKind.SALE
        and row.reversed_by is None
        and (row.business_date.year, row.business_date.month) == (month.year, month.month)
    ]
    shop.close()
    taken_back = 0
    for row in operations:
        on_the_day = open_shop(address, clock=SetClock(row.recorded_at + dt.timedelta(minutes=5)))
        request = ReverseRequest(Act(uuid7(on_the_day.clock)), row.id, "test")
        try:
            bill = on_the_day.till.reverse(request)
            assert bill.reverses == row.id
            taken_back += 1
        except (Touched, VoidTooLate):
            continue
        finally:
            on_the_day.close()
        if taken_back == 3:
            break
    shop = open_shop(address)
    verdict = shop.audit.verify()
    shop.close()
    assert taken_back == 3
    assert verdict.findings == ()
