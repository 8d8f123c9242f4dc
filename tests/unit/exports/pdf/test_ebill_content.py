"""What an e-bill says, read back from the PDF."""

import calendar
import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.core.money import Currency
from smbcrm.core.paths import localedir
from smbcrm.membership.bills.types import (
    Balances,
    Bill,
    BillLine,
    BillPayment,
    BillShop,
    Paper,
)
from tests.helpers.paper import (
    CHEN,
    HANNAH,
    LANGUAGES,
    SHOP,
    lines,
    missing,
    read,
    redemption,
    sale,
    tea,
    top_up,
    walk_in,
    words,
    written,
)


def shown(bill: Bill, paper: Paper | None = None) -> str:
    """Return what is on paper, with one blank between words."""
    return " ".join(read(written(bill, paper)).split())


def said(language: str, message: str, **params: object) -> str:
    return Translator(language, localedir()).gettext(message).format(**params)


def test_a_sale_says_what_was_sold_and_how_it_was_paid() -> None:
    text = shown(sale())
    for part in (
        "Willow & Wren",
        "Gold",
        "Card 6810 0042 7715",
        "Your bill, Hannah",
        "Bill 10482 · 21 November 2026, 10:24 · served by Mia",
        "What Pieces Price Sum",
        "Cut and blow-dry 1 58.00 58.00",
        "Argan oil, 15 ml 1 10.00 10.00",
        "Discount Gold −6.80",
        "Paid $61.20",
        "from stored value: paid part 50.01, gift part 11.19",
        "Stored value $171.30 before 232.50 Points 1,331 +91 today, worth $13.31",
        "22 Harbour Walk, Bristol BS1 5AA · 0117 496 0142",
        "Tax no. GB 000 0000 00 · 20 % tax included: 10.20 · Keep this bill for returns",
        "Bill and card number",
    ):
        assert part in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bill_speaks_the_language_that_is_asked_for(language: str) -> None:
    for bill, paper in (
        (sale(language=language), Paper()),
        (sale(), Paper(language=language)),
    ):
        text = shown(bill, paper).replace(" ", "")
        for message in ("Stored value", "Points", "Paid", "Price", "Sum"):
            assert said(language, message).replace(" ", "") in text


def test_a_customer_is_spoken_to_by_name() -> None:
    assert "Your bill, Hannah" in shown(sale())
    alone = replace(HANNAH, given_name="")
    assert "Your bill, Hannah Berger" in shown(sale(customer=alone))
    assert "陈雨桐" in shown(sale(customer=CHEN)), "never by a Chinese given name alone"
    assert "Hannah Berger" in shown(tea(customer=HANNAH)), "nor in a Chinese bill"


def test_somebody_without_a_name_is_not_spoken_to() -> None:
    nobody = replace(HANNAH, name="", given_name="")
    assert "Your bill Bill 10482" in shown(sale(customer=nobody))
    assert "Your bill Bill 10482" in shown(sale(customer=replace(nobody, name="김민수")))


def test_a_walk_in_has_no_card_no_tier_and_no_balances() -> None:
    text = shown(walk_in())
    assert "Your bill Bill 10482" in text
    assert "Cash: 100.00 given, 32.00 change" in text
    for word in ("Card", "Stored value", "Points", "card number"):
        assert word not in text


def test_a_customer_may_have_neither_card_nor_tier() -> None:
    text = shown(sale(customer=replace(HANNAH, card="", tier="")))
    assert "Card" not in text
    assert "Discount −6.80" in text
    assert text.endswith("Bill number")


def test_every_means_stands_with_its_amount() -> None:
    payments = (
        BillPayment("stored", 2000, principal=1500, gift=500),
        BillPayment("credit", 300),
        BillPayment("points", 100, points=100),
        BillPayment("cash", 2000, given=5000, change=3000),
        BillPayment("wechat", 1000),
        BillPayment("of a later version", 720),
    )
    text = shown(sale(payments=payments))
    for part in (
        "from stored value: paid part 15.00, gift part 5.00 20.00",
        "Store credit 3.00",
        "100 points 1.00",
        "Cash: 50.00 given, 30.00 change 20.00",
        "WeChat Pay 10.00",
        "of a later version 7.20",
    ):
        assert part in text


