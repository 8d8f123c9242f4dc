"""The list of a review goes to a file, before and after it is applied. Amounts are cents."""

import datetime as dt
from pathlib import Path

import pytest

from smbcrm.core.i18n import LANGUAGES, Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.files.types import FileExists, FileNotWritten
from smbcrm.membership.reports.service import NotAReportFile
from smbcrm.membership.tiers.moves import ReviewList
from smbcrm.membership.tiers.types import TierChanges
from tests.helpers.paper import read
from tests.helpers.workbooks import by_calamine
from tests.integration.tiers.conftest import TierShop

ENGLISH = Translator("en", localedir())
HEADINGS = ["Code", "Name", "Old tier", "New tier", "Decision", "Spent"]


@pytest.fixture
def due(shop: TierShop) -> TierShop:
    """Make Ann gold and Bob silver on 10 March 2026, and come to 1 July 2027."""
    shop.sell(shop.ann, 120_000)
    shop.sell(shop.bob, 45_000)
    shop.on(12, 1)
    shop.sell(shop.ann, 41_200)
    shop.on(7, 1, 2027)
    return shop


def written(shop: TierShop, found: ReviewList, file: Path, words: Translator = ENGLISH) -> None:
    reports = shop.services.reports
    reports.save(reports.review(found), words, file)


def codes(shop: TierShop) -> list[str]:
    return [shop.services.customers.get(who).code for who in (shop.ann, shop.bob)]


def test_who_will_move_as_a_workbook(due: TierShop, tmp_path: Path) -> None:
    file = tmp_path / "review.xlsx"
    written(due, due.services.tiers.review(), file)
    title, note, headings, *rows = by_calamine(file)
    ann, bob = codes(due)
    assert title[0] == "Who moves"
    assert str(note[0]).endswith("nothing has moved yet.")
    assert headings == [*HEADINGS, "In months"]
    assert rows == [
        [ann, "Ann", "Gold", "Silver", "moves down", 412, 12],
        [bob, "Bob", "Silver", "Regular", "moves down", 0, 12],
    ]


def test_who_moved_as_a_workbook(due: TierShop, tmp_path: Path) -> None:
    due.services.tiers.edit("silver", TierChanges(spend_from=30_000))
    due.services.tiers.edit("gold", TierChanges(spend_from=40_000))
    file = tmp_path / "review.xlsx"
    written(due, due.services.tiers.apply_review(), file)
    title, note, headings, *rows = by_calamine(file)
    assert str(note[0]).endswith("was applied on 2027-07-01: 0 up, 1 down.")
    assert title[0] == "Who moved"
    assert headings[4:] == ["Decision", "Spent", "In months"]
    assert [row[3:] for row in rows] == [["Regular", "moved down", 0, 12]]


def test_who_rises_has_the_figures_that_the_tier_looks_at(shop: TierShop, tmp_path: Path) -> None:
    shop.sell(shop.ann, 35_000)
    changes = TierChanges(spend_from=30_000, visits_from=40, points_from=900)
    shop.services.tiers.edit("silver", changes)
    shop.on(4, 1)
    file = tmp_path / "review.xlsx"
    written(shop, shop.services.tiers.apply_review(), file)
    _, _, headings, row = by_calamine(file)
    assert headings == [*HEADINGS, "Visits", "Points earned", "In months"]
    assert row[2:] == ["Regular", "Silver", "moved up", 350, 1, 350, 12]


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_it_says_the_same(due: TierShop, tmp_path: Path, language: str) -> None:
    words = Translator(language, localedir())
    for number, found in enumerate(
        (due.services.tiers.review(), due.services.tiers.apply_review())
    ):
        file = tmp_path / f"{number}.pdf"
        written(due, found, file, words)
        shown = read(file.read_bytes())
        for told in ("Ann", "Gold", "Silver", "412.00", "Bob", *codes(due)):
            assert told in shown
        for msgid in ("Review of tiers", "Old tier", "moved down" if number else "moves down"):
            assert words.gettext(msgid) in shown


def test_where_nobody_moves_the_file_says_so(shop: TierShop, tmp_path: Path) -> None:
    shop.on(7, 1)
    file = tmp_path / "review.xlsx"
    written(shop, shop.services.tiers.review(), file)
    said = " ".join(str(cell) for row in by_calamine(file) for cell in row)
    assert "Nobody moves at the review of 2026-07-01" in said


def test_what_cannot_be_written_is_refused_before(due: TierShop, tmp_path: Path) -> None:
    reports = due.services.reports
    document = reports.review(due.services.tiers.review())
    there = tmp_path / "there.xlsx"
    there.write_text("mine")
    for file, refusal in (
        (there, FileExists),
        (tmp_path / "list.doc", NotAReportFile),
        (tmp_path / "none" / "list.xlsx", FileNotWritten),
    ):
        with pytest.raises(refusal):
            reports.check(document, ENGLISH, file)
    assert reports.check(document, ENGLISH, there, replace=True)
    reports.check(document, ENGLISH, tmp_path / "new.pdf")
    assert there.read_text() == "mine"
    assert not (tmp_path / "new.pdf").exists()
    assert document.day == dt.date(2027, 7, 1)
