"""What stands above a column says what is in it, in three languages."""

import pytest

from smbcrm.core.i18n import LANGUAGES, Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.imports.headings import Book, hints, recognise
from smbcrm.membership.imports.kinds import BOOKS

NAMES = {
    Field.NAME: ["姓名", "客户姓名", "姓名*", "會員姓名", "Name", "Full name", "FULL NAME:"],
    Field.PHONE: ["手机", "手机号", "电话", "電話", "行動電話", "Mobile", "Phone 2", "联系电话1"],
    Field.CARD: ["卡号", "卡號", "会员卡号", "Card", "Card #", "Card No."],
    Field.TIER: ["会员等级", "會員等級", "Tier", "会员级别"],
    Field.PRINCIPAL: ["余额", "餘額（元）", "储值余额", "儲值餘額", "Balance", "Balance (USD)"],
    Field.GIFT: ["赠送余额", "贈送餘額", "Gift", "余额（赠送）"],
    Field.POINTS: ["积分", "點數", "Points", "會員點數"],
    Field.BIRTHDAY: ["生日", "出生日期", "Birthday", "D.O.B.", "Date of birth"],
    Field.LUNAR_BIRTHDAY: ["农历生日", "出生日期(農曆)"],
    Field.EMAIL: ["邮箱", "電子郵件", "E-mail", "Customer email"],
    Field.ADDRESS: ["地址", "Address", "Address line 2"],
    Field.NOTES: ["备注", "備註", "Notes", "备注2"],
    Field.ALERT: ["过敏", "過敏史", "Allergies", "Alert"],
    Field.GENDER: ["性别", "性別", "Sex"],
    Field.TAGS: ["标签", "標籤", "Tags"],
    Field.CUSTOMER_SINCE: ["加入日期", "入會日期", "Member since"],
    Field.CODE: ["编号", "會員編號", "Code", "Client ID"],
    Field.OUR_CODE: ["Shopbell code", "Shopbell 编号", "Shopbell 編號"],
    Field.GIFT_EXPIRES: ["赠送有效期", "Gift expires"],
    Field.POINTS_EXPIRE: ["积分到期日", "點數到期日", "Points expire"],
}


@pytest.mark.parametrize(
    ("heading", "field"), [(text, field) for field, texts in NAMES.items() for text in texts]
)
def test_the_usual_headings_are_known(heading: str, field: Field) -> None:
    found = recognise(heading)
    assert found is not None
    assert found[0] is field


@pytest.mark.parametrize(
    "heading",
    [
        *("序号", "累计消费", "最后到店", "Name 2", "", "***", "()", "姓名" * 40, "Last visit"),
        # Ours, which is no date that the customer gave: Added here in three languages.
        *("Added here", "录入日期", "建立日期"),
    ],
)
def test_other_headings_are_not_guessed(heading: str) -> None:
    assert recognise(heading) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_our_own_headings_come_back_as_what_they_were(book: Book, language: str) -> None:
    words = Translator(language, localedir()).gettext
    known = {field: recognise(words(LABELS[field]), book) for field in book.words}
    lost = [field for field, found in known.items() if not found or found[0] is not field]
    assert lost == []


def test_every_field_is_of_some_kind_of_list() -> None:
    assert set(LABELS) == {field for book in BOOKS.values() for field in book.fields}


def test_a_currency_may_stand_in_brackets_or_at_the_end() -> None:
    assert hints("Balance (USD)") == ["USD", "(USD)"]
    assert hints("余额") == []
    assert hints("Balance EUR") == ["EUR"]
