"""The codes of the domain in words, for people; JSON and what is typed keep the codes."""

from collections.abc import Mapping

from smbcrm.cli.command import Argument
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.backups.types import BackupReason
from smbcrm.membership.cards.types import CardReason
from smbcrm.membership.customers.errors import FOUND
from smbcrm.membership.imports.types import RunState
from smbcrm.membership.items.types import ItemKind
from smbcrm.membership.ledger.words import reason_words
from smbcrm.membership.occasions.types import Calendar, Occasion

CARD_REASONS: Mapping[str, str] = {
    CardReason.CUSTOMER_ASKED: N_("the customer asked"),
    CardReason.DAMAGED: N_("damaged"),
    CardReason.STOLEN: N_("stolen"),
    CardReason.MISUSE: N_("misuse"),
    CardReason.FOUND: N_("found again"),
    CardReason.MISTAKE: N_("a mistake"),
    CardReason.OTHER: N_("another reason"),
}

ITEM_KINDS: Mapping[str, str] = {
    ItemKind.SERVICE: N_("service"),
    ItemKind.PRODUCT: N_("product"),
    ItemKind.PACKAGE: N_("visit package"),
}


def reason_meaning(code: str) -> str:
    """Return what a reason code means, as a message id; the code where nothing is known of it."""
    return CARD_REASONS.get(code, reason_words(code).msgid)


def reason(*known: str, required: bool = False) -> Argument:
    """Return the option that says why, with the codes of one command."""
    return Argument(
        "--reason", N_("why"), "CODE", known=known, meaning=reason_meaning, required=required
    )


OFF = N_("off")
"""Said of an item, a till or somebody of the staff that is not active."""

BACKUP_REASONS: Mapping[str, str] = {
    BackupReason.MANUAL: N_("by hand"),
    BackupReason.AUTOMATIC: N_("it was due"),
    BackupReason.BEFORE_UPGRADE: N_("before an upgrade"),
    BackupReason.BEFORE_RESTORE: N_("before a restore"),
}

RUN_STATES: Mapping[str, str] = {
    RunState.RUNNING: N_("not at its end"),
    RunState.STOPPED: N_("stopped"),
    RunState.DONE: N_("done"),
    RunState.UNDOING: N_("being undone"),
    RunState.UNDONE: N_("undone"),
}


def worded(words: Mapping[str, str], code: str) -> Text:
    """Return the words of a code; the code itself where a later version wrote it."""
    return Text(words.get(code, code))


def date_text(occasion: Occasion) -> Text:
    """Return the date of an occasion with what is known of it: 1990-03-05, 03-05, 1990-03."""
    digits = "-".join(
        f"{part:02d}" for part in (occasion.year, occasion.month, occasion.day) if part is not None
    )
    if occasion.calendar is Calendar.SOLAR:
        known = "{date}" if occasion.day else N_("{date}, day not known")
    elif occasion.is_leap_month:
        known = N_("{date}, lunar, in the leap month")
    else:
        known = N_("{date}, lunar")
    return Text(known, {"date": digits})


def named(name: str, code: str) -> Text:
    """Return a customer as one line says who it is."""
    return Text(FOUND, {"name": name, "code": code})
