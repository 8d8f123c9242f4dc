"""Whom a row means that brings nobody in: the one who is sure, or nobody and the codes in question.

What tells a customer is read and judged alike for balances and for past sales.
"""

import pytest

from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.types import ImportRun
from smbcrm.membership.imports.unread import Unread
from tests.helpers.shops import StillShop
from tests.integration.imports.others import Line, added, brought_in, said
from tests.integration.imports.sales import bought
from tests.integration.imports.test_imports_undo import act

BALANCES, SALES = ListKind.BALANCES, ListKind.SALES
HOME = "13800000003"
SIGNS: Line = ("Shopbell code", "编号", "卡号", "手机", "姓名")


class Family:
    """A mother and a daughter with one phone, and somebody else with a card."""

    def __init__(self, shop: StillShop) -> None:
        self.shop = shop
        self.mother = added(shop, "王母", HOME)
        self.daughter = added(shop, "王女", HOME)
        self.ann = added(shop, "Ann Lee", "13800000004", "A1")
        self.card = shop.services.cards.issue(self.ann, act(shop)).number
        self.nameless = shop.services.customers.add(Details(phones=("13800000005",))).id

    def code(self, customer: int) -> str:
        return self.shop.services.customers.get(customer).code

    def brought(self, kind: ListKind, *signs: Cell) -> ImportRun:
        """Bring one row in that says these of a customer."""
        heads = (*SIGNS, "余额") if kind is BALANCES else (*SIGNS, "日期", "金额")
        rest = (7,) if kind is BALANCES else ("2025-11-03", 7)
        return brought_in(self.shop, kind, [heads, (*signs, *rest)])

    def has(self, kind: ListKind) -> list[int]:
        """Return who has got something."""
        everybody = (self.mother, self.daughter, self.ann, self.nameless)
        if kind is SALES:
            return [one for one in everybody if bought(self.shop, one)]
        return [one for one in everybody if self.shop.services.ledger.standing(one).principal]


@pytest.fixture(params=[BALANCES, SALES])
def kind(request: pytest.FixtureRequest) -> ListKind:
    found: ListKind = request.param
    return found


@pytest.mark.parametrize(
    ("signs", "reason"),
    [
        # A code that looks like ours, with nothing beside it that agrees.
        ((None, "{mother}", None, None, None), notes.OWN_LOOKING),
        ((None, "{mother}", None, None, "张三"), notes.OWN_LOOKING),
        ((None, "{mother}", None, None, "Ann Lee"), notes.OWN_LOOKING),
        ((None, "{mother}", None, "13911112222", None), notes.OWN_LOOKING),
        ((None, "{mother}", "{card}", None, None), notes.DIFFERENT),
        ((None, "{mother}", None, "13800000004", None), notes.DIFFERENT),
        ((None, "{mother}", None, HOME, "王女"), notes.DIFFERENT),
        ((None, "C999999", None, None, "王女"), notes.NOT_HERE),
        # A Shopbell code beside what is somebody else's, or nobody's: another shop's, or a slip.
        (("{mother}", None, None, None, "Ann Lee"), notes.DIFFERENT),
        (("{mother}", None, None, "13911112222", "张三"), notes.DIFFERENT),
        (("{mother}", None, "{card}", None, "张三"), notes.DIFFERENT),
        (("C999999", None, None, None, "Ann Lee"), notes.NOT_HERE),
        # A number that finds nobody leaves no more than a phone that people share.
        ((None, "X1", None, HOME, None), notes.LOST),
        ((None, None, "900001", "13800000004", None), notes.LOST),
        ((None, None, "!", "13800000004", None), notes.LOST),
        ((None, None, "900001", "13800000005", "张三"), notes.LOST),
        ((None, "X1", None, "13800000004", "张三"), notes.CALLED_OTHERWISE),
        ((None, "X1", None, None, "王女"), notes.NOT_HERE),
        ((None, None, None, "nix 7", "王女"), notes.NOT_HERE),
        # What contradicts.
        ((None, None, None, HOME, None), notes.ANY_OF),
        ((None, None, "{card}", None, "王女"), notes.CALLED_OTHERWISE),
        ((None, "A1", "{card}", HOME, "王女"), notes.DIFFERENT),
        ((None, "0", "-", "散客", "王"), notes.NOT_HERE),
    ],
)
def test_whoever_is_not_sure_gets_nothing(
    shop: StillShop, kind: ListKind, signs: tuple[Cell, ...], reason: str
) -> None:
    family = Family(shop)
    codes = {"mother": family.code(family.mother), "card": family.card}
    row = [one.format(**codes) if isinstance(one, str) else one for one in signs]
    run = family.brought(kind, *row)
    assert (run.report.failed, family.has(kind)) == (1, [])
    assert said(run)[-1] == (2, reason)


