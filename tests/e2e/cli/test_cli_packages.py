"""`package`, `customer link`, `staff link`: visits that are paid ahead, and who shares them."""

import re

import pytest

from tests.e2e.cli.program import Smbcrm

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def ann(shop: Smbcrm) -> str:
    """Return the code of a customer in a shop that sells haircuts ahead; Bob comes along."""
    shop.text("item", "add", "CUT", "Hair cut", "34")
    shop.text("package", "add", "CUT10", "10 haircuts", "300", "--visits=10", "--service=CUT")
    shop.text("package", "add", "GYM", "Month pass", "50", "--months=1", "--barcode=4006381333931")
    shop.text("customer", "add", "Bob Lee")
    return str(shop.json("customer", "add", "Ann Fox")["code"])


def test_a_package_is_defined_listed_and_edited(shop: Smbcrm, ann: str) -> None:
    cut, gym = shop.json("package", "list")["packages"]
    assert cut == {
        "code": "CUT10",
        "name": "10 haircuts",
        "currency": "USD",
        "price": "300.00",
        "visits": 10,
        "months": None,
        "service": "CUT",
        "barcode": None,
        "points_factor": 100,
        "active": True,
    }
    assert (gym["visits"], gym["months"]) == (None, 1)
    edited = shop.json("package", "edit", "CUT10", "--months=6", "--visits=12", "--service=")
    assert (edited["visits"], edited["months"], edited["service"]) == (12, 6, None)
    for words, refusal in (
        (("package", "add", "X", "X", "5"), "BadPackage"),
        (("package", "add", "GYM", "X", "5", "--visits=1"), "ItemCodeTaken"),
        (("package", "add", "X", "X", "5", "--visits=1", "--service=no"), "UnknownItem"),
        (("package", "edit", "CUT", "--months=1"), "UnknownPackage"),
        (("package", "edit", "GYM", "--visits=1"), "KindOfPackageStays"),
        (("item", "edit", "GYM", "--kind=service"), "KindOfItem"),
        (("sale", "-", "--item=GYM"), "PackageNeedsCustomer"),
        (("sale", ann, "--item=GYM=0.5"), "WholePackages"),
    ):
        assert shop.refused(*words) == refusal


def test_visits_of_a_package_are_not_taken_for_those_of_a_customer(shop: Smbcrm, ann: str) -> None:
    """Chinese has two words: 次数 of a package, 到店次数 of who comes."""
    sold = shop.text("package", "sell", ann, "CUT10")
    assert "Package visits" in sold
    assert "Package visits" in shop.text("history", ann)
    heads = shop.text("package", "list").splitlines()[0]
    assert "Package price" in heads
    assert "Number of visits" in heads


def test_visits_are_sold_used_and_told(shop: Smbcrm, ann: str) -> None:
    sold = shop.json("package", "sell", ann, "CUT10", "--pay=card=300")
    assert sold["visits"] == [
        {"package": "CUT10", "name": "10 haircuts", "moved": 10, "left": 10, "until": None}
    ]
    shop.text("sale", ann, "--item=4006381333931")
    used = shop.json("package", "use", ann, "CUT10", "--count=2", "--request-id", ID)
    again = shop.json("package", "use", ann, "CUT10", "--count=2", "--request-id", ID)
    assert (used["visits"][0]["left"], again["visits"][0]["left"]) == (8, 8)
    assert shop.refused("package", "use", ann, "CUT10", "--count=9") == "ShortVisits"
    shop.text("package", "use", ann, "4006381333931")
    balance = shop.json("balance", ann)
    assert [(one["package"], one["left"]) for one in balance["visits"]] == [
        ("CUT10", 8),
        ("GYM", 1),
    ]
    moved = [row["visits"] for row in shop.json("history", ann)["operations"]]
    assert moved == [0, -2, 1, 10]
    assert "10 haircuts" in shop.text("balance", ann)
    assert shop.json("verify")["clean"]


def test_a_pause_an_extension_a_transfer_and_an_adjustment(shop: Smbcrm, ann: str) -> None:
    shop.text("package", "sell", ann, "GYM")
    shop.text("package", "pause", ann, "GYM")
    assert shop.refused("package", "use", ann, "GYM") == "PackagePaused"
    assert shop.json("balance", ann)["visits"][0]["paused_since"]
    shop.text("package", "resume", ann, "GYM")
    assert shop.refused("package", "resume", ann, "GYM") == "NotPaused"
    longer = ("package", "extend", ann, "GYM", "--until=2099-01-01")
    assert shop.json(*longer, "--reason=illness")["visits"][0]["until"] == "2099-01-01"
    assert shop.refused(*longer, "--reason=whim") == "BadReason"
    assert shop.refused(*longer, "--reason=illness") == "Shortens"
    shop.text("adjust", ann, "visits:CUT10", "+3", "--reason=goodwill")
    for account in ("visits", "points:CUT10", "shoes"):
        assert shop.refused("adjust", ann, account, "1", "--reason=other") == "NotAdjustable"
    moved = ("transfer", ann, "bob", "2", "--package=CUT10", "--reason=family")
    assert shop.json(*moved)["visits"][0]["left"] == 1
    assert shop.json("balance", "bob")["visits"][0]["left"] == 2
    assert shop.json("verify")["clean"]


