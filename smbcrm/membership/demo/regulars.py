"""The demo shop's named regulars: who they are, how they come, and what happens this morning.

Everything here is told from today's business date on, so that the shop is alive whenever it is
made: a birthday in three days, a last visit 23 days ago, a sale twelve minutes ago.
"""

import datetime as dt
from dataclasses import dataclass, replace

from smbcrm.core.errors import UserError
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.occasions.lunar import to_lunar
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.sales.codes import Means

MORNING = dt.timedelta(minutes=80)
"""How long before the shop is opened the scenes of this morning begin."""


@dataclass(frozen=True, slots=True)
class Falls:
    """An occasion that comes round in so many days, for the `years`th time; 0: year unknown."""

    kind: OccasionKind
    days: int
    years: int = 0
    calendar: Calendar = Calendar.SOLAR
    label: str = ""

    def seen_from(self, today: dt.date) -> Occasion:
        """Return the occasion; without its year where that year had no such day."""
        day = today + dt.timedelta(days=self.days)
        year, month, leap = day.year, day.month, False
        number = day.day
        if self.calendar is Calendar.LUNAR:
            known = to_lunar(day)
            year, month, number, leap = known.year, known.month, known.day, known.is_leap_month
        undated = Occasion(self.kind, self.calendar, None, month, number, leap, self.label)
        if not self.years:
            return undated
        try:
            return replace(undated, year=year - self.years)
        except UserError:
            # 29 February, the 30th of a lunar month, a leap month.
            return undated


@dataclass(frozen=True, slots=True)
class Habit:
    """What a regular takes on a visit, how it is paid, and who serves."""

    items: tuple[str, ...]
    means: Means
    staff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regular:
    """A customer with a story.

    The last visit before today is `last` days ago, the ones before are `rhythm` days apart, at most
    `visits` of them; `habits` come round again and again, that of the last visit first. Without
    habits somebody comes for the first time this morning. Who says `yes` or `no` to which channel
    is asked on the first visit.
    """

    details: Details
    falls: tuple[Falls, ...] = ()
    yes: tuple[ConsentChannel, ...] = (ConsentChannel.SMS,)
    no: tuple[ConsentChannel, ...] = ()
    rhythm: int = 30
    last: int = 1
    visits: int = 0
    habits: tuple[Habit, ...] = ()

    @property
    def name(self) -> str:
        """The name as spoken, by which the scenes of this morning call them."""
        return self.details.full_name or ""

    def told(self, today: dt.date, language: str, place: tuple[str, str], how: str) -> Details:
        """Return what a clerk would type in: `place` is city and postcode, `how` consent came."""
        city, postcode = place
        answers = (
            *((channel, ConsentState.GIVEN) for channel in self.yes),
            *((channel, ConsentState.REFUSED) for channel in self.no),
        )
        return replace(
            self.details,
            language=self.details.language or language,
            city=city,
            postcode=postcode,
            occasions=(
                *(self.details.occasions or ()),
                *(falls.seen_from(today) for falls in self.falls),
            ),
            consents=tuple(ConsentSaid(channel, state, how) for channel, state in answers),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What happens so many minutes before the shop is opened; without `who`, to a walk-in.

    A regular who was never here is taken in first, with a card. `top_up` is in major units,
    `redeem` a count of points; what the stored value does not cover is paid in cash.
    """

    minutes: int
    staff: str
    who: str = ""
    top_up: int = 0
    redeem: int = 0
    items: tuple[str, ...] = ()
    means: Means = Means.CASH
    second_till: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """The regulars of a shop, the most telling first, and this morning, earliest scene first.

    `tender` is how they pay money in; they keep at least `kept` major units of stored value.
    """

    regulars: tuple[Regular, ...]
    morning: tuple[Scene, ...]
    tender: Means
    top_up: int
    kept: int
