"""What the insider report lists that wrote no operation, as tables."""

from collections.abc import Sequence

from smbcrm.core.i18n import N_
from smbcrm.core.money import Money
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import Column, Table, Value
from smbcrm.membership.reports.insider_ways import Noted, RuleTurned
from smbcrm.membership.reports.till_rows import moment_value
from smbcrm.membership.shop.types import Shop

_MONEY = frozenset({"amount", "gift", "price"})
"""The parts of a rule, by the last word of its name, that are minor units of money."""


def noted_table(noted: Sequence[Noted], shop: Shop) -> Table:
    """Return who did something when, at which till, for whom."""
    columns = (
        Column("recorded_at", N_("Recorded at"), short=True),
        Column("customer", N_("Customer")),
        Column("staff", N_("Staff")),
        Column("terminal", N_("Till")),
    )
    rows = tuple(
        (moment_value(one.recorded_at, shop), one.name or one.code or None, one.staff, one.terminal)
        for one in noted
    )
    return Table("noted", "", columns, rows)


def turned_table(turned: Sequence[RuleTurned], shop: Shop) -> Table:
    """Return the rules that were changed and changed back, with what counted in between."""
    columns = (
        Column("recorded_at", N_("Recorded at"), short=True),
        Column("back_at", N_("Changed back at"), short=True),
        Column("staff", N_("Staff")),
        Column("terminal", N_("Till")),
        Column("rule", N_("Rule")),
        Column("before", N_("Before and after")),
        Column("meanwhile", N_("In between")),
        Column("operations", N_("Sales and top-ups"), Kind.COUNT),
    )
    rows = tuple(
        (
            moment_value(one.changed.at, shop),
            moment_value(one.back_at, shop),
            one.changed.staff,
            one.changed.terminal,
            one.changed.rule,
            _shown(one.changed.rule, one.changed.before, shop),
            _shown(one.changed.rule, one.changed.after, shop),
            one.between,
        )
        for one in turned
    )
    return Table("rules", "", columns, rows)


def _shown(rule: str, value: str, shop: Shop) -> Value:
    if rule.rsplit(maxsplit=1)[-1] in _MONEY and value.isdigit():
        return Money(int(value), shop.currency)
    return value or None
