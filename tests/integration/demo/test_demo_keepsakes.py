"""What the demo shop has written down beside sales: a company, and how it was done last time."""

import datetime as dt
from pathlib import Path

import pytest

from smbcrm.bootstrap import make_demo
from smbcrm.membership.customers.company_data import doubts
from smbcrm.membership.demo.catalogues import CATALOGUES

NOW = dt.datetime(2026, 11, 21, 15, 24, tzinfo=dt.UTC)


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_a_company_and_what_was_done_for_regulars_are_written_down(
    tmp_path: Path, language: str
) -> None:
    catalogue = CATALOGUES[language]
    regulars = len(catalogue.cast.regulars)
    address = str(tmp_path / "demo.db")
    shop = make_demo(address, customers=regulars + 1, seed=7, language=language, now=NOW)
    keeps = catalogue.keeps
    (company,) = shop.customers.find(keeps.company.full_name or "", 1)
    profile = shop.customers.get(company.id).profile
    assert [one.name for one in profile.contacts] == [
        one.name for one in keeps.company.contacts or ()
    ]
    assert profile.credit_limit
    assert list(doubts(profile, catalogue.shop.region)) == []
    assert keeps.company.full_name not in {one.name for one in catalogue.cast.regulars}
    (phone, *_) = catalogue.cast.regulars[0].details.phones or ()
    (first,) = shop.customers.find(phone, 1)
    told = shop.records.of(first.id)
    assert [one.text for one in told.records] == [
        one.text for one in reversed(keeps.records) if one.customer == 1
    ]
    assert [one.day for one in told.records] == sorted(
        (one.day for one in told.records), reverse=True
    )
    shop.close()
