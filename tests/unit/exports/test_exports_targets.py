"""Which files may be written."""

import os
import stat
from pathlib import Path

import pytest

from smbcrm.core.i18n import LANGUAGES, Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.files.targets import FileKept, NotAFile, check_target
from smbcrm.membership.files.types import FileExists, FileNotWritten
from smbcrm.membership.imports.error_file import ErrorFile, is_error_file
from smbcrm.membership.imports.types import ProblemRow
from smbcrm.membership.lists.targets import (
    NotAList,
    NotCsv,
    check_csv,
    check_list,
    is_workbook,
    names_its_kind,
)


@pytest.mark.parametrize("name", ["a.xlsx", "a.XLS", "a.ods", "a.xlsm", "-"])
def test_only_csv_is_promised(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotCsv):
        check_csv(Path(name), replace=True, keep=())
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("name", ["a.xls", "a.ODS", "a.xlsm", "a.xlsb", "-"])
def test_a_list_is_a_workbook_of_one_kind_or_csv(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotAList):
        check_list(Path(name), replace=True, keep=())
    for right in ("a.xlsx", "a.XLSX", "a.csv", "a.txt", "a"):
        check_list(tmp_path / right, replace=False, keep=())
    assert not [*tmp_path.iterdir()]


def test_a_workbook_is_known_by_the_end_of_its_name() -> None:
    names = ("a.xlsx", "a.XLSX", "a.xls", "a.csv", "a.2026", "a", ".xlsx")
    assert [is_workbook(Path(name)) for name in names] == [True, True, *[False] * 5]
    assert [names_its_kind(Path(name)) for name in names] == [*[True] * 4, *[False] * 3]


def test_what_is_kept_is_kept_under_any_name(tmp_path: Path) -> None:
    shop, copies = tmp_path / "shop.db", tmp_path / "shop.db.backups"
    shop.write_text("shop")
    copies.mkdir()
    (tmp_path / "link.csv").symlink_to(shop)
    os.link(shop, tmp_path / "second.csv")
    for path in (shop, copies / "new.csv", tmp_path / "link.csv", tmp_path / "second.csv"):
        with pytest.raises(FileKept):
            check_target(path, replace=True, keep=(shop, copies))
    with pytest.raises(FileKept):  # a file of the shop that is not there just now
        check_target(tmp_path / "shop.db-wal", replace=True, keep=(tmp_path / "shop.db-wal",))
    assert shop.read_text() == "shop"


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "away.csv").symlink_to(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path, Path(os.devnull), tmp_path / "away.csv", tmp_path / "pipe.csv"):
        with pytest.raises(NotAFile):
            check_target(path, replace=True, keep=())
    assert stat.S_ISFIFO((tmp_path / "pipe.csv").stat().st_mode)


def test_a_file_that_is_there_is_replaced_on_request_only(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    check_target(path, replace=False, keep=())
    assert not path.exists()
    path.write_text("mine")
    with pytest.raises(FileExists):
        check_target(path, replace=False, keep=())
    check_target(path, replace=True, keep=())
    assert path.read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_found_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    for folder in ("none", "file", "ring", "a\0b"):
        with pytest.raises(FileNotWritten):
            check_target(tmp_path / folder / "list.csv", replace=False, keep=())


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_error_files_are_known_in_any_language(tmp_path: Path, language: str) -> None:
    path = tmp_path / "errors.csv"
    with ErrorFile(path, Translator(language, localedir())) as file:
        file.begin(tmp_path / "list.csv", ("Name", "Phone"))
        file.add([ProblemRow(7, "C1", ("Ann", "1"), ())])
    assert is_error_file(path)


@pytest.mark.parametrize("text", ["", "Name,Phone\nAnn,1\n", "a,b", "\0\0\0", "\xff\xfe"])
def test_other_files_are_not_ours(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode("latin-1"))
    assert not is_error_file(path)
    assert not is_error_file(tmp_path)
