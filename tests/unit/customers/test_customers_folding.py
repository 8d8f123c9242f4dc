"""What is compared: case, width, accents and invisible signs go."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.customers.folding import LONGEST_TEXT, RunKind, fold, runs


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("José ÁLVAREZ", "jose alvarez"),
        ("Jose\u0301", "jose"),
        ("Straße", "strasse"),
        ("Øster Łódź Þór Æsir", "oster lodz thor aesir"),
        ("İstanbul \u0131l\u0131k", "istanbul ilik"),
        ("lǚ LÜ chén", "lu lu chen"),
        ("\uff23\uff28\uff25\uff2e１３８", "chen138"),
        ("٠٩١٢", "0912"),
        ("O\u2019Brien-Smith, J.R.", "o brien smith j r"),
        ("Hawai\u02bbi", "hawai i"),
        ("a\u202eb\u200bc\ufeff", "abc"),
        ("a\x00b\tc\ud800d", "a b c d"),
        ("葛\U000e0101城", "葛城"),
        ("<img src=x>&{first_name}", "img src x first name"),
        ("김민수", "김민수"),
        ("💇\u200d♀️", ""),
        ("𠮷田", "𠮷田"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_any_text_folds_to_words_of_small_letters_and_digits(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Mn"} for sign in folded)
    assert folded.replace(" ", "").casefold() == folded.replace(" ", "") or not folded.isascii()


def test_only_the_beginning_of_a_very_long_text_counts() -> None:
    assert fold("x" * 10_000) == "x" * LONGEST_TEXT


def test_runs_tell_han_digits_and_letters_apart() -> None:
    assert runs("a妹12 陈𠮷") == [
        (RunKind.LETTERS, 0, 1),
        (RunKind.HAN, 1, 2),
        (RunKind.DIGITS, 2, 4),
        (RunKind.HAN, 5, 7),
    ]
