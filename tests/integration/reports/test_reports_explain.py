"""Explain this balance on both databases: the same as following every entry by hand."""

import datetime as dt
from pathlib import Path

import pytest

from smbcrm.bootstrap import create_shop
from smbcrm.core.i18n import Translator
from smbcrm.membership.bills.service import NotOnAnyFont
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.files.targets import FileKept
from smbcrm.membership.files.types import FileExists
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.reports.explain_document import BalanceDoesNotAddUp
from smbcrm.membership.reports.explaining import AccountStory
from smbcrm.membership.reports.service import Explained, NotAReportFile
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.setup.service import NewShop
from smbcrm.models.work import Work
from tests.helpers.shops import MORNING, StillShop
from tests.integration.reports.recount import lines_of, tables
from tests.integration.reports.scenes import (
    CUT,
    act,
    customer,
    open_house,
    package,
    two_years,
    used,
)

DAY = dt.timedelta(days=1)
TODAY = MORNING.date()
ENGLISH = Translator("en")


def explain(shop: StillShop, who: int, *kinds: AccountKind) -> Explained:
    reports = shop.services.reports
    return reports.explain(who, kinds) if kinds else reports.explain(who)


def story(explained: Explained, kind: AccountKind) -> AccountStory:
    (found,) = (one for one in explained.accounts if one.kind is kind)
    return found


def execute(shop: StillShop, statement: str, *params: object) -> None:
    def step(work: Work) -> None:
        work.session.execute(statement, *params)

    shop.uow.run(step)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_line_is_what_the_entries_say(shop: StillShop, seed: int) -> None:
    people = two_years(shop, seed)
    found = tables(shop)
    for who in people:
        explained = explain(shop, who)
        assert explained.document.finding is None
        assert len(explained.accounts) > 2
        for one in explained.accounts:
            moves = [
                (move.lot, move.amount, move.left_of_lot, move.balance)
                for move in one.moves
                if move.amount is not None
            ]
            assert moves == lines_of(found, who, one.kind, one.unit)
            assert one.stored == moves[-1][3]
        standing = shop.services.ledger.standing(who)
        available = {one.kind: one.available(TODAY) for one in explained.accounts}
        for kind in ("principal", "gift", "credit", "points"):
            assert available.get(AccountKind(kind), 0) == getattr(standing, kind)


def test_a_sale_that_was_undone_stands_there_with_what_took_it_back(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    shop.services.till.top_up(TopUpRequest(act(shop), who, 5000, with_offer=False))
    paid = {Means.STORED: 2000}
    sale = shop.services.till.sale(SaleRequest(act(shop), who, 2000, payments=paid))
    back = shop.services.till.reverse(ReverseRequest(act(shop), sale.operation))
    moves = story(explain(shop, who), AccountKind.PRINCIPAL).moves
    assert [(move.deed.kind, move.amount, move.balance) for move in moves] == [
        ("top_up", 5000, 5000),
        ("sale", -2000, 3000),
        ("reversal", 2000, 5000),
    ]
    undone, reversal = moves[1].deed, moves[2].deed
    assert (undone.reversed_by, undone.bill_number) == (back.operation, sale.bill_number)
    assert (reversal.reverses, reversal.target_kind) == (sale.operation, "sale")
    assert reversal.target_bill == sale.bill_number


def test_an_end_that_was_moved_and_a_lot_that_followed_another_are_told(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    open_house(shop)
    package(shop, who, CUT, 10, 9000, ends=TODAY + 30 * DAY)
    paused = used(shop, who, CUT)
    package(shop, who, CUT, 4, 100)
    until = TODAY + 60 * DAY
    execute(
        shop,
        "INSERT INTO lot_term (operation, lot, expires_on, source_lot) VALUES (?, 1, ?, NULL)",
        paused.seq,
        until.isoformat(),
    )
    execute(shop, "UPDATE lot SET expires_on = ? WHERE id = 1", until.isoformat())
    execute(shop, "UPDATE lot SET source_lot = 1 WHERE id = 2")
    told = story(explain(shop, who, AccountKind.VISITS), AccountKind.VISITS)
    assert [(move.amount, move.ends) for move in told.moves] == [
        *((10, None), (-1, None), (None, until), (4, None))
    ]
    first, second = told.lots
    assert (first.lot.expires_on, first.brought, first.lot.remaining) == (until, 10, 9)
    assert (second.lot.source_lot, second.lot.source_opened_on) == (1, TODAY)


def test_accounts_that_came_from_somebody_else_are_told_with_their_own(shop: StillShop) -> None:
    ann, double = customer(shop, "Ann"), customer(shop, "Anne")
    for who, amount in ((ann, 5000), (double, 700)):
        shop.services.till.top_up(TopUpRequest(act(shop), who, amount, with_offer=False))
    execute(shop, "UPDATE account SET holder = ? WHERE holder = ?", ann, double)
    told = story(explain(shop, ann), AccountKind.PRINCIPAL)
    assert (told.stored, len(told.lots), told.adds_up) == (5700, 2, True)
    assert explain(shop, double).accounts == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE account SET balance = balance + 1 WHERE holder = ? AND kind = 'principal'",
        "UPDATE lot SET remaining = remaining - 1 WHERE id = 1 AND ? = ?",
    ],
)
def test_what_was_tampered_with_is_shown_and_never_handed_out(
    shop: StillShop, tmp_path: Path, statement: str
) -> None:
    who = customer(shop, "Ann")
    shop.services.till.top_up(TopUpRequest(act(shop), who, 5000, with_offer=False))
    execute(shop, statement, *[who] * statement.count("?"))
    explained = explain(shop, who)
    assert isinstance(explained.document.finding, BalanceDoesNotAddUp)
    assert explained.document.notes == ()
    file = tmp_path / "a.pdf"
    with pytest.raises(BalanceDoesNotAddUp):
        shop.services.reports.save(explained.document, ENGLISH, file)
    assert not file.exists()


