"""Which signs of a text were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.ui.help.highlights import formats, spans


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Hannah Brooks", "han", ["Han"]),
        ("Johanna Reyes", "HAN", ["han"]),
        ("Hannah Brooks", "han bro", ["Han", "Bro"]),
        ("Johan Hansen", "han", ["Han"]),  # the start of a word before its middle
        ("Iris Chan 陳愛怡", "陈", ["陳"]),
        ("Søren Müller", "soren mu", ["Søren", "Mü"]),
        ("•••• •• 0142 · today", "0142", ["0142"]),
        ("Æthel", "aet", ["Æt"]),
        ("Hannah", "xyz", []),
        ("Hannah", "", []),
        ("", "han", []),
        ("<b>Bobby</b>", "bobby", ["Bobby"]),
    ],
)
def test_what_is_marked(text: str, typed: str, marked: list[str]) -> None:
    assert [text[first : first + many] for first, many in spans(text, typed)] == marked


def test_qt_counts_rare_signs_twice() -> None:
    mark = formats("𠮷野 Han", "han")[0]
    assert (mark.start, mark.length) == (4, 3)
    rare = formats("𠮷野 Han", "𠮷")[0]
    assert (rare.start, rare.length) == (0, 2)


@given(st.text(max_size=30), st.text(max_size=8))
def test_marks_lie_inside_the_text(text: str, typed: str) -> None:
    for first, many in spans(text, typed):
        assert 0 <= first < first + many <= len(text)


@given(st.text(alphabet="abcdefgh ", max_size=30), st.text(alphabet="abcdefgh", min_size=1))
def test_what_stands_in_it_is_marked(text: str, typed: str) -> None:
    marked = [text[first : first + many] for first, many in spans(text, typed)]
    assert marked == ([typed] if typed in text else [])
