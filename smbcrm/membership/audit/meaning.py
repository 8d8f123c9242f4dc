"""Whether the accounts that an operation moves are those that its kind, sale and payments name.

The kind of an account is in no hash: a gift part relabelled as paid part, or a drawer as card
takings, shows only here. Openings and expiries may move any kind.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from smbcrm.membership.audit.ports import AccountFacts, Row
from smbcrm.membership.ledger.types import POINT, AccountKind, House

_TENDER = "tender:"
_ONLY: Mapping[str, tuple[str, frozenset[str]]] = {
    "visit_use": ("visits", frozenset({"visits"})),
    "extension": ("visits", frozenset({"expired"})),
    "pause": ("visits", frozenset()),
    "resume": ("visits", frozenset()),
    "voucher_issue": ("vouchers", frozenset({"vouchers"})),
    "voucher_void": ("vouchers", frozenset({"adjustment"})),
}
"""The kinds that move visits, or vouchers, and nothing else, each with the other side."""
_MONEY = {AccountKind.PRINCIPAL, AccountKind.GIFT, AccountKind.CREDIT, House.SALES, House.BONUS}
_COUNTED = {"points": POINT, "visits": "visit:", "vouchers": "voucher"}


def misfits(accounts: Mapping[int, AccountFacts]) -> list[int]:
    """Return the accounts whose unit does not fit their kind, or that are on the wrong side.

    Money is counted in one currency, that of most accounts of money.
    """
    money = Counter(one.unit for one in accounts.values() if _is_money(one.kind))
    currency = max(money, key=money.__getitem__, default="")
    return [number for number, one in accounts.items() if not _fits(one, currency)]


def _is_money(kind: str) -> bool:
    return kind in _MONEY or kind.startswith(_TENDER)


def _fits(account: AccountFacts, currency: str) -> bool:
    side = AccountKind if account.balance is not None else House
    if account.kind not in {str(kind) for kind in side}:
        return False
    if _is_money(account.kind):
        return account.unit == currency
    return account.unit.startswith(_COUNTED.get(account.kind, ""))


def moves_what_it_says(
    kind: str,
    entries: Iterable[Row],
    accounts: Mapping[int, AccountFacts],
    sale: Row | None,
    payments: Iterable[Row],
) -> bool:
    """Tell whether an operation of a kind moves the accounts it should, by what it should."""
    house: defaultdict[str, int] = defaultdict(int)
    owned: defaultdict[str, int] = defaultdict(int)
    for _, number, _, amount in entries:
        account = accounts.get(number)
        if account is not None:
            (house if account.balance is None else owned)[account.kind] += amount
    if kind in {"sale", "refund"} and sale is not None:
        return _sold(house, owned, sale, payments)
    if kind in {"top_up", "withdrawal"}:
        paid = sum(amount for name, amount in house.items() if name.startswith(_TENDER))
        return (owned["principal"], owned["gift"]) == (-paid, -house["bonus"])
    if kind == "transfer":
        return not any(house.values()) and not any(owned.values())
    if kind in _ONLY:
        moved = {name for name, amount in house.items() if amount}
        return set(owned) <= {_ONLY[kind][0]} and moved <= _ONLY[kind][1]
    if kind in {"adjustment", "cash"}:
        moved = {name for name, amount in house.items() if amount}
        return moved <= ({"adjustment", "tender:cash"} if kind == "cash" else {"adjustment"})
    return kind != "redemption" or _redeemed(house, owned)


def _redeemed(house: Mapping[str, int], owned: Mapping[str, int]) -> bool:
    """Tell whether points went for store credit, for a voucher or, alone, for a reward."""
    return (
        set(owned) <= {"points", "credit", "vouchers"}
        and owned["points"] == -house["points"]
        and owned["credit"] == -house["bonus"]
        and owned["vouchers"] == -house["vouchers"]
    )


def _sold(
    house: Mapping[str, int], owned: Mapping[str, int], sale: Row, payments: Iterable[Row]
) -> bool:
    paid: defaultdict[str, int] = defaultdict(int)
    points = sale[5]
    for _, means, amount, count, _, _ in payments:
        paid[means] += amount
        points -= count or 0
    stored, credit, bonus = (paid.pop(means, 0) for means in ("stored", "credit", "points"))
    tenders = {
        name.removeprefix(_TENDER): -amount
        for name, amount in house.items()
        if name.startswith(_TENDER)
    }
    void = house["bonus"] + bonus  # gift that did not come back with a refund
    return (
        tenders == {means: amount for means, amount in paid.items() if amount}
        and (void == 0 or (void > 0 and stored < 0))
        and (stored + void, credit) == (-owned["principal"] - owned["gift"], -owned["credit"])
        and (points, sale[2]) == (owned["points"], house["sales"])
        and owned["visits"] == -house["visits"]
        and owned["vouchers"] == -house["vouchers"]
    )
