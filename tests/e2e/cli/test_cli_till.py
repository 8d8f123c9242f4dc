"""`sale`, `top-up`, `redeem`, `undo`, `void`, and the books: `balance`, `history`, `verify`."""

import datetime as dt
import json

import pytest

from smbcrm.models.connect import connect
from smbcrm.models.session import Session
from tests.e2e.cli.program import Smbcrm

ID = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture
def ann(shop: Smbcrm) -> str:
    """Return the code of a customer with 100.00 paid in and 20.00 of gifts, 100 points."""
    code = str(shop.json("customer", "add", "Ann Lee", "--phone=4155552671")["code"])
    shop.text("top-up", code, "200")
    shop.text("sale", code, "100", "--pay", "stored=100")
    return code


def test_a_sale_answers_with_its_bill(shop: Smbcrm, ann: str) -> None:
    shop.text("item", "add", "cut", "Hair cut", "34.25")
    sale = shop.json("sale", ann, "68.50", "--item", "cut=2", "--pay", "stored=60", "--pay=cash=10")
    assert sale["operation"] == sale["request_id"]
    assert (sale["kind"], sale["bill_number"]) == ("sale", 3)
    assert sale["customer"] == {
        "code": ann,
        "full_name": "Ann Lee",
        "card": None,
        "tier": "Regular",
    }
    assert sale["lines"] == [
        {
            "item": "cut",
            "name": "Hair cut",
            "quantity": "2",
            "currency": "USD",
            "price": "34.25",
            "gross": "68.50",
        }
    ]
    cash, stored = sale["payments"]
    assert cash == {
        "means": "cash",
        "currency": "USD",
        "amount": "8.50",
        "given": "10.00",
        "change": "1.50",
    }
    assert (stored["means"], stored["amount"]) == ("stored", "60.00")
    assert (stored["principal"], stored["gift"]) == ("54.55", "5.45")
    assert sale["after"] == {
        "currency": "USD",
        "stored_value": "60.00",
        "principal": "54.55",
        "gift": "5.45",
        "store_credit": "0.00",
        "points": sale["before"]["points"] + sale["points"],
    }


def test_a_sale_in_words(shop: Smbcrm, ann: str) -> None:
    shop.text("setting", "set", "shop.tax_rate", "20")
    told = shop.text("sale", ann, "68.5", "--pay", "cash=100")
    for words in ("Ann Lee", "$68.50", "$100.00", "$31.50", "$11.42", "+68"):
        assert words in told
    assert "Hair cut" not in told


def test_amounts_as_people_type_them_are_one_request(shop: Smbcrm, ann: str) -> None:
    first = shop.json("sale", ann, "68.5", "--request-id", ID)
    for amount in ("68,50", "68.50", "６８\uff0e５", "$68.50", "0068.5"):
        assert shop.json("sale", ann, amount, "--request-id", ID) == first


def test_the_same_request_three_times_is_one_sale(shop: Smbcrm, ann: str) -> None:
    words = ("sale", "ann", "68", "--pay", "points=50", "--pay", "cash=67.50", "--request-id", ID)
    first = shop.json(*words)
    assert [shop.json(*words), shop.json(*words)] == [first, first]
    assert len(shop.json("history", ann)["operations"]) == 3
    assert shop.refused("sale", ann, "69", "--request-id", ID) == "RequestReused"
    assert shop.refused("top-up", ann, "68", "--request-id", ID) == "RequestReused"


def test_a_request_is_looked_up_before_the_customer_is(shop: Smbcrm, ann: str) -> None:
    card = shop.json("card", "issue", ann)["card"]
    first = shop.json("sale", card, "5", "--request-id", ID)
    shop.text("card", "replace", card)
    assert shop.json("sale", card, "5", "--request-id", ID)["operation"] == first["operation"]
    assert shop.refused("sale", card, "6", "--request-id", ID) == "RequestReused"
    assert shop.refused("sale", card, "5") == "CardIsDead"


