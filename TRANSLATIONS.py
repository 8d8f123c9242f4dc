W = {
    "The score, up to 100, is how much speaks for one person. At {most} or below two people may "
    "share a phone or an e-mail. Who are linked, or were said to be two people, are left out.": (
        "得分最高 100，表示有多少迹象是同一人。{most} 分及以下可能是两个人共用电话或电子邮件。"
        "已建立关系的顾客，以及说明过不是同一人的，都不列出。",
        "分數最高 100，表示有多少跡象是同一人。{most} 分及以下可能是兩個人共用電話或電子郵件。"
        "已建立關係的顧客，以及說明過不是同一人的，都不列出。",
    ),
    "“{text}” chooses nothing. Fields: {fields}. Sides: {sides}.": (
        "“{text}”没有选中任何内容。字段：{fields}。可选：{sides}。",
        "「{text}」沒有選中任何內容。欄位：{fields}。可選：{sides}。",
    ),
    "{other} was merged into {kept}. Until {until} it can be undone with: {command}": (
        "{other} 已合并到 {kept}。{until} 之前可以撤销：{command}",
        "{other} 已合併到 {kept}。{until} 之前可以復原：{command}",
    ),
    "{kept} and {other} are two customers again.": (
        "{kept} 和 {other} 又是两位顾客了。",
        "{kept} 和 {other} 又是兩位顧客了。",
    ),
    "Merge": ("合并", "合併"),
    "Stayed": ("保留", "保留"),
    "Went": ("并入", "併入"),
    "Merged at": ("合并时间", "合併時間"),
    "Can be undone until": ("可撤销至", "可復原至"),
    "Undone at": ("撤销时间", "復原時間"),
    "{one} and {other} are two people: no list of duplicates shows them any more.": (
        "{one} 和 {other} 不是同一人：重复的顾客名单里不再列出。",
        "{one} 和 {other} 不是同一人：重複的顧客名單裡不再列出。",
    ),
    "{one} and {other} may be one person: the list of duplicates shows them again.": (
        "{one} 和 {other} 可能是同一人：重复的顾客名单里会再列出。",
        "{one} 和 {other} 可能是同一人：重複的顧客名單裡會再列出。",
    ),
    "Stays": ("保留", "保留"),
    "Goes": ("并入", "併入"),
    "Field": ("字段", "欄位"),
    "Whose stays": ("保留谁的", "保留誰的"),
    "Result": ("结果", "結果"),
    "Cards that come": ("并入的会员卡", "併入的會員卡"),
    "Refused from then on": ("之后视为拒绝", "之後視為拒絕"),
    "Occasions that come": ("并入的纪念日", "併入的紀念日"),
    "Relationships that come": ("并入的关系", "併入的關係"),
    "Brought by the other one": ("由另一位介绍来的", "由另一位介紹來的"),
    "Nothing was written: this is a preview.": (
        "这是预览：没有写入任何内容。",
        "這是預覽：沒有寫入任何內容。",
    ),
    "make one customer of two; within 30 days they can be two again": (
        "把两位顾客合并成一位；30 天内可以再分开",
        "把兩位顧客合併成一位；30 天內可以再分開",
    ),
    "give one customer everything of another; the word customers can be left out": (
        "把另一位的一切并给这位顾客；customers 一词可以省略",
        "把另一位的一切併給這位顧客；customers 一詞可以省略",
    ),
    "who stays: code, card number, or a text": (
        "保留谁：编号、卡号或一段文字",
        "保留誰：編號、卡號或一段文字",
    ),
    "who goes into that one": ("谁并入这位", "誰併入這位"),
    "whose value stays of a field; can be given several times": (
        "某个字段保留谁的；可以给多次",
        "某個欄位保留誰的；可以給多次",
    ),
    "only show what would be": ("只显示合并后的样子", "只顯示合併後的樣子"),
    "make two customers again, within 30 days and the last merge first": (
        "再分成两位顾客，30 天内有效，先撤销最后一次合并",
        "再分成兩位顧客，30 天內有效，先復原最後一次合併",
    ),
    "its number in the list": ("名单中的编号", "名單中的編號"),
    "show the merges, newest first": ("显示合并记录，最新的在前", "顯示合併紀錄，最新的在前"),
    "say that two who look alike are two people": (
        "说明两位相像的顾客不是同一人",
        "說明兩位相像的顧客不是同一人",
    ),
    "take that back: they may be one person": (
        "收回上面的说明：可能是同一人",
        "收回上面的說明：可能是同一人",
    ),
    "This customer was merged into {name} ({code}). Go on with that one.": (
        "这位顾客已合并到 {name}（{code}）。用那一位继续。",
        "這位顧客已合併到 {name}（{code}）。用那一位繼續。",
    ),
    "The customer was merged with another one since.": (
        "这位顾客后来与别的顾客合并过。",
        "這位顧客後來與別的顧客合併過。",
    ),
    "of the customer who stays": ("保留的顾客", "保留的顧客"),
    "of the other one": ("另一位", "另一位"),
    "both": ("两者", "兩者"),
    "Both are the same customer: there is nothing to merge. Choose another one.": (
        "两位是同一位顾客，没有可合并的。换一位。",
        "兩位是同一位顧客，沒有可合併的。換一位。",
    ),
    "One of the two is a person, the other a company. Say what stays, or leave them.": (
        "两位中一位是个人，另一位是单位。说明保留哪一种，或者不合并。",
        "兩位中一位是個人，另一位是單位。說明保留哪一種，或者不合併。",
    ),
    "Say it with: --field kind=keep or --field kind=other": (
        "这样说明：--field kind=keep 或 --field kind=other",
        "這樣說明：--field kind=keep 或 --field kind=other",
    ),
    "{one} and {other} of the staff are these two customers. Unlink one of them first.": (
        "这两位顾客分别是店员 {one} 和 {other}。先解除其中一位的关联。",
        "這兩位顧客分別是店員 {one} 和 {other}。先解除其中一位的關聯。",
    ),
    "Do it with: smbcrm staff unlink NAME": (
        "这样做：smbcrm staff unlink NAME",
        "這樣做：smbcrm staff unlink NAME",
    ),
    "The package {package} is paused for one of the two only. End the pause first, then merge.": (
        "{package} 只有其中一位暂停着。先恢复使用，再合并。",
        "{package} 只有其中一位暫停著。先恢復使用，再合併。",
    ),
    "Do it with: smbcrm package resume CUSTOMER {code}": (
        "这样做：smbcrm package resume CUSTOMER {code}",
        "這樣做：smbcrm package resume CUSTOMER {code}",
    ),
    "An import is not at its end. Finish it or undo it first.": (
        "有一次导入还没结束。先完成或撤销。",
        "有一次匯入還沒結束。先完成或復原。",
    ),
    "There is no merge {merge}.": ("没有编号为 {merge} 的合并。", "沒有編號為 {merge} 的合併。"),
    "See: smbcrm merge list": ("查看：smbcrm merge list", "查看：smbcrm merge list"),
    "The merge {merge} was undone already, on {at}.": (
        "合并 {merge} 已在 {at} 撤销过。",
        "合併 {merge} 已在 {at} 復原過。",
    ),
    "The merge {merge} was on {at}, more than {days} days ago. It cannot be undone any more: "
    "add the other customer anew, and hand over what is theirs.": (
        "合并 {merge} 在 {at} 完成，已超过 {days} 天，不能再撤销：添加另一位顾客，再把属于那位的转过去。",
        "合併 {merge} 在 {at} 完成，已超過 {days} 天，不能再復原：新增另一位顧客，再把屬於那位的轉過去。",
    ),
    "The merge {later} came after the merge {merge}. Undo {later} first.": (
        "合并 {later} 在合并 {merge} 之后。先撤销 {later}。",
        "合併 {later} 在合併 {merge} 之後。先復原 {later}。",
    ),
    "Do it with: smbcrm merge undo {later}": (
        "这样做：smbcrm merge undo {later}",
        "這樣做：smbcrm merge undo {later}",
    ),
    "{code} is the code of another customer by now. Give that one another code first.": (
        "{code} 现在是另一位顾客的编号。先给那一位换个编号。",
        "{code} 現在是另一位顧客的編號。先給那一位換個編號。",
    ),
    "Of {field} one side stays: keep or other.": (
        "{field} 只能保留一方：keep 或 other。",
        "{field} 只能保留一方：keep 或 other。",
    ),
}
