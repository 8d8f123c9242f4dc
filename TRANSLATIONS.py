W = {
    "Order of the customer list": ("顾客名单的顺序", "顧客名單的順序"),
    "the name of a column, with - before it where the list falls": (
        "一列的名称，降序时前面加 -",
        "一個欄位的名稱，遞減時前面加 -",
    ),
}
