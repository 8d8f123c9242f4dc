"""Which part of an item, a package, a voucher or a reward cannot be: sentences that all share."""

from collections.abc import Iterable

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text

CODE_FORM = N_("A code has 1 to 40 letters, digits, dots or hyphens.")
NAME_FORM = N_("A name has 1 to 200 signs.")
PRICE_FORM = N_("A price is at least 0.")
FACTOR_FORM = N_("A points factor is from 0 to 10,000 percent.")
POINTS_FORM = N_("A price in points is at least 1.")


class WrongPart(UserError):
    """One part of something that is to be saved cannot be; `wrong` says which, and what it takes.

    Raised as the class of what is to be saved.
    """

    msgid = N_("{wrong} Nothing was saved.")


def check_parts(refusal: type[WrongPart], parts: Iterable[tuple[bool, str]]) -> None:
    """Raise a refusal that says what the first part takes which does not fit."""
    for fits, form in parts:
        if not fits:
            raise refusal(wrong=Text(form))
