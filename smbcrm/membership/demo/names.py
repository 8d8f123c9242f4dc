"""Names of the demo shop's customers, in three languages, with rare ones among them."""

# fmt: off
ENGLISH_GIVEN = (
    "Hannah", "Grace", "Priya", "Anya", "Elena", "Maya", "Rosa", "Nora", "Mia", "Olivia",
    "Amelia", "Isla", "Ava", "Freya", "Lily", "Sophie", "Ella", "Charlotte", "Zoe", "Imogen",
    "Harriet", "Beatrice", "Clara", "Edith", "Fatima", "Aisha", "Leila", "Yasmin", "Ingrid",
    "Astrid", "Saoirse", "Niamh", "Siobhán", "Zoë", "Chloé", "Renée", "Björk", "Agnieszka",
    "Katarzyna", "Jelena", "Milica", "Ivana", "Camila", "Valentina", "Lucía", "Sofía", "Inés",
    "Mariana", "Oliver", "George", "Noah", "Arthur", "Leo", "Oscar", "Theo", "Henry", "Jack",
    "Finn", "Hugo", "Felix", "Samuel", "Daniel", "Marcus", "Owen", "Rhys", "Callum", "Ewan",
    "Tariq", "Omar", "Rohan", "Arjun", "Mateo", "Diego", "Javier", "Luca", "Matteo", "Jakub",
    "Tomasz", "Søren", "Łukasz", "Kwame", "Chidi", "Thandiwe", "Naledi", "Keiko", "Yuki",
    "Haruto", "Min-jun", "Ji-woo", "Linh", "Thuy", "Anh",
)
ENGLISH_FAMILY = (
    "Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Patel",
    "Robinson", "Wright", "Thompson", "Evans", "Walker", "White", "Roberts", "Green", "Hall",
    "Wood", "Jackson", "Clarke", "Khan", "Hughes", "Edwards", "Turner", "Hill", "Moore",
    "Ward", "Cooper", "Morris", "King", "Watson", "Baker", "Harrison", "Morgan", "Young",
    "Allen", "Mitchell", "Castellanos", "Nair", "Novak", "Campos", "Lin", "Chen", "Okafor",
    "Mensah", "Adeyemi", "Kowalski", "Nowak", "Wójcik", "Horvat", "Kovač", "Petrović",
    "García", "Fernández", "Rodríguez", "O'Brien", "O'Sullivan", "MacDonald", "Fitzgerald",
    "Murphy", "Kelly", "Byrne", "Müller", "Schäfer", "Jørgensen", "Lindqvist", "Virtanen",
    "Nguyen", "Tran", "Pham", "Kim", "Park", "Tanaka", "Suzuki", "Rossi", "Bianchi", "Dubois",
    "Lefèvre", "D'Angelo", "St.-John", "Featherstonehaugh", "Singh", "Kaur", "Rahman", "Begum",
    "Haddad",
)
SIMPLIFIED_FAMILY = (
    "王王王李李李张张刘刘陈陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董"
    "袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷"
    "黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向汤解单仇查朴区翟盖缪"
)
SIMPLIFIED_COMPOUND = (
    "欧阳", "上官", "司马", "诸葛", "司徒", "慕容", "尉迟", "长孙", "令狐", "皇甫",
)
SIMPLIFIED_GIVEN = (
    "雨桐", "梓涵", "欣怡", "子轩", "浩然", "思远", "佳怡", "志强", "雅静", "建国", "秀英",
    "丽华", "伟", "芳", "敏", "静", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
    "霞", "平", "刚", "桂英", "玉兰", "文博", "一诺", "若曦", "语嫣", "俊杰", "晓东", "海燕",
    "春梅", "国强", "红梅", "小燕", "婷婷", "诗涵", "宇航", "子墨", "梦瑶", "嘉豪", "昊天",
    "芷若", "清扬", "立群", "德华", "玉珍", "佩珊", "晨曦", "天佑", "嘉怡", "锦程", "念慈",
    "安琪", "慧敏", "学文", "家骏", "若男", "可欣", "奕辰", "沐阳", "知夏", "云舒", "怀瑾",
    "望舒",
)
TRADITIONAL_FAMILY = (
    "陳陳陳林林黃黃張李李王王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游彭詹胡"
    "施沈余盧梁趙顏柯翁魏孫戴范方宋鄧"
)
TRADITIONAL_COMPOUND = (
    "歐陽", "司馬", "諸葛", "司徒", "上官",
)
TRADITIONAL_GIVEN = (
    "怡君", "雅婷", "淑芬", "淑惠", "美玲", "志明", "俊傑", "家豪", "宗翰", "冠宇", "承恩",
    "品妤", "詠晴", "子晴", "宜蓁", "佩君", "雅雯", "麗華", "秀英", "金龍", "文雄", "建宏",
    "志偉", "欣怡", "詩涵", "宥廷", "柏翰", "彥廷", "家瑋", "郁婷", "佳穎", "靜怡", "惠如",
    "淑娟", "玉蘭", "美惠", "明哲", "國華", "雅筑", "思妤", "芷瑄", "睿恩", "沛恩", "以恩",
    "詩婷", "婉婷", "筱涵",
)
# Characters beyond the common sets, as they stand in real household registers.
RARE = (
    "李𠮷", "陈喆", "王镕", "赵堃", "孙犇", "周龑", "吴䶮", "张昇", "刘珺", "杨赟", "何燊",
    "林㛃", "黃喆", "陳堃", "吳龑", "曾珺", "徐𬭎", "朱㭎", "沈䥑", "韩𬱖",
)
EMAIL_HOSTS = (
    "example.com", "example.org", "example.net",
)
# fmt: on
