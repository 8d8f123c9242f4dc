"""A file of rules: what is in it, and whatever else somebody puts there."""

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.cli.rules_example import example
from smbcrm.core.errors import UserError
from smbcrm.core.money import Currency
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.shop.types import EarnAt, Rates
from smbcrm.membership.tiers.types import BirthdaySpan, NewTier, Tier, TierChanges
from smbcrm.membership.what_if.reading import Known, read_trial
from smbcrm.membership.what_if.types import (
    BadRule,
    NoSuchVoucher,
    NotATrial,
    NothingTried,
    NotToml,
    PointsChanges,
    RefusedRule,
    RuleSet,
    Trial,
    UnknownRule,
)
from smbcrm.membership.what_if.values import line_of

USD, TWD = Currency("USD", 2), Currency("TWD", 0)
THERE = Known(("regular", "silver", "gold"), ("WELCOME", "TEN"))
SHIPPED = (
    Tier(1, "regular", 0, "Regular", None, 100, 0),
    Tier(2, "silver", 1, "Silver", 40_000, 120, 0),
    Tier(3, "gold", 2, "Gold", 100_000, 150, 0),
)
RULES = RuleSet(SHIPPED, Rates(1, 100, 100, 100, 12, 12), ())
EXAMPLE = example(RULES, USD, str)


def read(text: str | bytes, currency: Currency = USD) -> Trial:
    content = text if isinstance(text, bytes) else text.encode()
    return read_trial(content, currency, THERE)


def test_the_example_says_all_there_is_to_say() -> None:
    trial = read(EXAMPLE)
    silver = TierChanges(spend_from=35_000, visits_from=0, points_from=0, months=12)
    gold = TierChanges(
        item="",
        item_months=12,
        points_factor=150,
        birthday_factor=200,
        birthday_span=BirthdaySpan.DAY,
        discount=500,
        lasts_months=0,
        grace_months=2,
    )
    assert trial.tiers == {"silver": silver, "gold": gold}
    weekdays = (100, 200, 100, 100, 100, 150, 100)
    assert trial.points == PointsChanges(
        1, 100, 100, 100, 12, 12, EarnAt.SPEND, on_gift=False, weekdays=weekdays
    )
    platinum = NewTier("platinum", "Platinum", TierChanges(spend_from=250_000), "gold")
    assert trial.new_tiers == (platinum,)
    assert trial.entry_vouchers == {}
    assert trial.review_dates == ((1, 1), (7, 1))
    first, last = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    assert trial.offers == (Offer(1, 20_000, 2_500, first, last, ("gold",)),)


def test_the_example_stays_out_of_the_way_of_what_the_shop_has() -> None:
    lowest = Tier(1, "platinum", 0, "PLATINUM 2", None, 100, 0)
    rules = replace(RULES, tiers=(lowest,))
    trial = read_trial(example(rules, Currency("JPY", 0), str).encode(), TWD, Known(["platinum"]))
    assert list(trial.tiers) == ["platinum"]
    (new,) = trial.new_tiers
    assert new == NewTier("platinum-3", "Platinum 3", TierChanges(spend_from=2_500), "platinum")
    two = (lowest, SHIPPED[1]._replace(spend_from=5, visits_from=3, item='"x', item_months=6))
    trial = read(example(replace(RULES, tiers=two), USD, str))
    told = trial.tiers["silver"]
    assert (told.spend_from, told.visits_from, told.item, told.item_months) == (4, 3, '"x', 6)


def test_short_ways_to_write_it() -> None:
    assert read("tiers.gold.spend_from = 900").tiers["gold"].spend_from == 90_000
    assert read('[tiers]\ngold = { spend_from = "900" }').tiers["gold"].spend_from == 90_000
    assert read("tiers.gold.spend_from = 900", TWD).tiers["gold"].spend_from == 900
    assert read("tiers.gold.spend_from = 900.50").tiers["gold"].spend_from == 90_050
    assert read('tiers.gold.item = "none"').tiers["gold"].item == ""
    assert read("offers = []").offers == ()
    assert read("\ufefftiers.gold.months = 6\r\n").tiers["gold"].months == 6


