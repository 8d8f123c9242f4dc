"""Accounts of a customer as they could stand in a ledger, for reports: by hand or at random."""

import datetime as dt

from hypothesis import strategies as st

from smbcrm.membership.ledger.types import POINT, Account, AccountKind
from smbcrm.membership.reports.holdings import Deed, HeldEntry, HeldLot, HeldTerm, Holdings

TODAY = dt.date(2026, 11, 21)
UNITS = {
    AccountKind.PRINCIPAL: "USD",
    AccountKind.GIFT: "USD",
    AccountKind.CREDIT: "USD",
    AccountKind.POINTS: POINT,
    AccountKind.VISITS: "visit:CUT",
    AccountKind.VOUCHERS: "voucher",
}
ENDS = st.none() | st.integers(-400, 400).map(lambda days: TODAY + dt.timedelta(days=days))


def deed(seq: int, kind: str = "sale", day: dt.date = TODAY, bill: int | None = None) -> Deed:
    """Return an operation of a kind."""
    return Deed(seq, f"operation-{seq}", kind, day, bill)


def lot(
    id_: int,
    opened_by: int,
    remaining: int,
    ends: dt.date | None = None,
    account: int = 1,
    source: int | None = None,
) -> HeldLot:
    """Return a lot, opened a year ago."""
    opened = TODAY - dt.timedelta(days=365)
    of = None if source is None else opened
    return HeldLot(id_, account, opened_by, opened, ends, remaining, source, of)


@st.composite
def holdings(draw: st.DrawFn) -> Holdings:
    """Draw accounts whose lots and entries add up, as a ledger keeps them."""
    kinds = draw(st.lists(st.sampled_from(list(AccountKind)), min_size=1, max_size=4))
    balances = [0] * len(kinds)
    lots: list[HeldLot] = []
    entries: list[HeldEntry] = []
    terms: list[HeldTerm] = []
    for seq in range(1, draw(st.integers(1, 12)) + 1):
        one = deed(seq, day=TODAY - dt.timedelta(days=draw(st.integers(0, 500))))
        account = draw(st.integers(1, len(kinds)))
        own = [known for known in lots if known.account == account]
        if draw(st.booleans()) and own:
            drawn = draw(st.sampled_from(own))
            amount = draw(_moved(drawn.remaining))
        else:
            drawn = lot(len(lots) + 1, seq, 0, draw(ENDS), account)
            lots.append(drawn)
            below = kinds[account - 1] is AccountKind.POINTS
            amount = draw(st.integers(-50 if below else 1, 10**9).filter(bool))
        lots[drawn.id - 1] = drawn._replace(remaining=drawn.remaining + amount)
        balances[account - 1] += amount
        entries.append(HeldEntry(one, account, drawn.id, amount))
        if draw(st.integers(0, 5)) == 0:
            terms.append(HeldTerm(one, account, drawn.id, draw(ENDS)))
    accounts = [
        Account(number, kind, UNITS[kind], balance)
        for number, (kind, balance) in enumerate(zip(kinds, balances, strict=True), 1)
    ]
    return Holdings(tuple(accounts), tuple(lots), tuple(entries), tuple(terms))


def _moved(left: int) -> st.SearchStrategy[int]:
    """Return what may come or go where so much is left: never more goes than there is."""
    return st.integers(-left, 9).filter(bool) if left > 0 else st.integers(1, 9)
