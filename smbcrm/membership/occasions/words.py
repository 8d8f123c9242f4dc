"""Occasions in words: what is celebrated, and the lunar date of a day."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.occasions.lunar import LunarDate, lunar_text
from smbcrm.membership.occasions.types import Occasion, OccasionKind

KINDS: Mapping[str, str] = {
    OccasionKind.BIRTHDAY: N_("Birthday"),
    OccasionKind.WEDDING_ANNIVERSARY: N_("Wedding anniversary"),
    OccasionKind.CHILD_BIRTHDAY: N_("Child's birthday"),
    OccasionKind.PET_BIRTHDAY: N_("Pet's birthday"),
    OccasionKind.CUSTOMER_SINCE: N_("Customer since"),
}
"""What each kind is called; one of the shop's own has a name."""


def occasion_words(occasion: Occasion) -> Text:
    """Return what is celebrated, with the name of a child or a pet."""
    if occasion.kind is OccasionKind.CUSTOM:
        return Text("{name}", {"name": occasion.label})
    kind = Text(KINDS[occasion.kind])
    if not occasion.label:
        return kind
    return Text(N_("{occasion} of {name}"), {"occasion": kind, "name": occasion.label})


def lunar_words(day: LunarDate, *, whole_month: bool = False) -> Text:
    """Return a lunar date for readers of figures and of Chinese: 8/15 八月十五.

    >>> str(lunar_words(LunarDate(2020, 4, 1, is_leap_month=True)))
    '4/1 leap 四月初一'
    """
    han = lunar_text(day._replace(is_leap_month=False))
    date = f"{day.month}/{day.day}"
    if whole_month:
        han, date = han.partition("月")[0] + "月", str(day.month)
    known = N_("{date} leap {han}") if day.is_leap_month else "{date} {han}"
    return Text(known, {"date": date, "han": han})
