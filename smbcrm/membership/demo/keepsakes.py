"""What the demo shop has written down beside sales: a company, and what was done for regulars."""

from dataclasses import dataclass

from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Details


@dataclass(frozen=True, slots=True)
class Noted:
    """A service record of a kind, of so many days ago, for the regular of that number."""

    days: int
    customer: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Keepsakes:
    """The company that comes after the regulars, the kinds of records, and the records."""

    company: Details
    kinds: tuple[tuple[str, str], ...]
    records: tuple[Noted, ...]


ENGLISH_KEEPSAKES = Keepsakes(
    Details(
        kind=CustomerKind.COMPANY,
        full_name="Casco Bay Weddings LLC",
        phones=("+12075550155",),
        email="office@cascobayweddings.example",
        address="140 Commercial Street",
        tax_id="04-2871536",
        bank="Portland Savings Bank",
        bank_account="8800 4417 0921",
        currency="USD",
        payment_days="30",
        credit_limit="1500",
        notes="Brides of the season, asked for by e-mail; one bill at the end of the month",
        contacts=(
            Contact("Dana Whitlock", "Events", Phone("+12075550156", "+12075550156")),
            Contact("Owen Reyes", "Accounts", None, "accounts@cascobayweddings.example"),
        ),
        deliveries=(
            DeliveryAddress("Chapel", "9 Lighthouse Road", "ME", "Cape Elizabeth", "", "04107"),
        ),
    ),
    (("colour", "Colour formula"), ("patch", "Patch test")),
    (
        Noted(
            107, 1, "colour", "6N + 6.3 (2:1), 30 ml, 6 % developer 1:1.5, 35 minutes, roots first"
        ),
        Noted(79, 1, "patch", "Ammonia-free range, behind the ear, 48 hours: no reaction"),
        Noted(
            51,
            1,
            "colour",
            "6N + 6.3 (2:1), 30 ml, 6 % developer 1:1.5, 30 minutes: a shade warmer",
        ),
        Noted(
            57, 2, "colour", "8.1, 40 ml, 9 % developer 1:2, 40 minutes; gloss 9.02 for 10 minutes"
        ),
    ),
)
SIMPLIFIED_KEEPSAKES = Keepsakes(
    Details(
        kind=CustomerKind.COMPANY,
        full_name="厦门鹭江商务礼品有限公司",
        phones=("+8613800001155",),
        email="caigou@lujiang.example",
        address="思明区湖滨南路 88 号 12 楼",
        tax_id="91350203MA2XQ7KT62",
        bank="厦门银行湖滨支行",
        bank_account="8037 1122 0064 518",
        currency="CNY",
        payment_days="30",
        credit_limit="20000",
        notes="中秋、春节前订礼盒，月底一次结账",
        contacts=(
            Contact("郑晓琳", "采购", Phone("+8613800001156", "+8613800001156")),
            Contact("何会计", "财务", None, "caiwu@lujiang.example"),
        ),
        deliveries=(DeliveryAddress("仓库", "同集路 201 号", "福建", "厦门", "集美区", "361021"),),
    ),
    (("tea", "泡法"), ("tasting", "品鉴")),
    (
        Noted(107, 1, "tea", "凤凰单丛 7 克，盖碗 110 毫升，水温 95℃，前三泡 5 秒出汤"),
        Noted(79, 1, "tasting", "试了三款正山小种，最喜欢花果香的一款"),
        Noted(51, 1, "tea", "凤凰单丛 8 克，盖碗 110 毫升，水温 95℃，前三泡 5 秒出汤：要浓一点"),
        Noted(57, 2, "tea", "普洱熟茶 8 克，紫砂壶 150 毫升，沸水，先醒茶一次"),
    ),
)
TRADITIONAL_KEEPSAKES = Keepsakes(
    Details(
        kind=CustomerKind.COMPANY,
        full_name="永康整合行銷有限公司",
        phones=("+886912001155",),
        email="hello@yongkang.example",
        address="大安區信義路二段 88 號 6 樓",
        tax_id="24831901",
        bank="台北銀行大安分行",
        bank_account="0120 8800 441702",
        currency="TWD",
        payment_days="30",
        credit_limit="60000",
        notes="活動制服與禮品，月底一次結帳",
        contacts=(
            Contact("蔡宜芳", "採購", Phone("+886912001156", "+886912001156")),
            Contact("何會計", "財務", None, "account@yongkang.example"),
        ),
        deliveries=(DeliveryAddress("倉庫", "中正路 201 號", "", "新北市", "中和區", "235"),),
    ),
    (("alter", "修改紀錄"), ("size", "尺寸")),
    (
        Noted(107, 1, "alter", "亞麻洋裝：衣長改短 4 公分，袖口收 1 公分"),
        Noted(79, 1, "size", "肩寬 40、胸圍 86、腰圍 68、衣長 102"),
        Noted(51, 1, "alter", "亞麻洋裝：衣長改短 3 公分，袖口收 1 公分，換木釦"),
        Noted(57, 2, "alter", "毛呢大衣：袖長改短 2 公分，內裡補強"),
    ),
)