@pytest.mark.parametrize(
    ("text", "refusal", "said"),
    [
        ("", NothingTried, "changes no rule"),
        ("# nothing", NothingTried, "changes no rule"),
        ("[tiers.gold]", NothingTried, "changes no rule"),
        ("a = ", NotToml, "Line 1 of the file"),
        ("[tiers.gold]\n\nmonths = 1 2", NotToml, "Line 3 of the file"),
        ('x = "', NotToml, "Line 1 of the file"),
        ("[tiers.gold]\nmonths = 1\nmonths = 2", NotToml, "Line 3 of the file"),
        ("n = " + "9" * 5_000, NotToml, "of the file cannot be read"),
        ("n = " + "[" * 5_000, NotToml, "Line 1 of the file"),
        (b"\xff\xfe\x00", NotATrial, "no text"),
        ("# \0", NotATrial, "no text"),
        ("#" * 100_001, NotATrial, "100000"),
        ("\n[teirs.gold]\nmonths = 1", UnknownRule, "Line 2: teirs is not known"),
        ("[tiers.platinum]\nmonths = 1", UnknownRule, "Line 1: tiers.platinum is not known"),
        ("[tiers.gold]\nspend = 1", UnknownRule, "Line 2: tiers.gold.spend is not known"),
        ("[points]\n\nearn = 1", UnknownRule, "Line 3: points.earn is not known"),
        ("[points]\nmonths = 0", BadRule, "Line 2: points.months cannot be 0. Write a number of"),
        ("[points]\nearned_at = 'later'", BadRule, "“later”. Write spend, or top_up"),
        ("[points]\non_gift = true", BadRule, "cannot be true. Write on, off"),
        ("[points]\nweekdays = 'tue'", BadRule, "Line 2: points.weekdays cannot be “tue”"),
        ("[stored_value]\nmonths = 1", UnknownRule, "Line 2: stored_value.months"),
        ("[stored_value]\ngift_months = 241", BadRule, "stored_value.gift_months cannot be 241"),
        ("tiers.review_dates = 'May'", BadRule, "tiers.review_dates cannot be “May”"),
        ("[tiers.gold]\nentry_vouchers = 'X'", BadRule, "a list of vouchers"),
        ("[tiers.gold]\nentry_vouchers = ['X']", NoSuchVoucher, "there is no voucher “X”"),
        (
            "[tiers.gold]\nentry_vouchers = ['TEN']\n[tiers.silver]\nentry_vouchers = ['TEN']",
            BadRule,
            "Line 4: tiers.silver.entry_vouchers",
        ),
        ("[tiers.gold]\nabove = 'silver'", BadRule, "only with the name of a new tier"),
        ("[tiers.x]\nname = 'X'\nabove = 'y'", BadRule, "Line 3: tiers.x.above"),
        ("[tiers.x]\nname = 1", BadRule, "Line 2: tiers.x.name cannot be 1"),
        ("tiers = 1", BadRule, "Line 1: tiers cannot be 1. Write a table"),
        ("[tiers]\ngold = 1", BadRule, "Line 2: tiers.gold cannot be 1. Write a table"),
        ("points = []", BadRule, "Line 1: points cannot be []"),
        ("[tiers.gold]\nmonths = 0", BadRule, "Line 2: tiers.gold.months cannot be 0"),
        ("[tiers.gold]\nmonths = true", BadRule, "cannot be true"),
        ('[tiers.gold]\nmonths = [false, "1"]', BadRule, 'cannot be [false, "1"]'),
        ("[tiers.gold]\nmonths = {a = 1, b = true}", BadRule, "cannot be {a = 1, b = true}"),
        ("[tiers.gold]\nmonths = 1.5", BadRule, "cannot be “1.5”. Write a whole number"),
        ("[tiers.gold]\nmonths = 1979-05-27", BadRule, "cannot be 1979-05-27"),
        ("[tiers.gold]\nvisits_from = -1", BadRule, "cannot be -1. Write a whole number"),
        ("[tiers.gold]\nvisits_from = 'some'", BadRule, "cannot be “some”"),
        ("[tiers.gold]\nspend_from = 0", BadRule, "an amount above 0"),
        ("[tiers.gold]\nspend_from = []", BadRule, "an amount above 0"),
        ("[tiers.gold]\nspend_from = inf", RefusedRule, "Line 2, tiers.gold.spend_from:"),
        ("[tiers.gold]\nspend_from = '1,5,0'", RefusedRule, "Line 2, tiers.gold.spend_from:"),
        ("[tiers.gold]\nspend_from = '1.005'", RefusedRule, "Line 2, tiers.gold.spend_from:"),
        ("[tiers.gold]\ndiscount = []", BadRule, "a percentage"),
        ("[tiers.gold]\nitem = 1", BadRule, "the code of an item"),
        ("[tiers.gold]\nitem = ' '", BadRule, "the code of an item"),
        ("[tiers.gold]\nmonths = 99999999", BadRule, "from 1 to 1,000,000"),
        ("offers = 1", BadRule, "each offer as"),
        ("offers = [1]", BadRule, "a table"),
        ("[[offers]]\namount = 1", BadRule, "each offer as"),
        ("[[offers]]\namount = 1\ngift = 1\nto = 2", UnknownRule, "Line 4: offers.to"),
        ("[[offers]]\namount = 1\ngift = 1\nfirst = 'May'", BadRule, "Line 4: offers.first"),
        ("[[offers]]\namount = 1\ngift = 1\ntiers = ['x']", BadRule, "a list of tiers"),
        ("[[offers]]\namount = 1\ngift = 1\ntiers = 'gold'", BadRule, "a list of tiers"),
        ("[tiers.gold]\nbirthday_span = 'year'", BadRule, '“year”. Write "day" or'),
        ("[tiers.gold]\nbirthday_span = []", BadRule, 'Write "day" or'),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    text: str | bytes, refusal: type[UserError], said: str
) -> None:
    with pytest.raises(refusal) as caught:
        read(text)
    assert said in str(caught.value)


def test_what_is_shown_of_a_file_is_short_and_harmless() -> None:
    with pytest.raises(BadRule) as caught:
        read(f'tiers.gold.months = "\\u001b[2J{"x" * 500}"')
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 200
    with pytest.raises(UnknownRule) as unknown:
        read(f'"{"y" * 500}" = 1')
    assert len(str(unknown.value)) < 200


def test_a_line_is_found_wherever_the_key_stands() -> None:
    text = '# months\n[tiers.silver]\nmonths = 1\n[ tiers . "gold" ]\n"months" = 2\n'
    assert line_of(text, ("tiers", "gold", "months")) == 5
    assert line_of(text, ("tiers", "silver", "months")) == 3
    assert line_of(text, ("tiers", "gold")) == 4
    assert line_of(text, ("points", "earn_points")) == 1
    assert line_of("", ()) == 1


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_anything_is_read_or_refused(junk: str | bytes) -> None:
    content = junk if isinstance(junk, bytes) else junk.encode("utf-8", "surrogatepass")
    with suppress(UserError):
        assert read(content) != Trial()


SCALARS = (
    st.none().map(lambda _: "[]")
    | st.integers().map(str)
    | st.text(
        st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="'"), max_size=12
    ).map(lambda text: f"'{text}'")
    | st.sampled_from(["true", "1.5", "nan", "1979-05-27", "{a=1}"])
)
KEYS = st.sampled_from(
    ["spend_from", "visits_from", "months", "item", "discount", "grace_months", "other"]
)


@given(st.dictionaries(KEYS, SCALARS, max_size=4), st.sampled_from(["gold", "silver", "x"]))
def test_any_value_is_read_or_refused_by_key_and_line(rule: dict[str, str], code: str) -> None:
    lines = [f"[tiers.{code}]", *(f"{name} = {value}" for name, value in rule.items())]
    try:
        assert read("\n".join(lines)).tiers[code].given()
    except NothingTried:
        assert not rule
    except (BadRule, RefusedRule, UnknownRule) as refused:
        line, key = refused.params["line"], str(refused.params["key"])
        assert isinstance(line, int)
        assert key.rpartition(".")[2] in lines[line - 1]


def test_the_page_about_it_shows_the_same_example() -> None:
    page = (Path(__file__).parents[3] / "docs" / "WHAT-IF.md").read_text("utf-8")
    assert f"```toml\n{EXAMPLE}```" in page
