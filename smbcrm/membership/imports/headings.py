"""What people write above the columns of a customer list, in three languages.

Traditional and simplified characters meet (`heading_key`), so each word stands here once; words
that only one side of the strait uses stand beside the other's. Of two columns that fit one field
the one whose word stands further to the front wins.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from smbcrm.core.currency_signs import currencies_beside
from smbcrm.core.errors import UserError
from smbcrm.membership.customers.folding import fold
from smbcrm.membership.customers.han import simplify
from smbcrm.membership.imports.errors import HeadingsNotFound
from smbcrm.membership.imports.fields import IDENTITY, SEVERAL, Field

WORDS: Mapping[Field, str] = {
    Field.OUR_CODE: "Shopbell code|Shopbell 编号|our_code",
    Field.CODE: (
        "客户编号|会员编号|顾客编号|客户代码|会员代码|编号|代码|会员ID|客户ID|Customer code"
        "|Customer no|Customer number|Customer ID|Client code|Client ID|Client no|Member code"
        "|Member ID|Code|ID"
    ),
    Field.NAME: (
        "姓名|客户姓名|会员姓名|顾客姓名|名字|客户名称|会员名称|名称|称呼|客户|会员|顾客|联系人"
        "|昵称|Full name|Name|Customer name|Client name|Member name|Display name|Contact name"
        "|Customer|Client|Contact|Nickname"
    ),
    Field.FAMILY_NAME: "姓|姓氏|Last name|Family name|Surname",
    Field.GIVEN_NAME: "名|First name|Given name|Given names|Forename",
    Field.KIND: (
        "客户类型|客户性质|个人或单位|个人或公司|Person or company|Customer type|Client type|Kind"
    ),
    Field.GENDER: "性别|Gender|Sex",
    Field.PHONE: (
        "手机|手机号|手机号码|移动电话|行动电话|手提电话|手提|电话|电话号码|联系电话|联络电话"
        "|联系方式|联系手机|联系号码|联络方式|家庭电话|住宅电话|家里电话|办公电话|公司电话|座机"
        "|固话|固定电话|市话|室内电话|备用电话|备用手机|其他电话|第二电话|Mobile|Mobile phone"
        "|Mobile number|Mobile no|Cell|Cell phone|Cellphone|Cell number|Phone|Phone number"
        "|Phone no|Telephone|Telephone number|Tel|Tel no|Contact number|Contact no"
        "|Contact phone|Home phone|Work phone|Business phone|Office phone|Other phone"
        "|Other phones|Second phone|Landline"
    ),
    Field.EMAIL: (
        "邮箱|电子邮箱|电子邮件|电邮|电子信箱|信箱|邮件|邮箱地址|Email|Email address|Mail"
    ),
    Field.WECHAT: "微信|微信号|WeChat|WeChat ID|Weixin",
    Field.WHATSAPP: "WhatsApp|WhatsApp number|WhatsApp ID",
    Field.LINE: "LINE|LINE ID|LINE 帐号",
    Field.ADDRESS: (
        "地址|联系地址|联络地址|通讯地址|通信地址|家庭地址|居住地址|收货地址|详细地址|住址"
        "|Address|Street address|Home address|Mailing address|Postal address|Address line"
        "|Street"
    ),
    Field.PROVINCE: "省|省份|Province|State|State/Province|Region",
    Field.CITY: "市|城市|县市|所在城市|City|Town",
    Field.DISTRICT: "区|区县|行政区|乡镇|乡镇市区|District|County|Suburb",
    Field.POSTCODE: "邮编|邮政编码|邮递区号|邮区编号|Postcode|Post code|Postal code|Zip|Zip code",
    Field.COUNTRY: "国家|国家地区|国别|Country",
    Field.LANGUAGE: "语言|首选语言|语系|惯用语言|Language|Preferred language",
    Field.BIRTHDAY: (
        "生日|出生日期|出生年月日|出生年月|生日日期|公历生日|阳历生日|新历生日|国历生日"
        "|西历生日|Birthday|Date of birth|Birth date|Birthdate|DOB|D.O.B.|Born"
    ),
    Field.LUNAR_BIRTHDAY: (
        "农历生日|阴历生日|旧历生日|生日农历|生日阴历|出生日期农历|Lunar birthday"
    ),
    Field.WEDDING_ANNIVERSARY: (
        "结婚纪念日|结婚日期|结婚日|结婚周年|Wedding anniversary|Wedding date|Anniversary"
    ),
    Field.CUSTOMER_SINCE: (
        "加入日期|加入时间|入会日期|入会时间|入会日|注册日期|注册时间|开卡日期|开卡时间"
        "|办卡日期|办卡时间|登记日期|建档日期|建档时间|创建日期|创建时间|成为会员日期"
        "|Member since|Customer since|Client since|Date joined|Join date|Joined"
        "|Registration date|Registered|Date added|Created"
    ),
    Field.CARD: (
        "卡号|会员卡号|会员卡|会员卡号码|卡号码|卡片号码|卡片编号|实体卡号|VIP卡号|IC卡号"
        "|贵宾卡号|会员号|会员号码|VIP号|Card number|Card no|Card|Card ID|Card code"
        "|Membership card|Member card|Membership number|Membership no|Member number|Member no"
        "|Loyalty card|Loyalty number"
    ),
    Field.TIER: (
        "会员等级|会员级别|会员层级|等级|级别|卡等级|卡级别|会员卡类型|会员类型|会员类别|卡类型"
        "|卡类别|卡种|卡别|Tier|Membership tier|Membership level|Member tier|Member level"
        "|Loyalty tier|Level|Grade|Membership type|Membership"
    ),
    Field.PRINCIPAL: (
        "实充余额|余额实充|实储余额|余额实储|本金余额|余额本金|实充|实储|本金|充值余额|储值余额"
        "|储值金余额|加值余额|储值金额|储值金|储值|会员卡余额|卡内余额|卡余额|卡金|账户余额"
        "|帐户余额|现金余额|可用余额|当前余额|剩余储值|剩余金额|余额|总余额|Paid part|Principal"
        "|Paid balance|Stored value|Stored value balance|Stored balance|Prepaid balance|Prepaid"
        "|Card balance|Account balance|Available balance|Current balance|Remaining balance"
        "|Balance|Total balance"
    ),
    Field.GIFT: (
        "赠送余额|余额赠送|赠金余额|赠送金余额|赠送金额|赠送金|赠金|赠送|赠额|红包余额"
        "|Gift part|Gift balance|Gift|Bonus balance|Bonus|Free balance"
    ),
    Field.GIFT_EXPIRES: (
        "赠送余额有效期|赠送有效期|赠金有效期|赠送到期日|赠送到期|赠金到期日|赠送余额到期日"
        "|Gift part ends|Gift expires|Gift expiry|Gift expiry date|Gift valid until"
        "|Bonus expires|Bonus expiry"
    ),
    Field.POINTS: (
        "积分余额|可用积分|剩余积分|当前积分|现有积分|积分|会员积分|总积分|点数余额|可用点数"
        "|剩余点数|点数|会员点数|红利点数|红利|集点|Points balance|Point balance"
        "|Available points|Current points|Points|Loyalty points|Reward points|Total points"
    ),
    Field.POINTS_EXPIRE: (
        "积分有效期|积分到期日|积分到期日期|积分到期|积分失效日期|点数有效期|点数到期日"
        "|点数到期|点数使用期限|Points end|Points expire|Points expiry|Points expiry date"
        "|Points valid until"
    ),
    Field.TAGS: "标签|客户标签|会员标签|分组|客户分组|Tags|Tag|Labels|Groups|Group",
    Field.PREFERENCES: "偏好|喜好|爱好|兴趣|兴趣爱好|Preferences|Preference|Hobbies|Likes",
    Field.STAFF: (
        "专属顾问|顾问|负责人|负责员工|服务人员|专属发型师|发型师|设计师|美容师|跟进人|所属员工"
        "|Looked after by|Stylist|Consultant|Account manager|Sales rep|Staff"
    ),
    Field.SOURCE: "来源|客户来源|会员来源|获客渠道|渠道|Source|Customer source|Lead source",
    Field.ALERT: (
        "过敏|过敏史|过敏源|过敏原|过敏信息|禁忌|警示|注意事项|重要提示|Alert|Alert note"
        "|Allergy|Allergies|Warning|Medical notes"
    ),
    Field.NOTES: (
        "备注|备注信息|备注说明|附注|说明|留言|Notes|Note|Remarks|Remark|Comments|Comment|Memo"
    ),
    Field.STATUS: "状态|会员状态|客户状态|Status|Customer status",
    Field.DO_NOT_CONTACT: (
        "请勿联系|请勿联络|请勿打扰|勿扰|免打扰|拒收短信|拒绝营销|Do not contact|Opt out|Opted out"
        "|Unsubscribed"
    ),
    Field.TAX_ID: (
        "税号|纳税人识别号|纳税识别号|统一社会信用代码|社会信用代码|信用代码|统一编号|统编|公司统编"
        "|Tax id|Tax number|Tax no|Tax code|VAT number|VAT ID|VAT no|VAT registration number"
        "|Company registration number"
    ),
    Field.BANK: "银行|开户行|开户银行|银行名称|往来银行|Bank|Bank name",
    Field.BANK_ACCOUNT: (
        "银行账户|银行账号|银行帐号|银行帐户|对公账号|汇款账号|Bank account|Bank account number"
        "|Bank account no|IBAN"
    ),
    Field.COMPANY_CURRENCY: (
        "往来货币|往来币种|往来币别|结算货币|结算币种|交易币种|Company currency|Billing currency"
        "|Invoice currency|Trading currency"
    ),
    Field.PAYMENT_DAYS: (
        "付款条件|付款期限|付款天数|账期|账期天数|Payment terms|Terms of payment"
        "|Payment days|Net days|Credit days|Days to pay"
    ),
    Field.CREDIT_LIMIT: (
        "信用额度|授信额度|赊账额度|信用限额|Credit limit|Credit line|Limit of credit"
    ),
}
_OF_ERROR_FILE = "Row in the list|名单中的行|名单中的列|Reasons|原因"
_BRACKETS = re.compile(r"[(\[{<【「（](.*?)[)\]}>】」）]")
_NUMBERED = re.compile(r"\d{1,2}$")
_OWNER = re.compile(r"^(?:客户|会员|顾客|贵宾|vip|customers?|clients?|members?|primary|main)")
_LONGEST_HEADING = 60


@dataclass(frozen=True, eq=False)
class Book:
    """What stands above the columns of one kind of list: the words for each field, best first.

    One of `identity` is among the headings, or these are none; of each of `needed` one column says
    something, or no row means anything.
    """

    words: Mapping[Field, str]
    identity: frozenset[Field] = IDENTITY
    needed: tuple[frozenset[Field], ...] = ()
    unnamed: type[UserError] = HeadingsNotFound
    """What is raised where no row names the columns."""
    takes_own: bool = False
    """Whether a column may fill a field of the shop's own."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """What a column may be said to fill."""
        own = (Field.CUSTOM,) if self.takes_own else ()
        return (*self.words, *own, Field.IGNORE)

    @cached_property
    def known(self) -> dict[str, tuple[Field, int]]:
        """The field and the place in its row of each word; the first field of a word has it."""
        found: dict[str, tuple[Field, int]] = {}
        for field, words in self.words.items():
            for place, word in enumerate(words.split("|")):
                found.setdefault(heading_key(word), (field, place))
        return found


