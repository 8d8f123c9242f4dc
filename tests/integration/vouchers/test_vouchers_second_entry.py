"""Who enters a tier twice: the voucher of each entry goes with that entry, and with no other."""

import importlib

import pytest

from smbcrm.membership.benefits.types import VoidVoucherRequest
from smbcrm.membership.tiers.types import HoldRequest
from smbcrm.membership.vouchers import errors
from smbcrm.membership.vouchers.types import DefinitionChanges, VoucherState
from tests.helpers.twin import database
from tests.integration.vouchers.conftest import VoucherShop


def hold(shop: VoucherShop, tier: str) -> set[str]:
    """Give a tier by hand; return the vouchers that came with it."""
    before = shop.living(shop.ann)
    shop.services.tiers.hold(HoldRequest(shop.ann, tier, None, "goodwill"), shop.act())
    return shop.living(shop.ann) - before


def twice(shop: VoucherShop) -> tuple[str, str]:
    """Let Ann enter silver, use its voucher, leave, and enter it again; return both vouchers."""
    (first,) = hold(shop, "silver")
    shop.sell(shop.ann, 5_000, first)
    shop.on(3, 11)
    hold(shop, "regular")
    shop.on(3, 12)
    (second,) = hold(shop, "silver")
    return first, second


def test_the_second_entry_is_undone_though_the_first_voucher_was_used(shop: VoucherShop) -> None:
    first, second = twice(shop)
    shop.services.tiers.unhold(shop.ann, shop.act())
    assert (shop.state(first), shop.state(second)) == (VoucherState.USED, VoucherState.VOID)


def test_the_second_entry_is_undone_where_it_brought_nothing(shop: VoucherShop) -> None:
    (first,) = hold(shop, "silver")
    shop.sell(shop.ann, 5_000, first)
    shop.services.vouchers.edit("silver", DefinitionChanges(active=False))
    hold(shop, "regular")
    assert hold(shop, "silver") == set()
    shop.services.tiers.unhold(shop.ann, shop.act())
    assert shop.state(first) is VoucherState.USED
    assert shop.services.customers.show(shop.ann).tier == "Regular"


def test_an_entry_without_a_voucher_takes_none_of_an_earlier_one(shop: VoucherShop) -> None:
    (first,) = hold(shop, "silver")
    shop.services.vouchers.edit("silver", DefinitionChanges(active=False))
    hold(shop, "regular")
    hold(shop, "silver")
    shop.services.tiers.unhold(shop.ann, shop.act())
    assert shop.living(shop.ann) == {first}


def test_a_sale_that_led_there_again_takes_its_own_voucher_back(shop: VoucherShop) -> None:
    (first,) = hold(shop, "silver")
    hold(shop, "regular")
    shop.on(3, 11)
    sale = shop.sell(shop.ann, 50_000)
    (second,) = (one.code for one in sale.vouchers)
    shop.sell(shop.ann, 5_000, first)
    shop.undo(sale.operation)
    assert (shop.state(first), shop.state(second)) == (VoucherState.USED, VoucherState.VOID)


def test_a_voucher_goes_over_to_the_sale_that_leads_there_now(shop: VoucherShop) -> None:
    sale = shop.sell(shop.ann, 50_000)
    (code,) = (one.code for one in sale.vouchers)
    other = shop.sell(shop.ann, 45_000)
    shop.undo(sale.operation)
    assert shop.living(shop.ann) == {code}
    used = shop.sell(shop.ann, 5_000, code)
    with pytest.raises(errors.EntryVoucherUsed, match=code):
        shop.undo(other.operation)
    shop.undo(used.operation)
    shop.undo(other.operation)
    assert shop.living(shop.ann) == set()


def test_what_is_void_already_keeps_no_entry(shop: VoucherShop) -> None:
    (code,) = hold(shop, "silver")
    shop.services.benefits.void(VoidVoucherRequest(shop.act(), code, "mistake"))
    shop.services.tiers.unhold(shop.ann, shop.act())
    assert shop.services.customers.show(shop.ann).tier == "Regular"


def test_an_upgrade_writes_what_a_new_voucher_says(shop: VoucherShop) -> None:
    twice(shop)
    shop.sell(shop.bob, 120_000)
    migration = importlib.import_module("smbcrm.models.migrations.0012_voucher_origin")
    shown = "SELECT lot, entry_seq FROM voucher ORDER BY lot"

    def seen(*statements: str) -> list[tuple[int, int]]:
        def step(work: object) -> list[tuple[int, int]]:
            session = work.session  # type: ignore[attr-defined] # the step of any unit of work
            for one in statements:
                session.execute(one)
            return [tuple(row) for row in session.rows(shown)]

        return database(shop.services).run(step)

    before = seen()
    assert seen("UPDATE voucher SET entry_seq = NULL", migration.BACKFILL) == before
