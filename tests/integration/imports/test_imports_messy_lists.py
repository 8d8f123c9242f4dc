"""Lists as shops have them: in, corrected, out again. The story is in tests/data/README.md."""

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Customer
from smbcrm.membership.imports.codec import encode
from smbcrm.membership.imports.error_file import ErrorFile
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.types import ImportReport, ImportRequest, ImportRun, RunState, Sums
from smbcrm.membership.occasions.types import Calendar
from smbcrm.membership.requests.types import Act
from tests.helpers.shops import StillShop, still_shop
from tests.integration.imports.lists import picture

DATA = Path(__file__).parents[2] / "data"
SALON = DATA / "salon_zh.xlsx"
ENGLISH = Translator("en")
NOW = dt.datetime(2026, 11, 21, 6, tzinfo=dt.UTC)


def asked(shop: StillShop, path: Path, kind: ListKind = ListKind.CUSTOMERS) -> ImportRequest:
    shop.clock.instant += dt.timedelta(minutes=1)
    return ImportRequest(path, Act(uuid7(shop.clock)), kind=kind)


def bring_in(
    shop: StillShop, path: Path, errors: Path, kind: ListKind = ListKind.CUSTOMERS
) -> ImportRun:
    """Bring a list in with an error file, after the check has said the same."""
    told = shop.services.imports.check(asked(shop, path, kind))
    with ErrorFile(errors, ENGLISH) as file:
        run = shop.services.imports.run(asked(shop, path, kind), problems=file)
    assert encode(told) == encode(run.report)
    assert run.state is RunState.DONE
    return run


def called(shop: StillShop, text: str) -> Customer:
    return shop.services.customers.get(shop.services.cards.customer(text))


def rows_of(report: ImportReport, kind: str) -> list[int]:
    return [note.row for note in report.notes if note.kind == kind]


@pytest.fixture
def salon(shop: StillShop) -> StillShop:
    shop.clock.instant = NOW
    return shop


def test_the_list_of_a_salon(salon: StillShop, tmp_path: Path) -> None:
    report = bring_in(salon, SALON, tmp_path / "errors.csv").report
    assert (report.heading_row, report.headings, report.totals) == (5, 1, (24, 25))
    assert (report.rows, report.made, report.joined, report.failed) == (17, 13, 1, 3)
    assert report.brought == Sums(480_150, 14_200, 735, 10)
    assert rows_of(report, "failed") == [13, 16, 21]
    assert rows_of(report, "problem") == [10, 13, 14, 14, 22]
    assert rows_of(report, "remark") == [12, 15]
    assert picture(salon).owed == 480_150 + 14_200
    chen = called(salon, "800101")
    assert chen.profile.alert == "对苯二胺"
    assert chen.profile.notes == "喜欢靠窗\n又登记了一次"
    assert salon.services.customers.show(chen.id).tier == "Gold"
    standing = salon.services.ledger.standing(chen.id)
    assert (standing.principal, standing.gift, standing.points) == (105_000, 10_000, 320)
    assert all(lot.expires_on is None for lot in standing.lots)
    (birthday,) = called(salon, "欧阳娜娜").profile.occasions
    assert (birthday.calendar, birthday.month, birthday.day, birthday.is_leap_month) == (
        *(Calendar.LUNAR, 4, 1, True),
    )
    assert [phone.e164 for phone in called(salon, "孙美玲").profile.phones] == [
        *("+8613900139012", "+8613900139013"),
    ]
    assert called(salon, "13400134013").profile.full_name == "=cmd|' /C calc'!A0"
    assert not salon.services.customers.find("不要导入")


def corrected(line: dict[str, str]) -> None:
    """Do what somebody would do who reads the reasons."""
    if line["姓名*"] == "刘志明":
        line.update({"实充": "60", "生日": "2月28日"})
    if line["姓名*"] == "赵小燕":
        line.update({"手机号(必填)": "021-62345678", "生日": "1996年3月1日"})
    if line["姓名*"] == "钱文":
        line["实充"] = "50"
    if line["备注"] == "名字看不清":
        line["姓名*"] = "周立"
    if line["姓名*"] == "单美华":
        line["会员卡号"] = "800116"
    if line["会员等级"] == "钻石":
        line["会员等级"] = "金卡"


def correct(path: Path, change: Callable[[dict[str, str]], None]) -> Path:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    for line in lines:
        change(line)
    target = path.with_name("corrected.csv")
    with target.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return target