def test_somebody_without_any_entry_is_told_so(shop: StillShop) -> None:
    told = explain(shop, customer(shop, "Ann"))
    assert (len(told.accounts), len(told.document.sections)) == (0, 0)
    assert [note.msgid for note in told.document.notes] == ["Nothing was ever recorded here."]
    with pytest.raises(UnknownCustomer):
        explain(shop, 99)


def test_the_paper_speaks_the_language_of_the_customer(shop: StillShop) -> None:
    assert explain(shop, customer(shop, "陈雨桐", "zh_TW")).language == "zh_TW"
    assert explain(shop, customer(shop, "Ann")).language == shop.services.shop.shop().language


@pytest.mark.parametrize("name", ["a.pdf", "a.XLSX", "a.csv"])
def test_a_report_is_written_once_unless_told_otherwise(
    shop: StillShop, tmp_path: Path, name: str
) -> None:
    reports, file = shop.services.reports, tmp_path / name
    document = reports.liability()
    reports.save(document, ENGLISH, file)
    first = file.read_bytes()
    with pytest.raises(FileExists):
        reports.save(document, ENGLISH, file)
    reports.save(document, ENGLISH, file, replace=True)
    assert file.read_bytes() == first


@pytest.mark.parametrize("name", ["a.doc", "a", "a.xls", "-"])
def test_no_report_is_written_to_a_file_of_another_kind(
    shop: StillShop, tmp_path: Path, name: str
) -> None:
    with pytest.raises(NotAReportFile):
        shop.services.reports.save(shop.services.reports.liability(), ENGLISH, tmp_path / name)


def test_no_report_is_written_over_the_shop(tmp_path: Path) -> None:
    shop = create_shop(str(tmp_path / "shop.csv"), NewShop("Ann's"), durable=False)
    with pytest.raises(FileKept):
        shop.reports.save(shop.reports.liability(), ENGLISH, tmp_path / "shop.csv", replace=True)
    shop.close()


def test_a_character_that_no_font_has_is_refused_on_paper_only(
    shop: StillShop, tmp_path: Path
) -> None:
    document = explain(shop, customer(shop, "Ann \U00031300")).document
    reports = shop.services.reports
    with pytest.raises(NotOnAnyFont, match=r"U\+31300"):
        reports.save(document, ENGLISH, tmp_path / "a.pdf")
    reports.save(document, ENGLISH, tmp_path / "a.pdf", {"\U00031300": "Lee"})
    reports.save(document, ENGLISH, tmp_path / "a.xlsx")
    assert {file.name for file in tmp_path.glob("a.*")} == {"a.pdf", "a.xlsx"}
