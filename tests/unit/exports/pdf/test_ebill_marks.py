"""COPY and VOID, and that a bill is the same whenever it is written."""

from dataclasses import replace

import pytest
from PIL import ImageChops

from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.bills.types import Bill, Paper, PaperSize
from tests.helpers.paper import LANGUAGES, lines, pictures, read, sale, tea, words, written

MILLIMETRE = 72 / 25.4


def said(language: str, message: str) -> str:
    return Translator(language, localedir()).gettext(message)


@pytest.mark.parametrize("bill", [sale(), tea(), sale(lines=lines(60))])
@pytest.mark.parametrize("paper", [Paper(), Paper(PaperSize.A4, void=True), Paper(copy=True)])
def test_the_same_bill_gives_the_same_bytes(bill: Bill, paper: Paper) -> None:
    first = written(bill, paper)
    written(sale(shop=replace(sale().shop, name="Another shop 囍")))
    assert written(bill, paper) == first


@pytest.mark.parametrize(("language", "tag"), [("en", b"en"), ("zh_TW", b"zh-TW")])
def test_the_file_says_what_it_is(language: str, tag: bytes) -> None:
    pdf = written(sale(language=language))
    assert b"/Lang (" + tag + b")" in pdf
    assert b"/Author (Willow & Wren)" in pdf


def test_the_file_bears_the_time_of_the_bill_and_none_of_its_own() -> None:
    pdf = written(sale())
    assert b"/CreationDate (D:20261121102400Z)" in pdf
    assert b"/ModDate (D:20261121102400Z)" in pdf


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [2, 30])
def test_a_copy_differs_by_its_mark_only(language: str, count: int) -> None:
    bill = sale(language=language, lines=lines(count))
    first, copy = words(written(bill)), words(written(bill, Paper(copy=True)))
    mark = said(language, "COPY")
    assert [word for word in copy if word.text != mark] == list(first)
    marks = [word for word in copy if word.text == mark]
    assert [word.page for word in marks] == sorted({word.page for word in first})
    assert all(word.bottom < 10.8 * MILLIMETRE for word in marks), "in the upper margin"


def test_a_copy_looks_the_same_but_for_its_mark() -> None:
    (first,) = pictures(written(sale()))
    (copy,) = pictures(written(sale(), Paper(copy=True)))
    changed = ImageChops.difference(first, copy).getbbox()
    assert changed is not None
    assert changed[3] <= 10.0 / 210 * first.height


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PaperSize)
def test_void_stands_across_every_page_and_in_words(language: str, size: PaperSize) -> None:
    bill = sale(language=language, lines=lines(30))
    paper = Paper(size, void=True)
    text = read(written(bill, paper))
    pages = text.rstrip("\f").split("\f")
    assert len(pages) == 3
    for page in pages:
        assert said(language, "VOID: taken back, it counts no more") in " ".join(page.split())
    for plain, void in zip(
        pictures(written(bill, Paper(size)), 50), pictures(written(bill, paper), 50), strict=True
    ):
        left, _, right, bottom = ImageChops.difference(plain, void).getbbox() or (0, 0, 0, 0)
        assert right - left > 0.5 * plain.width
        assert bottom > 0.6 * plain.height


def test_what_is_void_can_still_be_read() -> None:
    """The word lies over the page, and takes little of the strength of what is under it."""
    plain = next(pictures(written(sale()), 127))
    void = next(pictures(written(sale(), Paper(void=True)), 127))
    below_the_margin = (0, 60, plain.width, plain.height)
    changes = ImageChops.difference(plain, void).crop(below_the_margin).convert("L")
    assert 5 < max(changes.tobytes()) < 50
    shown = read(written(sale(), Paper(void=True))).splitlines()
    assert [line for line in read(written(sale())).splitlines() if line not in shown] == []


def test_a_copy_of_what_is_void_says_both() -> None:
    text = read(written(sale(), Paper(copy=True, void=True)))
    assert "COPY" in text
    assert "VOID: taken back, it counts no more" in text