def test_cash_that_was_exact_has_no_change() -> None:
    text = shown(walk_in(payments=(BillPayment("cash", 6800, given=6800, change=0),)))
    assert "Cash" in text
    assert "change" not in text


def test_a_top_up_says_what_was_paid_and_given_with_it() -> None:
    text = shown(top_up())
    for part in (
        "Your top-up, Hannah",
        "Paid part 500.00",
        "Gift part 50.00",
        "Paid $500.00",
        "Cash: 600.00 given, 100.00 change",
        "Stored value $721.30 before 171.30 Points 1,331 worth $13.31",
    ):
        assert part in text
    assert "Pieces" not in text
    assert "Gift part" not in shown(top_up(gift=0))


def test_a_redemption_says_what_was_given_for_what() -> None:
    text = shown(redemption())
    for part in (
        "Your redemption, Hannah",
        "500 points 5.00",
        "Store credit +$5.00",
        "before 171.30 Points 831 −500 today, worth $8.31",
        "Store credit $5.00 before 0.00",
    ):
        assert part in text


def test_a_kind_that_is_not_put_on_paper_is_an_error() -> None:
    with pytest.raises(ValueError, match="no e-bill is written for a reversal"):
        written(sale(kind="reversal"))


def test_store_credit_stands_there_while_there_is_some_or_was() -> None:
    before, after = sale().before, sale().after
    assert "Store credit" not in shown(sale())
    assert "Store credit" in shown(sale(after=replace(after, credit=5)))
    assert "Store credit" in shown(sale(before=replace(before, credit=5)))


def test_points_say_only_what_is_known() -> None:
    text = shown(sale(points_worth=None))
    assert "Points 1,331 +91 today 22 Harbour" in text
    assert "worth" not in text
    unchanged = {"before": Balances(points=5), "after": Balances(points=5), "points_worth": None}
    assert "today" not in shown(sale(**unchanged))


def test_points_came_today_only_if_the_bill_was_recorded_on_its_day() -> None:
    assert "+91 today, worth $13.31" in shown(sale(local_time=""))
    for moment in ("2026-11-22T01:30", "2026-11-24T10:24"):
        late = sale(local_time=moment)
        assert "+91 with this bill, worth $13.31" in shown(late)
        text = shown(replace(late, points_worth=None))
        assert "+91 with this bill 22 Harbour" in text
        assert "today" not in text


def test_an_amount_without_items_is_one_row() -> None:
    text = shown(sale(lines=(BillLine("", "", 1000, 6800, 6800),)))
    assert "Sum Sale 68.00 Discount" in text
    assert shown(sale(lines=())) == text


@pytest.mark.parametrize(
    ("quantity", "written_as"), [(1000, "1"), (500, "0.5"), (1255, "1.255"), (1_250_000, "1,250")]
)
def test_pieces_are_written_as_people_do(quantity: int, written_as: str) -> None:
    line = BillLine("T", "Tea", quantity, 1000, 1000)
    assert f"Tea {written_as} 10.00" in shown(sale(lines=(line,)))


@pytest.mark.parametrize(
    ("rate", "percent"), [("1/5", "20"), ("3/40", "7.5"), ("71/800", "8.875"), ("0", "0")]
)
def test_the_tax_is_a_percentage(rate: str, percent: str) -> None:
    assert f"{percent} % tax included: 10.20" in shown(sale(tax_rate=rate))


def test_a_shop_without_tax_says_none() -> None:
    bare = replace(SHOP, tax_number="", note="")
    text = shown(sale(tax=None, tax_rate=None, shop=bare))
    assert "tax" not in text.lower()


def test_a_shop_may_have_said_nothing_of_itself() -> None:
    text = shown(sale(shop=BillShop("", "", ""), tax=None, tax_rate=None, staff=""))
    assert "Bill 10482 · 21 November 2026, 10:24 What" in text
    assert "·  ·" not in text
    assert "served by" not in text