def test_the_corrected_error_file_updates_the_same_people(salon: StillShop, tmp_path: Path) -> None:
    before = picture(salon, "陈雨桐", "800101", "13500135001")
    first = bring_in(salon, SALON, tmp_path / "errors.csv")
    zhao, yoshida = called(salon, "赵小燕").id, called(salon, "太郎").id
    mended = correct(tmp_path / "errors.csv", corrected)
    second = bring_in(salon, mended, tmp_path / "errors 2.csv")
    report = second.report
    assert (report.made, report.updated, report.failed, report.with_problems) == (3, 3, 0, 0)
    assert report.brought == Sums(6_000 + 5_000 + 2_000, 0, 40, 3)
    assert not (tmp_path / "errors 2.csv").exists()
    assert called(salon, "赵小燕").id == zhao
    assert [phone.e164 for phone in called(salon, "赵小燕").profile.phones] == ["+862162345678"]
    assert salon.services.ledger.standing(zhao).principal == 6_000
    assert salon.services.customers.show(yoshida).tier == "Gold"
    assert called(salon, "800116").profile.full_name == "单美华"
    for run, removed in ((second, 3), (first, 13)):
        undo = salon.services.imports.undo(run.id).undo
        assert undo is not None
        assert (undo.removed, undo.stayed_in_all) == (removed, 0)
        assert undo.taken_back == run.report.brought
    assert picture(salon, "陈雨桐", "800101", "13500135001") == before


def test_an_error_file_left_as_it_is_changes_nothing(salon: StillShop, tmp_path: Path) -> None:
    bring_in(salon, SALON, tmp_path / "errors.csv")
    before, zhao = picture(salon), called(salon, "赵小燕").profile
    again = bring_in(salon, tmp_path / "errors.csv", tmp_path / "errors 2.csv").report
    assert (again.made, again.failed) == (0, 3)
    assert picture(salon) == before
    assert called(salon, "赵小燕").profile == zhao


def test_the_export_of_an_old_till(salon: StillShop, tmp_path: Path) -> None:
    report = bring_in(salon, DATA / "old_till_zh.xls", tmp_path / "errors.csv").report
    assert (report.made, report.failed, report.totals) == (3, 1, (7,))
    assert (report.brought.principal, report.brought.points) == (50_030, 12)
    (birthday,) = called(salon, "900002").profile.occasions
    assert (birthday.calendar, birthday.year, birthday.month) == (Calendar.LUNAR, 1990, 8)
    assert not called(salon, "区志强").cards
    assert not salon.services.customers.find("622202123456789")


@pytest.mark.parametrize("name", ["clients_en_cp1252.csv", "clients_en_utf8.csv"])
def test_an_english_list_in_two_encodings(shop_address: str, tmp_path: Path, name: str) -> None:
    with still_shop(shop_address, "US", "USD") as shop:
        shop.clock.instant = NOW
        report = bring_in(shop, DATA / name, tmp_path / "errors.csv").report
        assert (report.made, report.joined, report.failed) == (4, 1, 3)
        assert report.brought == Sums(113_050, 0, 139, 4)
        zoe = called(shop, "A-001")
        assert zoe.profile.full_name == "Zoë O\u2019Brien"
        assert zoe.profile.address == "12 Elm Street\nApt 4"
        (birthday,) = called(shop, "A-002").profile.occasions
        assert (birthday.month, birthday.day) == (3, 5)
        assert called(shop, "A-007").profile.full_name == "None"


def test_a_list_of_taiwan(shop_address: str, tmp_path: Path) -> None:
    with still_shop(shop_address, "TW", "TWD") as shop:
        shop.clock.instant = NOW
        report = bring_in(shop, DATA / "members_tw_big5.csv", tmp_path / "errors.csv").report
        assert (report.made, report.failed, report.totals) == (5, 1, (9,))
        assert report.brought == Sums(3_560, 50, 1_298, 4)
        assert called(shop, "880001").profile.occasions[0].year == 1986
        assert called(shop, "T004").profile.phones[0].e164 == "+886912345679"
        assert shop.services.customers.find("欧阳")[0].full_name == "歐陽娜娜"


def test_a_list_with_decimal_commas(shop_address: str, tmp_path: Path) -> None:
    with still_shop(shop_address, "DE", "EUR") as shop:
        shop.clock.instant = NOW
        report = bring_in(shop, DATA / "kunden_eur_utf8.csv", tmp_path / "errors.csv").report
        assert report.brought == Sums(311_850, 1_050, 0, 3)
        (lot,) = [
            lot
            for lot in shop.services.ledger.standing(called(shop, "7001").id).lots
            if lot.kind == "gift"
        ]
        assert (lot.remaining, lot.expires_on) == (1_050, dt.date(2026, 12, 31))
