"""The option that narrows customers down by conditions, and lists of values as it takes them."""

import csv

from smbcrm.cli.command import Argument
from smbcrm.cli.typed import read_pair
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.text import clean
from smbcrm.membership.segments.kinds import KINDS
from smbcrm.membership.segments.own import TYPED

_FORM = "KIND=VALUE"


class NotAList(UserError):
    """Values with a quotation mark that does not end."""

    msgid = N_('“{text}” is no list of values. A value with a comma stands between two “"”.')


def read_where(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a kind of condition and its values, typed as KIND=VALUE,VALUE.

    A value with a comma stands between quotation marks. Raises NotAPair or NotAList.
    """
    kind, values = read_pair(clean(text), _FORM)
    return kind, read_list(values)


def read_list(text: str) -> tuple[str, ...]:
    """Return values with commas between; one with a comma stands between quotation marks.

    Raises NotAList.
    """
    try:
        (row,) = csv.reader([clean(text)], skipinitialspace=True, strict=True)
    except (csv.Error, ValueError):
        raise NotAList(text=text) from None
    return tuple(row)


def form_of(kind: str) -> str:
    """Return what the values of a kind are, as a message id."""
    return KINDS[kind].form if kind in KINDS else N_("a field of the shop, by what it holds")


WHERE = Argument(
    "--where",
    N_("a condition; can be given several times"),
    f"{_FORM}[,VALUE]",
    known=(*KINDS, f"{TYPED}NAME"),
    meaning=form_of,
    read=read_where,
    many=True,
)
