"""Which licences may be inside the packaged program."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.packaging.spdx import PERMISSIVE, NotAnExpression, allowed

EXPRESSIONS = [
    # licence, as replaceable files, within the program's own file
    ("MIT", True, True),
    ("Apache-2.0 OR GPL-3.0-only", True, True),
    ("LGPL-3.0-only", True, False),
    ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True, False),
    ("GPL-3.0-or-later", False, False),
    ("AGPL-3.0-only", False, False),
    ("MIT AND GPL-2.0-only", False, False),
    ("GPL-2.0-only OR MIT AND GPL-3.0-only", False, False),
    ("(GPL-2.0-only OR MIT) AND BSD-3-Clause", True, True),
    ("GPL-2.0-or-later WITH Bootloader-exception", True, True),
    ("GPL-2.0-or-later WITH Classpath-exception-2.0", False, False),
    ("AGPL-3.0-only WITH GCC-exception-3.1", False, False),
    ("GPL-3.0-or-later WITH Bootloader-exception", False, False),
    ("Apache-2.0 WITH LLVM-exception", True, True),
    ("SSPL-1.0", False, False),
]


@pytest.mark.parametrize(("expression", "replaceable", "archived"), EXPRESSIONS)
def test_what_may_be_inside(expression: str, *, replaceable: bool, archived: bool) -> None:
    assert allowed(expression, replaceable=True) is replaceable
    assert allowed(expression, replaceable=False) is archived


@pytest.mark.parametrize(
    "text", ["", "MIT OR", "AND", "(MIT", "MIT)", "MIT MIT", "See licence.txt", "WITH x"]
)
def test_what_is_no_expression_is_said(text: str) -> None:
    with pytest.raises(NotAnExpression):
        allowed(text, replaceable=True)


names = st.sampled_from([*sorted(PERMISSIVE), "GPL-3.0-only"])


@given(st.lists(st.lists(names, min_size=1), min_size=1))
def test_one_alternative_of_which_all_may_is_enough(alternatives: list[list[str]]) -> None:
    expression = " OR ".join(" AND ".join(one) for one in alternatives)
    wanted = any("GPL-3.0-only" not in one for one in alternatives)
    assert allowed(expression, replaceable=False) is wanted
    assert allowed(f"({expression})", replaceable=False) is wanted
