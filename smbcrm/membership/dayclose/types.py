"""The close of a day: the facts. Money in minor units."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency
from smbcrm.membership.ledger.clocks import ClockFlag
from smbcrm.membership.ledger.closing import TillDay
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.reports.till_deeds import TillDeed
from smbcrm.membership.requests.types import Act

LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class CloseRequest:
    """What is said at the close of a day; the act says which day, till and staff.

    `counted` is what lies in the drawer as one sum, `pieces` the same by notes and coins: how many
    of each worth. `opening_float` is the float of the morning in all, also what of it was put in as
    cash; None: what the last close left and what was put in since. `kept` None: as much stays in
    the drawer as lay there before anything was put in. `word` says why it is more or less than it
    should be.
    """

    act: Act
    counted: int | None = None
    pieces: Mapping[int, int] = field(default_factory=dict)
    opening_float: int | None = None
    kept: int | None = None
    word: str = ""


class TillSum(NamedTuple):
    """What operations of one kind by one of the staff moved on accounts of one kind, in one way.

    `of` is the kind of what was taken back, where the kind is a reversal; `staff` is then who had
    recorded that. The amount has the sign of the entries: on a tender minus came in.
    """

    staff: int
    kind: OperationKind
    of: OperationKind | None
    account: str
    amount: int


class TillCount(NamedTuple):
    """How many operations of one kind by one of the staff there are; of a reversal as `TillSum`."""

    staff: int
    kind: OperationKind
    of: OperationKind | None
    number: int


class Serving(NamedTuple):
    """What somebody served of one operation: its net sale, and their share of it in percent.

    `of` is the kind of what was taken back, where the kind is a reversal; `before` is what had gone
    back before, where the operation is a refund or takes one back.
    """

    seq: int
    kind: OperationKind
    of: OperationKind | None
    net: int
    before: int
    staff: int
    share: int


class Why(StrEnum):
    """Why an operation is listed for the owner."""

    TAKEN_BACK = "taken_back"
    GIVEN_BACK = "given_back"
    ADJUSTED = "adjusted"
    HANDED_OVER = "handed_over"
    CASH = "cash"
    BEYOND = "beyond"
    BACK_DATED = "back_dated"
    CLOCK = "clock"
    LATER = "later"


class Listed(NamedTuple):
    """An operation that the owner should read, and everything that it is listed for."""

    deed: TillDeed
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """A day that was closed: what was counted, and where the chain ended then."""

    id: str
    terminal: int
    date: dt.date
    staff: str
    recorded_at: dt.datetime
    until_seq: int
    opening_float: int
    expected: int
    counted: int
    kept: int
    pieces: tuple[tuple[int, int], ...] = ()
    word: str = ""

    @property
    def difference(self) -> int:
        """What was counted beyond what should be there; below zero: it was short."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class NewClosing:
    """A closing to be written; `head` is the hash at which the chain ended."""

    id: str
    terminal: int
    date: dt.date
    staff: int
    recorded_at: dt.datetime
    until_seq: int
    head: str
    opening_float: int
    expected: int
    counted: int
    kept: int
    pieces: tuple[tuple[int, int], ...]
    word: str


class BlindCount(NamedTuple):
    """What somebody counted, and stood by, before what should be there was told.

    `expected` is what should have been there then; `until_seq` says where the chain ended.
    """

    id: str
    recorded_at: dt.datetime
    staff: str
    until_seq: int
    expected: int
    counted: int

    @property
    def difference(self) -> int:
        """What was counted beyond what should have been there then."""
        return self.counted - self.expected


class NewCount(NamedTuple):
    """Such a count to be written."""

    id: str
    day: TillDay
    staff: int
    recorded_at: dt.datetime
    until_seq: int
    expected: int
    counted: int


class DrawerMove(NamedTuple):
    """By how much an operation changed what lies in the drawer."""

    seq: int
    kind: OperationKind
    cash: int


