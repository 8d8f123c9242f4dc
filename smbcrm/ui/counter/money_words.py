"""What the till refuses, as a screen says it.

Most refusals read on a screen as they are. Those that name ids or commands have words of their own
here.
"""

from collections.abc import Mapping

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Money
from smbcrm.membership.items.types import UnknownItem
from smbcrm.membership.ledger.named import UnknownOperation
from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.sales import errors
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts

_OWN_WORDS: Mapping[type[UserError], tuple[str, str]] = {
    errors.ShortStored: (
        N_("Stored value is {short} short."),
        N_("{available} is there. Take the rest in another way."),
    ),
    errors.ShortCredit: (
        N_("Store credit is {short} short."),
        N_("{available} is there. Take the rest in another way."),
    ),
    errors.BadAmount: (
        N_("This amount cannot be taken."),
        N_("Type one above 0, and at most {largest}."),
    ),
    errors.NothingSold: (N_("Nothing is sold yet."), N_("Type an amount, or add an item.")),
    UnknownItem: (N_("No item has the code {code}."), N_("Search it by its name.")),
    RequestReused: (
        N_("This was recorded before with other figures."),
        N_("Nothing was recorded now. Go back and look at the customer's list."),
    ),
    UnknownOperation: (N_("It is not in the books."), N_("Look at the customer's list.")),
    errors.AlreadyReversed: (N_("It was taken back before."), N_("Nothing was changed.")),
    errors.NotReversible: (
        N_("This cannot be undone."),
        N_("Record what is right as something new."),
    ),
    errors.UndoTooLate: (
        N_("Undo ends 30 minutes after recording."),
        N_("It stays in the books as it is."),
    ),
    errors.OtherTerminal: (N_("It was recorded at {terminal}."), N_("Undo it there.")),
    errors.Touched: (
        N_("What it brought was used since."),
        N_("Undo what came later first."),
    ),
    errors.LotEnded: (
        N_("A part of what it took has ended on {date}."),
        N_("It cannot be filled again, so it stays as it is."),
    ),
}


def refusal(desk: Desk, error: ShopbellError) -> tuple[str, str]:
    """Return what is wrong and what to do, as a screen says it; the second may be empty."""
    if isinstance(error, UserError) and (own := _OWN_WORDS.get(type(error))):
        params = {name: _shown(desk, value) for name, value in error.params.items()}
        return desk.say(own[0], **params), desk.say(own[1], **params)
    return two_parts(desk.tell(error))


def refusal_line(desk: Desk, error: ShopbellError) -> str:
    """Return a refusal in one line, for a toast."""
    return " ".join(filter(None, refusal(desk, error)))


def _shown(desk: Desk, value: object) -> object:
    """Return a figure without its sign of currency, as notes in a panel show it."""
    return desk.words.sum(value.minor) if isinstance(value, Money) else value
