"""What each demo shop gives beside its items: packages, vouchers, rewards, an offer, a word."""

from dataclasses import dataclass, replace

from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.rewards.types import NewReward
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE
from smbcrm.membership.vouchers.kinds.kind import Worth
from smbcrm.membership.vouchers.types import NewDefinition

_GOLD = ("gold",)
_YEAR = 12
_DAYS = {"birthday": 30, "free": 60, "next": 30, "gold": 90, "points": 60, "friend": 90}
"""For how many days each of the vouchers lasts."""


@dataclass(frozen=True, slots=True)
class Assortment:
    """Prices and amounts are in major units, like those of the items.

    `counted` has visits that end, `visits` such that never do, `pass_` is for a time only. `offer`
    is the amount and the gift of a top-up offer for gold, `word` why the drawer was short.
    """

    counted: NewPackage
    visits: NewPackage
    pass_: NewPackage
    vouchers: tuple[NewDefinition, ...]
    rewards: tuple[NewReward, ...]
    offer: tuple[int, int]
    word: str

    def packages(self, unit: int) -> tuple[NewPackage, ...]:
        """Return the packages with prices in minor units; a major one has `unit` of them."""
        all_three = (self.counted, self.visits, self.pass_)
        return tuple(replace(one, price=one.price * unit) for one in all_three)

    def definitions(self, unit: int) -> tuple[NewDefinition, ...]:
        """Return the vouchers with amounts in minor units."""
        return tuple(_in_minor(one, unit) for one in self.vouchers)


def _in_minor(voucher: NewDefinition, unit: int) -> NewDefinition:
    value = voucher.value
    if value is not None and BY_CODE[voucher.kind].worth is Worth.AMOUNT:
        value *= unit
    return replace(voucher, value=value, minimum=voucher.minimum * unit)


def _vouchers(
    names: tuple[str, str, str, str, str, str], item: str, amounts: tuple[int, int, int, int]
) -> tuple[NewDefinition, ...]:
    """Return one voucher of each kind; the amounts: next visit, gold and its least, the others."""
    birthday, free, following, gold, points, friend = names
    off, welcome, least, bought = amounts
    return (
        NewDefinition("BIRTHDAY", birthday, "percent_off", 1_000, days=_DAYS["birthday"]),
        NewDefinition("FREE", free, "free_item", item=item, days=_DAYS["free"]),
        NewDefinition("NEXT", following, "next_visit", off, days=_DAYS["next"]),
        NewDefinition(
            "GOLD",
            gold,
            "amount_off",
            welcome,
            minimum=least,
            days=_DAYS["gold"],
            tiers=_GOLD,
        ),
        NewDefinition("POINTS", points, "amount_off", bought, days=_DAYS["points"], points=900),
        NewDefinition("FRIEND", friend, "bring_a_friend", bought, days=_DAYS["friend"]),
    )


ENGLISH_ASSORTMENT = Assortment(
    NewPackage("BLOW10", "Blow-dry package", 290, Terms(10, _YEAR, "BLOW")),
    NewPackage("TREAT5", "Scalp treatment, 5 visits", 190, Terms(5, None, "TREAT")),
    NewPackage("FRINGE6", "Fringe pass, 6 months", 49, Terms(None, 6, "FRINGE")),
    _vouchers(
        (
            "Birthday −10 %",
            "Free fringe trim",
            "Next visit −5",
            "Gold gift",
            "Ten off for points",
            "Ten off for friends",
        ),
        "FRINGE",
        (5, 20, 80, 10),
    ),
    (
        NewReward("SCRUNCHIE", "Silk scrunchie", 250, stock=16),
        NewReward("TRAVEL", "Travel shampoo", 400, stock=12),
        NewReward("TRIM", "Fringe trim", 500, "FRINGE"),
        NewReward("CREAM", "Hand cream", 600, stock=3),
        NewReward("OIL50", "Argan oil, 50 ml", 900, stock=0),
        NewReward("DRY", "Blow-dry", 1800, "BLOW", tiers=_GOLD),
    ),
    (1000, 120),
    "Perhaps change to Ben Keller",
)
SIMPLIFIED_ASSORTMENT = Assortment(
    NewPackage("GFC10", "工夫茶十次卡", 580, Terms(10, _YEAR, "GFC")),
    NewPackage("CX5", "茶席包间五次卡", 560, Terms(5, None, "CX")),
    NewPackage("PC6", "品茶半年卡", 888, Terms(None, 6, "GFC")),
    _vouchers(
        (
            "生日九折券",
            "绿豆糕一份",
            "下次到店减 10 元",
            "金卡礼",
            "积分换 10 元",
            "老带新减 10 元",
        ),
        "CD",
        (10, 50, 300, 10),
    ),
    (
        NewReward("BD", "竹编杯垫", 500, stock=16),
        NewReward("CY", "茶样五款", 800, stock=12),
        NewReward("LDG", "绿豆糕", 1000, "CD"),
        NewReward("CB", "主人杯", 1800, stock=3),
        NewReward("CL", "旅行茶具", 2600, stock=0),
        NewReward("CXH", "茶席包间一小时", 12_000, "CX", tiers=_GOLD),
    ),
    (5000, 800),
    "可能多找给了曾丽华",
)
TRADITIONAL_ASSORTMENT = Assortment(
    NewPackage("ALTER10", "修改衣長十次卡", 2000, Terms(10, _YEAR, "ALTER")),
    NewPackage("WRAP10", "禮品包裝十次卡", 480, Terms(10, None, "WRAP")),
    NewPackage("WRAP6", "禮品包裝半年卡", 600, Terms(None, 6, "WRAP")),
    _vouchers(
        (
            "生日九折券",
            "有機棉襪一雙",
            "下次來店折 100 元",
            "金卡禮",
            "點數換 100 元",
            "好友介紹折 100 元",
        ),
        "SOCK",
        (100, 500, 3000, 100),
    ),
    (
        NewReward("BAND", "絲質髮圈", 250, stock=16),
        NewReward("SEW", "旅行針線包", 400, stock=12),
        NewReward("HEM", "修改衣長", 500, "ALTER"),
        NewReward("CREAM", "護手霜", 600, stock=3),
        NewReward("POUCH", "帆布束口袋", 900, stock=0),
        NewReward("HAT", "手編草帽", 6000, "HAT", tiers=_GOLD),
    ),
    (30_000, 4000),
    "可能多找給了曾文雄",
)
