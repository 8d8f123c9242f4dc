"""Answers and refusals on the terminal."""

import datetime as dt
import io
import json

import pytest

from smbcrm.cli.command import Facts, Reply, Table
from smbcrm.cli.context import NoShopChosen
from smbcrm.cli.output import Output, harden
from smbcrm.core.i18n import Text, Translator
from smbcrm.core.money import Currency, Money

DOLLAR = Currency("USD", 2)
EVIL = "Ann\x1b[2J\u202e{first_name}%s"


def _terminal(encoding: str = "utf-8") -> io.TextIOWrapper:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    harden(stream)
    return stream


def _shown(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(stream.encoding)


def _answer(reply: Reply, *, as_json: bool = False, encoding: str = "utf-8") -> str:
    out = _terminal(encoding)
    Output(out, _terminal(), Translator("en"), as_json).answer(reply)
    return _shown(out)


def test_facts_stand_under_each_other_and_empty_ones_are_left_out() -> None:
    facts = Facts([("Name", "陈雨桐"), ("Tier", None), ("Points", 0), ("Note", "")])
    assert _answer(Reply({}, (facts,))) == "Name    陈雨桐\nPoints  0\n"


def test_columns_stand_straight_with_wide_signs_and_numbers_to_the_right() -> None:
    rows = [("陈雨桐", Money(5, DOLLAR), 7, None), ("Ann", Money(123456, DOLLAR), None, "")]
    table = Table(("Name", "Net", "Points", "Empty"), rows)
    assert _answer(Reply({}, (table,))).splitlines() == [
        "Name          Net  Points",
        "陈雨桐      $0.05       7",
        "Ann     $1,234.56",
    ]


def test_an_empty_table_says_so() -> None:
    assert _answer(Reply({}, (Table(("Name",), []),))) == "There is nothing yet.\n"


def test_a_name_of_300_signs_does_not_push_the_others_out_of_sight() -> None:
    shown = _answer(Reply({}, (Table(("Name", "Code"), [("x" * 300, "C1")]),)))
    assert max(map(len, shown.splitlines())) < 60
    assert shown.splitlines()[1].endswith("…  C1")


def test_parts_are_set_apart() -> None:
    reply = Reply({}, (Text("Done."), Facts([("A", 1)]), Table(("B",), [(2,)]), "data"))
    assert _answer(reply) == "Done.\n\nA  1\n\nB\n2\ndata\n"


@pytest.mark.parametrize(
    "part",
    [
        EVIL,
        Text("Hello {name}", {"name": EVIL}),
        Facts([("Name", EVIL)]),
        Table(("Name",), [(EVIL,)]),
    ],
)
def test_a_hostile_name_is_harmless_in_every_part(part: Text | str | Facts | Table) -> None:
    assert "Ann\\x1b[2J\\u202e{first_name}%s" in _answer(Reply({}, (part,)))


def test_json_keeps_a_hostile_name_whole_and_the_terminal_safe() -> None:
    shown = _answer(Reply({"name": EVIL}), as_json=True)
    assert json.loads(shown) == {"name": EVIL}
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_json_says_money_dates_and_sentences_as_text() -> None:
    data = {
        "amount": Money(105000, DOLLAR),
        "day": dt.date(2026, 3, 5),
        "at": dt.datetime(2026, 3, 5, 8, 0, tzinfo=dt.UTC),
        "why": Text("It is {what}.", {"what": "so"}),
        "list": (1, None),
    }
    assert json.loads(_answer(Reply(data), as_json=True)) == {
        "amount": "1050.00",
        "day": "2026-03-05",
        "at": "2026-03-05T08:00:00.000000Z",
        "why": "It is so.",
        "list": [1, None],
    }


def test_what_json_cannot_say_is_a_bug() -> None:
    with pytest.raises(TypeError):
        _answer(Reply({"what": object()}), as_json=True)


def test_a_terminal_without_chinese_shows_question_marks_and_json_loses_nothing() -> None:
    assert _answer(Reply({}, ("陈",)), encoding="cp1252") == "?\n"
    shown = _answer(Reply({"name": "陈"}), as_json=True, encoding="cp1252")
    assert json.loads(shown) == {"name": "陈"}


def test_a_refusal_is_a_sentence_or_json_on_stderr() -> None:
    err = _terminal()
    Output(_terminal(), err, Translator("en"), as_json=False).complain(
        NoShopChosen(), "NoShopChosen"
    )
    assert _shown(err).startswith("No shop was opened on this PC before.")
    err = _terminal()
    Output(_terminal(), err, Translator("en"), as_json=True).complain(
        NoShopChosen(), "NoShopChosen", request_id="r"
    )
    said = json.loads(_shown(err))
    assert said["error"].startswith("No shop was opened")
    assert (said["code"], said["request_id"]) == ("NoShopChosen", "r")
