"""Vouchers for friends in the oracle: for two, when one whom the other brought first buys."""

from tests.helpers.oracle_desk import FIRST_TILL
from tests.helpers.oracle_draft import Draft
from tests.helpers.oracle_types import VOUCHER, VOUCHERS, Operation, Refusal, VoucherRule
from tests.helpers.oracle_vouchers import Vouchers

FOR_FRIENDS = "voucher_for_friends"


class Friends(Vouchers):
    """Who brought whom, and what that gives.

    A friend's first sale gives both a voucher; a sale is the first while no other one was made
    that stands. What came to nothing is no sale at all here. They go when no sale stands: then
    all must be unused. Where all that was bought has been given back, those that are unused go,
    and those that were used stay used.
    """

    def brought(self, friend: int, by: int) -> None:
        """Note who brought a customer."""
        self._referrers[friend] = by

    def _post(self, draft: Draft) -> tuple[str, ...]:
        """Post a draft; a first sale gives both their voucher, and taking it back takes them."""
        friend = draft.customer
        bought = draft.kind == "sale" and _net(draft) > 0
        is_first = bought and friend is not None and not self._sales(friend)
        expired = super()._post(draft)
        referrer = self._referrers.get(friend or 0)
        if is_first and referrer is not None:
            self._welcome(draft, friend or 0, referrer)
        target = self._book.find(draft.reverses or "")
        if target is not None and target.kind == "sale" and friend is not None:
            self._unwelcome(draft, friend, target)
        return expired

    def _sales(self, customer: int, besides: Operation | None = None) -> list[Operation]:
        standing = self._book.standing(customer, "sale")
        return [one for one in standing if one != besides and _net(one) > 0]

    def _keeps(self, customer: int, besides: Operation | None = None) -> bool:
        """Say whether a customer has bought something that did not all go back."""
        return any(
            _net(sale) + sum(map(_net, self._book.refunds_of(sale))) > 0
            for sale in self._sales(customer, besides)
        )

    def _for_friends(self) -> list[VoucherRule]:
        rules = [rule for rule in self.rules.vouchers if rule.does == "bring_a_friend"]
        return sorted(rules, key=lambda rule: rule.code)

    def _welcome(self, cause: Draft, friend: int, referrer: int) -> None:
        if self._for_friends():
            self._book_expiries(referrer, self.today)
        for rule in self._for_friends():
            for who in (friend, referrer):
                end = rule.end(cause.on)
                if end is None or end >= self.today:
                    request_id = f"welcome:{cause.request_id}:{who}:{rule.code}"
                    draft = self._begin(FOR_FRIENDS, request_id, who, cause.on, FIRST_TILL)
                    draft.friend = friend
                    self._give(draft, rule)
                    self._book.append(draft.operation(self.now))

    def _unwelcome(self, cause: Draft, friend: int, undone: Operation) -> None:
        """Take back what can be; Refusal 'touched' where the only sale brought what was used.

        What the undone sale itself gave is taken out like the sale. What an earlier one gave is
        made void as anybody would do it today: days that are over stay as they were.
        """
        if self._keeps(friend):
            return
        for given in self._given_for(friend):
            first = given.opened[0]
            lies = [lot for lot in self._family(first.number) if self._book.remaining(lot.number)]
            if not lies:
                if not self._sales(friend) and self._was_used(first.number):
                    raise Refusal("touched")
            elif not self._book.ended(lies[0], self.today):
                self._book_expiries(first.customer, self.today)
                its_own = given.request_id.startswith(f"welcome:{undone.request_id}:")
                if its_own and lies[0] == first:
                    back = self._reversal_of(given, cause)
                else:
                    back = self._void_of(given, cause, lies[0])
                self._book.append(back.operation(self.now))

    def _given_for(self, friend: int) -> list[Operation]:
        """Return the operations that gave somebody a voucher because a friend first bought."""
        return [
            one
            for one in self._book.operations
            if one.friend == friend and not self._book.is_reversed(one)
        ]

    def _give_vouchers_back(self, draft: Draft, sale: Operation) -> tuple[int, ...]:
        """Let vouchers for friends go, too, when nothing is left of what the friend bought."""
        lost = []
        if draft.customer is not None and not self._keeps(draft.customer, sale):
            given = self._given_for(draft.customer)
            families = [self._family(one.opened[0].number) for one in given]
            lost = [lot for family in families for lot in family if draft.left(lot)]
        returned = super()._give_vouchers_back(draft, sale)
        for lot in lost:
            draft.book(lot, -1)
            draft.house(VOUCHERS, 1, VOUCHER)
            draft.owners += [] if lot.customer in draft.owners else [lot.customer]
        return returned

    def _comes_back(self, number: int, sale: Operation, draft: Draft) -> bool:
        """Say whether a used voucher comes back with a sale: not if its friend keeps nothing."""
        friend = self._book.opened_by(number).friend
        if friend is not None and not self._keeps(friend, sale):
            return False
        return super()._comes_back(number, sale, draft)


def _net(operation: Operation | Draft) -> int:
    return sum(entry.amount for entry in operation.entries if entry.account == "sales")
