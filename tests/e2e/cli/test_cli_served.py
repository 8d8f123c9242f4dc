"""`--served`: who served in shares, on the command line."""

import pytest

from tests.e2e.cli.program import Make, Smbcrm

REQUEST = "0190a000-0000-7000-8000-000000000001"


@pytest.fixture
def shop(make: Make) -> Smbcrm:
    """Return a shop with Owner, Amy and Ben, and Ten cuts to sell."""
    run = make("--name", "Willow & Wren")
    for name in ("Amy", "Ben"):
        run.text("staff", "add", name)
    run.text("customer", "add", "Zoe")
    run.text("package", "add", "CUT10", "Ten cuts", "500", "--visits", "10")
    return run


def test_several_share_a_sale(shop: Smbcrm) -> None:
    bill = shop.json("sale", "Zoe", "68.50", "--served", "Amy=60", "--served", "Ben=40")
    assert (bill["staff"], bill["served"]) == (
        "Owner",
        [{"staff": "Amy", "share": 60}, {"staff": "Ben", "share": 40}],
    )
    day = shop.json("day-close")
    staff = next(one for one in day["sections"] if one["section"] == "staff")
    assert [(row["staff"], row["net"], row["served"]) for row in staff["staff"]] == [
        *(("Owner", "68.50", "0.00"), ("Amy", "0.00", "41.10"), ("Ben", "0.00", "27.40")),
    ]


def test_the_same_request_counts_once(shop: Smbcrm) -> None:
    words = ("sale", "Zoe", "10", "--request-id", REQUEST)
    first = shop.json(*words, "--served", "Ben", "--served", "Amy")
    assert shop.json(*words, "--served", "Amy=50", "--served", "Ben=50") == first
    assert shop.refused(*words, "--served", "Amy") == "RequestReused"


def test_a_package_is_sold_and_used_by_who_served(shop: Smbcrm) -> None:
    sold = shop.json("package", "sell", "Zoe", "CUT10", "--served", "Amy")
    assert sold["served"] == [{"staff": "Amy", "share": 100}]
    used = shop.json("package", "use", "Zoe", "CUT10", "--served", "Ben")
    assert (used["staff"], used["served"]) == ("Owner", [{"staff": "Ben", "share": 100}])


@pytest.mark.parametrize(
    ("served", "refused"),
    [
        (("Nobody",), "UnknownStaff"),
        (("Amy=60", "Ben=60"), "SharesDisagree"),
        (("Amy=0", "Ben=100"), "NotAShare"),
        (("Amy=1.5", "Ben"), "BadCount"),
        (("Amy", "Amy"), "ServedTwice"),
        (("Amy", "Ben=50"), "SomeWithoutShare"),
    ],
)
def test_what_cannot_be_is_refused(shop: Smbcrm, served: tuple[str, ...], refused: str) -> None:
    words = [word for one in served for word in ("--served", one)]
    assert shop.refused("sale", "Zoe", "10", *words) == refused
