"""What fields, encodings and earlier imports are called on the pages of an import."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.customers.kinds import CUSTOMER_KINDS, GENDERS, STATUSES
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.imports.kinds import KINDS, ListKind
from smbcrm.membership.imports.types import ImportRun, RunState
from smbcrm.membership.occasions.words import KINDS as OCCASIONS
from smbcrm.membership.relationships.words import LINKS
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.kind_words import NEW
from smbcrm.ui.languages import LANGUAGES
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.cards import Note

ICONS = {
    Field.NAME: "user",
    Field.FAMILY_NAME: "user",
    Field.GIVEN_NAME: "user",
    Field.PHONE: "phone",
    Field.EMAIL: "mail",
    Field.WECHAT: "message-circle",
    Field.WHATSAPP: "message-circle",
    Field.LINE: "message-circle",
    Field.ADDRESS: "map-pin",
    Field.PROVINCE: "map-pin",
    Field.CITY: "map-pin",
    Field.DISTRICT: "map-pin",
    Field.POSTCODE: "map-pin",
    Field.COUNTRY: "map-pin",
    Field.LANGUAGE: "languages",
    Field.BIRTHDAY: "cake",
    Field.LUNAR_BIRTHDAY: "moon",
    Field.WEDDING_ANNIVERSARY: "heart",
    Field.CUSTOMER_SINCE: "store",
    Field.CARD: "credit-card",
    Field.TIER: "crown",
    Field.PRINCIPAL: "wallet",
    Field.GIFT: "gift",
    Field.GIFT_EXPIRES: "calendar-clock",
    Field.POINTS: "sparkles",
    Field.POINTS_EXPIRE: "calendar-clock",
    Field.TAGS: "tags",
    Field.PREFERENCES: "heart",
    Field.STAFF: "user-round",
    Field.ALERT: "octagon-alert",
    Field.NOTES: "pencil-line",
    Field.TAX_ID: "receipt-text",
    Field.BANK: "banknote",
    Field.BANK_ACCOUNT: "banknote",
    Field.COMPANY_CURRENCY: "banknote",
    Field.PAYMENT_DAYS: "calendar-clock",
    Field.CREDIT_LIMIT: "wallet",
    Field.WHO: "user",
    Field.OTHER: "users",
    Field.OTHER_NAME: "users",
    Field.OCCASION_DATE: "calendar-clock",
    Field.PRICE: "wallet",
    Field.SOLD_ON: "calendar-clock",
    Field.SOLD_AT: "clock",
    Field.BILL: "receipt-text",
    Field.AMOUNT: "banknote",
    Field.TOTAL: "banknote",
    Field.SOLD_BY: "user-round",
}
PLAIN_ICON = "tag"
LEFT_OUT_ICON = "ban"

ENCODINGS = (
    ("utf-8", N_("Unicode (UTF-8)")),
    ("gb18030", N_("Simplified Chinese (GB18030)")),
    ("big5hkscs", N_("Traditional Chinese (Big5)")),
    ("cp1252", N_("Western European (Windows-1252)")),
    ("cp1250", N_("Central European (Windows-1250)")),
    ("cp1251", N_("Cyrillic (Windows-1251)")),
    ("cp932", N_("Japanese (Shift JIS)")),
    ("cp949", N_("Korean (CP949)")),
    ("utf-16-le", N_("Unicode (UTF-16)")),
)
"""Encodings that lists are written in, most usual first."""

_STATES = {
    RunState.RUNNING: ("triangle-alert", N_("not at its end"), "warn"),
    RunState.STOPPED: ("circle-pause", N_("stopped"), "warn"),
    RunState.UNDOING: ("undo-2", N_("being undone"), "warn"),
    RunState.UNDONE: ("undo-2", N_("undone"), "neutral"),
    RunState.DONE: ("check", N_("in"), "ok"),
}


@dataclass(frozen=True, slots=True)
class State:
    """What the badge of an import says."""

    icon: str
    text: str
    tone: str


def field_label(desk: Desk, chosen: Field | None) -> str:
    """Return what a column becomes."""
    return desk.say(LABELS[Field.IGNORE if chosen is None else chosen])


_MEANINGS = {
    Field.GENDER: GENDERS,
    Field.KIND: CUSTOMER_KINDS,
    Field.STATUS: STATUSES,
    Field.DO_NOT_CONTACT: {"yes": N_("yes"), "no": N_("no")},
    Field.RELATIONSHIP: LINKS,
    Field.OCCASION: OCCASIONS,
    Field.CALENDAR: {"solar": N_("solar"), "lunar": N_("lunar")},
    Field.ITEM_KIND: {
        "service": N_("Service"),
        "product": N_("Product"),
        "package": N_("Visit package"),
    },
}


def meaning_label(desk: Desk, field: Field, name: str) -> str:
    """Return what people call that which a word becomes: a tier, a gender, a language."""
    if field is Field.LANGUAGE:
        return dict(LANGUAGES).get(name, name)
    msgid = _MEANINGS.get(field, {}).get(name)
    return desk.say(msgid) if msgid else name


def state_of(desk: Desk, run: ImportRun, now: dt.datetime) -> State:
    """Return where an import stands; one that can no more be undone is final."""
    if run.state is RunState.DONE and now > run.undo_until:
        return State("lock", desk.say(N_("final")), "neutral")
    icon, words, tone = _STATES[run.state]
    return State(icon, desk.say(words), tone)


def what_it_brought(desk: Desk, run: ImportRun) -> str:
    """Return when an import was and what it brought: 12 Mar 2021 · 388 new."""
    now = desk.services.clock.now()
    when = desk.words.moment(run.started_at, desk.shop.day.date(now))
    new = desk.say(N_("{count} new"), count=desk.words.number(run.report.made))
    updated = run.report.updated
    more = desk.say(N_("{count} updated"), count=desk.words.number(updated)) if updated else ""
    holds = "" if run.kind is ListKind.CUSTOMERS else desk.say(KINDS[run.kind])
    made = new if run.kind in NEW else ""
    return " · ".join(filter(None, (when, holds, made, more)))


def rows_words(desk: Desk, count: int) -> str:
    """Return so many rows."""
    return desk.count(NN_("{count} row", "{count} rows"), count)


def save_words(desk: Desk, rows: int, left_out: int) -> str:
    """Return what the button says that saves rows to look at, `left_out` of which stay out.

    Where some of them come in all the same, “the 3” would be read as those that stay out.
    """
    one_kind = left_out in {0, rows}
    words = N_("Save the {count} to a file") if one_kind else N_("Save all {count} rows to a file")
    return desk.say(words, count=desk.words.number(rows))


def say_error(desk: Desk, note: Note, error: Exception | None) -> None:
    """Show in a note what went wrong, or hide it; a bug is told at large and named here."""
    note.setVisible(error is not None)
    if isinstance(error, ShopbellError):
        note.show_text(*two_parts(desk.tell(error)))
    elif error is not None:
        note.show_text(
            desk.say(N_("Something went wrong.")), desk.say(N_("Nothing was left half done."))
        )
