"""How a filter is written down: it comes back as it was, and hostile text is refused whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.segments.codec import DamagedFilter, NewerFilter, read, written
from smbcrm.membership.segments.kinds import KINDS
from smbcrm.membership.segments.types import Filter

VALUES = st.lists(st.text(max_size=20), min_size=1, max_size=4, unique=True).map(tuple)


@given(values=st.dictionaries(st.sampled_from(sorted(KINDS)), VALUES, min_size=1))
def test_what_is_written_is_read_as_it_was(values: dict[str, tuple[str, ...]]) -> None:
    chosen = Filter(tuple((kind, values[kind]) for kind in KINDS if kind in values))
    assert read(written(chosen)) == chosen
    assert written(read(written(chosen))) == written(chosen)


def test_the_text_is_stable() -> None:
    chosen = Filter((("tier", ("gold", "silver")), ("city", ("上海",))))
    assert written(chosen) == (
        '{"version": 1, "where": {"tier": ["gold", "silver"], "city": ["上海"]}}'
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "nonsense", "[]", "1", "null", '"x"', "{}", '{"version": 1}', '{"where": {}}'),
        *('{"version": 1, "where": {}}', '{"version": 1, "where": []}'),
        *(
            '{"version": true, "where": {"tag": ["a"]}}',
            '{"version": 1.0, "where": {"tag": ["a"]}}',
        ),
        *('{"version": 0, "where": {"tag": ["a"]}}', '{"version": -1, "where": {"tag": ["a"]}}'),
        *('{"version": 1, "where": {"tag": "a"}}', '{"version": 1, "where": {"tag": []}}'),
        *('{"version": 1, "where": {"tag": [1]}}', '{"version": 1, "where": {"tag": ["a", "a"]}}'),
        '{"version": 1, "where": {"tag": ["a"]}, "more": 1}',
        '{"version": 1, "where": {"tag": ["a"], "tag": ["b"]}}',
        f'{{"version": 1, "where": {{"tag": {[str(one) for one in range(51)]}}}}}'.replace(
            "'", '"'
        ),
        '{"version": 1, "where": {"tag": ["' + "a" * 200_000 + '"]}}',
        "[" * 100_000,
        f'{{"version": {"9" * 5000}, "where": {{}}}}',
    ],
    ids=range(25),
)
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(DamagedFilter):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 2}',
        '{"version": 2, "where": {"tag": ["a"]}, "more": 1}',
        '{"version": 1, "where": {"tag": ["a"], "shoe size": ["9"]}}',
    ],
)
def test_what_a_later_version_wrote_is_told_apart(text: str) -> None:
    with pytest.raises(NewerFilter):
        read(text)