class OpenTill(NamedTuple):
    """Another till that worked on the day and has not closed it."""

    name: str
    operations: int


class Owed(NamedTuple):
    """Stored value of the whole shop: at the end of the day, and what the day did to it."""

    tonight: int
    topped_up: int
    gift: int
    spent: int
    given_back: int
    other: int = 0

    @property
    def before(self) -> int:
        """What was owed the evening before."""
        moved = self.topped_up + self.gift + self.spent + self.given_back + self.other
        return self.tonight - moved


@dataclass(frozen=True, slots=True)
class Takings:
    """What was recorded for one business date at one till.

    `sums`, `counts` and `servings` end where a closing ended, `deeds` and `flags` go on after it.
    """

    sums: tuple[TillSum, ...]
    counts: tuple[TillCount, ...]
    deeds: tuple[TillDeed, ...]
    flags: tuple[ClockFlag, ...]
    servings: tuple[Serving, ...] = ()


@dataclass(frozen=True, slots=True)
class Counting:
    """What should be in the drawer, and what is; `counted` None: nobody has counted.

    `opening_float` is what lay there before anything was recorded, `cash` by how much the drawer
    should have grown since; of that, `put_in` came in as float.
    """

    opening_float: int
    cash: int
    counted: int | None
    kept: int | None
    limit: int
    put_in: int = 0

    @property
    def morning(self) -> int:
        """The float: what lay there before the first sale, however it came there."""
        return self.opening_float + self.put_in

    @property
    def expected(self) -> int:
        """What should be there."""
        return self.opening_float + self.cash

    @property
    def difference(self) -> int:
        """What was counted beyond that; 0 before anything was."""
        return 0 if self.counted is None else self.counted - self.expected

    @property
    def needs_word(self) -> bool:
        """Whether it is so far off that somebody has to say why."""
        return abs(self.difference) > self.limit


@dataclass(frozen=True, slots=True)
class Day:
    """One business date of one till, open or closed.

    `hidden`: the shop counts blind, and nobody stands by a count yet or cash has moved since. No
    money of the day is in it then, but what is typed: sums are empty, and what is listed for the
    owner is without its amounts. `counts` are the counts that somebody stood by.
    """

    date: dt.date
    terminal: str
    staff: Mapping[int, str]
    currency: Currency
    takings: Takings
    counting: Counting
    closing: Closing | None
    listed: tuple[Listed, ...]
    open_tills: tuple[OpenTill, ...]
    owed: Owed
    pieces: Mapping[int, int]
    word: str
    hidden: bool
    counts: tuple[BlindCount, ...] = ()


@dataclass(frozen=True, slots=True)
class TillClosed:
    """Published after a till has closed a day."""

    terminal: int
    date: dt.date


class ClosedBefore(UserError):
    """A day is closed once."""

    msgid = N_("{terminal} closed {date} before, on {at} by {staff}. Nothing was changed.")


class NothingCounted(UserError):
    """A day is closed by counting."""

    msgid = N_("Count the cash first: a day is closed with what lies in the drawer.")


class NeedsWord(UserError):
    """It is so far off that somebody has to say why."""

    msgid = N_("The cash differs by {difference}. Above {limit} a word is needed: say why.")


class WordTooLong(UserError):
    """A word that is a letter."""

    msgid = N_("The word is longer than {longest} signs. Shorten it.")


class KeptTooMuch(UserError):
    """More is to stay in the drawer than lies in it."""

    msgid = N_("{kept} cannot stay in the drawer: {counted} was counted. Leave at most that.")


class FloatTooSmall(UserError):
    """The float is said to be less than what was put in as float."""

    msgid = N_(
        "{put_in} was put in as float, so {float} cannot have been there. Type the float with it, "
        "or leave it out."
    )


class BadSum(UserError):
    """A sum below zero, or an absurd one."""

    msgid = N_("A sum in the drawer is from 0 to {largest}.")
