"""What a customer may choose from: vouchers for a sale that is being made, rewards for points."""

from collections.abc import Iterator, Sequence

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.money import Currency
from smbcrm.membership.benefits.types import RewardChoice, VoucherChoice, VoucherShown
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.postings import SaleLine
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.rewards import rules as rewards
from smbcrm.membership.sales.errors import PointsBelowZero
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.quoting import SaleDraft
from smbcrm.membership.sales.selling import ask_sale, price
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.staff.steps import moment
from smbcrm.membership.tiers.steps import tier_on
from smbcrm.membership.vouchers import codes, rules
from smbcrm.membership.vouchers.kinds.kind import Payable
from smbcrm.membership.vouchers.steps import owner_of, voucher_called
from smbcrm.membership.vouchers.types import Definition, Here, Voucher


def here_of(work: TillWork, clock: Clock, act: Act) -> Here:
    """Return when and where somebody looks at vouchers; raise as `moment`."""
    at = moment(work, clock, act)
    return Here(at.today, at.now, at.terminal.id, work.settings.shop().day)


def voucher_choices(
    work: TillWork, clock: Clock, act: Act, draft: SaleDraft
) -> tuple[VoucherChoice, ...]:
    """Return the customer's vouchers that are not over, with what each does to a draft.

    Those that are chosen already come first, in their order; each other one is looked at by itself
    after these. Where the draft cannot be sold at all, nothing is said of amounts.
    """
    if draft.customer is None:
        return ()
    here = here_of(work, clock, act)
    living = {
        one.code: one
        for one in work.vouchers.of_customer(draft.customer)
        if rules.dead(one, here.today) is None
    }
    typed = (codes.read_code(code) for code in draft.vouchers)
    chosen = [living.pop(code) for code in dict.fromkeys(typed) if code in living]
    lines = _lines(work, clock, act, draft)
    currency = work.settings.shop().currency
    return tuple(_choices(chosen, list(living.values()), lines, here, currency))


def _lines(work: TillWork, clock: Clock, act: Act, draft: SaleDraft) -> tuple[SaleLine, ...] | None:
    """Return the lines of a draft after the tier discount; None where it cannot be sold."""
    if draft.empty:
        return None
    request = SaleRequest(act, draft.customer, draft.amount, draft.items)
    try:
        return price(work, clock, request, ask_sale(work, request)).lines
    except UserError:
        return None


def _choices(
    chosen: Sequence[Voucher],
    others: Sequence[Voucher],
    lines: Sequence[SaleLine] | None,
    here: Here,
    currency: Currency,
) -> Iterator[VoucherChoice]:
    if lines is None:
        for one in (*chosen, *others):
            yield VoucherChoice(one, None, rules.why_not(one, here))
        return
    left = rules.payable(lines)
    spend = sum(line.net for line in left)
    for one in chosen:
        choice, left = _choice(one, left, spend, here, currency)
        yield choice
    for one in others:
        yield _choice(one, left, spend, here, currency)[0]


def _choice(
    voucher: Voucher, left: tuple[Payable, ...], spend: int, here: Here, currency: Currency
) -> tuple[VoucherChoice, tuple[Payable, ...]]:
    """Return what a voucher would take off, and what that leaves."""
    why = rules.why_not(voucher, here)
    if why is not None:
        return VoucherChoice(voucher, None, why), left
    try:
        after = rules.taken(voucher, left, spend, currency)
    except UserError as error:
        return VoucherChoice(voucher, None, error), left
    return VoucherChoice(voucher, rules.off(left, after), None), after


def reward_choices(work: TillWork, clock: Clock, customer: int) -> tuple[RewardChoice, ...]:
    """Return the rewards of the catalogue with why a customer cannot have one, cheapest first."""
    today = work.settings.shop().day.date(clock.now())
    wallet, tiers = work.ledger.wallet(customer), work.tiers.all()
    over = ledger.due(wallet, today)
    lots = [lot for lot in wallet.lots_of(AccountKind.POINTS) if lot not in over]
    have, tier = ledger.redeemable(lots), tier_on(work, customer, today)
    found = []
    for reward in work.rewards.all():
        if reward.active:
            why = rewards.refused(reward, 1, tier, tiers)
            if why is None and have < 0:
                why = PointsBelowZero()
            why = why or rewards.too_dear(reward, reward.points, have)
            found.append(RewardChoice(reward, max(reward.points - have, 0), why))
    return tuple(found)


def definitions_for(work: TillWork, clock: Clock, customer: int) -> tuple[Definition, ...]:
    """Return the vouchers that the shop gives today and a customer's tier may have, by code."""
    today = work.settings.shop().day.date(clock.now())
    tier = tier_on(work, customer, today)
    return tuple(
        one
        for one in work.vouchers.definitions()
        if one.active
        and (not one.tiers or tier.code in one.tiers)
        and ((ends := rules.last_day(one, today)) is None or ends >= today)
    )


def shown(work: TillWork, clock: Clock, act: Act, code: str) -> VoucherShown:
    """Return a voucher with all there is to say of it; raise UnknownVoucher."""
    voucher = voucher_called(work, code)
    here = here_of(work, clock, act)
    return VoucherShown(
        voucher,
        rules.state_of(voucher, here),
        owner_of(work, voucher),
        work.vouchers.moves(voucher),
    )
