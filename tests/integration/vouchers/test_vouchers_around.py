"""Vouchers beside the rest of the shop: tiers, scanner, drafts, reports, proof, rewards."""

import datetime as dt

import pytest

from smbcrm.membership.audit.verify import Verification
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.cards.errors import NumberOfVoucher
from smbcrm.membership.cards.scanning import CustomerScan, VoucherScan
from smbcrm.membership.cards.types import Card, CardState
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import ItemCodeTaken, NewItem, UnknownItem
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.rewards import types as rewards
from smbcrm.membership.rewards.types import NewReward, RewardChanges
from smbcrm.membership.sales.errors import PointsBelowZero
from smbcrm.membership.sales.proposing import Choice
from smbcrm.membership.sales.quoting import SaleDraft
from smbcrm.membership.sales.types import TopUpRequest
from smbcrm.membership.tiers.limits import NotForTier
from smbcrm.membership.tiers.types import TierChanges, UnknownTier
from smbcrm.membership.vouchers import errors
from smbcrm.membership.vouchers.types import DefinitionChanges, NewDefinition, VoucherState
from smbcrm.models.work import Work
from tests.helpers.twin import database
from tests.helpers.unsigned import unsigned
from tests.integration.vouchers.conftest import NOON, VoucherShop

TODAY = NOON.date()
MOVED = (
    "UPDATE voucher SET lot = (SELECT l.id FROM lot l JOIN account a ON a.id = l.account "
    "WHERE a.kind = 'points')"
)


# ------------------------------------------------------------------------------ entry of a tier


def given(bill: Bill) -> list[str]:
    return [one.code for one in bill.vouchers if one.moved > 0]


def test_who_enters_a_tier_gets_its_voucher_once(shop: VoucherShop) -> None:
    assert given(shop.sell(shop.ann, 39_999)) == []
    (code,) = given(shop.sell(shop.ann, 100))
    assert given(shop.sell(shop.ann, 100)) == []
    (one,) = shop.services.benefits.of_customer(shop.ann)
    assert (one.code, one.lot.expires_on) == (code, TODAY + dt.timedelta(days=90))
    assert given(shop.sell(shop.bob, 200_000)) == [], "who comes up to gold at once skips silver"


def test_points_of_a_top_up_that_lead_into_a_tier_bring_its_voucher(shop: VoucherShop) -> None:
    shop.services.shop.set("points.earned_at", "top_up")
    shop.services.tiers.edit("silver", TierChanges(spend_from=0, points_from=100))
    filled = shop.services.till.top_up(TopUpRequest(shop.act(), shop.ann, 10_000))
    assert (filled.points, len(given(filled))) == (100, 1)
    assert shop.living(shop.ann) == set(given(filled))


def test_an_entry_undone_takes_its_voucher_back(shop: VoucherShop) -> None:
    bill = shop.sell(shop.ann, 40_000)
    (code,) = given(bill)
    shop.undo(bill.operation)
    assert shop.state(code) is VoucherState.VOID
    assert shop.living(shop.ann) == set()
    assert given(shop.sell(shop.ann, 40_000)) != [code]


def test_who_stays_in_the_tier_keeps_the_voucher(shop: VoucherShop) -> None:
    bill = shop.sell(shop.ann, 40_000)
    shop.sell(shop.ann, 50_000)
    shop.undo(bill.operation)
    assert shop.living(shop.ann) == set(given(bill))


def test_an_entry_whose_voucher_was_used_stays(shop: VoucherShop) -> None:
    bill = shop.sell(shop.ann, 40_000)
    (code,) = given(bill)
    used = shop.sell(shop.ann, 5_000, code)
    with pytest.raises(errors.EntryVoucherUsed, match=f"Bill 1 led into a tier.*{code}"):
        shop.undo(bill.operation)
    assert shop.services.customers.show(shop.ann).tier == "Silver"
    shop.undo(used.operation)
    shop.undo(bill.operation)
    assert shop.living(shop.ann) == set()


