"""What happened to a customer, as the timeline tells it, newest first.

Operations, notes, and what was bought at the till before.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.counter.types import RecentRow
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.notes.types import Note
from smbcrm.membership.past_sales.types import PastSale
from smbcrm.membership.past_sales.words import sold_text
from smbcrm.ui.balance.words import icon_of
from smbcrm.ui.counter.happenings import DOT, Tone, lines_of
from smbcrm.ui.desk import Desk
from smbcrm.ui.till_words import means_words

_CAME = frozenset({OperationKind.SALE, OperationKind.VISIT_USE})


What = RecentRow | Note | PastSale


class Show(StrEnum):
    """What of it is looked at."""

    EVERYTHING = "everything"
    VISITS = "visits"
    MONEY = "money"
    NOTES = "notes"
    SALES = "sales"
    """The tab Sales: sales, and what was given back of them."""


SHOWN = {
    Show.EVERYTHING: N_("Everything"),
    Show.VISITS: N_("Visits"),
    Show.MONEY: N_("Money"),
    Show.NOTES: N_("Notes"),
}
"""The chips above the timeline."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline, or with nothing but a title the heading of a month.

    `bill` is the operation whose bill it stands on, `note` the number of a note; `words` is all of
    it for a screen reader.
    """

    title: str
    when: str = ""
    sub: str = ""
    amount: str = ""
    icon: str = ""
    tone: Tone = Tone.PLAIN
    struck: bool = False
    bill: str = ""
    note: int = 0
    tip: str = ""
    soft: str = field(default="neutral")

    @property
    def is_heading(self) -> bool:
        """Whether it only names a month."""
        return not self.icon

    @property
    def words(self) -> str:
        """All of it in one line."""
        return ", ".join(filter(None, (self.title, self.when, self.sub, self.amount)))


def entries_of(
    desk: Desk, page: CustomerPage, rows: Iterable[RecentRow], show: Show, *, whole: bool
) -> tuple[Entry, ...]:
    """Return what is to be seen, each month under its name.

    `whole` says that no older operation is left to be asked for; until then notes from before the
    oldest one wait, so that nothing comes above what is in sight.
    """
    today = page.view.today
    told = [(row.row.business_date, row.row.recorded_at, row) for row in rows]
    since = None if whole or not told else min(date for date, _, _ in told)
    dated: list[tuple[dt.date, dt.datetime, What]] = [
        *_notes(desk, page, since if show is not Show.NOTES else None, show),
        *_past(page, since, show),
        *(one for one in told if _wanted(one[2], show)),
    ]
    dated.sort(key=lambda one: one[:2], reverse=True)
    return tuple(_under_months(desk, page, dated, today))


def _notes(
    desk: Desk, page: CustomerPage, since: dt.date | None, show: Show
) -> Iterator[tuple[dt.date, dt.datetime, Note]]:
    if show not in {Show.EVERYTHING, Show.NOTES}:
        return
    for note in page.notes:
        day = desk.shop.day.date(note.at)
        if since is None or day >= since:
            yield day, note.at, note


def _past(
    page: CustomerPage, since: dt.date | None, show: Show
) -> Iterator[tuple[dt.date, dt.datetime, PastSale]]:
    """Yield what was bought at the till before; a return is no visit."""
    if show is Show.NOTES:
        return
    for one in page.past:
        came = one.total >= 0 or show is not Show.VISITS
        if came and (since is None or one.day >= since):
            at = dt.time.fromisoformat(one.at or "00:00")
            yield one.day, dt.datetime.combine(one.day, at, dt.UTC), one


def _wanted(row: RecentRow, show: Show) -> bool:
    kind, of = row.row.kind, row.takes_back
    match show:
        case Show.EVERYTHING:
            return True
        case Show.VISITS:
            return kind in _CAME
        case Show.MONEY:
            moved = (row.row.principal, row.row.gift, row.row.credit, row.row.points)
            return bool(row.amount or any(moved))
        case Show.SALES:
            return OperationKind.SALE in {kind, of} or kind is OperationKind.REFUND
        case _:
            return False


def _under_months(
    desk: Desk,
    page: CustomerPage,
    dated: Sequence[tuple[dt.date, dt.datetime, What]],
    today: dt.date,
) -> Iterator[Entry]:
    month = None
    for day, at, what in dated:
        if (day.year, day.month) != month:
            month = (day.year, day.month)
            yield Entry(desk.words.month(day))
        if isinstance(what, Note):
            yield _of_note(desk, page, what, at)
        elif isinstance(what, PastSale):
            yield _of_past_sale(desk, what, today)
        else:
            yield _of_operation(desk, what, today)


def _of_note(desk: Desk, page: CustomerPage, note: Note, at: dt.datetime) -> Entry:
    when = (desk.words.moment(at, page.view.today), page.staff.get(note.staff, ""))
    text = " ".join(note.text.split())
    return Entry(
        text,
        when=DOT.join(filter(None, when)),
        sub=desk.say(N_("Note")),
        icon="pencil-line",
        note=note.id,
        tip=note.text,
        soft="warn",
    )


def _of_past_sale(desk: Desk, sale: PastSale, today: dt.date) -> Entry:
    """Return a sale of the till before, which has no bill here to be opened."""
    moment = DOT.join(filter(None, (desk.words.date(sale.day, today=today), sale.at, sale.sold_by)))
    bill = desk.say(N_("bill {number}"), number=sale.bill) if sale.bill else ""
    return Entry(
        sold_text(sale) or desk.say(N_("Sale") if sale.total >= 0 else N_("Return of goods")),
        when=moment,
        sub=DOT.join(filter(None, (desk.say(N_("From the till before")), bill))),
        amount=desk.words.money(sale.total),
        icon="history",
        tip=desk.words.full_date(sale.day),
    )


def _of_operation(desk: Desk, recent: RecentRow, today: dt.date) -> Entry:
    """Return an operation: of more than one line that it has elsewhere the others stand below."""
    row, (first, *others) = recent.row, lines_of(desk, recent, today)
    who = recent.served or row.staff
    if row.kind is OperationKind.EXPIRY:
        who = ""
    parts = [means_words(desk, recent.means)]
    if row.bill_number is not None and row.kind in {OperationKind.SALE, OperationKind.REFUND}:
        parts.append(desk.say(N_("bill {number}"), number=row.bill_number))
    if recent.earned and first.bill and not first.struck:
        words = NN_("{count} point earned", "{count} points earned")
        parts.append(desk.count(words, recent.earned))
    elif others:
        parts += [line.amount for line in others]
    back = row.kind is OperationKind.REVERSAL
    if first.struck:
        parts.append(desk.say(N_("undone")))
    if back and first.who:
        parts.append(first.who)
    sub = DOT.join(filter(None, (*parts, " ".join(row.note.split()))))
    return Entry(
        first.title,
        when=DOT.join(filter(None, (first.day, "" if back else who))),
        sub=f"{sub[:1].upper()}{sub[1:]}",
        amount=first.amount,
        icon=icon_of(row.kind),
        tone=first.tone,
        struck=first.struck,
        bill=first.bill,
        tip=desk.words.full_date(row.business_date),
        soft="ok" if first.tone is Tone.IN else "warn" if back else "neutral",
    )