def test_a_walk_in_pays_with_money(shop: Smbcrm) -> None:
    sale = shop.json("sale", "-", "12", "--pay", "wechat=12")
    assert sale["customer"] is None
    assert "Customer" not in shop.facts("sale", "-", "12")
    assert shop.refused("sale", "-", "12", "--pay", "stored=12") == "NeedsCustomer"


REFUSED: dict[tuple[str, ...], str] = {
    ("1,050",): "AmbiguousAmount",
    ("0.005",): "AmountTooFine",
    ("-5",): "NegativeAmount",
    ("-5,00",): "NegativeAmount",
    ("9" * 30,): "AmountTooLarge",
    ("five",): "NotAnAmount",
    ("",): "AmountMissing",
    ("€5",): "AnotherCurrency",
    ("0",): "BadAmount",
    (): "NothingSold",
    ("--item=none",): "UnknownItem",
    ("--item=cut=0",): "BadQuantity",
    ("--item=cut=x",): "NotAQuantity",
    ("--item=cut=1,125",): "AmbiguousQuantity",
    ("5", "--item=cut"): "AmountsDisagree",
    ("5", "--pay=gold=5"): "UnknownMeans",
    ("5", "--pay=cash"): "NotAPayment",
    ("5", "--pay=card=4"): "NotSettled",
    ("5", "--pay=card=6"): "Overpaid",
    ("500", "--pay=stored=500"): "ShortStored",
    ("500", "--pay=credit=500"): "ShortCredit",
    ("500", "--pay=points=50000"): "ShortPoints",
    ("5", "--pay=points=0"): "NoPointsAsked",
    ("5", "--date=2999-01-01"): "DateInFuture",
    ("5", f"--note={'x' * 3000}"): "NoteTooLong",
    ("5", "--request-id=12"): "BadRequestId",
}


def test_there_is_one_limit_and_one_sentence(shop: Smbcrm, ann: str) -> None:
    for typed in ("10000000000.01", "5000000000000", "99999999999999"):
        told = shop.ends("sale", ann, typed).err
        assert "is more than $10,000,000,000.00, the largest amount" in told


def test_a_sale_that_cannot_be_is_refused_and_nothing_is_recorded(shop: Smbcrm, ann: str) -> None:
    shop.text("item", "add", "cut", "Hair cut", "34")
    assert {words: shop.refused("sale", ann, *words) for words in REFUSED} == REFUSED
    assert len(shop.json("history", ann)["operations"]) == 2


def test_both_readings_of_an_amount_and_the_split_are_offered(shop: Smbcrm, ann: str) -> None:
    assert "$1.05 or $1,050.00" in shop.ends("sale", ann, "1,050").err
    offered = shop.ends("sale", ann, "150", "--pay", "stored=150").err
    assert "--pay stored=120.00 --pay cash=30.00" in offered
    shop.text("sale", ann, "150", "--pay", "stored=120.00", "--pay", "cash=30.00")


def test_a_top_up_brings_the_gift_of_the_offer(shop: Smbcrm, ann: str) -> None:
    assert shop.json("top-up", ann, "200", "--pay", "card=200")["gift"] == "20.00"
    plain = shop.json("top-up", ann, "200", "--offer", "none", "--note", "no gift wanted")
    assert plain["gift"] == "0.00"
    assert "Gift " in shop.text("top-up", "ann", "200")
    assert shop.refused("top-up", ann, "200", "--pay", "stored=200") == "BadTopUpPayment"


def test_points_become_store_credit(shop: Smbcrm, ann: str) -> None:
    shop.text("sale", ann, "300")
    done = shop.json("redeem", ann, "300")
    assert (done["amount"], done["points"], done["after"]["store_credit"]) == ("3.00", -300, "3.00")
    assert "Redemption" in shop.text("redeem", "ann", "50")
    assert shop.refused("redeem", ann, "100000") == "ShortPoints"
    assert shop.refused("redeem", ann, "many") == "BadCount"
    paid = shop.json("sale", ann, "3", "--pay", "credit=3")
    assert paid["payments"][0]["means"] == "credit"


