"""The explanation of a balance as a letter: its sums are the balances, on both databases."""

import datetime as dt

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.core.money import Money
from smbcrm.core.paths import localedir
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.customers.types import Details
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.reports.document import Document, Letter, Section, Value
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.vouchers.types import NewDefinition
from tests.helpers.paper import LANGUAGES, RARE, page_sizes, read, see_that_all_is_in_its_place
from tests.helpers.shops import StillShop
from tests.integration.reports.scenes import act, customer, two_years

DAY = dt.timedelta(days=1)


def letter_of(shop: StillShop, who: int, *kinds: AccountKind) -> Letter:
    reports = shop.services.reports
    found = (reports.explain(who, kinds) if kinds else reports.explain(who)).document.letter
    assert found is not None
    return found


def section(letter: Letter, name: str) -> Section:
    (found,) = (one for one in letter.sections if one.id == name)
    return found


def sums(part: Section) -> list[Value]:
    """Return the total of each table in its last column."""
    return [table.sums[-1] for table in part.tables]


def minor(value: Value) -> int:
    return value.minor if isinstance(value, Money) else int(str(value or 0))


def paper(shop: StillShop, document: Document, language: str = "en") -> bytes:
    return shop.services.reports.drawn(document, Translator(language, localedir())).content


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_sum_of_the_letter_is_what_there_is(shop: StillShop, seed: int) -> None:
    for who in two_years(shop, seed):
        letter, standing = letter_of(shop, who), shop.services.ledger.standing(who)
        stored = section(letter, "stored")
        assert sum(map(minor, sums(stored))) == standing.stored
        both = [standing.stored] if len(stored.tables) > 1 else []
        assert [minor(fact.value) for fact in stored.facts] == both
        assert [minor(one) for one in sums(section(letter, "points_today"))] == [standing.points]
        (came,) = section(letter, "came").tables
        found = {
            column.id: minor(total)
            for column, total in zip(came.columns, came.sums, strict=True)
            if column.summed
        }
        assert found == {
            "Stored value": standing.stored,
            "Store credit": standing.credit,
            "Points": standing.points,
        }


def test_every_account_is_proven_after_the_letter(shop: StillShop) -> None:
    (who, *_) = two_years(shop, 1)
    explained = shop.services.reports.explain(who)
    text = read(paper(shop, explained.document))
    letter, proof = text.split("Every entry, lot by lot")
    assert "Sum of all entries" not in letter
    assert proof.count("Sum of all entries") == len(explained.accounts) > 3


def test_what_was_undone_is_no_part_of_the_story(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    shop.services.till.top_up(TopUpRequest(act(shop), who, 5000, with_offer=False))
    for amount in (700, 900):
        sale = SaleRequest(act(shop), who, amount, payments={Means.STORED: amount})
        sold = shop.services.till.sale(sale)
    shop.services.till.reverse(ReverseRequest(act(shop), sold.operation))
    letter = letter_of(shop, who, AccountKind.PRINCIPAL)
    (table,) = section(letter, "stored").tables
    assert [minor(row[-1]) for row in table.rows] == [5000, -700]
    (came,) = section(letter, "came").tables
    assert [(minor(row[2]), row[1]) for row in came.rows] == [(5000, 1), (-700, 1)]


def test_vouchers_and_packages_are_called_by_their_names(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    shop.services.vouchers.add(NewDefinition("ten", "Tenner", "amount_off", 1_000, days=30))
    given = shop.services.benefits.issue(IssueRequest(act(shop), "ten", (who,)))
    document = shop.services.reports.explain(who).document
    text = " ".join(read(paper(shop, document)).split())
    assert f"({given[0].code})" in text
    assert text.count("Tenner, ") == 1


def test_a_package_is_nowhere_called_by_its_code(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    shop.services.packages.add(NewPackage("CUT10", "Ten haircuts", 5_000, Terms(10, 2)))
    shop.services.till.sale(SaleRequest(act(shop), who, items=(ItemQuantity("CUT10"),)))
    explained = shop.services.reports.explain(who, (AccountKind.VISITS,)).document
    for document in (explained, shop.services.reports.liability()):
        text = " ".join(read(paper(shop, document)).split())
        assert "Visit package Ten haircuts" in text
        assert "CUT10" not in text
    assert explained.sections[0].unit == "visit:CUT10"


def test_the_letter_says_to_whom_of_which_day_and_what_there_is(shop: StillShop) -> None:
    details = Details(full_name="Ann Fox", address="14 Quay Street", city="Bristol")
    who = shop.services.customers.add(details).id
    shop.services.till.top_up(TopUpRequest(act(shop), who, 500_000))
    text = " ".join(read(paper(shop, shop.services.reports.explain(who).document)).split())
    said = ("Ann Fox 14 Quay Street, Bristol", "Statement of ", "paid in, and", "as a gift.")
    rules = ("Gift money is never paid out.", "Next to end, on ")
    for part in (*said, *rules, "How it came to be", "Every entry, lot by lot"):
        assert part in text
    assert text.index("Paid part today") < text.index("Every entry, lot by lot")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_history_goes_on_with_its_head_and_the_number_of_the_page(
    shop: StillShop, language: str
) -> None:
    who = customer(shop, "Ann")
    shop.services.till.top_up(TopUpRequest(act(shop), who, 90_000, with_offer=False))
    for number in range(60):
        shop.clock.instant += DAY
        shop.services.till.sale(
            SaleRequest(act(shop), who, 100 + number, payments={Means.STORED: 100 + number})
        )
    document = shop.services.reports.explain(who).document
    pdf = paper(shop, document, language)
    see_that_all_is_in_its_place(pdf)
    pages, count = read(pdf).split("\f")[:-1], len(page_sizes(pdf))
    assert count > 3
    title = Translator(language, localedir()).render(document.title)
    for page in pages[1:]:
        assert title in page
        assert document.shop.name in page
    assert all(str(count) in page.splitlines()[-1] for page in pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_rare_and_hostile_text_stays_in_its_place(shop: StillShop, language: str) -> None:
    name, address = f"{RARE} <b>&amp;{{0}}</b> " + "Ann " * 30, "A long line of an address\n" * 9
    shop.services.shop.set("shop.name", "The Long Shop Name " * 4)
    shop.services.shop.set("shop.address", "Harbour Walk of Considerable Length\n" * 4)
    who = shop.services.customers.add(Details(full_name=name, address=address)).id
    shop.services.till.top_up(TopUpRequest(act(shop), who, 500_000))
    pdf = paper(shop, shop.services.reports.explain(who).document, language)
    see_that_all_is_in_its_place(pdf)
    text = "".join(read(pdf).split())
    assert text.count(RARE) >= 2
    assert "<b>&amp;{0}</b>" in text


def test_who_never_had_anything_gets_no_letter(shop: StillShop) -> None:
    document = shop.services.reports.explain(customer(shop, "Ann")).document
    assert document.letter is None
    assert "Nothing was ever recorded here." in read(paper(shop, document))
