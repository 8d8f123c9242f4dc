"""`demo`: a shop to play with."""

from tests.e2e.cli.program import Smbcrm


def test_a_demo_shop_is_made_and_its_books_prove_themselves(
    smbcrm: Smbcrm, shop_address: str
) -> None:
    made = smbcrm.json("demo", shop_address, "--customers", "12", "--seed", "3")
    assert 0 < made["customers"] <= 12
    assert smbcrm.json("verify")["clean"] is True
    assert smbcrm.refused("demo", shop_address) == "ShopExists"


def test_a_demo_shop_speaks_the_language_asked_for(smbcrm: Smbcrm, shop_address: str) -> None:
    facts = smbcrm.facts("demo", shop_address, "--customers=5", "--language=en")
    assert facts["Language of documents"] == "en"
