"""What is kept of a list while it is looked at."""

from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.glimpse import Glimpse, uses
from smbcrm.membership.imports.types import MOST_LISTED, ValueUse
from smbcrm.membership.imports.vocabulary import vocabularies
from tests.unit.imports.lists import facts

KNOWN = vocabularies(facts(), ())


def test_words_are_counted_with_the_first_rows() -> None:
    glimpse = Glimpse()
    for number, word in enumerate(["女", None, "女", "女", "", "女", "妇女"], 2):
        glimpse.add(number, ("x", word))
    assert uses(glimpse.words, [Field.NAME, Field.GENDER, None], KNOWN) == (
        ValueUse(Field.GENDER, "女", "female", None, 4, (2, 4, 5)),
        ValueUse(Field.GENDER, "妇女", None, "female", 1, (8,)),
    )
    assert uses(glimpse.words, [None, None, Field.TIER], KNOWN) == ()


def test_of_many_words_only_the_first_are_kept() -> None:
    glimpse = Glimpse()
    for number in range(2 * MOST_LISTED):
        glimpse.add(number, (f"w{number}",))
    glimpse.add(999, ("w0",))
    assert len(glimpse.words[0]) == MOST_LISTED
    assert glimpse.words[0]["w0"].rows == 2


def test_what_a_word_can_become_is_offered_once() -> None:
    assert KNOWN[Field.GENDER].choices == ("female", "male", "other")
    assert KNOWN[Field.DO_NOT_CONTACT].choices == ("yes", "no")
