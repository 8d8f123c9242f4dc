"""Text in the reader's language: catalogues, parameters, and errors as sentences."""

import datetime as dt
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.errors import EnvironmentFault, ShopbellError, UserError
from smbcrm.core.i18n import LANGUAGES, N_, Text, Translator, match_language
from smbcrm.core.money import Currency, Money

USD = Currency.of("USD")


class TooMuch(UserError):
    msgid = N_("{name} has {amount} only.")


class DiskFull(EnvironmentFault):
    msgid = N_("The disk is full.")


class Gone(UserError):
    msgid = N_("{name} is gone.")
    command = N_("Look for it with: find {name}")


@pytest.fixture
def localedir(tmp_path: Path) -> Path:
    catalogue = Catalog(locale="zh_CN", domain="smbcrm")
    catalogue.add("{name} has {amount} only.", "{name}只有{amount}。")
    catalogue.add("The disk is full.", "磁盘已满。")
    catalogue.add("{name} is gone.", "{name}不见了。")
    catalogue.add("Look for it with: find {name}", "查找：find {name}")
    catalogue.add(("{count} visit", "{count} visits"), ("{count}次到店",))
    catalogue.add(", ", "、")
    target = tmp_path / "zh_CN" / "LC_MESSAGES" / "smbcrm.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    return tmp_path


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("en_GB.UTF-8", "en"),
        ("fr_FR", "en"),
        ("C", "en"),
        ("", "en"),
        ("zh", "zh_CN"),
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh_SG", "zh_CN"),
        ("zh-Hans-CN", "zh_CN"),
        ("zh_TW.UTF-8", "zh_TW"),
        ("zh_HK", "zh_TW"),
        ("zh_MO", "zh_TW"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hant-HK", "zh_TW"),
        ("ZH_tw", "zh_TW"),
    ],
)
def test_the_nearest_language(wanted: str, language: str) -> None:
    assert match_language(wanted) == language
    assert language in LANGUAGES


def test_the_source_text_is_shown_without_a_catalogue() -> None:
    plain = Translator("en")
    assert plain.language == "en"
    assert plain.gettext("The disk is full.") == "The disk is full."
    assert plain.ngettext("{count} visit", "{count} visits", 2) == "{count} visits"


def test_english_needs_no_catalogue_and_another_language_does(localedir: Path) -> None:
    assert Translator("en", localedir).gettext("The disk is full.") == "The disk is full."
    with pytest.raises(FileNotFoundError):
        Translator("zh_TW", localedir)


def test_a_catalogue_gives_the_words(localedir: Path) -> None:
    chinese = Translator("zh_CN", localedir)
    assert chinese.gettext("The disk is full.") == "磁盘已满。"
    assert chinese.ngettext("{count} visit", "{count} visits", 3) == "{count}次到店"
    assert chinese.gettext("Not in the catalogue.") == "Not in the catalogue."


def test_an_empty_text_stays_empty_and_is_not_the_header(localedir: Path) -> None:
    assert Translator("zh_CN", localedir).gettext("") == ""
    assert Translator("en").render(Text("")) == ""


def test_errors_are_rendered_in_the_language(localedir: Path) -> None:
    error = TooMuch(name="陈雨桐", amount=Money(105000, USD))
    assert Translator("zh_CN", localedir).render(error) == "陈雨桐只有$1,050.00。"
    assert Translator("en").render(error) == "陈雨桐 has $1,050.00 only."
    assert Translator("zh_CN", localedir).render(DiskFull()) == "磁盘已满。"


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        (Money(-300, Currency.of("TWD")), "-NT$300"),
        (dt.datetime(2024, 5, 1, 8, 5, 59, tzinfo=dt.UTC), "2024-05-01 08:05"),
        (dt.date(2024, 5, 1), "2024-05-01"),
        (["a", 2, Money(5, USD)], "a, 2, $0.05"),
        ((), ""),
        (Text("{a} of {b}", {"a": 1, "b": Text("many")}), "1 of many"),
        (DiskFull(), "The disk is full."),
        (3, "3"),
        (None, "None"),
    ],
)
def test_parameters_as_people_read_them(item: object, shown: str) -> None:
    assert Translator("en").value(item) == shown


def test_a_list_is_joined_as_the_language_joins(localedir: Path) -> None:
    assert Translator("zh_CN", localedir).value(["甲", "乙"]) == "甲、乙"


@given(st.text())
def test_braces_in_a_value_are_never_filled_in(name: str) -> None:
    text = Text("{name}!", {"name": name, "amount": 1})
    assert Translator("en").render(text) == f"{name}!"
    assert Translator("en").render(Text("{name}", {"name": "{amount}", "amount": 1})) == "{amount}"


def test_an_error_carries_its_parameters_and_says_itself_for_the_log() -> None:
    error = TooMuch(name="Ann", amount=3)
    assert str(error) == "Ann has 3 only."
    assert error.params == {"name": "Ann", "amount": 3}
    assert isinstance(error, ShopbellError)
    assert str(ShopbellError()) == ""


def test_the_command_that_helps_is_said_only_where_it_is_asked_for() -> None:
    english = Translator("en")
    assert english.render(Gone(name="Ann")) == "Ann is gone."
    assert english.with_command(Gone(name="Ann")) == "Ann is gone. Look for it with: find Ann"
    assert english.with_command(DiskFull()) == "The disk is full."


def test_chinese_sentences_follow_each_other_without_a_space(localedir: Path) -> None:
    chinese = Translator("zh_CN", localedir)
    assert chinese.with_command(Gone(name="陈雨桐")) == "陈雨桐不见了。查找：find 陈雨桐"
