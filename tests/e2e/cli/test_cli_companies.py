"""`company`, `contact` and `address`: as typed, shown to people and to programs."""

import pytest

from tests.e2e.cli.program import Smbcrm

ANN = {
    "name": "Ann Reed",
    "role": "buyer",
    "phone": "207-555-0177",
    "e164": "+12075550177",
    "email": "",
    "code": None,
    "main": True,
}


@pytest.fixture
def inn(shop: Smbcrm) -> str:
    return str(shop.json("customer", "add", "Cedar Inn", "--kind=company")["code"])


def test_a_company_is_edited_and_shown(shop: Smbcrm, inn: str) -> None:
    data = ("--tax-id=91110000101623741K", "--bank=First Bank", "--account=6222 0212")
    shop.text("company", "edit", inn, *data)
    terms = ("--currency=EUR", "--terms=30", "--credit-limit=5,000.5")
    said = shop.json("company", "edit", inn, *terms)
    assert (said["tax_id"], said["bank"], said["bank_account"]) == (
        *("91110000101623741K", "First Bank", "6222 0212"),
    )
    assert (said["currency"], said["payment_days"], said["credit_limit"]) == ("EUR", 30, "5000.50")
    facts = shop.facts("company", "show", inn)
    assert (facts["Payment terms"], facts["Credit limit"]) == ("Net 30", "€5,000.50")
    assert shop.json("customer", "show", inn)["tax_id"] == "91110000101623741K"
    assert "First Bank" in shop.text("customer", "show", inn)
    emptied = shop.json("company", "edit", inn, "--terms=", "--credit-limit=")
    assert (emptied["payment_days"], emptied["credit_limit"]) == (None, None)


def test_what_does_not_add_up_is_said(shop: Smbcrm, inn: str) -> None:
    told = shop.text("company", "edit", inn, "--account=GB82 WEST 1234 5698 7654 33")
    assert "does not add up. It was kept as typed" in told
    said = shop.json("company", "edit", inn, "--tax-id=91110000101623741A")
    assert (said["tax_id"], len(said["warnings"])) == ("91110000101623741A", 2)
    assert shop.refused("company", "edit", inn, "--terms=soon") == "BadPaymentDays"
    assert shop.refused("company", "edit", inn, "--currency=RMB") == "CurrencyByItsSign"


def test_contacts(shop: Smbcrm, inn: str) -> None:
    said = shop.json(
        *("contact", "add", inn, "Ann Reed", "--role=buyer", "--phone=207-555-0177"),
    )
    assert said["contacts"] == [ANN]
    bo = shop.json("customer", "add", "Bo Tan", "--phone=207-555-0199", "--email=bo@x.example")
    said = shop.json("contact", "add", inn, "--person", bo["code"], "--main")
    assert [one["main"] for one in said["contacts"]] == [True, False]
    told = shop.text("contact", "list", inn)
    assert "Bo Tan (C000002)" in told
    assert "+12075550199" in told
    assert "bo@x.example" in told
    found = shop.json("find", "0177")["customers"]
    assert [one["code"] for one in found] == [inn]
    shop.text("contact", "edit", inn, "Ann Reed", "--name=Ann Miller", "--main")
    said = shop.json("contact", "remove", inn, "2")
    assert [one["name"] for one in said["contacts"]] == ["Ann Miller"]
    assert shop.refused("contact", "remove", inn, "Eve") == "UnknownContact"
    assert shop.refused("contact", "add", bo["code"], "Eve") == "NoCompany"
    assert shop.refused("contact", "add", inn) == "ContactNameMissing"
    assert shop.refused("contact", "add", inn, "Ann Miller") == "ContactKnown"
    assert shop.json("contact", "edit", inn, "1", "--person", bo["code"])["contacts"][0]["code"]
    assert shop.refused("contact", "edit", inn, "1", "--person=") == "ContactNameMissing"


def test_addresses(shop: Smbcrm, inn: str) -> None:
    place = ("--address=2 Dock Road", "--city=Portland", "--country=USA")
    shop.text("address", "add", inn, "Kitchen", *place)
    said = shop.json("address", "edit", inn, "kitchen", "--name=Dock", "--postcode=04101")
    (dock,) = said["deliveries"]
    assert (dock["label"], dock["city"], dock["postcode"]) == ("Dock", "Portland", "04101")
    assert "2 Dock Road, Portland, 04101, USA" in shop.text("address", "list", inn)
    assert shop.refused("address", "add", inn, "Dock", "--city=X") == "LabelKnown"
    assert shop.refused("address", "add", inn, "Shop") == "AddressMissing"
    assert shop.json("address", "remove", inn, "Dock")["deliveries"] == []
    assert shop.refused("address", "remove", inn, "Dock") == "UnknownDelivery"


def test_what_is_sent_again_counts_once(shop: Smbcrm, inn: str) -> None:
    again = ("--request-id", "01890a5d-ac96-774b-bcce-b302099a8057")
    shop.text("contact", "add", inn, "Ann")
    for _ in range(2):
        assert shop.json("contact", "remove", inn, "Ann", *again)["contacts"] == []
