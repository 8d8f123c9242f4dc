"""Which files a list may be written to: by what their names promise."""

from collections.abc import Collection
from pathlib import Path

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.files.targets import check_target

_WORKBOOK = ".xlsx"
_OTHER_WORKBOOKS = frozenset({".xlsm", ".xlsb", ".xls", ".ods"})
_CSV = ".csv"
_CONTACTS = ".vcf"
_STREAM = "-"


class NotCsv(UserError):
    """The name promises a workbook or contacts, or is that of a stream."""

    msgid = N_("{file}: a CSV file is what is written. Choose a name that ends in .csv")


class NotAList(UserError):
    """The name promises a workbook of another kind, or is that of a stream."""

    msgid = N_(
        "{file}: an Excel workbook, a CSV file or a vCard file is what is written. Choose a name"
        " that ends in .xlsx, .csv or .vcf"
    )


class NotAWorkbook(UserError):
    """A list that comes back needs a sheet that nobody sees."""

    msgid = N_(
        "{file}: a list that is edited and imported again is an Excel workbook. Choose a name that"
        " ends in .xlsx"
    )


def is_workbook(path: Path) -> bool:
    """Tell whether a name is that of a workbook as we write them."""
    return path.suffix.lower() == _WORKBOOK


def is_contacts(path: Path) -> bool:
    """Tell whether a name is that of a vCard file; one that is neither is one of CSV."""
    return path.suffix.lower() == _CONTACTS


def names_its_kind(path: Path) -> bool:
    """Tell whether a name ends as those of lists do, rather than needing an ending."""
    return path.suffix.lower() in {_WORKBOOK, _CSV, _CONTACTS, *_OTHER_WORKBOOKS}


def check_csv(path: Path, *, replace: bool, keep: Collection[Path]) -> None:
    """Refuse a file that cannot be a list as CSV. Raises NotCsv, and as `check_target`."""
    if is_workbook(path) or is_contacts(path) or _is_other(path):
        raise NotCsv(file=str(path))
    check_target(path, replace=replace, keep=keep)


def check_list(path: Path, *, replace: bool, keep: Collection[Path]) -> None:
    """Refuse a file that can be no list of any kind. Raises NotAList, and as `check_target`."""
    if _is_other(path):
        raise NotAList(file=str(path))
    check_target(path, replace=replace, keep=keep)


def _is_other(path: Path) -> bool:
    return path.suffix.lower() in _OTHER_WORKBOOKS or str(path) == _STREAM
