"""Vouchers on paper: what is handed over, in which order, and nothing given that has no paper."""

from dataclasses import replace
from pathlib import Path

import pytest

from smbcrm.exports.pdf.rendering import PdfiumRenderer
from smbcrm.membership.benefits.types import BuyRequest, CardPaper, IssueRequest
from smbcrm.membership.bills.service import NotAPdf, NotOnAnyFont
from smbcrm.membership.cards.scanning import VoucherScan
from smbcrm.membership.customers.types import Details
from smbcrm.membership.files.types import FileExists
from smbcrm.membership.sales.errors import ShortPoints
from smbcrm.membership.vouchers.errors import VoucherUsed
from tests.helpers.codes import codes_in
from tests.helpers.paper import read
from tests.integration.vouchers.conftest import VoucherShop

PAPER = CardPaper()


def test_a_card_is_scanned_as_its_voucher(shop: VoucherShop) -> None:
    (code,) = shop.issue("tenth")
    sheets = shop.services.voucher_cards.drawn([code], PAPER)
    assert "Ann" in read(sheets.pdf)
    assert "$20.00" in read(sheets.pdf)
    codes = codes_in(PdfiumRenderer().page(sheets.pdf, 0, 200))
    assert codes == [code, code]
    for found in codes:
        scan = shop.services.cards.scan(found)
        assert isinstance(scan, VoucherScan)
        assert (scan.voucher.code, scan.why) == (code, None)


def test_a_list_is_written_in_its_order_and_each_once(shop: VoucherShop, tmp_path: Path) -> None:
    given = shop.issue("ever", shop.bob, shop.ann)
    file = tmp_path / "cards.pdf"
    shop.services.voucher_cards.save([*given, given[0].lower()], PAPER, file)
    text = read(file.read_bytes())
    assert [text.count(code) for code in given] == [1, 1]
    assert text.index("Bob") < text.index("Ann")
    with pytest.raises(FileExists):
        shop.services.voucher_cards.save(given, PAPER, file)
    shop.services.voucher_cards.save(given[:1], PAPER, file, replace=True)
    assert given[1] not in read(file.read_bytes())


def test_what_is_over_is_not_put_on_paper(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    shop.sell(shop.ann, 2_000, code)
    with pytest.raises(VoucherUsed):
        shop.services.voucher_cards.drawn([code], PAPER)


def test_a_voucher_for_the_next_visit_says_from_when(shop: VoucherShop) -> None:
    (code,) = shop.issue("again")
    text = " ".join(read(shop.services.voucher_cards.drawn([code], PAPER).pdf).split())
    assert "Valid from 11 March 2026 to" in text
    assert "$5.00 off the next visit" in text


def test_nothing_is_given_where_it_could_not_be_written(shop: VoucherShop, tmp_path: Path) -> None:
    request = IssueRequest(shop.act(), "ever", (shop.ann,))
    cards, file = shop.services.voucher_cards, tmp_path / "cards.pdf"
    with pytest.raises(NotAPdf):
        cards.check(request, PAPER, tmp_path / "cards.txt")
    cards.check(request, PAPER, file)
    assert not file.exists()
    buying = BuyRequest(shop.act(), shop.ann, "bought")
    with pytest.raises(ShortPoints):
        cards.check(buying, PAPER, file)
    shop.sell(shop.ann, 10_000)
    cards.check(buying, PAPER, file)
    shop.services.customers.edit(shop.ann, Details(full_name="\U000323b0 Lin"))
    with pytest.raises(NotOnAnyFont):
        cards.check(request, PAPER, file)
    cards.check(request, replace(PAPER, instead=(("\U000323b0", "Bi"),)), file)
    assert shop.living(shop.ann) == set()
