"""The list of customers into files: what was asked for, as it was at one moment, or nothing."""

from pathlib import Path

import pytest

from smbcrm import bootstrap
from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.custom_fields.types import FieldKind, NewField, column_id
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.lists import CustomerFilter, CustomerSort
from smbcrm.membership.customers.types import Details
from smbcrm.membership.files.targets import FileKept
from smbcrm.membership.files.types import FileExists
from smbcrm.membership.lists import service
from smbcrm.membership.lists.targets import NotAList
from smbcrm.membership.lists.types import CustomerList, NoColumnsHere, UnknownColumn
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from tests.helpers.shops import StillShop
from tests.helpers.workbooks import Rows, by_calamine

ENGLISH = Translator("en")
HEAD = 3
"""The rows to the headings."""
NAMES = ("Ann Lee", "Bo Chen", "陈雨桐", "陈晓", "Dora", "Eve", "Finn")


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read few rows at once, and tell the progress after each."""
    monkeypatch.setattr(service, "_PAGE", 2)
    monkeypatch.setattr(service, "_STEP", 1)


@pytest.fixture
def people(shop: StillShop) -> list[int]:
    """Return customers who own and spent different sums."""
    ids = []
    for number, name in enumerate(NAMES):
        details = Details(full_name=name, phones=(f"1380013800{number}",))
        customer = shop.services.customers.add(details).id
        paid_in = 10_000 + 100 * (number * 5 % 7)
        shop.services.till.top_up(TopUpRequest(shop.act(10 + number), customer, paid_in))
        ids.append(customer)
    shop.services.till.sale(SaleRequest(shop.act(1), ids[4], 2_500))
    return ids


def exported(shop: StillShop, tmp_path: Path, asked: CustomerList) -> Rows:
    """Return the rows of a list below its headings, without the sums."""
    file = tmp_path / "list.xlsx"
    count = shop.services.lists.export_customers(file, ENGLISH, asked, replace=True)
    rows = by_calamine(file)[HEAD:]
    return rows[: count or None]


@pytest.mark.parametrize("sort", CustomerSort)
@pytest.mark.parametrize("descending", [False, True])
def test_a_file_has_the_order_of_the_list(
    shop: StillShop, people: list[int], tmp_path: Path, sort: CustomerSort, *, descending: bool
) -> None:
    asked = CustomerList(("name", "stored", "points"), CustomerFilter(), sort, descending)
    shown = shop.services.customers.page_at(sort=sort, descending=descending)
    assert exported(shop, tmp_path, asked) == [
        [row.full_name, row.stored / 100, row.points] for row in shown
    ]
    assert len(shown) == len(people)


@pytest.mark.usefixtures("people")
def test_a_file_has_whom_the_search_finds_and_says_so(shop: StillShop, tmp_path: Path) -> None:
    chosen = CustomerFilter(text=" 陈 ")
    asked = CustomerList(("phone", "name"), chosen, CustomerSort.NAME, descending=True)
    assert exported(shop, tmp_path, asked) == [
        ["+8613800138002", "陈雨桐"],
        ["+8613800138003", "陈晓"],
    ]
    words = [row[0] for row in by_calamine(tmp_path / "list.xlsx")[:2]]
    assert words == ["Customers", "All customers found by “陈” · 2026-03-10"]


@pytest.mark.usefixtures("people")
def test_a_list_of_nobody_is_a_list(shop: StillShop, tmp_path: Path) -> None:
    asked = CustomerList(("name",), CustomerFilter(text="nobody at all"))
    assert exported(shop, tmp_path, asked) == []
    assert by_calamine(tmp_path / "list.xlsx")[-1] == ["Full name"]


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
@pytest.mark.usefixtures("people")
def test_a_file_speaks_the_language_of_its_reader(
    shop: StillShop, tmp_path: Path, language: str
) -> None:
    words = Translator(language, localedir())
    file = tmp_path / "list.xlsx"
    shop.services.lists.export_customers(file, words, CustomerList(("name", "stored")))
    title, note, headings, *_ = by_calamine(file)
    assert title[0] == words.gettext("Customers") != "Customers"
    assert note[0] == f"{words.gettext('All customers')} · 2026-03-10"
    assert headings == [words.gettext("Full name"), words.gettext("Stored value")]


def test_all_rows_are_those_of_one_moment(
    shop: StillShop, people: list[int], tmp_path: Path
) -> None:
    """Whatever another till does while the first rows are written."""
    another = bootstrap.open_shop(shop.services.address, clock=shop.clock)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        if done == 1:
            another.customers.add(Details(full_name="Aaron, who came meanwhile"))
            another.customers.edit(people[-1], Details(full_name="Somebody else"))
            another.till.top_up(TopUpRequest(shop.act(99), people[-2], 77_700))
        told.append((done, total))

    asked = CustomerList(("name", "paid"), CustomerFilter(), CustomerSort.NAME)
    before = exported(shop, tmp_path, asked)
    file = tmp_path / "list.xlsx"
    lists = shop.services.lists
    assert lists.export_customers(file, ENGLISH, asked, replace=True, progress=progress) == 7
    another.close()
    assert by_calamine(file)[HEAD:-1] == before
    assert told == [(0, 7), *((done, 7) for done in range(1, 8)), (7, 7)]
    now = {name for name, _ in exported(shop, tmp_path, asked)}
    assert now - set(NAMES) == {"Aaron, who came meanwhile", "Somebody else"}


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_who_stops_it_keeps_what_was_there(shop: StillShop, tmp_path: Path, name: str) -> None:
    class Stopped(Exception):
        pass

    def progress(done: int, _total: int) -> None:
        if done == 3:
            raise Stopped

    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / name).write_text("precious")
    lists = shop.services.lists
    with pytest.raises(Stopped):
        lists.export_customers(folder / name, ENGLISH, replace=True, progress=progress)
    assert [one.read_text() for one in folder.iterdir()] == ["precious"]
    with pytest.raises(Stopped):
        lists.export_customers(folder / f"new-{name}", ENGLISH, progress=progress)
    assert [one.name for one in folder.iterdir()] == [name]


def test_what_the_shop_needs_is_not_written_over(shop: StillShop, tmp_path: Path) -> None:
    lists = shop.services.lists
    (kept, *_) = lists.keep
    kept.mkdir(parents=True, exist_ok=True)
    with pytest.raises(FileKept):
        lists.export_customers(kept / "list.xlsx", ENGLISH)
    (tmp_path / "list.xlsx").touch()
    with pytest.raises(FileExists):
        lists.export_customers(tmp_path / "list.xlsx", ENGLISH)
    with pytest.raises(NotAList):
        lists.export_customers(tmp_path / "list.ods", ENGLISH)
    assert not (tmp_path / "list.xlsx").stat().st_size


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", [["5 March", "moved away"], ["October", "active"]]),
        ("zh_CN", [["3 月 5 日", "已搬走"], ["10 月", "正常"]]),
        ("zh_TW", [["3 月 5 日", "已搬走"], ["10 月", "正常"]]),
    ],
)
def test_what_the_program_says_stands_there_in_the_words_of_the_reader(
    shop: StillShop, tmp_path: Path, language: str, said: Rows
) -> None:
    for status, day, month in ((Status.MOVED, 5, 3), (Status.ACTIVE, None, 10)):
        birthday = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, month, day)
        shop.services.customers.add(
            Details(full_name=str(month), status=status, occasions=(birthday,))
        )
    file = tmp_path / "list.xlsx"
    words = Translator(language, localedir())
    shop.services.lists.export_customers(file, words, CustomerList(("birthday", "status")))
    assert by_calamine(file)[HEAD : HEAD + 2] == said


def test_columns_are_called_by_their_ids_headings_and_fields(
    shop: StillShop, tmp_path: Path
) -> None:
    shop.services.custom_fields.add(NewField("Shoe size", FieldKind.NUMBER))
    shop.services.custom_fields.add(NewField("spend"))
    (size, _) = map(column_id, shop.services.custom_fields.all())
    chinese, lists = Translator("zh_CN", localedir()), shop.services.lists
    asked = (" points", "姓名", "FULL NAME", "shoe SIZE", "spend", size)
    found = lists.columns(tmp_path / "x.csv", asked, chinese)
    assert found == ("points", "name", size, "spend")
    assert lists.columns(tmp_path / "x.vcf", (), chinese) == ()
    with pytest.raises(NoColumnsHere):
        lists.columns(tmp_path / "x.vcf", ("name",), chinese)
    with pytest.raises(UnknownColumn) as refused:
        lists.columns(tmp_path / "x.csv", ("shoes",), ENGLISH)
    assert str(refused.value.params["known"]).endswith("'added', 'Shoe size', 'spend']")
