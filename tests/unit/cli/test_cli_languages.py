"""Which language the reader wants."""

import pytest

from smbcrm.cli import languages
from smbcrm.cli.languages import system_language, wanted_language


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh_TW"),
        ({"LC_MESSAGES": "zh_TW", "LC_ALL": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh-Hant-HK"}, "zh_TW"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN"}, "en"),
    ],
)
def test_the_systems_language_by_posix_variables(variables: dict[str, str], language: str) -> None:
    assert system_language(variables) == language


def test_windows_is_asked_where_no_variable_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "_windows_language", lambda: "zh_TW")
    assert system_language({}) == "zh_TW"
    assert system_language({"LANG": "zh_CN"}) == "zh_CN"


@pytest.mark.parametrize(
    ("argv", "language"),
    [
        (["find", "x", "--language", "zh_TW"], "zh_TW"),
        (["--language=zh_CN", "find"], "zh_CN"),
        (["--language", "zh_CN", "find", "--language=zh_TW"], "zh_TW"),
        (["--language", "fr", "find"], "en"),
        (["find", "--language"], "en"),
        (["find", "--", "--language=zh_CN"], "en"),
        ([], "en"),
    ],
)
def test_the_language_asked_for_wins(
    argv: list[str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert wanted_language(argv) == language


def test_without_a_catalogue_the_answer_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_catalogue(language: str, *_: object) -> None:
        if language != "en":
            raise FileNotFoundError(language)

    monkeypatch.setattr(languages, "Translator", no_catalogue)
    assert languages.translator("zh_CN") is None


def test_what_was_chosen_on_this_pc_goes_before_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE")
    assert wanted_language(["find"], "zh_TW") == "zh_TW"
    assert wanted_language(["--language=zh_CN", "find"], "zh_TW") == "zh_CN"
    assert wanted_language(["--language=fr", "find"], "zh_TW") == "zh_TW"
    assert wanted_language(["find"], "") == "en"
