W = {
    "Company currency": ("往来货币", "往來幣別"),
    "{code} looks like a code of this shop, but nothing else in this row agrees with it, so it may"
    " be of another program. Write it under Shopbell code, or add the name of the customer.": (
        "{code} 看起来像本店的编号，但这一行没有别的内容与它相符，可能是另一个程序的编号。把它写到“Shopbell 编号”下，或补上客户姓名。",
        "{code} 看起來像本店的編號，但這一列沒有別的內容與它相符，可能是另一個程式的編號。把它寫到「Shopbell 編號」下，或補上客戶姓名。",
    ),
    "The phone is that of {others}, but the code or card in this row finds nobody. Write the name"
    " of the one who is meant, or their Shopbell code.": (
        "手机是 {others} 的，但这一行的编号或卡号找不到人。写上所指客户的姓名，或其 Shopbell 编号。",
        "手機是 {others} 的，但這一列的編號或卡號找不到人。寫上所指客戶的姓名，或其 Shopbell 編號。",
    ),
    "“{column}” holds real dates beside texts such as {text}. Where a spreadsheet took day and"
    " month for each other the real ones are wrong: compare a few with where the list came from.": (
        "“{column}”里既有真正的日期，也有 {text} 这样的文字。若表格程序把日和月弄反了，真正的日期就是错的：挑几个与名单的来源核对。",
        "「{column}」裡既有真正的日期，也有 {text} 這樣的文字。若試算表把日和月弄反了，真正的日期就是錯的：挑幾個與名單的來源核對。",
    ),
}
