"""Liability, as the sections of a document."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.ledger.words import account_words
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import Coded, Column, Section, Table, Value
from smbcrm.membership.reports.owing import Liability, Owed
from smbcrm.membership.reports.values import package_name, titled

_DAY = Column("date", N_("At the end of"), Kind.DATE)
_PRINCIPAL, _GIFT, _CREDIT, _POINTS, _VISITS, _VOUCHERS = (
    account_words(kind).msgid for kind in AccountKind
)


def liability_sections(
    liability: Liability,
    currency: Currency,
    today: dt.date,
    names: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Section]:
    """Yield what it came to if everyone came, and what was owed month by month.

    `names` are those of packages by their unit.
    """
    teller = _Teller(liability, currency, names)
    yield teller.everyone(today)
    yield Section("money", Text(N_("Money by month")), (teller.money(),))
    yield Section("counts", Text(N_("Counts by month")), teller.counts())


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells what is owed, in one currency."""

    owed: Liability
    currency: Currency
    names: Mapping[str, str]

    def everyone(self, today: dt.date) -> Section:
        now = self.owed.now
        columns = (
            Column("account", N_("What is owed")),
            Column("count", N_("Number"), Kind.COUNT),
            Column("money", N_("Money"), Kind.MONEY, summed=True),
        )
        rows: list[tuple[Value, ...]] = [
            self._row(AccountKind.PRINCIPAL, None, now.principal),
            self._row(AccountKind.GIFT, None, now.gift),
            self._row(AccountKind.CREDIT, None, now.credit),
            self._row(AccountKind.POINTS, now.points, now.worth),
        ]
        for package in self.owed.packages:
            called = titled(AccountKind.VISITS, package.unit, self.names.get(package.unit, ""))
            what = Coded(package.unit, called)
            rows.append(
                (what, package.left, self._money(package.money if package.priced else None))
            )
        rows.append(self._row(AccountKind.VOUCHERS, now.vouchers, None))
        title = Text(N_("If everyone came today"))
        if now.day != today:
            title = Text(N_("If everyone had come on {date}"), {"date": now.day})
        table = Table("everyone", "", columns, tuple(rows), N_("In all"))
        return Section("everyone", title, (table,), notes=tuple(self._notes()))

    def _row(self, kind: AccountKind, count: int | None, money: int | None) -> tuple[Value, ...]:
        return Coded(kind, account_words(kind)), count, self._money(money)

    def _notes(self) -> Iterator[Text]:
        unpriced = sum(package.left - package.priced for package in self.owed.packages)
        if unpriced:
            said = N_(
                "Visits of which nobody knows what was paid for them are only counted: {count}."
            )
            yield Text(said, {"count": unpriced})
        if self.owed.now.below_zero:
            said = N_("Points below zero stand apart, and take nothing off: {count}.")
            yield Text(said, {"count": self.owed.now.below_zero})

    def money(self) -> Table:
        columns = (
            _DAY,
            Column("principal", _PRINCIPAL, Kind.MONEY),
            Column("gift", _GIFT, Kind.MONEY),
            Column("stored_value", N_("Stored value"), Kind.MONEY),
            Column("store_credit", _CREDIT, Kind.MONEY),
            Column("points_worth", N_("Worth of points"), Kind.MONEY),
            Column("money", N_("In all"), Kind.MONEY),
        )
        rows = tuple(
            (
                one.day,
                *map(
                    self._money,
                    (one.principal, one.gift, one.stored, one.credit, one.worth, one.money),
                ),
            )
            for one in self.owed.owed
        )
        return Table("by_month", "", columns, rows)

    def counts(self) -> tuple[Table, ...]:
        columns = (
            _DAY,
            Column("points", _POINTS, Kind.COUNT),
            Column("points_below_zero", N_("Points below zero"), Kind.COUNT, if_any=True),
            Column("visits", N_("Visits left"), Kind.COUNT, if_any=True),
            Column("vouchers", _VOUCHERS, Kind.COUNT, if_any=True),
        )
        rows = tuple(map(_counts, self.owed.owed))
        table = Table("by_month", "", columns, rows)
        packages = self._packages()
        return (table, packages) if packages.rows else (table,)

    def _packages(self) -> Table:
        columns = (
            _DAY,
            Column("package", _VISITS),
            Column("visits", N_("Visits left"), Kind.COUNT),
        )
        rows = tuple(
            (one.day, self._package(unit), left)
            for one in self.owed.owed
            for unit, left in one.visits.items()
        )
        return Table("packages", N_("Visits left by package"), columns, rows)

    def _package(self, unit: str) -> Coded:
        """Return a package under a heading that says what it is."""
        name = package_name(unit, self.names.get(unit, ""))
        return Coded(unit, Text("{name}", {"name": name}))

    def _money(self, minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, self.currency)


def _counts(one: Owed) -> tuple[Value, ...]:
    return one.day, one.points, one.below_zero, sum(one.visits.values()), one.vouchers
