"""Words to a command and its arguments."""

import argparse
import re

import pytest

from smbcrm.cli.catalogue import COMMANDS
from smbcrm.cli.command import Argument, Command, Reply, leaves
from smbcrm.cli.context import Context
from smbcrm.cli.parser import BadUsage, Parsed, parse
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Translator

ENGLISH = Translator("en")


def _nothing(_: Context, __: argparse.Namespace) -> Reply:
    return Reply({})


def _leaves() -> list[tuple[tuple[str, ...], Command]]:
    return [(tuple(path.split()), command) for path, command in leaves(COMMANDS)]


def _parse(line: str) -> Parsed:
    return parse(line.split(), COMMANDS, ENGLISH)


@pytest.mark.parametrize(
    "line",
    [
        "--shop s.db --json --language zh_TW sale c 68 --pay cash=68",
        "sale --shop s.db --pay cash=68 c --json 68 --language zh_TW",
        "--json sale c --pay cash=68 68 --shop s.db --language=zh_TW",
        "sale c 68 --pay=cash=68 --shop=s.db --language=zh_TW --json",
    ],
)
def test_shared_options_stand_anywhere(line: str) -> None:
    parsed = _parse(line)
    args = parsed.args
    assert parsed.path == "smbcrm sale"
    assert (args.shop, args.json, args.language) == ("s.db", True, "zh_TW")
    assert (args.customer, args.amount, args.pay) == ("c", "68", ["cash=68"])


def test_shared_options_stand_between_a_group_and_its_command() -> None:
    args = _parse("customer --json show --shop s.db c").args
    assert (args.json, args.shop, args.customer) == (True, "s.db", "c")


def test_without_them_there_is_no_shop_no_json_and_no_language() -> None:
    args = _parse("find x").args
    assert (args.shop, args.json, args.language, args.limit) == (None, False, None, 20)


def test_an_option_between_the_words_takes_none_of_them() -> None:
    args = _parse("sale c --item a=1 68 --item b=2").args
    assert (args.customer, args.amount, args.item) == ("c", "68", ["a=1", "b=2"])


@pytest.mark.parametrize("line", ["sale - 68", "sale - --item a=1"])
def test_a_dash_is_a_word(line: str) -> None:
    assert _parse(line).args.customer == "-"


@pytest.mark.parametrize("amount", ["-5", "-5,00", "-¥5", "-.5"])
def test_a_negative_amount_is_a_word_for_the_shop_to_refuse(amount: str) -> None:
    assert _parse(f"sale c {amount} --pay cash=5").args.amount == amount
    assert _parse(f"sale --pay cash=5 c {amount}").args.amount == amount


def test_words_after_two_dashes_are_no_options() -> None:
    args = _parse("find --limit 3 -- --json").args
    assert (args.text, args.limit, args.json) == ("--json", 3, False)
    assert _parse("sale c --json -- -x").args.amount == "-x"


@pytest.mark.parametrize(("path", "command"), _leaves())
def test_what_writes_takes_a_request_and_what_reads_does_not(
    path: tuple[str, ...], command: Command
) -> None:
    words = [*path, *("1" for one in command.arguments if not one.name.startswith("-"))]
    for one in command.arguments:
        if one.required:
            words += [one.name, one.choices[0] if one.choices else "2026-03-05"]
    request = ["--request-id=r", "--date=2026-03-05", "--staff=s", "--till=t", "--note=n"]
    assert parse(words, COMMANDS, ENGLISH).command is command
    if command.writes:
        args = parse([*words, *request], COMMANDS, ENGLISH).args
        assert (args.request_id, args.staff, args.till, args.note) == ("r", "s", "t", "n")
        assert args.date.isoformat() == "2026-03-05"
    else:
        with pytest.raises(BadUsage):
            parse([*words, *request], COMMANDS, ENGLISH)


@pytest.mark.parametrize("line", ["", "--json", "customer", "customer --json"])
def test_without_a_command_there_is_help(line: str) -> None:
    parsed = _parse(line)
    assert parsed.command is None
    assert parsed.help.startswith("usage: smbcrm")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("fly", "There is no command “fly”. See: smbcrm --help"),
        ("customer fly", "There is no command “fly”. See: smbcrm customer --help"),
        ("sale", "missing: CODE|-"),
        ("sale c 1 2", "unknown words: 2"),
        ("sale c --fly", "unknown words: --fly"),
        ("sale c --sho x", "unknown words: --sho"),
        ("sale c --pay", "--pay: a value is missing"),
        ("find x --json=1", "--json: it takes no value, so “1” is too much"),
        ("find x --language fr", "--language: “fr” is not known here"),
        ("--language fr find x", "--language: “fr” is not known here"),
        ("void 1", "missing: --reason"),
        ("top-up c 5 --offer all", "--offer: “all” is not known here"),
        ("--fly find x", "unknown words: --fly"),
    ],
)
def test_what_is_no_command_is_complained_about(line: str, complaint: str) -> None:
    with pytest.raises(BadUsage) as bad:
        _parse(line)
    said = bad.value.complaint
    assert complaint in (said if isinstance(said, str) else ENGLISH.render(said))
    assert bad.value.usage.startswith("usage: smbcrm")


@pytest.mark.parametrize("line", ["sale c 1 --date 5.3.2026", "find x --limit many"])
def test_a_value_that_cannot_be_read_is_a_mistake_in_the_command_line(line: str) -> None:
    with pytest.raises(BadUsage) as bad:
        _parse(line)
    assert isinstance(bad.value.complaint, UserError)


@pytest.mark.parametrize("path", [(), ("customer",), *(path for path, _ in _leaves())])
def test_help_lists_every_argument_and_stops(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse([*path, "--help"], COMMANDS, ENGLISH)
    shown = capsys.readouterr().out
    assert stopped.value.code == 0
    for found, command in _leaves():
        if found == path:
            assert all(
                argument.name in shown or argument.metavar in shown
                for argument in command.arguments
            )
            assert command.help in shown
    assert "--shop" in shown


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--help"], COMMANDS, ENGLISH)
    shown = capsys.readouterr().out
    names = [one.name for one in COMMANDS]
    assert re.findall(r"^  ([a-z-]+)  ", shown, re.MULTILINE)[-len(COMMANDS) :] == names


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        _parse("--version")
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("Shopbell ")


def test_a_percent_sign_in_a_help_text_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    argument = Argument("--part", "50 % of it", "N", known=("%s",))
    command = Command("half", "the half: 50 %", _nothing, (argument,))
    with pytest.raises(SystemExit):
        parse(["half", "--help"], (command,), ENGLISH)
    assert "50 % of it: %s" in capsys.readouterr().out
