"""A list of ours goes to Excel and comes back: only what was edited comes in."""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from smbcrm.core.i18n import LANGUAGES, Translator
from smbcrm.core.ids import uuid7
from smbcrm.core.paths import localedir
from smbcrm.membership.customers.kinds import CustomerKind, Gender, Status
from smbcrm.membership.customers.types import Details, Profile
from smbcrm.membership.imports import remarks
from smbcrm.membership.imports.codec import encode
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.types import Change, ImportReport, ImportRequest, ImportRun, RowPair
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.requests.types import Act
from tests.helpers.shops import StillShop

ANN = Details(
    code="A-001",
    full_name="=Ann 'Lee'",
    family_name="李",
    given_name="Ann",
    gender=Gender.FEMALE,
    phones=("0138 0013 8000", "+1 207 555 0142", "12", "13912345678"),
    email="ann@example.com",
    wechat="@ann_li",
    postcode="001234",
    notes="-1\n第二行 \t ends",
    tags=("VIP", "染发"),
    preferences="+茶",
    looked_after_by="Owner",
    occasions=(
        Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1990, 5, 29, is_leap_month=True),
        Occasion(OccasionKind.WEDDING_ANNIVERSARY, Calendar.SOLAR, None, 2, 29),
        Occasion(OccasionKind.CHILD_BIRTHDAY, Calendar.SOLAR, 2015, 5, 1, label="Tom"),
    ),
)
FIRM = Details(full_name="新月茶行", kind=CustomerKind.COMPANY, phones=("021 5555 1234",))
OLD = Details(
    full_name="Old",
    status=Status.DO_NOT_CONTACT,
    occasions=(Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1890, 3, 5),),
)


Sheet = Any
"""openpyxl is not typed."""


@dataclass
class Told:
    """Keeps the changes that it is told."""

    changes: list[Change] = field(default_factory=list)

    def add(self, changes: Sequence[Change]) -> None:
        self.changes += changes

    def add_pairs(self, pairs: Sequence[RowPair]) -> None:
        assert not pairs


def add(shop: StillShop, *people: Details) -> list[str]:
    return [shop.services.customers.add(one, Act(uuid7(shop.clock))).code for one in people]


def export(shop: StillShop, path: Path, language: str = "en") -> Path:
    words = Translator(language, localedir())
    shop.services.lists.export_to_edit(path, words, replace=True)
    return path


def profiles(shop: StillShop) -> dict[str, Profile]:
    rows = shop.services.customers.page(limit=1000)
    shown = (shop.services.customers.get(row.id) for row in rows)
    return {one.code: one.profile for one in shown}


def edit(path: Path, change: Callable[[Sheet], None]) -> None:
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


def cell(sheet: Sheet, code: str, heading: str) -> Any:  # noqa: ANN401 - see above
    column = next(one.column for one in sheet[3] if one.value == heading)
    row = next(one.row for one in sheet["A"] if one.value == code)
    return sheet.cell(row, column)


def imported(shop: StillShop, path: Path, **said: object) -> tuple[ImportRun, list[Change]]:
    """Run an import after its check, which must say the same of report and changes."""
    request = ImportRequest(path, Act(uuid7(shop.clock)), **said)  # type: ignore[arg-type]
    before, checked, told = profiles(shop), Told(), Told()
    report = shop.services.imports.check(request, changes=checked)
    assert profiles(shop) == before
    run = shop.services.imports.run(request, changes=told)
    assert encode(report) == encode(run.report)
    assert checked.changes == told.changes
    assert not shop.services.audit.verify().findings
    return run, told.changes


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.made, report.updated, report.unchanged, report.failed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_just_exported_changes_nothing(
    shop: StillShop, tmp_path: Path, language: str
) -> None:
    add(shop, ANN, FIRM, OLD)
    before = profiles(shop)
    file = export(shop, tmp_path / "list.xlsx", language)
    run, changes = imported(shop, file)
    assert counts(run.report) == (0, 0, 3, 0)
    assert (changes, run.report.notes_in_all, run.report.missing) == ([], 0, ())
    assert [one.msgid for one in run.report.remarks] == [remarks.RETURNED]
    assert profiles(shop) == before


def rewritten_by_openpyxl(path: Path) -> Path:
    openpyxl.load_workbook(path).save(path)
    return path


def rewritten_by_libreoffice(path: Path, ending: str) -> Path:
    out = path.parent / "rewritten"
    home = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    words = ["soffice", home, "--headless", "--convert-to", ending, "--outdir", str(out)]
    subprocess.run([*words, str(path)], check=True, capture_output=True, timeout=300)
    return out / f"{path.stem}.{ending}"


@pytest.mark.parametrize(
    "writer",
    ["openpyxl", *(pytest.param(one, marks=pytest.mark.soak) for one in ("xlsx", "ods", "xls"))],
)
def test_the_mark_survives_other_programs(shop: StillShop, tmp_path: Path, writer: str) -> None:
    add(shop, ANN, FIRM, OLD)
    before = profiles(shop)
    file = export(shop, tmp_path / "list.xlsx")
    rewritten = (
        rewritten_by_openpyxl(file)
        if writer == "openpyxl"
        else rewritten_by_libreoffice(file, writer)
    )
    run, changes = imported(shop, rewritten)
    assert counts(run.report) == (0, 0, 3, 0)
    assert (changes, run.report.notes_in_all) == ([], 0)
    assert profiles(shop) == before


def test_only_what_was_edited_comes_in(shop: StillShop, tmp_path: Path) -> None:
    add(shop, ANN, FIRM, OLD)
    before = profiles(shop)
    file = export(shop, tmp_path / "list.xlsx", "zh_CN")

    def change(sheet: Sheet) -> None:
        others = Translator("zh_CN", localedir()).gettext("Other phones")
        cell(sheet, "A-001", "邮编").value = "000999"
        cell(sheet, "A-001", others).value = "13912345678\n0755 8888 1234"
        cell(sheet, "A-001", "生日").value = "农历1991年四月初一"
        cell(sheet, "A-001", "标签").value = None
        cell(sheet, "A-001", "偏好").value = None
        cell(sheet, "A-001", "性别").value = "男"
        cell(sheet, "A-001", "负责人").value = None

    edit(file, change)
    run, changes = imported(shop, file)
    assert counts(run.report) == (0, 1, 2, 0)
    after = profiles(shop)["A-001"]
    assert [phone.typed for phone in after.phones] == [
        "0138 0013 8000",
        "13912345678",
        "0755 8888 1234",
    ]
    moon = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1991, 4, 1)
    assert after.occasions[0] == moon
    assert set(after.occasions[1:]) == set(before["A-001"].occasions[1:])
    assert (after.postcode, after.tags, after.preferences) == ("000999", (), "")
    assert (after.gender, after.looked_after_by) == (Gender.MALE, None)
    assert profiles(shop) == {**before, "A-001": after}
    assert Change(4, "A-001", Field.POSTCODE, "001234", "000999", kept=False) in changes
    assert len(changes) == 7
    assert shop.services.customers.find("0755 8888 1234")[0].code == "A-001"
    again, nothing = imported(shop, file)
    assert (counts(again.report), nothing) == ((0, 0, 3, 0), [])
