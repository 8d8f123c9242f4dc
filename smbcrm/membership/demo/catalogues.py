"""The demo shop in each language: its name, staff, items and the habits of its customers."""

from dataclasses import dataclass

from smbcrm.membership.demo.assortments import (
    ENGLISH_ASSORTMENT,
    SIMPLIFIED_ASSORTMENT,
    TRADITIONAL_ASSORTMENT,
    Assortment,
)
from smbcrm.membership.demo.keepsakes import (
    ENGLISH_KEEPSAKES,
    SIMPLIFIED_KEEPSAKES,
    TRADITIONAL_KEEPSAKES,
    Keepsakes,
)
from smbcrm.membership.demo.regulars import Cast
from smbcrm.membership.demo.regulars_en import ENGLISH_CAST
from smbcrm.membership.demo.regulars_zh_cn import SIMPLIFIED_CAST
from smbcrm.membership.demo.regulars_zh_tw import TRADITIONAL_CAST
from smbcrm.membership.items.types import ItemKind
from smbcrm.membership.setup.service import NewShop

S, P = ItemKind.SERVICE, ItemKind.PRODUCT


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A demo shop before it has customers. Prices in major units; shares by name language."""

    shop: NewShop
    address: str
    staff: tuple[str, ...]
    terminal: str
    items: tuple[tuple[str, str, int, ItemKind], ...]
    shares: tuple[int, int, int]
    cities: tuple[tuple[str, str], ...]
    streets: tuple[str, ...]
    phone: str
    alerts: tuple[str, ...]
    notes: tuple[str, ...]
    tags: tuple[str, ...]
    top_ups: tuple[int, ...]
    asked: str
    cast: Cast
    gives: Assortment
    keeps: Keepsakes


ENGLISH = Catalogue(
    NewShop("Willow & Wren Salon", "USD", "US", "America/New_York", "en"),
    "22 Harbour Walk, Portland, ME 04101",
    ("Mia", "Jo", "Ana"),
    "Till 2",
    (
        ("CUT", "Cut and blow-dry", 58, S),
        ("CUT-S", "Cut, short hair", 42, S),
        ("BLOW", "Blow-dry", 34, S),
        ("COL", "Colour, full head", 120, S),
        ("ROOT", "Colour, roots", 76, S),
        ("FRINGE", "Fringe trim", 12, S),
        ("TREAT", "Scalp treatment", 45, S),
        ("OIL", "Argan oil, 15 ml", 10, P),
        ("SHAM", "Shampoo, 250 ml", 18, P),
        ("MASK", "Hair mask, 200 ml", 26, P),
        ("COMB", "Wooden comb", 14, P),
    ),
    (76, 12, 12),
    (("Portland", "04101"), ("South Portland", "04106"), ("Falmouth", "04105"), ("Bath", "04530")),
    ("Harbour Walk", "Congress Street", "Pine Street", "Spring Street", "Ocean Avenue", "Elm Lane"),
    "+1207{n:07d}",
    ("Allergic to PPD hair dye: patch test first", "Latex allergy: vinyl gloves", "Nut allergy"),
    (
        "Likes window seat",
        "Prefers Mia",
        "Tea without milk",
        "Quiet appointments",
        "Brings her dog",
    ),
    ("vip", "students", "bride 2026", "neighbour", "colour"),
    (100, 200, 200, 500),
    "at the counter",
    ENGLISH_CAST,
    ENGLISH_ASSORTMENT,
    ENGLISH_KEEPSAKES,
)
SIMPLIFIED = Catalogue(
    NewShop("青禾茶铺 · 中山路店", "CNY", "CN", "Asia/Shanghai", "zh_CN"),
    "厦门市思明区中山路 128 号",
    ("周佳怡", "吴雅静", "黄志强"),
    "收银台 2",
    (
        ("DC", "凤凰单丛 150 克", 268, P),
        ("YZ", "白毫银针礼盒", 588, P),
        ("GH", "桂花乌龙 100 克", 96, P),
        ("ZS", "正山小种 250 克", 318, P),
        ("TGY", "铁观音 250 克", 198, P),
        ("PE", "普洱熟茶饼 357 克", 468, P),
        ("GFC", "工夫茶（位）", 68, S),
        ("CX", "茶席包间（小时）", 128, S),
        ("CD", "绿豆糕", 28, P),
        ("GW", "白瓷盖碗", 158, P),
    ),
    (8, 78, 14),
    (("厦门", "361000"), ("漳州", "363000"), ("泉州", "362000"), ("福州", "350000")),
    ("中山路", "湖滨南路", "禾祥西路", "思明南路", "环岛路", "公园东路"),
    "+861380{n:07d}",
    ("对花生过敏：不要附赠花生酥、牛轧糖", "对花粉过敏：不推荐桂花、茉莉", "孕期：少咖啡因"),
    ("爱喝单丛，水温 95℃", "习惯由周佳怡接待", "喜欢靠窗茶席", "不加糖", "常送礼盒"),
    ("老客", "企业礼品", "品鉴会", "邻居", "学生"),
    (500, 1000, 1000, 2500),
    "柜台口头告知",
    SIMPLIFIED_CAST,
    SIMPLIFIED_ASSORTMENT,
    SIMPLIFIED_KEEPSAKES,
)
TRADITIONAL = Catalogue(
    NewShop("春日選物", "TWD", "TW", "Asia/Taipei", "zh_TW"),
    "台北市大安區永康街 12 號",
    ("陳怡君", "林雅婷", "黃志明"),
    "收銀台 2",
    (
        ("DRESS", "亞麻洋裝", 2680, P),
        ("SHIRT", "棉質襯衫", 1480, P),
        ("SCARF", "羊毛圍巾", 980, P),
        ("BAG", "帆布托特包", 1280, P),
        ("HAT", "手編草帽", 890, P),
        ("SOCK", "有機棉襪", 180, P),
        ("ALTER", "修改衣長", 250, S),
        ("WRAP", "禮品包裝", 60, S),
        ("COAT", "毛呢大衣", 5980, P),
    ),
    (10, 14, 76),
    (("台北市", "106"), ("新北市", "220"), ("桃園市", "330"), ("台中市", "403")),
    ("永康街", "金山南路", "信義路", "和平東路", "青田街", "潮州街"),
    "+886912{n:06d}",
    ("對羊毛過敏", "對鎳過敏：不推薦金屬配件", "行動不便：預留試衣間"),
    ("喜歡大地色", "由陳怡君接待", "尺寸 M，肩寬 40", "習慣刷卡", "常買禮物"),
    ("熟客", "鄰居", "網路訂購", "生日會", "學生"),
    (3000, 6000, 6000, 15000),
    "櫃檯口頭告知",
    TRADITIONAL_CAST,
    TRADITIONAL_ASSORTMENT,
    TRADITIONAL_KEEPSAKES,
)
CATALOGUES = {"en": ENGLISH, "zh_CN": SIMPLIFIED, "zh_TW": TRADITIONAL}
