"""What people write into the cells of other lists than one of customers, where few words are meant.

All keys are compared through `heading_key`: small, simplified, without signs.
"""

from smbcrm.membership.items.types import ItemKind
from smbcrm.membership.occasions.types import Calendar, OccasionKind
from smbcrm.membership.relationships.types import LinkKind


def _each(words: dict[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, row in words.items() for word in row.split("|")}


LINKS = {
    word: LinkKind(meaning)
    for word, meaning in _each(
        {
            LinkKind.SPOUSE: (
                "配偶|夫妻|爱人|伴侣|老公|老婆|丈夫|妻子|先生|太太|spouse|husband|wife|partner"
            ),
            LinkKind.PARENT: (
                "父母|父亲|母亲|爸爸|妈妈|父|母|家长|双亲|parent|father|mother|dad|mum|mom"
            ),
            LinkKind.CHILD: ("子女|孩子|小孩|儿子|女儿|宝宝|child|son|daughter|kid"),
            LinkKind.FRIEND: "朋友|好友|闺蜜|闺密|friend",
            LinkKind.COLLEAGUE: "同事|colleague|coworker",
            LinkKind.PET_OWNER: "主人|宠物主人|宠物的主人|饲主|petowner|owner|ownerofthepet",
            LinkKind.PET: "宠物|爱宠|毛孩|pet",
        }
    ).items()
}
OCCASIONS = {
    word: OccasionKind(meaning)
    for word, meaning in _each(
        {
            OccasionKind.BIRTHDAY: (
                "生日|本人生日|公历生日|阳历生日|农历生日|阴历生日|旧历生日|寿辰|出生日期|birthday"
                "|lunarbirthday|dateofbirth|dob|birth"
            ),
            OccasionKind.WEDDING_ANNIVERSARY: (
                "结婚纪念日|结婚周年|结婚日|结婚日期|结婚|weddinganniversary|wedding|anniversary"
                "|weddingday"
            ),
            OccasionKind.CHILD_BIRTHDAY: (
                "孩子生日|小孩生日|宝宝生日|子女生日|儿子生日|女儿生日|childsbirthday|childbirthday"
                "|birthdayofchild|kidsbirthday"
            ),
            OccasionKind.PET_BIRTHDAY: (
                "宠物生日|爱宠生日|毛孩生日|petsbirthday|petbirthday|birthdayofpet"
            ),
            OccasionKind.CUSTOMER_SINCE: (
                "入会日|入会日期|加入日期|成为会员日期|开卡日期|注册日期|customersince|membersince"
                "|joined|joindate"
            ),
        }
    ).items()
}
LUNAR = ("农历", "阴历", "旧历", "lunar")
"""What a word for an occasion may say of its calendar."""
CALENDARS = {
    word: Calendar(meaning)
    for word, meaning in _each(
        {
            Calendar.SOLAR: "公历|阳历|新历|国历|西历|solar|gregorian|no|n|否|false|0|×",
            Calendar.LUNAR: "农历|阴历|旧历|农|阴|lunar|chinese|yes|y|是|true|1|x|√|✓|✔",
        }
    ).items()
}
ITEM_KINDS = {
    word: ItemKind(meaning)
    for word, meaning in _each(
        {
            ItemKind.SERVICE: "服务|项目|服务项目|劳务|疗程|service|services|treatment",
            ItemKind.PRODUCT: (
                "商品|产品|货品|实物|零售|外卖|product|products|goods|retail|merchandise"
            ),
            ItemKind.PACKAGE: "次卡|计次卡|套餐|卡项|package|visitpackage|packages",
        }
    ).items()
}
