"""Which files a list may be written to, by their names."""

from pathlib import Path

import pytest

from smbcrm.membership.lists.targets import (
    NotAList,
    NotCsv,
    check_csv,
    check_list,
    is_contacts,
    is_workbook,
    names_its_kind,
)


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "contacts.vcf", "Contacts.VCF"])
def test_a_list_of_each_kind(tmp_path: Path, name: str) -> None:
    check_list(tmp_path / name, replace=False, keep=())
    assert names_its_kind(Path(name))
    assert is_contacts(Path(name)) is name.lower().endswith(".vcf")
    assert is_workbook(Path(name)) is name.endswith(".xlsx")


@pytest.mark.parametrize("name", ["list.xlsx", "list.ods", "contacts.vcf", "-"])
def test_what_is_no_csv_file(name: str) -> None:
    with pytest.raises(NotCsv):
        check_csv(Path(name), replace=False, keep=())


@pytest.mark.parametrize("name", ["list.ods", "-"])
def test_what_is_no_list(name: str) -> None:
    with pytest.raises(NotAList):
        check_list(Path(name), replace=False, keep=())


def test_any_other_name_is_one_of_csv(tmp_path: Path) -> None:
    check_csv(tmp_path / "list.txt", replace=False, keep=())
    assert not names_its_kind(Path("list.txt"))
