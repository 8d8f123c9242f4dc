"""Whether vouchers and their lots say the same: each code is one lot of one, and no more."""

from collections import Counter
from collections.abc import Iterator, Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.audit.ports import AccountFacts, LotFacts

_KIND = "vouchers"
Found = tuple[str, dict[str, object]]


def beside_their_lots(
    codes: Mapping[int, str],
    accounts: Mapping[int, AccountFacts],
    lots: Mapping[int, LotFacts],
) -> Iterator[Found]:
    """Yield what does not fit: message id and parameters.

    A voucher is issued as a lot of its own; what comes back after its end lies in a lot that
    carries that one on. `codes` are those of vouchers by the lot as which each was issued.
    """
    left: Counter[int] = Counter()
    issued = set()
    for number, lot in sorted(lots.items()):
        account = accounts.get(lot.account)
        if account is None or account.kind != _KIND:
            continue
        first = _first(number, lots)
        left[first] += lot.remaining
        if first == number:
            issued.add(number)
    for number in sorted(issued - codes.keys()):
        yield N_("Lot {lot} is a voucher without a code"), {"lot": number}
    for number, code in sorted(codes.items()):
        if number not in issued:
            yield N_("The voucher {code} is no lot of a voucher"), {"code": code}
        elif left[number] not in {0, 1}:
            yield (
                N_("The voucher {code} is there {count} times"),
                {"code": code, "count": left[number]},
            )


def _first(number: int, lots: Mapping[int, LotFacts]) -> int:
    """Return the lot that a lot carries on, through all between; a circle ends where it began."""
    seen = {number}
    while (source := lots[number].source_lot) is not None and source in lots and source not in seen:
        seen.add(source)
        number = source
    return number
