"""What the rules of points and stored value come to, worked out on a real customer."""

from dataclasses import dataclass, replace
from fractions import Fraction

from smbcrm.core.clock import Clock
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales import rules
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.desk import balances
from smbcrm.membership.sales.example import round_amount
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.selling import Priced, Settled, ask_sale, price, settle
from smbcrm.membership.sales.types import SaleRequest


@dataclass(frozen=True, slots=True)
class WorkedSale:
    """A sale that nobody made: somebody who has stored value pays the usual sum with it.

    Minor units: `net` of it is paid, `principal` and `gift` are what is taken of `has_principal`
    and `has_gift`, `base` is what earns `points`, at `rate` for one minor unit. With gift money
    counted the other way it would be `otherwise` points.
    """

    name: str
    tier: str
    net: int
    has_principal: int
    has_gift: int
    principal: int
    gift: int
    base: int
    rate: Fraction
    points: int
    otherwise: int


def worked_sale(work: TillWork, clock: Clock, act: Act) -> WorkedSale | None:
    """Work a sale out on whoever came by stored value last; None while nobody has any.

    Nothing of it is posted but expiries that are due: the unit of work takes these back.
    """
    customer = work.recent_sales.with_stored_value()
    if customer is None:
        return None
    shop = work.settings.shop()
    usual = rules.usual(work.recent_sales.nets(rules.USUAL_OF))
    request = SaleRequest(act, customer, usual or round_amount(shop.currency))
    priced = price(work, clock, request, ask_sale(work, request))
    owned = balances(priced.wallet)
    if owned.stored < priced.net:
        request = SaleRequest(act, customer, max(owned.stored, 1))
        priced = price(work, clock, request, ask_sale(work, request))
    if not 0 < priced.net <= owned.stored:
        return None
    settled = _paid(work, priced, on_gift=shop.rates.on_gift)
    return WorkedSale(
        name=work.customers.addressee(customer, priced.desk.today).full_name,
        tier=priced.tier.name,
        net=priced.net,
        has_principal=owned.principal,
        has_gift=owned.gift,
        principal=settled.spending.principal,
        gift=settled.spending.gift,
        base=settled.record.base,
        rate=priced.rate,
        points=settled.record.points,
        otherwise=_paid(work, priced, on_gift=not shop.rates.on_gift).record.points,
    )


def _paid(work: TillWork, priced: Priced, *, on_gift: bool) -> Settled:
    """Return a sale paid with stored value, in a shop where gift money earns points or not."""
    shop = priced.desk.shop
    other = shop._replace(rates=shop.rates._replace(on_gift=on_gift))
    return settle(
        work, replace(priced, desk=replace(priced.desk, shop=other)), {Means.STORED: priced.net}
    )
