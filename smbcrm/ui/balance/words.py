"""The lines of a purse in words: what happened, who did it, what it moved."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.balance.types import Holding, LedgerLine, Parts, Purse
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.ledger.words import account_words, kind_words, reason_words
from smbcrm.ui.desk import Desk
from smbcrm.ui.till_words import means_words

DOT = " · "
_OF_VOUCHERS = frozenset({OperationKind.VOUCHER_ISSUE, OperationKind.VOUCHER_VOID})
_SOON = dt.timedelta(hours=1)
"""So soon after what it takes back a reversal says how many minutes later."""

_ICONS = {
    OperationKind.SALE: "receipt-text",
    OperationKind.TOP_UP: "wallet",
    OperationKind.REDEMPTION: "sparkles",
    OperationKind.OPENING: "file-up",
    OperationKind.EXPIRY: "hourglass",
    OperationKind.REVERSAL: "undo-2",
    OperationKind.REFUND: "rotate-ccw",
    OperationKind.WITHDRAWAL: "banknote",
    OperationKind.TRANSFER: "arrow-left-right",
    OperationKind.ADJUSTMENT: "pencil-line",
    OperationKind.VISIT_USE: "ticket-check",
    OperationKind.EXTENSION: "calendar-plus",
    OperationKind.VOUCHER_ISSUE: "gift",
    OperationKind.VOUCHER_VOID: "ban",
}
_TITLES = {
    Purse.STORED: N_("Stored value"),
    Purse.CREDIT: N_("Store credit"),
    Purse.POINTS: N_("Points"),
    Purse.VISITS: N_("Visit package"),
    Purse.VOUCHERS: N_("Vouchers"),
}
MONEY = frozenset({Purse.STORED, Purse.CREDIT})


@dataclass(frozen=True, slots=True)
class What:
    """What a line says beside its figures; `tone` is the colour of icon and title."""

    icon: str
    title: str
    who: str
    tone: str
    struck: bool

    @property
    def whole(self) -> str:
        """Return all of it in one line."""
        return ", ".join(filter(None, (self.title, self.who)))


def title_of(desk: Desk, purse: Purse) -> str:
    """Return what a purse is called."""
    return desk.say(_TITLES[purse])


def icon_of(kind: str) -> str:
    """Return the icon of what happened; a plain one for what a later version wrote."""
    return next((icon for known, icon in _ICONS.items() if known == kind), "circle")


def what(desk: Desk, purse: Purse, line: LedgerLine) -> What:
    """Return what a line of a purse says."""
    struck = line.reversed_by is not None
    tone = "ink3" if struck else "ink"
    if line.kind == OperationKind.REVERSAL:
        tone = "warnText"
    who = DOT.join(filter(None, _who(desk, line)))
    return What(icon_of(line.kind), _title(desk, purse, line), who, tone, struck)


def moved_text(desk: Desk, purse: Purse, amount: int) -> str:
    """Return what came or went, nothing for nothing: +200.00; −300."""
    if not amount:
        return ""
    words = desk.words
    return words.signed_sum(amount) if purse in MONEY else words.signed_number(amount)


def left_text(desk: Desk, purse: Purse, amount: int) -> str:
    """Return what is left: 190.00; 1,240."""
    return desk.words.sum(amount) if purse in MONEY else desk.words.number(amount)


def amount_text(desk: Desk, purse: Purse, amount: int) -> str:
    """Return an amount as a figure that stands alone: $190.00; 1,240."""
    return desk.words.money(amount) if purse in MONEY else desk.words.number(amount)


def parts_text(desk: Desk, parts: Parts) -> str:
    """Return both parts of stored value: paid 190.00 + gift 42.50."""
    words = desk.words
    return desk.say(
        N_("paid {paid} + gift {gift}"), paid=words.sum(parts.main), gift=words.sum(parts.gift)
    )


def figure_of(desk: Desk, holding: Holding) -> tuple[str, str, str]:
    """Return title, figure and second line of what lies in a purse."""
    title = holding.name or title_of(desk, holding.purse)
    value = amount_text(desk, holding.purse, holding.available.total)
    if holding.brought and holding.counted:
        left = desk.words.number(holding.available.total)
        value = desk.say(N_("{left} of {all}"), left=left, all=holding.brought)
    return title, value, DOT.join(filter(None, _said_of(desk, holding)))


def why_words(desk: Desk, code: str | None) -> str:
    """Return why something was done, nothing where no reason is known."""
    return "" if code is None else desk.tell(reason_words(code))


def _title(desk: Desk, purse: Purse, line: LedgerLine) -> str:
    match line.kind:
        case OperationKind.SALE:
            sale = desk.say(N_("Sale {number}"), number=line.bill_number or "").strip()
            return desk.say(N_(", ")).join((sale, *line.items))
        case OperationKind.TOP_UP if purse is Purse.STORED:
            return _top_up(desk, line.moved)
        case OperationKind.EXPIRY:
            return _ended(desk, purse, line)
        case OperationKind.REVERSAL:
            return _reversal(desk, line)
        case _:
            kind = desk.tell(kind_words(line.kind))
            named = f"{kind} {line.bill_number}" if line.bill_number else kind
            if line.kind in _OF_VOUCHERS:
                named = DOT.join((named, *line.items))
            why = line.note or why_words(desk, line.reason_code)
            return desk.say(N_("{what}: {why}"), what=named, why=why) if why else named


def _top_up(desk: Desk, moved: Parts) -> str:
    paid, gift = desk.words.sum(moved.main), desk.words.sum(moved.gift)
    if not moved.gift:
        return desk.say(N_("Top up {amount}"), amount=paid)
    return desk.say(N_("Top up {amount}, gift {gift}"), amount=paid, gift=gift)


def _ended(desk: Desk, purse: Purse, line: LedgerLine) -> str:
    """Say what has ended; an expiry is dated the day after the last one."""
    account = title_of(desk, purse)
    if purse is Purse.STORED:
        part = AccountKind.GIFT if line.moved.gift else AccountKind.PRINCIPAL
        account = desk.tell(account_words(part))
    last = line.business_date - dt.timedelta(days=1)
    date = desk.words.date(last, today=desk.today())
    return desk.say(N_("{account} ended, valid to {date}"), account=account, date=date)


def _reversal(desk: Desk, line: LedgerLine) -> str:
    kind = desk.tell(kind_words(line.target_kind))
    named = f"{kind} {line.target_bill}" if line.target_bill else kind
    title = desk.say(N_("Reversal: {kind}"), kind=named)
    why = line.note or why_words(desk, line.reason_code)
    return desk.say(N_("{what}: {why}"), what=title, why=why) if why else title


def _who(desk: Desk, line: LedgerLine) -> Iterator[str]:
    if line.kind == OperationKind.EXPIRY:
        yield desk.say(N_("by itself"))
        return
    yield line.staff
    if line.kind == OperationKind.TOP_UP:
        yield means_words(desk, line.means)
    if line.other:
        yield desk.say(N_("for {name}"), name=line.other)
    later = None if line.target_at is None else line.recorded_at - line.target_at
    minutes = 0 if later is None or later >= _SOON else int(later.total_seconds()) // 60
    if minutes > 0:
        yield desk.count(NN_("{count} minute later", "{count} minutes later"), minutes)


def _said_of(desk: Desk, holding: Holding) -> Iterator[str]:
    words = desk.words
    if holding.purse is Purse.STORED:
        yield parts_text(desk, holding.available)
    if holding.worth is not None:
        if holding.available.total < 0:
            yield desk.say(N_("to be earned back first"))
        else:
            yield desk.say(N_("worth {amount}"), amount=words.money(holding.worth))
    if holding.paused is not None:
        since = words.date(holding.paused, today=desk.today())
        yield desk.say(N_("paused since {date}"), date=since)
    elif holding.purse is not Purse.STORED and holding.until is not None and holding.name:
        yield desk.say(N_("until {date}"), date=words.date(holding.until))
    if holding.ended:
        gone = left_text(desk, holding.purse, holding.ended)
        yield desk.say(N_("{amount} over, not booked yet"), amount=gone)