def heading_key(text: str) -> str:
    """Return a heading as it is compared: no signs, no spaces, small and simplified.

    >>> heading_key("手機號*"), heading_key(" E-mail: ")
    ('手机号', 'email')
    """
    return simplify(fold(text)).replace(" ", "")


CUSTOMERS = Book(WORDS, takes_own=True)
"""The headings of a list of customers."""


@lru_cache(maxsize=4096)
def recognise(heading: str, book: Book = CUSTOMERS) -> tuple[Field, int] | None:
    """Return the field a heading means and the rank of its word, lower is better.

    What stands in brackets is first part of the word, 余额（赠送）, then a hint, 手机号（必填）; a
    currency may follow, Balance EUR.
    """
    if len(heading) > _LONGEST_HEADING:
        return None
    before, _, last = heading.rpartition(" ")
    without_currency = before if before and currencies_beside(last) else heading
    for text in (heading, _BRACKETS.sub("", heading), without_currency):
        key = heading_key(text)
        known = book.known.get(key) or book.known.get(_OWNER.sub("", key))
        numbered = book.known.get(_NUMBERED.sub("", key))
        if known or (numbered and numbered[0] in SEVERAL):
            return known or numbered
    return None


def is_heading(name: str) -> bool:
    """Tell whether a column of that name is one that lists of customers have anyway."""
    return recognise(name) is not None or is_our_column(name) or is_store_credit(name)


def is_our_column(heading: str) -> bool:
    """Tell whether a heading is one of those that the error file puts beside the list's own."""
    return heading_key(heading) in _OUR_COLUMNS


def is_store_credit(heading: str) -> bool:
    """Tell whether a heading names store credit, as our own lists do; no column brings it in."""
    return heading_key(_BRACKETS.sub("", heading)) in _STORE_CREDIT


def hints(heading: str) -> list[str]:
    """Return what stands in brackets in a heading, and its last word: perhaps a currency."""
    return [*_BRACKETS.findall(heading), *heading.split()[1:][-1:]]


_STORE_CREDIT = frozenset(map(heading_key, ("Store credit", "抵用金", "抵用金余额")))
_OUR_COLUMNS = frozenset(map(heading_key, _OF_ERROR_FILE.split("|")))