def test_lines_of_an_address_stand_beside_each_other() -> None:
    shop = replace(SHOP, address="22 Harbour Walk\n\n Bristol \r\nBS1 5AA", note="One.\nTwo.")
    text = shown(sale(shop=shop))
    assert "22 Harbour Walk · Bristol · BS1 5AA · 0117 496 0142" in text
    assert "One. · Two." in text


@pytest.mark.parametrize(
    ("currency", "total"),
    [
        (Currency("USD", 2), "$61.20"),
        (Currency("TWD", 0), "NT$6,120"),
        (Currency("KWD", 3), "KWD 6.120"),
        (Currency("EUR", 2), "€61.20"),
        (Currency("KRW", 0), "₩6,120"),
        (Currency("THB", 2), "฿61.20"),
    ],
)
def test_money_has_the_decimals_of_its_currency(currency: Currency, total: str) -> None:
    bill = sale(currency=currency)
    assert f"Paid {total}" in shown(bill)
    assert missing(bill) == {}


@pytest.mark.parametrize(
    ("changes", "moment"),
    [
        ({"local_time": ""}, "Bill 10482 · 21 November 2026 · served"),
        ({"local_time": "2026-11-21T09:05"}, "21 November 2026, 9:05 ·"),
        (
            {"local_time": "2026-11-22T01:30"},
            "21 November 2026, recorded 22 November 2026, 1:30 · served",
        ),
        ({"bill_number": None}, "Your bill, Hannah 21 November 2026, 10:24 ·"),
    ],
)
def test_when_it_was_is_said_as_far_as_it_is_known(changes: dict[str, object], moment: str) -> None:
    assert moment in shown(sale(**changes))


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_named(month: int) -> None:
    day = dt.date(2026, month, 3)
    bill = sale(business_date=f"{day}", local_time=f"{day}T10:24")
    assert f"3 {calendar.month_name[month]} 2026, 10:24" in shown(bill)


def test_negative_points_have_the_sign_of_the_screen() -> None:
    after = Balances(points=-40)
    assert "−40" in shown(sale(before=Balances(), after=after, points_worth=None))


def test_what_looks_like_markup_is_text() -> None:
    name = "<b>&amp;</b> <font size=99>x</font> %s {0} (a) \\n"
    bill = sale(
        customer=replace(HANNAH, name=name, given_name=""),
        lines=(BillLine("a", name, 1000, 6800, 6800),),
        shop=replace(SHOP, name=name),
    )
    assert shown(bill).count(name) == 3


def test_a_character_that_no_font_has_is_named_once() -> None:
    korean = replace(HANNAH, name="김 김", given_name="")
    bill = sale(customer=korean, lines=(BillLine("a", "ตัวอย่าง", 1000, 6800, 6800), *lines(1)))
    found = missing(bill)
    assert found["김"] == "김 김", "the text of the bill, not the sentence it became"
    assert found["ต"] == "ตัวอย่าง"
    assert "Bill 10482" in shown(bill)


def test_what_is_not_on_paper_misses_nothing() -> None:
    """Phone and address of a customer, the till and the code of an item are not said."""
    hidden = replace(HANNAH, phone="김", address="김", code="김")
    assert (
        missing(sale(customer=hidden, terminal="김", lines=(BillLine("김", "a", 1, 1, 1),))) == {}
    )


def test_something_else_is_written_for_a_missing_character() -> None:
    korean = replace(HANNAH, name="김 Lee", given_name="")
    paper = Paper(instead=(("김", "Kim"),))
    assert missing(sale(customer=korean), paper) == {}
    assert "Your bill, Kim Lee" in shown(sale(customer=korean), paper)


def test_amounts_and_dates_stay_what_they_are_whatever_is_written_instead() -> None:
    paper = Paper(instead=(("6", "9"), ("0", ""), ("H", "M"), ("김", "Kim")))
    bill = walk_in(customer=replace(HANNAH, name="Hannah 김", given_name=""))
    text = shown(bill, paper)
    assert "Your bill, Hannah Kim Bill 10482 · 21 November 2026, 10:24" in text
    assert "Paid $68.00" in text


def test_words_of_a_line_stand_in_the_order_they_are_read() -> None:
    found = [word.text for word in words(written(sale()))]
    start = found.index("Your")
    assert found[start : start + 3] == ["Your", "bill,", "Hannah"]
