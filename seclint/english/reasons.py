"""reasons: why a hit stands or falls, why something does not count, and what a place is called."""

REASONS = {
    # judged
    "并非{*}": "not: {}",
    "属于放行词「{}」": "inside the allowed 「{}」",
    "通过校验 {}": "passes the check {}",
    "附近有「{}」等词{*}": "near it one of 「{}」{}",
    "附近有「{}」": "near it 「{}」",
    "{} 个以上": ", at least {}",
    "{*}有发现 {}": "{}: a finding of {}",
    "{*}有 {} 处以上{*}命中": "{}: {} or more {}hits",
    "不同的": "different ",
    "文种为 {}": "the genre is {}",
    "文种为{}（{*}）": "the genre is {} ({})",
    "标题「{}」": "title 「{}」",
    "用语「{}」": "words 「{}」",
    "{*}日期已过": "{}: the date has passed",
    "日期 {} 已过": "the date {} has passed",
    "位于 {}": "in {}",
    "位于{*}": "in {}",
    "位于{}": "in {}",
    "位于前 {} 行": "in the first {} lines",
    "同句": "in its sentence",
    "同行": "in its line",
    "同段": "in its paragraph",
    "全文": "in the document",
    "同列": "in its column",
    "所写": "as written",
    "文首": "at the top",
    "附近": "near it",
    "独立成词": "a whole word",
    "独占一行": "alone on its line",
    "在引号或书名号内": "in quotation marks",
    "被否定": "denied",
    "试行": "preview",
    "让位于 {}": "yields to {}",
    "在同一规则更长的命中之内": "inside a longer hit of its rule",
    # muted
    "已在基线": "in the baseline",
    "per-file-ignores：{}": "per-file-ignores: {}",
    "放行（{}）：{}": "allowed ({}): {}",
    "行内标记：{}": "inline mark: {}",
    "未改动（自 {}）": "unchanged (since {})",
    "没有选用这条规则": "its rule is not selected",
    # exemptions without effect
    "放行已于 {} 到期：{}": "allowed until {}, which has passed: {}",
    "放行没有用到：{}": "allowed, but not found: {}",
    "规则 {} 不许豁免": "rule {} may not be exempted",
    "行内标记没有用到：{}": "inline mark, but nothing found: {}",
    "行内标记应写作 <!-- seclint: ignore[规则编号] -- 理由 -->": (
        "an inline mark is written <!-- seclint: ignore[ID] -- reason -->"
    ),
    "行内标记没有写理由（-- 之后）": "the inline mark has no reason (after --)",
    "disable 与 enable 不成对": "disable and enable do not match",
    "行内标记只在文件自身里算，在别的文件里面的不算": (
        "inline marks count in the file itself, not in a file inside another"
    ),
    "行内标记在所比的版本里没有，或其所及的文字改过": (
        "the inline mark is not in the revision that counts, or what it stands over was changed"
    ),
    "没有规则「{}」（写全编号）{*}": "there is no rule “{}” (write its whole id){}",
    # unreviewed
    "是另一个 git 仓库（子模块），其中的改动请在那里审查": (
        "it is another git repository (a submodule): review its changes there"
    ),
    "合并时有冲突，尚未解决": "a merge left conflicts in it that are not resolved",
    "本机没有 Git LFS 里的内容（git lfs fetch）": "its content in Git LFS is not here (git lfs fetch)",
    "本机的 git 里没有这个版本的内容": "its content is not in git here",
    # how a file was read
    "编码 {}": "encoding {}",
    # places
    "正文": "body",
    "文件名": "file name",
    "文件夹名": "folder name",
    "正文第{}段": "paragraph {}",
    "第{}页": "page {}",
    "第{}节页眉": "header of section {}",
    "第{}节页脚": "footer of section {}",
    "第{}节首页页眉": "first header of section {}",
    "第{}节首页页脚": "first footer of section {}",
    "表{} 第{}行第{}列": "table {} row {} column {}",
    "第{}行": "line {}",
    "第{}行第{}列": "row {} column {}",
    "表格（第{}行）": "table (line {})",
    "正文（源码第{}行）": "body (source line {})",
    "标题（源码第{}行）": "title (source line {})",
    "主题": "subject",
}
