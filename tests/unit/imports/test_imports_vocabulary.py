"""What the words of a list become: known, said by the user, or guessed at and left empty."""

import pytest

from smbcrm.core.errors import UserError
from smbcrm.membership.customers.kinds import CustomerKind, Gender, Status
from smbcrm.membership.imports import errors
from smbcrm.membership.imports.fields import WORDED, Field
from smbcrm.membership.imports.types import MOST_LISTED, ValueUse
from smbcrm.membership.imports.vocabulary import counted, vocabularies
from tests.unit.imports.lists import facts, one, read, reasons

KNOWN = vocabularies(facts(), ())


def test_every_field_of_words_has_a_vocabulary() -> None:
    assert set(KNOWN) == set(WORDED)


@pytest.mark.parametrize(
    ("field", "word", "name", "guess"),
    [
        (Field.TIER, "金卡", "金卡", "金卡"),
        (Field.TIER, "尊享金卡 VIP", None, "金卡"),
        (Field.TIER, "银卡金卡", None, "金卡"),
        (Field.TIER, "钻石", None, None),
        (Field.TIER, "普通/银", None, "普通"),
        (Field.GENDER, "femal", None, "female"),
        (Field.GENDER, "先生/女士", None, None),
        (Field.GENDER, "Mmm", None, None),
        (Field.GENDER, "保密", "", None),
        (Field.KIND, "Company Ltd", None, "company"),
        (Field.DO_NOT_CONTACT, "√", "yes", "yes"),
        (Field.DO_NOT_CONTACT, "?", None, None),
    ],
)
def test_words_are_known_or_guessed_at(
    field: Field, word: str, name: str | None, guess: str | None
) -> None:
    assert KNOWN[field].name(word) == name
    assert KNOWN[field].guess(word) == guess


def test_a_word_becomes_what_the_user_said() -> None:
    said = (("tier", "钻石", "gold"), ("Gender", "?", "female"), ("tier", "银", ""))
    known = vocabularies(facts(), said)
    assert known[Field.TIER].name("鑽石") == "金卡"
    assert known[Field.TIER].name("银") == ""
    assert known[Field.TIER].guess("银级") is None
    assert known[Field.GENDER].name("?") == "female"
    assert known[Field.GENDER].name("!") is None


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ((("name", "Ann", "Anna"),), errors.NoWordsThere),
        ((("tier", "钻石", "diamond"),), errors.UnknownValue),
        ((("tier", "钻石", "gold"), ("tier", "鑽石", "silver")), errors.ValueTwice),
    ],
)
def test_matches_that_cannot_be(
    said: tuple[tuple[str, str, str], ...], error: type[UserError]
) -> None:
    with pytest.raises(error):
        vocabularies(facts(), said)


def test_the_same_said_twice_is_said_once() -> None:
    said = (("tier", "钻石", "gold"), ("tier", "钻石", "金卡"))
    assert vocabularies(facts(), said)[Field.TIER].name("钻石") == "金卡"


def test_words_are_counted_with_their_first_rows() -> None:
    rows = [["姓名", "等级", "性别"], *(["陈", "钻石会员", "女"] for _ in range(4)), ["曾", "金卡"]]
    found = counted((), read(rows), KNOWN)
    assert found == (
        ValueUse(Field.GENDER, "女", "female", None, 4, (2, 3, 4)),
        ValueUse(Field.TIER, "钻石会员", None, None, 4, (2, 3, 4)),
        ValueUse(Field.TIER, "金卡", "金卡", None, 1, (6,)),
    )
    assert counted(found, read(rows), KNOWN)[0].rows == 8


def test_of_too_many_words_the_first_are_listed() -> None:
    rows = [["姓名", "等级"], *(["陈", f"等级{n}"] for n in range(MOST_LISTED + 5))]
    assert len(counted((), read(rows), KNOWN)) == MOST_LISTED


def test_a_column_of_its_own_says_do_not_contact() -> None:
    assert one("拒收短信", "是").profile.status is Status.DO_NOT_CONTACT
    assert one("Opt out", cell=True).profile.status is Status.DO_NOT_CONTACT
    assert one("Opt out", "no").profile.status is Status.ACTIVE
    row = one("Opt out", "maybe")
    assert reasons(row) == ["problem: “{text}” is not known here. It was left empty."]
    rows = [["Name", "Status", "Opt out"], ["Ann", "deceased", "x"]]
    assert read(rows)[0].profile.status is Status.DECEASED


def test_words_fill_what_they_mean() -> None:
    rows = [["姓名", "性别", "客户类型", "等级"], ["陈", "女", "公司", "银"]]
    row = read(rows)[0]
    assert (row.profile.gender, row.profile.kind) == (Gender.FEMALE, CustomerKind.COMPANY)
    assert row.tier == 2


def test_a_word_that_may_stand_for_itself_is_offered_beside_the_known_ones() -> None:
    known = vocabularies(facts(), ())
    occasion, gender = known[Field.OCCASION], known[Field.GENDER]
    assert occasion.offered("开张") == (*occasion.choices, "开张")
    assert occasion.offered("生日") == occasion.choices
    assert gender.offered("开张") == gender.choices
