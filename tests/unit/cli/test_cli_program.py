"""One run of the program: exit codes, and what is said when something goes wrong."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from smbcrm.__main__ import main
from smbcrm.cli import program
from smbcrm.cli.command import Argument, Command, Dating, Reply
from smbcrm.cli.context import Context
from smbcrm.cli.screens import TourWish
from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import Text
from smbcrm.core.machine import LANGUAGE, Machine

NAME = "陈雨桐 13800138000"


class Refused(UserError):
    """A refusal of the test."""

    msgid = "“{name}” is refused."


class Away(EnvironmentFault):
    """A fault of the test."""

    msgid = "The disk is away."


@dataclass
class Windows:
    """Screens that only note what they were to show."""

    opened: list[tuple[str | None, str, bool]] = field(default_factory=list)
    wishes: list[TourWish] = field(default_factory=list)
    error: OSError | None = None

    def window(self, machine: Machine, shop: str | None, language: str, *, demo: bool) -> None:
        assert machine.last_shop() is None
        self.opened.append((shop, language, demo))

    def tour(self, wish: TourWish) -> tuple[Path, ...]:
        if self.error is not None:
            raise self.error
        self.wishes.append(wish)
        return (wish.folder / "01-counter.png",)


Offer = Callable[[Callable[[Context], Reply]], None]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C")
    return tmp_path


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Offer:
    """Make `smbcrm read` and `smbcrm write` do what the test wants."""

    def offered(act: Callable[[Context], Reply]) -> None:
        def handler(context: Context, _: argparse.Namespace) -> Reply:
            return act(context)

        commands = (
            Command("read", "r", handler),
            Command("write", "w", handler, writes=True, dating=Dating.GIVEN),
            Command("try", "t", handler, (Argument("--dry-run", "d", flag=True),), writes=True),
        )
        monkeypatch.setattr(program, "COMMANDS", commands)

    return offered


def _raising(error: BaseException) -> Callable[[Context], Reply]:
    def act(_: Context) -> Reply:
        raise error

    return act


def test_done_is_0(offer: Offer, capsys: pytest.CaptureFixture[str]) -> None:
    offer(lambda _: Reply({}, ("done",)))
    assert main(["read"]) == 0
    assert capsys.readouterr() == ("done\n", "")


def test_an_answer_with_a_refusal_is_shown_and_is_1(
    offer: Offer, capsys: pytest.CaptureFixture[str]
) -> None:
    offer(lambda _: Reply({"a": 1}, ("done",), Refused(name="x")))
    assert main(["write"]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("done\n")
    assert shown.err == "“x” is refused.\n"
    assert main(["read", "--json"]) == 1
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"a": 1}
    assert json.loads(shown.err)["code"] == "Refused"


def test_the_processes_own_words_are_the_default(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(lambda _: Reply({}, ("done",)))
    monkeypatch.setattr(sys, "argv", ["smbcrm", "fly"])
    assert main() == 2


def test_a_frozen_program_is_no_reader_of_lists_unless_asked(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(lambda _: Reply({}))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["smbcrm", "read"])
    assert main() == 0


def test_a_refusal_is_1_with_its_sentence(offer: Offer, capsys: pytest.CaptureFixture[str]) -> None:
    offer(_raising(Refused(name="x\x1b")))
    assert main(["read"]) == 1
    assert capsys.readouterr() == ("", "“x\\x1b” is refused.\n")
    assert main(["write", "--json"]) == 1
    said = json.loads(capsys.readouterr().err)
    assert said == {"error": "“x\x1b” is refused.", "code": "Refused"}


def test_after_a_fault_the_request_can_be_sent_again(
    offer: Offer, capsys: pytest.CaptureFixture[str]
) -> None:
    offer(_raising(Away()))
    assert main(["read"]) == 1
    assert capsys.readouterr().err == "The disk is away.\n"
    assert main(["write"]) == 1
    assert "The disk is away.\nTo have it count once, send it again with --request-id " in (
        capsys.readouterr().err
    )
    assert main(["write", "--json", "--request-id", "abc"]) == 1
    assert json.loads(capsys.readouterr().err)["request_id"] == "abc"


def test_what_only_looks_is_not_to_be_sent_again(
    offer: Offer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that writes may be asked only to show what it would do."""
    offer(_raising(Away()))
    assert main(["try", "--dry-run"]) == 1
    assert capsys.readouterr().err == "The disk is away.\n"
    assert main(["try", "--dry-run", "--json"]) == 1
    assert "request_id" not in json.loads(capsys.readouterr().err)
    offer(lambda _: Reply({}, ("It would.",)))
    assert main(["try", "--dry-run"]) == 0
    assert capsys.readouterr() == ("It would.\n", "")
    assert main(["try"]) == 0
    assert "Request" in capsys.readouterr().out


