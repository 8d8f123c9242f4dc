"""What people and other tills write above the columns of a list of sales, in three languages."""

from smbcrm.membership.imports.errors import SaleHeadingsNotFound
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.headings import WORDS, Book

WHO = frozenset({Field.OUR_CODE, Field.CARD, Field.CODE, Field.PHONE, Field.NAME})
"""The columns that say to whom."""

SALES = Book(
    {
        Field.OUR_CODE: WORDS[Field.OUR_CODE],
        Field.SOLD_ON: (
            "日期|销售日期|消费日期|交易日期|营业日期|营业日|结账日期|结算日期|开单日期|订单日期"
            "|单据日期|付款日期|成交日期|下单日期|消费时间|交易时间|销售时间|结账时间|结算时间"
            "|开单时间|订单时间|下单时间|付款时间|支付时间|成交时间|日期时间|Date|Sale date"
            "|Date of sale|Transaction date|Order date|Invoice date|Receipt date|Bill date"
            "|Business date|Payment date|Date/time|Date and time|Date time|Datetime|Timestamp"
            "|Created at|Paid at"
        ),
        Field.SOLD_AT: "时间|时刻|Time|Time of sale|Transaction time|Order time",
        Field.BILL: (
            "单号|订单号|订单编号|订单号码|账单号|账单编号|小票号|小票号码|流水号|流水单号|交易号"
            "|交易编号|交易单号|销售单号|销售单|消费单号|单据编号|单据号|单据号码|发票号|发票号码"
            "|收据号|收据号码|结账单号|Bill|Bill number|Bill no|Bill ID|Receipt|Receipt number"
            "|Receipt no|Receipt ID|Invoice|Invoice number|Invoice no|Order|Order number|Order no"
            "|Order ID|Transaction|Transaction ID|Transaction number|Transaction no|Ticket"
            "|Ticket number|Ticket no|Sale ID|Sale number|Sale no|Check number|Document number"
        ),
        Field.CARD: WORDS[Field.CARD],
        Field.CODE: (
            "客户编号|会员编号|顾客编号|客户代码|会员代码|会员ID|客户ID|顾客ID|Customer code"
            "|Customer no|Customer number|Customer ID|Client code|Client ID|Client no|Member code"
            "|Member ID|Code|编号"
        ),
        Field.PHONE: WORDS[Field.PHONE],
        Field.NAME: (
            "姓名|客户姓名|会员姓名|顾客姓名|客户名称|会员名称|顾客名称|客户|会员|顾客|客人|客户名"
            "|会员名|Full name|Customer name|Client name|Member name|Customer|Client|Member|Guest"
            "|Name"
        ),
        Field.ITEM: (
            "商品|商品名称|商品名|品名|品项|项目|项目名称|消费项目|服务|服务项目|服务名称|产品"
            "|产品名称|货品|货品名称|消费内容|明细|Item|Item name|Product|Product name|Service"
            "|Service name|Treatment|Description|Article|Goods"
        ),
        Field.QUANTITY: "数量|件数|购买数量|销售数量|Quantity|Qty|Pieces|Units|Count",
        Field.AMOUNT: (
            "金额|小计|销售金额|商品金额|项目金额|明细金额|折后金额|折后价|行小计|Amount|Line total"
            "|Line amount|Item total|Subtotal|Sub total|Net amount|Net"
        ),
        Field.TOTAL: (
            "合计|总额|总计|总金额|合计金额|实收|实收金额|实付|实付金额|实际支付|消费金额|消费总额"
            "|订单金额|订单总额|账单金额|账单总额|交易金额|成交金额|应收金额|应付金额|Total"
            "|Total amount|Bill total|Sale total|Order total|Receipt total|Invoice total"
            "|Grand total|Amount paid|Total paid|Paid|Paid amount"
        ),
        Field.SOLD_BY: (
            "店员|员工|员工姓名|销售员|销售人员|营业员|服务员|导购|导购员|技师|发型师|美容师|美甲师"
            "|设计师|经手人|服务人员|收银员|收银|操作员|Sold by|Staff|Served by|Employee"
            "|Salesperson|Sales rep|Sales person|Clerk|Stylist|Therapist|Cashier|Operator"
        ),
    },
    identity=frozenset({Field.SOLD_ON, Field.BILL, Field.AMOUNT, Field.TOTAL}),
    needed=(frozenset({Field.SOLD_ON}), WHO, frozenset({Field.AMOUNT, Field.TOTAL})),
    unnamed=SaleHeadingsNotFound,
)
"""The headings of a list of sales."""

WALK_INS = frozenset(
    {
        *("散客", "散户", "路人", "过路客", "游客", "零售", "零售客户", "普通顾客", "普通客户"),
        *("非会员", "无会员", "匿名", "现金客户", "临时客户", "现客", "过客"),
        *("walkin", "walkincustomer", "guest", "cash", "cashcustomer", "cashsale", "anonymous"),
        *("nonmember", "nomember", "retail", "retailcustomer"),
    }
)
"""What stands where the customer is nobody who is known; compared through `heading_key`."""
