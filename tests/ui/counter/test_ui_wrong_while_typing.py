"""An amount that cannot be taken says so as soon as typing pauses, not only on Enter."""

import pytest
from pytestqt.qtbot import QtBot

from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.proposing import Way
from smbcrm.ui.counter.redeem_panel import RedeemPanel
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.counter.top_up_panel import TopUpPanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import sit_at, view_of, words_in

HANNAH = "Hannah Brooks"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-5", "This amount cannot be taken."),
        ("0", "This amount cannot be taken."),
        ("99999999999", "This amount cannot be taken."),
        ("abc", "“abc” is not an amount."),
        ("12.345", "“12.345” is finer than $0.01, the smallest amount."),
    ],
)
def test_a_top_up_that_cannot_be_says_why_and_nothing_of_gifts(
    qtbot: QtBot, desk: Desk, typed: str, said: str
) -> None:
    hands = sit_at(qtbot, TopUpPanel, desk, view_of(desk, HANNAH))
    panel = hands.panel
    assert isinstance(panel, TopUpPanel)
    qtbot.waitUntil(lambda: "no gift" in words_in(panel))
    hands.type(typed)
    qtbot.waitUntil(lambda: panel.amount.error.startswith(said))
    assert "no gift" not in words_in(panel)
    panel.amount.field.edit.clear()
    assert panel.amount.error == ""
    assert "no gift" in words_in(panel)


@pytest.mark.parametrize(
    ("typed", "said"), [("abc", "Type a whole number of points."), ("0", "Type how many points.")]
)
def test_points_that_are_no_number_say_so(qtbot: QtBot, desk: Desk, typed: str, said: str) -> None:
    hands = sit_at(qtbot, RedeemPanel, desk, view_of(desk, HANNAH))
    panel = hands.panel
    assert isinstance(panel, RedeemPanel)
    hands.type(typed)
    qtbot.waitUntil(lambda: panel.points.message() == said)


@pytest.mark.parametrize(
    ("means", "typed", "why"),
    [
        (Means.STORED, "500", "$500.00 is paid and $100.00 is due."),
        (Means.POINTS, "9999", "There are 1292 points, 9999 are asked for."),
    ],
)
def test_a_part_of_more_than_is_there_says_why_at_the_button(
    qtbot: QtBot, desk: Desk, means: Means, typed: str, why: str
) -> None:
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    panel = hands.panel
    assert isinstance(panel, SalePanel)
    hands.type("100")
    panel.payment.choose(Way.MIXED)
    hands.wait_for("Take $100.00")
    hands.tab_to(panel.payment.parts.field(means))
    hands.type(typed)
    qtbot.waitUntil(lambda: bool(panel.frame.take.reason))
    assert panel.frame.take.reason.startswith(why)
    assert panel.frame.take.urgent
    assert any(title.startswith("Points") for title in hands.figures)
