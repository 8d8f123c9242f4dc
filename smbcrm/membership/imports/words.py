"""What people write into the cells of a customer list where only a few words are meant.

All keys are compared through `heading_key`: small, simplified, without signs.
"""

import re

from smbcrm.membership.customers.kinds import CustomerKind, Gender, Status
from smbcrm.membership.imports.headings import heading_key

NOTHING = frozenset({"无", "無", "没有", "沒有", "n/a", "#n/a", "na", "null", "nil", "none"})
"""Texts by which other programs, and people, say that there is nothing."""

NO_END = frozenset({"永久", "永久有效", "长期", "长期有效", "无限期", "不过期", "never", "noend"})
"""How an end that never comes is written."""

GENDERS = {
    "女": Gender.FEMALE,
    "女性": Gender.FEMALE,
    "女士": Gender.FEMALE,
    "小姐": Gender.FEMALE,
    "f": Gender.FEMALE,
    "female": Gender.FEMALE,
    "woman": Gender.FEMALE,
    "mrs": Gender.FEMALE,
    "ms": Gender.FEMALE,
    "男": Gender.MALE,
    "男性": Gender.MALE,
    "先生": Gender.MALE,
    "m": Gender.MALE,
    "male": Gender.MALE,
    "man": Gender.MALE,
    "mr": Gender.MALE,
    "其他": Gender.OTHER,
    "其它": Gender.OTHER,
    "other": Gender.OTHER,
    "未知": Gender.UNKNOWN,
    "保密": Gender.UNKNOWN,
    "未填": Gender.UNKNOWN,
    "unknown": Gender.UNKNOWN,
}
KINDS = {
    "个人": CustomerKind.PERSON,
    "person": CustomerKind.PERSON,
    "individual": CustomerKind.PERSON,
    "公司": CustomerKind.COMPANY,
    "企业": CustomerKind.COMPANY,
    "单位": CustomerKind.COMPANY,
    "company": CustomerKind.COMPANY,
    "business": CustomerKind.COMPANY,
}
STATUSES = {
    "正常": Status.ACTIVE,
    "有效": Status.ACTIVE,
    "启用": Status.ACTIVE,
    "已激活": Status.ACTIVE,
    "active": Status.ACTIVE,
    "normal": Status.ACTIVE,
    "已搬走": Status.MOVED,
    "搬家": Status.MOVED,
    "moved": Status.MOVED,
    "movedaway": Status.MOVED,
    "已故": Status.DECEASED,
    "去世": Status.DECEASED,
    "deceased": Status.DECEASED,
    "请勿联系": Status.DO_NOT_CONTACT,
    "请勿联络": Status.DO_NOT_CONTACT,
    "请勿打扰": Status.DO_NOT_CONTACT,
    "勿扰": Status.DO_NOT_CONTACT,
    "黑名单": Status.DO_NOT_CONTACT,
    "donotcontact": Status.DO_NOT_CONTACT,
    "optout": Status.DO_NOT_CONTACT,
    "optedout": Status.DO_NOT_CONTACT,
    "unsubscribed": Status.DO_NOT_CONTACT,
}
LANGUAGES = {
    "en": "en",
    "english": "en",
    "英文": "en",
    "英语": "en",
    "zhcn": "zh_CN",
    "中文": "zh_CN",
    "汉语": "zh_CN",
    "普通话": "zh_CN",
    "国语": "zh_TW",
    "简体": "zh_CN",
    "简体中文": "zh_CN",
    "zhtw": "zh_TW",
    "繁体": "zh_TW",
    "繁体中文": "zh_TW",
    "正体中文": "zh_TW",
    "粤语": "zh_TW",
}
TIERS = {
    "regular": (
        "regular|standard|basic|normal|ordinary|普通|普通卡|普卡|普通会员|一般|一般会员|一般卡|基础会员"
    ),
    "silver": "silver|silvercard|silvermember|银|银卡|银级|银牌|银卡会员|银牌会员|白银|白银会员",
    "gold": "gold|goldcard|goldmember|金|金卡|金级|金牌|金卡会员|金牌会员|黄金|黄金会员",
}
"""Words for the tiers of a new shop, by their codes."""

_TOTAL = re.compile(
    r"(?:本页|以上)?(?:总?合计|总计|小计|共计|总额|汇总|累计|总数|合共|subtotals?|grandtotals?"
    r"|totals?|sums?)(?:\d+(?:人|位|名|条|行|笔|户|个|rows?|customers?|members?|records?|clients?)?)?"
)
# A glance before the closer look: few names have one of these.
_MAY_BE_TOTAL = re.compile(r"[计計额額汇匯数數共tTsS\uff21-\uff5a]")
_COUNT = re.compile(
    r"(?:一?共|总人数|会员总数|客户总数)\d+(?:人|位|名|条|行|笔|户|个)?(?:会员|客户|顾客|记录)?"
)
_FOOTER = re.compile(
    r"(?:制表|打印|列印|导出|汇出|审核|统计|填表|复核)(?:人|日期|时间|员)?[:：].*"
    r"|(?:printed|exported|generated|prepared|checked)(?: (?:on|by|at)\b|:).*"
    r"|page \d+(?: of \d+)?|第\s*\d+\s*页.*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_FOOTER = 80


def says_total(text: str) -> bool:
    """Tell whether a text stands before the totals of a list: 合计, Total (12), 共 128 位会员.

    >>> says_total("總計："), says_total("Grand total"), says_total("Total Care Ltd")
    (True, True, False)
    """
    if len(text) > _LONGEST_FOOTER or not _MAY_BE_TOTAL.search(text):
        return False
    key = heading_key(text)
    return bool(_TOTAL.fullmatch(key) or _COUNT.fullmatch(key))


def says_footer(text: str) -> bool:
    """Tell whether a text is what programs print below a list: who made it, when, the page."""
    return len(text) <= _LONGEST_FOOTER and bool(_FOOTER.fullmatch(text.strip()))
