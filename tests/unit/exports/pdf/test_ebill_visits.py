"""What an e-bill says of visit packages, read back from the PDF."""

from dataclasses import replace
from typing import Any

import pytest

from smbcrm.membership.bills.types import Balances, Bill, BillVisits
from tests.helpers.paper import HANNAH, LANGUAGES, read, sale, written

CUT = BillVisits("CUT10", "10 haircuts", -1, 9, "2027-03-10", "2027-03-10")
OWNED = Balances(principal=14999, gift=2131, points=1331)


def visit(*packages: BillVisits, **changes: Any) -> Bill:  # noqa: ANN401 - any field of a bill
    """Return the bill of visits that were used."""
    bill = sale(
        kind="visit_use",
        lines=(),
        gross=0,
        discount=0,
        tax=None,
        tax_rate=None,
        points=0,
        amount=0,
        payments=(),
        before=OWNED,
        after=OWNED,
        visits=packages,
    )
    return replace(bill, **changes)


def shown(bill: Bill) -> str:
    return " ".join(read(written(bill)).split())


def test_a_use_says_what_is_left_and_until_when() -> None:
    text = shown(visit(CUT))
    for part in (
        "Your visit, Hannah",
        "Visit package Used",
        "10 haircuts 1",
        "Left 9",
        "9 left",
        "valid until 10 March 2027",
        "Stored value $171.30",
    ):
        assert part in text
    assert "household" not in text


def test_visits_of_several_ends_say_the_first_one() -> None:
    text = shown(visit(replace(CUT, last=None)))
    assert "the first end on 10 March 2027" in text
    assert "without an end" in shown(visit(replace(CUT, until=None, last=None)))


def test_the_last_visit_leaves_none_and_no_end() -> None:
    text = shown(visit(replace(CUT, left=0, until=None, last=None)))
    assert "0 left" in text
    assert "without" not in text


def test_a_pass_is_valid_and_not_counted() -> None:
    month = BillVisits("GYM", "Month pass", -1, 1, "2026-04-10", "2026-04-10", counted=False)
    text = shown(visit(month))
    assert "Left valid" in text
    assert "valid until 10 April 2026" in text
    assert "ended" in shown(visit(replace(month, left=0, until=None, last=None)))


def test_a_shared_package_names_nobody_else() -> None:
    text = shown(visit(replace(CUT, owner=7)))
    assert "From a package of the household" in text


def test_a_sale_shows_the_visits_it_brought() -> None:
    sold = replace(CUT, moved=10, left=19)
    text = shown(sale(visits=(sold,)))
    assert "19 left" in text
    assert "valid until 10 March 2027" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_use_is_put_on_paper_in_every_language(language: str) -> None:
    text = shown(visit(CUT, language=language, customer=replace(HANNAH, tier="")))
    assert "10 haircuts" in text
    assert "9" in text
