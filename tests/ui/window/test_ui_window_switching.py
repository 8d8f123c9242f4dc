"""Language and look change while the window is open, and nothing half typed is lost."""

import pytest
from PySide6.QtGui import QColor

from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.sales.proposing import Way
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.house import House


def sale(house: House) -> SalePanel:
    """Return the sale that is half typed."""
    panel = house.shop.counter.flow.panel
    assert isinstance(panel, SalePanel)
    return panel


@pytest.fixture
def selling(open_house: House) -> House:
    """Return the window with a sale half typed: an amount, and card as the payment."""
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("12.5")
    open_house.press("Down", "Down")
    assert open_house.shows("Take $12.50")
    assert sale(open_house).payment.choice.way is Way.TENDER
    return open_house


def test_another_language_keeps_what_is_half_typed(selling: House) -> None:
    house = selling
    before = house.shop
    house.press("Ctrl+,")
    house.choose("Language and look")
    house.click("简体中文")
    assert house.shop is not before
    assert house.shop.place == "settings"
    zh = Translator("zh_CN", localedir())
    assert zh.gettext("Counter") in house.texts()
    assert "Counter" not in house.texts()
    house.press("Ctrl+1")
    assert sale(house).amount.field.text() == "12.5"
    assert sale(house).payment.choice.way is Way.TENDER
    assert sale(house).view is not None
    assert house.window.windowTitle() == zh.gettext("{shop} — Shopbell").format(
        shop="Willow & Wren Salon"
    )
    house.press("Enter")
    with house.books() as books:
        hannah = books.customers.find("0142")[0].id
        assert books.history.of_customer(hannah)[0].net == 1250
        assert books.audit.verify().findings == ()


def test_no_english_sentence_stays_where_there_is_a_chinese_one(selling: House) -> None:
    """What is shown in Chinese is compared with what stood there in English."""
    house = selling
    zh = Translator("zh_CN", localedir())
    names = {house.shop.desk.staff, house.shop.desk.terminal}  # what somebody typed stays
    english = {text for text in house.texts() if zh.gettext(text) != text} - names
    assert len(english) > 10
    house.press("Ctrl+,")
    house.choose("Language and look")
    house.click("简体中文")
    house.press("Ctrl+1")
    chinese = {zh.gettext(text) for text in english}
    house.wait_for(lambda: chinese <= set(house.texts()))
    assert english & set(house.texts()) == set()


def test_dark_and_back_keeps_what_is_half_typed(selling: House) -> None:
    house = selling
    light = QColor(look.color("canvas"))
    for name, theme in (("Dark", Theme.DARK), ("Light", Theme.LIGHT)):
        house.press("Ctrl+,")
        house.choose("Language and look")
        house.click(name)
        assert look.looks().theme is theme
        house.press("Ctrl+1")
        shown = house.window.grab().toImage().pixelColor(200, 690)
        assert (shown == light) == (theme is Theme.LIGHT)
        assert sale(house).amount.field.text() == "12.5"
        assert sale(house).payment.choice.way is Way.TENDER


def test_what_was_just_done_stays_and_can_still_be_undone(selling: House) -> None:
    house = selling
    house.press("Enter")
    assert house.shows("$12.50 taken")
    house.shop.wear()
    house.settle()
    assert house.shows("$12.50 taken")
    house.press("Ctrl+Z")
    assert house.shows("$12.50 taken back, Hannah Brooks.")
    with house.books() as books:
        assert books.audit.verify().findings == ()


def test_a_new_customer_half_typed_is_kept(open_house: House) -> None:
    open_house.press("F3")
    open_house.type("Ann 张")
    open_house.tab_to("Mobile")
    open_house.type("2075550133")
    open_house.shop.wear()
    open_house.settle()
    assert {"Ann 张", "2075550133"} <= set(open_house.texts())


def test_the_size_of_text_changes_at_once(open_house: House) -> None:
    open_house.press("Ctrl+,")
    open_house.choose("Language and look")
    before = open_house.window.font().pixelSize()
    open_house.click("Smaller")
    assert open_house.window.font().pixelSize() < before


def test_what_was_closed_half_typed_comes_back_after_another_language(selling: House) -> None:
    house = selling
    house.press("Esc")
    assert house.shows("Closed. Ctrl+Z brings back what was typed.")
    house.shop.wear()
    house.settle()
    house.press("Ctrl+Z")
    assert sale(house).amount.field.text() == "12.5"


def test_a_sale_can_be_undone_after_another_language(selling: House) -> None:
    house = selling
    house.press("Enter", "Esc", "Esc")
    assert house.shows("Just served")
    house.shop.wear()
    house.settle()
    house.press("Ctrl+Z")
    assert house.shows("$12.50 taken back, Hannah Brooks.")


def test_a_setting_can_be_undone_after_another_language(open_house: House) -> None:
    house = open_house
    house.press("Ctrl+,")
    house.choose("Language and look")
    house.click("Dark")
    house.press("Ctrl+1")
    house.press("Ctrl+Z")
    assert look.looks().theme is Theme.LIGHT