def test_a_void_voucher_of_an_entry_stands_in_nobodys_way(shop: VoucherShop) -> None:
    bill = shop.sell(shop.ann, 40_000)
    shop.void(*given(bill))
    shop.undo(bill.operation)
    assert shop.services.customers.show(shop.ann).tier == "Regular"


def test_one_switched_off_or_over_already_is_not_given(shop: VoucherShop) -> None:
    shop.services.vouchers.edit("silver", DefinitionChanges(days=0, last_day=TODAY))
    shop.on(3, 11)
    assert given(shop.sell(shop.ann, 40_000)) == []
    later = TODAY + dt.timedelta(days=1)
    shop.services.vouchers.edit("silver", DefinitionChanges(last_day=later, active=False))
    assert given(shop.sell(shop.bob, 40_000)) == []


# -------------------------------------------------------------------------------------- scanner


def test_a_scan_says_whose_it_is_or_why_not(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    cards = shop.services.cards
    scan = cards.scan(f" {code.lower()} ")
    assert isinstance(scan, VoucherScan)
    assert (scan.code, scan.voucher.holder, scan.why) == (code, shop.ann, None)
    assert str(scan.owner) == "Ann (C000001)"
    shop.sell(shop.ann, 5_000, code)
    used = cards.scan(code)
    assert isinstance(used, VoucherScan)
    assert isinstance(used.why, errors.VoucherUsed)
    (again,) = shop.issue("again")
    early = cards.scan(again)
    assert isinstance(early, VoucherScan)
    assert isinstance(early.why, errors.VoucherNotYet)
    (void,) = shop.issue("ten")
    shop.void(void)
    dead = cards.scan(void)
    assert isinstance(dead, VoucherScan)
    assert isinstance(dead.why, errors.VoucherIsVoid)


def test_no_code_means_two_things(shop: VoucherShop) -> None:
    """Items, cards and customers from elsewhere may have had the usual code of the next one."""
    services = shop.services
    services.items.add(NewItem("V00000018", "Odd", 100))
    services.customers.add(Details(full_name="Odd", code="B00000018"))
    brought = Card("D00000018", shop.bob, CardState.ACTIVE, TODAY, None, None, NOON)
    database(services).run(unsigned(lambda work: work.cards.add((brought,))))
    (code,) = shop.issue("ten")
    assert code == "E00000018"
    with pytest.raises(ItemCodeTaken):
        services.items.add(NewItem(code, "Odd", 100))
    with pytest.raises(ItemCodeTaken):
        services.items.add(NewItem("ODD", "Odd", 100, barcode=code))
    with pytest.raises(NumberOfVoucher):
        services.cards.issue(shop.bob, number=code, scanned=True)
    assert isinstance(services.cards.scan(code), VoucherScan)
    assert services.cards.scan("B00000018") == CustomerScan("B00000018", 3)


def test_small_letters_make_no_other_code(shop: VoucherShop) -> None:
    """A scanner reads a voucher in small letters, too."""
    items = shop.services.items
    items.add(NewItem("v00000018", "Odd", 100))
    (code,) = shop.issue("ten")
    assert code == "B00000018"
    with pytest.raises(ItemCodeTaken):
        items.add(NewItem("ODD", "Odd", 100, barcode=code.lower()))


# --------------------------------------------------------------------------------------- drafts


def test_a_draft_says_what_each_voucher_takes_off_or_why_not(shop: VoucherShop) -> None:
    ten, tenth = shop.issue("ten")[0], shop.issue("tenth")[0]
    trim, again = shop.issue("trim")[0], shop.issue("again")[0]
    shop.void(shop.issue("ten")[0])
    benefits = shop.services.benefits

    def choices(amount: int | None, *chosen: str) -> dict[str, int | str | None]:
        draft = SaleDraft(shop.ann, amount, (), Choice(), chosen)
        found = benefits.voucher_choices(shop.act(), draft)
        return {
            one.voucher.code: one.off if one.why is None else type(one.why).__name__
            for one in found
        }

    late = {trim: "VoucherNeedsItem", again: "VoucherNotYet"}
    assert choices(None) == {ten: None, again: "VoucherNotYet", tenth: None, trim: None}
    assert choices(6_800) == {ten: 1_000, tenth: 680, **late}
    assert list(choices(6_800, tenth)) == [tenth, ten, again, trim]
    assert choices(6_800, tenth, ten) == {tenth: 680, ten: 1_000, **late}
    assert choices(6_800, ten, "V999") == {ten: 1_000, tenth: 580, **late}
    assert choices(1_000, ten) == {ten: 1_000, tenth: "MinimumSpend", **late}
    assert choices(-5)[ten] is None, "what cannot be sold says nothing of amounts"
    nobody = SaleDraft(None, 5_000, (), Choice())
    assert benefits.voucher_choices(shop.act(), nobody) == ()


def test_a_quote_is_the_bill_with_its_vouchers(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    draft = SaleDraft(shop.ann, 6_800, (), Choice(), (code,))
    quote = shop.services.till.propose_sale(shop.act(), draft)
    assert (quote.bill.amount, quote.bill.vouchers[0].amount) == (5_800, 1_000)
    assert shop.state(code) is VoucherState.ISSUED
    bill = shop.services.till.sale(quote.request(shop.act()))
    assert (bill.amount, bill.vouchers) == (5_800, quote.bill.vouchers)
    with pytest.raises(errors.VoucherUsed):
        shop.services.till.propose_sale(shop.act(), draft)


# -------------------------------------------------------------------------------------- reports


def test_what_is_owed_and_where_it_came_from(shop: VoucherShop) -> None:
    shop.issue("ten", shop.ann, shop.bob)
    used, _ = shop.issue("ten")[0], shop.issue("again")
    shop.sell(shop.ann, 5_000, used)
    document = shop.services.reports.liability()
    counts = next(
        table
        for section in document.sections
        for table in section.tables
        if any(column.id == "vouchers" for column in table.columns)
    )
    place = [column.id for column in counts.columns].index("vouchers")
    assert counts.rows[-1][place] == 3
    explained = shop.services.reports.explain(shop.ann, (AccountKind.VOUCHERS,))
    (story,) = explained.accounts
    assert (story.stored, story.adds_up, len(story.lots)) == (2, True, 3)
    rows = shop.services.history.of_customer(shop.ann)
    assert [row.vouchers for row in rows] == [-1, 1, 1, 1]


@pytest.mark.parametrize(
    ("edit", "finding"),
    [
        ("DELETE FROM voucher", "Lot {lot} is a voucher without a code"),
        (MOVED, "The voucher {code} is no lot of a voucher"),
        (
            "UPDATE lot SET remaining = 2 WHERE remaining = 1",
            "The voucher {code} is there {count} times",
        ),
    ],
)
def test_a_code_that_fits_no_lot_is_found(shop: VoucherShop, edit: str, finding: str) -> None:
    shop.sell(shop.bob, 5_000)
    shop.issue("ten")

    def edited(work: Work) -> set[str]:
        work.session.execute(edit)
        return {one.msgid for one in Verification(work.books).verdict().findings}

    assert finding in database(shop.services).rehearse(edited)


# -------------------------------------------------------------------------------------- rewards


def test_a_reward_takes_points_and_stock_and_gives_both_back(shop: VoucherShop) -> None:
    shop.sell(shop.ann, 30_000)
    bill = shop.redeem(shop.ann, "SOAP", 2)
    assert (bill.points, bill.after.points, bill.amount) == (-200, 100, 0)
    assert bill.reward is not None
    assert (bill.reward.name, bill.reward.quantity, bill.bill_number) == ("Soap", 2, 2)
    assert shop.stock("SOAP") == 1
    shop.undo(bill.operation)
    assert (shop.stock("SOAP"), shop.services.ledger.standing(shop.ann).points) == (3, 300)


def test_why_a_reward_cannot_be_had(shop: VoucherShop) -> None:
    shop.sell(shop.ann, 30_000)
    for code, count, refusal in (
        ("NONE", 1, rewards.UnknownReward),
        ("SOAP", 4, rewards.OutOfStock),
        ("SOAP", 0, rewards.BadRewardCount),
        ("TRIP", 1, rewards.RewardTooDear),
        ("RING", 1, NotForTier),
    ):
        with pytest.raises(refusal):
            shop.redeem(shop.ann, code, count)
    choices = shop.services.benefits.reward_choices(shop.ann)
    said = {one.reward.code: (one.short, one.why and type(one.why)) for one in choices}
    assert said == {
        "RING": (0, NotForTier),
        "SOAP": (0, None),
        "TRIP": (4_700, rewards.RewardTooDear),
    }
    assert shop.stock("SOAP") == 3


def test_points_below_zero_are_earned_back_first(shop: VoucherShop) -> None:
    sale = shop.sell(shop.ann, 30_000)
    shop.redeem(shop.ann, "SOAP", 2)
    shop.services.refunds.refund(RefundRequest(shop.act(), sale.operation))
    with pytest.raises(PointsBelowZero):
        shop.redeem(shop.ann, "SOAP")
    why = {type(one.why) for one in shop.services.benefits.reward_choices(shop.ann)}
    assert why == {NotForTier, PointsBelowZero}


def test_the_catalogue_is_kept(shop: VoucherShop) -> None:
    services = shop.services
    act = shop.act()
    free = NewReward("CUT", "A cut", 700, item="CUT", tiers=("gold", "silver"))
    made = services.rewards.add(free, act)
    assert services.rewards.add(free, act) == made
    assert (made.item and made.item.code, made.tiers) == ("CUT", ("gold", "silver"))
    changed = services.rewards.edit("CUT", RewardChanges(stock=5, active=False))
    assert changed.before == made
    assert (changed.after.stock, changed.after.active) == (5, False)
    with pytest.raises(rewards.RewardOff):
        shop.redeem(shop.ann, "CUT")
    for wrong, refusal in (
        (free, rewards.RewardCodeTaken),
        (NewReward("X", "X", 0), rewards.BadReward),
        (NewReward("X", "X", 1, item="NONE"), UnknownItem),
        (NewReward("X", "X", 1, tiers=("none",)), UnknownTier),
    ):
        with pytest.raises(refusal):
            services.rewards.add(wrong)
    with pytest.raises(rewards.UnknownReward):
        services.rewards.edit("NONE", RewardChanges())


def test_the_vouchers_of_a_shop_are_kept(shop: VoucherShop) -> None:
    services, act = shop.services, shop.act()
    new = NewDefinition("may", "May", "free_item", item="CUT", first_day=TODAY, tiers=("gold",))
    made = services.vouchers.add(new, act)
    assert services.vouchers.add(new, act) == made
    assert services.vouchers.get("may") == made
    changes = DefinitionChanges(name="June", minimum=100, on_entry="gold")
    changed = services.vouchers.edit("may", changes)
    assert (changed.after.name, changed.after.on_entry) == ("June", "gold")
    assert services.vouchers.edit("may", changes.back_to(made)).after == made
    assert len(services.vouchers.all()) == 9
    assert [kind.code for kind in services.vouchers.kinds()][-1] == "bring_a_friend"
    for wrong, refusal in (
        (new, errors.DefinitionCodeTaken),
        (NewDefinition("x", "X", "free_item", item="NONE"), UnknownItem),
        (NewDefinition("x", "X", "percent_off", 10_001), errors.BadPercentage),
    ):
        with pytest.raises(refusal):
            services.vouchers.add(wrong)
