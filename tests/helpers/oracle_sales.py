"""What brings value in, in the oracle: sales, top-ups, redemptions and openings."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tests.helpers.oracle_arithmetic import (
    Settlement,
    add_months,
    discount_of,
    earned_points,
    offered_gift,
    package_end,
    points_end,
    settle,
    split_stored,
    worth_of_points,
)
from tests.helpers.oracle_book import unit_of
from tests.helpers.oracle_desk import FIRST_TILL, need
from tests.helpers.oracle_draft import Draft
from tests.helpers.oracle_friends import Friends
from tests.helpers.oracle_types import (
    POINT,
    TENDERS,
    Accepted,
    Outcome,
    PackageRule,
    SoldLine,
)
from tests.helpers.oracle_voucher_sums import WHOLE_PIECE, Line, after_tier


class Sales(Friends):
    """Sales with the packages and vouchers in them, top-ups, redemptions and openings."""

    def sale(
        self,
        request_id: str,
        customer: int | None,
        gross: int,
        payments: Mapping[str, int] | None = None,
        *,
        packages: Mapping[str, int] | None = None,
        vouchers: Sequence[int] = (),
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Sell for `gross` before the tier discount; None as customer is a walk-in.

        `payments`: minor units for cash, card, wechat, alipay, transfer, other, stored, credit;
        a count for points. None: all cash. `packages` are counts by code, whose prices come on
        top of `gross`, which may then be 0. `vouchers` are numbers, in the order as chosen.
        """

        def step() -> Accepted:
            draft = self._begin("sale", request_id, customer, date, terminal)
            return self._sale(draft, gross, payments, packages or {}, vouchers)

        paid = None if payments is None else tuple(sorted(payments.items()))
        sold = tuple(sorted((packages or {}).items()))
        asked = ("sale", customer, gross, paid, sold, tuple(vouchers), date, terminal)
        return self._once(request_id, asked, step)

    def _sale(
        self,
        draft: Draft,
        lines: int,
        payments: Mapping[str, int] | None,
        packages: Mapping[str, int],
        vouchers: Sequence[int],
    ) -> Accepted:
        sold = {self._package(code): count for code, count in packages.items()}
        gross = lines + sum(package.price * count for package, count in sold.items())
        need(lines >= 0 and gross > 0 and all(count > 0 for count in sold.values()), "bad_amount")
        customer, rules = draft.customer, self.rules
        tier = None if customer is None else self._book.tier(customer, rules.tiers, draft.on)
        discount = 0 if tier is None else discount_of(gross, tier.discount_percent)
        priced = after_tier(_lines(lines, sold), discount)
        off, left = self._use_vouchers(draft, priced, vouchers)
        discount += sum(amount for _number, amount in off)
        net = gross - discount
        how = settle(rules, net, payments)
        need(customer is not None or not (how.needs_customer or sold), "no_customer")
        self._pay(draft, how)
        draft.house("sales", net)
        draft.lines = _sold(left, sold)
        points = self._earn(draft)
        for package, count in sold.items():
            _give_visits(draft, package, count)
        return Accepted(
            request_id=draft.request_id,
            kind=draft.kind,
            business_date=draft.on,
            entries=tuple(draft.entries),
            discount=discount,
            net=net,
            points_earned=points,
            given=how.given,
            change=how.change,
            expired=self._post(draft),
            off=off,
        )

    def top_up(
        self,
        request_id: str,
        customer: int,
        amount: int,
        *,
        means: str = "cash",
        offer: bool = True,
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Pay `amount` into stored value; the offer reached adds a gift unless declined."""

        def step() -> Accepted:
            draft = self._begin("top_up", request_id, customer, date, terminal)
            need(amount > 0, "bad_amount")
            need(means in TENDERS, "wrong_means")
            tier = self._book.tier(customer, self.rules.tiers, draft.on).code
            gift = offered_gift(self.rules, amount, tier, draft.on) if offer else 0
            draft.house(f"tender:{means}", -amount)
            draft.open("principal", amount, None)
            draft.house("bonus", -gift)
            draft.open("gift", gift, add_months(draft.on, self.rules.gift_months))
            points = self._earned_at_top_up(customer, draft, amount, gift)
            return self._accept(draft, gift=gift, points=points)

        asked = ("top_up", customer, amount, means, offer, date, terminal)
        return self._once(request_id, asked, step)

    def _earned_at_top_up(self, customer: int, draft: Draft, amount: int, gift: int) -> int:
        """Credit what a top-up earns, in a shop where points are earned then."""
        if self.rules.earn_at != "top_up":
            return 0
        base = amount + (gift if self.rules.on_gift else 0)
        points = earned_points(self._earning_rate(customer, draft.on), base)
        draft.house("points", -points, POINT)
        draft.open("points", points, points_end(draft.on, self.rules.points_months))
        return points

    def redeem(
        self,
        request_id: str,
        customer: int,
        points: int,
        *,
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Turn points into store credit, which never ends."""

        def step() -> Accepted:
            draft = self._begin("redeem", request_id, customer, date, terminal)
            need(points > 0, "bad_amount")
            worth = worth_of_points(self.rules, points)
            draft.need_no_debt()
            draft.draw("points", points)
            draft.house("points", points, POINT)
            draft.house("bonus", -worth)
            draft.open("credit", worth, None)
            return self._accept(draft)

        return self._once(request_id, ("redeem", customer, points, date, terminal), step)

    def opening(
        self,
        request_id: str,
        customer: int,
        *,
        principal: int = 0,
        gift: int = 0,
        points: int = 0,
        ends: dt.date | None = None,
        date: dt.date | None = None,
    ) -> Outcome:
        """Take over balances from before; `ends` is the last day of all of them (None: never)."""
        amounts = {"principal": principal, "gift": gift, "points": points}

        def step() -> Accepted:
            draft = self._begin("opening", request_id, customer, date, FIRST_TILL)
            need(min(amounts.values()) >= 0 and any(amounts.values()), "bad_amount")
            for kind, amount in amounts.items():
                draft.house("opening", -amount, unit_of(kind))
                draft.open(kind, amount, ends)
            return self._accept(draft)

        asked = ("opening", customer, principal, gift, points, ends, date)
        return self._once(request_id, asked, step)

    def _earn(self, draft: Draft) -> int:
        """Give the points that a sale earns, and return how many."""
        customer, months = draft.customer, self.rules.points_months
        draft.rate = (0, 1) if customer is None else self._earning_rate(customer, draft.on)
        points = earned_points(draft.rate, draft.base)
        draft.house("points", -points, POINT)
        draft.open("points", points, points_end(draft.on, months))
        return points

    def _pay(self, draft: Draft, how: Settlement) -> None:
        """Book what settles the sale, how much of it is spend, and what of it earns points.

        Money earns, and stored value that has not earned with its top-up; gift only by the rule.
        """
        for means, amount in how.tenders.items():
            draft.house(f"tender:{means}", -amount)
        have = draft.available("principal"), draft.available("gift")
        principal, gift = split_stored(self.rules.spend_order, how.stored, *have)
        paid, given = draft.draw("principal", principal), draft.draw("gift", gift)
        draft.draw("credit", how.credit)
        if how.points or how.credit:
            draft.need_no_debt()
        draft.draw("points", how.points)
        draft.house("points", how.points, POINT)
        draft.house("bonus", -how.points_worth)
        money = sum(how.tenders.values())
        draft.spend = money + principal
        earning = [*paid, *(given if self.rules.on_gift else [])]
        draft.base = money + sum(
            amount for lot, amount in earning if not self._book.has_earned(lot)
        )


def _lines(amount: int, sold: Mapping[PackageRule, int]) -> list[Line]:
    """Return the lines of a sale: the amount, if there is one, then each package."""
    packages = [
        Line(package.price * count, package.code, WHOLE_PIECE * count)
        for package, count in sold.items()
    ]
    return [Line(amount), *packages] if amount else packages


def _sold(left: Sequence[Line], sold: Mapping[PackageRule, int]) -> tuple[SoldLine, ...]:
    """Return the lines as they are sold: what is left to pay of each, and the visits it brings."""
    plain = [None] * (len(left) - len(sold))
    packages = [*plain, *sold.items()]
    return tuple(
        SoldLine(number, WHOLE_PIECE, line.net)
        if package is None
        else SoldLine(
            number,
            WHOLE_PIECE * package[1],
            line.net,
            package[0].kind,
            package[0].visits * package[1],
        )
        for number, (line, package) in enumerate(zip(left, packages, strict=True), start=1)
    )


def _give_visits(draft: Draft, package: PackageRule, count: int) -> None:
    """Open one lot with the visits of so many packages of a kind."""
    visits = package.visits * count
    draft.house("visits", -visits, unit_of(package.kind))
    draft.open(package.kind, visits, package_end(package, draft.on))
