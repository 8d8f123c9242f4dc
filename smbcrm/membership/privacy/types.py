"""Privacy: the facts, and what is refused."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.core.text import unturned


class EraseReason(StrEnum):
    """Why somebody is taken out of the shop: codes, because it is kept and holds no free text."""

    ASKED = "asked"
    STAYED_AWAY = "stayed_away"
    RESTORED = "restored"


class VisitsOwed(NamedTuple):
    """Visits of a package that were paid and not used."""

    package: str
    visits: int


@dataclass(frozen=True, slots=True)
class Owed:
    """What the shop owes one customer. Money in minor units, points and vouchers as counts."""

    currency: Currency
    principal: int = 0
    gift: int = 0
    credit: int = 0
    points: int = 0
    visits: tuple[VisitsOwed, ...] = ()
    vouchers: int = 0

    @property
    def nothing(self) -> bool:
        """Whether there is nothing that has to be paid out or given up. Points may be owed us."""
        money = self.principal or self.gift or self.credit
        return not (money or self.points > 0 or self.visits or self.vouchers)

    @property
    def words(self) -> list[Text]:
        """What is owed, part by part."""
        return list(self._words())

    def _words(self) -> Iterator[Text]:
        parts = (
            (N_("paid part {amount}"), self.principal),
            (N_("gift part {amount}"), self.gift),
            (N_("store credit {amount}"), self.credit),
        )
        for msgid, minor in parts:
            if minor:
                yield Text(msgid, {"amount": Money(minor, self.currency)})
        if self.points > 0:
            yield Text(N_("points {count}"), {"count": self.points})
        for one in self.visits:
            yield Text(
                N_("{package}: visits {count}"), {"package": one.package, "count": one.visits}
            )
        if self.vouchers:
            yield Text(N_("vouchers {count}"), {"count": self.vouchers})


@dataclass(frozen=True, slots=True)
class Erasing:
    """Who would be erased, as a look before it says: what is owed, what was refused for good."""

    customer: int
    code: str
    full_name: str
    owed: Owed
    opted_out: tuple[str, ...]

    @property
    def name(self) -> str:
        """What has to be typed before they are erased: as it is shown, with single blanks."""
        return _as_typed(self.full_name) or self.code

    def check_name(self, typed: str) -> None:
        """Raise NameDiffers where another name was typed."""
        if _as_typed(typed) != self.name:
            raise NameDiffers


def _as_typed(name: str) -> str:
    return " ".join(unturned(name).split())


class ErasedOne(NamedTuple):
    """Who was erased, without the person: the number, and when the customer had been added.

    Both together are nobody else's, also where a restore gave the number out again.
    """

    customer: int
    made_at: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erase did.

    `swept`: nothing is left in what the file gave free, either; else another program had it open.
    """

    customer: int
    swept: bool = True


class Away(NamedTuple):
    """Somebody who did not come for long: since when, what is owed, why they stay, if they do."""

    customer: int
    code: str
    full_name: str
    last_visit: dt.date | None
    owed: Owed
    why: Text | None


@dataclass(frozen=True, slots=True)
class Retention:
    """Who did not come since a day: those to be erased, and those who stay with the reason."""

    since: dt.date
    months: int
    people: tuple[Away, ...]
    erased: int = 0
    swept: bool = True

    @property
    def free(self) -> tuple[Away, ...]:
        """Those with nothing owed."""
        return tuple(one for one in self.people if one.why is None)


class StillOwed(UserError):
    """The shop owes them something: nobody loses that by the way."""

    msgid = N_(
        "The shop still owes {name}: {owed}. Pay it out first, or have them give it up. Nothing "
        "was erased."
    )
    command = N_("Use: smbcrm withdraw, or say --give-up")


class NameDiffers(UserError):
    """What was typed is not the name of who is to be erased."""

    msgid = N_("That is not their name. Nothing was erased.")


class BadEraseReason(UserError):
    """A reason that is not in the list."""

    msgid = N_("“{reason}” is no reason here. Known: {known}.")


class NoRetention(UserError):
    """Nobody said after how many months somebody counts as gone."""

    msgid = N_("The shop keeps everybody: no number of months is set.")
    command = N_("Say --months N, or set it: smbcrm setting set privacy.retention_months 36")


class BadMonths(UserError):
    """A number of months that makes no sense."""

    msgid = N_("Give 1 to {most} months.")
