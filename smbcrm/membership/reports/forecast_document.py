"""What ends if nothing is used, as a section of a document."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.ledger.words import account_words
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import Coded, Column, Section, Table, Value
from smbcrm.membership.reports.explaining import AccountStory, Ending, forecast
from smbcrm.membership.reports.holdings import HeldLot
from smbcrm.membership.reports.values import amount_on, column_kind, is_money, titled
from smbcrm.membership.shop.types import Shop, money_of_points

_PAUSED = N_("{account}: {amount}, paused since {date}. Nothing of it ends while that lasts.")


def forecast_section(
    accounts: Sequence[AccountStory],
    shop: Shop,
    today: dt.date,
) -> Iterator[Section]:
    """Yield what ends by day and by month, soonest first, and what never ends, if there is any.

    What points are worth is floored for each day; a month is the sum of its days. What visits and
    vouchers are worth is not known here: they are counted.
    """
    endings = forecast(accounts, today)
    teller = _Teller(shop)
    tables = (teller.by_day(endings), teller.by_month(endings)) if endings else ()
    notes = tuple(teller.endless(accounts))
    if tables or notes:
        yield Section("forecast", Text(N_("If nothing is used")), tables, notes=notes)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells what ends, in the money of one shop."""

    shop: Shop

    def by_day(self, endings: Sequence[Ending]) -> Table:
        columns = (
            Column("expires_on", N_("Valid until"), Kind.DATE),
            Column("account", N_("What ends")),
            Column("count", N_("Number"), Kind.COUNT),
            Column("money", N_("Worth"), Kind.MONEY, summed=True),
        )
        rows = tuple(
            (
                one.day,
                Coded(one.kind, _called(one)),
                None if is_money(one.kind) else one.amount,
                self._money(self._worth(one)),
            )
            for one in endings
        )
        return Table("by_day", N_("By day"), columns, rows, N_("At risk in all"))

    def by_month(self, endings: Sequence[Ending]) -> Table:
        columns = (
            Column("month", N_("Month")),
            *(
                Column(kind, account_words(kind).msgid, column_kind(kind), summed=True)
                for kind in AccountKind
            ),
            Column("money", N_("Worth in all"), Kind.MONEY, summed=True),
        )
        months = groupby(endings, key=lambda one: f"{one.day:%Y-%m}")
        rows = tuple(self._month(month, tuple(ending)) for month, ending in months)
        return Table("by_month", N_("By month"), columns, rows, N_("At risk in all"))

    def _month(self, month: str, endings: Sequence[Ending]) -> tuple[Value, ...]:
        amounts: Counter[AccountKind] = Counter()
        for one in endings:
            amounts[one.kind] += one.amount
        known = [worth for one in endings if (worth := self._worth(one)) is not None]
        return (
            month,
            *(
                amount_on(kind, amounts[kind], self.shop.currency) if amounts[kind] else None
                for kind in AccountKind
            ),
            self._money(sum(known) if known else None),
        )

    def endless(self, accounts: Sequence[AccountStory]) -> Iterator[Text]:
        for account in accounts:
            lots = [story.lot for story in account.lots if story.lot.remaining > 0]
            endless = [lot for lot in lots if lot.expires_on is None]
            paused = defaultdict[dt.date, list[HeldLot]](list)
            for lot in lots:
                if lot.paused is not None and lot.expires_on is not None:
                    paused[lot.paused].append(lot)
            if endless:
                yield Text(N_("{account}: {amount} never ends."), self._told(account, endless))
            for since, held in sorted(paused.items()):
                told = {**self._told(account, held), "date": since}
                yield Text(_PAUSED, told)

    def _told(self, account: AccountStory, lots: Sequence[HeldLot]) -> dict[str, object]:
        amount = sum(lot.remaining for lot in lots)
        return {
            "account": titled(account.kind, account.unit, account.name),
            "amount": amount_on(account.kind, amount, self.shop.currency),
        }

    def _worth(self, ending: Ending) -> int | None:
        if ending.kind is AccountKind.POINTS:
            return money_of_points(ending.amount, self.shop.rates.worth)
        return ending.amount if is_money(ending.kind) else None

    def _money(self, minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, self.shop.currency)


def _called(ending: Ending) -> Text:
    if ending.name:
        return Text("{name}", {"name": ending.name})
    return titled(ending.kind, ending.unit, ending.name)
