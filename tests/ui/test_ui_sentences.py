"""A text in two parts: its first sentence, and the rest."""

import pytest

from smbcrm.ui.sentences import two_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "“a.b@c” is no e-mail address. Write it as name@example.com.",
            ("“a.b@c” is no e-mail address.", "Write it as name@example.com."),
        ),
        (
            "“a@b”不是邮箱地址。请写成 name@example.com。",
            ("“a@b”不是邮箱地址。", "请写成 name@example.com。"),
        ),
        ("Is it 28? Or 29? Say.", ("Is it 28?", "Or 29? Say.")),
        ("One sentence only", ("One sentence only", "")),
        (" 对花生过敏。不要附赠花生酥。", ("对花生过敏。", "不要附赠花生酥。")),
        ("Nuts\nand bees", ("Nuts", "and bees")),
        ("12.50 is short. Take the rest", ("12.50 is short.", "Take the rest")),
        ("Two lines.\nNext.", ("Two lines.", "Next.")),
        ("", ("", "")),
    ],
)
def test_the_first_sentence_stands_alone(text: str, parts: tuple[str, str]) -> None:
    assert two_parts(text) == parts