@pytest.mark.parametrize(
    "signs",
    [
        (None, None, 6.2e15, "13800000004", None),
        (None, Unread.VALUE, None, "13800000004", None),
        (Unread.FORMULA, None, None, "13800000004", None),
        (None, None, Unread.VALUE, None, "Ann Lee"),
        (None, None, None, Unread.VALUE, "Ann Lee"),
        (None, None, None, Unread.VALUE, None),
        (None, None, None, None, Unread.VALUE),
    ],
)
def test_what_cannot_be_read_may_be_anybody(
    shop: StillShop, kind: ListKind, signs: tuple[Cell, ...]
) -> None:
    family = Family(shop)
    run = family.brought(kind, *signs)
    assert (run.report.failed, run.report.left_out, family.has(kind)) == (1, 0, [])


@pytest.mark.parametrize(
    ("signs", "who"),
    [
        (("{mother}", None, None, None, None), "mother"),
        (("{mother}", "X1", None, "13911112222", "王母"), "mother"),
        (("{mother}", None, None, HOME, "张三"), "mother"),
        (("{mother}", None, "{card}", HOME, "王母"), "mother"),
        ((None, "{mother}", None, None, "王母"), "mother"),
        ((None, "{mother}", None, HOME, None), "mother"),
        ((None, "{mother}", "{card}", None, "Ann Lee"), "ann"),
        ((None, "{ann}", None, None, None), "ann"),
        ((None, "{ann}", "900001", "13911112222", None), "ann"),
        ((None, "X1", None, HOME, "王女"), "daughter"),
        ((None, "X1", "{card}", None, None), "ann"),
        ((None, None, None, "13800000004", "ann LEE"), "ann"),
        ((None, None, None, None, "Ann Lee"), "ann"),
        ((None, None, None, "13800000005", "张三"), "nameless"),
        ((None, "0", "-", "无", "王女"), "daughter"),
        ((None, "散客", "00", "13800000004", None), "ann"),
    ],
)
def test_whoever_is_sure_gets_it(
    shop: StillShop, kind: ListKind, signs: tuple[Cell, ...], who: str
) -> None:
    family = Family(shop)
    codes = {"mother": family.code(family.mother), "ann": "A1", "card": family.card}
    row = [one.format(**codes) if isinstance(one, str) else one for one in signs]
    run = family.brought(kind, *row)
    assert (run.report.failed, family.has(kind)) == (0, [getattr(family, who)])


def test_a_customer_who_was_merged_goes_by_either_name(shop: StillShop, kind: ListKind) -> None:
    family = Family(shop)
    gone = added(shop, "旧名", code="OLD1")
    merging = shop.services.merging
    merging.merge(family.ann, gone, {}, act(shop))
    run = family.brought(kind, None, "OLD1", None, None, "旧名")
    assert (run.report.failed, family.has(kind)) == (0, [family.ann])


@pytest.mark.parametrize(
    ("who", "phone", "reason"),
    [
        ("{mother}", None, notes.OWN_LOOKING),
        ("李雷", "13800000004", notes.CALLED_OTHERWISE),
        ("A1", HOME, notes.DIFFERENT),
        ("散客", None, notes.NOBODY_SAID),
    ],
)
def test_one_column_for_whatever_tells_a_customer_is_as_careful(
    shop: StillShop, who: str, phone: str | None, reason: str
) -> None:
    family = Family(shop)
    who = who.format(mother=family.code(family.mother))
    run = brought_in(shop, BALANCES, [("Customer", "手机", "余额"), (who, phone, 7)])
    assert (said(run), family.has(BALANCES)) == ([(2, reason)], [])


def test_who_answered_in_the_error_file_knows_better(shop: StillShop) -> None:
    family = Family(shop)
    heads = ("Shopbell code", "Row in the list", "手机", "姓名", "余额", "Reasons")
    row = (family.code(family.mother), "2", "13911112222", "张三", 7, "why")
    run = brought_in(shop, BALANCES, [heads, row])
    assert (run.report.failed, family.has(BALANCES)) == (0, [family.mother])
