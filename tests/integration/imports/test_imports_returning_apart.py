"""A list of ours that comes back after the shop went on, with rows more, fewer or odd."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.kinds import CustomerKind, Gender, Status
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports import errors, notes, remarks
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.types import Change, ImportRequest
from smbcrm.membership.lists.targets import NotAWorkbook
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import TopUpRequest
from tests.helpers.shops import StillShop, still_shop
from tests.helpers.unsigned import unsigned
from tests.integration.imports.lists import Sink
from tests.integration.imports.test_imports_returning import (
    ANN,
    FIRM,
    OLD,
    Sheet,
    add,
    cell,
    counts,
    edit,
    export,
    imported,
    profiles,
)


def reasons(run_notes: tuple[object, ...]) -> list[str]:
    return [note.text.msgid for note in run_notes]  # type: ignore[attr-defined]


@pytest.fixture
def file(shop: StillShop, tmp_path: Path) -> Path:
    """Return a list that was exported, of three customers."""
    add(shop, ANN, FIRM, OLD)
    return export(shop, tmp_path / "list.xlsx")


def edit_in_shop(shop: StillShop, code: str, **said: object) -> None:
    shop.clock.instant += dt.timedelta(minutes=5)
    customer = shop.services.customers.find(code)[0].id
    shop.services.customers.edit(customer, Details(**said), Act(uuid7(shop.clock)))  # type: ignore[arg-type]


def test_what_was_changed_in_the_shop_stays_unless_the_list_shall_win(
    shop: StillShop, file: Path
) -> None:
    edit_in_shop(shop, "A-001", city="Taipei", email="new@example.com")

    def change(sheet: Sheet) -> None:
        cell(sheet, "A-001", "City").value = "Hualien"
        cell(sheet, "A-001", "E-mail").value = "new@example.com"
        cell(sheet, "A-001", "Country").value = "Taiwan"

    edit(file, change)
    run, changes = imported(shop, file)
    assert changes == [
        Change(4, "A-001", Field.CITY, "Taipei", "Hualien", kept=True),
        Change(4, "A-001", Field.COUNTRY, "", "Taiwan", kept=False),
    ]
    assert reasons(run.report.notes) == [notes.CONFLICT]
    assert profiles(shop)["A-001"].city == "Taipei"
    _, won = imported(shop, file, theirs=True)
    assert won == [Change(4, "A-001", Field.CITY, "Taipei", "Hualien", kept=False)]
    assert profiles(shop)["A-001"].city == "Hualien"


def test_rows_more_and_fewer(shop: StillShop, file: Path) -> None:
    def change(sheet: Sheet) -> None:
        sheet.delete_rows(4)
        row = sheet.max_row + 1
        sheet.cell(row, 2).value, sheet.cell(row, 5).value = "New One", "13700000001"
        sheet.cell(row, 1).value = None

    edit(file, change)
    run, changes = imported(shop, file)
    assert counts(run.report) == (1, 0, 2, 0)
    assert run.report.missing == ("A-001",)
    assert [(one.code, one.before, one.after) for one in changes] == [("", "", "New One")]
    assert shop.services.customers.count() == 4
    again, _ = imported(shop, file)
    assert again.report.made == 0
    assert shop.services.customers.count() == 4


def test_cells_that_cannot_be_taken_leave_what_was_there(shop: StillShop, file: Path) -> None:
    before = profiles(shop)

    def change(sheet: Sheet) -> None:
        cell(sheet, "A-001", "Birthday").value = "31/02"
        cell(sheet, "A-001", "E-mail").value = "nobody"
        cell(sheet, "A-001", "Gender").value = "?"
        cell(sheet, "A-001", "Phone").value = "none yet"
        cell(sheet, "A-001", "Person or company").value = None
        cell(sheet, "A-001", "Points").value = 500
        cell(sheet, "A-001", "Family name").value = "x" * 301
        cell(sheet, "C000003", "Status").value = "active"

    edit(file, change)
    run, changes = imported(shop, file)
    assert (counts(run.report), changes) == ((0, 0, 3, 0), [])
    found = reasons(run.report.notes)
    assert {notes.FIXED, notes.NO_EMAIL, notes.NOT_KNOWN, notes.NO_PHONE} < set(found)
    assert {notes.NEVER_EMPTY, notes.OPTED_OUT} < set(found)
    assert len(found) == 8
    assert profiles(shop) == before


def test_a_row_that_leaves_nobody_is_refused(shop: StillShop, file: Path) -> None:
    def change(sheet: Sheet) -> None:
        cell(sheet, "C000002", "Full name").value = None
        cell(sheet, "C000002", "Phone").value = None

    edit(file, change)
    run, _ = imported(shop, file)
    assert counts(run.report) == (0, 0, 2, 1)
    assert reasons(run.report.notes) == [notes.NOBODY_LEFT]


def test_of_a_code_that_stands_twice_neither_is_taken(shop: StillShop, file: Path) -> None:
    def change(sheet: Sheet) -> None:
        cell(sheet, "C000002", "City").value = "One"
        cell(sheet, "C000003", "City").value = "Two"
        cell(sheet, "C000003", "Shopbell code").value = "C000002"

    edit(file, change)
    before = profiles(shop)
    run, changes = imported(shop, file)
    assert (counts(run.report), changes) == ((0, 0, 1, 2), [])
    told = [(note.row, note.text.msgid, note.text.params["row"]) for note in run.report.notes]
    assert told == [(5, notes.SAME_CODE, 6), (6, notes.SAME_CODE, 5)]
    assert run.report.missing == ("C000003",)
    assert profiles(shop) == before


def test_a_code_typed_over_gives_nobody_the_values_of_another(shop: StillShop, file: Path) -> None:
    before = profiles(shop)
    edit(file, lambda sheet: setattr(cell(sheet, "C000003", "Shopbell code"), "value", "A-001"))
    run, changes = imported(shop, file)
    assert (counts(run.report), changes) == ((0, 0, 2, 1), [])
    assert profiles(shop) == before


def test_a_row_without_its_code_tells_what_it_changes(shop: StillShop, file: Path) -> None:
    def change(sheet: Sheet) -> None:
        cell(sheet, "C000002", "City").value = "Hualien"
        cell(sheet, "C000002", "Other phones").value = "021 5555 9876"
        cell(sheet, "C000002", "Shopbell code").value = None

    before = profiles(shop)
    edit(file, change)
    run, changes = imported(shop, file)
    assert counts(run.report) == (0, 1, 2, 0)
    assert changes == [
        Change(5, "C000002", Field.PHONE, "", "021 5555 9876", kept=False),
        Change(5, "C000002", Field.CITY, "", "Hualien", kept=False),
    ]
    shop.services.imports.undo(run.id)
    assert profiles(shop) == before


def test_what_is_only_shown_in_our_list_is_no_remark(shop: StillShop, file: Path) -> None:
    edit(file, lambda sheet: setattr(cell(sheet, "A-001", "Store credit"), "value", 5))
    run, _ = imported(shop, file)
    assert [one.msgid for one in run.report.remarks] == [remarks.RETURNED]
    assert [note.text.params for note in run.report.notes] == [{"column": "Store credit"}]


def test_who_is_gone_is_not_brought_back(shop: StillShop, file: Path) -> None:
    gone = shop.services.customers.find("C000002")[0].id
    shop.uow.run(unsigned(lambda work: work.customers.remove([gone])))
    run, _ = imported(shop, file)
    assert counts(run.report) == (0, 0, 2, 1)
    assert reasons(run.report.notes) == [notes.GONE]
    assert shop.services.customers.count() == 2


def test_phones_tags_staff_and_moons_are_typed_anew(shop: StillShop, file: Path) -> None:
    def change(sheet: Sheet) -> None:
        cell(sheet, "A-001", "Phone").value = 13700000001
        cell(sheet, "A-001", "Other phones").value = None
        cell(sheet, "A-001", "Tags").value = "a, b;a"
        cell(sheet, "A-001", "Gender").value = None
        cell(sheet, "C000002", "Looked after by").value = "owner"
        cell(sheet, "C000002", "Phone").value = "021 5555 1234"
        cell(sheet, "C000002", "Other phones").value = "\n".join(str(n) for n in range(10, 40))
        cell(sheet, "C000003", "Phone").value = "13700000002"
        cell(sheet, "C000003", "Other phones").value = "13700000003"
        cell(sheet, "C000003", "Language").value = "zh_CN"

    edit(file, change)
    run, _ = imported(shop, file)
    assert reasons(run.report.notes) == [notes.TOO_MANY]
    after = profiles(shop)
    assert [one.typed for one in after["A-001"].phones] == ["13700000001"]
    assert (after["A-001"].tags, after["A-001"].gender) == (("a", "b"), Gender.UNKNOWN)
    assert after["C000002"].looked_after_by is not None
    assert [one.typed for one in after["C000002"].phones] == ["021 5555 1234"]
    assert [one.typed for one in after["C000003"].phones] == ["13700000002", "13700000003"]
    assert after["C000003"].language == "zh_CN"


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["something else"]],
        [["shopbell-list-1", "id", "en"], ["our_code,name"], ["Name"]],
        [["shopbell-list-1", "id", "en"], ["our_code"], ["Shopbell code"], ["one"], ["A", "x"]],
    ],
)
def test_a_sheet_that_is_no_mark_of_ours_does_no_harm(
    shop: StillShop, tmp_path: Path, rows: list[list[str]]
) -> None:
    book = openpyxl.Workbook()
    for line in (["Name", "Phone"], ["Ann", "13800138000"]):
        book.active.append(line)
    sheet = book.create_sheet("Shopbell")
    sheet.sheet_state = "hidden"
    for line in rows:
        sheet.append(line)
    book.save(tmp_path / "list.xlsx")
    run, changes = imported(shop, tmp_path / "list.xlsx")
    assert (run.report.made, changes) == (1, [])


def test_a_list_to_edit_is_a_workbook(shop: StillShop, tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook):
        export(shop, tmp_path / "list.csv")


def test_undo_gives_the_old_values_back(shop: StillShop, file: Path) -> None:
    before = profiles(shop)

    def change(sheet: Sheet) -> None:
        for code in ("A-001", "C000002"):
            cell(sheet, code, "City").value = "Hualien"
        cell(sheet, "A-001", "Phone").value = "13700000009"

    edit(file, change)
    run, _ = imported(shop, file)
    assert shop.services.customers.find("13700000009")[0].code == "A-001"
    shop.clock.instant += dt.timedelta(days=29)
    undone = shop.services.imports.undo(run.id).undo
    assert undone is not None
    assert (undone.restored, undone.kept, undone.removed, undone.stayed_in_all) == (2, 0, 0, 0)
    assert profiles(shop) == before
    assert not shop.services.customers.find("13700000009")
    assert shop.services.customers.find("138 0013 8000")[0].code == "A-001"


def test_who_was_edited_since_keeps_everything(shop: StillShop, file: Path) -> None:
    def change(sheet: Sheet) -> None:
        cell(sheet, "A-001", "City").value = "Hualien"

    edit(file, change)
    run, _ = imported(shop, file)
    edit_in_shop(shop, "A-001", district="East")
    undone = shop.services.imports.undo(run.id).undo
    assert undone is not None
    assert [(one.code, one.why.msgid) for one in undone.stayed] == [("A-001", notes.STAYED_EDITED)]
    assert profiles(shop)["A-001"].city == "Hualien"


def test_what_was_kept_for_an_undo_goes_after_thirty_days(shop: StillShop, file: Path) -> None:
    edit(file, lambda sheet: setattr(cell(sheet, "A-001", "City"), "value", "Hualien"))
    run, _ = imported(shop, file)
    customer = shop.services.customers.find("A-001")[0].id
    assert shop.uow.read(lambda work: work.imports.kept(run.id, [customer]))
    shop.clock.instant += dt.timedelta(days=31)
    with pytest.raises(errors.UndoTooLate):
        shop.services.imports.undo(run.id)
    imported(shop, file)
    assert not shop.uow.read(lambda work: work.imports.kept(run.id, [customer]))


def test_the_codes_of_another_shop_mean_nobody_here(
    shop: StillShop, file: Path, tmp_path: Path
) -> None:
    code = add(shop, Details(full_name="Zoe", phones=("13700137000",)))[0]
    export(shop, file)
    with still_shop(str(tmp_path / "other.db")) as other:
        for number in range(int(code.removeprefix("C"))):
            add(other, Details(full_name=f"Else {number}", phones=(f"138111100{number:02}",)))
        before = profiles(other)
        assert code in before
        run, _ = imported(other, file)
        assert (run.report.updated, run.report.unchanged) == (0, 0)
        assert before.items() <= profiles(other).items()


def test_money_of_another_shop_goes_to_nobody_by_its_codes(
    shop: StillShop, file: Path, tmp_path: Path
) -> None:
    zoe = Details(full_name="Zoe", phones=("13700137000",))
    code = add(shop, zoe)[0]
    known = shop.services.customers.find("Zoe")[0].id
    shop.services.till.top_up(TopUpRequest(Act(uuid7(shop.clock)), known, 5000))
    export(shop, file)
    with still_shop(str(tmp_path / "other.db")) as other:
        for number in range(int(code.removeprefix("C"))):
            add(other, Details(full_name=f"Else {number}", phones=(f"138111100{number:02}",)))
        twin = add(other, zoe)
        asked = ImportRequest(file, Act(uuid7(other.clock)), kind=ListKind.BALANCES)
        report = other.services.imports.run(asked).report
        assert [one.msgid for one in report.remarks][:1] == [remarks.NOT_OURS]
        assert {note.text.msgid for note in report.notes if note.kind == "failed"} <= {
            *(notes.NOT_HERE, notes.DIFFERENT, notes.OWN_LOOKING, notes.CALLED_OTHERWISE),
        }
        rows = other.services.customers.page(limit=100)
        assert {row.code: row.principal for row in rows if row.principal} == {twin[0]: 5000}


def test_the_list_of_another_shop_is_like_any_other(
    shop: StillShop, file: Path, tmp_path: Path
) -> None:
    with still_shop(str(tmp_path / "other.db")) as other:
        run, changes = imported(other, file)
        assert counts(run.report) == (3, 0, 0, 0)
        assert (changes, run.report.missing_in_all) == ([], 0)
        assert run.report.remarks[0].msgid == remarks.NOT_OURS
        assert shop.services.customers.count() == other.services.customers.count()


def test_rows_to_look_at_are_told_again(shop: StillShop, file: Path) -> None:
    edit(file, lambda sheet: setattr(cell(sheet, "A-001", "Gender"), "value", "?"))
    request, first, again = ImportRequest(file, Act(uuid7(shop.clock))), Sink(), Sink()
    shop.services.imports.run(request, problems=first)
    shop.services.imports.run(request, problems=again)
    assert again.rows == first.rows
    assert [row.code for row in first.rows] == ["A-001"]


TEXTS = st.text(max_size=12) | st.sampled_from(
    ["=1+1", "@x", "-", "'", "0012", "1e5", "TRUE", "<r>a</r>", "a\r\nb", "1990-05-01", "无"]
)
PHONES = st.sampled_from(["0138 0013 8000", "12", "+1 207 555 0142", "ext 5", "00861", "1.0"])
DATES = st.builds(
    Occasion,
    st.sampled_from([OccasionKind.BIRTHDAY, OccasionKind.CUSTOMER_SINCE]),
    st.sampled_from(list(Calendar)),
    st.none() | st.integers(1901, 2050),
    st.integers(1, 12),
    st.none() | st.integers(1, 28),
)
PEOPLE = st.builds(
    Details,
    full_name=TEXTS.map(lambda text: f"n{text}"),
    given_name=TEXTS,
    address=TEXTS,
    notes=TEXTS,
    postcode=TEXTS,
    kind=st.sampled_from(list(CustomerKind)),
    gender=st.sampled_from(list(Gender)),
    status=st.sampled_from(list(Status)),
    phones=st.lists(PHONES, max_size=4).map(tuple),
    tags=st.lists(st.text("ab, ;/金", min_size=1, max_size=5), max_size=3).map(tuple),
    occasions=st.lists(DATES, max_size=2, unique_by=lambda one: one.kind).map(tuple),
)


@given(people=st.lists(PEOPLE, min_size=1, max_size=5), language=st.sampled_from(["en", "zh_TW"]))
@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example is an import: no shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whoever_is_exported_comes_back_unchanged(
    shop: StillShop, tmp_path: Path, people: list[Details], language: str
) -> None:
    add(shop, *people)
    before = profiles(shop)
    run, changes = imported(shop, export(shop, tmp_path / "list.xlsx", language))
    assert (changes, run.report.notes_in_all) == ([], 0)
    assert counts(run.report) == (0, 0, len(before), 0)
    assert profiles(shop) == before
