"""What goes between the program and its reading child."""

import datetime as dt
import io
import math
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.exports.reading.refusals import error_from
from smbcrm.exports.reading.wire import FRAME_LIMIT, BadFrame, Refusal, read_frame, write_frame
from smbcrm.membership.imports import source
from smbcrm.membership.imports.unread import Unread

CELLS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=()))  # lone surrogates too
    | st.dates()
    | st.datetimes().map(lambda moment: moment.replace(fold=0))
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
def test_rows_arrive_as_they_were_sent(rows: list[list[object]]) -> None:
    stream = io.BytesIO()
    write_frame(stream, ["rows", rows])
    write_frame(stream, ["end"])
    stream.seek(0)
    found = read_frame(stream)
    assert found == ["rows", rows]
    assert repr(found) == repr(["rows", rows])
    assert (read_frame(stream), read_frame(stream)) == (["end"], None)


def frame(data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x00", "length"),
        (b"\x00\x00\x00\x05abc", "cut off in the message"),
        (struct.pack("!I", FRAME_LIMIT + 1), "too long"),
        (frame(b"{}"), "no message"),
        (frame(b"[]"), "no message"),
        (frame(b"not json"), "no JSON"),
        (frame(b"\xff\xff"), "no JSON"),
        (frame(b"[" * 100_000), "no JSON"),
        (frame(b'["rows", [{"d": "yesterday"}]]'), "no JSON"),
    ],
)
def test_what_is_no_message_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(BadFrame, match=why):
        read_frame(io.BytesIO(data))


def test_what_is_no_value_is_not_sent() -> None:
    with pytest.raises(TypeError):
        write_frame(io.BytesIO(), ["rows", object()])


def test_objects_that_only_look_like_dates_stay_objects() -> None:
    stream = io.BytesIO(frame(b'["info", {"d": 1}, {"d": "2024-02-29", "t": "x"}]'))
    assert read_frame(stream) == ["info", {"d": 1}, {"d": "2024-02-29", "t": "x"}]
    assert read_frame(io.BytesIO(frame(b'[{"d": "2024-02-29"}]'))) == [dt.date(2024, 2, 29)]


def test_unknown_refusals_have_a_sentence_too() -> None:
    path = Path("list.xlsx")
    assert type(error_from(Refusal("Nonsense"), path)) is source.ReaderStopped
    assert str(error_from(Refusal("SheetEmpty", sheet="S", sheets=[]), path))
    for code in ("NotASpreadsheet", "ForeignFormat"):
        assert "unknown" in str(error_from(Refusal(code, what="x"), path))


def test_a_number_that_json_does_not_know_stays_what_it_is() -> None:
    stream = io.BytesIO()
    write_frame(stream, [math.inf])
    stream.seek(0)
    assert read_frame(stream) == [math.inf]


def test_what_is_unread_arrives_as_such() -> None:
    stream = io.BytesIO()
    write_frame(stream, ["rows", [*Unread, {"u": "other"}]])
    stream.seek(0)
    assert read_frame(stream) == ["rows", [*Unread, {"u": "other"}]]
