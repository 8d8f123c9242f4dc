"""Faults that somebody could build into vouchers and rewards."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import count, takewhile

from smbcrm.core.money import Currency
from smbcrm.membership.ledger.postings import SaleLine
from smbcrm.membership.ledger.types import Operation, OperationKind
from smbcrm.membership.refunds.returning import Returned
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.vouchers import entering, rules, steps
from smbcrm.membership.vouchers.befriending import Lost
from smbcrm.membership.vouchers.entries import Entry
from smbcrm.membership.vouchers.giving import Cause, take_back
from smbcrm.membership.vouchers.kinds.kind import Payable
from smbcrm.membership.vouchers.ports import IssuingWork
from smbcrm.membership.vouchers.types import Definition, Here, Off, Voucher
from smbcrm.models.stores.ledger import PeeweeLedgerStore
from tests.integration.ledger.mutants import Mutant
from tests.integration.vouchers.examples_vouchers import (
    give_a_tier_back,
    give_a_tier_back_at_once,
    give_back_where_a_friends_voucher_was_used,
    undo_an_entry_meanwhile,
    undo_what_bore_a_tier,
)

_has_bought = PeeweeLedgerStore.has_bought
_taken, _priced, _follow, _chosen = rules.taken, rules.priced, entering.follow, steps.chosen


def _minimum_of_what_is_left(
    voucher: Voucher, left: Sequence[Payable], _spend: int, currency: Currency
) -> tuple[Payable, ...]:
    return _taken(voucher, left, sum(line.net for line in left), currency)


def _no_minimum(
    voucher: Voucher, left: Sequence[Payable], _spend: int, currency: Currency
) -> tuple[Payable, ...]:
    return _taken(voucher, left, voucher.minimum, currency)


def _last_one_first(
    lines: Sequence[SaleLine], vouchers: Sequence[Voucher], currency: Currency
) -> tuple[tuple[SaleLine, ...], tuple[Off, ...]]:
    lines, offs = _priced(lines, vouchers[::-1], currency)
    return lines, offs[::-1]


def _each_on_all(
    lines: Sequence[SaleLine], vouchers: Sequence[Voucher], currency: Currency
) -> tuple[tuple[SaleLine, ...], tuple[Off, ...]]:
    amounts = [_priced(lines, [one], currency)[1][0].amount for one in vouchers]
    after, _ = _priced(lines, vouchers, currency)
    return after, tuple(map(Off, vouchers, amounts))


def _anybodys(
    work: TillWork, texts: Sequence[str], customer: int | None, here: Here
) -> tuple[Voucher, ...]:
    owners = [steps.voucher_called(work, text).holder for text in texts]
    return _chosen(work, texts, owners[0] if owners else customer, here)


def _at_once(definition: Definition, _on: dt.date) -> dt.date | None:
    return definition.first_day


def _at_every_sale(work: TillWork, cause: Cause, _before: Sequence[Entry]) -> tuple[Voucher, ...]:
    return _follow(work, cause, ())


def _bought_for_nothing(
    ledger: PeeweeLedgerStore, customer: int, *, besides: int | None = None, kept: bool = False
) -> bool:
    free = any(
        operation.kind is OperationKind.SALE
        and operation.seq != besides
        and (sale := ledger.sale(operation.seq)) is not None
        and not sale.net
        and ledger.reversal_of(operation.seq) is None
        and operation.party == ledger.wallet(customer).party
        for operation in _operations(ledger)
    )
    return free or _has_bought(ledger, customer, besides=besides, kept=kept)


def _operations(ledger: PeeweeLedgerStore) -> Iterator[Operation]:
    bills = takewhile(bool, map(ledger.billed, count(1)))
    return (operation for operation in bills if operation is not None)


def _on_its_own_day(work: IssuingWork, cause: Cause, voucher: Voucher, _reason: str) -> None:
    take_back(work, cause, voucher, "welcome_undone")


def _nothing(*_: object) -> None:
    return None


def _none(*_: object) -> tuple[()]:
    return ()


def _none_lost(*_: object) -> Lost:
    return Lost()


def _no_vouchers(*_: object) -> Returned:
    return Returned((), None)


_RULES, _SELLING = "membership.vouchers.rules", "membership.sales.selling"
_LEDGER = "models.stores.ledger.PeeweeLedgerStore"
_FRIENDS = "membership.vouchers.befriending"
_ENTERING, _KINDS = "membership.vouchers.entering", "membership.vouchers.kinds"

SEEN_WITH_VOUCHERS = (
    Mutant("the minimum of what is left", f"{_RULES}.taken", _minimum_of_what_is_left),
    Mutant("no minimum", f"{_RULES}.taken", _no_minimum),
    Mutant("the last voucher first", f"{_SELLING}.priced", _last_one_first),
    Mutant("each voucher on all", f"{_SELLING}.priced", _each_on_all),
    Mutant("a used voucher stays", f"{_SELLING}.drawn", _none),
    Mutant("anybody's voucher", f"{_SELLING}.chosen", _anybodys),
    Mutant("a percentage rounded down", f"{_KINDS}.percent_off.half_up", lambda a, b: a // b),
    Mutant("the whole line free", f"{_KINDS}.free_item._PIECE", 10**9),
    Mutant("the next visit at once", f"{_RULES}.first_day", _at_once),
    Mutant("no voucher back", "membership.refunds.refunding.vouchers_back", _no_vouchers),
    Mutant("an ended voucher as it was", "membership.vouchers.steps.has_ended", lambda *_: False),
    Mutant("a voucher of a tier at every sale", f"{_ENTERING}.follow", _at_every_sale),
    Mutant("a voucher of no tier stays", f"{_ENTERING}._given_for", _none),
    Mutant("a tier undone whose voucher was used", f"{_RULES}.was_used", lambda _: False),
    Mutant("for friends at every sale", f"{_LEDGER}.has_bought", lambda *_, **__: False),
    Mutant("for friends, for nothing", f"{_LEDGER}.has_bought", _bought_for_nothing),
    Mutant("for friends, on a day gone", f"{_FRIENDS}.make_void", _on_its_own_day),
    Mutant("for friends, undone", "membership.sales.reversing.take_back_welcome", _nothing),
    Mutant("for friends, given back", "membership.refunds.refunding.lost_with", _none_lost),
    Mutant("the stock of a reward stays", "membership.sales.reversing.put_stock_back", _nothing),
    Mutant("more than there is", "models.stores.rewards.PeeweeRewardStore.take", lambda *_: True),
)

SEEN_BY_AN_EXAMPLE = (
    (
        Mutant(
            "for friends, back again", "membership.refunds.returning.comes_back", lambda *_: True
        ),
        give_back_where_a_friends_voucher_was_used,
    ),
    (
        Mutant("of a tier, given back", "membership.refunds.refunding.unborne_living", _none),
        give_a_tier_back_at_once,
    ),
    (
        Mutant("of a tier, back again", "membership.refunds.returning.unborne", _none),
        give_a_tier_back,
    ),
    (
        Mutant("of a tier, undone", "membership.sales.reversing.make_unborne_void", _nothing),
        undo_what_bore_a_tier,
    ),
    (
        Mutant("of no tier, undone", "membership.vouchers.grounds._was_undone", lambda _: False),
        undo_an_entry_meanwhile,
    ),
)
"""What the machine finds by luck only, each with a course of things that shows it."""
