"""The close of a day as a document: the drawer, how it was paid, by whom, and what to read."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.rules import Column as PaidFor
from smbcrm.membership.dayclose.types import Day, Why
from smbcrm.membership.dayclose.words import COLUMNS, LINES, WHYS
from smbcrm.membership.ledger.words import kind_words
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import (
    Coded,
    Column,
    Document,
    Fact,
    Letterhead,
    Section,
    Table,
    Value,
)
from smbcrm.membership.reports.till_rows import deed_columns, deed_row, moment_value
from smbcrm.membership.sales.codes import MEANS_NAMES
from smbcrm.membership.shop.types import Shop

_TITLE = N_("Day close")
_OPEN_TILL = N_("{till} is still open: {count} operations.")
_BLIND = N_("The shop counts blind: what should be there is told once a count is kept.")
_NOTHING = N_("Nothing here needs to be read.")


def day_document(day: Day, shop: Shop, now: dt.datetime) -> Document:
    """Return a day as a report; `now` is when that was made."""
    teller = _Teller(day, shop)
    return Document(
        "day_close",
        Text(_TITLE),
        Letterhead(shop.name, shop.address, shop.phone),
        shop.currency,
        day.date,
        now,
        tuple(teller.facts()),
        tuple(teller.sections()),
        tuple(teller.notes()),
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells of one day."""

    day: Day
    shop: Shop

    def facts(self) -> Iterator[Fact]:
        closing = self.day.closing
        yield Fact("date", N_("Date"), self.day.date)
        yield Fact("terminal", N_("Till"), self.day.terminal)
        state = Coded("open", Text(N_("not closed")))
        if closing is not None:
            told = {"at": self.shop.day.local(closing.recorded_at), "staff": closing.staff}
            state = Coded("closed", Text(N_("closed on {at} by {staff}"), told))
        yield Fact("state", N_("State"), state)

    def notes(self) -> Iterator[Text]:
        for till in self.day.open_tills:
            yield Text(_OPEN_TILL, {"till": till.name, "count": till.operations})
        if self.day.hidden:
            yield Text(_BLIND)

    def sections(self) -> Iterator[Section]:
        if not self.day.hidden:
            yield self._drawer()
            if rules.counted_again(self.day.counts):
                yield self._recounted()
            yield Section("payments", Text(N_("How paid")), (self._payments(),))
            yield Section("staff", Text(N_("By staff")), (self._staff(),))
            yield Section("kinds", Text(N_("What was done")), (self._kinds(),))
            yield self._owed()
        yield from self._listed()

    def _drawer(self) -> Section:
        counting = self.day.counting
        lines = rules.drawer(counting, self.day.takings.sums)
        columns = (Column("line", N_("Cash")), Column("money", N_("Money"), Kind.MONEY))
        rows = tuple(
            (Coded(line.value, Text(LINES[line])), self._money(minor))
            for line, minor in lines.items()
        )
        tables = [Table("lines", "", columns, rows)]
        if self.day.pieces:
            tables.append(self._pieces())
        return Section(
            "drawer", Text(N_("Cash in the drawer")), tuple(tables), tuple(self._count())
        )

    def _count(self) -> Iterator[Fact]:
        counting = self.day.counting
        yield Fact("expected", N_("Should be there"), self._money(counting.expected))
        if counting.counted is None:
            return
        yield Fact("counted", N_("Counted"), self._money(counting.counted))
        yield Fact("difference", N_("Difference"), self._money(counting.difference))
        kept = rules.stays(counting)
        yield Fact("kept", N_("Stays in the drawer"), self._money(kept))
        yield Fact("taken_out", N_("Taken out"), self._money(counting.counted - kept))
        if self.day.word:
            yield Fact("word", N_("Why it differs"), self.day.word)

    def _recounted(self) -> Section:
        """Return the counts of a day that was counted again once what should be there was told."""
        columns = (
            Column("at", N_("When"), short=True),
            Column("staff", N_("Staff")),
            Column("expected", N_("Should be there"), Kind.MONEY),
            Column("money", N_("Counted"), Kind.MONEY),
        )
        rows = tuple(
            (
                moment_value(one.recorded_at, self.shop),
                one.staff,
                self._money(one.expected),
                self._money(one.counted),
            )
            for one in self.day.counts
        )
        title = Text(N_("Counted again after what should be there was told"))
        return Section("recounted", title, (Table("counts", "", columns, rows),))

    def _pieces(self) -> Table:
        columns = (
            Column("worth", N_("Note or coin"), Kind.MONEY),
            Column("pieces", N_("Number"), Kind.COUNT),
            Column("money", N_("Money"), Kind.MONEY, summed=True),
        )
        counted = sorted(self.day.pieces.items(), reverse=True)
        rows = tuple((self._money(one), n, self._money(one * n)) for one, n in counted)
        return Table("pieces", N_("Counted"), columns, rows, N_("In all"))

    def _payments(self) -> Table:
        found = rules.payments(self.day.takings.sums)
        columns = (
            Column("means", N_("How paid")),
            *(
                Column(one.value, COLUMNS[one], Kind.MONEY, summed=True, if_any=True)
                for one in PaidFor
            ),
            Column("money", N_("Together"), Kind.MONEY, summed=True),
        )
        rows = tuple(
            (
                Coded(means, Text(MEANS_NAMES[means])),
                *(self._money(paid[one]) if paid[one] else None for one in PaidFor),
                self._money(sum(paid.values())),
            )
            for means, paid in found.items()
        )
        return Table("payments", "", columns, rows, N_("In all"))

    def _staff(self) -> Table:
        columns = (
            Column("staff", N_("Staff")),
            Column("sales", N_("Sales"), Kind.COUNT, summed=True),
            Column("net", N_("Net sales"), Kind.MONEY, summed=True),
            Column("money", N_("Money taken"), Kind.MONEY, summed=True),
            Column("served", N_("Served"), Kind.MONEY, summed=True),
        )
        takings = self.day.takings
        rows = tuple(
            (
                self.day.staff[one.staff],
                one.sales,
                *map(self._money, (one.net, one.money, one.served)),
            )
            for one in rules.by_staff(takings.sums, takings.counts, takings.servings)
        )
        return Table("staff", "", columns, rows, N_("In all"))

    def _kinds(self) -> Table:
        columns = (
            Column("kind", N_("What happened")),
            Column("of", N_("Taken back")),
            Column("count", N_("Number"), Kind.COUNT, summed=True),
            Column("money", N_("Money"), Kind.MONEY, summed=True),
        )
        takings = self.day.takings
        rows = tuple(
            (
                Coded(one.kind, kind_words(one.kind)),
                None if one.of is None else Coded(one.of, kind_words(one.of)),
                one.count,
                self._money(one.money),
            )
            for one in rules.by_kind(takings.sums, takings.counts)
        )
        return Table("kinds", "", columns, rows, N_("In all"))

    def _owed(self) -> Section:
        owed = self.day.owed
        lines: Sequence[tuple[str, str, int]] = (
            ("before", N_("The evening before"), owed.before),
            ("topped_up", N_("Topped up"), owed.topped_up),
            ("gift", N_("Gift part"), owed.gift),
            ("spent", N_("Spent"), owed.spent),
            ("given_back", N_("Given back"), owed.given_back),
            ("other", N_("Otherwise"), owed.other),
            ("tonight", N_("This evening"), owed.tonight),
        )
        columns = (Column("line", N_("Stored value")), Column("money", N_("Money"), Kind.MONEY))
        always = {"before", "tonight"}
        rows = tuple(
            (Coded(name, Text(words)), self._money(minor))
            for name, words, minor in lines
            if minor or name in always
        )
        title = Text(N_("Stored value owed, all tills"))
        return Section("owed", title, (Table("lines", "", columns, rows),))

    def _listed(self) -> Iterator[Section]:
        listed = self.day.listed
        for why in Why:
            rows = tuple(deed_row(one.deed, self.shop) for one in listed if why in one.why)
            if rows:
                table = Table("operations", "", deed_columns(), rows)
                yield Section(why.value, Text(WHYS[why]), (table,))
        if not listed:
            yield Section("to_read", Text(N_("For the owner")), notes=(Text(_NOTHING),))

    def _money(self, minor: int) -> Value:
        return Money(minor, self.shop.currency)
