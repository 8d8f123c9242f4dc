"""The regulars of the demo shop in simplified Chinese, a tea shop."""

from smbcrm.membership.customers.kinds import ConsentChannel
from smbcrm.membership.customers.types import Details
from smbcrm.membership.demo.regulars import Cast, Falls, Habit, Regular, Scene
from smbcrm.membership.occasions.types import Calendar, OccasionKind
from smbcrm.membership.sales.codes import Means

_BIRTHDAY, _WEDDING = OccasionKind.BIRTHDAY, OccasionKind.WEDDING_ANNIVERSARY
_SINCE, _CHILD = OccasionKind.CUSTOMER_SINCE, OccasionKind.CHILD_BIRTHDAY
_SMS, _LETTER = ConsentChannel.SMS, ConsentChannel.LETTER
_MESSENGER = ConsentChannel.MESSENGER
_STORED, _CASH, _WECHAT, _ALIPAY = Means.STORED, Means.CASH, Means.WECHAT, Means.ALIPAY

_REGULARS = (
    Regular(
        details=Details(
            full_name="陈雨桐",
            family_name="陈",
            given_name="雨桐",
            phones=("+8613800132046",),
            email="yutong.chen@example.com",
            wechat="yutong_chen",
            address="湖滨南路 86 号",
            alert="对花生过敏。不要附赠花生酥、牛轧糖。茶点一律换成绿豆糕。",
            preferences="爱喝单丛，水温 95℃，不加糖",
            notes="习惯由周佳怡接待",
            looked_after_by="周佳怡",
            tags=("老客",),
        ),
        falls=(Falls(_BIRTHDAY, 3, 38, Calendar.LUNAR), Falls(_SINCE, 111, 6)),
        yes=(_SMS, _MESSENGER),
        no=(_LETTER,),
        rhythm=28,
        last=23,
        visits=26,
        habits=(
            Habit(("DC", "CD"), _STORED, "周佳怡"),
            Habit(("YZ",), _WECHAT, "吴雅静"),
            Habit(("GH", "PE"), _CASH, "黄志强"),
            Habit(("ZS", "GFC"), _STORED, "周佳怡"),
        ),
    ),
    Regular(
        details=Details(
            full_name="沈知夏",
            family_name="沈",
            given_name="知夏",
            phones=("+8613800132063",),
            preferences="靠窗茶席",
            notes="演示用消费密码：2580。爱喝白茶",
            looked_after_by="周佳怡",
        ),
        falls=(Falls(_BIRTHDAY, 96, 45),),
        yes=(_SMS, _MESSENGER),
        rhythm=20,
        last=20,
        visits=36,
        habits=(
            Habit(("DC", "GW"), _STORED, "周佳怡"),
            Habit(("ZS", "GH"), _STORED, "吴雅静"),
            Habit(("GFC", "CX"), _STORED, "周佳怡"),
        ),
    ),
    Regular(
        details=Details(
            full_name="李淑芬",
            family_name="李",
            given_name="淑芬",
            phones=("+8613800132019",),
            address="禾祥西路 12 号",
            preferences="普洱熟茶，少放茶叶",
            notes="过农历生日",
        ),
        falls=(Falls(_BIRTHDAY, 0, 60, Calendar.LUNAR),),
        rhythm=25,
        last=7,
        visits=29,
        habits=(Habit(("PE",), _STORED, "吴雅静"), Habit(("ZS", "CD"), _CASH, "黄志强")),
    ),
    Regular(
        details=Details(
            full_name="王思远",
            family_name="王",
            given_name="思远",
            phones=("+8613800132085",),
            notes="爱人：张晓雯",
            preferences="夫妻同来，两位茶席",
        ),
        falls=(Falls(_WEDDING, 0, 10),),
        rhythm=40,
        last=16,
        visits=17,
        habits=(Habit(("GFC", "DC"), _WECHAT, "黄志强"), Habit(("CX", "TGY"), _WECHAT, "吴雅静")),
    ),
    Regular(
        details=Details(
            full_name="许家骏",
            family_name="许",
            given_name="家骏",
            phones=("+8613800132031",),
            preferences="不加糖，话不多",
        ),
        rhythm=26,
        last=26,
        visits=22,
        habits=(Habit(("TGY",), _STORED, "吴雅静"), Habit(("DC",), _WECHAT, "黄志强")),
    ),
    Regular(
        details=Details(
            full_name="欧阳若曦",
            family_name="欧阳",
            given_name="若曦",
            phones=("+8613800132008",),
            preferences="正山小种，礼盒要系红绳",
        ),
        falls=(Falls(_CHILD, 0, 6, label="小满"),),
        yes=(_SMS, _MESSENGER),
        rhythm=30,
        last=30,
        visits=24,
        habits=(Habit(("ZS",), _STORED, "周佳怡"), Habit(("DC", "CD"), _STORED, "周佳怡")),
    ),
    Regular(
        details=Details(
            full_name="赵梦琪",
            family_name="赵",
            given_name="梦琪",
            phones=("+8613800132016",),
            source="路过进店",
        ),
    ),
    Regular(
        details=Details(
            full_name="曾丽华",
            family_name="曾",
            given_name="丽华",
            phones=("+8613800132034",),
        ),
        rhythm=45,
        last=41,
        visits=16,
        habits=(Habit(("GH", "CD"), _CASH, "黄志强"),),
    ),
    Regular(
        details=Details(
            full_name="单国强",
            family_name="单",
            given_name="国强",
            phones=("+8613800132057",),
            preferences="铁观音，浓香型",
        ),
        falls=(Falls(_BIRTHDAY, 12, 51),),
        rhythm=30,
        last=4,
        visits=24,
        habits=(Habit(("TGY", "GFC"), _WECHAT, "吴雅静"),),
    ),
    Regular(
        details=Details(
            full_name="柯本乐",
            family_name="柯",
            given_name="本乐",
            phones=("+8613800132049",),
        ),
        falls=(Falls(_SINCE, 6, 2),),
        rhythm=60,
        last=55,
        visits=12,
        habits=(Habit(("TGY",), _WECHAT, "黄志强"),),
    ),
    Regular(
        details=Details(
            full_name="刘建国",
            family_name="刘",
            given_name="建国",
            phones=("+8613800132072",),
            tags=("企业礼品",),
            preferences="每次三份礼盒，开发票",
        ),
        falls=(Falls(_SINCE, 5, 5),),
        rhythm=40,
        last=38,
        visits=18,
        habits=(Habit(("YZ", "GW"), _STORED, "吴雅静"),),
    ),
    Regular(
        details=Details(
            full_name="仇志明",
            family_name="仇",
            given_name="志明",
            phones=("+8613800132028",),
            source="许家骏介绍",
        ),
        yes=(_SMS, _MESSENGER),
    ),
    Regular(
        details=Details(
            full_name="林佩珊",
            family_name="林",
            given_name="佩珊",
            phones=("+8613800132108",),
        ),
        falls=(Falls(_BIRTHDAY, 2, 36, Calendar.LUNAR),),
        rhythm=30,
        last=9,
        visits=24,
        habits=(Habit(("PE", "GH"), _WECHAT, "周佳怡"), Habit(("ZS", "GW"), _STORED, "周佳怡")),
    ),
    Regular(
        details=Details(
            full_name="孙美玲",
            family_name="孙",
            given_name="美玲",
            phones=("+8613800132087",),
        ),
        rhythm=21,
        last=64,
        visits=31,
        habits=(Habit(("PE",), _STORED, "周佳怡"), Habit(("ZS",), _STORED, "周佳怡")),
    ),
    Regular(
        details=Details(
            full_name="罗秀兰",
            family_name="罗",
            given_name="秀兰",
            phones=("+8613800132077",),
            address="思明南路 203 号",
        ),
        falls=(Falls(_BIRTHDAY, 6, 52),),
        yes=(_LETTER,),
        no=(_SMS,),
        rhythm=35,
        last=30,
        visits=20,
        habits=(Habit(("DC",), _CASH, "黄志强"), Habit(("ZS",), _ALIPAY, "黄志强")),
    ),
    Regular(
        details=Details(
            full_name="何文斌",
            family_name="何",
            given_name="文斌",
            phones=("+8613800132070",),
        ),
        rhythm=30,
        last=81,
        visits=19,
        habits=(Habit(("DC", "CD"), _STORED, "黄志强"), Habit(("DC",), _ALIPAY, "黄志强")),
    ),
    Regular(
        details=Details(
            full_name="高晓兰",
            family_name="高",
            given_name="晓兰",
            phones=("+8613800132026",),
        ),
        rhythm=28,
        last=70,
        visits=20,
        habits=(Habit(("TGY",), _WECHAT, "吴雅静"),),
    ),
    Regular(
        details=Details(
            full_name="方海英",
            family_name="方",
            given_name="海英",
            phones=("+8613800132093",),
        ),
        rhythm=45,
        last=112,
        visits=12,
        habits=(Habit(("TGY",), _WECHAT, "吴雅静"),),
    ),
)
_MORNING = (
    Scene(minutes=79, staff="吴雅静", items=("GFC", "CD"), means=_ALIPAY, second_till=True),
    Scene(minutes=75, staff="黄志强", who="仇志明"),
    Scene(minutes=74, staff="黄志强", who="仇志明", top_up=1000, means=_WECHAT),
    Scene(minutes=73, staff="黄志强", who="仇志明", items=("GFC",), means=_STORED),
    Scene(minutes=71, staff="吴雅静", who="刘建国", items=("YZ",), means=_STORED),
    Scene(minutes=68, staff="周佳怡", who="柯本乐", items=("TGY",), means=_WECHAT),
    Scene(minutes=65, staff="吴雅静", who="单国强", redeem=1000),
    Scene(minutes=61, staff="黄志强", who="曾丽华", items=("GH", "CD"), second_till=True),
    Scene(minutes=54, staff="黄志强", who="赵梦琪"),
    Scene(minutes=43, staff="周佳怡", who="欧阳若曦", items=("ZS",), means=_STORED),
    Scene(minutes=26, staff="吴雅静", who="许家骏", top_up=1000, means=_WECHAT),
    Scene(minutes=12, staff="周佳怡", who="沈知夏", items=("DC", "GW"), means=_STORED),
)
SIMPLIFIED_CAST = Cast(_REGULARS, _MORNING, _WECHAT, top_up=1000, kept=750)