def test_a_bug_is_3_and_the_log_holds_no_person(
    offer: Offer, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    def act(_: Context) -> Reply:
        try:
            return Reply(dict[str, dict[str, object]]()[NAME])
        except KeyError as error:
            raise ValueError(NAME) from error

    offer(act)
    assert main(["write", "--request-id", "request-7", "--note", NAME]) == 3
    shown = capsys.readouterr()
    assert str(home / "smbcrm.log") in shown.err
    assert "Traceback" not in shown.err + shown.out
    log = (home / "smbcrm.log").read_text("utf-8")
    assert "builtins.ValueError" in log
    assert "caused by builtins.KeyError" in log
    assert "where=smbcrm write request=request-7" in log
    assert "test_cli_program.py" in log
    assert not any(part in log for part in NAME.split())


def test_an_answer_that_cannot_be_shown_is_a_bug_too(offer: Offer) -> None:
    offer(lambda _: Reply({"what": object()}))
    assert main(["read", "--json"]) == 3


def test_a_log_that_cannot_be_written_is_no_second_failure(
    offer: Offer, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    (home / "file").touch()
    monkeypatch.setenv("SMBCRM_HOME", str(home / "file" / "below"))
    offer(_raising(ZeroDivisionError()))
    assert main(["read"]) == 3


@pytest.mark.parametrize("error", [KeyboardInterrupt(), BrokenPipeError()])
def test_who_stops_it_is_told_nothing(
    error: BaseException, offer: Offer, capsys: pytest.CaptureFixture[str]
) -> None:
    offer(_raising(error))
    assert main(["write"]) == 130
    assert capsys.readouterr() == ("", "")


def test_no_command_opens_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    screens = Windows()
    assert program.run([], screens) == 0
    assert program.run(["window", "--demo", "--language", "zh_CN"], screens) == 0
    assert program.run(["window", "--shop", "a.smbcrm"], screens) == 0
    shop = str(Path("a.smbcrm").absolute())
    assert screens.opened == [(None, "en", False), (None, "zh_CN", True), (shop, "en", False)]
    assert capsys.readouterr() == ("", "")


def test_a_window_that_cannot_be_shown_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 1
    assert capsys.readouterr().err.startswith("There is no display to open a window on.")
    for words in ([], ["window"], ["tour", "pictures"]):
        assert program.run(words) == 1
        assert capsys.readouterr().err.startswith("The window cannot be opened: PySide6.")


def test_the_tour_is_told_how_it_is_to_look(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    screens, folder = Windows(), str(tmp_path)
    assert program.run(["tour", folder], screens) == 0
    line = "--language zh_TW --theme dark --size 911x452 --scale 1.5"
    assert program.run(["tour", folder, *line.split()], screens) == 0
    assert screens.wishes == [
        TourWish(tmp_path, "en", "light", 1366, 696, 1.0),
        TourWish(tmp_path, "zh_TW", "dark", 911, 452, 1.5),
    ]
    assert "1 " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "text"),
    [
        *(("--size", text) for text in ("1366", "1366x", "9x9", "1366*696", "99999x1")),
        *(("--scale", text) for text in ("big", "0", "9", "nan", "1,5")),
    ],
)
def test_a_size_or_scale_that_no_screen_has_is_bad_usage(
    option: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    screens = Windows()
    assert program.run(["tour", "pictures", option, text], screens) == 2
    assert f"“{text}” is no " in capsys.readouterr().err
    assert screens.wishes == []


def test_pictures_that_cannot_be_written_are_no_bug(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    screens = Windows(error=NotADirectoryError())
    assert program.run(["tour", str(tmp_path)], screens) == 1
    assert "could not be written" in capsys.readouterr().err


def test_half_a_command_is_help_and_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["customer"]) == 2
    assert capsys.readouterr().out.startswith("usage: smbcrm customer COMMAND")


def test_bad_usage_is_2_in_words_and_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["customer", "--json"]) == 2
    said = json.loads(capsys.readouterr().err)
    assert said == {"error": "missing: COMMAND", "code": "BadUsage"}
    assert main(["fly\u202e"]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("usage: smbcrm COMMAND")
    assert "\u202e" not in shown.err
    assert main(["sale", "c", "1", "--date", "x", "--json"]) == 2
    said = json.loads(capsys.readouterr().err)
    assert said == {
        "error": "“x” is not a date. Write it as 2026-03-05.",
        "code": "BadUsage",
    }


def test_help_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sale", "--help"]) == 0
    assert "CODE|-" in capsys.readouterr().out


def test_every_answer_of_what_writes_says_its_request(
    offer: Offer, capsys: pytest.CaptureFixture[str]
) -> None:
    offer(lambda _: Reply({"a": 1}, ("done",)))
    assert main(["write", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["request_id"]
    assert main(["write"]) == 0
    assert "Request  " in capsys.readouterr().out
    assert main(["write", "--json", "--request-id", first]) == 0
    assert json.loads(capsys.readouterr().out) == {"a": 1, "request_id": first}


def test_the_act_is_what_was_given(offer: Offer) -> None:
    acts = []

    def act(context: Context) -> Reply:
        acts.append(context.act)
        assert context.act == context.act
        return Reply({})

    offer(act)
    line = "write --request-id r --date 2026-03-05 --staff Ann --till T --note n"
    assert main(line.split()) == 0
    said = (acts[0].request_id, acts[0].staff, acts[0].terminal, acts[0].note)
    assert said == ("r", "Ann", "T", "n")
    assert str(acts[0].date) == "2026-03-05"


def test_the_reader_may_go_away(offer: Offer) -> None:
    """`smbcrm history … | head -1`: the pipe is closed before the answer is out."""
    reading, writing = os.pipe()
    os.close(reading)
    offer(lambda _: Reply({}, ("line",) * 100_000))
    with pytest.MonkeyPatch.context() as patch, os.fdopen(writing, "w", encoding="utf-8") as pipe:
        patch.setattr(sys, "stdout", pipe)
        assert main(["read"]) == 130


def test_progress_is_shown_to_people_only(
    offer: Offer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(context: Context) -> Reply:
        for done in (0, 1, 1, 2):
            context.progress(done, 2)
        context.progress(0, 0)
        return Reply({}, (Text("done"),))

    offer(act)
    assert main(["read"]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["read"]) == 0
    assert capsys.readouterr().err == "\r0 %\r50 %\r     \r"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["read", "--json"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("words", [["window", "--language", "zh_TW"], ["--language=zh_TW"]])
def test_a_language_asked_for_counts_for_this_start_of_the_window(
    words: list[str], home: Path
) -> None:
    class Seeing(Windows):
        def window(self, machine: Machine, shop: str | None, language: str, *, demo: bool) -> None:
            super().window(machine, shop, language, demo=demo)
            assert machine.get(LANGUAGE) == language == "zh_TW"

    Machine(home).put(LANGUAGE, "zh_CN")
    windows = Seeing()
    assert program.run(words, windows) == 0
    assert windows.opened == [(None, "zh_TW", False)]
    assert Machine(home).get(LANGUAGE) == "zh_CN"
