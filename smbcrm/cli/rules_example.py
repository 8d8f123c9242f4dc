"""The example of a file of rules: every key once, explained in the reader's language."""

from collections.abc import Callable

from smbcrm.core.i18n import N_

_COLUMN = 32
_TITLE = N_("Rules to be tried. Leave out what stays as it is.")
_LINES: tuple[tuple[str, str], ...] = (
    ("", ""),
    ("[tiers]", ""),
    ('review_dates = "01-01 07-01"', N_("days on which tiers are reviewed")),
    ("", ""),
    ("[tiers.silver]", N_("a tier by its code, see: smbcrm tier list")),
    ('spend_from = "350.00"', N_('spent in those months, or "none"')),
    ("visits_from = 20", N_('or so many visits, or "none"')),
    ('points_from = "none"', N_('or so many points earned, or "none"')),
    ("months = 12", N_("in so many months")),
    ("", ""),
    ("[tiers.gold]", ""),
    ('item = "club"', N_('or by buying this item, or "none"')),
    ("item_months = 12", N_("for so many months")),
    ("points_factor = 150", N_("percent of the usual points")),
    ("birthday_factor = 200", N_("percent of these points on a birthday")),
    ('birthday_span = "day"', N_('on the "day" of it, or in its whole "month"')),
    ('discount = "5"', N_("percent off every sale")),
    ("lasts_months = 0", N_("it lasts so many months at least")),
    ("grace_months = 2", N_("and so many after it was reached last")),
    ('entry_vouchers = ["WELCOME"]', N_("all vouchers that coming up into it brings")),
    ("", ""),
    ("[tiers.platinum]", N_("a new tier: it has a name")),
    ('name = "Platinum"', ""),
    ('above = "gold"', N_("it comes after this one; without it, after all")),
    ('spend_from = "2500.00"', ""),
    ("", ""),
    ("[points]", ""),
    ("earn_points = 1", N_("so many points")),
    ('earn_amount = "1.00"', N_("for each of this amount")),
    ("worth_points = 100", N_("so many points")),
    ('worth_amount = "1.00"', N_("pay this amount")),
    ("months = 12", N_("points end after so many months")),
    ('earned_at = "spend"', N_('earned at "spend" or at "top_up"')),
    ('on_gift = "off"', N_('on gift money too: "on" or "off"')),
    ('weekdays = "tue=2, sat=1.5"', N_('weekdays with their factor, or "none"')),
    ("", ""),
    ("[stored_value]", ""),
    ("gift_months = 12", N_("the gift part ends after so many months")),
    ("", ""),
    ("[[offers]]", N_("all top-up offers; without any they stay as they are")),
    ('amount = "200.00"', ""),
    ('gift = "25.00"', ""),
    ('tiers = ["gold"]', N_("for these alone; leave it out for everybody")),
    ("first = 2026-01-01", N_("from this day on; leave it out for ever since")),
    ("last = 2026-12-31", N_("through this day; leave it out for ever")),
)


def example(words: Callable[[str], str]) -> str:
    """Return the example as a file; `words` puts a message id into the reader's language."""
    lines = (
        f"{rule:<{_COLUMN}}# {words(comment)}" if comment else rule for rule, comment in _LINES
    )
    return "\n".join((f"# {words(_TITLE)}", *lines, ""))
