"""A shop whose owner changes the rules of points and stored value, beside the oracle."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields, replace

from smbcrm.core.clock import SetClock
from smbcrm.membership.customers.types import Details
from smbcrm.membership.ledger.types import Lot
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.offers.types import NewOffer, OfferChanges
from smbcrm.membership.services import Services
from smbcrm.membership.shop.service import setting_called
from smbcrm.membership.tiers.types import BirthdaySpan, TierChanges
from tests.helpers.oracle_arithmetic import solar_birthday
from tests.helpers.oracle_types import OfferRule, Rules
from tests.helpers.twin_moves import MovingTwin

BIRTHDAYS = ((2, 29), (3, 31))
"""Month and day of the birthdays of the customers."""


def _rule(field: str, value: object) -> Callable[[Rules], Rules]:
    def changed(rules: Rules) -> Rules:
        known = {one.name: getattr(rules, one.name) for one in fields(rules)}
        return Rules(**known | {field: value})

    return changed


CHOICES: Mapping[str, Mapping[str, Callable[[Rules], Rules]]] = {
    "stored_value.order": {
        order: _rule("spend_order", order)
        for order in ("pro_rata", "gift_first", "principal_first")
    },
    "points.earned_at": {when: _rule("earn_at", when) for when in ("spend", "top_up")},
    "points.on_gift": {"off": _rule("on_gift", value=False), "on": _rule("on_gift", value=True)},
    "points.weekdays": {
        "none": _rule("weekdays", ()),
        "tue=2, sat=1.5": _rule("weekdays", ((1, 200), (5, 150))),
        "wed=0.33,thu=3": _rule("weekdays", ((2, 33), (3, 300))),
    },
    "points.months": {str(months): _rule("points_months", months) for months in (12, 1, 30)},
    "stored_value.gift_months": {str(months): _rule("gift_months", months) for months in (12, 2)},
    "points.worth_points": {str(points): _rule("worth_points", points) for points in (100, 7, 150)},
}
"""What the owner may choose, and the rules of the oracle that follow; the first is the default."""
_GOLD_MONTH = ("gold", 250, True)
_BIRTHDAY_FACTORS = (("silver", 200, False), _GOLD_MONTH)
_SPRING = dt.date(2024, 3, 1), dt.date(2024, 5, 31)
OFFER_DAYS = tuple(day + dt.timedelta(days=by) for day in _SPRING for by in (-1, 0, 1))
"""The days on which offers begin or end, and those beside them."""
_OFFERS = (
    OfferRule(20_000, 4_000, first=_SPRING[0], last=_SPRING[1]),
    OfferRule(20_000, 3_000, tiers=frozenset({"silver", "gold"})),
    OfferRule(50_000, 9_000, last=_SPRING[1], tiers=frozenset({"gold"})),
    OfferRule(70_000, 1_000),
)


def prepare(services: Services) -> None:
    """Give a shop of `new_shop` the offers and the birthday factors that its oracle knows."""
    for offer in _OFFERS:
        tiers = tuple(sorted(offer.tiers))
        new = NewOffer(offer.amount, offer.gift, offer.first, offer.last, tiers)
        services.offers.add(new)
    for code, factor, month in _BIRTHDAY_FACTORS:
        span = BirthdaySpan.MONTH if month else BirthdaySpan.DAY
        services.tiers.edit(code, TierChanges(birthday_factor=factor, birthday_span=span))


class SpendingTwin(MovingTwin):
    """A shop that went through `prepare`, and its oracle; both customers have a birthday."""

    def __init__(self, services: Services, clock: SetClock, customers: int) -> None:
        super().__init__(services, clock, 0)
        rules = self.oracle.rules
        factors = {code: (factor, month) for code, factor, month in _BIRTHDAY_FACTORS}
        tiers = tuple(
            replace(tier, birthday_percent=factor, birthday_month=month)
            for tier in rules.tiers
            for factor, month in [factors.get(tier.code, (100, False))]
        )
        self.oracle.rules = replace(rules, tiers=tiers, offers=(*rules.offers, *_OFFERS))
        for month, day in BIRTHDAYS[:customers]:
            self.customers.append(
                (
                    self.oracle.new_customer(solar_birthday(month, day)),
                    _born_on(services, month, day),
                )
            )
        stored = {one.setting.key: one.value for one in services.shop.all()}
        for key in CHOICES:
            default = setting_called(key).default
            if stored[key] != default:
                self.choose(key, default)
        for offer in services.offers.all():
            if not offer.active:
                services.offers.edit(offer.id, OfferChanges(active=True))

    def choose(self, key: str, value: str) -> None:
        """Change a rule in both; no lot ends earlier for it."""
        before = self._ends()
        self.services.shop.set(key, value)
        assert self._ends() == before
        self.oracle.rules = CHOICES[key][value](self.oracle.rules)

    def switch_offer(self, place: int, *, active: bool) -> None:
        """Switch an offer on or off in both, by its place among those of `prepare`."""
        rule = _OFFERS[place]
        found = next(
            one
            for one in self.services.offers.all()
            if (one.amount, one.gift) == (rule.amount, rule.gift)
        )
        self.services.offers.edit(found.id, OfferChanges(active=active))
        others = tuple(one for one in self.oracle.rules.offers if one != rule)
        kept = (*others, rule) if active else others
        self.oracle.rules = replace(self.oracle.rules, offers=kept)

    def _ends(self) -> list[tuple[Lot, ...]]:
        """Return all lots of the customers with their last days."""
        return [self._uow.run(self._read, ours)[0].lots for _, ours in self.customers]


def _born_on(services: Services, month: int, day: int) -> int:
    birthday = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, month, day)
    return services.customers.add(Details(full_name="Twin", occasions=(birthday,))).id