def test_a_package_goes_back_by_its_line(shop: Smbcrm, ann: str) -> None:
    """Two of ten haircuts were used: of 300.00 the other eight are worth 240.00."""
    bill = shop.json("package", "sell", ann, "CUT10")["operation"]
    shop.text("package", "use", ann, "CUT10", "--count=2")
    told = " ".join(shop.text("refund", "--help").split())
    assert "without it all that is left, unless visits of it were used" in told
    assert shop.refused("refund", bill) == "VisitsUsed"
    assert "at most 0.8 of line 1" in shop.ends("refund", bill).err
    shop.text("transfer", ann, "bob", "3", "--package=CUT10", "--reason=present")
    assert shop.refused("refund", bill, "--line=1=0.8") == "VisitsElsewhere"
    shop.text("transfer", "bob", ann, "3", "--package=CUT10", "--reason=other")
    shown = shop.json("refund", bill, "--amount=10", "--dry-run")["visits"]
    assert shown == [
        {
            "package": "CUT10",
            "name": "10 haircuts",
            "moved": 0,
            "left": 8,
            "until": None,
            "used": 2,
        }
    ]
    back = shop.json("refund", bill, "--line=1=0.8")
    assert (back["amount"], back["visits"][0]["moved"]) == ("240.00", -8)
    assert shop.refused("refund", bill) == "AllVisitsUsed"
    assert "10 haircuts" in shop.text("refund", bill, "--amount=60")
    assert shop.json("verify")["clean"]


def test_a_household_shares(shop: Smbcrm, ann: str) -> None:
    shop.text("package", "sell", ann, "CUT10")
    shared = ("package", "use", "bob", "CUT10", "--from", ann)
    assert shop.refused(*shared) == "NotOfHousehold"
    linked = shop.json("customer", "link", ann, "bob", "--as=parent", "--request-id", ID)
    assert linked["links"] == [{"kind": "parent", "code": "C000001", "full_name": "Bob Lee"}]
    again = shop.json("customer", "link", ann, "bob", "--as=parent", "--request-id", ID)
    assert again == linked
    assert shop.json("customer", "show", "bob")["links"][0]["kind"] == "child"
    assert "Ann Fox" in shop.text("customer", "show", "bob")
    assert shop.json(*shared)["visits"][0]["left"] == 9
    assert [len(shop.json("history", one)["operations"]) for one in (ann, "bob")] == [2, 1]
    shop.text("customer", "unlink", "bob", ann)
    assert shop.refused("customer", "unlink", "bob", ann) == "NotLinked"
    assert shop.refused("customer", "link", ann, ann, "--as=friend") == "LinkedToSelf"
    assert "links" in shop.json("customer", "show", ann)


def test_a_shared_package_is_in_the_history_of_both(shop: Smbcrm, ann: str) -> None:
    shop.text("package", "sell", ann, "CUT10")
    shop.text("package", "sell", ann, "GYM")
    shop.text("customer", "link", ann, "bob", "--as=parent")
    shared = ("package", "use", "bob", "--from", ann)
    used = shop.json(*shared, "CUT10", "--count=2")["operation"]
    shop.text(*shared, "GYM")
    shop.text("package", "use", ann, "CUT10")
    shop.text("undo", used)
    bob = {"code": "C000001", "full_name": "Bob Lee"}
    cut = {
        "package": "CUT10",
        "name": "10 haircuts",
        "owner": {"code": ann, "full_name": "Ann Fox"},
    }
    for who in (ann, "bob"):
        rows = shop.json("history", who)["operations"]
        moved = [
            one
            for row in rows
            if used in {row["operation"], row["reverses"]}
            for one in row["packages"]
        ]
        assert moved == [{**cut, "moved": visits, "used_by": bob} for visits in (2, -2)]
    told = [line for line in shop.text("history", ann).splitlines() if "Ann" not in line]
    for words in ("10 haircuts -2, by Bob Lee", "10 haircuts +2, by Bob Lee", "Month pass, by Bob"):
        assert sum(words in line for line in told) == 1, words
    assert sum("10 haircuts -1  " in line for line in told) == 1, "her own"
    theirs = shop.text("history", "bob")
    assert "10 haircuts -2, from Ann Fox" in theirs
    assert "Month pass, from Ann Fox" in theirs


def test_staff_may_be_customers(shop: Smbcrm, ann: str) -> None:
    shop.text("staff", "add", "Mia")
    assert shop.json("staff", "link", "Mia", ann)["customer"] == ann
    assert shop.json("staff", "list")["customers"] == {"Mia": ann}
    assert "Ann Fox" in shop.text("staff", "list")
    assert shop.refused("staff", "link", "Owner", ann) == "StaffIsOther"
    assert shop.refused("staff", "link", "Nobody", ann) == "UnknownStaff"
    shop.text("staff", "link", "Mia", "bob")
    assert shop.json("staff", "unlink", "Mia")["customer"] is None
    assert "customers" not in shop.json("staff", "list")


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_packages_answer_in_the_readers_language(language: str, shop: Smbcrm, ann: str) -> None:
    chosen = ("--language", language)
    for words in (
        ("package", "list"),
        ("package", "sell", ann, "CUT10"),
        ("package", "use", ann, "CUT10"),
        ("package", "pause", ann, "CUT10"),
        ("customer", "link", ann, "bob", "--as=spouse"),
        ("balance", ann),
        ("history", ann),
        ("package", "--help"),
        ("package", "use", "--help"),
    ):
        shown = shop.text(*words, *chosen)
        assert bool(HAN.search(shown)) == (language != "en")
        assert "{" not in shown
    refused = shop.ends("package", "use", ann, "CUT10", *chosen)
    assert refused.code == 1
    assert "{" not in refused.err
