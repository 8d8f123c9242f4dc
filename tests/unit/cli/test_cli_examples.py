"""The examples in the help: every command has one, and it is a command line."""

import shlex

import pytest

from smbcrm.cli.catalogue import COMMANDS
from smbcrm.cli.command import leaves
from smbcrm.cli.examples import EXAMPLES, UNITS
from smbcrm.cli.languages import translator
from smbcrm.cli.parser import parse
from smbcrm.core.i18n import Translator

ENGLISH = Translator("en")
PLAIN = {
    *("damaged", "stolen", "misuse", "lost", "faulty", "goodwill", "promised", "float", "bank"),
    *("illness", "invitation", "correction"),
}
"""Codes that are English words themselves."""


def test_every_command_has_an_example_and_no_other() -> None:
    assert set(EXAMPLES) == {path for path, _ in leaves(COMMANDS)}


@pytest.mark.parametrize("path", EXAMPLES)
def test_an_example_can_be_typed(path: str) -> None:
    parsed = parse(shlex.split(f"{path} {EXAMPLES[path]}"), COMMANDS, ENGLISH)
    command = dict(leaves(COMMANDS))[path]
    assert parsed.command is command
    for one in command.arguments:
        typed = getattr(parsed.args, one.name.lstrip("-").replace("-", "_"))
        if one.known and isinstance(typed, str):
            assert typed.partition("=")[0] in one.known, (path, one.name)


def test_the_help_ends_with_units_and_the_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["package", "extend", "--help"], COMMANDS, ENGLISH)
    told = capsys.readouterr().out
    assert told.endswith(
        f"what is typed:\n  DATE  {UNITS['DATE']}\n\nexample:\n"
        "  smbcrm package extend hannah CUT10 --until 2027-06-30 --reason illness\n"
    )


def test_the_help_says_what_a_reason_code_means(capsys: pytest.CaptureFixture[str]) -> None:
    """In every language; a code that is its own English words stands alone there."""
    told = {}
    for language in ("en", "zh_CN", "zh_TW"):
        with pytest.raises(SystemExit):
            parse(["void", "--help"], COMMANDS, translator(language))
        told[language] = " ".join(capsys.readouterr().out.split())
    assert "wrong_amount, wrong_customer, wrong_item, wrong_payment, twice (rec" in told["en"]
    assert "原因：wrong_amount（金额错了）、" in told["zh_CN"]
    assert "原因：wrong_amount（金額錯了）、" in told["zh_TW"]
    assert "recorded" not in told["zh_CN"] + told["zh_TW"]


def test_every_reason_code_has_words() -> None:
    for path, command in leaves(COMMANDS):
        for one in command.arguments:
            if one.name == "--reason" and one.meaning is not str:
                for code in one.known:
                    meant = one.meaning(code)
                    assert meant != code or code in PLAIN, (path, code)
