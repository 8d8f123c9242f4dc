"""What a list can hold, and what stands above the columns of each kind.

A column named Customer, Who or A holds whatever tells a customer: code, card, phone or a name.
"""

from enum import StrEnum

from smbcrm.core.i18n import N_
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.headings import CUSTOMERS, WORDS, Book
from smbcrm.membership.imports.sale_headings import SALES


class ListKind(StrEnum):
    """What a list holds; the value is what is typed after `import`."""

    CUSTOMERS = "customers"
    BALANCES = "balances"
    OCCASIONS = "occasions"
    RELATIONSHIPS = "relationships"
    ITEMS = "items"
    SALES = "sales"
    """Sales of the past, from another till."""


KINDS = {
    ListKind.CUSTOMERS: N_("Customers"),
    ListKind.BALANCES: N_("Balances of customers who are here"),
    ListKind.OCCASIONS: N_("Important dates of customers"),
    ListKind.RELATIONSHIPS: N_("Who is related to whom"),
    ListKind.ITEMS: N_("What the shop sells"),
    ListKind.SALES: N_("Sales of the till before"),
}
"""What each kind is called on screen."""

_WHO = (
    "客户|顾客|会员|谁|客户甲|甲|甲方|Customer|Client|Member|Person|Who|Customer A|Client A"
    "|Member A|Person A|A|First|First customer"
)
_SIGNS = {
    Field.OUR_CODE: WORDS[Field.OUR_CODE],
    Field.WHO: _WHO,
    Field.CODE: WORDS[Field.CODE],
    Field.CARD: WORDS[Field.CARD],
    Field.PHONE: WORDS[Field.PHONE],
    Field.NAME: WORDS[Field.NAME],
}
_TELLS = frozenset({Field.WHO, Field.CODE, Field.CARD, Field.PHONE, Field.NAME, Field.OUR_CODE})
"""One of these tells which customer a row means."""
_AMOUNTS = (Field.PRINCIPAL, Field.GIFT, Field.POINTS, Field.VISITS)

_BALANCES = Book(
    {
        **_SIGNS,
        **{
            name: WORDS[name]
            for name in (
                *(Field.PRINCIPAL, Field.GIFT, Field.GIFT_EXPIRES),
                *(Field.POINTS, Field.POINTS_EXPIRE),
            )
        },
        Field.PACKAGE: (
            "次卡|计次卡|次卡名称|次卡编号|套餐|套餐名称|项目|项目名称|疗程|卡项|Visit package"
            "|Package|Package code|Package name|Course|Treatment"
        ),
        Field.VISITS: (
            "剩余次数|可用次数|余次|次数|剩余|次数余额|Visits left|Visits|Remaining visits"
            "|Sessions left|Sessions|Remaining sessions|Uses left"
        ),
        Field.VISITS_END: (
            "次卡有效期|计次卡有效期|次卡到期|次卡到期日|次数有效期|次数到期日|套餐有效期|套餐到期日"
            "|Visits end|Visits expire|Visits valid until|Package expires|Package ends"
            "|Package valid until"
        ),
    },
    frozenset({*_TELLS, *_AMOUNTS}),
    (_TELLS, frozenset(_AMOUNTS)),
)
_OCCASIONS = Book(
    {
        **_SIGNS,
        Field.OCCASION: (
            "纪念日类型|日子类型|纪念日|重要日子|重要日期|类型|种类|名目|Occasion|Kind of occasion"
            "|Kind|Type|Event|Event type"
        ),
        Field.OCCASION_DATE: "日期|日子|日|月日|时间|Date|Day|On|When|Event date",
        Field.CALENDAR: (
            "历法|公历或农历|国历或农历|农历|阴历|公历农历|农历公历|阳历阴历|Solar or lunar"
            "|Calendar|Lunar"
        ),
        Field.OCCASION_YEAR: "年|年份|年度|Year",
        Field.OCCASION_NAME: (
            "谁的|对象|对象姓名|宝宝姓名|孩子姓名|宠物名|宠物姓名|宠物名字|说明|备注|事由"
            "|Whose, or what|Whose|Whom|Of whom|For whom|Child|Child's name|Pet|Pet's name"
            "|Description|Note"
        ),
    },
    frozenset({*_TELLS, Field.OCCASION, Field.OCCASION_DATE}),
    (_TELLS, frozenset({Field.OCCASION}), frozenset({Field.OCCASION_DATE})),
)
_RELATIONSHIPS = Book(
    {
        **_SIGNS,
        Field.OTHER: (
            "另一位客户|另一位顾客|另一客户|对方|关系人|关联客户|关联会员|关联顾客|亲属|家属|客户乙|乙"
            "|乙方|关系人电话|关联手机|对方手机|对方电话|家属电话|Other customer|Other"
            "|Related customer|Related to|Relative|Customer B|Client B|Member B|Person B|B|Second"
            "|Second customer|Other code|Other phone|Other card|Related phone|Related code"
        ),
        Field.OTHER_NAME: (
            "另一位客户姓名|另一位顾客姓名|对方姓名|关系人姓名|关联客户姓名|家属姓名|亲属姓名"
            "|Name of the other customer|Other name|Related name|Relative's name|Name B"
        ),
        Field.RELATIONSHIP: (
            "关系|关系类型|亲属关系|与客户关系|Relationship|Relation|Kind|Type|Is their|As"
        ),
    },
    frozenset({*_TELLS, Field.OTHER, Field.OTHER_NAME, Field.RELATIONSHIP}),
    (
        _TELLS,
        frozenset({Field.OTHER, Field.OTHER_NAME}),
        frozenset({Field.RELATIONSHIP}),
    ),
)
_ITEMS = Book(
    {
        Field.OUR_CODE: WORDS[Field.OUR_CODE],
        Field.ITEM_CODE: (
            "项目编号|商品编号|商品编码|商品代码|产品编号|产品编码|品项编号|服务编号|货号|编号|编码|代码"
            "|料号|Item code|Product code|Service code|Item no|Item number|Product no|SKU|Code|ID"
        ),
        Field.ITEM_NAME: (
            "项目名称|商品名称|产品名称|品项名称|服务名称|品名|名称|项目|商品|产品|品项|服务"
            "|Item name|Product name|Service name|Name|Item|Product|Service|Description|Title"
        ),
        Field.ITEM_KIND: (
            "服务或商品|服务或产品|项目类型|商品类型|产品类型|类型|类别|种类|分类"
            "|Service or product|Kind|Type|Category|Item type|Product type"
        ),
        Field.PRICE: (
            "价格|单价|售价|零售价|定价|标价|价钱|金额|Price|Unit price|Retail price|Selling price"
            "|Sale price|List price|Amount"
        ),
        Field.BARCODE: (
            "条码|条形码|商品条码|产品条码|国际条码|Barcode|Bar code|EAN|UPC|EAN-13|UPC-A|GTIN"
        ),
    },
    frozenset({Field.ITEM_CODE, Field.ITEM_NAME, Field.PRICE, Field.BARCODE}),
    (frozenset({Field.ITEM_CODE, Field.OUR_CODE}),),
)
BOOKS = {
    ListKind.CUSTOMERS: CUSTOMERS,
    ListKind.BALANCES: _BALANCES,
    ListKind.OCCASIONS: _OCCASIONS,
    ListKind.RELATIONSHIPS: _RELATIONSHIPS,
    ListKind.ITEMS: _ITEMS,
    ListKind.SALES: SALES,
}
"""What stands above the columns of each kind of list."""
