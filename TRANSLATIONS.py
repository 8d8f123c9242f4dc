W = {
    "Do not contact": ("请勿联系", "請勿聯絡"),
    "Row {row} of {file} names no columns: it is empty, or too far down. Name a row from 1 to {most}, or 0 where the list has no headings.": (
        "{file} 的第 {row} 行没有列名：它是空的，或者太靠下。请指定 1 到 {most} 之间的行；名单没有标题行时用 0。",
        "{file} 的第 {row} 列沒有欄名：它是空的，或者太靠下。請指定 1 到 {most} 之間的列；名單沒有標題列時用 0。",
    ),
    "Words are matched in these fields only: {known}. Not in {field}.": (
        "只有这些字段可以对应词语：{known}。{field} 不行。",
        "只有這些欄位可以對應詞語：{known}。{field} 不行。",
    ),
    "{field} has no value {value}. Values: {known}. Leave it empty to leave it out.": (
        "{field} 没有 {value} 这个值。可用的值：{known}。留空则不导入。",
        "{field} 沒有 {value} 這個值。可用的值：{known}。留空則不匯入。",
    ),
    "“{word}” is matched twice for {field}. Give it one value.": (
        "“{word}”在 {field} 中对应了两次。只能对应一个值。",
        "「{word}」在 {field} 中對應了兩次。只能對應一個值。",
    ),
    "Hidden sheets were not read: {sheets}.": ("隐藏的工作表没有读取：{sheets}。", "隱藏的工作表沒有讀取：{sheets}。"),
    "The list was found in the sheet {sheet}; none was found in: {sheets}.": (
        "名单在工作表 {sheet} 中；以下工作表里没有找到名单：{sheets}。",
        "名單在工作表 {sheet} 中；以下工作表裡沒有找到名單：{sheets}。",
    ),
    "The headings stand in rows {first} and {last}, which were read together.": (
        "标题在第 {first} 行和第 {last} 行，两行合在一起读取。",
        "標題在第 {first} 列和第 {last} 列，兩列合在一起讀取。",
    ),
    "Left out, because they stand above the headings: rows {rows}.": (
        "标题上方的行没有导入：第 {rows} 行。",
        "標題上方的列沒有匯入：第 {rows} 列。",
    ),
    "“{column}” is not imported: it is called like {field}, which “{other}” fills already.": (
        "“{column}”没有导入：它的名称也是{field}，而“{other}”已经填入该字段。",
        "「{column}」沒有匯入：它的名稱也是{field}，而「{other}」已經填入該欄位。",
    ),
    "the sheet to read, by name or number; else it is guessed": (
        "要读取的工作表，名称或序号；不给则自动判断",
        "要讀取的工作表，名稱或序號；不給則自動判斷",
    ),
    "the row of the headings, 0 for none; else it is guessed": (
        "标题所在的行，0 表示没有标题；不给则自动判断",
        "標題所在的列，0 表示沒有標題；不給則自動判斷",
    ),
    "what a word means where only a few are taken; can be given several times": (
        "在只接受少数词语的字段中，一个词的含义；可以给多次",
        "在只接受少數詞語的欄位中，一個詞的含義；可以給多次",
    ),
    "Word": ("词语", "詞語"),
    "First rows": ("最先出现的行", "最先出現的列"),
    "“{word}” is not known. Perhaps {guess}: --value {match}": (
        "不认识“{word}”。也许是 {guess}：--value {match}",
        "不認識「{word}」。也許是 {guess}：--value {match}",
    ),
    "“{word}” is not known. Say what it means: --value {match}": (
        "不认识“{word}”。请说明它的含义：--value {match}",
        "不認識「{word}」。請說明它的含義：--value {match}",
    ),
    "Other phones": ("其他电话", "其他電話"),
    "This customer is no longer here, and is not brought back by a list.": (
        "这位顾客已不在这里，名单不会把他带回来。", "這位顧客已不在這裡，名單不會把他帶回來。"),
    "Row {row} has the same code. Only that row was taken.": (
        "第 {row} 行有相同的编号。只采用了那一行。", "第 {row} 列有相同的編號。只採用了那一列。"),
    "Without name and phone nobody could find the customer. Nothing changed.": (
        "没有姓名和电话就找不到这位顾客。没有任何更改。", "沒有姓名和電話就找不到這位顧客。沒有任何更改。"),
    "This was changed in the shop since the list was exported. The shop's stays.": (
        "名单导出后，店里已改过这一项。保留店里的值。", "名單匯出後，店裡已改過這一項。保留店裡的值。"),
    "This is only shown in the list; it is not changed by one.": (
        "这一项在名单里只供查看，不能通过名单更改。", "這一項在名單裡只供查看，不能透過名單更改。"),
    "This is never empty, so it stays as it was.": (
        "这一项不能为空，所以保持原样。", "這一項不能為空，所以保持原樣。"),
    "“{text}” is not known here. What was there before stays.": (
        "这里不认识“{text}”。保留原来的值。", "這裡不認識「{text}」。保留原來的值。"),
    "Who said not to be contacted stays so; say otherwise on the customer's page.": (
        "已表示请勿联系的顾客保持不变；要更改请到顾客页面。", "已表示請勿聯絡的顧客保持不變；要更改請到顧客頁面。"),
    "This is the list of customers that was exported on {date}. Only what was edited in it since comes in; who is not in it any more stays.": (
        "这是 {date} 导出的顾客名单。只导入之后在其中编辑过的内容；名单里已没有的顾客仍然保留。",
        "這是 {date} 匯出的顧客名單。只匯入之後在其中編輯過的內容；名單裡已沒有的顧客仍然保留。"),
    "This list was exported by another shop, or after the backup that was restored: it was read like any other, and an empty cell changes nothing.": (
        "这份名单由另一家店导出，或在所恢复的备份之后导出：按普通名单读取，空单元格不会更改任何内容。",
        "這份名單由另一家店匯出，或在所還原的備份之後匯出：按一般名單讀取，空白儲存格不會更改任何內容。"),
    "{file}: a list that is edited and imported again is an Excel workbook. Choose a name that ends in .xlsx": (
        "{file}：编辑后再导入的名单必须是 Excel 工作簿。请选择以 .xlsx 结尾的文件名",
        "{file}：編輯後再匯入的名單必須是 Excel 活頁簿。請選擇以 .xlsx 結尾的檔名"),
    "in a list of ours that comes back: it wins over what was changed in the shop since": (
        "用于导回本店导出的名单：以名单为准，覆盖店里之后的更改",
        "用於匯回本店匯出的名單：以名單為準，覆蓋店裡之後的更改"),
    "Field": ("字段", "欄位"),
    "new": ("新", "新"),
    "Not edited": ("未编辑", "未編輯"),
    "Not in the list, kept as they are": ("不在名单中，保持不变", "不在名單中，保持不變"),
    "Given the old values back": ("已恢复原来的值", "已還原原來的值"),
    "In the shop": ("店里", "店裡"),
    "changed too, stays": ("也改过，保留", "也改過，保留"),
    "And {count} changes more; --json shows them.": ("还有 {count} 项更改；--json 可显示。", "還有 {count} 項更改；--json 可顯示。"),
}