def test_undo_and_void_take_out_a_sale_whole(shop: Smbcrm, ann: str) -> None:
    before = shop.json("balance", ann)
    sale = shop.json("sale", ann, "50", "--pay", "stored=50")
    undone = shop.json("undo", sale["operation"])
    assert (undone["kind"], undone["reverses"]) == ("reversal", sale["operation"])
    assert shop.json("balance", ann) == before
    second = shop.json("sale", ann, "50")
    words = ("void", str(second["bill_number"]), "--reason", "wrong_amount", "--request-id", ID)
    voided = shop.json(*words)
    assert shop.json(*words) == voided
    assert shop.json("balance", ann) == before
    assert "Reversal" in shop.text("history", ann)
    row = shop.json("history", ann)["operations"][0]
    assert (row["reason_code"], row["reverses"]) == ("wrong_amount", second["operation"])
    assert shop.refused("undo", sale["operation"]) == "AlreadyReversed"
    assert shop.refused("undo", "4711") == "UnknownOperation"
    third = shop.json("sale", ann, "5")["operation"]
    assert shop.refused("void", third, "--reason", "boredom") == "BadReason"
    shop.text("till", "add", "Till 2")
    assert shop.refused("undo", third, "--till", "Till 2") == "OtherTerminal"
    assert "Takes back" in shop.text("undo", third)


def test_a_balance_is_shown_lot_by_lot(shop: Smbcrm, ann: str) -> None:
    balance = shop.json("balance", "ann")
    assert (balance["stored_value"], balance["principal"], balance["gift"]) == (
        "120.00",
        "109.10",
        "10.90",
    )
    lots = {lot["kind"]: lot for lot in balance["lots"]}
    assert lots["principal"]["remaining"] == "109.10"
    assert lots["principal"]["expires_on"] is None
    assert lots["points"]["remaining"] == balance["points"]
    assert "currency" not in lots["points"]
    told = shop.text("balance", ann)
    assert "$120.00" in told
    assert "Paid part" in told


def test_history_is_newest_first_and_limited(shop: Smbcrm, ann: str) -> None:
    for amount in "123":
        shop.text("sale", ann, amount, "--note", f"note {amount}")
    rows = shop.json("history", ann, "--limit", "2")["operations"]
    assert [row["net"] for row in rows] == ["3.00", "2.00"]
    assert rows[0]["note"] == "note 3"
    assert shop.text("history", ann, "--limit=1").count("note") == 1


def test_an_earlier_date_is_the_business_date(shop: Smbcrm, ann: str) -> None:
    earlier = (dt.datetime.now(dt.UTC).date() - dt.timedelta(days=40)).isoformat()  # noqa: TID251
    sale = shop.json("sale", ann, "5", "--date", earlier)
    assert sale["business_date"] == earlier


def test_the_books_prove_themselves(shop: Smbcrm, ann: str) -> None:
    assert shop.json("expire")["expired_lots"] == 0
    assert "Lots that have ended: 0" in shop.text("expire", "--as-of", "2026-01-01")
    assert shop.refused("expire", "--as-of", "2999-01-01") == "NothingEndsEarly"
    verdict = shop.json("verify")
    assert verdict["clean"] is True
    assert (verdict["operations"], verdict["findings"]) == (2, [])
    assert "Everything adds up." in shop.text("verify")
    assert shop.json("balance", ann)["points"] == 90


def test_books_that_were_tampered_with_are_refused(
    shop: Smbcrm, ann: str, shop_address: str
) -> None:
    with connect(shop_address) as db:
        Session(db).execute("UPDATE account SET balance = balance + 1 WHERE kind = 'gift'")
    ending = shop.ends("verify")
    assert ending.code == 1
    assert "its entries say" in ending.out
    assert ending.err.startswith("1 things do not add up.")
    verdict = json.loads(shop.ends("verify", "--json").out)
    assert verdict["clean"] is False
    assert len(verdict["findings"]) == 1
    copy = shop.ends("backup", "now")
    assert (copy.code, "its entries say" in copy.out) == (1, True)
    assert copy.err.startswith("The copy was made and does not add up.")
    assert shop.json("balance", ann)["points"] == 90
