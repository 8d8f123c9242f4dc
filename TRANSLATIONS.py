W = {
    "Order of the customer list": ("顾客名单的顺序", "顧客名單的順序"),
    "the name of a column, with - before it where the list falls": (
        "一列的名称，降序时前面加 -",
        "一個欄位的名稱，遞減時前面加 -",
    ),
    "so many days from today on, 366 at most: 0d is today, 14d until in two weeks": (
        "从今天起的天数，最多 366：0d 是今天，14d 是两周以内",
        "從今天起的天數，最多 366：0d 是今天，14d 是兩週以內",
    ),
    "today or tomorrow": ("今天或明天", "今天或明天"),
    "in the next {count} days": ("在今后 {count} 天内", "在今後 {count} 天內"),
    "Birthday to come": ("将到的生日", "將到的生日"),
    "birthday {values}": ("生日{values}", "生日{values}"),
    "Important date to come": ("将到的重要日子", "將到的重要日子"),
    "important date {values}": ("重要日子{values}", "重要日子{values}"),
    "Write a number of days from today on, as 14; 0 is today, 366 the most.": (
        "写从今天起的天数，如 14；0 是今天，最多 366。",
        "填寫從今天起的天數，如 14；0 是今天，最多 366。",
    ),
    "only these columns of the list, in this order, with commas between; such a list is not made"
    " to be imported again": (
        "只要名单的这些列，按此顺序，用逗号分开；这样的名单不用于再导入",
        "只要名單的這些欄位，依此順序，用逗號隔開；這樣的名單不用於再匯入",
    ),
    "The list of customers has no column “{column}”. Use some of these: {known}.": (
        "顾客名单没有“{column}”这一列。可用的有：{known}。",
        "顧客名單沒有「{column}」這個欄位。可用的有：{known}。",
    ),
    "{file}: contacts of a phone have no columns to choose from. Leave the columns out, or choose a"
    " name that ends in .xlsx or .csv": (
        "{file}：手机联系人没有可选的列。不要写列，或选一个以 .xlsx 或 .csv 结尾的名称",
        "{file}：手機聯絡人沒有可選的欄位。不要寫欄位，或選一個以 .xlsx 或 .csv 結尾的名稱",
    ),
}
